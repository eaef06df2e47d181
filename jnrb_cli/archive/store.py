"""What goes into the archive and out of it: pages put and removed, records read back.

Every function takes an open connection (`connect.py`). Writing ones need to stand in a `transaction`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import InputError
from ..models import ArchiveInfo, Article, Count, Fact, Page
from .choose import Where
from .entry import Entry, Recipe, Work
from .index import add_tokens, take_from_index
from .migrations import schema_number
from .rows import ARTICLE_COLUMNS, FACT_COLUMNS, Row, row_fact, unpack
from .rules import rules_digest

if TYPE_CHECKING:
    from sqlite3 import Connection

Outcome = Literal["added", "replaced", "unchanged"]

_EVERYTHING = Where()


class _Known(NamedTuple):
    """What the archive has of a page."""

    key: int
    path: str | None
    number: int | None
    digest: bytes | None
    stamp: bytes
    rules: str


class Standing(NamedTuple):
    """Whether a page is in the archive as it would be made now, and the pages that have to go before it can be put."""

    current: bool
    outdated: tuple[int, ...]


def find_standing(connection: Connection, work: Work | Entry) -> Standing:
    """How a page stands to the archive; raises InputError where another text has its id.

    A page is known by its place (file and number) and by its text. Where the same text is at another place, it
    stays the one that is stored, unless the rules have changed, or that file is gone.
    """
    outdated: list[int] = []
    if work.path is not None:
        found = connection.execute(
            "SELECT key FROM page WHERE path = ? AND number = ? AND id <> ?",
            (work.path, work.number, work.id),
        )
        outdated += (key for (key,) in found)
    row = connection.execute(
        "SELECT page.key, path, number, digest, stamp, rules FROM page"
        " JOIN recipe ON recipe.key = page.recipe WHERE id = ?",
        (work.id,),
    ).fetchone()
    if row is None:
        return Standing(False, tuple(outdated))
    known = _Known(*row)
    if None not in (known.digest, work.digest) and known.digest != work.digest:
        raise InputError(
            work.source, f"another page of the archive has its id, {work.id}, by chance; left out"
        )
    if _is_current(known, work):
        return Standing(not outdated, tuple(outdated))
    return Standing(False, (*outdated, known.key))


def _is_current(known: _Known, work: Work | Entry) -> bool:
    if known.digest is not None and work.digest is None:
        return True  # records never take the place of a text
    if (known.path, known.number) == (work.path, work.number) or work.digest is None:
        return known.stamp == work.stamp
    has_place = known.path is not None and os.path.exists(known.path)
    return known.digest is not None and known.rules == work.recipe.rules and (has_place or work.path is None)


def put_entry(connection: Connection, entry: Entry) -> Outcome:
    """Store a page with its articles, figures and index, in place of what it replaces."""
    standing = find_standing(connection, entry)
    for key in standing.outdated:
        remove_page(connection, key)
    if _has_page(connection, entry.page.id):
        return "replaced" if standing.outdated else "unchanged"
    page = entry.page
    cursor = connection.execute(
        "INSERT INTO page (id, digest, source, path, number, start, end, paper, date, edition, section, chars,"
        " recipe, stamp, record, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(page.id, entry.digest, page.source, entry.path, entry.number, page.start, page.end),
            *(page.paper, page.date, page.edition, page.section, page.chars),
            *(_recipe_key(connection, entry.recipe), entry.stamp, entry.record, entry.text),
        ),
    )
    _put_articles(connection, cursor.lastrowid, entry)
    return "replaced" if standing.outdated else "added"


def _has_page(connection: Connection, id: str) -> bool:
    return connection.execute("SELECT 1 FROM page WHERE id = ?", (id,)).fetchone() is not None


def _insert(table: str, above: str, columns: tuple[str, ...], *, may_repeat: bool = False) -> str:
    names = ", ".join((above, *columns))
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT {'OR IGNORE ' if may_repeat else ''}INTO {table} ({names}) VALUES ({marks})"


_INSERT_ARTICLE = _insert("article", "page", ARTICLE_COLUMNS)
_INSERT_BYLINE = _insert("byline", "article", ("role", "name", "org"), may_repeat=True)
_INSERT_FACT = _insert("fact", "article", FACT_COLUMNS)


def _put_articles(connection: Connection, page: int | None, entry: Entry) -> None:
    for rows in entry.articles:
        key = connection.execute(_INSERT_ARTICLE, (page, *rows.article)).lastrowid
        assert key is not None
        connection.executemany(_INSERT_BYLINE, _under(key, rows.bylines))
        connection.executemany(_INSERT_FACT, _under(key, rows.facts))
        add_tokens(connection, key, rows.head, rows.body)


def _under(key: int, rows: Iterable[Row]) -> Iterator[Row]:
    return ((key, *row) for row in rows)


def _recipe_key(connection: Connection, recipe: Recipe) -> int:
    cells = (recipe.jnrb, recipe.rules, recipe.date, recipe.paper, recipe.encoding)
    row = connection.execute(
        "SELECT key FROM recipe WHERE jnrb = ? AND rules = ? AND date IS ? AND paper IS ? AND encoding IS ?",
        cells,
    ).fetchone()
    if row is None:
        insert = "INSERT INTO recipe (jnrb, rules, date, paper, encoding) VALUES (?, ?, ?, ?, ?)"
        row = (connection.execute(insert, cells).lastrowid,)
    key: int = row[0]
    return key


def remove_page(connection: Connection, key: int) -> None:
    """Take a page out, with all that hangs on it."""
    articles = connection.execute("SELECT key FROM article WHERE page = ?", (key,)).fetchall()
    for (article,) in articles:
        take_from_index(connection, article)
    connection.execute("DELETE FROM page WHERE key = ?", (key,))


def remove_pages_after(connection: Connection, path: str, last: int) -> int:
    """Take out the pages that a file has no longer, those of a number above `last`; how many they were."""
    found = connection.execute("SELECT key FROM page WHERE path = ? AND number > ?", (path, last)).fetchall()
    for (key,) in found:
        remove_page(connection, key)
    return len(found)


def find_pages(connection: Connection, name: str) -> list[int]:
    """The keys of the pages that a page's id, a source as it was given, or a file or folder names."""
    path = os.path.abspath(name)
    found = connection.execute(
        "SELECT key FROM page WHERE id = :name OR source = :name OR path = :path"
        " OR substr(path, 1, length(:folder)) = :folder ORDER BY key",
        {"name": name, "path": path, "folder": os.path.join(path, "")},
    )
    return [key for (key,) in found]


# In the order of reading: by day, paper and page. Only keys are sorted, so that memory does not grow with what
# is read.
_PAGES = "SELECT page.key FROM page WHERE {} ORDER BY date, paper, edition, key"
_ARTICLES = (
    "SELECT article.key FROM article JOIN page ON page.key = article.page WHERE {}"
    " ORDER BY article.date, article.paper, edition, article.page, article.n"
)


def read_pages(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Page]:
    """The page records, by day, paper and number of the page."""
    condition, values = where.page_sql()
    for (key,) in connection.execute(_PAGES.format(condition), values):
        (record,) = connection.execute("SELECT record FROM page WHERE key = ?", (key,)).fetchone()
        yield unpack(record, Page)


def read_articles(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Article]:
    """The article records, by day, paper, page and number on the page."""
    for key in _article_keys(connection, where):
        yield read_article(connection, key)


def read_article(connection: Connection, key: int) -> Article:
    """The article of a key."""
    (record,) = connection.execute("SELECT record FROM article WHERE key = ?", (key,)).fetchone()
    return unpack(record, Article)


def read_facts(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Fact]:
    """The fact records of the articles that are asked for, in their order."""
    for key in _article_keys(connection, where):
        yield from read_article_facts(connection, key)


_FACTS = (
    f"SELECT article.id, page.id, {', '.join(f'fact.{name}' for name in FACT_COLUMNS)} FROM fact"
    " JOIN article ON article.key = fact.article JOIN page ON page.key = article.page"
)


def read_article_facts(connection: Connection, key: int) -> Iterator[Fact]:
    """The figures of the article of a key, in order of place."""
    found = connection.execute(f"{_FACTS} WHERE fact.article = ? ORDER BY fact.n", (key,))
    for article, page, *row in found:
        yield row_fact(article, page, tuple(row))


def _article_keys(connection: Connection, where: Where) -> Iterator[int]:
    condition, values = where.article_sql()
    return (key for (key,) in connection.execute(_ARTICLES.format(condition), values))


def describe(connection: Connection, path: str) -> ArchiveInfo:
    """What the archive of that path holds."""
    (pages, first, last) = connection.execute("SELECT count(*), min(date), max(date) FROM page").fetchone()
    papers = connection.execute("SELECT paper, count(*) FROM page GROUP BY paper ORDER BY 2 DESC, paper")
    rules = connection.execute(
        "SELECT recipe.jnrb || ' ' || recipe.rules, recipe.rules, count(*) FROM page"
        " JOIN recipe ON recipe.key = page.recipe GROUP BY 1, 2 ORDER BY 3 DESC, 1"
    ).fetchall()
    return ArchiveInfo(
        path=path,
        number=schema_number(connection),
        bytes=os.path.getsize(path),
        pages=pages,
        articles=connection.execute("SELECT count(*) FROM article").fetchone()[0],
        facts=connection.execute("SELECT count(*) FROM fact").fetchone()[0],
        first=first,
        last=last,
        papers=tuple(Count(name=name or "", count=count) for name, count in papers),
        rules=tuple(Count(name=name, count=count) for name, _, count in rules),
        outdated=sum(count for _, digest, count in rules if digest != rules_digest()),
    )
