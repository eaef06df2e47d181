"""Each exit code of the table in `--help`, and what is said with it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from conftest import PAGE, Ran

from jnrb_cli.cli import run
from jnrb_cli.errors import EXIT_MEANINGS, Exit
from jnrb_cli.streams import Output, Streams

Jnrb = Callable[..., Ran]


class Broken(io.BytesIO):
    """A stream that fails in a way nobody foresaw."""

    def read1(self, size: int | None = -1) -> bytes:
        raise ZeroDivisionError("of a kind nobody foresaw")


def run_broken(*arguments: str) -> Ran:
    """Run on a stream that breaks the program."""
    out, err = io.BytesIO(), io.BytesIO()
    code = run(arguments, Streams(Broken(), Output(out), Output(err, "stderr")))
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


def test_help_has_the_whole_table() -> None:
    assert set(EXIT_MEANINGS) == set(Exit)


def test_0_done(jnrb: Jnrb, page_file: Path) -> None:
    ran = jnrb("split", str(page_file))
    assert (ran.code, ran.err) == (0, "")


def test_2_usage_is_one_line_with_a_way_on(jnrb: Jnrb) -> None:
    for arguments in (
        ["spilt"],
        ["split", "--nonsense"],
        ["split", "-f", "xml"],
        ["schema"],
        ["show", "a", "0"],
    ):
        ran = jnrb(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert ran.err.endswith("--help\n")


def test_2_a_terminal_as_standard_input_is_told_what_to_do() -> None:
    err = io.BytesIO()
    streams = Streams(io.BytesIO(), Output(io.BytesIO()), Output(err, "stderr"), stdin_is_terminal=True)
    assert run(["split"], streams) == 2
    assert "name a file" in err.getvalue().decode()


def test_2_an_output_that_cannot_be_written(jnrb: Jnrb, page_file: Path, tmp_path: Path) -> None:
    ran = jnrb("split", str(page_file), "-o", str(tmp_path / "no" / "out"))
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_3_the_rest_is_done(jnrb: Jnrb, page_file: Path) -> None:
    ran = jnrb("split", "nope", str(page_file))
    assert ran.code == 3
    assert ran.out.startswith('{"schema":1,"type":"page"')


def test_3_strict_stops_at_the_first(jnrb: Jnrb, page_file: Path) -> None:
    ran = jnrb("split", "--strict", "nope", str(page_file))
    assert (ran.code, ran.out, ran.err) == (3, "", "jnrb: nope: no such file\n")


def test_70_a_bug_is_one_line_and_debug_has_the_traceback() -> None:
    ran = run_broken("split")
    assert ran.code == 70
    assert ran.err.count("\n") == 1
    assert "ZeroDivisionError" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" in run_broken("split", "--debug").err


def test_debug_shows_where_a_usage_error_came_from(jnrb: Jnrb) -> None:
    assert "Traceback" in jnrb("split", "--debug", "--nonsense").err


def test_130_interrupted() -> None:
    """Interrupted while it waits for a pipe."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jnrb_cli", "split"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(
        b'{"schema": 1, "type": "page", "id": "0", "source": "", "start": 0, "end": 1, "chars": 1, "articles": 0}\n'
    )
    process.stdin.write(
        b'{"schema": 1, "type": "page", "id": "1", "source": "", "start": 0, "end": 1, "chars": 1, "articles": 0}\n'
    )
    process.stdin.flush()
    process.stdout.readline()  # it is at work, and waits for more
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")


def test_130_interrupted_while_it_loads() -> None:
    script = (
        "import builtins, jnrb_cli.__main__ as program\n"
        "def interrupted(name, *rest, real=builtins.__import__):\n"
        "    if name == 'typer':\n"
        "        raise KeyboardInterrupt\n"
        "    return real(name, *rest)\n"
        "builtins.__import__ = interrupted\n"
        "program.main()"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=30)
    assert (ran.returncode, ran.stdout, ran.stderr) == (Exit.INTERRUPTED, b"", b"")


def test_0_a_reader_that_went_away_is_no_trouble(tmp_path: Path) -> None:
    """Far more than a pipe holds, to a reader of one line."""
    path = tmp_path / "many.txt"
    path.write_text("\f".join([PAGE] * 300))
    process = subprocess.Popen(
        [sys.executable, "-m", "jnrb_cli", "split", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline().startswith(b'{"schema":1')
    process.stdout.close()
    assert (process.wait(60), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_0_a_reader_that_went_away_before_the_first_line(page_file: Path) -> None:
    """It is noticed only when what was held is sent."""
    for arguments in (
        ["split", str(page_file)],
        ["--help"],
        ["schema", "page"],
        ["split", "-f", "table", str(page_file)],
    ):
        away, out = os.pipe()
        os.close(away)
        process = subprocess.Popen(
            [sys.executable, "-m", "jnrb_cli", *arguments], stdout=out, stderr=subprocess.PIPE
        )
        os.close(out)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
