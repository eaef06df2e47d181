"""The same thing with two values, in headline and body or twice in the body.

Two values are one slip only where they look alike (171 and 117, 817万 and 8170万): pages of figures say of many things
the same words, and a headline counts what the body has piece by piece. So both the words and the digits must be near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..models import Article, Fact
from .amounts import amount
from .sheet import HEADS, Mark, Passage, Sheet

_KINDS = frozenset({"count", "money", "measure", "percent"})
# How many characters beside the figure must be the same: in a headline's short clause two on one side; in the body,
# where 同比增长 and 实现营业收入 are said of everything, a clause of six before it.
_HEAD_WORDS = 2
_BODY_WORDS = 6
# Digits that must be there for two figures to be near by more than chance.
_HEAD_DIGITS = 2
_BODY_DIGITS = 3
# How many figures behind the same words are compared with the next.
_KEPT = 8
_WORDS_AFTER = re.compile(r"[一-鿿“”]{0,8}")
_CLAUSE = re.compile(r"[，。；：！？、“”（）\s]")
_REACH = 24


class _Figure(NamedTuple):
    passage: Passage
    fact: Fact
    before: str
    after: str
    digits: str
    dates: frozenset[str]  # of its sentence


def find_two_values(sheet: Sheet) -> Iterator[Mark]:
    """Figures that say of one thing what another place of the article says otherwise."""
    for article in sheet.articles:
        heads, body = _figures(sheet, article)
        told = {amount(one.fact) for one in body}
        for head in heads:
            if amount(head.fact) not in told and len(head.digits) >= _HEAD_DIGITS:
                yield from _check_head(head, body)
        yield from _check_body(body)


def _figures(sheet: Sheet, article: Article) -> tuple[list[_Figure], list[_Figure]]:
    """The figures of the headline and of the body that are exact, or at least say one value."""
    heads: list[_Figure] = []
    body: list[_Figure] = []
    for passage in sheet.texts[article.id]:
        dates: dict[str, set[str]] = {}
        for fact in passage.facts:
            if fact.kind == "date":
                dates.setdefault(fact.sentence, set()).add(fact.text)
        for fact in passage.facts:
            if fact.kind in _KINDS and fact.value is not None and fact.high is None:
                before = _CLAUSE.split(passage.text[max(0, fact.start - _REACH) : fact.start])[-1]
                after = _WORDS_AFTER.match(passage.text, fact.end)
                digits = re.sub(r"\D", "", f"{fact.value.normalize():f}").strip("0")
                one = _Figure(
                    passage,
                    fact,
                    before,
                    after.group() if after else "",
                    digits,
                    frozenset(dates.get(fact.sentence, ())),
                )
                (heads if passage.role in HEADS else body).append(one)
    return heads, body


def _check_head(head: _Figure, body: list[_Figure]) -> Iterator[Mark]:
    """A figure of the headline that the body does not have, but one beside the same words that looks like it."""
    for one in body:
        after = head.after[:_HEAD_WORDS]
        before = head.before[-_HEAD_WORDS:]
        same = (len(after) == _HEAD_WORDS and one.after.startswith(after)) or (
            len(before) == _HEAD_WORDS and one.before.endswith(before)
        )
        if same and _is_comparable(head.fact, one.fact) and is_slip(head, one):
            yield _mark(head, one, "the body has")
            return


def _check_body(body: list[_Figure]) -> Iterator[Mark]:
    """Two figures behind the same words, at the same time as far as they say so."""
    seen: dict[tuple[str, str, str | None], list[_Figure]] = {}
    for one in body:
        if len(one.before) < _BODY_WORDS or len(one.digits) < _BODY_DIGITS or one.fact.change is not None:
            continue
        key = (one.before[-_BODY_WORDS:], one.fact.kind, one.fact.unit)
        for other in seen.get(key, ())[-_KEPT:]:
            if _is_comparable(one.fact, other.fact) and is_slip(one, other) and one.dates == other.dates:
                yield _mark(one, other, "before that")
                break
        seen.setdefault(key, []).append(one)


def _is_comparable(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind and one.unit == other.unit and one.approx is None and other.approx is None


def is_slip(one: _Figure, other: _Figure) -> bool:
    """Whether two values look like one: a digit wrong, two digits turned around, or a factor of ten and the like."""
    if amount(one.fact) == amount(other.fact):
        return False
    if one.digits == other.digits:
        return True
    if len(one.digits) != len(other.digits):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one.digits, other.digits, strict=True)) if a != b]
    turned = len(wrong) == 2 and wrong[1] - wrong[0] == 1 and one.digits[wrong[0]] == other.digits[wrong[1]]
    return len(wrong) == 1 or (turned and one.digits[wrong[1]] == other.digits[wrong[0]])


def _mark(one: _Figure, other: _Figure, where: str) -> Mark:
    place = (other.passage, other.fact.start, other.fact.end)
    return Mark(one.passage, one.fact.start, one.fact.end, f"{where} {other.fact.text}", place)
