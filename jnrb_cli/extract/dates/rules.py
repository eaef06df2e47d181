"""The date rule as the engine takes it: the text is walked once for all its dates, and each is handed out where it begins."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from jnrb_cli.extract.dates.finder import find_dates
from jnrb_cli.extract.dates.grammar import grammar
from jnrb_cli.extract.engine import Context, Draft, Rule


# A date depends on those before it, so they are found together; the engine asks for them one by one.
@lru_cache(maxsize=2)
def _drafts(text: str, today: date | None) -> dict[int, Draft]:
    return {
        found.start: Draft(
            kind="date", start=found.start, end=found.end, rule=found.rule, date=found.period.record()
        )
        for found in find_dates(text, today)
    }


def _build(match: re.Match[str], context: Context) -> Draft | None:
    return _drafts(context.text, context.today).get(match.start())


def date_rules() -> tuple[Rule, ...]:
    """The rules of kind date."""
    first = (
        "".join(sorted({pair[0] for pair in grammar().heads}))
        + '0123456789〇零一二三四五六七八九十百千两廿卅“"‘「截'
    )
    return (Rule("date", first, "", _build),)
