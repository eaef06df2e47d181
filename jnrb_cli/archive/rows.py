"""Records as rows of the archive's tables, and back again without loss."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from ..models import Article, Base, Change, DateValue, Fact, Record
from .sketch import make_sketch
from .tokens import index_texts, plain_text

# A value that SQLite can hold.
Cell = str | int | float | bytes | None
Row = tuple[Cell, ...]
R = TypeVar("R", bound=Record)

ARTICLE_COLUMNS = (
    *("n", "id", "kind", '"column"', "kicker", "title", "subtitle", "paper", "date", "section"),
    *("chars", "jump_from", "jump_to", "record"),
)
FACT_COLUMNS = (
    *("n", "kind", "text", "start", '"end"', "value", "high", "unit", "base_value", "base_high", "base_unit"),
    *("measure", "low", "top", "approx", "subject", "change"),
    *("date_start", "date_end", "date_precision", "date_open", "sentence", "rule"),
)


class ArticleRows(msgspec.Struct, frozen=True):
    """One article's row, those of its signers and figures, the tokens of its index, and its sketch."""

    article: Row
    bylines: tuple[Row, ...]
    facts: tuple[Row, ...]
    head: str
    body: str
    sketch: tuple[int, ...]


def article_rows(
    article: Article, section: str | None, facts: Iterable[Fact], text: bytes = b""
) -> ArticleRows:
    """One article in rows, without the keys that only the archive knows; `text` is its page's, in UTF-8."""
    jump = article.jump
    return ArticleRows(
        article=(
            *(article.n, article.id, article.kind, article.column, article.kicker, article.title),
            *(article.subtitle, article.paper, article.date, section, article.chars),
            *(jump.from_ if jump else None, jump.to if jump else None, pack(article, text)),
        ),
        bylines=tuple(dict.fromkeys((one.role, one.name, one.org) for one in article.byline)),
        facts=tuple(fact_row(number, fact) for number, fact in enumerate(facts, 1)),
        head=index_head(article),
        body=index_body(article),
        sketch=make_sketch(plain_body(article)),
    )


def index_head(article: Article) -> str:
    """What the index holds of an article's headline: column, kicker, title, subtitle."""
    parts = (lone_column(article), article.kicker, article.title, article.subtitle)
    return index_texts(part for part in parts if part)


def lone_column(article: Article) -> str | None:
    """The column's name where it is printed by itself; one that closes the title in brackets is the title's words.

    >>> from ..split import split_page
    >>> _, (article,) = split_page("港口昨日开通（国际视点）\\n\\n　　本报讯 新港口昨日开通，码头上站满了人。")
    >>> article.column, lone_column(article)
    ('国际视点', None)
    """
    if article.column and any(
        article.column in (part or "") for part in (article.kicker, article.title, article.subtitle)
    ):
        return article.column if any(span.role == "column" for span in article.spans) else None
    return article.column


def index_body(article: Article) -> str:
    """What the index holds of an article's paragraphs, subheads and captions."""
    return index_texts(paragraph.text for paragraph in article.paragraphs)


def plain_body(article: Article) -> str:
    """The words of an article's paragraphs, subheads and captions, without punctuation."""
    return "".join(plain_text(paragraph.text) for paragraph in article.paragraphs)


def fact_row(number: int, fact: Fact) -> Row:
    """A figure as the cells of `FACT_COLUMNS`."""
    base, date = fact.base, fact.date
    counted = base if base is not None and base.value is not None else fact
    low = None if counted.value is None else float(counted.value)
    top = low if counted.high is None else float(counted.high)
    return (
        *(
            number,
            fact.kind,
            fact.text,
            fact.start,
            fact.end,
            _exact(fact.value),
            _exact(fact.high),
            fact.unit,
        ),
        *((_exact(base.value), _exact(base.high), base.unit) if base else (None, None, None)),
        *(counted.unit, low, top, fact.approx, fact.subject),
        msgspec.json.encode(fact.change).decode() if fact.change else None,
        *((date.start, date.end, date.precision, date.open) if date else (None, None, None, None)),
        *(fact.sentence, fact.rule),
    )


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


# How much of a page's text its articles are deflated against: as far as zlib looks back.
_WINDOW = 1 << 15


def pack(record: Record, text: bytes = b"") -> bytes:
    """A record as deflated JSON. What stands in `text` too, as an article's words do in its page's, costs next to nothing."""
    deflate = zlib.compressobj(zdict=text[-_WINDOW:]) if text else zlib.compressobj()
    return deflate.compress(msgspec.json.encode(record)) + deflate.flush()


def unpack(data: bytes, kind: type[R], text: bytes = b"") -> R:
    """The record again, with the same `text`."""
    inflater = zlib.decompressobj(zdict=text[-_WINDOW:]) if text else zlib.decompressobj()
    return msgspec.json.decode(inflater.decompress(data) + inflater.flush(), type=kind)


def inflate(data: bytes | None) -> bytes:
    """A page's text as it is stored, in UTF-8; nothing where there is none."""
    return b"" if data is None else zlib.decompress(data)


# Where a figure stands, which its own row does not repeat.
FACT_PLACE = (
    *("article.id", "page.id", "page.source", "article.paper", "article.date", "page.edition"),
    *("page.section", "article.title"),
)


def row_fact(place: tuple[Any, ...], row: tuple[Any, ...]) -> Fact:
    """The figure of a row of `FACT_COLUMNS`, as it was; `place` is what `FACT_PLACE` names."""
    article, page, source, paper, issue, edition, section, title = place
    (n, kind, text, start, end, value, high, unit, base_value, base_high, base_unit, *rest) = row
    (_, _, _, approx, subject, change, date_start, date_end, precision, open_side, sentence, rule) = rest
    base = Base(value=_decimal(base_value), high=_decimal(base_high), unit=base_unit) if base_unit else None
    date = precision and DateValue(start=date_start, end=date_end, precision=precision, open=open_side)
    return Fact(
        id=f"{article}#{n}",
        article=article,
        page=page,
        kind=kind,
        text=text,
        start=start,
        end=end,
        value=_decimal(value),
        high=_decimal(high),
        unit=unit,
        base=base,
        approx=approx,
        subject=subject,
        change=msgspec.json.decode(change, type=Change) if change else None,
        date=date,
        sentence=sentence,
        rule=rule,
        source=source,
        paper=paper,
        issue=issue,
        edition=edition,
        section=section,
        title=title,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
