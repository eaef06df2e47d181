"""Lengths of time: 7个小时, 两年半, 2分50秒, 近二十年, 三年以上七年以下."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates.tables import alternatives, read_rows
from jnrb_cli.extract.engine import Context, Draft, Rule
from jnrb_cli.extract.numerals import CHARS, NUMERAL, parse
from jnrb_cli.models import Approx, Base

UNITS_FILE = "time_units.tsv"
_BASES = {"s", "mo", "y", "-"}
_COUNTERS = {"no", "may", "must"}
HALF = Decimal("0.5")

# Hedges before and after, and what they say of the value.
BEFORE: dict[str, Approx] = {
    "大约": "about", "大概": "about", "约": "about", "近": "under", "将近": "under", "不到": "under", "不足": "under",
    "未满": "under", "不满": "under", "超过": "over", "超": "over", "逾": "over", "至少": "at_least", "不少于": "at_least",
    "不低于": "at_least", "至多": "at_most", "最多": "at_most", "不超过": "at_most", "最长": "at_most", "多达": "over", "大": "over",
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
    "年": r"(?![代级度份龄货画轻纪岁糕谱限薪检审表]|期间|中国|来[信电往到])", "天": r"(?![津文然空下气线山府宫问舟河坛水门主才鹅台窗井使麻桥堑价际职赋色性]|涯)",
    "周": r"(?![边围刊报岁恩折密转到身知六日]|口|期|年|[一二三四五](?!次))", "小时": r"(?!候)", "分": r"(?![之钟别为配期类成布析支公店工组子母红享散离解校局批局厂行队数制值贝])", "秒": r"(?![杀针表拍])",
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
    longest = lambda pairs: "|".join(text for _, text in sorted(pairs, key=lambda pair: -len(pair[0])))  # noqa: E731
    return rf"(?:个(?P<fuzz>[多半余来])?(?:{longest(must)})|(?P<fuzz2>[多半余])?(?:{longest(may)}))"


@dataclass(frozen=True)
class Grammar:
    """The patterns of durations, made when first needed."""

    whole: str
    part: re.Pattern[str]
    bound: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The one grammar of the process."""
    unit = _unit_pattern()
    bare = re.sub(r"\(\?P<\w+>", "(?:", unit)
    number = rf"(?:{NUMERAL}|半)"
    join = r"\s?(?:至|到|—{1,2}|-|–|~|～|－|、)\s?"
    part = rf"(?:(?P<n>{number})|(?=个半|分半))\s?(?P<u>{unit})(?P<tail>[多半余](?!数|天[前后]))?钟?"
    quiet = re.sub(r"\(\?P<\w+>", "(?:", part)
    whole = (
        rf"(?P<hedge>{alternatives(list(BEFORE))})?"
        rf"(?:(?P<lo>{NUMERAL})(?P<lounit>\s?{bare})?(?P<loafter>以上)?(?:{join}|(?<=以上)))?"
        rf"(?P<parts>{quiet}(?:(?:零|又|加)?\s?{quiet})*)(?P<nights>(?<=[天日])[一二两三四五六七八九十][夜晚])?(?P<minute>[0-9]{{1,2}}(?![0-9.])|[一二三四五]?十[一二三四五六七八九]?分(?!之)|[0-9]{{1,2}}分(?!之))?"
        rf"(?P<after>{alternatives([word for word in AFTER if word not in ('多', '余')])})?"
    )
    return Grammar(whole, re.compile(part), re.compile(rf"(?P<after>以上)?{join}?"))


# 近三年 at the head of a clause or before 来 are the years just gone; 历时近三年 is a length below three.
_RECENT_AFTER = re.compile(r"以?来|间(?!接)|[里内中]")
_RECENT_BEFORE = re.compile(r"(?:^|[，。、；：（“”！？\s——最在从])$")
_LENGTHS = re.compile(r"[历用花时经过达了长隔续]$")
_RECENT_YEARS = 10
# Years of the era, not years counted: the date rule's, or nothing.
_ERA_YEAR = re.compile(r"(?:1[0-9]|2[0-2])[0-9]{2}|0[0-9]|[一二][〇零一二三四五六七八九]{3}")
_SINGLE = re.compile(r"(?:[这那某每同第的有又另后头新整几全当哪多次下上]|(?<![提之此以])前)$|[0-9A-Za-z.．]$")
_ONE_AFTER = re.compile(r"[一到四之生比又接]|度|[里中](?!，)|[年天]|级")
_ROUND = frozenset("百千万亿")
_PLAN = re.compile(
    r"(?:[发展]*规划|计划|行动|级|制|生|大计|树人|老[店字]|未有|大庆|风云|变局|一遇|一度|一日)"
)
_NO_DAYS = re.compile(r"(?:[内间后前来]|以[来内后前上]|之[内后前久]|时间|龄|期)")


def _build(match: re.Match[str], context: Context) -> Draft | None:
    parts = list(_read_parts(match["parts"]))
    if not parts or not _is_length(match, context.text, parts):
        return None
    minute = match["minute"]
    if minute and parts[-1].unit not in ("小时", "钟头", "个小时", "个钟头"):
        return None
    start, approx = match.start(), BEFORE.get(match["hedge"] or "")
    if match["hedge"] == "近" and _is_recent(context.text, match, parts):
        start, approx = match.end("hedge"), None
    return _draft(match, parts, start, approx)


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


def _draft(match: re.Match[str], parts: list[_Part], start: int, approx: Approx | None) -> Draft | None:
    last = parts[-1]
    value, high, base = _sum(parts)
    if match["lo"]:
        low = parse(match["lo"])
        if low is None or len(parts) > 1 or value is None:
            return None
        if low.high is not None or low.value >= value:
            return None
        value, high = low.value, value
    approx = approx or next((part.approx for part in parts if part.approx), None)
    if match["after"] and not match["loafter"]:
        approx = AFTER[match["after"]]
    return Draft(
        kind="duration",
        start=start,
        end=match.end(),
        rule="duration_range" if match["lo"] else "duration",
        value=value,
        high=high,
        unit=last.unit,
        base=_base(value, high, last.known) if base is None else base,
        approx=approx,
    )


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
    number = match["lo"] or match["parts"]
    begin = match.end("hedge") if match["hedge"] else match.start()
    first, before, end = parts[0], text[max(0, begin - 1) : begin], match.end()
    if match["hedge"] == "大" and first.value != HALF:
        return False
    if not match["hedge"] and (before == "第" or (before.isascii() and (before.isalnum() or before == "."))):
        return False
    if len(parts) == 1:
        unit = first.unit
        if (
            unit == "年"
            and _ERA_YEAR.match(number)
            and not number[4:5].isdigit()
            and not _is_round_span(number, text, end)
        ):
            return False
        if unit == "年" and (_PLAN.match(text, end) or (number[0] in _ROUND and not match["hedge"])):
            return False
        if unit == "时":
            return False
        if unit == "日" and not _counts_days(match, text, number, end):
            return False
        if unit in ("分", "钟", "季") and not (
            match["hedge"] or "半" in match["parts"] or (unit == "钟" and "个" in match["parts"])
        ):
            return False
        if unit == "分" and not match["parts"].endswith(("半", "钟")):
            return False
        if first.value == 1 and number.startswith("一") and not match["hedge"] and first.approx is None:
            return not _SINGLE.search(text, max(0, begin - 2), begin) and not _ONE_AFTER.match(text, end)
        if first.value == HALF and before and before in "上下前后一个" and number[0] == "半":
            return False
        if unit == "周" and number == "四周" and not match["hedge"]:
            return bool(_NO_DAYS.match(text, end))
        if unit in ("春秋", "晚上") and number[0] not in CHARS:
            return False
    return True


def _is_round_span(number: str, text: str, end: int) -> bool:
    """1500年 before 历史 or 前 counts years, 1998年 never does."""
    return number[2:4] == "00" and bool(
        re.compile(r"(?:以?前(?!后)|来|的?历史|的?文明|之久|间|[里内]|后|时间|的)").match(text, end)
    )


def _counts_days(match: re.Match[str], text: str, number: str, end: int) -> bool:
    """两日, 90日 and 30日内 count days; 13日 is one."""
    if match["hedge"] or match["after"] or _NO_DAYS.match(text, end):
        return number[0] != "一" or bool(match["hedge"])
    last = match["parts"]
    return last.startswith("两") or bool(re.match(r"(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,})日", last))


@cache
def duration_rules() -> tuple[Rule, ...]:
    """The rules of kind duration."""
    first = "".join(dict.fromkeys("0123456789" + CHARS + "半数几个分" + "".join(word[0] for word in BEFORE)))
    return (Rule("duration", first, grammar().whole, _build),)
