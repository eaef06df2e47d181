"""The engine: where rules are tried, and which of their finds stand."""

from __future__ import annotations

import re

import pytest

from jnrb_cli.extract.engine import Context, Draft, Engine, Refusal, Rule
from jnrb_cli.extract.find import _engine


def rule(name: str, first: str, pattern: str) -> Rule:
    """A rule that makes a count of whatever its pattern matches."""

    def build(match: re.Match[str], context: Context) -> Draft:
        return Draft(kind="count", start=match.start(), end=match.end(), rule=name)

    return Rule(name, first, pattern, build)


def refusal(name: str, first: str, pattern: str) -> Rule:
    """A rule that refuses whatever its pattern matches."""

    def build(match: re.Match[str], context: Context) -> Refusal:
        return Refusal(match.start(), match.end(), name, "for a test")

    return Rule(name, first, pattern, build)


def found(text: str, *rules: Rule) -> list[tuple[str, str]]:
    """The rules that stand and what they cover."""
    findings = Engine(rules).run(Context(text, text))
    return [(draft.rule, text[draft.start : draft.end]) for draft in findings.drafts]


def test_the_longest_stands() -> None:
    assert found("aab", rule("short", "a", "aa"), rule("long", "a", "aab")) == [("long", "aab")]


def test_among_equals_the_first_listed_stands() -> None:
    assert found("aa", rule("one", "a", "aa"), rule("other", "a", "aa")) == [("one", "aa")]


def test_order_does_not_beat_length() -> None:
    assert found("xab", rule("early", "x", "xa"), rule("late", "a", "ab"), rule("last", "x", "xab")) == [
        ("last", "xab")
    ]


def test_a_refusal_claims_its_place() -> None:
    assert found("ab", refusal("no", "a", "ab"), rule("yes", "a", "ab")) == []
    assert found("abc", refusal("no", "a", "ab"), rule("yes", "a", "abc")) == [("yes", "abc")]


def test_what_sticks_out_of_a_refusal_is_looked_for_again() -> None:
    assert found("aab", refusal("no", "a", "aa"), rule("yes", "a", "ab"), rule("rest", "b", "b")) == [
        ("rest", "b")
    ]


def test_everything_refused_is_told() -> None:
    findings = Engine([refusal("no", "a", "a")]).run(Context("a-a", "a-a"))
    assert [(item.start, item.rule) for item in findings.refusals] == [(0, "no"), (2, "no")]


def test_a_run_of_digits_begins_once() -> None:
    assert found("123", rule("digits", "123", "[0-9]")) == [("digits", "1")]


def test_rules_need_names_and_beginnings() -> None:
    with pytest.raises(ValueError, match="twice"):
        Engine([rule("same", "a", "a"), rule("same", "b", "b")])
    with pytest.raises(ValueError, match="nowhere"):
        Engine([rule("none", "", "a")])


def test_every_pattern_of_the_rules_compiles() -> None:
    for one in _engine().rules:
        if isinstance(one, Rule):
            assert re.compile(one.pattern), one.name
