"""Days of the Hebrew and of the tabular Islamic calendar, by their published arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

# The day before the first of the calendar, counted as `date.toordinal` counts.
_HEBREW_EPOCH = -1373427
_ISLAMIC_EPOCH = 227014
# How much the two calendars count more, or less, than the common one: years to look in for a common year.
_HEBREW_AHEAD = 3760


def hebrew_days(year: int, month: int, day: int) -> Iterator[date]:
    """The days of a common year that are this one of the Hebrew calendar (month 1 is Nisan, 7 is Tishri).

    >>> list(hebrew_days(2026, 7, 10))
    [datetime.date(2026, 9, 21)]
    """
    for count in (year + _HEBREW_AHEAD, year + _HEBREW_AHEAD + 1):
        first = _new_year(count)
        before = 0
        for number, length in _months(count, _new_year(count + 1) - first):
            if number == month:
                break
            before += length
        found = _day(first + before + day - 1)
        if found and found.year == year:
            yield found


def _months(count: int, days: int) -> Iterator[tuple[int, int]]:
    """The months of a Hebrew year of so many days, from Tishri on; the leap month has no number."""
    leap = (7 * count + 1) % 19 < 7
    extra = days - (383 if leap else 353)
    yield from ((7, 30), (8, 30 if extra == 2 else 29), (9, 30 if extra else 29), (10, 29), (11, 30))
    if leap:
        yield 0, 30
    yield from ((12, 29), (1, 30), (2, 29), (3, 30), (4, 29), (5, 30), (6, 29))


def _new_year(count: int) -> int:
    before, this, after = (_elapsed(year) for year in (count - 1, count, count + 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _elapsed(count: int) -> int:
    months = (235 * count - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def islamic_days(year: int, month: int, day: int) -> Iterator[date]:
    """The days of a common year that are this one of the tabular Islamic calendar; a common year may have two.

    >>> list(islamic_days(2013, 10, 1))
    [datetime.date(2013, 8, 8)]
    """
    around = (year - 622) * 33 // 32
    for count in range(around - 1, around + 4):
        if count < 1:
            continue
        days = 354 * (count - 1) + (3 + 11 * count) // 30 + 29 * (month - 1) + month // 2 + day
        found = _day(_ISLAMIC_EPOCH + days)
        if found and found.year == year:
            yield found


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
