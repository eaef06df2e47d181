"""Counts on a terminal: what there is in a line, lists with bars, groups in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from rich.text import Text as RichText

from ..counts import Stats, UnitStats
from ..models import Count, Record
from ..text import harmless
from .bars import MAX_BAR, draw_bar
from .cells import char_width, pad, text_width
from .console import Screen
from .fact import number_text, short_number_text
from .stats import HEADINGS, group_text, summary_parts, unit_numbers

GAP = "  "
# A list stands beside its bars; a longer name is cut.
NAME = 16
# So much is left to the name of a unit (个工作日); where the numbers leave less, they are told in 万 and 亿.
UNIT = 8
# Many Chinese terminals draw a block twice as wide as it says; a bar that takes half of the room still fits there.
BAR_SHARE = 0.5
# Without a width (in a pipe) bars are as on 80 columns.
UNBOUND = 80


class StatsTable:
    """Counts of everything as a page of lists; groups as rows, written when all are known, as their bars are of one scale."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._width = screen.width or UNBOUND
        self._groups: list[Stats] = []
        self._first = True

    def write(self, record: Record) -> None:
        """Write counts of everything; keep those of a group."""
        if not isinstance(record, Stats):
            return
        if record.by == "all":
            self.close()
            self._write_all(record)
        else:
            if self._groups and self._groups[0].by != record.by:
                self.close()
            self._groups.append(record)

    def close(self) -> None:
        """Write the groups."""
        groups, self._groups = self._groups, []
        if not groups:
            return
        self._part()
        if groups[0].by == "unit":
            self._write_units(
                [(group_text(one), one.figures, one.units[0] if one.units else None) for one in groups]
            )
        elif groups[0].by == "kind":
            articles, figures = [one for one in groups if one.kinds], [one for one in groups if not one.kinds]
            if articles:
                self._write_groups(articles)
            if articles and figures:
                self._screen.print()
            if figures:
                self._write_figure_kinds(figures)
        else:
            self._write_groups(groups)

    def _part(self) -> None:
        if not self._first:
            self._screen.print()
        self._first = False

    def _write_all(self, stats: Stats) -> None:
        self._part()
        for line in self._screen.wrapped(
            ", ".join(summary_parts(stats)), self._screen.width, "bold", at_blanks=True
        ):
            self._screen.print(line)
        for name, heading in HEADINGS.items():
            if name == "units" and stats.units:
                self._screen.print()
                self._write_units([(one.unit, one.figures, one) for one in stats.units])
            elif counts := getattr(stats, name):
                self._screen.print()
                self._write_list(heading, counts)

    def _write_list(self, heading: str, counts: Sequence[Count]) -> None:
        self._screen.print(RichText(heading, "dim"))
        names = [_cut(one.name, NAME) for one in counts]
        width = max(map(text_width, names))
        digits = max(len(f"{one.count:,}") for one in counts)
        top = max(one.count for one in counts)
        for name, one in zip(names, counts, strict=True):
            left = f"{GAP}{pad(name, width)}{GAP}{one.count:>{digits},}{GAP}"
            self._screen.print(RichText(left), RichText(self._bar(one.count, top, text_width(left)), "green"))

    def _write_units(self, units: Sequence[tuple[str, int, UnitStats | None]]) -> None:
        heads = ("unit", "figures", "sum", "median", "least", "most")

        def make_rows(text: Callable[[Decimal], str]) -> list[tuple[str, ...]]:
            return [
                (name, f"{figures:,}", *(unit_numbers(unit, text) if unit else ("",) * 4))
                for name, figures, unit in units
            ]

        rows = make_rows(number_text)
        if sum(_number_widths(heads, rows)) + len(GAP) * (len(heads) - 1) > self._width - UNIT:
            rows = make_rows(short_number_text)
        self._write_rows(heads, rows, [figures for _, figures, _ in units])

    def _write_figure_kinds(self, groups: Sequence[Stats]) -> None:
        rows = [
            (group_text(one), f"{one.pages:,}", f"{one.articles:,}", f"{one.figures:,}") for one in groups
        ]
        self._write_rows(("figure", "pages", "articles", "count"), rows, [one.figures for one in groups])

    def _write_groups(self, groups: Sequence[Stats]) -> None:
        rows = [
            (
                group_text(one),
                f"{one.pages:,}",
                f"{one.articles:,}",
                "" if one.chars is None else f"{one.chars:,}",
                "" if one.median_chars is None else number_text(one.median_chars),
                f"{one.figures:,}",
            )
            for one in groups
        ]
        heads = (groups[0].by, "pages", "articles", "characters", "median", "figures")
        self._write_rows(heads, rows, [one.articles for one in groups])

    def _write_rows(
        self, heads: Sequence[str], rows: Sequence[tuple[str, ...]], sizes: Sequence[int]
    ) -> None:
        """Rows of a name and numbers, and a bar of the row's size."""
        widths = _number_widths(heads, rows)
        numbers = sum(widths) + len(GAP) * len(widths)
        room = max(self._width - numbers, 12)
        longest = max(text_width(harmless(name)) for name in [heads[0], *(row[0] for row in rows)])
        name_width = min(longest, room)
        left = name_width + numbers
        top = max(sizes)
        self._screen.print(RichText(self._row(heads, name_width, widths), "dim"))
        for row, size in zip(rows, sizes, strict=True):
            bar = self._bar(size, top, left + len(GAP))
            self._screen.print(
                RichText(self._row(row, name_width, widths)), RichText(GAP), RichText(bar, "green")
            )

    def _row(self, cells: Sequence[str], name_width: int, widths: Sequence[int]) -> str:
        numbers = (
            " " * (width - text_width(cell)) + cell for cell, width in zip(cells[1:], widths, strict=True)
        )
        return GAP.join((pad(_cut(cells[0], name_width), name_width), *numbers))

    def _bar(self, size: int, top: int, left: int) -> str:
        """A bar, the longest as long as there is room for after `left` cells."""
        room = min(int((self._width - left) * BAR_SHARE), MAX_BAR)
        return draw_bar(size / top, room) if room >= 4 and top > 1 else ""  # of 1 there is nothing to compare


def _number_widths(heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[int]:
    """How wide each column but the first is."""
    return [max(text_width(row[k]) for row in [heads, *rows]) for k in range(1, len(heads))]


def _cut(text: str, width: int) -> str:
    """As much of a text as a width in cells takes, with … where something is missing."""
    shown = harmless(text)
    if text_width(shown) <= width:
        return shown
    used, end = text_width("…"), 0
    while end < len(shown) and used + char_width(shown[end]) <= width:
        used += char_width(shown[end])
        end += 1
    return shown[:end] + "…"
