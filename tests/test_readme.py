"""The README is true: its blocks give what they show, its commands are the ones that are run, nothing is left out.

A block is run as at a terminal of 80 columns, in the checkout; `pytest --update-golden` writes the outputs anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import ROOT, Ran, run_in_terminal

from jnrb_cli.cli import COMMANDS, GROUPS, app
from jnrb_cli.errors import Exit

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
BLOCKS = {found["command"]: found for found in BLOCK.finditer(README.read_text("utf-8"))}


@pytest.fixture(scope="session")
def program_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `jnrb` is this program."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "jnrb"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jnrb_cli "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample pages."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    command = [sys.executable, "-m", "jnrb_cli", "archive", "add", "--archive", path, "samples/*.txt"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return path


@pytest.fixture
def shell_environ(program_folder: Path, samples_archive: Path, tmp_path: Path) -> dict[str, str]:
    """A shell in which `jnrb` is this program, with an archive of the samples that may be changed."""
    archive = shutil.copy(samples_archive, tmp_path / "archive.db")
    return {
        "PATH": f"{program_folder}:{os.environ['PATH']}",
        "NO_COLOR": "1",
        "TERM": "dumb",  # no progress, which is never twice the same
        "JNRB_ARCHIVE": str(archive),
    }


# Programs of others that a fresh machine may lack.
TOOLS = ("jq", "csvlook", "sqlite3", "xargs", "iconv", "awk", "column")


def skip_without_tools(command: str) -> None:
    """Skip what needs a program that is not here."""
    for tool in TOOLS:
        if tool in command.replace("|", " ").split() and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")


def test_there_are_blocks() -> None:
    assert len(BLOCKS) > 5


@pytest.mark.parametrize("command", BLOCKS)
def test_blocks_give_what_they_show(
    command: str, request: pytest.FixtureRequest, shell_environ: dict[str, str]
) -> None:
    skip_without_tools(command)
    if "archive add" in command:
        os.unlink(shell_environ["JNRB_ARCHIVE"])
    _, coloured = run_in_terminal(["bash", "-c", command], environ=shell_environ, cwd=ROOT)
    shown = COLOUR.sub("", coloured)  # older jq knows no NO_COLOR
    if request.config.getoption("--update-golden"):
        text = README.read_text("utf-8")
        found = next(found for found in BLOCK.finditer(text) if found["command"] == command)
        README.write_text(text[: found.start("output")] + shown + text[found.end("output") :], "utf-8")
        return
    assert shown == BLOCKS[command]["output"]


@pytest.mark.parametrize("command", [["--help"], ["archive", "--help"]], ids=" ".join)
def test_no_line_of_the_help_is_cut(command: list[str], jnrb: Callable[..., Ran]) -> None:
    assert "..." not in jnrb(*command).out.replace("]...", "]")


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    lines = [line for line in README.read_text("utf-8").splitlines() if line.startswith("python3 -m venv")]
    first, tests = lines
    assert first.endswith("jnrb split samples/city.txt")
    assert tests.endswith("/pytest")
    pattern = re.search(r"grep -m 1 -E '([^']+)'", (ROOT / ".ci" / "run").read_text())
    assert pattern
    assert [line for line in lines if re.match(pattern[1], line)] == [tests]


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"}, {})


def all_commands() -> Iterator[tuple[str, Any]]:
    """Each command with its name, those of groups too."""
    root: Any = typer.main.get_command(app)
    with root.make_context("jnrb", [], resilient_parsing=True) as context:
        for name in COMMANDS:
            command = root.get_command(context, name)
            yield name, command
            for inner in GROUPS.get(name, ()):
                yield f"{name} {inner}", command.get_command(context, inner)


def all_parameters() -> Iterator[tuple[str, Any]]:
    """Each command's name with each of its options and arguments."""
    for name, command in all_commands():
        assert command.help, f"{name} has no help"
        assert "Example:" in command.help, f"{name} has no example"
        yield from ((name, parameter) for parameter in command.params)


def all_examples() -> Iterator[str]:
    """The command lines of the examples in the help of everything."""
    root: Any = typer.main.get_command(app)
    for text in (root.help, *(command.help for _, command in all_commands())):
        yield from re.findall(
            r"^ *(jnrb .*)$", text.partition("Example:")[2].partition("\n\n")[0], re.MULTILINE
        )


@pytest.mark.parametrize("example", dict.fromkeys(all_examples()))
def test_examples_of_the_help_work(example: str, shell_environ: dict[str, str]) -> None:
    skip_without_tools(example)
    code, shown = run_in_terminal(["bash", "-o", "pipefail", "-c", example], environ=shell_environ, cwd=ROOT)
    found = "jnrb check" in example and "--list-rules" not in example  # it finds something in its sample
    assert (code, "jnrb: " in shown) == (1 if found else 0, False)
    assert shown


@pytest.mark.parametrize(
    ("command", "parameter"), [pytest.param(c, p, id=f"{c}-{p.name}") for c, p in all_parameters()]
)
def test_every_option_has_help_and_is_in_the_readme(command: str, parameter: Any) -> None:
    assert parameter.help
    assert parameter.help.endswith(".")
    if parameter.param_type_name == "option":
        for name in parameter.opts:
            assert f"`{name}`" in README.read_text("utf-8")


@pytest.mark.parametrize("command", [name for name, _ in all_commands()])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`jnrb {command}`" in README.read_text("utf-8")


def test_every_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [code.value for code in Exit]


def test_every_link_leads_to_a_heading() -> None:
    text = README.read_text("utf-8")
    headings = {name.lower().replace(" ", "-") for name in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert len(links) > 5
    assert links <= headings
