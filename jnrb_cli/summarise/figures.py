"""Which figures of an article, and of a page, matter: money, what rose or fell, and large counts before small ones."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..models import Fact

# What each kind weighs before its size; kinds that are not here are no key figures (dates, ordinals, ages).
KIND_WEIGHTS = {
    "money": 3.0,
    "count": 1.0,
    "percent": 2.0,
    "measure": 1.0,
    "number": 0.5,
    "ratio": 0.5,
    "duration": 0.0,
}
# Each power of ten weighs one, up to this: beyond a trillion nothing gets more important.
MOST_POWERS = 12.0
# A rise or a fall is news, and so is what a headline has; a figure that says of what it is can be read alone.
CHANGE = 1.5
IN_HEADLINE = 2.0
IN_LEAD = 1.0
WITH_SUBJECT = 1.0
# Sums are what a story comes to.
TOTAL = 1.0
_TOTALS = ("共", "累计", "累計", "合计", "合計", "总", "總", "达", "達")

# What weighs less is no key figure: a count below ten, half an hour, unless it changed or stands in a headline.
LEAST_WEIGHT = 3.0

# A card has so many figures, a page so many of all its articles and of one.
CARD_FIGURES = 5
PAGE_FIGURES = 8
PAGE_FIGURES_OF_ONE = 2


def rank_figures(
    facts: Iterable[Fact], *, headlines: Sequence[tuple[int, int]] = (), lead: Sequence[tuple[int, int]] = ()
) -> list[Fact]:
    """The figures that matter, the weightiest first; each value once. Ranges are of the source, as the facts' places are.

    >>> facts = [Fact(id=str(n), kind=kind, text=text, start=n, end=n, value=value, unit=unit, sentence="", rule="")
    ...     for n, (kind, text, value, unit) in enumerate([("count", "3场", Decimal(3), "场"), ("ordinal", "第三", Decimal(3), None),
    ...         ("money", "817万元", Decimal(8170000), "元"), ("count", "1.7万人", Decimal(17000), "人")])]
    >>> [fact.text for fact in rank_figures(facts)]
    ['817万元', '1.7万人']
    """
    facts = list(facts)
    before = {
        (fact.sentence, fact.unit, fact.change.from_)
        for fact in facts
        if fact.change is not None and fact.change.from_ is not None
    }
    weighed = [
        (weigh_figure(fact) + _place_weight(fact, headlines, lead), fact)
        for fact in facts
        # 材料从23份减到11份 is one figure: the second says the first.
        if matters(fact) and (fact.sentence, fact.unit, fact.value) not in before
    ]
    ranked: list[Fact] = []
    seen: set[object] = set()
    for weight, fact in sorted(weighed, key=lambda pair: -pair[0]):
        value = _value(fact)
        key = (fact.kind, value, fact.unit)
        if key not in seen and weight >= LEAST_WEIGHT:
            seen.add(key)
            ranked.append(fact)
    return ranked


def matters(fact: Fact) -> bool:
    """Whether a figure can be a key figure at all."""
    return fact.kind in KIND_WEIGHTS and _value(fact) is not None


def weigh_figure(fact: Fact) -> float:
    """What a figure weighs by itself: its kind, its size, whether it changed and says of what it is."""
    value = _value(fact) or Decimal(0)
    counts = fact.kind in ("money", "count", "measure")
    powers = min(math.log10(1 + abs(float(value))), MOST_POWERS) if counts else 1.0
    before = fact.sentence.partition(fact.text)[0][-3:]
    return (
        KIND_WEIGHTS[fact.kind]
        + powers
        + CHANGE * (fact.change is not None)
        + WITH_SUBJECT * (fact.subject is not None)
        + TOTAL * before.endswith(_TOTALS)
    )


def pick_for_page(ranked: Iterable[Sequence[Fact]]) -> list[Fact]:
    """The top figures of a page out of those of its articles: few of one, so that all are heard, as long as others have some."""
    lists = list(ranked)
    first = [fact for facts in lists for fact in facts[:PAGE_FIGURES_OF_ONE]]
    more = [fact for facts in lists for fact in facts[PAGE_FIGURES_OF_ONE:]]
    best = sorted(first, key=lambda fact: -weigh_figure(fact))[:PAGE_FIGURES]
    best += sorted(more, key=lambda fact: -weigh_figure(fact))[: PAGE_FIGURES - len(best)]
    return sorted(best, key=lambda fact: -weigh_figure(fact))


def _value(fact: Fact) -> Decimal | None:
    """The figure's size as it was said, in tons and not in kilograms; of a range the upper end."""
    return fact.value if fact.high is None else fact.high


def _place_weight(fact: Fact, headlines: Sequence[tuple[int, int]], lead: Sequence[tuple[int, int]]) -> float:
    def stands_in(ranges: Sequence[tuple[int, int]]) -> bool:
        return any(start <= fact.start and fact.end <= end for start, end in ranges)

    return IN_HEADLINE * stands_in(headlines) + IN_LEAD * stands_in(lead)
