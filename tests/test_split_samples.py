"""How well the sample pages are split: papers of fifteen kinds, hard on purpose, with floors that are raised when it gets better."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from build_samples import SOURCES, build

from jnrb_cli.split import split_page

BODY = frozenset({"paragraph", "subhead", "caption"})
# A dateline, a signature or a credit may stand in the paragraph or outside it.
EITHER = frozenset({"dateline", "byline", "credit"})
# Of 81 articles, 76 of them with a title; 30 November 2026. With the weights of one daily alone they were 55, 44 and 74.
FLOORS = {"bodies": 61, "titles": 54, "writers": 76}


def places(text: str, spans: list[dict[str, Any]], roles: frozenset[str]) -> frozenset[int]:
    """The characters of some roles, blanks left out."""
    return frozenset(
        i for s in spans if s["role"] in roles for i in range(s["start"], s["end"]) if not text[i].isspace()
    )


@pytest.fixture(scope="module")
def right() -> Counter[str]:
    """How many articles came out right, in body, in title and in writers."""
    found: Counter[str] = Counter()
    for source in sorted(SOURCES.glob("*.txt")):
        page = build(source.read_text(encoding="utf-8"))
        told = [article.to_dict() for article in split_page(page.text)[1]]
        for number, article in enumerate(page.gold["articles"]):
            spans = [span for span in page.gold["spans"] if span["article"] == number]
            body, title = places(page.text, spans, BODY), places(page.text, spans, frozenset({"title"}))
            mine = max(told, key=lambda one: len(places(page.text, one["spans"], BODY) & body))
            own = places(page.text, mine["spans"], BODY)
            found["bodies"] += not ((own ^ body) - places(page.text, spans, EITHER))
            found["titles"] += bool(title) and places(page.text, mine["spans"], frozenset({"title"})) == title
            found["writers"] += set(article["writers"]) <= {person["name"] for person in mine["byline"]}
    return found


@pytest.mark.parametrize("what", FLOORS)
def test_samples_are_split_well(what: str, right: Counter[str]) -> None:
    assert right[what] >= FLOORS[what]
