"""The archive in trouble: killed, busy, newer, damaged, read-only, without room. Whole afterwards, and one clear line."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, make_page, run_process

from jnrb_cli.archive.connect import open_for_writing
from jnrb_cli.archive.entry import Recipe, Work, make_entry
from jnrb_cli.archive.migrations import transaction
from jnrb_cli.archive.rules import rules_digest
from jnrb_cli.archive.store import put_page

Jnrb = Callable[..., Ran]
READING = (["list"], ["info"], ["export"], ["export", "--facts"], ["verify"])
CHANGING = (["init"], ["add"], ["remove", "nothing"])


def text_of(path: Path) -> str:
    """All that an archive holds, as SQL; the numbers of rows may differ, as they do after a page was put twice."""
    questions = (
        "SELECT id, source, number, start, end, hex(record), hex(text) FROM page ORDER BY id",
        "SELECT id, title, hex(record) FROM article ORDER BY id",
        "SELECT article.id, fact.n, text, value, sentence FROM fact JOIN article ON article.key = article ORDER BY 1, 2",
        "SELECT article.id, role, name FROM byline JOIN article ON article.key = article ORDER BY 1, 2, 3",
        "SELECT article.id FROM pair_index JOIN article ON article.key = pair_index.rowid"
        " WHERE pair_index MATCH '渔*' ORDER BY 1",
    )
    connection = sqlite3.connect(path)
    found = "\n".join(str(connection.execute(question).fetchall()) for question in questions)
    connection.close()
    return found


def command(archive: Path, *arguments: object) -> list[str]:
    """The command line of a process that works on an archive."""
    verb, *rest = map(str, arguments)
    return [sys.executable, "-m", "jnrb_cli", "archive", verb, "--archive", str(archive), *rest]


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 150 pages: three batches."""
    path = tmp_path_factory.mktemp("issue") / "issue.txt"
    path.write_text("\f".join(map(make_page, range(150))), "utf-8")
    return path


@pytest.fixture(scope="module")
def reference(issue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of that file, made without trouble."""
    path = tmp_path_factory.mktemp("reference") / "news.db"
    subprocess.run(command(path, "add", issue), check=True, stdout=subprocess.DEVNULL)
    return path


def proves(archive: Path) -> bool:
    """Whether every page of an archive proves right; one that was never finished has none."""
    ran = run_process(command(archive, "verify", "--no-sources")[3:])
    return ran.returncode == 0 or b"empty, no archive yet" in ran.stderr


def test_killed_at_any_moment_it_is_whole_and_goes_on(issue: Path, reference: Path, archive: Path) -> None:
    """Killed as a whole with its processes, at moments from before the first page to after the last."""
    archive.parent.mkdir()
    for moment in range(8):
        process = subprocess.Popen(command(archive, "add", issue, "--jobs", 2), stdout=subprocess.DEVNULL)
        before = time.monotonic()
        # Wait until it writes, then strike a little later each time.
        while not archive.exists() and process.poll() is None and time.monotonic() < before + 30:
            time.sleep(0.01)
        time.sleep(0.12 * moment)
        process.kill()
        process.wait()
        if archive.stat().st_size:
            assert proves(archive)
    assert run_process(command(archive, "add", issue)[3:]).returncode == 0
    assert text_of(archive) == text_of(reference)


def put_and_die(path: str, entries: list[bytes], steps: int) -> None:
    """Put pages and be killed in the middle of SQLite's work, after so many hundred of its steps."""
    import pickle

    with open_for_writing(path) as connection:
        left = [steps]

        def count() -> int:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return 0

        connection.set_progress_handler(count, 100)
        with transaction(connection):
            for entry in entries:
                put_page(connection, pickle.loads(entry))


def test_killed_inside_a_transaction_the_old_pages_stand(tmp_path: Path) -> None:
    """Twenty pages take the place of twenty others, or none does."""
    recipe = Recipe(jnrb="test", rules=rules_digest())

    def entries(first: int) -> list[bytes]:
        works = [
            Work(
                source="issue.txt", recipe=recipe, text=make_page(first + n), path="/issue.txt", number=n + 1
            )
            for n in range(20)
        ]
        return [pickle.dumps(make_entry(work)) for work in works]

    old, new = tmp_path / "old.db", tmp_path / "new.db"
    with open_for_writing(str(old)) as connection, transaction(connection):
        for entry in entries(0):
            put_page(connection, pickle.loads(entry))
    shutil.copy(old, new)
    with open_for_writing(str(new)) as connection, transaction(connection):
        for entry in entries(100):
            put_page(connection, pickle.loads(entry))
    fork = multiprocessing.get_context("fork")
    killed = 0
    for steps in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144):
        path = tmp_path / "killed.db"
        shutil.copy(old, path)
        process = fork.Process(target=put_and_die, args=(str(path), entries(100), steps))
        process.start()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        with open_for_writing(str(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert text_of(path) in (text_of(old), text_of(new))
        os.unlink(path)
    assert killed > 5


def test_killed_while_it_commits(tmp_path: Path) -> None:
    """Struck within the few milliseconds in which SQLite writes its journal and the pages of the file."""
    path = tmp_path / "news.db"
    with open_for_writing(str(path)) as connection:
        connection.execute("CREATE TABLE spare (number INTEGER, filling BLOB)")
    fork = multiprocessing.get_context("fork")
    chance = random.Random(7)
    for _ in range(20):
        begun = fork.Event()
        process = fork.Process(target=fill, args=(str(path), begun))
        process.start()
        begun.wait(30)
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.join()
        with open_for_writing(str(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            # Each transaction writes a hundred.
            ((count,),) = connection.execute("SELECT count(*) FROM spare").fetchall()
            assert count % 100 == 0


def fill(path: str, begun: multiprocessing.synchronize.Event) -> None:
    """Write transaction after transaction until somebody strikes."""
    with open_for_writing(path) as connection:
        begun.set()
        while True:
            with transaction(connection):
                connection.executemany(
                    "INSERT INTO spare VALUES (?, zeroblob(3000))", ((number,) for number in range(100))
                )


def test_two_that_write_take_turns(issue: Path, tmp_path: Path, archive: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("\f".join(map(make_page, range(200, 300))), "utf-8")
    both = [
        subprocess.Popen(command(archive, "add", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for path in (issue, other)
    ]
    ends = [(*process.communicate(timeout=120), process.returncode) for process in both]
    assert [(err, code) for _, err, code in ends] == [(b"", 0), (b"", 0)]
    assert [json.loads(out)["added"] for out, _, _ in ends] == [150, 100]
    assert proves(archive)


@pytest.fixture
def small(jnrb: Jnrb, archive: Path, pages: Path) -> Path:
    """An archive of five pages."""
    assert jnrb("archive", "add", "--archive", str(archive), str(pages)).code == 0
    return archive


@pytest.mark.parametrize("verb", CHANGING, ids=" ".join)
def test_4_busy_is_told_after_a_while(jnrb: Jnrb, small: Path, pages: Path, verb: list[str]) -> None:
    (pages / "new.txt").write_text(make_page(77), "utf-8")
    files = [str(pages)] if verb == ["add"] else []
    other = sqlite3.connect(small, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = jnrb("archive", *verb, *files, "--wait", "0.1", "--archive", str(small))
    assert (ran.code, ran.err) == (
        4,
        f"jnrb: {small}: busy: another program is writing to it, waited 0.1 s; try again later\n",
    )
    other.execute("ROLLBACK")
    other.close()


def test_others_may_read_while_one_writes(jnrb: Jnrb, small: Path, pages: Path) -> None:
    """A writer that has begun, so that the others may read, but not write."""
    (pages / "new.txt").write_text(make_page(77), "utf-8")
    other = sqlite3.connect(small, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for verb in READING:
        if verb != ["verify"]:  # the index's own check takes a writer's turn
            assert jnrb("archive", *verb, "--archive", str(small)).code == 0
    ran = jnrb("archive", "add", str(pages), "--wait", "0", "--archive", str(small))
    assert (ran.code, ran.err.count("\n"), json.loads(ran.out)["added"]) == (4, 1, 0)
    other.execute("ROLLBACK")
    other.close()
    assert json.loads(jnrb("archive", "add", str(pages), "--archive", str(small)).out)["added"] == 1


@pytest.mark.parametrize("verb", (*READING, *CHANGING), ids=" ".join)
def test_4_newer_than_the_program(jnrb: Jnrb, small: Path, pages: Path, verb: list[str]) -> None:
    connection = sqlite3.connect(small)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = small.read_bytes()
    files = [str(pages)] if verb == ["add"] else []
    ran = jnrb("archive", *verb, *files, "--archive", str(small))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"jnrb: {small}: schema 99, newer than this program")
    assert small.read_bytes() == before


def make_folder(path: Path) -> None:
    """A folder where a file is looked for."""
    path.mkdir()


def make_text(path: Path) -> None:
    """A page text."""
    path.write_text(make_page(1) * 20, "utf-8")


def make_other(path: Path) -> None:
    """Another program's SQLite file."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE page (key)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_folder, "a folder, not an archive"),
        (make_text, "not a SQLite file, no archive"),
        (make_other, "a SQLite file, but no archive of jnrb"),
    ],
    ids=["folder", "text", "other"],
)
@pytest.mark.parametrize("verb", (*READING, *CHANGING), ids=" ".join)
def test_4_what_is_no_archive_is_left_alone(
    jnrb: Jnrb, tmp_path: Path, pages: Path, make: Callable[[Path], None], said: str, verb: list[str]
) -> None:
    path = tmp_path / "thing"
    make(path)
    before = path.is_file() and path.read_bytes()
    files = [str(pages)] if verb == ["add"] else []
    ran = jnrb("archive", *verb, *files, "--archive", str(path))
    assert (ran.code, ran.out, ran.err) == (4, "", f"jnrb: {path}: {said}\n")
    assert (path.is_file() and path.read_bytes()) == before


def test_an_empty_file_becomes_an_archive_when_it_is_written(jnrb: Jnrb, tmp_path: Path, pages: Path) -> None:
    """As a program leaves it that is killed before its first write."""
    path = tmp_path / "empty.db"
    path.touch()
    ran = jnrb("archive", "info", "--archive", str(path))
    assert (ran.code, path.stat().st_size) == (4, 0)
    assert "empty, no archive yet" in ran.err
    assert jnrb("archive", "add", str(pages), "--archive", str(path)).code == 0


def test_4_a_damaged_file_never_breaks_the_program(jnrb: Jnrb, small: Path, pages: Path) -> None:
    """Cut short and overwritten at many places: an answer or exit code 4, and one line."""
    good = small.read_bytes()
    chance = random.Random(11)
    damaged = [good[: len(good) * part // 16] for part in range(1, 16)]
    for _ in range(25):
        at = chance.randrange(100, len(good) - 400)
        damaged.append(good[:at] + chance.randbytes(chance.choice((1, 16, 400))) + good[at + 400 :])
    told = 0
    for data in damaged:
        for verb in (["verify"], ["export", "--facts"], ["add", str(pages)]):
            small.write_bytes(data)
            ran = jnrb("archive", *verb, "--archive", str(small))
            assert ran.code in (0, 1, 4), ran.err
            assert ran.err.count("\n") <= 1
            told += ran.code == 4 or (verb == ["verify"] and ran.code == 1)
    assert told > 60


def test_4_a_read_only_archive_can_be_read(jnrb: Jnrb, small: Path, pages: Path) -> None:
    """By its header, which holds for a superuser too: written by a later SQLite, in a way that this one can only read."""
    data = bytearray(small.read_bytes())
    assert data[18:20] == b"\x01\x01"
    data[18] = 3
    small.write_bytes(data)
    (pages / "new.txt").write_text(make_page(77), "utf-8")
    ran = jnrb("archive", "add", str(pages), "--archive", str(small))
    assert ran.code == 4
    assert ran.err == f"jnrb: {small}: may not be written; it, or its folder, is read-only\n"
    assert small.read_bytes() == data
    for verb in READING:
        assert jnrb("archive", *verb, "--archive", str(small)).code in (0, 1)


def test_4_where_no_archive_can_be_made(jnrb: Jnrb, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "file").touch()
    ran = jnrb("archive", "add", str(pages), "--archive", str(tmp_path / "file" / "news.db"))
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "cannot be made" in ran.err


def held(ran: subprocess.CompletedProcess[bytes], archive: Path) -> None:
    """Assert that a run ended for want of room, with one line, and that what it said it added is there."""
    assert (ran.returncode, ran.stderr.count(b"\n")) == (4, 1), ran.stderr
    added = json.loads(ran.stdout)["added"]
    connection = sqlite3.connect(archive)
    ((count,),) = connection.execute("SELECT count(*) FROM page").fetchall()
    connection.close()
    assert added == count
    assert 0 < count < 150


def test_4_a_file_that_may_not_grow(issue: Path, reference: Path, archive: Path) -> None:
    archive.parent.mkdir()
    limit = reference.stat().st_size * 2 // 3
    ran = subprocess.run(
        command(archive, "add", issue),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        timeout=120,
    )
    held(ran, archive)
    assert run_process(command(archive, "add", issue)[3:]).returncode == 0
    assert text_of(archive) == text_of(reference)


def test_4_a_full_disk(issue: Path, reference: Path, tmp_path: Path) -> None:
    """On a small disk of its own, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = reference.stat().st_size * 5 // 6
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here: that is for a superuser outside of most containers")
    try:
        archive = disk / "news.db"
        held(subprocess.run(command(archive, "add", issue), capture_output=True, timeout=120), archive)
        assert b"no room left" in subprocess.run(command(archive, "add", issue), capture_output=True).stderr
        subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
        assert run_process(command(archive, "add", issue)[3:]).returncode == 0
        assert text_of(archive) == text_of(reference)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
