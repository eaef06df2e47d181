"""Records out of the archive, as they were put in. Every function takes an open connection (`connect.py`)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from ..errors import ArchiveError
from ..models import Article, Fact, Page
from .answers import Place
from .choose import Where
from .rows import FACT_COLUMNS, FACT_PLACE, Cell, inflate, row_fact, unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")
R = TypeVar("R")

_EVERYTHING = Where()

# How many records are read in one go: a page of results.
READ_AT_ONCE = 20

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


def read_keys(connection: Connection, question: str, values: Sequence[Cell] = ()) -> array[int]:
    """The keys that a question asks for, eight bytes each.

    They are taken at once: while an answer is being read, no other program's write is finished, and whoever takes the
    records may take his time (`jnrb archive export | less`).
    """
    return array("q", (key for (key,) in connection.execute(question, values)))


def read_in_parts(connection: Connection, wanted: Iterable[T], read: Callable[[T], R | None]) -> Iterator[R]:
    """What `read` makes of each, a few of one moment at a time; between them other programs may write.

    What they take out, for which `read` gives None, is left out, and an ArchiveError at the end says how many.
    """
    left = iter(wanted)
    gone = 0
    while True:
        with snapshot(connection):
            part = [read(one) for one in islice(left, READ_AT_ONCE)]
        if not part:
            break
        for one in part:
            if one is None:
                gone += 1
            else:
                yield one
    if gone:
        raise _changed(connection, f"{gone:,} of what was asked for had gone and is left out")


def _changed(connection: Connection, what: str) -> ArchiveError:
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    return ArchiveError(path, f"another program wrote to it while it was read: {what}", "run it again")


def read_pages(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Page]:
    """The page records, by day, paper and number of the page."""

    def read(key: int) -> Page | None:
        row = connection.execute("SELECT record FROM page WHERE key = ?", (key,)).fetchone()
        return row and unpack(row[0], Page)

    condition, values = where.page_sql()
    return read_in_parts(connection, read_keys(connection, _PAGES.format(condition), values), read)


def read_page(connection: Connection, id: str) -> Page:
    """The page of an id; raises ArchiveError where it has gone."""
    row = connection.execute("SELECT record FROM page WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise _changed(connection, f"page {id} has gone")
    return unpack(row[0], Page)


def read_page_articles(
    connection: Connection, id: str, number: int | None = None
) -> Iterator[Page | Article]:
    """The page of an id and its articles, or the one of a number; nothing where there is none such."""
    page = connection.execute("SELECT key, record FROM page WHERE id = ?", (id,)).fetchone()
    if page is None:
        return
    question = "SELECT key FROM article WHERE page = ? AND n = coalesce(?, n) ORDER BY n"
    keys = read_keys(connection, question, (page[0], number))
    if keys or number is None:
        yield unpack(page[1], Page)
        yield from read_in_parts(connection, keys, lambda key: find_article(connection, key))


def read_articles(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Article]:
    """The article records, by day, paper, page and number on the page."""
    keys = _article_keys(connection, where)
    return read_in_parts(connection, keys, lambda key: find_article(connection, key))


def read_article(connection: Connection, key: int) -> Article:
    """The article of a key; raises ArchiveError where it has gone."""
    article = find_article(connection, key)
    if article is None:
        raise _changed(connection, "an article has gone")
    return article


def find_article(connection: Connection, key: int) -> Article | None:
    """The article of a key; None where it has gone."""
    row = connection.execute(_ARTICLE, (key,)).fetchone()
    return row and unpack(row[0], Article, inflate(row[1]))


def read_place(connection: Connection, key: int) -> tuple[Article, Place]:
    """The article of a key and where it stands; raises ArchiveError where it has gone."""
    row = connection.execute(_ARTICLE, (key,)).fetchone()
    if row is None:
        raise _changed(connection, "an article has gone")
    record, text, source, edition = row
    article = unpack(record, Article, inflate(text))
    return article, Place(
        article=article.id,
        page=article.page,
        source=source,
        paper=article.paper,
        date=article.date,
        edition=edition,
        title=article.title,
        start=min((span.start for span in article.spans), default=None),
        end=max((span.end for span in article.spans), default=None),
    )


_ARTICLE = (
    "SELECT article.record, page.text, page.source, page.edition FROM article"
    " JOIN page ON page.key = article.page WHERE article.key = ?"
)


def read_facts(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Fact]:
    """The fact records of the articles that are asked for, in their order."""
    keys = _article_keys(connection, where)
    for facts in read_in_parts(connection, keys, lambda key: _find_facts(connection, key, where)):
        yield from facts


_FACTS = (
    f"SELECT {', '.join((*FACT_PLACE, *(f'fact.{name}' for name in FACT_COLUMNS)))} FROM fact"
    " JOIN article ON article.key = fact.article JOIN page ON page.key = article.page"
)


def read_article_facts(connection: Connection, key: int, where: Where = _EVERYTHING) -> list[Fact]:
    """The figures of the article of a key that are asked for, in order of place; raises ArchiveError where it has gone."""
    facts = _find_facts(connection, key, where)
    if facts is None:
        raise _changed(connection, "an article has gone")
    return facts


def _find_facts(connection: Connection, key: int, where: Where) -> list[Fact] | None:
    condition, values = where.fact_sql()
    order = f"{_FACTS} WHERE fact.article = ? AND {condition} ORDER BY fact.n"
    found = connection.execute(order, (key, *values)).fetchall()
    if not found and not connection.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone():
        return None
    places = len(FACT_PLACE)
    return [row_fact(tuple(row[:places]), tuple(row[places:])) for row in found]


def _article_keys(connection: Connection, where: Where) -> array[int]:
    condition, values = where.article_sql()
    return read_keys(connection, _ARTICLES.format(condition), values)
