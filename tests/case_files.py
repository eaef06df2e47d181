"""Cases as data: one JSON object a line, its id the name of its test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
KEYS = {"id", "text", "expected", "note", "source"}


def read_cases(kind: str) -> list[Any]:
    """The cases of a kind as parameters; what is expected to fail lies in `known.jsonl`."""
    return [
        pytest.param(
            case,
            id=f"{path.stem}-{case['id']}",
            marks=[pytest.mark.xfail(strict=True)] if path.stem == "known" else [],
        )
        for path, case in _read(CASES / kind)
    ]


def _read(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    files = sorted(folder.glob("*.jsonl"))
    assert files, f"no cases in {folder}"
    seen: set[tuple[str, str]] = set()
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        assert lines, f"nothing in {path}"
        for line in lines:
            case = json.loads(line)
            assert set(case) >= KEYS, f"{path}: {line}"
            assert (path.stem, case["id"]) not in seen, f"{path}: {case['id']} twice"
            seen.add((path.stem, case["id"]))
            yield path, case
