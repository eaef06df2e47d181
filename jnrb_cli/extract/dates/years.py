"""Whether a number with 年 behind it is a year of the era, or years gone by."""

from __future__ import annotations

import re

from jnrb_cli.extract.dates.grammar import SPAN_OF_YEARS, Grammar
from jnrb_cli.patterns import pattern


def is_calendar_year(words: Grammar, text: str, found: re.Match[str], number: int) -> bool:
    """Whether a number with 年 counts from the era, rather than years gone by (1500年历史, 15年军旅路)."""
    digits, end = found["y"], found.end()
    month = words.month.match(text, end)
    if len(digits) == 4 and (digits.isdigit() or all(char in "〇零一二三四五六七八九" for char in digits)):
        if not 1000 <= number <= 2299:
            return bool(month)
        said_as_year = _AT.search(text, max(0, found.start() - 1), found.start())
        counted = digits.isascii() and number % 100 == 0 and SPAN_OF_YEARS.match(text, end)
        return not counted or bool(said_as_year)
    if digits[0] in "两2" and 2000 <= number <= 2099:
        return bool(month) or number > 2000
    if (len(digits) == 2 and digits.isdigit()) or (
        len(digits) == 2 and (month or digits[0] in "〇零七八九") and _ORDERS.isdisjoint(digits)
    ):
        if digits[0] in "0〇零":
            return True
        return (
            bool(month)
            or bool(_YEAR_EDGE.match(text, end))
            or (number >= _LATE_YEARS and bool(_SEASON.match(text, end)))
            or text[found.start() - 1 : found.start()] in ("'", "’")
            or (number >= _LATE_YEARS and _is_last_century(text, found.start("y"), end, number))
        )
    if len(digits) == 3 and number >= 100:
        return (
            bool(month)
            or bool(_PART_OF_YEAR.match(text, end))
            or (
                bool(_AT.search(text, max(0, found.start() - 2), found.start()))
                and not SPAN_OF_YEARS.match(text, end)
            )
        )
    return False


def _is_last_century(text: str, start: int, end: int, number: int) -> bool:
    """97年他下岗, 从95年到97年, 九七年: two digits for a year of the 1900s; 70年 and 活了97年 are years gone by."""
    if _GONE_BY.match(text, end):
        return False
    if not text[start].isascii():
        return True
    if _AT.search(text, max(0, start - 1), start):
        return number % 10 != 0 and not _ETC.match(text, end)
    if number < _EARLIEST_ALONE or number % 5 == 0 or _ETC.match(text, end):
        return False
    return start == 0 or text[start - 1] in _OPENING


_GONE_BY = pattern(r"[来间内多余]|[前后](?=[，。；]|$)|的")
# 88年风雨兼程 and 56年后他回来了 are years gone by, and so are rounder and smaller numbers where nothing else tells.
_ETC = pattern(
    r"[前后]|风雨|如一日|光阴|时光|岁月|历程|坚守|沧桑|历史|[党军工教婚]龄|过去|弹指|[^，。；到至]{0,4}(?:生涯|历史|路)"
)
_EARLIEST_ALONE = 70
_OPENING = frozenset("，。；：！？“ \n他她我")
_ORDERS = frozenset("十百千")
_YEAR_EDGE = pattern(
    r"第[0-9一二三四五十]{1,3}周|春节|国庆|年?底|年?末|初(?!步)|[一二三四]季度|第[一二三四1-4]季度|[上下]半年"
)
# 115年第一季, 113年1至5月: what only a year of the Republic has behind it.
_PART_OF_YEAR = pattern(
    r"第[一二三四1-4]季|[上下]半年|(?:[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})[至到~～—-](?:[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})月"
)
# 98年夏天 is the summer of 1998; 15年春天 may be fifteen springs.
_LATE_YEARS = 50
_SEASON = pattern(r"[春夏秋冬][天季]")
_AT = pattern(r"[在于到至自从由比]$")
