"""Hedges said twice of one figure: 近10余项, 约30个左右."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..extract.reading import read_text
from .sheet import Mark, Sheet

# The figure's span takes in the words on both sides of it, so nothing outside it is read.
_BEFORE = re.compile(
    r"(?:大约|大概|大致|约莫|约|差不多|估计|将近|接近|逼近|近|不到|不足|未满|超过|超出|超|逾|多于|高于|大于|不止"
    r"|至少|最少|起码|不少于|不低于|不下|最多|至多|不超过|不多于|不高于)(?:了|有|为)?"
)
_AFTER = re.compile(r"(?P<after>余|多|左右|上下|许|以上|以下|以内)")
# 数十余, 几百多: the number itself is vague.
_VAGUE = re.compile(r"(?P<before>[数几][十百千万亿])(?P<after>[余多])")
# 以上 after 约 may be of a rank or an age (约30名局级以上干部), which the figure's span does not take in; 多 is no
# hedge in 多元, 多功能, which it does not either.


def find_double_hedges(sheet: Sheet) -> Iterator[Mark]:
    """Figures that are called inexact twice."""
    for passage in sheet.printed:
        for fact in passage.facts:
            if fact.kind == "ordinal":
                continue
            said_so = read_text(fact.text).text
            before, vague = _BEFORE.match(said_so), _VAGUE.search(said_so)
            after = _AFTER.search(said_so, before.end() + 1) if before else None
            if before and after:
                said = f"{before.group()} and {after['after']}"
            elif vague:
                said = f"{vague['before']} and {vague['after']}"
            else:
                continue
            yield Mark(passage, fact.start, fact.end, f"{said} both say that the figure is not exact")
