"""Read one point or period from plain text at a place: what the words say, not yet what day it was."""

from __future__ import annotations

import re

from jnrb_cli.extract.dates.centuries import read_century
from jnrb_cli.extract.dates.clock import read_time
from jnrb_cli.extract.dates.grammar import CYCLE, Grammar, grammar
from jnrb_cli.extract.dates.moment import LAST, Moment, Shift
from jnrb_cli.extract.dates.numbers import small_number
from jnrb_cli.extract.dates.numeric import is_figure, read_figures
from jnrb_cli.extract.dates.tables import word_table
from jnrb_cli.extract.dates.years import is_calendar_year
from jnrb_cli.patterns import pattern

_DIGITS_OF_MONTH = {"正": 1, "冬": 11, "腊": 12}


def read_moment(text: str, at: int) -> Moment | None:
    """The longest time that begins at `at`, or None."""
    words = grammar()
    moment = Moment(at, at)
    if not is_figure(text, at):
        lunar = words.lunar_year.match(text, at)
        if lunar:
            moment.lunar, moment.end = True, lunar.end()
    if not read_figures(words, text, moment):
        if not (read_century(words, text, moment) or _read_year(words, text, moment)):
            _read_part_of_year(words, text, moment)
        _read_month(words, text, moment)
        _read_day(words, text, moment)
    if moment.has_day:
        beside = words.beside.match(text, moment.end)
        moment.end = beside.end() if beside else moment.end
    moment.day_end = moment.end
    if not moment.has_date or moment.has_day:
        read_time(words, text, moment)
    return moment if moment.end > at else None


def said(group: str, word: str) -> Shift:
    """The shift that a word of data/calendar.tsv stands for."""
    value = word_table("calendar.tsv")[group][word]
    return Shift("spoken", int(value[1:])) if value[0] == "@" else Shift("today", int(value))


# Years of the Republic that papers of today write with a month and no era: 2011 to 2060.
_REPUBLIC_YEARS = range(100, 150)


def _read_year(words: Grammar, text: str, moment: Moment) -> bool:
    found = words.year.match(text, moment.end)
    if not found:
        return False
    if found["said"]:
        moment.year = said("year", found["said"])
        moment.end = found.end()
        _read_part_of_year(words, text, moment)
        return True
    if found["fy"] or found["cycle"]:
        return _take_other_year(words, text, found, moment)
    number = small_number(found["y"])
    if number is None or (number == 0 and found["y"] not in ("00", "〇〇", "零零")):
        return False
    end, era = found.end(), found["era"] or ""
    if not era and not is_calendar_year(words, text, found, number):
        return False
    moment.end, moment.era = end, _era_name(era)
    if not era and len(found["y"]) == 3 and number in _REPUBLIC_YEARS:
        moment.era = "民国"  # 115年9月: no text of today speaks of the month of a year so long ago
    if not era and len(found["y"]) == 2 and number < 100:
        moment.era = "short"
    moment.year = Shift("stated", number)
    _read_part_of_year(words, text, moment)
    return True


def _take_other_year(words: Grammar, text: str, found: re.Match[str], moment: Moment) -> bool:
    """2026财年 and 2025学年 begin in another month each, so their days stay unknown; 丙午年 is a year of the cycle of sixty.

    By itself 丙午年 may be of any age, as on old bowls; its animal, a month or a feast behind it make it a date.
    """
    end = found.end()
    if found["cycle"] and not (
        found["animal"] or words.month.match(text, end) or words.feast.match(text, end)
    ):
        return False
    moment.end = end
    if found["fy"]:
        moment.year = Shift("stated", int(found["fy"]))
        _read_part_of_year(words, text, moment)
        if found["unit"] not in ("赛季", "雪季"):
            moment.vague = moment.months[2] if moment.months else "year"
        return True
    if found["cycle"] not in CYCLE:
        return False
    moment.year, moment.era, moment.lunar = Shift("stated", CYCLE.index(found["cycle"])), "cycle", True
    return True


def _era_name(era: str) -> str:
    if era in ("公元", "西元"):
        return "ad"
    return "bc" if era in ("公元前", "西元前") else era


def _read_part_of_year(words: Grammar, text: str, moment: Moment) -> None:
    found = words.part_of_year.match(text, moment.end)
    if not found:
        _read_quarter_said(words, text, moment)
        return
    part, bare = found.group, moment.year is None
    if bare and _is_no_part(text, found):
        return
    if part("q") or part("qq") or part("qf"):
        quarter = small_number(part("q") or part("qq") or "1") or 1
        first = quarter * 3 - 2
        if part("qedge"):
            first += 2 if part("qedge") == "末" else 0
            moment.months = (first, first, "month")
        else:
            moment.months = (first, first + 2, "quarter")
    elif part("fq"):
        moment.months = (1, 3 * (small_number(part("fq")) or 1), "quarter")
    elif part("half"):
        moment.months = (1, 6, "half") if part("half") in "上前" else (7, 12, "half")
    elif part("fm"):
        count = small_number(part("fm")) or 0
        if not 1 <= count <= 12:
            return
        moment.months = (1, count, "month")
    elif part("lm"):
        count = small_number(part("lm")) or 0
        if not 1 <= count <= 12:
            return
        moment.months = (13 - count, 12, "month")
    elif part("firstday") is not None:
        moment.month, moment.day = Shift("stated", 1), Shift("stated", 1)
    elif part("lastday") is not None:
        moment.month, moment.day = Shift("stated", 12), Shift("stated", 31)
    elif part("fd") or part("ld"):
        moment.first_days = small_number(part("fd") or "") or -(small_number(part("ld") or "") or 0)
    elif part("isoweek"):
        moment.iso_week = small_number(part("isoweek")) or 0
    elif part("end"):
        moment.year_end = True
    elif part("season"):
        moment.vague = "quarter"
    moment.year = moment.year or (Shift("today", 0) if part("end") or part("begin") or part("mid") else None)
    moment.end = found.end()


def _read_quarter_said(words: Grammar, text: str, moment: Moment) -> None:
    asked = moment.year is None and not is_figure(text, moment.end)
    found = words.quarter_said.match(text, moment.end) if asked else None
    if found:
        moment.quarter = said("week", found["said"]) if found["said"] != "当" else Shift("spoken", 0)
        moment.half_year = bool(found["half"])
        moment.quarter_month = {"初": 0, "末": 2}.get(found["edge"] or "")
        moment.end = found.end()


def _is_no_part(text: str, found: re.Match[str]) -> bool:
    """Whether words that follow a year well are nothing by themselves: 初, 秋, 一季 (一季稻)."""
    part = found.group
    if part("q"):
        return "度" not in found.group()
    if part("half"):
        return part("half") in "前后"
    if part("end") or part("begin") or part("mid"):
        return (
            not found.group().startswith(("年", "岁末"))
            or text[found.start() - 1 : found.start()] in _NO_YEAR_END
        )
    if part("fm"):  # 前4个月，…… in figures of the year, not the four months before something
        opens = _CLAUSE_BEFORE.search(text, max(0, found.start() - 1), found.start())
        return not opens or (
            "个" in found.group() and text[found.end() : found.end() + 1] not in ("，", "、")
        )
    if (
        part("fd")
        or part("ld")
        or part("lm")
        or part("isoweek")
        or part("firstday") is not None
        or part("lastday") is not None
    ):
        return True
    return bool(part("season") or (part("qq") and "季" not in found.group()))


_CLAUSE_BEFORE = pattern(r"(?:[，。；：“（、\s]|^)$")
# 百年初心, 全年底数: 年 that belongs to the word before it.
_NO_YEAR_END = frozenset("0123456789〇一二三四五六七八九十百千万几数多半每历全青少老中成童周学")


def _read_month(words: Grammar, text: str, moment: Moment) -> None:
    if (
        moment.day
        or moment.iso_week
        or moment.first_days
        or moment.months
        or moment.quarter
        or moment.year_end
        or moment.vague
        or moment.years > 1
    ):
        return
    found = None if is_figure(text, moment.end) else words.month_said.match(text, moment.end)
    if found:
        moment.month = said("month", found["said"])
        moment.end = found.end()
    else:
        found = words.month.match(text, moment.end)
        if not found:
            _read_month_edge(words, text, moment)
            return
        name = found["m"] or "正"
        number = _DIGITS_OF_MONTH.get(name) or small_number(name)
        if not number or number > 12:
            return
        moment.month = Shift("stated", number)
        moment.lunar = moment.lunar or bool(found["lunar"]) or name in _DIGITS_OF_MONTH
        moment.leap = bool(found["leap"])
        moment.end = found.end()
    _read_in_month(words, text, moment)


def _read_month_edge(words: Grammar, text: str, moment: Moment) -> None:
    found = words.month_edge.match(text, moment.end) if moment.end == moment.start else None
    if found:
        moment.month, moment.month_edge, moment.end = Shift("today", 0), True, found.end()


def _read_in_month(words: Grammar, text: str, moment: Moment) -> None:
    if moment.lunar and (found := words.lunar_day.match(text, moment.end)):
        moment.day = Shift("stated", small_number(found["first"] or found["d"]) or 0)
        moment.end = found.end()
        return
    found = words.in_month.match(text, moment.end)
    if not found:
        return
    part = found.group
    if part("firstday") is not None or part("lastday") is not None:
        moment.day = Shift("stated", 1 if part("lastday") is None else LAST)
    elif part("fd") or part("ld"):
        moment.first_days = small_number(part("fd") or "") or -(small_number(part("ld") or "") or 0)
    elif part("week"):
        moment.month_week = small_number(part("week")) or 0
    elif part("lastweekday"):
        moment.nth = LAST
        moment.weekday = int(word_table("calendar.tsv")["weekday"][part("lastweekday")])
    elif part("nth"):
        moment.nth = small_number(part("nth")) or 0
        moment.weekday = int(word_table("calendar.tsv")["weekday"][part("weekday")])
    elif part("ten"):
        moment.third = "上中下".index("上" if part("ten2") == "上" else part("ten")) + 1
        moment.years = 2 if part("ten2") else 1
    elif part("halfmonth"):
        moment.half_month = 1 if part("halfmonth") == "上" else 2
    elif part("d"):
        day = small_number(part("d"))
        if not day or day > 31:
            return
        moment.day = Shift("stated", day)
        moment.last_day = small_number(part("d2")) if part("d2") else None
        if moment.last_day not in (None, day + 1):  # 5月3、15日 are two days
            moment.last_day, moment.end = None, found.end("d")
            return
    elif part("first"):
        moment.day, moment.lunar = Shift("stated", small_number(part("first")) or 0), True
    elif part("bare"):
        moment.day = Shift("stated", small_number(part("bare")) or 0)
        unsaid = moment.year is None or moment.year.how == "today"
        middle_autumn = unsaid and moment.month == _EIGHTH and moment.day == _FIFTEENTH
        moment.lunar = moment.lunar or "廿" in part("bare") or (middle_autumn and not part("bare").isdigit())
        moment.lunar_like = (moment.year is None or moment.year.how != "stated") and not part(
            "bare"
        ).isdigit()
    moment.end = found.end()


# 八月十五 with no 日 is the Mid-Autumn Festival.
_EIGHTH, _FIFTEENTH = Shift("stated", 8), Shift("stated", 15)


def _read_day(words: Grammar, text: str, moment: Moment) -> None:
    if (
        moment.day
        or moment.iso_week
        or moment.nth
        or moment.month_week
        or moment.first_days
        or moment.quarter
        or moment.months
        or moment.year_end
        or moment.vague
        or moment.third
        or moment.half_month
        or moment.years > 1
    ):
        return
    at, in_year = moment.end, moment.year is not None
    if is_figure(text, at):
        if moment.month.how != "stated" if moment.month else not in_year:
            _take_plain_day(words.day.match(text, at), moment)
        return
    found = words.day_said.match(text, at)
    if found:
        moment.day = said("day", found["said"] or found["short"])
        moment.end = found.end()
        return
    found = words.feast.match(text, at)
    if found and not moment.month:
        _take_feast(found, moment)
        return
    if moment.month:
        if moment.month.how != "stated":
            _take_plain_day(words.day.match(text, at), moment)
        return
    if in_year:
        return
    found = words.week.match(text, at)
    if found and (found["said"] or found["d"] or found["half"]) and (found["d"] or not found["last"]):
        _take_week(found, moment)
        return
    _take_plain_day(words.day.match(text, at), moment)


def _take_plain_day(found: re.Match[str] | None, moment: Moment) -> None:
    day = small_number(found["d"]) if found else None
    if found and day and day <= 31:
        last = small_number(found["d2"]) if found["d2"] else None
        if last is not None and last != day + 1:
            return  # 3、15日 are two days
        moment.day = Shift("stated", day)
        moment.last_day = last
        moment.end = found.end()


def _take_feast(found: re.Match[str], moment: Moment) -> None:
    moment.feast = found["name"] or found["short"]
    if (
        found["tail"] in ("小长假", "长假", "假期", "假日", "期间", "黄金周", "前夕", "前后")
        or found["short"]
    ):
        moment.vague = "day"
    moment.end = found.end()


def _take_week(found: re.Match[str], moment: Moment) -> None:
    moment.week = said("week", found["said"]) if found["said"] else None
    if found["d"]:
        moment.weekday = int(word_table("calendar.tsv")["weekday"][found["d"]])
    if found["last"]:
        moment.vague = "day"
    if found["half"]:
        moment.week = said("week", found["of"] or "本")
        moment.half_week = 1 if found["half"] in "上前" else 2
    moment.weekend = bool(found["end"])
    moment.end = found.end()
