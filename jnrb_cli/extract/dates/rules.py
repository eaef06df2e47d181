"""The date rule as the engine takes it."""

from __future__ import annotations

from collections.abc import Iterator

from jnrb_cli.extract.dates.finder import find_dates
from jnrb_cli.extract.engine import Context, Draft, Sweep


def _find(context: Context) -> Iterator[Draft]:
    for found in find_dates(context.text, context.today):
        yield Draft(
            kind="date", start=found.start, end=found.end, rule=found.rule, date=found.period.record()
        )


def date_rules() -> tuple[Sweep, ...]:
    """The rule of kind date: each leans on those before it, so the text is walked once for all."""
    return (Sweep("date", _find),)
