"""Trends on a terminal: a line a period or a figure, and a bar as long as it is large."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text as RichText

from ..archive.answers import Movement, TrendPoint
from ..models import Record
from ..text import harmless
from .bars import MAX_BAR, draw_bar
from .cells import pad, text_width
from .console import Screen
from .trend import movement_text

# Where the screen has less room than this for the largest value's bar, there is none.
MIN_BAR = 6


def bar_width(screen: Screen, taken: int) -> int:
    """How long a bar may be beside what a line holds already."""
    if screen.width is None:
        return MAX_BAR
    room = screen.width - taken
    return min(room, MAX_BAR) if room >= MIN_BAR else 0


class TrendChart:
    """A line a period; held back until the largest is known."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._points: list[TrendPoint] = []

    def write(self, record: Record) -> None:
        """Take a period."""
        if isinstance(record, TrendPoint):
            self._points.append(record)

    def close(self) -> None:
        """Write the periods."""
        if not self._points:
            return
        of = max(len(f"{point.of:,}") for point in self._points)
        head = f"{'period':<10}  {'count':>7}  {'articles':>{max(2 * of + 4, 8)}}  {'per 10,000':>10}"
        self._screen.print(RichText(head, "dim"))
        width = bar_width(self._screen, len(head) + 2)
        largest = max(point.rate for point in self._points)
        for point in self._points:
            articles = f"{point.articles:,} of {point.of:>{of},}"
            row = f"{point.period:<10}  {point.count:>7,}  {articles:>{max(2 * of + 4, 8)}}  {point.rate:>10,.2f}  "
            self._screen.print(
                RichText(row), RichText(draw_bar(point.rate / largest if largest else 0, width), "green")
            )


class MovementChart:
    """A heading for what is counted and in what, and a line a figure; each row of figures is held until it ends."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._row: list[Movement] = []
        self._first = True

    def write(self, record: Record) -> None:
        """Take a figure."""
        if not isinstance(record, Movement):
            return
        if self._row and (record.subject, record.unit) != (self._row[0].subject, self._row[0].unit):
            self._write_row(self._row)
            self._row = []
        self._row.append(record)

    def _write_row(self, row: Sequence[Movement]) -> None:
        if not self._first:
            self._screen.print()
        self._first = False
        heading = f"{row[0].subject}  {row[0].unit or ''}".rstrip()
        for line in self._screen.wrapped(heading, self._screen.width, "bold"):
            self._screen.print(line)
        shown = [
            (movement_text(one), harmless(one.fact.text), harmless(one.paper or one.source)) for one in row
        ]
        widths = [max(text_width(cells[at]) for cells in shown) for at in range(3)]
        width = bar_width(self._screen, 2 + 10 + 2 + sum(widths) + 3 * 2)
        if not width:  # the paper gives way
            widths[2] = 0
            width = bar_width(self._screen, 2 + 10 + 2 + sum(widths) + 2 * 2)
        largest = max(one.value for one in row)
        for one, (value, text, paper) in zip(row, shown, strict=True):
            left = f"  {one.date:<10}  {' ' * (widths[0] - text_width(value))}{value}  "
            right = f"  {pad(paper, widths[2])}  " if widths[2] else "  "
            bar = draw_bar(float(one.value / largest) if largest > 0 else 0, width)
            self._screen.print(
                RichText(left),
                RichText(pad(text, widths[1]), "bold green"),
                RichText(right, "dim"),
                RichText(bar, "green"),
            )

    def close(self) -> None:
        """Write the last row."""
        if self._row:
            self._write_row(self._row)
