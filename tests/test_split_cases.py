"""The splitter on small fragments, one phenomenon each; the corpus is `cases/split/*.jsonl`.

`expected` names only what the case is about: `page` and `articles` hold some fields of the records, `first`
and `last` those of one article where the number of articles is not the point, `furniture` strings that must
belong to no article. Lists are compared item by item and must be of one length; null means nothing there. What the splitter does not
manage yet lies in `known.jsonl`: each must fail, so that what mends one has to move its case.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jnrb_cli.models import Article, Page
from jnrb_cli.split import split_page

CASES = Path(__file__).parent / "cases" / "split"


def read_cases() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(CASES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


ALL = read_cases()
KNOWN = frozenset(
    json.loads(line)["id"] for line in (CASES / "known.jsonl").read_text(encoding="utf-8").splitlines()
)


def differences(got: Any, expected: Any, where: str = "") -> list[str]:
    """Where a record is not what a case says, in words; nothing where it is."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return [f"{where}: {got!r}, not {expected!r}"]
        return [d for k, v in expected.items() for d in differences(got.get(k), v, f"{where}.{k}")]
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return [f"{where}: {got!r}, not {expected!r}"]
        return [
            d
            for i, (g, v) in enumerate(zip(got, expected, strict=True))
            for d in differences(g, v, f"{where}[{i}]")
        ]
    return [] if got == expected else [f"{where}: {got!r}, not {expected!r}"]


def in_furniture(text: str, string: str, spans: list[dict[str, Any]]) -> bool:
    start = text.index(string)
    told = {i for s in spans for i in range(s["start"], s["end"])}
    return all(i in told or text[i].isspace() for i in range(start, start + len(string)))


def test_corpus_is_sound() -> None:
    assert len(ALL) >= 60
    ids = [case["id"] for case in ALL]
    assert len(ids) == len(set(ids))
    page, article = set(Page.__struct_fields__), set(Article.__struct_fields__)
    for case in ALL:
        expected = case["expected"]
        assert expected and expected.keys() <= {"page", "articles", "first", "last", "furniture"}, case["id"]
        assert expected.get("page", {}).keys() <= page, case["id"]
        one = [expected[k] for k in ("first", "last") if k in expected]
        for record in [*expected.get("articles", []), *one]:
            assert record.keys() <= article, case["id"]


def test_differences_are_seen() -> None:
    assert differences({"a": [1, 2]}, {"a": [1]})
    assert differences({"a": None}, {"a": {"b": 1}})
    assert not differences({"a": [{"b": 1, "c": 2}]}, {"a": [{"b": 1}]})


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError)] if case["id"] in KNOWN else [],
        )
        for case in ALL
    ],
)
def test_split(case: dict[str, Any]) -> None:
    page, articles = split_page(case["text"])
    got = [article.to_dict() for article in articles]
    told, expected = page.to_dict(), case["expected"]
    wrong = differences(told, expected.get("page", {}), "page")
    if "articles" in expected:
        wrong += differences(got, expected["articles"], "articles")
    for key, index in (("first", 0), ("last", -1)):
        if key in expected:
            wrong += differences(got[index], expected[key], key)
    for string in expected.get("furniture", []):
        if not in_furniture(case["text"], string, told["furniture"]):
            wrong.append(f"furniture: {string!r} is part of an article")
    assert not wrong, f"{case['note']}\n" + "\n".join(wrong)
