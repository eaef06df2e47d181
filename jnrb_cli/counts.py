"""The records of counts: what `jnrb stats` writes."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from .models import SCHEMA, Count, Natural, Record

StatsBy = Literal["all", "page", "paper", "date", "section", "byline", "kind", "unit"]


class UnitStats(Record, frozen=True, kw_only=True):
    """The figures of one unit (canonical where there is one: CNY, m2, s): how many, and what they come to.

    Of a range the lower end counts. What one article says twice counts once in `sum`, `median`, `least` and `most`;
    `sum` is null where adding makes no sense: shares, ages, ordinals, temperatures, prices.
    """

    unit: str
    figures: Natural
    sum: Decimal | None = None
    median: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None


class Stats(Record, frozen=True, kw_only=True):
    """Counts over all that was read, or over one group of it: `group` is a page's id, a paper, a day … and null where none is stated.

    `chars` are those of the articles, null where only figures were read; `dates` is how many days, from `first` to
    `last`. Lists have the most frequent first.
    """

    schema: int = SCHEMA
    type: Literal["stats"] = "stats"
    by: StatsBy = "all"
    group: str | None = None
    label: str | None = None
    pages: Natural
    articles: Natural
    chars: Natural | None = None
    median_chars: Decimal | None = None
    kinds: tuple[Count, ...] = ()
    papers: Natural = 0
    dates: Natural = 0
    first: str | None = None
    last: str | None = None
    figures: Natural
    figure_kinds: tuple[Count, ...] = ()
    units: tuple[UnitStats, ...] = ()
    bylines: tuple[Count, ...] = ()
    words: tuple[Count, ...] = ()
    organisations: tuple[Count, ...] = ()
