"""How often words stand in the papers, and how figures move, as Markdown and columns; charts are `trend_table.py`'s."""

from __future__ import annotations

from operator import attrgetter
from typing import cast

from ..archive.answers import Movement, TrendPoint
from ..models import Record
from .article import escape_inside
from .fact import SIGNS, range_text
from .plain import Columns

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


def point_markdown(record: Record) -> str:
    """How often words stand there in a period, as an item of a list."""
    if not isinstance(record, TrendPoint):
        return ""
    return f"- {record.period}: {record.count:,} in {record.articles:,} of {record.of:,} articles, {record.rate} per 10,000 characters"


def movement_markdown(record: Record) -> str:
    """A figure and its day as an item of a list."""
    if not isinstance(record, Movement):
        return ""
    what = escape_inside(f"{record.subject} {movement_text(record)} {record.unit or ''}".rstrip())
    return f"- {record.date}: {what}, **{escape_inside(record.fact.text)}**: {escape_inside(record.fact.sentence)}"
