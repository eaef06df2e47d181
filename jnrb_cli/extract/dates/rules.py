"""The date rule as the engine takes it."""

from __future__ import annotations

from collections.abc import Iterator

from jnrb_cli.extract.dates.finder import find_dates
from jnrb_cli.extract.engine import Context, Draft, Sweep

# 下午5时30分许, 上午约9时.
_ABOUT = ("许", "左右", "前后", "上下")


def _find(context: Context) -> Iterator[Draft]:
    for found in find_dates(context.text, context.today):
        said = context.text[found.start : found.end]
        about = "约" in said or said.endswith(_ABOUT)
        yield Draft(
            kind="date", start=found.start, end=found.end, rule=found.rule, date=found.period.record(), approx="about" if about else None
        )  # fmt: skip


def date_rules() -> tuple[Sweep, ...]:
    """The rule of kind date: each leans on those before it, so the text is walked once for all."""
    return (Sweep("date", _find),)
