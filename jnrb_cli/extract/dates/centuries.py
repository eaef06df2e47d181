"""Read centuries and decades: 20世纪80年代, 上世纪末, 八九十年代, 21世纪的第一个10年."""

from __future__ import annotations

import re

from jnrb_cli.extract.dates.grammar import Grammar
from jnrb_cli.extract.dates.moment import Moment, Shift
from jnrb_cli.extract.dates.numbers import small_number


def read_century(words: Grammar, text: str, moment: Moment) -> bool:
    """Take a century or a decade into the moment, where one stands at its end."""
    found = words.century.match(text, moment.end)
    if not found:
        return False
    moment.end = found.end()
    part = found.group
    if part("era"):
        moment.year, moment.era, moment.years = (
            Shift("stated", small_number(part("dec3")) or 0),
            part("era"),
            10,
        )
        return True
    if part("dec2"):
        first, moment.years = _decades(part("dec2"))
        decade = small_number(first)
        if decade is None or first[-1] not in "0〇零十":
            return False
        moment.year = Shift("stated", decade) if decade > 99 else Shift("spoken", decade)
        moment.era = "decade" if decade < 100 else ""
        return _extend(moment, decade, part("upto2"))
    if part("said"):
        shift = {"上": -1, "下": 1, "新": 0}.get(part("said")[0], 0)
        moment.year, moment.era = Shift("today", shift * 100), "century"
    else:
        number = small_number(part("c"))
        if not number:
            return False
        moment.year = Shift("stated", number * 100 - 99)
        moment.era = "bc century" if part("bc") else "century"
    moment.years = 100
    _narrow_century(found, moment)
    return True


def _narrow_century(found: re.Match[str], moment: Moment) -> None:
    """Decades and first years inside a century; its beginning, middle and end stay unknown."""
    decade, count = found["dec"], found["n"]
    if decade:
        first, length = _decades(decade)
        number = small_number(first) or 0
        _shift_year(moment, number - 1, length)
        if not _extend(moment, number, found["upto"]):
            moment.vague = "year"
    elif count:
        years, nth = small_number(count) or 0, small_number(found["nth"] or "1") or 1
        _shift_year(moment, (nth - 1) * years, years)
    elif found["edge"]:
        moment.vague = "year"


def _extend(moment: Moment, decade: int, upto: str | None) -> bool:
    """Let a decade run on to the end of another: 50至70年代; false where that does not come after it."""
    last = small_number(upto) if upto else None
    if last is None:
        return True
    if last < 100 <= decade:  # 1950至70年代
        last += decade // 100 * 100
    moment.years = last - decade + 10
    return last > decade


def _decades(text: str) -> tuple[str, int]:
    """The first of the decades said, and how many years they are: 八九十, 五、六十 are two."""
    several = len(text) > 2 and text[-1] == "十"
    return (text[0] + "十", 20) if several else (text, 10)


def _shift_year(moment: Moment, by: int, years: int) -> None:
    if moment.year:
        moment.year = Shift(moment.year.how, moment.year.number + by)
        moment.years = years
