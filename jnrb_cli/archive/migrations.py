"""The numbered steps from an empty file to today's archive, each recorded in the file's header.

A new archive takes all of them, an old one those it lacks, in one transaction. A step is never changed once it
was released: what must differ is a new step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .index import rebuild_index
from .schema import APPLICATION_ID, FINDING, INDEX, PAIRS, TABLES

if TYPE_CHECKING:
    from sqlite3 import Connection


def make_tables(connection: Connection) -> None:
    """1: pages, articles, signers, figures."""
    for statement in TABLES:
        connection.execute(statement)


def make_index(connection: Connection) -> None:
    """2: the first full-text index, left empty: the fourth step does without it."""
    for statement in INDEX:
        connection.execute(statement)


def make_sketches(connection: Connection) -> None:
    """3: what the same story is found by; the fourth step fills it."""
    for statement in FINDING:
        connection.execute(statement)


def make_pairs(connection: Connection) -> None:
    """4: the index of pairs of characters, of all articles that are there, and their sketches."""
    for statement in PAIRS:
        connection.execute(statement)
    rebuild_index(connection)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (make_tables, make_index, make_sketches, make_pairs)

# The number of the schema that this program writes.
SCHEMA_NUMBER = len(MIGRATIONS)


def schema_number(connection: Connection) -> int:
    """How many steps an archive has taken; 0 is an empty file."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def migrate(connection: Connection, *, upto: int = SCHEMA_NUMBER) -> int:
    """Take the steps that are lacking, all or none; the number from which it went."""
    with transaction(connection):
        number = schema_number(connection)  # asked again: another program may just have done it
        for step in MIGRATIONS[number:upto]:
            step(connection)
        if number < upto:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {upto}")
    return number


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """What is done in it is done whole or not at all; no other program writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
