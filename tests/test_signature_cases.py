"""Who signs, read from a signature, from the head of a first paragraph and from the tail of a last one.

The corpus is `cases/signature`, `cases/opening` and `cases/closing`; look-alikes lie beside what they look like, in
`nobody.jsonl` and `nothing.jsonl`. People are lists of role, name and house, in order.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from case_files import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli.errors import DataError
from jnrb_cli.models import Byline
from jnrb_cli.split.bylines.names import read_people
from jnrb_cli.split.bylines.vocabulary import load_words
from jnrb_cli.split.records.datelines import find_closing, read_opening

ISSUE = date(2025, 5, 15)


def as_lists(people: list[Byline]) -> list[list[str | None]]:
    return [[one.role, one.name, one.org] for one in people]


@pytest.mark.parametrize("case", read_cases("signature"))
def test_signature(case: dict[str, Any]) -> None:
    assert as_lists(read_people(case["text"])) == case["expected"], case["note"]


@pytest.mark.parametrize("case", read_cases("opening"))
def test_opening(case: dict[str, Any]) -> None:
    opening = read_opening(case["text"], ISSUE)
    got = opening and {
        "agency": opening.dateline.agency,
        "place": opening.dateline.place,
        "date": opening.dateline.date,
        "people": as_lists(opening.people),
        "stays": case["text"][opening.size :].strip(),
    }
    assert got == case["expected"], case["note"]


@pytest.mark.parametrize("case", read_cases("closing"))
def test_closing(case: dict[str, Any]) -> None:
    text = case["text"]
    at = find_closing(text, 0, len(text))
    got = None if at is None else [text[at:], as_lists(read_people(text[at:]))]
    assert got == case["expected"], case["note"]


@pytest.mark.parametrize(
    ("text", "line"), [("office\t", 1), ("# 注\noffice\t记者 记者", 2), ("offices\t记者", 1), ("", 1)]
)
def test_a_damaged_vocabulary_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DataError, match=str(line)):
        load_words("signatures.tsv", text)


PIECES = st.sampled_from(
    [
        *(
            "记者",
            "本报记者",
            "通讯员",
            "文",
            "图",
            "摄",
            "绘",
            "译",
            "/",
            "／",
            "、",
            " ",
            "  ",
            "\u3000",
            "：",
            "·",
            "■",
            "（",
            "）",
        ),
        *(
            "【",
            "】",
            "张",
            "车斌",
            "段野",
            "欧阳",
            "白音宝力格",
            "市教育局",
            "报道",
            "北京",
            "5月9日",
            "电",
            "讯",
            "供稿",
            "新华社",
            "2025",
            "。",
            "，",
            "村超",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_anything_can_be_read(text: str) -> None:
    for person in read_people(text):
        assert person.name or person.org
    opening = read_opening(text, ISSUE)
    assert opening is None or 0 <= opening.size <= len(text)
    at = find_closing(text, 0, len(text))
    assert at is None or 0 <= at < len(text)


@pytest.mark.parametrize("word", ["文", "摄", "译", "王文", "教师", "系", "（"])
def test_what_is_longer_than_any_signature_is_read_in_no_time_and_names_nobody(word: str) -> None:
    """Of `文` alone there are more ways to cut a line into names and tasks than anybody could try."""
    assert read_people(word * (5000 // len(word)) + "之") == []
