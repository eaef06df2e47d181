"""Which pages and articles of the archive are asked for: the filters that all its commands share."""

from __future__ import annotations

import msgspec

from .rows import Cell


class Where(msgspec.Struct, frozen=True):
    """All that is said must hold; of several kinds one is enough. Days are ISO dates, both included."""

    paper: str | None = None
    since: str | None = None
    until: str | None = None
    section: str | None = None
    byline: str | None = None
    kinds: tuple[str, ...] = ()

    def page_sql(self) -> tuple[str, list[Cell]]:
        """A condition on `page` and its parameters."""
        return _joined(self._common("page"))

    def article_sql(self) -> tuple[str, list[Cell]]:
        """A condition on `article` and its parameters.

        >>> Where(paper="临湖日报", kinds=("story",)).article_sql()
        ('article.paper = ? AND article.kind IN (?)', ['临湖日报', 'story'])
        """
        parts = self._common("article")
        if self.kinds:
            parts.append((f"article.kind IN ({', '.join('?' * len(self.kinds))})", list(self.kinds)))
        if self.byline is not None:
            signed = "EXISTS (SELECT 1 FROM byline WHERE byline.article = article.key AND byline.name = ?)"
            parts.append((signed, [self.byline]))
        return _joined(parts)

    def _common(self, table: str) -> list[tuple[str, list[Cell]]]:
        asked: list[tuple[str, str | None]] = [
            ("paper = ?", self.paper),
            ("date >= ?", self.since),
            ("date <= ?", self.until),
            ("section = ?", self.section),
        ]
        return [(f"{table}.{text}", [value]) for text, value in asked if value is not None]


def _joined(parts: list[tuple[str, list[Cell]]]) -> tuple[str, list[Cell]]:
    text = " AND ".join(part for part, _ in parts) or "1"
    return text, [value for _, values in parts for value in values]
