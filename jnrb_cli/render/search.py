"""What a search found, as Markdown and columns; on a terminal it is `search_table.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from ..archive.answers import Hit
from ..models import Record
from ..text import harmless
from .article import byline_text, escape_inside
from .plain import Columns

# Where in a text the words stand that were looked for.
Finder = Callable[[str], Sequence[tuple[int, int]]]


_FIELDS = (
    *("article", "page", "source", "paper", "date", "edition", "section", "kind", "title"),
    *("role", "text", "start", "end", "sentence", "score", "same"),
)
HIT_COLUMNS: Columns = {name: attrgetter(name) for name in _FIELDS}


def place_line(hit: Hit) -> str:
    """Where an article stands, and who signs it, on one line."""
    edition = f"{hit.edition}版" if hit.edition is not None else None
    kind = hit.kind if hit.kind != "story" else None
    parts = (hit.paper, hit.date, edition, hit.section, kind, byline_text(hit.byline))
    return harmless("  ".join(part for part in parts if part)) or harmless(hit.source)


def span_text(start: int | None, end: int | None) -> str:
    """Offsets, as far as they are known."""
    return "" if start is None or end is None else f"{start}–{end}"


def marked(text: str, marks: Sequence[tuple[int, int]], escape: Callable[[str], str]) -> str:
    """A text with its marks in bold, as Markdown has it.

    >>> marked("大湖开渔了", [(2, 4)], str)
    '大湖**开渔**了'
    """
    parts, at = [], 0
    for start, end in marks:
        parts += [escape(text[at:start]), f"**{escape(text[start:end])}**"]
        at = end
    return "".join((*parts, escape(text[at:])))


def hit_markdown(record: Record) -> str:
    """An article that was found as an item of a list, what was found in bold."""
    if not isinstance(record, Hit):
        return ""
    title = escape_inside(harmless(record.title or "(no title)"))
    sentence = marked(harmless(record.sentence), record.marks, escape_inside)
    return f"- {title} ({escape_inside(place_line(record))}): {sentence}"
