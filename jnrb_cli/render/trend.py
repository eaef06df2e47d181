"""How often words stand in the papers, and how figures move, as Markdown and columns; charts are `trend_table.py`'s."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, cast

from ..archive.answers import Movement, TrendPoint
from ..models import Record
from .article import escape_inside
from .fact import SIGNS, range_text
from .jsonl import Writer
from .plain import Columns
from .view import View

if TYPE_CHECKING:
    from .console import Screen


def trend_view() -> View:
    """How often words stand in the papers of each period."""

    def table(screen: Screen) -> Writer:
        from .trend_table import TrendChart

        return TrendChart(screen)

    return View(table, lambda: _point_markdown, lambda: (TrendPoint, POINT_COLUMNS))


def movements_view() -> View:
    """Figures of the same subject and unit, day by day."""

    def table(screen: Screen) -> Writer:
        from .trend_table import MovementChart

        return MovementChart(screen)

    return View(table, lambda: _movement_markdown, lambda: (Movement, MOVEMENT_COLUMNS))


POINT_COLUMNS: Columns = {
    **{name: attrgetter(name) for name in ("period", "count", "articles", "of", "chars", "rate")},
    "places": lambda record: " ".join(one.article for one in cast(TrendPoint, record).places),
}
MOVEMENT_COLUMNS: Columns = {
    **{name: attrgetter(name) for name in ("subject", "unit", "date", "paper", "source")},
    **{name: attrgetter(name) for name in ("value", "high", "approx")},
    **{name: attrgetter(f"fact.{name}") for name in ("text", "article", "page", "start", "end", "sentence")},
}


def movement_text(movement: Movement) -> str:
    """What a figure comes to, with its hedge, without its unit."""
    return SIGNS[movement.approx] + range_text(movement.value, movement.high)


def _point_markdown(record: Record) -> str:
    if not isinstance(record, TrendPoint):
        return ""
    return f"- {record.period}: {record.count:,} in {record.articles:,} of {record.of:,} articles, {record.rate} per 10,000 characters"


def _movement_markdown(record: Record) -> str:
    if not isinstance(record, Movement):
        return ""
    what = escape_inside(f"{record.subject} {movement_text(record)} {record.unit or ''}".rstrip())
    return f"- {record.date}: {what}, **{escape_inside(record.fact.text)}**: {escape_inside(record.fact.sentence)}"
