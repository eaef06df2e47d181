"""What a search found, on a terminal: one article below another, what was looked for standing out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text as RichText

from ..archive.answers import Hit
from ..models import Record
from ..text import harmless
from .cells import text_width, wrap
from .console import READING_WIDTH, Screen
from .search import Finder, place_line, span_text

INDENT = 5
# A sentence takes no more lines than this.
MAX_LINES = 3
MARK = "bold green"


class HitList:
    """An article's title, where it stands, the sentence, and the place of the hit. Written as they come."""

    def __init__(self, screen: Screen, finder: Finder) -> None:
        self._screen = screen
        self._finder = finder
        self._width = None if screen.width is None else max(min(screen.width, READING_WIDTH + INDENT), 24)
        self._number = 0

    def write(self, record: Record) -> None:
        """Write what was found."""
        if not isinstance(record, Hit):
            return
        if self._number:
            self._screen.print()
        self._number += 1
        title = harmless(record.title or "(no title)")
        self._write(title, self._finder(title) if record.title else (), "bold", f"{self._number:>3}  ")
        self._write(place_line(record), (), "dim")
        room = None if self._width is None else (self._width - INDENT) * MAX_LINES
        self._write(*cut_around_marks(harmless(record.sentence), record.marks, room))
        notes = (
            record.article,
            span_text(record.start, record.end),
            f"score {record.score:.2f}",
            f"same story as {record.same}" if record.same else "",
        )
        self._write("  ".join(filter(None, notes)), (), "dim", at_blanks=True)

    def _write(
        self,
        text: str,
        marks: Sequence[tuple[int, int]],
        style: str = "",
        left: str = "",
        *,
        at_blanks: bool = False,
    ) -> None:
        shown = RichText(text, style)
        for start, end in marks:
            shown.stylize(MARK, start, end)
        width = None if self._width is None else self._width - INDENT
        for number, (start, end) in enumerate(wrap(text, width, at_blanks=at_blanks)):
            self._screen.print(RichText(left if number == 0 and left else " " * INDENT), shown[start:end])

    def close(self) -> None:
        """Nothing stands after the last."""


def cut_around_marks(
    text: str, marks: Sequence[tuple[int, int]], room: int | None
) -> tuple[str, list[tuple[int, int]]]:
    """As much of a text as `room` cells take, the first mark in it, and the marks in what is left.

    >>> cut_around_marks("一二三四五六七八九十", [(6, 7)], 12)
    ('…五六七八…', [(3, 4)])
    """
    if room is None or text_width(text) <= room or not marks:
        return text, list(marks)
    # An ellipsis is a cell, on many Chinese terminals two.
    room -= 4
    start = end = marks[0][0]
    while start > 0 and text_width(text[start - 1 : end]) <= room // 2:
        start -= 1
    while end < len(text) and text_width(text[start : end + 1]) <= room:
        end += 1
    while start > 0 and text_width(text[start - 1 : end]) <= room:
        start -= 1
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    kept = [
        (max(one, start) + shift, min(two, end) + shift) for one, two in marks if one < end and two > start
    ]
    return before + text[start:end] + after, kept
