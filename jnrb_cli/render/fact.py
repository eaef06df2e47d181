"""Figures in plain words: the columns of a spreadsheet, Markdown, and what both and the terminal share."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import cast

from ..models import Article, Base, Change, DateValue, Fact, Page, Record, Refused, plain_digits
from .article import escape_inside, escape_markdown, first_words, page_line
from .plain import Columns

SIGNS = {None: "", "about": "≈", "over": ">", "under": "<", "at_least": "≥", "at_most": "≤"}
_PRECISION_CHARS = {"year": 4, "half": 7, "quarter": 7, "month": 7}
# A third is 0.333333333 in the record, and 0.333 to a reader; no figure of 600 on typeset pages needs a fifth place.
SHOWN_PLACES = 4
ARROWS = {"up": "↑", "down": "↓"}


def number_text(value: Decimal) -> str:
    """A number as a person reads it.

    >>> number_text(Decimal("8170000.0"))
    '8,170,000'
    """
    return f"{value:,.{SHOWN_PLACES}f}".rstrip("0").rstrip(".")


def short_number_text(value: Decimal) -> str:
    """A number where there is little room: great ones in 万 and 亿, to two places.

    >>> short_number_text(Decimal("708125653377.291")), short_number_text(Decimal("25920.5"))
    ('7,081.26亿', '2.59万')
    >>> short_number_text(Decimal("1265.25"))
    '1,265.25'
    """
    for name, power in (("亿", 8), ("万", 4)):
        if abs(value) >= 10**power:
            return f"{value.scaleb(-power):,.2f}".rstrip("0").rstrip(".") + name
    return number_text(value)


def range_text(value: Decimal | None, high: Decimal | None) -> str:
    """A value or a range of values; nothing where none is known."""
    if value is None:
        return ""
    return number_text(value) + (f"–{number_text(high)}" if high is not None else "")


def date_text(date: DateValue | None) -> str:
    """A date or a period as ISO has it, no finer than it was said, an open side as `..`.

    >>> date_text(DateValue(start="2026-02-01", end=None, precision="month", open="since"))
    '2026-02/..'
    >>> date_text(DateValue(start="2026-01-01", end="2026-03-31", precision="quarter"))
    '2026-01/2026-03'
    """
    if date is None or (date.start is None and date.end is None):
        return ""
    length = _PRECISION_CHARS.get(date.precision)
    start, end = (date.start or "..")[:length], (date.end or "..")[:length]
    return start if start == end else f"{start}/{end}"


def change_text(change: Change | None) -> str:
    """A rise or a fall.

    >>> change_text(Change(direction="down", by=Decimal("3.25")))
    '↓'
    >>> change_text(Change(direction="down", from_=Decimal("3.25"), to=Decimal(1)))
    '↓ from 3.25'
    """
    if change is None:
        return ""
    arrow = ARROWS[change.direction]
    return arrow if change.from_ is None else f"{arrow} from {number_text(change.from_)}"


def value_text(fact: Fact) -> str:
    """What a figure comes to, with its hedge, its unit, and how it changed.

    >>> value_text(Fact(id="1", kind="measure", text="约327亩", start=0, end=5, value=Decimal(327), unit="亩", approx="about", sentence="", rule=""))
    '≈327 亩'
    """
    if fact.kind == "date":
        return date_text(fact.date)
    number = range_text(fact.value, fact.high)
    if not number:
        return ""
    blank = "" if fact.unit in {None, "%", "‰"} else " "
    figure = f"{SIGNS[fact.approx]}{number}{blank}{fact.unit or ''}"
    return f"{figure} {change_text(fact.change)}".rstrip()


def _fact(record: Record) -> Fact:
    return cast(Fact, record)


def _of_base(name: str) -> Callable[[Record], object]:
    def value(record: Record) -> object:
        base: Base | None = _fact(record).base
        return None if base is None else getattr(base, name)

    return value


def _of_change(name: str) -> Callable[[Record], object]:
    def value(record: Record) -> object:
        change = _fact(record).change
        return None if change is None else getattr(change, name)

    return value


def _of_date(name: str) -> Callable[[Record], object]:
    def value(record: Record) -> object:
        date = _fact(record).date
        return None if date is None else getattr(date, name)

    return value


FACT_COLUMNS: Columns = {
    "id": lambda record: _fact(record).id,
    "source": lambda record: _fact(record).source,
    "paper": lambda record: _fact(record).paper,
    "issue": lambda record: _fact(record).issue,
    "edition": lambda record: _fact(record).edition,
    "section": lambda record: _fact(record).section,
    "title": lambda record: _fact(record).title,
    "article": lambda record: _fact(record).article,
    "page": lambda record: _fact(record).page,
    "kind": lambda record: _fact(record).kind,
    "text": lambda record: _fact(record).text,
    "value": lambda record: _plain(_fact(record).value),
    "high": lambda record: _plain(_fact(record).high),
    "unit": lambda record: _fact(record).unit,
    "base_value": lambda record: _plain(_of_base("value")(record)),
    "base_high": lambda record: _plain(_of_base("high")(record)),
    "base_unit": _of_base("unit"),
    "approx": lambda record: _fact(record).approx,
    "subject": lambda record: _fact(record).subject,
    "change": _of_change("direction"),
    "from": lambda record: _plain(_of_change("from_")(record)),
    "to": lambda record: _plain(_of_change("to")(record)),
    "by": lambda record: _plain(_of_change("by")(record)),
    "date_start": _of_date("start"),
    "date_end": _of_date("end"),
    "precision": _of_date("precision"),
    "open": _of_date("open"),
    "sentence": lambda record: _fact(record).sentence,
    "start": lambda record: _fact(record).start,
    "end": lambda record: _fact(record).end,
    "rule": lambda record: _fact(record).rule,
}


def _of_both(name: str, value: Callable[[Record], object]) -> Callable[[Record], object]:
    """A column of figures that a refused one has too, as far as it has the field."""
    return lambda record: value(record) if isinstance(record, Fact) else getattr(record, name, None)


# With what was refused, and why: a figure has no reason.
EXPLAINED_COLUMNS: Columns = {
    **{name: _of_both(name, value) for name, value in FACT_COLUMNS.items()},
    "type": attrgetter("type"),
    "reason": lambda record: getattr(record, "reason", None),
}


def _plain(value: object) -> object:
    """A decimal without an exponent: a spreadsheet takes 8E+6 for a text."""
    return plain_digits(value) if isinstance(value, Decimal) else value


def fact_markdown(record: Record) -> str:
    """A page and an article as headings, a figure as an item below them."""
    if isinstance(record, Page):
        return f"# {escape_markdown(page_line(record))}"
    if isinstance(record, Article):
        return f"## {escape_markdown(record.title or f'（{first_words(record)}）')}"
    if isinstance(record, Fact):
        says = ", ".join(part for part in (value_text(record), record.subject) if part)
        notes = f"{record.kind}: {says}" if says else record.kind
        return f"- **{escape_inside(record.text)}** ({escape_inside(notes)}) {escape_inside(record.sentence)}"
    if isinstance(record, Refused):
        return f"- ~~{escape_inside(record.text)}~~ ({escape_inside(record.reason)}) {escape_inside(record.sentence)}"
    return ""


def cut_around(sentence: str, figure: str, width: int, measure: Callable[[str], int]) -> tuple[str, int]:
    """As much of a sentence around a figure as a width takes, and where the figure begins in it; -1 where it is not there.

    >>> cut_around("昨天到场的招聘企业有171家，很多。", "171家", 12, len)
    ('…聘企业有171家，很…', 5)
    """
    at = sentence.find(figure)
    if measure(sentence) <= width:
        return sentence, at
    start = end = max(at, 0)
    end += len(figure) if at >= 0 else 0
    room = width - 2 * measure("…")
    while (start > 0 or end < len(sentence)) and measure(sentence[start:end]) < room:
        # What stands before a figure says more of it than what follows: two characters for one.
        takes_left = start > 0 and (end == len(sentence) or at - start < 2 * (end - at - len(figure)) + 2)
        start, end = (start - 1, end) if takes_left else (start, end + 1)
    while measure(sentence[start:end]) > room and end > start:
        # The last character taken was too wide; of a figure wider than all the end goes.
        start, end = (start + 1, end) if start < at else (start, end - 1)
    before, after = "…" if start > 0 else "", "…" if end < len(sentence) else ""
    return before + sentence[start:end] + after, at - start + len(before) if at >= 0 else -1
