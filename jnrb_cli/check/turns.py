"""Rises that end lower than they began, falls that end higher: 由1.3元增加到0.9元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..models import Fact
from .amounts import amount
from .sheet import Mark, Passage, Sheet

_KINDS = frozenset({"count", "money", "measure", "percent"})
# Ranks rise to the first, accuracy to the hundredth of a millimetre; cold is told with or without its sign.
_OTHER_WAY = re.compile(
    r"排[名位在第]|名次|位[居列次]|等级|级别|档次|精度|精确|误差|分辨|气温|温度|零下|亏|赤字|成绩|速度|效率|用时|耗时|密度|间隔|频次"
)
_RANKS = frozenset({"位", "名", "级", "类", "等", "档", "℃", "度", "摄氏度", "秒", "毫米", "微米", "纳米"})
# How much of the text before the first figure tells what it is of, and how far the second may stand from it.
_BEFORE = 24
_BETWEEN = 24


def find_wrong_turns(sheet: Sheet) -> Iterator[Mark]:
    """Figures that a verb of rising leads down, or one of falling up."""
    for passage in sheet.printed:
        facts = [fact for fact in passage.facts if fact.kind != "date"]
        for first, last in pairwise(facts):
            if _is_turn(passage, first, last) and _is_against(first, last):
                way = "rise" if last.change and last.change.direction == "up" else "fall"
                yield Mark(passage, first.start, last.end, f"a {way} from {first.text} to {last.text}")


def _is_turn(passage: Passage, first: Fact, last: Fact) -> bool:
    """Whether the one figure is told to have become the other."""
    if last.change is None or last.change.from_ is None or last.change.from_ != first.value:
        return False
    if any(one.kind not in _KINDS or one.high is not None or one.unit in _RANKS for one in (first, last)):
        return False
    if amount(first)[1] != amount(last)[1] or last.start - first.end > _BETWEEN:
        return False
    if "每" in passage.text[first.end : last.start]:  # 由每周5次增加到每天2次
        return False
    before = passage.text[max(0, first.start - _BEFORE) : last.start]
    return not _OTHER_WAY.search(before) and "-" not in first.text + last.text


def _is_against(first: Fact, last: Fact) -> bool:
    began, ended = amount(first)[0], amount(last)[0]
    assert last.change is not None
    return ended < began if last.change.direction == "up" else ended > began
