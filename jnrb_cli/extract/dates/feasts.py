"""Feasts whose days can be computed: fixed ones, the n-th weekday of a month, lunar days of several calendars, days from Easter, solar terms."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates import lunar, moons
from jnrb_cli.extract.dates.tables import read_rows


@cache
def feast_rules() -> dict[str, tuple[str, str]]:
    """Every feast's name and its rule, as data/feasts.tsv gives them."""
    rules: dict[str, tuple[str, str]] = {}
    for line, (names, kind, value) in read_rows("feasts.tsv", 3):
        if kind not in _FINDERS and kind not in _SPANS:
            raise DataError("feasts.tsv", line, f"{kind} is no way to find a day")
        for name in names.split():
            if name in rules:
                raise DataError("feasts.tsv", line, f"{name} is there twice")
            rules[name] = (kind, value)
    return rules


def feast_days(name: str, year: int) -> tuple[date, date] | None:
    """The first and the last day of a feast in a year, or None where they are not known.

    >>> feast_days("中秋节", 2026)
    (datetime.date(2026, 9, 25), datetime.date(2026, 9, 25))
    >>> feast_days("赎罪日", 2026)
    (datetime.date(2026, 9, 20), datetime.date(2026, 9, 21))
    """
    kind, value = feast_rules()[name]
    if not 1 <= year <= 9999:
        return None
    if kind in _SPANS:
        return _SPANS[kind](year, value)
    day = _FINDERS[kind](year, value)
    return (day, day) if day else None


def _fixed(year: int, value: str) -> date | None:
    return date(year, int(value[:2]), int(value[3:]))


def _weekday(year: int, value: str) -> date | None:
    """`05 2 7`: the second Sunday of May."""
    month, count, weekday = map(int, value.split())
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (count - 1))


def _lunar(year: int, value: str) -> date | None:
    month, day = map(int, value.split())
    return lunar.find_day(year, month, day)


def _eve(year: int, value: str) -> date | None:
    """New Year's Eve: the day before the year's first month, as people say 2026年除夕."""
    first = lunar.find_day(year, 1, 1)
    return first - timedelta(days=1) if first else None


def _easter(year: int, value: str) -> date | None:
    """The Gregorian reckoning (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1) + timedelta(days=int(value))


def _orthodox(year: int, value: str) -> date | None:
    """The Julian reckoning (Meeus), put into the Gregorian calendar; known for 1900 to 2099."""
    if not 1900 <= year <= 2099:
        return None
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13 + int(value))


def _term(year: int, value: str) -> date | None:
    """A solar term, by the common rule of the 21st century: the day of `month` is Y*0.2422 + C less the leap days.

    `2021:-1` behind the constant mends a year in which the rule misses the sun by a day.
    """
    if not 2000 < year < 2100:
        return None
    month, constant, *mended = value.split()
    shift = next((int(by) for when, by in (one.split(":") for one in mended) if int(when) == year), 0)
    short = year % 100
    # In January and February the leap day of the year itself has not come yet.
    leaps = (short - 1) // 4 if int(month) < 3 else short // 4
    return date(year, int(month), int(short * 0.2422 + float(constant)) - leaps + shift)


def _table(year: int, value: str) -> date | None:
    """A feast whose days no short rule gives: those that are known."""
    return next((date.fromisoformat(day) for day in value.split() if day.startswith(f"{year:04}-")), None)


def _hebrew(year: int, value: str) -> tuple[date, date] | None:
    """From the evening on which a feast begins to its last day; some give way to the Sabbath."""
    month, number, days, *shifts = value.split()
    first = next(moons.hebrew_days(year, int(month), int(number)), None)
    if first is None:
        return None
    for shift in shifts:
        weekday, by = shift.split(":")
        if first.isoweekday() == int(weekday):
            first += timedelta(days=int(by))
            break
    return first - timedelta(days=1), first + timedelta(days=int(days) - 1)


def _islamic(year: int, value: str) -> tuple[date, date] | None:
    """The day of the table or the one after: each country waits for the moon. Unknown in a year that has two."""
    month, number = map(int, value.split())
    found = list(moons.islamic_days(year, month, number))
    return (found[0], found[0] + timedelta(days=1)) if len(found) == 1 else None


_FINDERS = {
    "fixed": _fixed, "weekday": _weekday, "lunar": _lunar, "eve": _eve, "easter": _easter, "orthodox": _orthodox,
    "term": _term, "table": _table,
}  # fmt: skip
_SPANS = {"hebrew": _hebrew, "islamic": _islamic}
