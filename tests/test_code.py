"""The code itself: formatted, linted, typed, its examples true, its files short, its data checked."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "jnrb_cli"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
MAX_LINES = 400


@pytest.mark.parametrize(
    "check",
    [["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"]],
    ids=["format", "lint", "types"],
)
def test_checkers_are_content(check: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_examples_are_true(path: Path) -> None:
    if path.name == "__main__.py":
        return
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    # The door's functions are imported when asked for, which a doctest's own globals do not do.
    asked = {name: getattr(module, name) for name in getattr(module, "__all__", ())}
    assert doctest.testmod(module, extraglobs=asked).failed == 0


@pytest.mark.parametrize(
    "path",
    [*MODULES, *sorted((ROOT / "bench").glob("*.py")), *sorted((ROOT / "tests").glob("*.py"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < MAX_LINES


def test_nothing_catches_everything_but_the_top() -> None:
    catching = [path.name for path in MODULES if "except Exception" in path.read_text("utf-8")]
    assert catching == ["cli.py"]
