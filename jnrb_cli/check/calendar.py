"""Dates and times that cannot be, and dates after the issue of which the text speaks as past."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from .sheet import Mark, Passage, Sheet, read_day

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
# 农历四月三十一日 is no day either, but lunar months are not counted here.
_LUNAR = re.compile(r"(?:农历|阴历|夏历|旧历|闰)[^，。；]{0,6}$")
_DATE = re.compile(
    r"(?<![0-9.])(?:(?P<y>[12][0-9]{3})年)?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日(?:[至到—~～、和-]{1,2}(?P<e>[0-9]{1,2})日)?"
    r"|(?<![一二三四五六七八九十])(?P<cm>十[一二]?|[一二三四五六七八九])月(?P<cd>[一二三四五六七八九十]{1,3})日"
)
# 10月1曰: a day with 曰 for 日.
_SPEAKING_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}曰")
_MONTH = re.compile(r"(?<=[0-9]年)(?P<m>1[3-9]|[2-9][0-9]|0{1,2})月")
_HALF = r"(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|当晚|昨晚|今晚|[0-9]{1,2}日晚?)"
_TIME = re.compile(
    rf"{_HALF}(?P<h>[0-9]{{1,2}})(?:时|点(?![0-9])|[:：](?=[0-9]{{2}}))(?:(?P<min>[0-9]{{2}})(?:分(?!钟)|(?![0-9])))?"
)
_MORNING = frozenset({"凌晨", "清晨", "早上", "早晨", "上午"})
_LAST_HOUR = 24

# 截至4月30日，已…; 4月30日，记者从…获悉: what is told so has been. What is planned, or asked, may lie ahead.
_PAST = re.compile(
    r"(?:[上下]午|凌晨|当晚|晚)?，?(?:本报|笔者|记者)+(?:从|在|获悉|了解)|[^。；！？]{0,20}?获悉|(?:[上下]午|凌晨|当晚|晚)?，[^。；！？]{0,40}?(?:昨[日天晚]|日前)"
)
# 3月21日上午，…走进了院子: done, where nothing in the sentence lies ahead. What was got ready may be for a day to come.
_WAS_DONE = re.compile(
    r"(?:[上下中]午|清晨|早上|凌晨|晚上|当晚|晚)?，[^。；！？]{2,60}?"
    r"(?:[一-鿿](?<!为|除|临|受|备|排|置|出|请|计|划|定)了[一-鿿“《0-9]|主持召开|召开[^。；！？]{0,30}，(?:听取|传达|总结|研究)|调研时|并讲话)"
)
# 学校建于2034年: of a year after the issue's.
_BEGAN = re.compile(
    r"(?:始于|始建于|建于|创办于|创建于|创立于|成立于|投产于|落成于|通车于|出生于|生于|毕业于|发表于|出版于)(?P<y>[12][0-9]{3})年"
)
_REPORTER = re.compile(r"(?:记者|笔者)$")
_UNTIL_NOW = re.compile(r"截[至止]到?$")
_DONE = re.compile(r"[^。；！？]{0,12}?(?:已|累计|共[^同])")
_AHEAD = re.compile(
    r"将|拟|计划|预计|届时|定于|起|为期|如果|若|截止|之前|以前|前|报名|明[日天]|后天|有望|希望|下[周月]"
)
# How far ahead a date without a year may be a slip for one just past: one that is further on is last year's.
_SLIP_DAYS = 61
# How far back a year is looked for of which the text speaks.
_REACH = 200


def find_dates(sheet: Sheet) -> Iterator[Mark]:
    """4月31日, 2月30日, 13月, 25时, 8时75分, 上午15时."""
    folios = [one for one in sheet.furniture if one.role in ("folio", "masthead")]
    for passage in (*sheet.printed, *sheet.signed, *folios):
        for match, start, end in passage.search(_DATE):
            if not _LUNAR.search(match.string, max(0, match.start() - 8), match.start()):
                message = _judge_date(match)
                if message:
                    yield Mark(passage, start, end, message)
        for _, start, end in passage.search(_MONTH):
            yield Mark(passage, start, end, "a year has 12 months")
        for _, start, end in passage.search(_SPEAKING_DAY):
            yield Mark(passage, start, end, "曰 is no 日")
        for match, start, end in passage.search(_TIME):
            if message := _judge_time(match):
                yield Mark(passage, start, end, message)


def _judge_date(match: re.Match[str]) -> str:
    """What is wrong with a date; nothing where it is a day of the calendar."""
    month = int(match["m"]) if match["m"] else _number(match["cm"])
    if not 1 <= month <= 12:
        return "a year has 12 months"
    last = _DAYS[month - 1]
    if month == 2 and match["y"] and not _is_leap(int(match["y"])):
        last = 28
    days = [int(day) for day in (match["d"], match["e"]) if day] or [_number(match["cd"])]
    return "" if all(1 <= day <= last for day in days) else f"{month}月 has {last} days"


def _number(text: str) -> int:
    """三十一 is 31; what is no number up to 99 is 0.

    >>> _number("三十一"), _number("十"), _number("二三十")
    (31, 10, 0)
    """
    tens, ten, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (_DIGITS.get(tens, 1) * 10 if ten else _DIGITS.get(tens, 0)) + _DIGITS.get(ones, 0)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _judge_time(match: re.Match[str]) -> str:
    hour, minute, half = int(match["h"]), int(match["min"] or 0), match["half"]
    if hour > _LAST_HOUR or (hour == _LAST_HOUR and minute):
        return f"a day has {_LAST_HOUR} hours"
    if minute > 59:
        return "an hour has 60 minutes"
    return f"{hour}时 is not {half}" if half in _MORNING and 12 < hour < _LAST_HOUR else ""


def find_late_dates(sheet: Sheet) -> Iterator[Mark]:
    """Dates after the issue that are told as past."""
    for passage in (*sheet.printed, *sheet.signed):
        issue = _issue(passage)
        if issue is None:
            continue
        for match, start, end in passage.search(_BEGAN):
            if int(match["y"]) > issue.year:
                yield Mark(passage, start, end, f"after the issue of {issue}, but told as past")
        for match, start, end in passage.search(_DATE):
            day = _coming_day(match, issue)
            if day is not None and (passage.role == "dateline" or _is_past(match)):
                yield Mark(passage, start, end, f"after the issue of {issue}, but told as past")


def _issue(passage: Passage) -> datetime.date | None:
    """The issue's day, not the dateline's."""
    return read_day(passage.article.date) if passage.article else None


def _coming_day(match: re.Match[str], issue: datetime.date) -> datetime.date | None:
    """The day of a date that lies a little after the issue."""
    if not match["m"] or _is_of_other_year(match, issue.year):
        return None
    try:
        day = datetime.date(int(match["y"] or issue.year), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return day if issue < day and (match["y"] or (day - issue).days <= _SLIP_DAYS) else None


def _is_of_other_year(match: re.Match[str], year: int) -> bool:
    """Whether a year is named before it: 同年5月10日, 2020年，…5月1日."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    named = re.findall(r"[12][0-9]{3}(?=年)", before)
    if not match["y"] and re.search(r"去年|前年|上年|当年|那年|同年|翌年|次年", before):
        return True
    return before.endswith("年") or (not match["y"] and bool(named) and int(named[-1]) != year)


def _is_past(match: re.Match[str]) -> bool:
    text, end = match.string, match.end()
    stop = re.compile(r"[。；！？]|$").search(text, end)
    sentence = text[end : stop.start() if stop else len(text)]
    if _AHEAD.search(sentence):
        return False
    if _UNTIL_NOW.search(text, max(0, match.start() - 4), match.start()):
        return _DONE.match(sentence) is not None
    if _REPORTER.search(text, max(0, match.start() - 2), match.start()):
        return sentence.startswith(("从", "在"))
    return (_PAST.match(sentence) or _WAS_DONE.match(sentence)) is not None
