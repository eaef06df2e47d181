"""The invented pages that are learnt from: set otherwise they say the same, in the same order, with their gold."""

from __future__ import annotations

import random
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))

from build_samples import build
from papers_learn import pages_to_learn, set_otherwise

SOURCES = pages_to_learn()

NARROW = """@page {}
@1 {"title": "新桥通车", "writers": ["林一"]}
====
1 title|新桥通车

1 dateline|本报讯（记者 林一）‖1 paragraph+|昨日上午，新桥
1 paragraph|通车。两岸的人走过去，看了
1 paragraph|又看。

1 paragraph+|　　桥长3公里。
"""


def said(text: str, span: dict[str, object]) -> tuple[object, object, str]:
    """What a span says, without its blanks."""
    return span["role"], span["article"], "".join(text[span["start"] : span["end"]].split())


def joined(page: object) -> list[tuple[object, object, str]]:
    """What the spans of a page say, neighbours of one role put together."""
    found: list[tuple[object, object, str]] = []
    for span in page.gold["spans"]:
        role, article, words = said(page.text, span)
        if found and found[-1][:2] == (role, article):
            words = found.pop()[2] + words
        found.append((role, article, words))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_a_page_set_otherwise_says_the_same(path: object) -> None:
    source = path.read_text(encoding="utf-8")
    page = build(source)
    for seed in range(4):
        other = build(set_otherwise(source, random.Random(seed)))
        assert joined(other) == joined(page)
        assert len(other.gold["paragraph_starts"]) == len(page.gold["paragraph_starts"])


def test_paragraphs_are_broken_anew_and_not_put_together() -> None:
    found = {build(set_otherwise(NARROW, random.Random(seed))).text for seed in range(40)}
    assert len(found) > 10
    longest = {max(map(len, text.split("\n"))) for text in found}
    assert min(longest) < 13 < 20 < max(longest)
    assert all("桥长3公里。" in [line.strip() for line in text.split("\n")] for text in found)
    assert all(not line.startswith(("。", "，")) for text in found for line in text.split("\n"))
