"""What goes into the archive: pages put, replaced and removed.

Every function takes a connection open for writing (`connect.py`); those that write belong into a `transaction`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import InputError
from .entry import Entry, Recipe, Work, make_entry
from .index import add_sketch, add_tokens, take_from_index
from .rows import ARTICLE_COLUMNS, FACT_COLUMNS, Row

if TYPE_CHECKING:
    from sqlite3 import Connection


class Outcome(NamedTuple):
    """What became of a page: how many articles and figures were written, and how many pages had to go though it takes no place of theirs."""

    word: Literal["added", "replaced", "unchanged"]
    articles: int = 0
    facts: int = 0
    removed: int = 0


class _Known(NamedTuple):
    """What the archive has of a page."""

    key: int
    path: str | None
    number: int | None
    digest: bytes | None
    stamp: bytes
    rules: str


class Standing(NamedTuple):
    """Whether a page is in the archive as it would be made now, whether at its own place, and the pages that have to go before it can be put."""

    current: bool
    here: bool
    outdated: tuple[int, ...]


def find_standing(connection: Connection, work: Work | Entry) -> Standing:
    """How a page stands to the archive; raises InputError where another text has its id.

    A page is known by its place (file and number) and by its text. Where the same text is at another place, the
    stored one stays, unless the rules have changed, that file is gone, or it is farther on in the same file.
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
        return Standing(False, False, tuple(outdated))
    known = _Known(*row)
    if None not in (known.digest, work.digest) and known.digest != work.digest:
        raise InputError(
            work.source, f"another page of the archive has its id, {work.id}, by chance; left out"
        )
    here = (known.path, known.number) == (work.path, work.number)
    if _is_current(known, work, here):
        return Standing(True, here, tuple(outdated))
    return Standing(False, here, (*outdated, known.key))


def _is_current(known: _Known, work: Work | Entry, here: bool) -> bool:
    if known.digest is not None and work.digest is None:
        return True  # records never take the place of a text
    if here or work.digest is None:
        return known.stamp == work.stamp
    if known.digest is None or known.rules != work.recipe.rules:
        return False
    if known.path is None or work.path is None:
        return work.path is None
    if known.path == work.path:  # those before it were put in order: what is at a lower number is of today
        return (known.number or 0) < (work.number or 0)
    return os.path.exists(known.path)


def put_page(connection: Connection, page: Work | Entry) -> Outcome:
    """Store a page with its articles, figures and index, in place of what it replaces.

    Work that is not done yet is done only where it has to be.
    """
    standing = find_standing(connection, page)
    for key in standing.outdated:
        remove_page(connection, key)
    if standing.current:
        return Outcome("unchanged", removed=len(standing.outdated))
    entry = page if isinstance(page, Entry) else make_entry(page)
    _insert_entry(connection, entry)
    facts = sum(len(rows.facts) for rows in entry.articles)
    return Outcome("replaced" if standing.outdated else "added", len(entry.articles), facts)


def _insert_entry(connection: Connection, entry: Entry) -> None:
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
    for rows in entry.articles:
        key = connection.execute(_INSERT_ARTICLE, (cursor.lastrowid, *rows.article)).lastrowid
        assert key is not None
        connection.executemany(_INSERT_BYLINE, _under(key, rows.bylines))
        connection.executemany(_INSERT_FACT, _under(key, rows.facts))
        add_tokens(connection, key, rows.head, rows.body)
        add_sketch(connection, key, rows.sketch)


def _insert(table: str, above: str, columns: tuple[str, ...], *, may_repeat: bool = False) -> str:
    names = ", ".join((above, *columns))
    marks = ", ".join("?" * (len(columns) + 1))
    return f"INSERT {'OR IGNORE ' if may_repeat else ''}INTO {table} ({names}) VALUES ({marks})"


_INSERT_ARTICLE = _insert("article", "page", ARTICLE_COLUMNS)
_INSERT_BYLINE = _insert("byline", "article", ("role", "name", "org"), may_repeat=True)
_INSERT_FACT = _insert("fact", "article", FACT_COLUMNS)


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
