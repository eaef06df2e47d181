"""An archive opened: for reading, which never makes a file, or for writing; and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import msgspec

from ..errors import ArchiveError
from .index import has_index_rules, rebuild_index
from .migrations import SCHEMA_NUMBER, migrate, schema_number, transaction
from .place import WAIT_S
from .schema import APPLICATION_ID

# Pages of the file that are held; a batch of pages fits in, so that nothing is written before it is whole.
_CACHE_KIB = 64 * 1024

_DAMAGED = "restore a copy, or make a new one of the same pages with `jnrb archive add`"


@contextmanager
def open_for_reading(path: str, *, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
    """The archive, only to be read; raises ArchiveError where there is none, or none that can be read."""
    with plain_errors(path, wait_s):
        if not os.path.lexists(path):
            raise ArchiveError(path, "no archive there", "`jnrb archive add` makes one")
        with _connect(path, "rw", wait_s) as connection:
            connection.execute("PRAGMA query_only = ON")
            number = _check(path, connection)
            if number < SCHEMA_NUMBER:
                raise ArchiveError(
                    path,
                    "empty, no archive yet" if number == 0 else f"schema {number}, older than this program's",
                    "`jnrb archive init` brings it up to date",
                )
            yield connection


@contextmanager
def open_for_writing(path: str, *, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
    """The archive, made where there is none, and brought up to date where it is older."""
    with plain_errors(path, wait_s):
        try:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        except OSError as error:
            raise ArchiveError(path, f"cannot be made: {error.strerror}") from error
        with _connect(path, "rwc", wait_s) as connection:
            if _check(path, connection) < SCHEMA_NUMBER:
                migrate(connection)
            if not has_index_rules(connection):
                with transaction(connection):
                    rebuild_index(connection)
            yield connection


@contextmanager
def _connect(path: str, mode: str, wait_s: float) -> Iterator[sqlite3.Connection]:
    if os.path.isdir(path):
        raise ArchiveError(path, "a folder, not an archive")
    where = f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode={mode}"
    connection = sqlite3.connect(where, timeout=wait_s, isolation_level=None, uri=True)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        yield connection
    finally:
        connection.close()


def _check(path: str, connection: sqlite3.Connection) -> int:
    """The number of the archive's schema; raises where the file is something else, or newer than this program."""
    number = schema_number(connection)
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if owner != APPLICATION_ID and (owner or number or tables):
        raise ArchiveError(path, "a SQLite file, but no archive of jnrb")
    if number > SCHEMA_NUMBER:
        hint = "a newer jnrb can"
        raise ArchiveError(path, f"schema {number}, newer than this program can read ({SCHEMA_NUMBER})", hint)
    return number


@contextmanager
def plain_errors(path: str, wait_s: float = WAIT_S) -> Iterator[None]:
    """What SQLite complains of as an ArchiveError; what is no trouble of the file's is left as it is."""
    try:
        yield
    except sqlite3.Error as error:
        known = _explain(error, wait_s)
        if known is None:
            raise
        raise ArchiveError(path, *known) from error
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ArchiveError(path, f"damaged: a record in it cannot be read ({error})", _DAMAGED) from error


def _explain(error: sqlite3.Error, wait_s: float) -> tuple[str, str] | None:
    """What happened and what to try."""
    name = getattr(error, "sqlite_errorname", "")
    text = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"busy: another program is writing to it, waited {wait_s:g} s", "try again later"
    if name == "SQLITE_FULL":
        return "no room left to write", "what was reported as added is there; make room and run it again"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        no_archive = name == "SQLITE_NOTADB"
        return ("not a SQLite file, no archive", "") if no_archive else (f"damaged: {text}", _DAMAGED)
    if name.startswith("SQLITE_READONLY"):
        return "may not be written", "it, or its folder, is read-only"
    if name.startswith("SQLITE_CANTOPEN"):
        return "cannot be opened", "is its folder there, and may it be read and written?"
    if name.startswith(("SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")):
        return f"cannot be read or written: {text}", "what was reported as added is there"
    if "no such module: fts5" in text:
        return "this Python's SQLite has no full-text search (FTS5)", "use another Python"
    if text.startswith(("no such table", "Could not decode")):
        return f"damaged: {text}", _DAMAGED
    return None
