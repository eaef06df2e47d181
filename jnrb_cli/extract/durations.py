"""Lengths of time: 7个小时, 两年半, 2分50秒, 近二十年, 三年以上七年以下."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates.grammar import SPAN_OF_YEARS
from jnrb_cli.extract.dates.tables import alternatives, read_rows
from jnrb_cli.extract.engine import Context, Draft, Rule
from jnrb_cli.extract.numerals import CHARS, parse
from jnrb_cli.models import Approx, Base

UNITS_FILE = "time_units.tsv"
_BASES = {"s", "mo", "y", "-"}
_COUNTERS = {"no", "may", "must"}
HALF = Decimal("0.5")
# A looser numeral than numerals.NUMERAL, a tenth as long to compile; `parse` refuses what writes no number.
NUMBER = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?(?:[余多来几]?[十百千万亿]+(?:[0-9]{{3,4}})?)?|[数几{CHARS}][{CHARS}余多来几点]*)[余多来几]?"

# Hedges before and after, and what they say of the value.
BEFORE: dict[str, Approx] = {
    "大约": "about", "大概": "about", "约": "about", "近": "under", "将近": "under", "不到": "under", "不足": "under",
    "未满": "under", "不满": "under", "超过": "over", "超": "over", "逾": "over", "至少": "at_least", "不少于": "at_least",
    "不低于": "at_least", "不得少于": "at_least", "不能少于": "at_least", "不得超过": "at_most", "不能超过": "at_most", "至多": "at_most", "最多": "at_most", "不超过": "at_most", "最长": "at_most", "多达": "over", "大": "over",
}  # fmt: skip
AFTER: dict[str, Approx] = {
    "以上": "at_least", "以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "about", "上下": "about", "有余": "over",
    "开外": "over", "许": "about", "多": "over", "余": "over",
}  # fmt: skip


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
    "年": r"(?![代级度份龄货画轻纪岁糕谱限检审表幼]|来[信电往到])", "天": r"(?![津文然空下气线山府宫问舟河坛水门主才鹅台窗井使麻桥堑价际职赋色性]|涯)",
    "周": r"(?![边围刊报岁恩折密转到身知六日末]|口|期|年|[一二三四五](?!次))", "小时": r"(?!候)", "分": r"(?![之钟别为配期类成布析支公店工组子母红享散离解校局批局厂行队数制值贝])", "秒": r"(?![杀针表拍])",
    "月": r"(?![刊报底初末份谈球])", "日": r"(?![本报元夜均常程语圆子光])", "季": r"(?![度节风军])", "载": r"(?![体重人客货荷入着有明])", "钟": r"(?![头表楼点情])",
    "世纪": r"(?![初末]|中叶|公园|大道)", "春秋": r"(?!战国|时|季)", "晚上": "",
}  # fmt: skip


def _unit_pattern() -> str:
    must, may = [], []
    for name, unit in time_units().items():
        guarded = re.escape(name) + _NOT_UNIT.get(name, "")
        if unit.counter != "no":
            must.append((name, guarded))
        if unit.counter != "must":
            may.append((name, guarded))
    return rf"(?:个(?P<fuzz>[多半余来])?(?:{_longest_first(must)})|(?P<fuzz2>[多半余])?(?:{_longest_first(may)}))"


def _longest_first(names: list[tuple[str, str]]) -> str:
    return "|".join(pattern for _, pattern in sorted(names, key=lambda pair: -len(pair[0])))


@dataclass(frozen=True)
class Grammar:
    """The patterns of durations, made when first needed."""

    single: str
    range: str
    part: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The one grammar of the process."""
    unit = _unit_pattern()
    bare = re.sub(r"\(\?P<\w+>", "(?:", unit)
    number = rf"(?:{NUMBER}|半)"
    part = rf"(?:(?P<n>{number})|(?=个半|分半))\s?(?P<u>{unit})(?P<tail>[多半余](?!个|数|天[前后]))?钟?"
    quiet = re.sub(r"\(\?P<\w+>", "(?:", part)
    hedge = rf"(?P<hedge>{alternatives(list(BEFORE))})?"
    after = rf"(?P<after>{alternatives([word for word in AFTER if word not in ('多', '余')])})?"
    join = r"\s?(?:至|到|—{1,2}|-|–|~|～|－)\s?"
    low = rf"(?P<lo>{NUMBER})(?:(?P<lounit>\s?{bare})?{join}|\s?{bare}以上|(?<=[0-9一二三四五六七八九])、(?=[0-9一二三四五六七八九十]))"
    single = (
        rf"{hedge}(?P<parts>{quiet}(?:(?:零|又|加)?\s?{quiet})*)(?P<nights>(?<=[天日])[一二两三四五六七八九十][夜晚])?"
        rf"(?P<minute>[一二三四五]?十[一二三四五六七八九]?分(?!之)|[0-9]{{1,2}}分(?!之))?(?P<hundredths>(?<=秒)[0-9]{{2}}(?![0-9.]))?{after}"
    )
    return Grammar(single, rf"{hedge}{low}(?P<parts>{quiet}){after}", re.compile(part))


# 近三年 at the head of a clause or before 来 are the years just gone; 历时近三年 is a length below three.
_RECENT_AFTER = re.compile(r"以?来|间(?!接)|[里内中最]|新高|新低|同期")
_RECENT_BEFORE = re.compile(r"(?:^|[，。、；：（“”！？\s—最在从是比与和])$")
_LENGTHS = re.compile(r"[历用花时经过了长隔续]$")
_RECENT_YEARS = 10
# Years of the era, not years counted: the date rule's, or nothing.
_ERA_YEAR = re.compile(r"(?:1[0-9]|2[0-2])[0-9]{2}|0[0-9]|[一二][〇零一二三四五六七八九]{3}")
_SINGLE = re.compile(
    r"(?:[这那某每同第的有又另后头新几全当哪不如多次下上]|(?<![提之此以])前)$|[0-9A-Za-z.．]$"
)
_ONE_AFTER = re.compile(r"[一到四之生比又接]|不如|度|[里中](?!，)|[年天]|级")
_ROUND = frozenset("百千万亿")
_PLAN = re.compile(
    r"(?:[发展]*规划|计划|行动|级|制|生|大计|奋斗目标|”奋斗|树人|老[店字]|未有|大庆|风云|变局|一遇|一度|一日|如一日|磨一剑|寒窗)"
)
# 永平十五年（公元72年）: a year of an era that its common year explains.
_ERA_BESIDE = re.compile(r"[（(](?:公元|前|约)*[0-9]{2,4}年?[）)，]")
_NO_DAYS = re.compile(r"(?:[内间后前来]|以[来内后前上]|之[内后前久]|时间|龄|期)")


def _build_single(match: re.Match[str], context: Context) -> Draft | None:
    parts = list(_read_parts(match["parts"]))
    if not parts or not _is_length(match, context.text, parts) or not _falls(parts, match["parts"]):
        return None
    last = parts[-1]
    if match["minute"]:
        minutes = parse(match["minute"][:-1])
        if last.unit not in ("小时", "钟头", "个小时", "个钟头") or minutes is None:
            return None
        parts.append(_Part(minutes.value, None, None, "分", time_units()["分"]))
    if match["hundredths"]:  # 10秒33, as timekeepers write
        parts[-1] = last._replace(value=last.value + Decimal(match["hundredths"]) / 100)
    start, approx = _hedge(match, context.text, parts)
    value, high, base = _sum(parts)
    approx = (
        AFTER[match["after"]]
        if match["after"]
        else approx or next((part.approx for part in parts if part.approx), None)
    )
    return Draft(
        kind="duration", start=start, end=match.end(), rule="duration", value=value, high=high, unit=parts[-1].unit,
        base=_base(value, high, parts[-1].known) if base is None else base, approx=approx,
    )  # fmt: skip


def _falls(parts: list[_Part], text: str) -> bool:
    """Whether a compound goes from the greater unit to the lesser: 十年八年 and 十天半个月 are turns of speech."""
    if text.startswith("一分一秒"):
        return False
    ranks = [_RANKS[part.known.base or "-"] * part.known.size for part in parts]
    return all(one > other for one, other in itertools.pairwise(ranks)) or bool(_AND.search(text))


_COMPOUND_BEFORE = re.compile(r"[年月天时分]$")
_RANKS = {"y": 31_556_952, "mo": 2_629_746, "s": 1, "-": 0}
_AND = re.compile("[又加]")


def _build_range(match: re.Match[str], context: Context) -> Draft | None:
    parts = list(_read_parts(match["parts"]))
    low = parse(match["lo"])
    if len(parts) != 1 or low is None or low.high is not None or not _is_length(match, context.text, parts):
        return None
    last = parts[0]
    if _COMPOUND_BEFORE.search(context.text, max(0, match.start() - 1), match.start()):
        return None  # 五年六个月至一年
    beside = match["lounit"]
    if beside and beside.strip().lstrip("个") != last.unit.lstrip("个"):
        return None
    enumerated = context.text[match.end("lo")] == "、"
    if last.high is not None or low.value == last.value or (enumerated and last.value - low.value != 1):
        return None
    start, approx = _hedge(match, context.text, parts)
    bounded = "以上" in match.group()[: match.start("parts") - match.start()]
    if match["after"] and not bounded:
        approx = AFTER[match["after"]]
    # 距今3.6万—1万年 counts back: the lower end stands second.
    value, high = min(low.value, last.value), max(low.value, last.value)
    return Draft(
        kind="duration", start=start, end=match.end(), rule="duration_range", value=value, high=high, unit=last.unit,
        base=_base(value, high, last.known), approx=approx or last.approx,
    )  # fmt: skip


def _hedge(match: re.Match[str], text: str, parts: list[_Part]) -> tuple[int, Approx | None]:
    """Where the figure begins, and what its hedge says; the 近 of 近三年来 is none."""
    if match["hedge"] == "近" and _is_recent(text, match, parts):
        return match.end("hedge"), None
    return match.start(), BEFORE.get(match["hedge"] or "")


class _Part(NamedTuple):
    value: Decimal
    high: Decimal | None
    approx: Approx | None
    unit: str
    known: TimeUnit


def _read_parts(text: str) -> Iterable[_Part]:
    for found in grammar().part.finditer(text):
        number = parse(found["n"]) if found["n"] and found["n"] != "半" else None
        if found["n"] and found["n"] != "半" and number is None:
            return
        value, high, approx = number or (HALF if found["n"] else Decimal(1), None, None)
        fuzz = (found["fuzz"] or "") + (found["fuzz2"] or "") + (found["tail"] or "")
        if "半" in fuzz:
            value += HALF
        if "多" in fuzz or "余" in fuzz or "来" in fuzz:
            approx = "over"
        printed = found["u"].strip()
        if found["tail"] == "半" and printed == "分" and found.group().endswith("钟"):
            printed = "分钟"  # 五分半钟
        name = printed.removeprefix("个").lstrip("多半余来")
        unit = time_units().get(name)
        if unit is None:
            return
        yield _Part(value, high, approx, ("个" if printed.startswith("个") else "") + name, unit)


def _sum(parts: list[_Part]) -> tuple[Decimal | None, Decimal | None, Base | None]:
    """A compound in its smallest unit; null where years and months would have to be made days."""
    if len(parts) == 1:
        return parts[0].value, parts[0].high, None
    last = parts[-1].known
    scale = {"y": Decimal(12), "mo": Decimal(1)}
    total = Decimal(0)
    for part in parts:
        unit = part.known
        if unit.base == last.base and last.base is not None:
            total += part.value * unit.size / last.size
        elif unit.base == "y" and last.base == "mo":
            total += part.value * unit.size * scale["y"] / last.size
        else:
            return None, None, None
    return total, None, None


def _base(value: Decimal | None, high: Decimal | None, unit: TimeUnit) -> Base | None:
    if unit.base is None or value is None:
        return None
    return Base(value=value * unit.size, high=None if high is None else high * unit.size, unit=unit.base)


def _is_recent(text: str, match: re.Match[str], parts: list[_Part]) -> bool:
    if _RECENT_AFTER.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 1) : match.start()]
    if _LENGTHS.search(before):
        return False
    return parts[0].value <= _RECENT_YEARS and bool(_RECENT_BEFORE.search(before))


def _is_length(match: re.Match[str], text: str, parts: list[_Part]) -> bool:
    """Whether the words are a length of time: not 2026年, 第3年, 五年规划, 一天 in 这一天, 百年老店, 13日."""
    begin = match.end("hedge") if match["hedge"] else match.start()
    before = text[begin - 1 : begin] if begin else ""
    number = text[begin : match.end()]
    if match["hedge"] == "大":
        return number[0] == "半"
    if (
        not match["hedge"]
        and before
        and (
            before in "第点" or before in CHARS or (before.isascii() and (before.isalnum() or before == "."))
        )
    ):
        return False
    if number[0] in _ROUND and not match["hedge"] and "余" not in number and "多" not in number:
        return False
    return len(parts) > 1 or _is_single_length(match, text, number, parts[0])


def _is_single_length(match: re.Match[str], text: str, number: str, part: _Part) -> bool:
    """The same, for one number and one unit."""
    begin, end = match.start() + len(match["hedge"] or ""), match.end()
    unit, ranged = part.unit, "lo" in match.re.groupindex
    if unit == "年":
        if (
            _ERA_YEAR.match(number)
            and not number[4:5].isdigit()
            and not (number[2:4] == "00" and SPAN_OF_YEARS.match(text, end))
        ):
            return False
        if _PLAN.match(text, end) or _ERA_BESIDE.match(text, end):
            return False
    if unit == "日":
        return _counts_days(match, text, number, end)
    if unit == "时" or (unit == "世纪" and number[0] != "半"):
        return False
    if unit == "分":
        return match["parts"].endswith(("半", "钟"))
    if unit in ("春秋", "晚上"):
        return number[0] in CHARS
    if ranged:
        return True
    is_one = part.value == 1 and part.high is None and part.approx is None
    if is_one and number[0] == "一" and not match["hedge"]:
        whole = unit in ("年", "天", "周")
        if not whole and _NO_DAYS.match(text, end):
            return True
        alone = _SINGLE.search(text, max(0, begin - 2), begin)
        return not (alone or (whole and _ONE_AFTER.match(text, end)))
    if number[0] == "半" and unit in ("年", "天"):
        return not _HALF_BEFORE.search(text, max(0, begin - 2), begin)
    if match["parts"] in ("四周", "九天"):  # all around; the ninth heaven
        return bool(_NO_DAYS.match(text, end))
    return True


def _counts_days(match: re.Match[str], text: str, number: str, end: int) -> bool:
    """两日, 90日 and 30日内 count days; 13日 is one."""
    if match["hedge"] or match["after"] or _NO_DAYS.match(text, end):
        return number[0] != "一" or bool(match["hedge"])
    last = match["parts"]
    return last.startswith("两") or bool(_MANY_DAYS.match(last))


# 上半年 is a part of the year, 今后半年 a length.
_HALF_BEFORE = re.compile(r"(?:[上下前一]|(?<![今此之往以])后)$")
_MANY_DAYS = re.compile(r"(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,})日")


@cache
def duration_rules() -> tuple[Rule, ...]:
    """The rules of kind duration."""
    words = grammar()
    first = "".join(dict.fromkeys("0123456789" + CHARS + "半数几个分" + "".join(word[0] for word in BEFORE)))
    return (
        Rule("duration", first, words.single, _build_single),
        Rule("duration_range", first, words.range, _build_range),
    )
