"""Hedges said twice of one figure: 近10余项, 约30个左右."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..extract.reading import read_text
from .sheet import Mark, Sheet

# The figure's span takes in its hedges on both sides, so nothing outside it is read: not the 以上 of 约30名局级以上干部,
# which is of a rank.
# Each row: words before the figure, and those behind it that say the same again or gainsay it. 至少30多个 and 最多7000余种
# are neither: at least, at most, some thirty.
_PAIRS = (
    (
        "大约|大概|大致|约莫|约|将近|接近|逼近|近|不到|不足|未满|超过|超出|超|逾|多于|高于|大于",
        "余|多|左右|上下|许|以上|以下|以内",
    ),
    ("至少|最少|起码|不少于|不低于|不下|不止", "左右|上下|以上"),
    ("最多|至多|不超过|不多于|不高于", "左右|上下|以下|以内"),
)
_TWICE = tuple(
    re.compile(rf"(?P<before>{before})(?:了|有|为)?.+?(?P<after>{after})") for before, after in _PAIRS
)
# 数十余, 几百多: the number itself is vague.
_VAGUE = re.compile(r"(?P<before>[数几][十百千万亿])(?P<after>[余多])")


def find_double_hedges(sheet: Sheet) -> Iterator[Mark]:
    """Figures that are called inexact twice."""
    for passage in sheet.printed:
        for fact in passage.facts:
            if fact.kind == "ordinal":
                continue
            said_so = read_text(fact.text).text
            found = next((match for pair in _TWICE if (match := pair.match(said_so))), _VAGUE.search(said_so))
            if found is None:
                continue
            said = f"{found['before']} and {found['after']}"
            yield Mark(passage, fact.start, fact.end, f"{said} both say that the figure is not exact")
