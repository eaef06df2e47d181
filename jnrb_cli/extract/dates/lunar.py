"""Days of the Chinese lunisolar calendar as days of the common one, for the years in data/lunar.tsv; nothing is guessed outside it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates.tables import read_rows


class LunarYear(NamedTuple):
    """One lunar year: its first day, its leap month (0: none), and the lengths of its months in order."""

    first: date
    leap: int
    lengths: tuple[int, ...]


@cache
def _years() -> dict[int, LunarYear]:
    years: dict[int, LunarYear] = {}
    before: LunarYear | None = None
    for line, (year, first, leap, bits) in read_rows("lunar.tsv", 4):
        if set(bits) > {"0", "1"} or len(bits) != (13 if leap != "0" else 12):
            raise DataError("lunar.tsv", line, f"{bits} are not the months of a year")
        entry = LunarYear(date.fromisoformat(first), int(leap), tuple(29 + int(bit) for bit in bits))
        if before and before.first + timedelta(days=sum(before.lengths)) != entry.first:
            raise DataError("lunar.tsv", line, f"{year} does not begin where the year before it ends")
        years[int(year)] = before = entry
    return years


def month_days(year: int, month: int, *, leap: bool = False) -> tuple[date, date] | None:
    """The first and the last day of a lunar month, or None where the table does not know it.

    >>> month_days(2026, 1)
    (datetime.date(2026, 2, 17), datetime.date(2026, 3, 18))
    """
    entry = _years().get(year)
    if entry is None or not 1 <= month <= 12 or (leap and entry.leap != month):
        return None
    index = month - 1 + (1 if leap or (entry.leap and month > entry.leap) else 0)
    first = entry.first + timedelta(days=sum(entry.lengths[:index]))
    return first, first + timedelta(days=entry.lengths[index] - 1)


def find_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The common day of a lunar one; day 0 is the month's last (除夕 is month 12, day 0).

    >>> find_day(2026, 8, 15)
    datetime.date(2026, 9, 25)
    """
    ends = month_days(year, month, leap=leap)
    if ends is None:
        return None
    found = ends[1] if day == 0 else ends[0] + timedelta(days=day - 1)
    return found if ends[0] <= found <= ends[1] else None


def lunar_year_of(day: date) -> int:
    """The lunar year that a common day is in (January is often the old one); its own year outside the table."""
    entry = _years().get(day.year)
    return day.year - 1 if entry and day < entry.first else day.year
