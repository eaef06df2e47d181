"""Several processes at once: none is more than there is work for, and the rest is done when one dies."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import PAGE, Ran, make_page

from jnrb_cli.errors import InputError
from jnrb_cli.models import Page
from jnrb_cli.pipeline import Result, Settings, run_stage
from jnrb_cli.read import Item, PageText
from jnrb_cli.workers import Pool

Jnrb = Callable[..., Ran]


def die_at_a_word(items: Iterable[Item], settings: Settings) -> Iterator[Result]:
    """A stage whose process is killed by a page that says so; by one that says `once` the first time only."""
    for item in items:
        assert isinstance(item, PageText)
        once = Path(item.source).with_suffix(".once")
        if "kill" in item.text or ("once" in item.text and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield Page(id=item.text.strip(), source=item.source, start=0, end=1, chars=1, articles=0)


def run_words(folder: Path, words: str, jobs: int = 3) -> list[str]:
    """What comes of a file for each word, one after another: its text, or that its process was killed."""
    paths = []
    for number, word in enumerate(words.split()):
        paths.append(str(folder / f"{number}.txt"))
        Path(paths[-1]).write_text(word)
    found: list[str] = []
    for result in run_stage(die_at_a_word, paths, Settings(), io.BytesIO(), jobs=jobs):
        if isinstance(result, InputError):
            assert result.source == paths[len(found)]
            found.append("killed")
        else:
            assert isinstance(result, Page)
            found.append(result.id)
    return found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a b kill c d", "a b killed c d"),
        ("kill a kill kill b", "killed a killed killed b"),
        ("once a b c d e f g h i", "once a b c d e f g h i"),
        ("a b c d e f g h i kill", "a b c d e f g h i killed"),
    ],
)
def test_only_the_page_that_kills_is_lost(tmp_path: Path, words: str, found: str) -> None:
    assert run_words(tmp_path, words) == found.split()


def test_there_are_no_more_processes_than_files(jnrb: Jnrb, tmp_path: Path) -> None:
    """A thousand take a quarter of a minute to begin."""
    (tmp_path / "a.txt").write_text(PAGE)
    alone = jnrb("split", str(tmp_path), "--jobs", "100000")
    (tmp_path / "b.txt").write_text(PAGE)
    both = jnrb("split", str(tmp_path), "--jobs", "100000")
    assert (alone.code, both.code) == (0, 0)
    assert both.out.count('"type":"page"') == 2 * alone.out.count('"type":"page"') == 2


def start_long_run(folder: Path) -> subprocess.Popen[bytes]:
    """A run that has written its first page, while its processes are at files that take them long."""
    (folder / "0.txt").write_text(PAGE)
    for name in "12":
        (folder / f"{name}.txt").write_text("\f".join(map(make_page, range(4000))), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "jnrb_cli", "split", "--jobs", "2", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whatever started the tests, as a shell does what it runs in the background, may have them ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b'{"schema":1')
    return process


def assert_all_end(process: subprocess.Popen[bytes], code: int) -> None:
    """The run ends soon, its processes with it, and nothing is said."""
    try:
        out, err = process.communicate(timeout=15)  # which waits for all that hold the pipes
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert (process.returncode, err) == (code, b"")
    assert not out or out.endswith(b"\n")


def test_an_interrupt_ends_the_processes(tmp_path: Path) -> None:
    process = start_long_run(tmp_path)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    assert_all_end(process, 130)


@pytest.mark.parametrize("options", [(), ("--jobs", "2")], ids=["alone", "jobs"])
def test_a_run_that_is_told_to_end_leaves_no_half_file(tmp_path: Path, options: tuple[str, ...]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in "ab":
        (pages / f"{name}.txt").write_text("\f".join(map(make_page, range(4000))), "utf-8")
    (tmp_path / "out.jsonl").write_text("old")
    command = [sys.executable, "-m", "jnrb_cli", "split", *options, "-o", tmp_path / "out.jsonl", pages]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 3 and time.monotonic() < end:
        time.sleep(0.05)  # until the file beside the output is there
    process.terminate()
    assert_all_end(process, 143)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "pages"]
    assert (tmp_path / "out.jsonl").read_text() == "old"


def test_a_reader_that_goes_away_ends_the_processes(tmp_path: Path) -> None:
    (tmp_path / "00.txt").write_text("\f".join(map(make_page, range(400))), "utf-8")
    process = start_long_run(tmp_path)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    assert_all_end(process, 0)


def test_a_signal_waits_until_processes_have_begun() -> None:
    """In the fork itself it was lost now and then, and the run went on."""
    begun = []

    class Told(ThreadPoolExecutor):
        def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
            # To this thread: other tests may have left some that would take it and mind no mask.
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
            begun.append(function)
            return super().submit(function, *arguments, **named)

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    pool = Pool(lambda: Told(1))
    before = signal.signal(signal.SIGTERM, end)
    try:
        with pytest.raises(SystemExit):
            pool.submit(abs, -1)
    finally:
        signal.signal(signal.SIGTERM, before)
        pool.stop()
    assert begun == [abs]


_DEAF = """
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from jnrb_cli.workers import Pool

executor = ProcessPoolExecutor(1)
pool = Pool(lambda: executor)
future = pool.submit(time.sleep, 60).future
(process,) = executor._processes.values()
process.terminate()
try:
    # The executor reaps the process as well: who asks it for its exit code may find that it is gone.
    print(isinstance(future.exception(20), BrokenExecutor))
finally:
    process.kill()
"""


def test_processes_without_a_beginning_of_their_own_end_when_told() -> None:
    """They had been forked while the word was held back, did not hear it, and whoever waited for them waited for ever.

    In a process of its own: one that is forked from the tests' process, beside threads of other tests, may hear nothing at all.
    """
    done = subprocess.run(
        [sys.executable, "-c", _DEAF], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "True\n", done.stderr
