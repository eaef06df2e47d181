"""Shells complete commands, options and values: asked as the shells ask, by the scripts that `jnrb completion` prints."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran

from jnrb_cli.cli import COMMANDS
from jnrb_cli.commands.schema import KINDS

Jnrb = Callable[..., Ran]
CASES = [
    ("jnrb st", {"stats"}),
    ("jnrb ", set(COMMANDS)),
    ("jnrb stats --by ", {"all", "page", "paper", "date", "section", "byline", "kind", "unit"}),
    ("jnrb split --format ts", {"tsv"}),
    ("jnrb stats --stri", {"--strict"}),
    ("jnrb facts --kind me", {"measure"}),
    ("jnrb schema ", set(KINDS)),
    ("jnrb archive ver", {"verify"}),
]


@pytest.fixture
def program(tmp_path: Path) -> str:
    """A folder in which `jnrb` is this program."""
    path = tmp_path / "jnrb"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jnrb_cli "$@"\n')
    path.chmod(0o755)
    return str(tmp_path)


def ask(shell: str, script: str, program: str) -> list[str]:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    command = [shell, "-c", f"PATH={program}:$PATH\n{script}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()


@pytest.mark.parametrize(("typed", "wanted"), CASES)
def test_bash_completes(typed: str, wanted: set[str], program: str) -> None:
    words = typed.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    script = (
        f'eval "$(jnrb completion bash)"; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; '
        "_jnrb_completion jnrb; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    assert set(ask("bash", script, program)) == wanted


@pytest.mark.parametrize(("typed", "wanted"), CASES)
def test_fish_completes(typed: str, wanted: set[str], program: str) -> None:
    script = f"jnrb completion fish | source; complete -C '{typed}' | cut -f 1"
    assert wanted <= set(ask("fish", script, program))


@pytest.mark.parametrize(("typed", "wanted"), CASES)
def test_zsh_is_answered(jnrb: Jnrb, typed: str, wanted: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What its script evaluates; the completion of zsh itself needs a person at a terminal."""
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", typed)  # Typer reads this one itself
    ran = jnrb(environ={"_JNRB_COMPLETE": "complete_zsh"})
    assert ran.code == 0
    assert {line.split('"')[1] for line in ran.out.splitlines() if '"' in line} == wanted


def test_files_are_left_to_the_shell(jnrb: Jnrb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "jnrb split ")
    assert jnrb(environ={"_JNRB_COMPLETE": "complete_zsh"}).out == "_files\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(jnrb: Jnrb, shell: str) -> None:
    ran = jnrb("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_JNRB_COMPLETE=complete_" + shell in ran.out


def test_another_shell_is_wrong_usage(jnrb: Jnrb) -> None:
    assert jnrb("completion", "tcsh").code == 2
