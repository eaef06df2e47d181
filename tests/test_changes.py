"""What figures say of a rise or a fall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from case_files import read_cases
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import find_facts
from jnrb_cli.errors import DataError
from jnrb_cli.extract.changes import read_vocabulary


def changes_of(text: str) -> list[dict[str, Any]]:
    """The figures of a text that rose or fell."""
    facts = [fact.to_dict() for fact in find_facts(text, subjects=False)]
    return [
        {"text": fact["text"], **{key: value for key, value in fact["change"].items() if value is not None}}
        for fact in facts
        if fact["change"]
    ]


@pytest.mark.parametrize("case", read_cases("change"))
def test_change(case: dict[str, Any]) -> None:
    assert changes_of(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", read_cases("change"))
def test_what_stands_around_changes_nothing(case: dict[str, Any]) -> None:
    found = changes_of(case["text"])
    assert changes_of(f"会议昨天在县里召开。{case['text']}天气转晴。") == found


PIECES = [
    "增长",
    "降至",
    "由",
    "从",
    "到",
    "3%",
    "5个",
    "，",
    "新增",
    "分别",
    "、",
    "的增速",
    "比上年",
    "多",
    "8天",
    "翻一番",
    "床位",
    "了",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_row_of_words_is_read(text: str) -> None:
    for fact in find_facts(text, subjects=False):
        if fact.change:
            assert fact.kind not in ("date", "ordinal")
            assert fact.change.by is None or fact.change.to is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("", 1),
        ("# only a comment", 1),
        ("增长\tup\n增长\tup", 2),
        ("增长\tsideways", 1),
        ("增长\tup\tloudly", 1),
    ],
)
def test_a_damaged_vocabulary_names_its_line(tmp_path: Path, lines: str, number: int) -> None:
    path = tmp_path / "changes.tsv"
    path.write_text(lines, "utf-8")
    with pytest.raises(DataError, match=f"changes.tsv:{number}:"):
        read_vocabulary(path)
