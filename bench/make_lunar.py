"""Compute jnrb_cli/data/lunar.tsv: the months of the Chinese lunisolar calendar, from sun and moon.

Run: python bench/make_lunar.py > jnrb_cli/data/lunar.tsv. Deterministic; only the standard library.
Method: new moons and solar longitudes by the series in Meeus, Astronomical Algorithms (ch. 25, 49), in
Beijing time. The month with the winter solstice is the eleventh; where thirteen months lie between two of
them, the first without a principal term is a leap month.
"""

from __future__ import annotations

import itertools
import math
from datetime import date

# Before 1929 China reckoned by the sun over Beijing, not by zone time.
FIRST, LAST = 1929, 2099


def _delta_t(year: float) -> float:
    """Dynamical minus universal time, in days (Espenak and Meeus, rough forms)."""
    if year < 1941:
        t = year - 1920
        s = 21.2 + 0.84493 * t - 0.0761 * t**2 + 0.0020936 * t**3
    elif year < 1961:
        t = year - 1950
        s = 29.07 + 0.407 * t - t**2 / 233 + t**3 / 2547
    elif year < 1986:
        t = year - 1975
        s = 45.45 + 1.067 * t - t**2 / 260 - t**3 / 718
    elif year < 2005:
        t = year - 2000
        s = 63.86 + 0.3345 * t - 0.060374 * t**2 + 0.0017275 * t**3 + 0.000651814 * t**4
    else:
        t = year - 2000
        s = 62.92 + 0.32217 * t + 0.005589 * t**2
    return s / 86400


def _sun(jde: float) -> float:
    """The sun's apparent longitude in degrees."""
    t = (jde - 2451545) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    c = (
        (1.914602 - 0.004817 * t) * math.sin(m)
        + (0.019993 - 0.000101 * t) * math.sin(2 * m)
        + 0.000289 * math.sin(3 * m)
    )
    omega = math.radians(125.04 - 1934.136 * t)
    return (mean + c - 0.00569 - 0.00478 * math.sin(omega)) % 360


def _new_moon(k: int) -> float:
    """The moment of the k-th new moon after that of January 2000 (dynamical time)."""
    t = k / 1236.85
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00000015 * t**3
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    m = math.radians(2.5534 + 29.1053567 * k - 0.0000014 * t * t)
    n = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    o = math.radians(124.7746 - 1.56375588 * k + 0.0020672 * t * t)
    s = math.sin
    jde += (
        -0.4072 * s(n) + 0.17241 * e * s(m) + 0.01608 * s(2 * n) + 0.01039 * s(2 * f) + 0.00739 * e * s(n - m)
        - 0.00514 * e * s(n + m) + 0.00208 * e * e * s(2 * m) - 0.00111 * s(n - 2 * f) - 0.00057 * s(n + 2 * f)
        + 0.00056 * e * s(2 * n + m) - 0.00042 * s(3 * n) + 0.00042 * e * s(m + 2 * f) + 0.00038 * e * s(m - 2 * f)
        - 0.00024 * e * s(2 * n - m) - 0.00017 * s(o) - 0.00007 * s(n + 2 * m) + 0.00004 * s(2 * n - 2 * f)
        + 0.00004 * s(3 * m) + 0.00003 * s(n + m - 2 * f) + 0.00003 * s(2 * n + 2 * f) - 0.00003 * s(n + m + 2 * f)
        + 0.00003 * s(n - m + 2 * f)
    )  # fmt: skip
    planets = (
        (299.77, 0.107408, 325),
        (251.88, 0.016321, 165),
        (251.83, 26.651886, 164),
        (349.42, 36.412478, 126),
        (84.66, 18.206239, 110),
        (141.74, 53.303771, 62),
        (207.14, 2.453732, 60),
        (154.84, 7.30686, 56),
        (34.52, 27.261239, 47),
        (207.19, 0.121824, 42),
        (291.34, 1.844379, 40),
        (161.72, 24.198154, 37),
        (239.56, 25.513099, 35),
        (331.55, 3.592518, 23),
    )
    return jde + sum(a * 1e-6 * s(math.radians(p + q * k)) for p, q, a in planets)


def _day(jde: float) -> int:
    """The Beijing day (ordinal) of a moment in dynamical time."""
    year = 2000 + (jde - 2451545) / 365.25
    return math.floor(jde - _delta_t(year) + 8 / 24 + 0.5) - 1721425


def _solstice(year: int) -> float:
    """The winter solstice of a year, by halving."""
    low, high = 2451545 + (year - 2000) * 365.2425 + 345, 2451545 + (year - 2000) * 365.2425 + 362
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if 180 < _sun(middle) < 270 else (low, middle)
    return low


def _term(jde: float) -> int:
    """How many principal terms of the year have begun at a moment."""
    return int(_sun(jde) // 30)


def _moons(year: int) -> list[int]:
    """First days of the months from the eleventh of `year`-1 to that of `year`."""
    first, last = _day(_solstice(year - 1)), _day(_solstice(year))
    k = round((year - 2000.05) * 12.3685) - 3
    days = [_day(_new_moon(i)) for i in range(k - 2, k + 20)]
    start = max(d for d in days if d <= first)
    end = max(d for d in days if d <= last)
    return [d for d in days if start <= d <= end]


def _has_term(start: int, end: int) -> bool:
    """Whether a principal term falls on the days from `start` to before `end`, Beijing time."""
    edge = lambda day: day + 1721424.5 - 8 / 24 + _delta_t(2000 + (day - 730120) / 365.25)  # noqa: E731
    return _term(edge(start)) != _term(edge(end))


def _months(year: int) -> list[tuple[int, bool, int]]:
    """(month, leap, first day) from the eleventh month of `year`-1 up to before that of `year`."""
    days = _moons(year)
    rows, number, leap_left = [], 11, len(days) == 14
    for index, (start, end) in enumerate(itertools.pairwise(days)):
        leap = leap_left and index > 0 and not _has_term(start, end)
        if leap:
            leap_left = False
        elif index:
            number = number % 12 + 1
        rows.append((number, leap, start))
    return rows


def main() -> None:
    print(
        "# year\tfirst day\tleap month (0: none)\tdays over 29 of its months, in order, the leap month in its place"
    )
    print("# computed by bench/make_lunar.py")
    for year in range(FIRST, LAST + 1):
        months = _months(year) + _months(year + 1)
        begin = next(i for i, (number, leap, _) in enumerate(months) if number == 1)
        stop = next(
            i for i, (number, leap, _) in enumerate(months) if i > begin + 11 and number == 1 and not leap
        )
        rows = months[begin:stop]
        leap = next((number for number, is_leap, _ in rows if is_leap), 0)
        bits = "".join(str(months[i + 1][2] - months[i][2] - 29) for i in range(begin, stop))
        print(year, date.fromordinal(rows[0][2]).isoformat(), leap, bits, sep="\t")


if __name__ == "__main__":
    main()
