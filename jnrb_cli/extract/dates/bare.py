"""Years, months and days in figures with no 年, 月 or 日 behind them: 2016-2018, （2026.05）, 展望2026, 日期：26-05-13."""

from __future__ import annotations

import re

import msgspec

from jnrb_cli.extract.dates import periods
from jnrb_cli.extract.dates.grammar import Grammar
from jnrb_cli.extract.dates.periods import Period
from jnrb_cli.patterns import pattern

_FIGURES = frozenset("0123456789")
_OPENS = ("（", "(", "从", "自", "于", "在", "，", "")
_CLOSES = ("）", ")", "", "间", "，")
# 展望2026, 再见，2025！: what nobody does with a number.
_YEAR_CUE = pattern(
    r"(?:展望|回望|回首|迎接|喜迎|告别|跨入|迈入|迈向|走进|奔向|拥抱|致敬|再见[，,]?|你好[，,]?)\s?[“‘]?$"
)
_CUE_REACH = 6
_YEAR_ENDS = pattern(r"$|[，。、！？：；”’》\s]")
# 2018看起来是一个年份: what is said to be a year is one.
_SAID_YEAR = pattern(r"[^，。；0-9]{0,8}年份")
_YEAR = pattern(r"1[0-9]{3}|2[01][0-9]{2}")
# （2026.05）, 2025.12至今: a month behind a year, where no figure of a decimal stands.
_MONTH = pattern(r"(?P<y>19[0-9]{2}|20[0-9]{2})[./](?P<m>0[1-9]|1[0-2])(?![0-9./%％])")
_MONTH_OPENS = ("（", "(", "【", "〔", "\n", "")
_MONTH_CLOSES = pattern(r"$|[）)】〕\n]|至今|[—–~～]")
# 日期：26-05-13, 你26-5-13有时间吗: two figures of a year, where words about days stand beside; 4-3-3 is a formation.
_SHORT_DAY = pattern(r"(?P<y>[0-9]{2})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![-/.0-9])")
_DAY_CUE_BEFORE = pattern(r"(?:日期|时间|日|生于|出生|到期|截止)[为是于]?[：:]?\s?$")
_DAY_CUE_AFTER = pattern(r"[^，。；]{0,2}(?:有时间|有空|之前|以前|出生)")


class BareDate(msgspec.Struct, frozen=True):
    """Where a date in bare figures ends, what it is, and the rule that found it."""

    end: int
    period: Period
    rule: str


def read_bare(words: Grammar, text: str, at: int, year: int | None) -> BareDate | None:
    """The date in bare figures at a place; a short year is of the century that `year` is in, or of this one."""
    if text[at : at + 1] not in _FIGURES or _is_inside(text, at):
        return None
    if not text[at : at + 4].isdigit():
        return _read_short_day(text, at, year)
    return _read_years(words, text, at) or _read_month(text, at) or _read_year(text, at)


def _is_inside(text: str, at: int) -> bool:
    """Whether the figures are the tail of a name or of other figures: A1978-2018, 3.2016-2018."""
    before = text[at - 1] if at else ""
    return (before.isalnum() and before.isascii()) or (bool(before) and before in "-.—/")


def _read_years(words: Grammar, text: str, at: int) -> BareDate | None:
    """2016-2018 in brackets or after 从, 1999.08-2002.02, 2024/25赛季."""
    found = words.bare_years.match(text, at)
    if not found:
        return None
    if found["ys"]:
        first = int(found["ys"])
        last = first // 100 * 100 + int(found["ys2"])
    else:
        first, last = int(found["y"]), int(found["y2"])
    beside = found["unit"] or found["season"] or found["m"] or found["m2"]
    closed = text[at - 1 : at] in _OPENS and text[found.end() : found.end() + 1] in _CLOSES
    if not first < last or not (beside or closed):
        return None
    start, end = _year_or_month(first, found["m"]), _year_or_month(last, found["m2"])
    return BareDate(found.end(), periods.through(start, end), "range_of_years")


def _year_or_month(year: int, month: str | None) -> Period:
    return periods.of_months(year, int(month), int(month)) if month else periods.span_years(year, year)


def _read_month(text: str, at: int) -> BareDate | None:
    found = _MONTH.match(text, at)
    if not found or text[at - 1 : at] not in _MONTH_OPENS:
        return None
    closed = _MONTH_CLOSES.match(text, found.end())
    if not closed:
        return None
    period = periods.of_months(int(found["y"]), int(found["m"]), int(found["m"]))
    if closed.group() == "至今":
        return BareDate(closed.end(), periods.since(period), "month_in_figures")
    return BareDate(found.end(), period, "month_in_figures")


def _read_year(text: str, at: int) -> BareDate | None:
    found = _YEAR.match(text, at)
    if not found or text[found.end() : found.end() + 1].isdigit():
        return None
    cue = _YEAR_CUE.search(text, max(0, at - _CUE_REACH), at)
    if not (cue and _YEAR_ENDS.match(text, found.end())) and not _SAID_YEAR.match(text, found.end()):
        return None
    year = int(found.group())
    return BareDate(found.end(), periods.span_years(year, year), "bare_year")


def _read_short_day(text: str, at: int, today: int | None) -> BareDate | None:
    found = _SHORT_DAY.match(text, at)
    if not found or not (
        _DAY_CUE_BEFORE.search(text, max(0, at - _CUE_REACH), at) or _DAY_CUE_AFTER.match(text, found.end())
    ):
        return None
    century = (today or 2000) // 100 * 100
    period = periods.of_day(century + int(found["y"]), int(found["m"]), int(found["d"]))
    return BareDate(found.end(), period, "short_day") if period.is_known else None


def may_be_bare(text: str, found: re.Match[str]) -> bool:
    """Whether a run may be a year with nothing behind it (展望2026), or a plan (十四五以来); asked before anything is read."""
    at, end = found.span()
    if end - at != len("2026"):
        return text[end - 1] == "五" and text.startswith("以来", end)
    return bool(_YEAR_CUE.search(text, max(0, at - _CUE_REACH), at) or _SAID_YEAR.match(text, end))
