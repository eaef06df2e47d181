"""The same thing with two values, in headline and body or twice in the body.

Two values are one slip only where they look alike (171 and 117, 817万 and 8170万): pages of figures say of many things
the same words, and a headline counts what the body has piece by piece. So both the words and the digits must be near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
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
# Turned digits anywhere in an article: of 1,584 stories of a daily none has two such figures of four digits by chance,
# five have of three.
_TURNED_DIGITS = 4
# How many figures behind the same words are compared with the next.
_KEPT = 8
# 23户业主… 和她一样的还有22户业主: the rest, not the whole told otherwise.
_OTHERS = re.compile(r"还有|另有|另外|其余|其他|其中|其它|剩")
# Persons are counted by any of these.
_PERSONS = frozenset({"人", "名", "位"})
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
        told = {_worth(one.fact) for one in body}
        for head in heads:
            if _worth(head.fact) not in told and len(head.digits) >= _HEAD_DIGITS:
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
        turned = len(head.digits) >= _BODY_DIGITS and _is_turned(head, one)
        same = (turned or _beside(head) & _beside(one)) and not _OTHERS.search(one.before)
        if same and _is_comparable(head.fact, one.fact) and is_slip(head, one):
            yield _mark(head, one, "the body has")
            return


def _beside(figure: _Figure) -> set[str]:
    """The two characters on either side: 1346名选手 and 选手1346人 are of one thing."""
    return {
        words
        for words in (figure.after[:_HEAD_WORDS], figure.before[-_HEAD_WORDS:])
        if len(words) == _HEAD_WORDS
    }


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
    yield from _check_turned(body)


def _check_turned(body: list[_Figure]) -> Iterator[Mark]:
    """Two figures of four digits or more, of one unit, of which two digits are turned around: 1064种 and 1046种."""
    seen: dict[tuple[str | None, str], _Figure] = {}
    for one in body:
        if len(one.digits) < _TURNED_DIGITS or one.fact.kind == "percent":
            continue
        key = (one.fact.unit, "".join(sorted(one.digits)))
        other = seen.setdefault(key, one)
        if one.fact.kind == other.fact.kind and _is_turned(one, other):
            yield _mark(one, other, "before that")


def _worth(fact: Fact) -> tuple[Decimal, str | None]:
    """The amount, of persons in one unit: 1346名 and 1346人 are the same."""
    value, unit = amount(fact)
    return value, "人" if unit in _PERSONS else unit


def _size(fact: Fact) -> int:
    """How many digits stand before the point: 28 and 98 are near, 2800 and 980 are not."""
    return amount(fact)[0].adjusted()


def _is_comparable(one: Fact, other: Fact) -> bool:
    same_unit = one.unit == other.unit or {one.unit, other.unit} <= _PERSONS
    return one.kind == other.kind and same_unit and one.approx is None and other.approx is None


def is_slip(one: _Figure, other: _Figure) -> bool:
    """Whether two values look like one: a digit wrong, two digits turned around, or a factor of ten and the like."""
    if _worth(one.fact) == _worth(other.fact):
        return False
    if one.digits == other.digits:
        return True
    if len(one.digits) != len(other.digits) or _size(one.fact) != _size(other.fact):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one.digits, other.digits, strict=True)) if a != b]
    return len(wrong) == 1 or _is_turned(one, other)


def _is_turned(one: _Figure, other: _Figure) -> bool:
    """Whether two neighbouring digits changed their places."""
    if len(one.digits) != len(other.digits):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one.digits, other.digits, strict=True)) if a != b]
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    first, last = wrong
    return one.digits[first] == other.digits[last] and one.digits[last] == other.digits[first]


def _mark(one: _Figure, other: _Figure, where: str) -> Mark:
    place = (other.passage, other.fact.start, other.fact.end)
    return Mark(one.passage, one.fact.start, one.fact.end, f"{where} {other.fact.text}", place)
