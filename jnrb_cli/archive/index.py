"""The full-text index: rows put in and taken out, and the whole made anew where the way into tokens has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .reading import read_article
from .rows import index_body, index_head, plain_body
from .rules import index_digest
from .sketch import make_sketch

if TYPE_CHECKING:
    from sqlite3 import Connection

_ADD = "INSERT INTO pair_index (rowid, head, body) VALUES (?, ?, ?)"
_TAKE = "INSERT INTO pair_index (pair_index, rowid, head, body) VALUES ('delete', ?, ?, ?)"


def add_tokens(connection: Connection, key: int, head: str, body: str) -> None:
    """Index an article whose tokens are made already."""
    connection.execute(_ADD, (key, head, body))


def take_from_index(connection: Connection, key: int) -> None:
    """Take an article out, by the tokens that were put in; it must be in the archive still."""
    article = read_article(connection, key)
    connection.execute(_TAKE, (key, index_head(article), index_body(article)))


def has_index_rules(connection: Connection) -> bool:
    """Whether the index was made with this program's way into tokens."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'index_rules'").fetchone()
    return row is not None and row[0] == index_digest()


def rebuild_index(connection: Connection) -> None:
    """Make the index and the sketches anew from the articles; belongs into a transaction."""
    connection.execute("INSERT INTO pair_index (pair_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM shingle")
    connection.execute("INSERT OR REPLACE INTO setting VALUES ('index_rules', ?)", (index_digest(),))
    for key in _article_keys(connection):
        article = read_article(connection, key)
        add_tokens(connection, key, index_head(article), index_body(article))
        add_sketch(connection, key, make_sketch(plain_body(article)))


def add_sketch(connection: Connection, key: int, sketch: Iterable[int]) -> None:
    """Store the sketch of an article; it goes with the article."""
    connection.executemany(
        "INSERT INTO shingle (article, hash) VALUES (?, ?)", ((key, one) for one in sketch)
    )


def _article_keys(connection: Connection) -> Iterator[int]:
    """All keys, a thousand at a time, so that what is asked for them may write."""
    last = 0
    while rows := connection.execute(
        "SELECT key FROM article WHERE key > ? ORDER BY key LIMIT 1000", (last,)
    ).fetchall():
        for (last,) in rows:
            yield last
