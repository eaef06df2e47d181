"""What was spoken of before a time, and the year that a time is of by it."""

from __future__ import annotations

from datetime import date

import msgspec

from jnrb_cli.extract.dates import lunar, periods
from jnrb_cli.extract.dates.moment import Moment, Shift
from jnrb_cli.extract.dates.periods import Period
from jnrb_cli.extract.dates.tables import word_table

# 98年 in 2026 is 1998, 30年 is 2030: a short year is of this century up to so many years ahead.
_YEARS_AHEAD = 10


class Spoken(msgspec.Struct):
    """The times last spoken of in a paragraph, and which way its sentence looks."""

    today: date | None
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    frame: int | None = None  # a year that the story has gone back to (1958年，……7月14日)
    frame_at: int = 0
    looks_ahead: bool = False
    looks_back: bool = False
    whole: bool = False  # nothing but a time in the text: it asks for the next such day, counted from today
    alone: bool = False  # a time of day that is the whole text is today's; in a story it may be any day's

    def remember(self, period: Period) -> None:
        """Keep what a resolved time says for those after it."""
        first = period.start or period.end
        if first is None:
            return
        self.year = first.year
        if period.precision in ("day", "hour", "minute"):
            self.day = periods.plain_day(first)
        if period.precision in ("day", "hour", "minute", "month", "ten_days"):
            self.month = (first.year, first.month)


def _base(shift: Shift, spoken: Spoken) -> int | None:
    """The year that a shift counts from."""
    today = spoken.today.year if spoken.today else None
    if shift.how == "stated":
        return 0
    if shift.how == "spoken":
        if shift.number < 0 and today is not None and (spoken.year is None or spoken.year > today):
            return today  # 到2035年……比上年: the plan's year is not the one that 上年 leans on
        return today if spoken.whole and spoken.year is None else spoken.year
    return today


def year_of(moment: Moment, spoken: Spoken) -> int | None:
    """The first year that a moment names, or None; a year before our era is none."""
    shift = moment.year
    if shift is None:
        return None
    today = spoken.today.year if spoken.today else None
    if moment.era == "decade":
        return _decade(shift.number, today)
    if moment.era == "century" and shift.how == "today":
        return today // 100 * 100 + 1 + shift.number if today else None
    if moment.era == "cycle":
        return _year_of_cycle(shift.number, spoken.today)
    if moment.era == "short":
        return _short_year(shift.number, today)
    if moment.era.startswith("bc"):
        return None
    if moment.era and moment.era not in ("ad", "century"):
        return int(word_table("calendar.tsv")["era"][moment.era]) + shift.number - 1
    base = _base(shift, spoken)
    return None if base is None else base + shift.number


def _year_of_cycle(place: int, today: date | None) -> int | None:
    """丙午年: the lunar year of the issue or one beside it; 辛亥年 may be any of many."""
    if today is None:
        return None
    this = lunar.lunar_year_of(today)
    return next((year for year in (this, this - 1, this + 1) if (year - 4) % 60 == place), None)


def _decade(number: int, today: int | None) -> int | None:
    """80年代: the latest such decade that has begun."""
    if today is None:
        return 1900 + number if number >= 30 else None
    year = today // 100 * 100 + number
    return year if year <= today else year - 100


def _short_year(number: int, today: int | None) -> int | None:
    if today is None:
        return 1900 + number if number >= 50 else 2000 + number
    year = today // 100 * 100 + number
    return year if year <= today + _YEARS_AHEAD else year - 100
