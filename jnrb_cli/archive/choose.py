"""Which pages and articles of the archive are asked for: the filters that all its commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from ..errors import UsageError
from ..models import ArticleKind, FactKind
from .rows import Cell


class Where(msgspec.Struct, frozen=True):
    """All that is said must hold; of several kinds one is enough. Days are ISO dates, both included.

    `kinds` are those of articles, `fact_kinds` those of figures.
    """

    paper: str | None = None
    since: str | None = None
    until: str | None = None
    section: str | None = None
    byline: str | None = None
    kinds: tuple[str, ...] = ()
    fact_kinds: tuple[str, ...] = ()

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
            parts.append(_one_of("article.kind", self.kinds))
        if self.byline is not None:
            signed = "EXISTS (SELECT 1 FROM byline WHERE byline.article = article.key AND byline.name = ?)"
            parts.append((signed, [self.byline]))
        return _joined(parts)

    def fact_sql(self) -> tuple[str, list[Cell]]:
        """A condition on `fact` and its parameters; that on its article is another."""
        return _joined([_one_of("fact.kind", self.fact_kinds)] if self.fact_kinds else [])

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


def _one_of(column: str, values: Sequence[str]) -> tuple[str, list[Cell]]:
    return f"{column} IN ({', '.join('?' * len(values))})", list(values)


def check_kinds(kinds: Sequence[str], *, facts: bool) -> None:
    """Raise UsageError where a kind is none of articles, or of figures.

    >>> check_kinds(["money"], facts=False)
    Traceback (most recent call last):
    jnrb_cli.errors.UsageError: money is no kind of article; there are story, photo, brief, notice, ad
    """
    known = get_args(FactKind if facts else ArticleKind)
    for kind in kinds:
        if kind not in known:
            raise UsageError(
                f"{kind} is no kind of {'figure' if facts else 'article'}; there are {', '.join(known)}"
            )
