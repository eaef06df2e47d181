"""The records: Page, Article, Fact, Digest and their parts, and nothing else.

All are frozen `msgspec` structs rather than dataclasses: the same typed, slotted, immutable records, and
one definition serves the JSON writer (exact decimals), the reader (checked types) and the JSON Schema.
Keys are written in the order of the fields; that order is a public promise with `schema`.

Offsets `start`, `end` are half-open and count characters (code points) of the decoded text of the whole
source, as it is.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec

SCHEMA = 1

# What counts or numbers something. The bound is that of whole numbers which every reader of JSON keeps exact.
Natural = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Piece = tuple[Natural, Natural]

PageRole = Literal["masthead", "folio", "staff", "contact", "notice", "other"]
SpanRole = Literal[
    "column", "kicker", "title", "subtitle", "byline", "dateline", "subhead", "paragraph", "caption", "credit"
]
ArticleKind = Literal["story", "photo", "brief", "notice", "ad"]
FactKind = Literal[
    "count", "percent", "ratio", "money", "measure", "duration", "age", "date", "ordinal", "number"
]
Approx = Literal["about", "over", "under", "at_least", "at_most"]
Precision = Literal["year", "half", "quarter", "month", "ten_days", "week", "day", "hour", "minute"]


def plain_number(value: Decimal) -> int | float | Decimal:
    """The plain JSON number for a decimal: int where whole, float where that is exact, else itself."""
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def plain_digits(value: Decimal) -> str:
    """A decimal's digits, all of them and no needless ones, whatever the precision of the arithmetic.

    >>> plain_digits(Decimal("1.50E+3")), plain_digits(Decimal("2.50"))
    ('1500', '2.5')
    """
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records."""

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON types, keys in the promised order; decimals as int or float where exact."""
        data: dict[str, Any] = _plain(msgspec.to_builtins(self, builtin_types=(Decimal,)))
        return data


class FurnitureSpan(Record, frozen=True, kw_only=True):
    """Characters of the page that belong to no article."""

    start: Natural
    end: Natural
    role: PageRole


class Span(Record, frozen=True, kw_only=True):
    """Characters of the page that belong to an article."""

    start: Natural
    end: Natural
    role: SpanRole


class Staff(Record, frozen=True, kw_only=True):
    """One of the page's editors: `role` as printed (责编, 主编 …), one name."""

    role: str
    name: str


class Byline(Record, frozen=True, kw_only=True):
    """One person who signs an article: `role` as printed (记者, 通讯员, 摄 …), `org` as printed (本报, 新华社 …) or null."""

    role: str
    name: str
    org: str | None = None


class Dateline(Record, frozen=True, kw_only=True):
    """`新华社日内瓦5月14日电`: agency 新华社, place 日内瓦, date ISO where it can be known."""

    agency: str | None = None
    place: str | None = None
    date: str | None = None


class Text(Record, frozen=True, kw_only=True):
    """A text whose wraps are joined. `pieces` say where each part stands in the source; [p, p] is one blank set in at p."""

    role: Literal["kicker", "title", "subtitle", "paragraph", "subhead", "caption"]
    text: str
    pieces: tuple[Piece, ...]


class Jump(Record, frozen=True, kw_only=True):
    """上接第一版 is `from` 1, 下转第四版 is `to` 4."""

    from_: Natural | None = msgspec.field(name="from", default=None)
    to: Natural | None = None


class Page(Record, frozen=True, kw_only=True):
    """One newspaper page and what belongs to no article on it."""

    schema: int = SCHEMA
    type: Literal["page"] = "page"
    id: str
    source: str
    paper: str | None = None
    date: str | None = None
    weekday: str | None = None
    edition: Natural | None = None
    section: str | None = None
    start: Natural
    end: Natural
    staff: tuple[Staff, ...] = ()
    chars: Natural
    articles: Natural
    furniture: tuple[FurnitureSpan, ...] = ()


class Article(Record, frozen=True, kw_only=True):
    """One article of a page."""

    schema: int = SCHEMA
    type: Literal["article"] = "article"
    id: str
    page: str
    n: Natural
    kind: ArticleKind
    column: str | None = None
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    paragraphs: tuple[Text, ...] = ()
    heads: tuple[Text, ...] = ()
    chars: Natural
    spans: tuple[Span, ...] = ()
    jump: Jump | None = None
    confidence: float
    date: str | None = None
    paper: str | None = None
    source: str = ""
    edition: Natural | None = None
    section: str | None = None


class Line(Record, frozen=True, kw_only=True):
    """What became of one line of a page, and why: `article` is null where it is furniture."""

    schema: int = SCHEMA
    type: Literal["line"] = "line"
    source: str
    page: str
    line: Natural
    start: Natural
    end: Natural
    role: str
    article: Natural | None
    reason: str
    text: str


class Base(Record, frozen=True, kw_only=True):
    """A value in its canonical unit: CNY, m2, kg, s …"""

    value: Decimal | None
    high: Decimal | None = None
    unit: str


class Change(Record, frozen=True, kw_only=True):
    """What a figure says of a rise or a fall."""

    direction: Literal["up", "down"]
    from_: Decimal | None = msgspec.field(name="from", default=None)
    to: Decimal | None = None
    by: Decimal | None = None


class DateValue(Record, frozen=True, kw_only=True):
    """ISO dates, both included; minutes (2026-05-13T09:00) where the text says so; an open side is null and `open` says which."""

    start: str | None
    end: str | None
    precision: Precision
    open: Literal["since", "until"] | None = None


class Fact(Record, frozen=True, kw_only=True):
    """One figure of a text. On a page it says from `source` on where it stands: `issue` is the day of the paper, `title` its article's."""

    schema: int = SCHEMA
    type: Literal["fact"] = "fact"
    id: str
    article: str | None = None
    page: str | None = None
    kind: FactKind
    text: str
    start: Natural
    end: Natural
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    base: Base | None = None
    approx: Approx | None = None
    subject: str | None = None
    change: Change | None = None
    date: DateValue | None = None
    sentence: str
    rule: str
    source: str = ""
    paper: str | None = None
    issue: str | None = None
    edition: Natural | None = None
    section: str | None = None
    title: str | None = None


class Refused(Record, frozen=True, kw_only=True):
    """What looks like a figure and was taken for none, and why."""

    schema: int = SCHEMA
    type: Literal["refused"] = "refused"
    article: str | None = None
    page: str | None = None
    text: str
    start: Natural
    end: Natural
    sentence: str
    rule: str
    reason: str


class CheckRule(Record, frozen=True, kw_only=True):
    """One thing that a check looks for: what it is, text that it marks, text that it leaves."""

    schema: int = SCHEMA
    type: Literal["rule"] = "rule"
    name: str
    says: str
    wrong: str
    right: str


class Finding(Record, frozen=True, kw_only=True):
    """What a proofreader would look at again.

    `line` counts from 1 in the file, null where only records were there to read; `other` is the place that
    `words` do not fit with, where there is one.
    """

    schema: int = SCHEMA
    type: Literal["finding"] = "finding"
    page: str | None = None
    article: str | None = None
    source: str = ""
    line: Natural | None = None
    start: Natural
    end: Natural
    words: str
    rule: str
    message: str
    other: Piece | None = None
    sentence: str


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of an article, as it stands there; `start` and `end` are null where the article does not know its `pieces`."""

    text: str
    start: Natural | None = None
    end: Natural | None = None
    pieces: tuple[Piece, ...] = ()


class Count(Record, frozen=True, kw_only=True):
    """How many there are of something."""

    name: str
    count: Natural


class Card(Record, frozen=True, kw_only=True):
    """One article in short: its headline, who signs, the sentences that carry it, its figures by weight, and who and what it names."""

    id: str
    n: Natural
    kind: ArticleKind
    column: str | None = None
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    chars: Natural
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Fact, ...] = ()
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    jump: Jump | None = None


class Digest(Record, frozen=True, kw_only=True):
    """One page in short. `articles` and `facts` say how many there are of each kind, `figures` are the day's top ones."""

    schema: int = SCHEMA
    type: Literal["digest"] = "digest"
    id: str
    source: str
    paper: str | None = None
    date: str | None = None
    weekday: str | None = None
    edition: Natural | None = None
    section: str | None = None
    chars: Natural
    articles: tuple[Count, ...] = ()
    facts: tuple[Count, ...] = ()
    figures: tuple[Fact, ...] = ()
    cards: tuple[Card, ...] = ()
