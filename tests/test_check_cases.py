"""Each rule of `jnrb check` finds what it must and leaves what only looks so: the cases are the test."""

from __future__ import annotations

from typing import Any

import pytest
from case_files import CASES, read_cases

from jnrb_cli.check.catalogue import RULES
from jnrb_cli.check.find import check_page
from jnrb_cli.models import Article, Byline, Text


def make_article(case: dict[str, Any]) -> Article:
    """An article of the issue of 27 April 2026, a Monday, with a paragraph for each line of the case's text."""
    at = 0
    texts = {"heads": [case["title"]] if "title" in case else [], "paragraphs": case["text"].split("\n")}
    made: dict[str, tuple[Text, ...]] = {}
    for name, lines in texts.items():
        made[name] = ()
        for line in lines:
            role: Any = "title" if name == "heads" else "paragraph"
            made[name] += (Text(role=role, text=line, pieces=((at, at + len(line)),)),)
            at += len(line) + 1
    byline = tuple(Byline(role="记者", name=name) for name in case.get("byline", ()))
    return Article(
        id="0f/1", page="0f", n=1, kind="story", chars=at, confidence=1.0, date="2026-04-27", byline=byline, **made
    )  # fmt: skip


@pytest.mark.parametrize("case", read_cases("check"))
def test_case(case: dict[str, Any]) -> None:
    found = check_page(None, [make_article(case)])
    assert [[one.rule, one.words] for one in found] == case["expected"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_cases_to_find_and_to_leave(rule: Any) -> None:
    expected = [
        param.values[0]["expected"] for param in read_cases("check") if param.id.startswith(f"{rule.name}-")
    ]  # type: ignore[attr-defined]
    assert (CASES / "check" / f"{rule.name}.jsonl").is_file()
    assert [] in expected
    assert any([rule.name, words] for found in expected for _, words in found)
