"""Two times that make one range: whether they do, and what each takes from the other."""

from __future__ import annotations

import re

from msgspec.structs import replace

from jnrb_cli.extract.dates import periods
from jnrb_cli.extract.dates.moment import Moment, Shift
from jnrb_cli.extract.dates.periods import Period


def join(first: Moment, second: Moment) -> None:
    """Let each half of a range take from the other what it leaves unsaid (5月12日至14日, 下午3时至5时)."""
    if second.part and not second.has_date and second.hour is None:  # 今天白天到夜间
        for field in ("year", "era", "month", "day", "week", "weekday", "feast", "lunar"):
            setattr(second, field, getattr(first, field))
        return
    if (
        first.day
        and first.month is None
        and second.day
        and second.month
        and "stated" == first.day.how == second.month.how
    ):
        # 28日至3月2日 begins in February.
        falls = first.day.number > second.day.number
        first.month = Shift("stated", (second.month.number - 2) % 12 + 1 if falls else second.month.number)
    if second.year is None and first.year is not None and second.month is not None and not first.recurring:
        second.year, second.era = first.year, first.era
        if (
            first.month
            and second.month.how == "stated" == first.month.how
            and second.month.number < first.month.number
        ):
            second.year = replace(first.year, number=first.year.number + 1)
    if (
        second.month is None
        and second.day
        and second.day.how == "stated"
        and second.hour is None
        and first.month
    ) or (second.month is None and second.day and second.day.how == "stated" and first.month):
        second.month, second.year, second.era = first.month, first.year, first.era
    if second.months and second.year is None:
        second.year = first.year
    if second.week is None and None not in (first.weekday, second.weekday):
        second.week = first.week  # 上周一到周五
    if (
        second.hour is not None
        and not second.part
        and first.part
        and second.hour < 12
        and (first.hour or 0) <= second.hour
    ):
        second.part = first.part


def closes(first: Moment, second: Moment) -> bool:
    """Whether a second time can end what a first begins: both of days, or both of hours."""
    if second.hour is not None and not second.has_date:
        return first.hour is not None or bool(first.part and second.part)
    if second.part and not second.has_date:
        return first.has_day and bool(first.part) and first.hour is None
    return first.has_date or first.hour is not None


def is_of_any_year(first: Moment, second: Moment | None) -> bool:
    """11月至次年3月 with no year before it is a season, not one winter."""
    return bool(second and second.year and second.year.how == "spoken" and not first.year and first.month)


def leave_hours(first: Moment, second: Moment, *, ranged: bool) -> None:
    """Give back the hour behind a range of days where it is that of every day: 周二至周日9:00开放, 5月20日至22日9:00-17:00."""
    daily = ranged or None not in (first.weekday, second.weekday)
    if daily and first.has_day and first.hour is None and second.hour is not None and second.has_day:
        second.hour, second.minute, second.part, second.end = None, None, "", second.day_end
        first.recurring = first.weekday is not None


def past_midnight(first: Period, last: Period) -> Period:
    """下午5时到凌晨3时 ends on the day after."""
    if first.start is None or last.start is None or last.start >= first.start:
        return last
    day = periods.shift_days(last.start, 1)
    return Period(day, day, last.precision)


def is_run(found: re.Match[str], numbers: tuple[int | None, int | None], unit: str) -> bool:
    """Whether two numbers of one unit are a range: listed ones follow on one another (二、三季度), 第 stands with quarters only."""
    low, high = numbers
    if found["nth"] and unit != "季":
        return False
    if found["list"] and low is not None and high is not None:
        return high - low == (2 if found["mid"] else 1)
    return True


def field_value(field: str, number: int) -> object:
    """A number as the part of a moment that it is: an hour, the months of a quarter, or a day, month or year that is stated."""
    if field == "hour":
        return number
    if field == "months":
        return (number * 3 - 2, number * 3, "quarter")
    return Shift("stated", number)


def goes_on(base: Moment, field: str) -> bool:
    """Whether two numbers of a unit may follow what was read: months a year, days a month, hours a day."""
    if field in ("month", "months"):
        return base.year is not None and base.month is None
    if field == "day":
        return base.month is not None and base.day is None
    return field == "hour" and (base.has_day or bool(base.part))
