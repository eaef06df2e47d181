"""Facts of any text: reads it, runs the rules, and makes records of what stands.

The stages are apart: `find_drafts` (figures, no dictionary), `changes.with_changes` (what rose and fell) and
`subjects.with_subjects` (what is counted; the only one that needs a segmenter).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from ..models import Fact
from .engine import Context, Draft, Engine, Findings, Refusal, Rule, Sweep
from .reading import Reading, join_wraps, read_text
from .sentences import SentenceFinder


def find_facts(text: str, *, date: datetime.date | None = None, subjects: bool = True) -> list[Fact]:
    """The figures of a text, in order of place; relative dates are counted from `date`.

    >>> [(fact.text, fact.value, fact.unit) for fact in find_facts("约327亩，共171家企业", subjects=False)]
    [('约327亩', Decimal('327'), '亩'), ('171家', Decimal('171'), '家')]
    """
    from .changes import with_changes

    reading = read_text(text)
    facts = list(_make_facts(reading, find_drafts(reading, date)))
    facts = with_changes(reading.text, facts)
    if subjects:
        from .subjects import with_subjects

        facts = with_subjects(reading.text, facts, printed=reading.printed)
    return [_placed(reading, fact, n) for n, fact in enumerate(facts, 1)]


def explain_refusals(text: str, *, date: datetime.date | None = None) -> list[Refusal]:
    """What looks like a figure and was refused, with the reason; offsets in the text as given."""
    reading = read_text(text)
    return [
        Refusal(*reading.span(refusal.start, refusal.end), refusal.rule, refusal.reason)
        for refusal in find_drafts(reading, date).refusals
    ]


def find_drafts(reading: Reading, date: datetime.date | None = None) -> Findings:
    """The figures of a text that was read, offsets in `reading.text`; needs no dictionary."""
    return _engine().run(Context(reading.text, reading.printed, date))


@cache
def _engine() -> Engine:
    return Engine(list(_rules()))


def _rules() -> Iterator[Rule | Sweep]:
    """Every rule; among finds of one length the first listed stands."""
    from . import counts, figures, measures, ordinals, percents, refusals
    from .ages import age_rules
    from .dates.rules import date_rules
    from .durations import duration_rules
    from .money import money_rules

    yield from refusals.RULES
    yield from date_rules()
    yield from age_rules()
    yield from duration_rules()
    yield from refusals.LATE_RULES
    yield from ordinals.RULES
    yield from percents.RULES
    yield from counts.RULES
    yield from measures.RULES
    yield from money_rules()
    yield from figures.RULES


def _make_facts(reading: Reading, findings: Findings) -> Iterator[Fact]:
    """Records whose offsets are still those of the reading, for the stages that read around them."""
    finder = SentenceFinder(reading.printed)
    for draft in findings.drafts:
        yield Fact(
            id="",
            kind=draft.kind,
            text=reading.printed[draft.start : draft.end],
            start=draft.start,
            end=draft.end,
            value=draft.value,
            high=draft.high,
            unit=_unit_as_printed(reading, draft),
            base=draft.base,
            approx=draft.approx,
            change=draft.change,
            date=draft.date,
            sentence=finder.around(draft.start, draft.end),
            rule=draft.rule,
        )


def _unit_as_printed(reading: Reading, draft: Draft) -> str | None:
    """The unit in the characters of the print: 小時 where 小时 was read; a sign such as % stands for itself."""
    text, printed = reading.text[draft.start : draft.end], reading.printed[draft.start : draft.end]
    if draft.unit is None or text == printed:
        return draft.unit
    return "".join(printed[text.rindex(char)] if char in text else char for char in draft.unit)


def _placed(reading: Reading, fact: Fact, n: int) -> Fact:
    """The same fact with the source's offsets and its characters as printed."""
    start, end = reading.span(fact.start, fact.end)
    return replace(fact, id=str(n), start=start, end=end, text=join_wraps(reading.source[start:end]))
