"""Columns woven into one another are told apart; pages with none are left alone."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli import read_pages, split_page
from jnrb_cli.columns.woven import unweave
from jnrb_cli.layout import fills, lay_out

SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.txt"))

# A story in lines of 14 ems; its words come again, as those of a real page do.
_WHO = (
    "修船厂的老师傅",
    "渔港管理处",
    "学徒班的姑娘",
    "东岸的船主",
    "木船协会",
    "冰厂的工人",
    "码头上的孩子",
)
_WHEN = ("退潮的时候", "休渔期结束以前", "去年冬天", "天还没有亮", "今年春天以来", "到了傍晚")
_DOES = (
    "把松木泡在水里",
    "给木船涂上桐油",
    "检查每一条滑道",
    "修补了二十七条渔船",
    "敲打新的船钉",
    "清点冰库里的鱼",
)
_SAYS = ("手艺要一代一代传下去", "松木不能再变形", "滑道比仓库更要紧", "今年的鱼比去年多", "桐油涂三遍才够")
_PICK = random.Random(7)
STORY = "".join(
    f"{_PICK.choice(_WHEN)}，{_PICK.choice(_WHO)}{_PICK.choice(_DOES)}，{_PICK.choice(_WHO)}说{_PICK.choice(_SAYS)}。"
    for _ in range(36)
)
WIDTH = 14
LINES = [STORY[at : at + WIDTH] for at in range(0, len(STORY), WIDTH)]


def weave(lines: list[str], columns: int) -> tuple[list[str], list[int]]:
    """Lines set in columns and read row by row; with the order that reads them rightly."""
    height = -(-len(lines) // columns)
    rows = [
        (column * height + row)
        for row in range(height)
        for column in range(columns)
        if column * height + row < min((column + 1) * height, len(lines))
    ]
    order = sorted(range(len(rows)), key=lambda place: rows[place])
    return [lines[number] for number in rows], order


def unwoven(lines: list[str]) -> list[int] | None:
    filled = [len(line) == WIDTH for line in lines]
    return unweave(lines, filled, [False] * len(lines), ())


@pytest.mark.parametrize("columns", [2, 3])
def test_woven_columns_are_read_one_after_another(columns: int) -> None:
    lines, right = weave(LINES, columns)
    found = unwoven(lines)
    assert found is not None
    follows = set(pairwise(right))
    told = sum(pair in follows for pair in pairwise(found))
    assert told >= 0.9 * len(follows)


def test_a_column_alone_is_left_alone() -> None:
    assert unwoven(LINES) is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_left_alone(path: Path) -> None:
    for page in read_pages(str(path)):
        lines = lay_out(page.text).lines
        read = unweave([line.plain for line in lines], [*map(fills, lines)], [False] * len(lines), ())
        assert read is None


def test_no_columns_are_woven_over_an_opening() -> None:
    lines, _ = weave(LINES, 2)
    middle = len(lines) // 2
    found = unweave(lines, [len(line) == WIDTH for line in lines], [False] * len(lines), {middle})
    assert found is not None
    assert sorted(found[:middle]) == list(range(middle))


def test_a_page_is_split_in_the_order_that_it_is_read_in() -> None:
    lines, _ = weave(LINES, 2)
    page = "修船厂里的学徒班\n本报记者 车 斌\n" + "\n".join(lines)
    _, articles = split_page(page)
    assert "".join(one.text for one in articles[0].paragraphs) == STORY


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*LINES, "桥", "新桥通车", "“桥", "。”"]), min_size=1, max_size=80), st.data()
)
def test_every_line_stands_in_the_order_once(lines: list[str], data: st.DataObject) -> None:
    openings = data.draw(st.sets(st.integers(1, len(lines))))
    found = unweave(lines, [len(line) == WIDTH for line in lines], [False] * len(lines), openings)
    assert found is None or sorted(found) == list(range(len(lines)))
