"""Records as rows of the archive's tables, and back again without loss."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from ..models import Article, Base, Change, DateValue, Fact, Record
from .tokens import index_texts

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
    """One article's row, those of its signers and figures, and the tokens of its index."""

    article: Row
    bylines: tuple[Row, ...]
    facts: tuple[Row, ...]
    head: str
    body: str


def article_rows(article: Article, section: str | None, facts: Iterable[Fact]) -> ArticleRows:
    """One article in rows, without the keys that only the archive knows."""
    jump = article.jump
    return ArticleRows(
        article=(
            *(article.n, article.id, article.kind, article.column, article.kicker, article.title),
            *(article.subtitle, article.paper, article.date, section, article.chars),
            *(jump.from_ if jump else None, jump.to if jump else None, pack(article)),
        ),
        bylines=tuple(dict.fromkeys((one.role, one.name, one.org) for one in article.byline)),
        facts=tuple(fact_row(number, fact) for number, fact in enumerate(facts, 1)),
        head=index_head(article),
        body=index_body(article),
    )


def index_head(article: Article) -> str:
    """The tokens of an article's headline: column, kicker, title, subtitle."""
    parts = (article.column, article.kicker, article.title, article.subtitle)
    return index_texts(part for part in parts if part)


def index_body(article: Article) -> str:
    """The tokens of an article's paragraphs, subheads and captions."""
    return index_texts(paragraph.text for paragraph in article.paragraphs)


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


def pack(record: Record) -> bytes:
    """A record as deflated JSON."""
    return zlib.compress(msgspec.json.encode(record))


def unpack(data: bytes, kind: type[R]) -> R:
    """A record out of deflated JSON."""
    return msgspec.json.decode(zlib.decompress(data), type=kind)


def row_fact(article: str, page: str, row: tuple[Any, ...]) -> Fact:
    """The figure of a row of `FACT_COLUMNS`, as it was; its article's and its page's id are not in the row."""
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
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
