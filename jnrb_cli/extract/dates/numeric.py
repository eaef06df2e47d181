"""Read days written in figures only: 2010-01-29, 2010/1/29, 10/31/1974, 20240307, 11/3号."""

from __future__ import annotations

from jnrb_cli.extract.dates.grammar import Grammar
from jnrb_cli.extract.dates.moment import Moment, Shift


def is_figure(text: str, at: int) -> bool:
    """Whether a figure stands at a place; words for days, weeks and feasts begin with none, so they are not looked for."""
    return "0" <= text[at : at + 1] <= "9"


def read_figures(words: Grammar, text: str, moment: Moment) -> bool:
    """Take a day in figures into the moment, where one stands at its end."""
    found = words.numeric.match(text, moment.end) if is_figure(text, moment.end) else None
    if not found:
        return False
    part = found.group
    if part("a") or part("a2"):
        first, second = int(part("a") or part("a2")), int(part("b") or part("b2"))
        if first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            month, day = first, second
        elif first and second:  # 1/2/2020: nothing says which is the month
            moment.year, moment.vague, moment.end = (
                Shift("stated", int(part("y3") or part("y2"))),
                "day",
                found.end(),
            )
            return True
        else:
            return False
        year = int(part("y3") or part("y2"))
        moment.era = "short" if part("y2") else ""
    else:
        year_text = part("y") or part("y8") or part("y6")
        year = int(year_text) if year_text else 0
        month = int(part("m") or part("m8") or part("m4") or part("m7") or part("m5") or part("m6"))
        day = int(part("d") or part("d8") or part("d4") or part("d7") or part("d5") or part("d6"))
    if not (1 <= month <= 12 and 1 <= day <= 31) or (part("m7") and month <= day):
        return False
    moment.year = Shift("stated", year) if year else None
    moment.month, moment.day = Shift("stated", month), Shift("stated", day)
    moment.end = found.end()
    return True
