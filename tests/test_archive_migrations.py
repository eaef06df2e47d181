"""An archive of every older schema comes up to today's, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran

from jnrb_cli.archive.connect import open_for_writing
from jnrb_cli.archive.migrations import SCHEMA_NUMBER, migrate, schema_number
from jnrb_cli.archive.reading import read_article
from jnrb_cli.archive.tokens import token_text

Jnrb = Callable[..., Ran]
OLD = range(1, SCHEMA_NUMBER)
ASKED = (
    ("archive", "list"),
    ("archive", "export"),
    ("archive", "export", "--facts"),
    ("archive", "duplicates"),
    ("search", "渔"),
    ("search", "渔港 OR 补贴"),
    ("trend", "开渔"),
)


def shape(path: Path) -> list[tuple[str, str]]:
    """Every table and index, as SQL."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return found


def make_old(path: Path, number: int, today: Path) -> None:
    """An archive of an older schema, with what today's holds as far as it has tables for it."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, upto=number)
    assert schema_number(connection) == number
    connection.execute("ATTACH ? AS today", (str(today),))
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
    for (table,) in connection.execute(tables).fetchall():
        if table.startswith(("sqlite_", "article_index_", "pair_index_", "setting")):
            continue
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM today.{table}")
    if number > 1:  # the index holds no text that could be copied
        for (key,) in connection.execute("SELECT key FROM article").fetchall():
            article = read_article(connection, key)
            texts = (article.title or "", " ¶ ".join(one.text for one in article.paragraphs))
            row = (key, *map(token_text, texts))
            connection.execute("INSERT INTO article_index (rowid, head, body) VALUES (?, ?, ?)", row)
    connection.close()


@pytest.fixture
def today(jnrb: Jnrb, archive: Path, pages: Path) -> Path:
    """An archive of today's schema, with five pages."""
    assert jnrb("archive", "add", str(pages), "--archive", str(archive)).code == 0
    return archive


@pytest.mark.parametrize("number", OLD)
def test_an_old_archive_is_brought_up_to_date(jnrb: Jnrb, today: Path, tmp_path: Path, number: int) -> None:
    old = tmp_path / "old.db"
    make_old(old, number, today)
    ran = jnrb("archive", "list", "--archive", str(old))
    assert ran.code == 4
    assert ran.err == (
        f"jnrb: {old}: schema {number}, older than this program's; `jnrb archive init` brings it up to date\n"
    )
    assert json.loads(jnrb("archive", "init", "--archive", str(old)).out)["number"] == SCHEMA_NUMBER
    assert shape(old) == shape(today)
    for words in ASKED:
        assert jnrb(*words, "--archive", str(old)) == jnrb(*words, "--archive", str(today))
    assert jnrb("archive", "verify", "--archive", str(old)).code == 0


@pytest.mark.parametrize("number", OLD)
def test_adding_brings_an_old_archive_up_to_date(
    jnrb: Jnrb, today: Path, pages: Path, tmp_path: Path, number: int
) -> None:
    old = tmp_path / "old.db"
    make_old(old, number, today)
    ran = jnrb("archive", "add", str(pages), "--archive", str(old))
    assert (ran.code, json.loads(ran.out)["unchanged"]) == (0, 5)
    assert shape(old) == shape(today)


@pytest.mark.parametrize("number", OLD)
def test_a_step_that_fails_leaves_the_old_archive(today: Path, tmp_path: Path, number: int) -> None:
    old = tmp_path / "old.db"
    make_old(old, number, today)
    connection = sqlite3.connect(old, isolation_level=None)
    last = next(name for name, sql in reversed(shape(today)) if sql and (name, sql) not in shape(old))
    connection.execute(f"CREATE TABLE {last} (in_the_way)")
    before = shape(old)
    with pytest.raises(sqlite3.OperationalError, match="already"):
        migrate(connection)
    assert (schema_number(connection), shape(old)) == (number, before)
    connection.close()


def test_the_index_is_made_anew_where_the_way_into_tokens_has_changed(today: Path) -> None:
    connection = sqlite3.connect(today)
    connection.execute("UPDATE setting SET value = 'of old' WHERE name = 'index_rules'")
    connection.execute("INSERT INTO pair_index (pair_index) VALUES ('delete-all')")
    connection.execute("INSERT INTO pair_index (rowid, head, body) VALUES (1, 'of', 'old')")
    connection.commit()
    connection.close()
    with open_for_writing(str(today)) as writing:
        count = "SELECT count(*) FROM pair_index WHERE pair_index MATCH ?"
        assert writing.execute(count, ("old",)).fetchone() == (0,)
        assert writing.execute(count, ("渔港",)).fetchone() == (5,)
