"""Units of time and one amount of them: 7个小时, 两年半, 3毫秒."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates.tables import read_rows
from jnrb_cli.extract.numerals import CHARS, Numeral, parse
from jnrb_cli.extract.vocabulary import Hedge
from jnrb_cli.models import Approx

UNITS_FILE = "time_units.tsv"
_BASES = {"s", "mo", "y", "-"}
_COUNTERS = {"no", "may", "must"}
HALF = Decimal("0.5")
# A looser numeral than numerals.NUMERAL, a tenth as long to compile; `parse` refuses what writes no number.
NUMBER = rf"(?:[0-9][0-9,]{{0,20}}(?:\.[0-9]+)?(?:[余多来几]?[十百千万亿]{{1,4}}(?:[0-9]{{3,4}})?)?|[数几{CHARS}][{CHARS}余多来几点]{{0,20}})[余多来几]?"


class TimeUnit(NamedTuple):
    """A unit, how 个 goes with it, and how many of its canonical unit it is; no base where that varies."""

    counter: str
    base: str | None
    size: Decimal


@cache
def time_units() -> dict[str, TimeUnit]:
    """The units of data/time_units.tsv."""
    units: dict[str, TimeUnit] = {}
    for line, (name, counter, base, size) in read_rows(UNITS_FILE, 4):
        if base not in _BASES or counter not in _COUNTERS:
            raise DataError(
                UNITS_FILE, line, f"{base} is no canonical unit of time, or {counter} no way to count"
            )
        units[name] = TimeUnit(counter, None if base == "-" else base, Decimal(size))
    return units


# What turns a unit into another word: 年代, 天津, 周边, 小时候, 分之.
_NOT_UNIT = {
    "年": r"(?![代级度份龄货画轻纪糕谱限检审表幼]|来[信电往到]|岁(?!月))", "天": r"(?![津文然空下气线山府宫问舟河坛水门主才鹅台窗井使麻桥堑价际职赋色性]|涯)",
    "周": r"(?![边围刊报岁恩折密转到身知六日末]|口|期|年|[一二三四五](?!次))", "小时": r"(?![候制工])", "分": r"(?![之钟别为配期类成布析支公店工组子母红享散离解校局批局厂行队数制值贝])", "秒": r"(?![杀针表拍])",
    "月": r"(?![刊报底初末份谈球饼亮嫂]|台(?![湾北风胞州商资企]))", "日": r"(?![本报元夜均常程语圆子光])", "季": r"(?![度节风军])", "载": r"(?![体重人客货荷入着有明])", "钟": r"(?![头表楼点情])",
    "世纪": r"(?![初末]|中叶|公园|大道)", "春秋": r"(?!战国|时|季)", "晚上": "", "星期": "(?![一二三四五六日天末])",
}  # fmt: skip


# 两月, 俩月, 半月: no name of a month, so they need no 个.
_BARE_MONTH = r"(?<=[两俩半])月(?=[，。、；余]|以?[内后来前]|之[内后前久]|时间|$)"


def _unit_pattern() -> str:
    must, may = [], []
    for name, unit in time_units().items():
        guarded = re.escape(name) + _NOT_UNIT.get(name, "")
        if unit.counter != "no":
            must.append((name, guarded))
        if unit.counter != "must":
            may.append((name, guarded))
    return rf"(?:分(?P<fuzz3>[多余来])钟|个(?P<fuzz>[多半余来])?(?:{_longest_first(must)})|{_BARE_MONTH}|(?P<fuzz2>[多半余])?(?:{_longest_first(may)}))"


def _longest_first(names: list[tuple[str, str]]) -> str:
    return "|".join(pattern for _, pattern in sorted(names, key=lambda pair: -len(pair[0])))


class Part(NamedTuple):
    """One number and its unit; `unit` is as printed, `known` what it is."""

    value: Decimal
    high: Decimal | None
    approx: Approx | None
    unit: str
    known: TimeUnit


class Length(msgspec.Struct, frozen=True):
    """A length of time as it was read: from `start` its hedge, from `begin` its number."""

    text: str
    start: int
    begin: int
    end: int
    hedge: Hedge | None
    parts: tuple[Part, ...]
    low: Numeral | None = None
    after: str = ""

    @property
    def printed(self) -> str:
        """The words without the hedge before them."""
        return self.text[self.begin : self.end]


@cache
def _part_pattern() -> re.Pattern[str]:
    number = rf"(?P<n>{NUMBER}|半)"
    return re.compile(
        rf"(?:{number}|(?=个半|分半))\s?(?P<u>{_unit_pattern()})(?P<tail>[多半余](?!个|数|天[前后]))?钟?"
    )


def read_part(text: str, at: int) -> tuple[Part, int] | None:
    """The number and unit at a place, and where they end."""
    found = _part_pattern().match(text, at)
    if found is None:
        return None
    number = parse(found["n"]) if found["n"] and found["n"] != "半" else None
    if found["n"] and found["n"] != "半" and number is None:
        return None
    value, high, approx = number or (HALF if found["n"] else Decimal(1), None, None)
    fuzz = (found["fuzz"] or "") + (found["fuzz2"] or "") + (found["fuzz3"] or "") + (found["tail"] or "")
    if "半" in fuzz:
        value += HALF
    if "来" in fuzz:
        approx = "about"
    elif "多" in fuzz or "余" in fuzz:
        approx = "over"
    printed = found["u"].strip()
    if found["tail"] == "半" and printed == "分" and found.group().endswith("钟"):
        printed = "分钟"  # 五分半钟
    if found["fuzz3"]:
        printed = "分钟"  # 3分多钟
    name = printed.removeprefix("个").lstrip("多半余来")
    unit = time_units().get(name)
    if unit is None:
        return None
    return Part(value, high, approx, ("个" if printed.startswith("个") else "") + name, unit), found.end()
