"""Columns side by side: the order in which they are read, and pages that have none."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli.columns import reading_order
from jnrb_cli.columns.heads import find_heads
from jnrb_cli.split import split_page

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases/columns/columns.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_order(case: dict[str, Any]) -> None:
    found = reading_order(case["text"])
    assert (found and [case["text"][s.start : s.end] for s in found]) == case["expected"], case["note"]


def test_indent_counts_from_the_column() -> None:
    case = next(case for case in CASES if case["id"] == "indent_in_the_second")
    found = reading_order(case["text"])
    assert found is not None
    assert [s.indent for s in found] == [0.0] * 6 + [2.0] + [0.0] * 5
    assert [s.gap > 0 for s in found] == [k % 6 == 0 for k in range(12)]


PIECES = st.sampled_from(
    [
        "  ",
        "   ",
        "        ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u3000\u3000",
        "河湾村的桥修好了，",
        "三百户人家",
        "12",
        "A栋",
        "。",
        "\x00",
        "\u200b",
        "\x85",
        "\U00020000",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=150).map("".join))
def test_every_character_once(text: str) -> None:
    _check(text, found := reading_order(text))
    if found is not None:
        assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["河湾村的桥修好了，三百户", "出门不再绕远路。老人说", "桥", "", "  今年2月以来 新修"]
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=6,
        max_size=40,
    ),
    st.integers(0, 3),
)
def test_grids_every_character_once(grid: list[list[str]], shift: int) -> None:
    text = "\n".join("".join(cell.ljust(14 + (k + shift) % 4) for cell in row) for k, row in enumerate(grid))
    _check(text, reading_order(text))
    page, articles = split_page(text)
    held = Counter(
        i
        for span in [*page.furniture, *(s for a in articles for s in a.spans)]
        for i in range(span.start, span.end)
        if not text[i].isspace()
    )
    assert held == Counter({i: 1 for i, char in enumerate(text) if not char.isspace()})


def _check(text: str, found: Any) -> None:
    if found is None:
        return
    held = Counter(i for s in found for i in range(s.start, s.end) if not text[i].isspace())
    assert held == Counter({i: 1 for i, char in enumerate(text) if not char.isspace()})


def test_long_pages_cost_in_step() -> None:
    case = next(case for case in CASES if case["id"] == "stacked")

    def cost(times: int) -> float:
        page = "\n\n\n".join([case["text"]] * times)
        best = 9e9
        for _ in range(3):
            begun = time.perf_counter()
            assert reading_order(page) is not None
            best = min(best, time.perf_counter() - begun)
        return best

    assert cost(100) < 25 * cost(10)


def test_a_line_without_end_costs_in_step() -> None:
    """Three hundred thousand characters in one line took nine seconds, a million a minute and a half."""
    assert reading_order("桥  " * 100_000) is None


def test_the_foot_of_a_text_stands_over_no_columns() -> None:
    columns = [(0, 17), (17, 34), (34, 51), (51, 68), (68, 80)]
    lines = [sum((1 << b - 5) - (1 << a) for a, b in columns)] * 6
    above = (1 << 21) - (1 << 17)
    assert find_heads([above, *lines], columns, [False]) == (1, [(0, 80)])
    assert find_heads([above, *lines], columns, [True]) == (0, [])
