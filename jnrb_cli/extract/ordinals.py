"""Ordinals: 第三, 首届, 第20次. Ranks that are words (第一时间) are named in the vocabulary."""

from __future__ import annotations

import re
from decimal import Decimal

from ..patterns import HAN, pattern
from .engine import Context, Draft, Refusal, Rule
from .numerals import NUMERAL, parse
from .quantities import stands_alone
from .set_phrases import is_named
from .vocabulary import vocabulary

# 第二天, 第三季度 and 第一年 are dates or durations, 第四版 is a place in the paper.
_NOT_AFTER = pattern(
    r"[天年日周月]|季度|[版号](?!主)|世纪|学期|星期|小时|分钟|课堂|产业|人称|者|方(?!面)|中学|小学|医院|人民|派出所|监狱|部队|附属|支队|大队|分局|检察院|设计院|研究院|研究所|工程局|幼儿园|实验|食堂|高中|初中|师|军|旅|炮|集团军|野战"
)
# A first that is counted on a list; 第一步, 第一缕 and 第一个 tell a story.
_FIRSTS = frozenset(
    [
        "届",
        "批",
        "次",
        "条",
        "名",
        "位",
        "章",
        "轮",
        "期",
        "部",
        "代",
        "集",
        "卷",
        "季",
        "款",
        "项",
        "版",
        "站",
        "例",
        "阶段",
        "类",
        "级",
        "档",
        "局",
        "盘",
        "辑",
        "赛段",
        "回合",
        "标段",
        "册",
    ]
)
# 获得第一名 is a place, 第一名大学生 the first of many.
_PLACES = frozenset({"名", "位"})
_RANK_AFTER = pattern(r"的(?:身份|成绩|好成绩|佳绩|名次|排名|位置|姿态)|[，。；、！）]|$")
_RANK_BEFORE = pattern(
    r"(?:[居列获得夺摘拿取]|[获夺拿摘]得|取得|排名|排在|名列|位列|位居|小组|总分|积分|团体|组别?|[榜赛])$"
)
# 第七三一部队: digits read one by one are a name.
_ORDERS = frozenset("十百千万亿廿卅拾佰仟")
_GRADE = pattern(rf"[大高长多]{HAN}")
_RANK = pattern(r"[居列排名界国省市区州球县业位获得]$|全国|世界|全球|全省|全市|排名|位列|位居")


def _build(match: re.Match[str], context: Context) -> Draft | Refusal | None:
    text = context.text
    named = is_named(text, match.start("n"))
    if named is not None and named[0] <= match.start():
        return Refusal(*named, "ordinal", "a word or name of its own")
    number = parse(match["n"])
    end = match.end("n")
    if len(match["n"]) > 2 and not match["n"][0].isdigit() and _ORDERS.isdisjoint(match["n"]):
        return None
    if number is not None and number.value < 1 and match["n"][0] != "零":
        return None
    if number is None or number.high is not None:
        return None
    not_after = _NOT_AFTER.match(text, end)
    if not_after is not None:
        return None
    unit = next((unit for unit in vocabulary().units_at(text, end) if unit.kind == "count"), None)
    if (
        unit is not None
        and unit.not_before
        and text[end + len(unit.word) : end + len(unit.word) + 1] in set(unit.not_before)
    ):
        unit = None
    if (number.value == 1 or unit is None or unit.word in {"人", "大"}) and not _is_rank(
        text, match.start(), end, unit.word if unit and unit.word not in {"人", "大"} else None
    ):
        return Refusal(match.start(), end, "ordinal", "a first that tells a story, not a place")
    name = None if unit is None or unit.word in {"人", "大"} else unit.word
    return Draft(
        kind="ordinal",
        start=match.start(),
        end=end + len(name or ""),
        rule="ordinal",
        value=number.value,
        unit=name,
    )


def _is_rank(text: str, start: int, end: int, unit: str | None) -> bool:
    if unit in _PLACES:
        ranked = _RANK_BEFORE.search(text, max(0, start - 3), start)
        return bool(ranked) and bool(_RANK_AFTER.match(text, end + 1))
    if unit is not None:
        return unit in _FIRSTS
    if _RANK_BEFORE.search(text, max(0, start - 3), start) and _RANK_AFTER.match(text, end):
        return True
    if stands_alone(text, start, end):
        return True
    return bool(_RANK.search(text, max(0, start - 6), start) or _GRADE.match(text, end)) and text[
        end : end + 1
    ] not in set("个家次步天年")


def _build_range(match: re.Match[str], context: Context) -> Draft | None:
    """第三至第五名, 第十一至二十条, 第3、4名: places one after another are one fact."""
    text, end = context.text, match.end()
    low, high = parse(match["n"]), parse(match["m"])
    if (
        low is None
        or high is None
        or low.high is not None
        or high.high is not None
        or _NOT_AFTER.match(text, end)
    ):
        return None
    if low.value >= high.value or (match["list"] and (match["unit"] or high.value - low.value != 1)):
        return None
    unit = next((unit for unit in vocabulary().units_at(text, end) if unit.kind == "count"), None)
    following = text[end + len(unit.word) : end + len(unit.word) + 1] if unit else ""
    if unit is None or unit.word in {"人", "大"} or (following and following in unit.not_before):
        return None
    if match["unit"] not in (None, unit.word):
        return None
    return Draft(
        kind="ordinal", start=match.start(), end=end + len(unit.word), rule="ordinal_range", value=low.value, high=high.value, unit=unit.word
    )  # fmt: skip


def _build_first(match: re.Match[str], context: Context) -> Draft:
    return Draft(
        kind="ordinal",
        start=match.start(),
        end=match.end(),
        rule="ordinal_first",
        value=Decimal(1),
        unit="届",
    )


def _build_congress(match: re.Match[str], context: Context) -> Draft | None:
    """十四届全国人大: the number of a congress, said without 第."""
    number = parse(match["n"])
    if (
        number is None
        or number.high is not None
        or context.text[match.start() - 1 : match.start()] in {"第", "近"}
    ):
        return None
    return Draft(
        kind="ordinal",
        start=match.start(),
        end=match.end(),
        rule="ordinal_congress",
        value=number.value,
        unit="届",
    )


_PLACE = r"(?:[0-9]{1,5}|[一二三四五六七八九十百零]{1,7})"
RULES: tuple[Rule, ...] = (
    Rule(
        "ordinal_range",
        "第",
        rf"第(?P<n>{_PLACE})(?P<unit>[条章页名位届期批次回集号])?(?:(?P<list>、)|\s?(?:至|到|[-–—~～]{{1,2}})\s?第?)(?P<m>{_PLACE})",
        _build_range,
    ),
    Rule("ordinal", "第", rf"第(?P<n>{NUMERAL})", _build),
    Rule(
        "ordinal_congress",
        "二三四五六七八九十",
        r"(?P<n>[二三四五六七八九十]{1,3})届(?=全国|人大|中央|中共|政协|常委|党代|省委|市委|区委|县委|[一二三四五六七八]中|[一二三四五六七八][次届])",
        _build_congress,
    ),
    Rule("ordinal_first", "首", r"首届", _build_first),
)
