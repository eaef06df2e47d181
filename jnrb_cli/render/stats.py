"""Counts in plain words: the columns of a spreadsheet, Markdown, and what both and the terminal share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import attrgetter
from typing import cast

from ..counts import Stats, UnitStats
from ..models import Count, Record
from .article import counted, escape_inside
from .fact import number_text
from .plain import Columns

# What stands where nothing says to which group something belongs.
UNSTATED = "(not stated)"
NO_UNIT = "(no unit)"
HEADINGS = {
    "kinds": "articles",
    "figure_kinds": "figures",
    "units": "units",
    "bylines": "bylines",
    "words": "words",
    "organisations": "organisations",
}


def group_text(stats: Stats) -> str:
    """What a group is called: a page by its words rather than its id."""
    return stats.label or stats.group or (NO_UNIT if stats.by == "unit" else UNSTATED)


def summary_parts(stats: Stats) -> list[str]:
    """What there is, in a few words each.

    >>> from decimal import Decimal
    >>> summary_parts(Stats(pages=1, articles=2, chars=300, median_chars=Decimal(150), figures=0, dates=1, first="2026-04-27", last="2026-04-27"))
    ['1 page', '2 articles', '300 characters (median 150)', 'no figures', '2026-04-27']
    """
    parts = [counted(stats.pages, "page"), counted(stats.articles, "article")]
    if stats.chars is not None and stats.median_chars is not None:
        parts.append(f"{counted(stats.chars, 'character')} (median {number_text(stats.median_chars)})")
    parts.append(counted(stats.figures, "figure") if stats.figures else "no figures")
    if stats.papers > 1:
        parts.append(counted(stats.papers, "paper"))
    if stats.first and stats.last:
        parts.append(
            stats.first
            if stats.first == stats.last
            else f"{stats.first} to {stats.last} ({counted(stats.dates, 'day')})"
        )
    return parts


def unit_numbers(unit: UnitStats, text: Callable[[Decimal], str] = number_text) -> tuple[str, ...]:
    """A unit's sum, median, least and most, as a person reads them."""
    return tuple(
        "" if value is None else text(value) for value in (unit.sum, unit.median, unit.least, unit.most)
    )


def _list(name: str) -> Callable[[Record], object]:
    def value(record: Record) -> object:
        counts: Iterable[Count] = getattr(record, name)
        return "; ".join(f"{one.name} {one.count}" for one in counts)

    return value


def _of_unit(name: str) -> Callable[[Record], object]:
    """A column that only counts by unit fill."""

    def value(record: Record) -> object:
        stats = cast(Stats, record)
        found = getattr(stats.units[0], name) if stats.by == "unit" and stats.units else None
        return None if found is None else f"{found:f}"

    return value


def _median(record: Record) -> object:
    found = cast(Stats, record).median_chars
    return None if found is None else f"{found:f}"


STATS_COLUMNS: Columns = {
    **{name: attrgetter(name) for name in ("by", "group", "label", "pages", "articles", "chars")},
    "median_chars": _median,
    "figures": attrgetter("figures"),
    **{name: _of_unit(name) for name in ("sum", "median", "least", "most")},
    **{name: attrgetter(name) for name in ("papers", "dates", "first", "last")},
    "kinds": _list("kinds"),
    "figure_kinds": _list("figure_kinds"),
    "units": lambda record: "; ".join(f"{one.unit} {one.figures}" for one in cast(Stats, record).units),
    "bylines": _list("bylines"),
    "words": _list("words"),
    "organisations": _list("organisations"),
}


class StatsMarkdown:
    """Counts as Markdown: all of them as lists; groups as the `rows` of a table, or as items where it is none."""

    def __init__(self, *, rows: bool) -> None:
        self._rows = rows
        self._headed = False

    def __call__(self, record: Record) -> str:
        """The Markdown of one record."""
        if not isinstance(record, Stats):
            return ""
        if record.by == "all":
            return _all_markdown(record)
        if not self._rows:
            return f"- {escape_inside(group_text(record))}: {escape_inside(', '.join(summary_parts(record)))}"
        head = "" if self._headed else _head_markdown(record)
        self._headed = True
        return head + _row_markdown(record)


def _head_markdown(stats: Stats) -> str:
    names = (
        ("unit", "figures", "sum", "median", "least", "most")
        if stats.by == "unit"
        else (stats.by, "pages", "articles", "characters", "median", "figures")
    )
    return f"| {' | '.join(names)} |\n|---|{'---:|' * 5}\n"


def _row_markdown(stats: Stats) -> str:
    if stats.by == "unit":
        numbers = unit_numbers(stats.units[0]) if stats.units else ("",) * 4
        cells = [group_text(stats), f"{stats.figures:,}", *numbers]
    else:
        chars = "" if stats.chars is None else f"{stats.chars:,}"
        middle = "" if stats.median_chars is None else number_text(stats.median_chars)
        cells = [
            group_text(stats),
            f"{stats.pages:,}",
            f"{stats.articles:,}",
            chars,
            middle,
            f"{stats.figures:,}",
        ]
    return f"| {' | '.join(map(escape_inside, cells))} |"


def _all_markdown(stats: Stats) -> str:
    parts = [f"**{escape_inside(', '.join(summary_parts(stats)))}**"]
    for name, heading in HEADINGS.items():
        if name == "units" and stats.units:
            rows = [
                f"| {' | '.join(map(escape_inside, (one.unit, f'{one.figures:,}', *unit_numbers(one))))} |"
                for one in stats.units
            ]
            parts.append(
                "| unit | figures | sum | median | least | most |\n|---|"
                + "---:|" * 5
                + "\n"
                + "\n".join(rows)
            )
        elif counts := getattr(stats, name):
            items = [f"- {escape_inside(one.name)}: {one.count:,}" for one in counts]
            parts.append(f"### {heading}\n\n" + "\n".join(items))
    return "\n\n".join(parts)
