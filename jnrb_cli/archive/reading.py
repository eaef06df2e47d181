"""Records out of the archive, as they were put in. Every function takes an open connection (`connect.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..models import Article, Fact, Page
from .choose import Where
from .rows import FACT_COLUMNS, inflate, row_fact, unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

# In the order of reading: by day, paper and page. Only keys are sorted, so that memory does not grow with what
# is read.
_PAGES = "SELECT page.key FROM page WHERE {} ORDER BY date, paper, edition, key"
_ARTICLES = (
    "SELECT article.key FROM article JOIN page ON page.key = article.page WHERE {}"
    " ORDER BY article.date, article.paper, edition, article.page, article.n"
)


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """What is read in it is of one moment, and the file is locked once for it, not for each question.

    No other program's write is finished meanwhile: what takes its time belongs outside.
    """
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def read_pages(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Page]:
    """The page records, by day, paper and number of the page."""
    condition, values = where.page_sql()
    for (key,) in connection.execute(_PAGES.format(condition), values):
        (record,) = connection.execute("SELECT record FROM page WHERE key = ?", (key,)).fetchone()
        yield unpack(record, Page)


def read_page(connection: Connection, id: str) -> Page:
    """The page of an id."""
    (record,) = connection.execute("SELECT record FROM page WHERE id = ?", (id,)).fetchone()
    return unpack(record, Page)


def read_articles(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Article]:
    """The article records, by day, paper, page and number on the page."""
    for key in _article_keys(connection, where):
        yield read_article(connection, key)


def read_article(connection: Connection, key: int) -> Article:
    """The article of a key."""
    record, text = connection.execute(
        "SELECT article.record, page.text FROM article JOIN page ON page.key = article.page WHERE article.key = ?",
        (key,),
    ).fetchone()
    return unpack(record, Article, inflate(text))


def read_facts(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Fact]:
    """The fact records of the articles that are asked for, in their order."""
    for key in _article_keys(connection, where):
        yield from read_article_facts(connection, key, where)


_FACTS = (
    f"SELECT article.id, page.id, {', '.join(f'fact.{name}' for name in FACT_COLUMNS)} FROM fact"
    " JOIN article ON article.key = fact.article JOIN page ON page.key = article.page"
)


def read_article_facts(connection: Connection, key: int, where: Where = _EVERYTHING) -> Iterator[Fact]:
    """The figures of the article of a key that are asked for, in order of place."""
    condition, values = where.fact_sql()
    order = f"{_FACTS} WHERE fact.article = ? AND {condition} ORDER BY fact.n"
    found = connection.execute(order, (key, *values))
    for article, page, *row in found:
        yield row_fact(article, page, tuple(row))


def _article_keys(connection: Connection, where: Where) -> Iterator[int]:
    condition, values = where.article_sql()
    return (key for (key,) in connection.execute(_ARTICLES.format(condition), values))
