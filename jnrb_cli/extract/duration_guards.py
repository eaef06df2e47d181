"""What reads like a length of time and is none: 2026年, 第3年, 五年规划, 这一天, 百年老店, 13日."""

from __future__ import annotations

from jnrb_cli.extract.dates.grammar import SPAN_OF_YEARS
from jnrb_cli.extract.numerals import CHARS
from jnrb_cli.extract.time_units import HALF, Length, Part
from jnrb_cli.patterns import pattern

# 近三年 at the head of a clause or before 来 are the years just gone; 历时近三年 is a length below three.
_RECENT_AFTER = pattern(r"以?来|间(?!接)|[里内中最]|新高|新低|同期")
_RECENT_BEFORE = pattern(r"(?:^|[，。、；：（“”！？\s—最在从是比与和])$")
_LENGTHS = pattern(r"[历用花时经过了长隔续]$")
_RECENT_YEARS = 10
# Years of the era, not years counted: the date rule's, or nothing.
_ERA_YEAR = pattern(r"(?:1[0-9]|2[0-2])[0-9]{2}|0[0-9]|[一二][〇零一二三四五六七八九]{3}")
_SINGLE = pattern(r"(?:[这那某每同第的有又另后头新几全当哪不如多次下上]|(?<![提之此以])前)$|[0-9A-Za-z.．]$")
_ONE_AFTER = pattern(r"[一到四之生比又接]|不如|度|[里中](?!，)|[年天]|级")
# 家规一天不丢, against 一天不到.
_NOT_ONE_DAY = pattern(r"不(?![到足满止])")
_ROUND = frozenset("百千万亿")
_PLAN = pattern(
    r"(?:[发展]*规划|计划|行动|级|制|生|大计|奋斗目标|”奋斗|树人|老[店字]|未有|大庆|风云|变局|一遇|一度|一日|如一日|磨一剑|寒窗)"
)
# 永平十五年（公元72年）: a year of an era that its common year explains.
_ERA_BESIDE = pattern(r"[（(](?:公元|前|约)*[0-9]{2,4}年?[）)，]")
_NO_DAYS = pattern(r"(?:[内间后前来]|以[来内后前上]|之[内后前久]|时间|龄|期)")


# 上半年 is a part of the year, 今后半年 a length.
_HALF_BEFORE = pattern(r"(?:[上下前一]个?|(?<![今此之往以])后)$")
_LONGEST_MONTH = 31
# 行政拘留6日: what takes a number of days.
_DAYS_BEFORE = pattern(
    r"(?:拘留|为期|历时|连续|停留|住院|停业|停职|禁赛|长达|短短|仅用|一连|停[用课水电工运产]|提前|推迟|休息|歇业|晒了|经过)$"
)
# 提前九天, 打工才九天.
_NINE_BEFORE = pattern(r"(?:了|提前|推迟|[才仅共]|整整|足足|缩短|休息)$")
# 演了三晚, 排了两夜: after what was done so long.
_NIGHTS_BEFORE = pattern(r"(?:[演唱讲守睡熬排住忙等找走坐赶]了?|[连续]|整整|一连)$")
_MINUTE_BEFORE = pattern("[0-9一二三四五六七八九十][分点]$")
_LATIN = pattern("[0-9A-Za-z.]")


def is_recent(length: Length) -> bool:
    """Whether 近 says which years they are, not that they are not quite so many."""
    if _RECENT_AFTER.match(length.text, length.end):
        return True
    before = length.text[max(0, length.start - 1) : length.start]
    if _LENGTHS.search(before):
        return False
    return length.parts[0].value <= _RECENT_YEARS and bool(_RECENT_BEFORE.search(before))


def is_length(length: Length) -> bool:
    """Whether what was read is a length of time."""
    before = length.text[length.begin - 1 : length.begin] if length.begin else ""
    number = length.printed
    if number[0] == "个" and before and before in "这那上下本每各":
        return False  # 这个半年度
    if not length.hedge and before and (before == "第" or before in CHARS or _LATIN.match(before)):
        return False
    if _MINUTE_BEFORE.search(length.text, max(0, length.begin - 2), length.begin):
        return False
    if number[0] in _ROUND and not length.hedge and "余" not in number and "多" not in number:
        return False
    return len(length.parts) > 1 or _is_single(length, number, length.parts[0])


def _is_single(length: Length, number: str, part: Part) -> bool:
    """The same, for one number and one unit."""
    text, begin, end, unit = length.text, length.begin, length.end, part.unit
    if unit == "年" and _is_other_year(text, number, end):
        return False
    if unit == "日":
        return _counts_days(length, number)
    if unit == "时" or (unit == "世纪" and number[0] != "半"):
        return False
    if unit == "分":
        # 五分半; 76.5分 is a mark.
        return (
            number[0] not in "半.点"
            and "." not in number
            and "点" not in number
            and part.value - int(part.value) == HALF
        )
    if unit in ("晚", "夜"):
        many = part.value > 1 or part.high is not None
        return many and _NIGHTS_BEFORE.search(text, max(0, begin - 2), begin) is not None
    if unit in ("春秋", "晚上"):
        return number[0] in CHARS
    if length.low:
        return True
    if unit == "天" and number == "一天" and _NOT_ONE_DAY.match(text, end):
        return False
    is_one = part.value == 1 and part.high is None and part.approx is None
    if is_one and number[0] == "一" and not length.hedge:
        whole = unit in ("年", "天", "周")
        if not whole and _NO_DAYS.match(text, end):
            return True
        alone = _SINGLE.search(text, max(0, begin - 2), begin)
        return not (alone or (whole and _ONE_AFTER.match(text, end)))
    if number[0] == "半" and unit in ("年", "天", "周", "月"):
        return not _HALF_BEFORE.search(text, max(0, begin - 2), begin)
    if number in ("四周", "九天"):  # all around; the ninth heaven, but 住了九天
        before = _NINE_BEFORE.search(text, max(0, begin - 2), begin)
        return before is not None or bool(_NO_DAYS.match(text, end))
    return True


def _is_other_year(text: str, number: str, end: int) -> bool:
    """A year of the era, of a plan or of a manner of speaking."""
    if _ERA_YEAR.match(number) and not number[4:5].isdigit() and number[4:5] not in {"余", "多"}:
        return not (number[2:4] == "00" and SPAN_OF_YEARS.match(text, end))
    return bool(_PLAN.match(text, end) or _ERA_BESIDE.match(text, end))


def _counts_days(length: Length, number: str) -> bool:
    """两日, 90日 and 30日内 count days; 13日 is one."""
    if length.low and "以上" in number:
        return True
    if length.hedge or length.after or _NO_DAYS.match(length.text, length.end):
        return number[0] != "一" or bool(length.hedge)
    if _DAYS_BEFORE.search(length.text, max(0, length.begin - 2), length.begin):
        return True
    return number.startswith("两") or length.parts[0].value > _LONGEST_MONTH
