"""Ranges that run from the greater to the smaller: 8000元至5000元, 4月28日至3日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..models import Fact
from .sheet import Mark, Passage, Sheet

_TO = r"(?:[-—–~～]{1,2}|至|到)"
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LOW = re.compile(
    rf"(?<![0-9A-Za-z.,第-])(?P<n>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}(?:\.[0-9]+)?)(?P<s>[百千万亿]?)(?P<u>[^0-9，。；、！？]{{0,4}})\s?{_TO}\s?$"
)
_KINDS = frozenset({"count", "money", "measure", "percent", "duration", "age"})
# What falls is told from high to low: 从…至…, 由…降至…, 海拔5000至3000米; so are cold, wind and rebates.
_FALLS = re.compile(r"[从由自将把比降减缩跌落退]|海拔|水位|水深|气温|温度|深度|倒")
_EITHER_WAY = frozenset({"℃", "度", "摄氏度", "°C", "级"})
_REACH = 20
_SCALE_OF = re.compile(r"[0-9.]+(?P<s>[百千万亿])")
_YEARS = (1900, 2100)

_DAYS = re.compile(
    rf"(?P<m>[0-9]{{1,2}})月(?P<d>[0-9]{{1,2}})日{_TO}(?:(?P<m2>[0-9]{{1,2}})月)?(?P<d2>[0-9]{{1,2}})日"
)
_MONTHS = re.compile(
    rf"(?P<y>(?:19|20)[0-9]{{2}})年(?P<m>[0-9]{{1,2}})月{_TO}(?P<y2>(?:19|20)[0-9]{{2}})年(?P<m2>[0-9]{{1,2}})月"
)
_YEAR_RANGE = re.compile(rf"(?<![0-9前])(?P<y>(?:19|20)[0-9]{{2}})年?{_TO}(?P<y2>(?:19|20)[0-9]{{2}})年")


def find_reversed_ranges(sheet: Sheet) -> Iterator[Mark]:
    """Ranges of figures and of dates whose end lies before their beginning."""
    for passage in sheet.printed:
        for fact in passage.facts:
            if fact.kind in _KINDS and fact.high is None and fact.value is not None:
                yield from _check_figure(passage, fact, fact.value)
        for pattern, is_reversed in (
            (_DAYS, _days_reversed),
            (_MONTHS, _months_reversed),
            (_YEAR_RANGE, _years_reversed),
        ):
            for match, start, end in passage.search(pattern):
                if is_reversed(match):
                    yield Mark(passage, start, end, "it ends before it begins")


def _check_figure(passage: Passage, fact: Fact, value: Decimal) -> Iterator[Mark]:
    low = _LOW.search(passage.text, max(0, fact.start - _REACH), fact.start)
    if (
        low is None
        or (low["u"] and low["u"] != fact.unit)
        or fact.unit in _EITHER_WAY
        or fact.text.endswith("折")
    ):
        return
    clause = re.split(r"[，。；！？]", passage.text[max(0, low.start() - _REACH) : low.start()])[-1]
    if _FALLS.search(clause):
        return
    if fact.kind == "count" and low.group().rstrip().endswith("-"):  # 12-3间 is a room
        return
    number = Decimal(low["n"].replace(",", ""))
    own = _SCALE_OF.match(fact.text)
    scale = _SCALES[low["s"]] if low["s"] or not own else _SCALES[own["s"]]
    least = min(number * scale, number * _SCALES[low["s"]])
    if _YEARS[0] <= number <= _YEARS[1] and value < _YEARS[0]:
        return
    if least > value:
        yield Mark(
            passage,
            low.start(),
            fact.end,
            f"the range begins with the greater: {low['n']}{low['s']} and {fact.text}",
        )


def _days_reversed(match: re.Match[str]) -> bool:
    return match["m2"] in (None, match["m"]) and int(match["d2"]) < int(match["d"]) <= 31


def _months_reversed(match: re.Match[str]) -> bool:
    return match["y"] == match["y2"] and int(match["m2"]) < int(match["m"])


def _years_reversed(match: re.Match[str]) -> bool:
    return match["y2"] < match["y"]
