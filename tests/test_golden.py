"""Whole runs of the program, to the character: command, standard input, output, error and exit code.

`pytest --update-golden` writes the files anew; read the difference before it is committed.
A command runs in `tests/golden/inputs`, as a process of its own, with no terminal and 80 columns; its archive, where
it asks one, holds the pages of `tests/golden/inputs/archive`.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from conftest import TESTS, run_process

TRANSCRIPTS = sorted((TESTS / "golden").glob("*.txt"))
INPUTS = TESTS / "golden" / "inputs"
PARTS = ("command", "stdin", "stdout", "stderr", "exit")


def parse(text: str) -> dict[str, str]:
    """The parts of a transcript, each under a line `=== NAME`."""
    parts: dict[str, str] = {}
    for part in text.split("=== ")[1:]:
        name, _, body = part.partition("\n")
        parts[name] = body
    return parts


@pytest.fixture(scope="session")
def issues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the pages in `inputs/archive`."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    ran = run_process(["archive", "add", "--archive", str(path), "archive"], cwd=INPUTS)
    assert ran.returncode == 0, ran.stderr
    return path


def run_transcript(command: str, stdin: str, archive: Path) -> dict[str, str]:
    """What a command line gives now."""
    words = shlex.split(command)
    environ = {"COLUMNS": "80", "JNRB_ARCHIVE": str(archive)}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environ[name] = value
    assert words.pop(0) == "jnrb"
    ran = run_process(words, stdin=stdin.encode(), cwd=INPUTS, environ=environ)
    return {
        "command": command,
        "stdin": stdin,
        "stdout": ran.stdout.decode(),
        "stderr": ran.stderr.decode(),
        "exit": f"{ran.returncode}\n",
    }


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) > 10


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, issues: Path, request: pytest.FixtureRequest) -> None:
    wanted = parse(path.read_text("utf-8"))
    found = run_transcript(wanted["command"], wanted.get("stdin", ""), issues)
    if request.config.getoption("--update-golden"):
        body = "".join(
            f"=== {name}\n{found[name]}" for name in PARTS if found[name] or name in ("command", "exit")
        )
        path.write_text(body, "utf-8")
        return
    assert {"stdin": "", "stdout": "", "stderr": "", **wanted} == found
