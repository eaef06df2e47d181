"""From the words of a time to days of the calendar: arithmetic on the issue's day and on the times spoken of before. Pure, and null where nothing fixes it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from jnrb_cli.extract.dates import lunar, periods
from jnrb_cli.extract.dates.feasts import feast_days, feast_rules
from jnrb_cli.extract.dates.moment import LAST, Moment, Shift
from jnrb_cli.extract.dates.periods import Period
from jnrb_cli.extract.dates.spoken import Spoken, year_of
from jnrb_cli.models import Precision

# A month so far ahead of the issue, with no word that looks ahead, was the year before: 12月 in an issue of January.
_MONTHS_AHEAD = 6
# News is no older than this when its day has no month and only a month, not a day, was spoken of.
_FRESH_DAYS = 7
# A story's next day is no further on than this; 15日 after 4月28日 is a look back in April.
_NEXT_DAYS = 10
# Papers speak of a feast from the preparations to the reports after it.
_FEAST_DAYS = 45
_JUST_OVER_DAYS = 1
# 中午1点 is 13:00, 中午11点 is not 23:00.
_NOON_HOURS = (1, 4)


def resolve(moment: Moment, spoken: Spoken) -> Period:
    """The days that a moment names."""
    precision = _precision(moment)
    if moment.recurring:
        return periods.unknown(precision)
    found = _date_of(moment, spoken, precision)
    if moment.vague:
        return periods.unknown(moment.vague)
    if moment.hour is None:
        return found
    if found.start is None:
        return periods.unknown("hour" if moment.minute is None else "minute")
    day = periods.plain_day(found.start)
    if moment.last_hour is None:
        return _at_hour(moment, day)
    return periods.through(_at_hour(moment, day), _at_hour(replace(moment, hour=moment.last_hour), day))


def _precision(moment: Moment) -> Precision:
    if moment.hour is not None:
        return "hour" if moment.minute is None else "minute"
    if moment.day or moment.feast or moment.weekday is not None:
        return "day"
    if moment.first_days or moment.half_week or moment.half_month:
        return "day"
    if moment.month_week:
        return "week"
    if moment.third:
        return "ten_days"
    if moment.months:
        return moment.months[2]
    if moment.iso_week:
        return "week"
    if moment.quarter:
        return "half" if moment.half_year else "quarter"
    if moment.week or moment.weekend:
        return "day" if moment.weekend else "week"
    if moment.month or moment.year_end:
        return "month"
    return "year" if moment.year else "day"


def _date_of(moment: Moment, spoken: Spoken, precision: Precision) -> Period:
    if moment.feast:
        return _feast(moment, spoken)
    if moment.quarter:
        return _quarter(moment.quarter, moment, spoken)
    if (moment.week or moment.weekday is not None) and not moment.nth:
        return _week(moment, spoken)
    if moment.lunar and (moment.month or moment.era != "cycle"):
        return _lunar(moment, spoken)
    if moment.day and moment.day.how != "stated":
        return _said_day(moment, spoken)
    if moment.month or moment.months or moment.day:
        if moment.lunar_like or moment.era == "cycle":
            return periods.unknown(precision)
        return _in_year(moment, spoken, precision)
    if moment.year:
        return _year(moment, spoken)
    if moment.hour is not None:
        day = spoken.day or (spoken.today if spoken.alone else None)
        return periods.on(day) if day else periods.unknown("day")
    return periods.unknown(precision)


def _year(moment: Moment, spoken: Spoken) -> Period:
    if moment.era.startswith("bc"):
        return periods.unknown("year")
    year = year_of(moment, spoken)
    if year is None:
        return periods.unknown("month" if moment.year_end else "year")
    if moment.era == "cycle":
        return _lunar_year(year, moment)
    if moment.year_end:
        return periods.of_months(year, 12, 12)
    if moment.iso_week:
        return periods.of_iso_week(year, moment.iso_week)
    found = periods.span_years(year, year + moment.years - 1)
    return periods.part_of(found, moment.first_days) if moment.first_days else found


def _lunar_year(year: int, moment: Moment) -> Period:
    """丙午年, from its first day to the last; what a part of it is, no words of the common calendar say."""
    first, after = lunar.month_days(year, 1), lunar.month_days(year + 1, 1)
    if not first or not after or moment.year_end or moment.first_days or moment.iso_week:
        return periods.unknown("year")
    return Period(first[0], periods.shift_days(after[0], -1), "year")


def _in_year(moment: Moment, spoken: Spoken, precision: Precision) -> Period:
    """Halves, quarters, months, ten days and numbered days."""
    month, year = _month_of(moment, spoken)
    if year is None or month is None:
        return periods.unknown(precision)
    if moment.months:
        return periods.of_months(year, *moment.months)
    if moment.day:
        number = periods.month_length(year, month) if moment.day.number == LAST else moment.day.number
        first = periods.of_day(year, month, number)
        if moment.last_day is None:
            return first
        return periods.through(first, periods.of_day(year, month, moment.last_day))
    if moment.month_week:
        return periods.of_month_week(year, month, moment.month_week)
    if moment.first_days:
        return periods.part_of(periods.of_months(year, month, month), moment.first_days)
    if moment.nth and moment.weekday is not None:
        nth = moment.nth
        if nth == LAST:  # the fifth, where there are so many
            nth = 5 if periods.of_nth_weekday(year, month, 5, moment.weekday).is_known else 4
        return periods.of_nth_weekday(year, month, nth, moment.weekday)
    if moment.half_month:
        days = 15 if moment.half_month == 1 else 15 - periods.month_length(max(year, 1), month)
        return periods.part_of(periods.of_months(year, month, month), days)
    if moment.third:
        last = periods.of_ten_days(year, month, min(moment.third + moment.years - 1, 3))
        return periods.through(periods.of_ten_days(year, month, moment.third), last)
    return periods.of_months(year, month, month)


def _quarter(shift: Shift, moment: Moment, spoken: Spoken) -> Period:
    """本季度, 上季度: counted from the issue's quarter."""
    edge = moment.quarter_month
    if spoken.today is None or shift.how != "today":
        return periods.unknown("quarter")
    year, month = periods.shift_months(
        spoken.today.year, (spoken.today.month - 1) // 3 * 3 + 1, 3 * shift.number
    )
    if moment.half_year:  # 上个半年
        year, month = periods.shift_months(
            spoken.today.year, 1 if spoken.today.month < 7 else 7, 6 * shift.number
        )
        return periods.of_months(year, month, month + 5, "half")
    if edge is not None:
        return periods.of_months(year, month + edge, month + edge)
    return periods.of_quarter(year, month // 3 + 1)


def _month_of(moment: Moment, spoken: Spoken) -> tuple[int | None, int | None]:
    """Month and year, the one not said taken from what was spoken of or from the issue."""
    today = spoken.today
    if moment.months:
        first = moment.months[0]
        return first, year_of(moment, spoken) if moment.year else _year_around(first, None, spoken)
    if moment.month is None:
        return _month_around(moment.day.number if moment.day else 1, spoken)
    if moment.month.how == "stated":
        month = moment.month.number
        day = moment.day.number if moment.day else None
        return month, year_of(moment, spoken) if moment.year else _year_around(month, day, spoken)
    base = (today.year, today.month) if moment.month.how == "today" and today else None
    if moment.month_edge and spoken.month not in (None, base):
        base = None  # 月底 may be that of the month spoken of or of the issue's
    if moment.month.how == "spoken":
        base = (today.year, today.month) if spoken.whole and today else spoken.month
    if base is None:
        return None, None
    year, month = periods.shift_months(*base, moment.month.number)
    if moment.year:
        return month, year_of(moment, spoken)
    return month, year


def _year_around(month: int, day: int | None, spoken: Spoken) -> int | None:
    """The year of a month said without one."""
    today = spoken.today
    if spoken.frame is not None:
        if spoken.month and spoken.month[0] == spoken.frame and month < spoken.month[1] and today:
            later = (spoken.frame + 1, month)
            return later[0] if later <= (today.year, today.month) else spoken.frame
        return spoken.frame
    if today is None:
        return None
    ahead = month - today.month
    if ahead > _MONTHS_AHEAD and not spoken.looks_ahead and not spoken.whole:
        return today.year - 1
    if ahead < -_MONTHS_AHEAD and spoken.looks_ahead and not spoken.looks_back:
        return today.year + 1
    if month == 2 and day == 29:  # the latest that there was
        return max(year for year in range(today.year - 8, today.year + 1) if _is_leap(year))
    return today.year


def _is_leap(year: int) -> bool:
    return year > 0 and periods.month_length(year, 2) == 29


def _month_around(day: int, spoken: Spoken) -> tuple[int | None, int | None]:
    """The month of a bare 13日: that last spoken of, else the issue's, or the one before where the words look back."""
    today = spoken.today
    if spoken.month and (today is None or spoken.month != (today.year, today.month)):
        year, month = _month_spoken(day, spoken.month, spoken)
        return month, year
    if today is None:
        return None, None
    if (
        day > today.day
        and not spoken.looks_ahead
        and (spoken.looks_back or day > periods.month_length(today.year, today.month))
    ):
        for months in (1, 2):  # 29日 said in March of a common year is January's
            year, month = periods.shift_months(today.year, today.month, -months)
            if day <= periods.month_length(max(year, 1), month):
                break
        return month, year
    return today.month, today.year


def _month_spoken(day: int, said: tuple[int, int], spoken: Spoken) -> tuple[int, int]:
    """The month spoken of, unless the day is of the one after: 3月28日……2日, or 4月增长3%，统计局27日发布 in an issue of 28 May."""
    today, last = spoken.today, spoken.day
    if today is None:
        return said
    if last and (last.year, last.month) == said:
        after = periods.shift_months(*said, 1)
        found = periods.of_day(*after, day).start if day < last.day else None
        return after if found and found <= today and (found - last).days <= _NEXT_DAYS else said
    found = periods.of_day(today.year, today.month, day).start
    return (today.year, today.month) if found and 0 <= (today - found).days <= _FRESH_DAYS else said


def _said_day(moment: Moment, spoken: Spoken) -> Period:
    shift = moment.day
    base = spoken.today if shift is None or shift.how == "today" or spoken.whole else spoken.day
    if base is None or shift is None:
        return periods.unknown("day")
    day = periods.shift_days(base, shift.number)
    if day and moment.year and moment.year.how == "today":  # 去年今日
        return periods.of_day(day.year + moment.year.number, day.month, day.day)
    return periods.on(day) if day else periods.unknown("day")


def _week(moment: Moment, spoken: Spoken) -> Period:
    today = spoken.today
    if today is None:
        return periods.unknown("week" if moment.weekday is None and not moment.weekend else "day")
    shift = moment.week.number if moment.week else 0
    if moment.weekend:
        saturday, sunday = periods.of_weekday(today, 5, shift), periods.of_weekday(today, 6, shift)
        return periods.through(saturday, sunday)
    if moment.half_week:
        first, last = (0, 2) if moment.half_week == 1 else (3, 6)
        return periods.through(
            periods.of_weekday(today, first, shift), periods.of_weekday(today, last, shift)
        )
    if moment.weekday is None:
        return periods.of_week(today, shift)
    if spoken.whole and not moment.week:
        shift = 0 if moment.weekday > today.weekday() else 1
    elif (
        not moment.week and moment.weekday > today.weekday() and spoken.looks_back and not spoken.looks_ahead
    ):
        shift = -1
    return periods.of_weekday(today, moment.weekday, shift)


def _lunar(moment: Moment, spoken: Spoken) -> Period:
    """A lunar month or day, where its year is in the table and meant as a lunar one."""
    whole: Precision = "day" if moment.day else "month"
    month = moment.month.number if moment.month else None
    if moment.era not in ("", "ad", "short", "cycle") or month is None:
        return periods.unknown(whole)
    number = moment.day.number if moment.day else None
    if moment.year:
        year = year_of(moment, spoken)
        ends = _lunar_ends(year, month, number, leap=moment.leap) if year else None
    elif spoken.today:
        this = lunar.lunar_year_of(spoken.today)
        around = [_lunar_ends(year, month, number, leap=moment.leap) for year in (this - 1, this, this + 1)]
        ends = _nearest(around, spoken.today)
    else:
        ends = None
    if ends and number is not None:
        return periods.on(ends[0])
    return Period(ends[0], ends[1], "month") if ends else periods.unknown(whole)


def _lunar_ends(year: int, month: int, day: int | None, *, leap: bool) -> tuple[date, date] | None:
    if day is None:
        return lunar.month_days(year, month, leap=leap)
    found = lunar.find_day(year, month, day, leap=leap)
    return (found, found) if found else None


def _nearest(around: list[tuple[date, date] | None], today: date) -> tuple[date, date] | None:
    """Of the same lunar day in three years the one nearest to today: 腊月二十三 in an issue of February is just gone."""
    known = [ends for ends in around if ends]
    return min(known, key=lambda ends: abs((ends[0] - today).days), default=None)


def _feast(moment: Moment, spoken: Spoken) -> Period:
    year = year_of(moment, spoken) if moment.year else None
    if moment.vague or moment.feast in ("五一", "十一"):
        return periods.unknown("day")
    if moment.year or spoken.today is None:
        eve = moment.era == "cycle" and feast_rules()[moment.feast][0] == "eve"  # the last day of 丙午年
        days = feast_days(moment.feast, year + eve) if year else None
    else:
        days = _feast_around(moment.feast, spoken.today, whole=spoken.whole)
    return Period(*days, "day") if days else periods.unknown("day")


def _feast_around(name: str, today: date, *, whole: bool) -> tuple[date, date] | None:
    """A feast of this year, or that of a year beside it where today lies within a month and a half of it (元旦 in December).

    A text that is the feast's name asks for the next one, unless it is only just over.
    """
    back = _JUST_OVER_DAYS if whole else _FEAST_DAYS
    for year in (today.year, today.year - 1, today.year + 1):
        days = feast_days(name, year)
        if days and -back <= (days[0] - today).days <= _FEAST_DAYS:
            return days
    days = feast_days(name, today.year)
    return feast_days(name, today.year + 1) if whole and days and days[1] < today else days


def _at_hour(moment: Moment, day: date) -> Period:
    """The hour on a 24-hour clock, by the part of the day it is said with."""
    hour = moment.hour or 0
    if moment.part in ("pm", "evening") and 1 <= hour < 12 and not (moment.part == "evening" and hour < 5):
        hour += 12
    elif moment.part in ("evening", "midnight") and hour == 12 and moment.minute:
        after = periods.shift_days(day, 1)  # 夜里十二点半 is half an hour into the next day
        return periods.at(after, 0, moment.minute) if after else periods.unknown("minute")
    elif moment.part in ("evening", "midnight") and hour == 12:
        hour = 24
    elif moment.part == "midnight" and 6 <= hour < 12:
        hour += 12
    elif moment.part == "night" and hour == 12:
        hour = 0
    elif moment.part == "noon" and _NOON_HOURS[0] <= hour <= _NOON_HOURS[1]:
        hour += 12
    return periods.at(day, hour, moment.minute)
