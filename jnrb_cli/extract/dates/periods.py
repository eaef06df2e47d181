"""Calendar arithmetic: periods of whole days or minutes, and their ISO form. No Chinese, no clock, no time zones."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from jnrb_cli.models import DateValue, Precision

Open = Literal["since", "until"]


class Period(msgspec.Struct, frozen=True):
    """From `start` to `end`, both included; a side that is not known, or open, is None.

    A side is a `date`, or a `datetime` where the text tells the time of day.
    """

    start: date | None
    end: date | None
    precision: Precision
    open: Open | None = None

    def record(self) -> DateValue:
        """The period as it stands in a fact."""
        return DateValue(start=_iso(self.start), end=_iso(self.end), precision=self.precision, open=self.open)

    @property
    def is_known(self) -> bool:
        """Whether at least one side is known."""
        return self.start is not None or self.end is not None


def _iso(day: date | None) -> str | None:
    if day is None:
        return None
    return day.isoformat(timespec="minutes") if isinstance(day, datetime) else day.isoformat()


def unknown(precision: Precision) -> Period:
    """A time that the text names and nothing fixes."""
    return Period(None, None, precision)


def span_years(first: int, last: int) -> Period:
    """The years `first` to `last`; unknown outside the years 1 to 9999.

    >>> span_years(1980, 1989).record().end
    '1989-12-31'
    """
    if not 1 <= first <= last <= 9999:
        return unknown("year")
    return Period(date(first, 1, 1), date(last, 12, 31), "year")


def of_months(year: int, first: int, last: int, precision: Precision = "month") -> Period:
    """The months `first` to `last` of one year."""
    if not (1 <= year <= 9999 and 1 <= first <= last <= 12):
        return unknown(precision)
    return Period(date(year, first, 1), date(year, last, month_length(year, last)), precision)


def of_quarter(year: int, quarter: int) -> Period:
    """One quarter of a year.

    >>> of_quarter(2025, 4).record().start
    '2025-10-01'
    """
    return (
        of_months(year, quarter * 3 - 2, quarter * 3, "quarter") if 1 <= quarter <= 4 else unknown("quarter")
    )


def of_day(year: int, month: int, day: int) -> Period:
    """One day; unknown where the calendar has none such (2月30日)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return unknown("day")
    return on(date(year, month, day))


def on(day: date) -> Period:
    """The period of one known day."""
    return Period(day, day, "day")


def of_ten_days(year: int, month: int, part: int) -> Period:
    """The first, second or third ten days of a month (上旬, 中旬, 下旬)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return unknown("ten_days")
    last = (10, 20, month_length(year, month))[part - 1]
    return Period(date(year, month, part * 10 - 9), date(year, month, last), "ten_days")


def of_week(day: date, shift: int = 0) -> Period:
    """The week, Monday to Sunday, `shift` weeks from the one that `day` is in."""
    monday = shift_days(day, shift * 7 - day.weekday())
    sunday = shift_days(monday, 6) if monday else None
    return Period(monday, sunday, "week") if sunday else unknown("week")


def of_iso_week(year: int, week: int) -> Period:
    """The numbered week of a year, by ISO 8601: the first has the year's first Thursday.

    >>> of_iso_week(2021, 37).record().start
    '2021-09-13'
    """
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return unknown("week")
    return of_week(monday)


def of_weekday(day: date, weekday: int, shift: int = 0) -> Period:
    """The Monday (0) to Sunday (6) of the week `shift` weeks from that of `day`."""
    week = of_week(day, shift)
    found = shift_days(week.start, weekday) if week.start else None
    return on(found) if found else unknown("day")


def of_nth_weekday(year: int, month: int, nth: int, weekday: int) -> Period:
    """The n-th Monday (0) to Sunday (6) of a month, where it has so many.

    >>> of_nth_weekday(2026, 5, 2, 6).record().start
    '2026-05-10'
    """
    if not 1 <= year <= 9999:
        return unknown("day")
    first = date(year, month, 1).weekday()
    return of_day(year, month, 1 + (weekday - first) % 7 + 7 * (nth - 1))


def of_month_week(year: int, month: int, nth: int) -> Period:
    """The n-th week of a month, counted by the Mondays in it.

    >>> of_month_week(2026, 5, 2).record().start
    '2026-05-11'
    """
    monday = of_nth_weekday(year, month, nth, 0)
    return of_week(monday.start) if monday.start else unknown("week")


def part_of(period: Period, days: int) -> Period:
    """The first days of a period, or the last where `days` is below zero.

    >>> part_of(of_months(2026, 5, 5), -3).record().start
    '2026-05-29'
    """
    if period.start is None or period.end is None:
        return unknown("day")
    if abs(days) > (period.end - period.start).days + 1:
        return unknown("day")
    if days < 0:
        return Period(shift_days(period.end, days + 1), period.end, "day")
    return Period(period.start, shift_days(period.start, days - 1), "day")


def at(day: date, hour: int, minute: int | None) -> Period:
    """A time of day; 24时 is the midnight that ends the day, 25时 is none."""
    exact: Precision = "hour" if minute is None else "minute"
    if not (0 <= hour <= 24 and 0 <= (minute or 0) < 60) or (hour == 24 and minute):
        return unknown(exact)
    base = shift_days(day, hour // 24)
    if base is None:
        return unknown(exact)
    moment = datetime(base.year, base.month, base.day, hour % 24, minute or 0)
    return Period(moment, moment, exact)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def shift_days(day: date, days: int) -> date | None:
    """A day so many days later, or None past the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months later.

    >>> shift_months(2026, 1, -1)
    (2025, 12)
    """
    years, index = divmod(year * 12 + month - 1 + months, 12)
    return years, index + 1


def through(first: Period, last: Period) -> Period:
    """One period from the start of `first` to the end of `last`; unknown where it would run backwards."""
    finer = last.precision
    if first.start is None or last.end is None:
        return Period(first.start, last.end, finer)
    if not comes_before(first.start, last.end):
        return unknown(finer)
    return Period(first.start, last.end, finer)


def comes_before(one: date, other: date) -> bool:
    """Whether `one` is not after `other`; a time and a day are compared as days."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one <= other
    return plain_day(one) <= plain_day(other)


def plain_day(moment: date) -> date:
    """The day of a time of day; a day itself."""
    return moment.date() if isinstance(moment, datetime) else moment


def since(period: Period) -> Period:
    """From the period's first day on, with no end."""
    return replace(period, end=None, open="since")


def after(period: Period) -> Period:
    """From where a period of a month or more is over; a day is itself the first (9月9日之后)."""
    if period.precision in ("day", "hour", "minute", "week") or period.end is None:
        return since(period)
    return replace(period, start=shift_days(period.end, 1), end=None, open="since")


def until(period: Period) -> Period:
    """Up to the period's last day, it included, with no beginning."""
    return replace(period, start=None, open="until")


def before(period: Period) -> Period:
    """Up to where a period of a month or more begins; up to and with a single day (6月30日前)."""
    if period.precision in ("day", "hour", "minute") or period.start is None:
        return until(period)
    return replace(period, start=None, end=shift_days(period.start, -1), open="until")
