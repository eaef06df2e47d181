"""The day that a page's folio gives, in whatever figures and calendar it is printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ...patterns import pattern

if TYPE_CHECKING:
    import re

DATE = pattern(r"(?P<y>(?:1[89]|20)\d\d)\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})(?!\d)\s*日?")
# A scanner sets the figures of a date apart: 2 0 1 2年7月1 9日.
_APART = pattern(r"(?<!\d)[12] ?\d ?\d ?\d *年 *\d ?\d? *月 *\d ?\d? *日")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = pattern(
    r"(?<![A-Za-z])(?:(?P<m>[A-Z][A-Za-z]{2,8})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?|(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m2>[A-Z][A-Za-z]{2,8})\.?),?\s+(?P<y>(?:1[89]|20)\d\d)(?!\d)"
)
CHINESE_DATE = pattern(
    r"(?P<y>[一二][〇○零Oo一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日"
)
# 中華民國114年12月3日, 民國一一四年十二月三日: the first year is 1912.
_REPUBLIC_DATE = pattern(
    r"(?:中华)?民国\s*(?P<y>[0-9]{1,3}|[〇○零一二三四五六七八九十百]{1,5})\s*年\s*(?P<m>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<d>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_BEFORE_REPUBLIC = 1911
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "o": 0}


def put_together(text: str) -> str:
    """A line with the figures of its date set solid.

    >>> put_together("2 0 1 2年7月1 9日 星期四")
    '2012年7月19日 星期四'
    """
    if "年" not in text or "月" not in text or " " not in text:
        return text
    return _APART.sub(lambda match: "".join(match.group().split()), text)


def find_day(text: str) -> int:
    """Where a date begins in a line; its length where none does."""
    return min(
        (
            match.start()
            for one in (DATE, CHINESE_DATE)[: 1 + _has_chinese_year(text)]
            if (match := one.search(text))
        ),
        default=len(text),
    )


def take_date(text: str, mark: str) -> tuple[date | None, str]:
    """The day in a line, and the line with `mark` in its place.

    >>> take_date("民国一一四年十二月三日 第三版", "/")
    (datetime.date(2025, 12, 3), ' /  第三版')
    """
    match = DATE.search(text)
    if match:
        parts = [int(match.group(k)) for k in "ymd"]
    elif "民国" in text and (match := _REPUBLIC_DATE.search(text)):
        year, *parts = (chinese_number(match.group(k)) for k in "ymd")
        parts.insert(0, year + _BEFORE_REPUBLIC)
    elif _has_chinese_year(text) and (match := CHINESE_DATE.search(text)):
        year = int("".join(str(_CHINESE[c]) for c in match.group("y")))
        parts = [year, chinese_number(match.group("m")), chinese_number(match.group("d"))]
    elif match := _english_date(text):
        parts = [
            int(match.group("y")),
            _MONTHS.index((match.group("m") or match.group("m2"))[:3].lower()) + 1,
            int(match.group("d") or match.group("d2")),
        ]
    else:
        return None, text
    rest = f"{text[: match.start()]} {mark} {text[match.end() :]}"
    try:
        return date(*parts), rest
    except ValueError:
        return None, rest


def _english_date(text: str) -> re.Match[str] | None:
    """December 3, 2025 and 3 Dec 2025."""
    lower = text.lower()
    match = _ENGLISH_DATE.search(text) if any(month in lower for month in _MONTHS) else None
    return match if match and (match.group("m") or match.group("m2"))[:3].lower() in _MONTHS else None


def _has_chinese_year(text: str) -> bool:
    return any(before.rstrip()[-1:] in _CHINESE for before in text.split("年")[:-1])


def chinese_number(text: str) -> int:
    """114, 一一四, 十四, 一百一十四 as a number; 0 where it is none.

    >>> chinese_number("一百一十四"), chinese_number("一一四")
    (114, 114)
    """
    if text.isdigit():
        return int(text)
    hundreds, hundred, text = text.rpartition("百")
    if hundred:
        return 100 * _CHINESE.get(hundreds, 1) + chinese_number(text.lstrip("零〇"))
    if len(text) > 1 and "十" not in text:
        return int("".join(str(_CHINESE[c]) for c in text))
    tens, ten, ones = text.partition("十")
    if ten:
        return (_CHINESE.get(tens, 1) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)
    return _CHINESE.get(text, 0)
