"""Who signs, read from a signature, from the head of a first paragraph and from the tail of a last one.

The corpus is `cases/signature`, `cases/opening` and `cases/closing`; look-alikes lie beside what they look like, in
`nobody.jsonl` and `nothing.jsonl`. People are lists of role, name and house, in order.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from case_files import read_cases

from jnrb_cli.errors import DataError
from jnrb_cli.models import Byline
from jnrb_cli.split.datelines import find_closing, read_opening
from jnrb_cli.split.names import read_people
from jnrb_cli.split.vocabulary import load_words

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
