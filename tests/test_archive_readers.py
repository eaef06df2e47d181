"""Whoever reads the archive slowly holds up nobody's writing, and is told what was taken away meanwhile."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Ran, make_page

from jnrb_cli.archive.connect import open_for_reading, open_for_writing
from jnrb_cli.archive.figures import find_figures
from jnrb_cli.archive.migrations import transaction
from jnrb_cli.archive.query import read_query
from jnrb_cli.archive.reading import read_articles, read_facts, read_pages
from jnrb_cli.archive.search import find_articles
from jnrb_cli.archive.store import find_pages, remove_page
from jnrb_cli.archive.trend import count_words
from jnrb_cli.archive.verify import verify_archive
from jnrb_cli.errors import ArchiveError
from jnrb_cli.extract.choice import EVERY_FACT

Jnrb = Callable[..., Ran]
Reader = Callable[[sqlite3.Connection], Iterator[object]]
FISH = read_query("渔")
PAGES = 150

# What is told of records that went while it was read, and what is only told of what is there.
TELLING: dict[str, Reader] = {
    "pages": read_pages,
    "articles": read_articles,
    "facts": read_facts,
    "search": lambda connection: find_articles(connection, FISH),
    "figures": lambda connection: find_figures(connection, None, EVERY_FACT),
}
READERS: dict[str, Reader] = {
    **TELLING,
    "trend": lambda connection: count_words(connection, FISH, by="day"),
    "verify": verify_archive,
}


@pytest.fixture
def filled(jnrb: Jnrb, archive: Path, tmp_path: Path) -> Path:
    """An archive of more pages than are read at once."""
    issue = tmp_path / "issue.txt"
    issue.write_text("\f".join(map(make_page, range(PAGES))), "utf-8")
    assert jnrb("archive", "add", str(issue), "--archive", str(archive)).code == 0
    return archive


@pytest.mark.parametrize("name", READERS)
def test_another_program_may_write_while_one_reads(filled: Path, name: str) -> None:
    with open_for_reading(str(filled)) as reading:
        records = iter(READERS[name](reading))
        next(records)
        with open_for_writing(str(filled), wait_s=0.1) as writing, transaction(writing):
            writing.execute("UPDATE page SET source = source")
        assert len(list(records)) + 1 >= len({page % 28 for page in range(PAGES)})


@pytest.mark.parametrize("name", TELLING)
def test_what_went_while_it_was_read_is_told(filled: Path, name: str) -> None:
    with open_for_reading(str(filled)) as reading:
        records = iter(TELLING[name](reading))
        next(records)
        with open_for_writing(str(filled), wait_s=0.1) as writing, transaction(writing):
            for key in find_pages(writing, "/")[PAGES // 3 :]:
                remove_page(writing, key)
        with pytest.raises(ArchiveError, match="another program wrote to it while it was read"):
            list(records)


def test_a_proof_passes_by_what_went(filled: Path) -> None:
    with open_for_reading(str(filled)) as reading:
        proofs = verify_archive(reading, sources=False)
        assert not next(proofs).troubles
        with open_for_writing(str(filled), wait_s=0.1) as writing, transaction(writing):
            for key in find_pages(writing, "/")[-2:]:
                remove_page(writing, key)
        assert [proof.troubles for proof in proofs] == [()] * (PAGES - 2)


def test_adding_goes_on_while_an_export_waits_for_its_reader(
    jnrb: Jnrb, filled: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "jnrb_cli", "archive", "export", "--archive", filled]
    export = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert export.stdout
    first = export.stdout.readline()  # the rest is more than a pipe holds
    new = tmp_path / "new.txt"
    new.write_text(make_page(777), "utf-8")
    ran = jnrb("archive", "add", str(new), "--wait", "0.5", "--archive", str(filled))
    assert (ran.code, json.loads(ran.out)["added"], export.poll()) == (0, 1, None)
    rest = export.stdout.read()
    assert export.wait(timeout=60) == 0
    assert len([json.loads(line) for line in (first + rest).splitlines()]) == PAGES
