"""Weekdays that do not fit their dates, in the folio and in running text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ..split.furniture.page_data import read_furniture
from .sheet import Mark, Passage, Sheet, read_day

_NAMES = "一二三四五六日"
# 4月27日（星期一）, 2026年4月27日，周一, 4月27日（农历三月十一，星期一）. 周 must not begin a name or a paper's (周三多, 周日报);
# what goes on as 周三至周五 is of several days.
_DATED = re.compile(
    r"(?<![0-9、至到和—~～-])(?:(?P<y>(?:19|20)[0-9]{2})[年./-])?(?P<m>1[0-2]|0?[1-9])[月./-](?P<d>[12][0-9]|3[01]|0?[1-9])日?"
    r"(?<=[日0-9])[，,]?[（(]?(?:农历[^，,；;（）()]{2,10}[，,；;）)]?)?"
    r"(?:(?:星期|礼拜)(?P<w>[一二三四五六日天])|周(?P<v>[一二三四五六日])(?=[）),，。；;上下晚早中凌的]|$))(?![至到—~～、和-])[）)]?"
)
# A date of another year than the issue's: its weekday is that year's.
_ELSEWHEN = re.compile(r"(?:去|前|当|同|次|翌|明|后|那|这一|某|农历|阴历)年?[^，。；]{0,4}$|年的?$")
# How far back a year is looked for of which the text speaks.
_REACH = 200
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?=年)")


def find_weekdays(sheet: Sheet) -> Iterator[Mark]:
    """Weekdays that another day of the calendar has."""
    yield from _check_folio(sheet)
    for passage in (*sheet.printed, *sheet.signed):
        for match, start, end in passage.search(_DATED):
            day = _read_day(match, passage)
            told = _NAMES.index((match["w"] or match["v"]).replace("天", "日"))
            if day is not None and day.weekday() != told:
                yield Mark(passage, start, end, f"{day} is 星期{_NAMES[day.weekday()]}")


def _read_day(match: re.Match[str], passage: Passage) -> datetime.date | None:
    """The day that is meant; None where the text leaves it open or no calendar has it."""
    month, day = match["m"], int(match["d"])
    before = match.string[max(0, match.start() - 12) : match.start()]
    if match["y"]:
        return _day(int(match["y"]), int(month), day)
    today = passage.day
    if today is None or not match.group().startswith(f"{month}月"):
        return None
    if _ELSEWHEN.search(before) or _is_about_another_year(match, today.year):
        return None
    near = [_day(today.year + step, int(month), day) for step in (-1, 0, 1)]
    return min((one for one in near if one), key=lambda one: abs(one - today), default=None)


def _is_about_another_year(match: re.Match[str], year: int) -> bool:
    """Whether the last year that is named before it is not the issue's."""
    if re.search(
        r"去年|前年|上年|当年|那年|同年|翌年|次年|明年",
        match.string[max(0, match.start() - _REACH) : match.start()],
    ):
        return True
    named = _YEAR.findall(match.string, max(0, match.start() - _REACH), match.start())
    return bool(named) and int(named[-1]) != year


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _check_folio(sheet: Sheet) -> Iterator[Mark]:
    """The line with date and weekday; where only a record is there, what it says."""
    if sheet.page is None:
        return
    if sheet.text is None:
        page = sheet.page
        if page.date and page.weekday:
            yield from _compare(_stand_in(sheet), read_day(page.date), page.weekday)
        return
    lines = [passage for passage in sheet.furniture if passage.role in ("folio", "masthead", "staff")]
    said = [read_furniture([(passage.role, passage.text)]) for passage in lines]
    whole = [(line, one) for line, one in zip(lines, said, strict=True) if one.date and one.weekday]
    if not whole:
        dates = {one.date for one in said if one.date}
        weekdays = [(line, one.weekday) for line, one in zip(lines, said, strict=True) if one.weekday]
        if len(dates) == 1 and len({weekday for _, weekday in weekdays}) == 1:
            yield from _compare(weekdays[0][0], dates.pop(), weekdays[0][1])
    for line, one in whole:
        yield from _compare(line, one.date, one.weekday)


def _compare(line: Passage, day: datetime.date | None, weekday: str | None) -> Iterator[Mark]:
    if day and weekday and weekday[-1] != _NAMES[day.weekday()]:
        found = re.search(r"(?:星期|周|週|礼拜|禮拜)\s*[一二三四五六日天]", line.text)
        start, end = found.span() if found else (0, len(line.text))
        yield Mark(line, start, end, f"{day} is 星期{_NAMES[day.weekday()]}")


def _stand_in(sheet: Sheet) -> Passage:
    """The folio of a page of which only the record is there: its words from the fields, its place from the furniture."""
    assert sheet.page is not None
    page = sheet.page
    words = f"{page.date} {page.weekday}"
    span = next((one for one in page.furniture if one.role in ("folio", "masthead")), None)
    start, end = (span.start, span.end) if span else (page.start, page.end)
    return Passage("folio", words, ((start, start + len(words) - 1), (end - 1, end)))
