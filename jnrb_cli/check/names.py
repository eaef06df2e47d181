"""A person's name spelt two ways: once with a character that sounds or looks like the right one.

Two people of one story may have names that share two characters of three; that the third sounds or looks alike as
well was seen nowhere on 230 pages, so only such pairs are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..errors import DataError
from ..resources import data_text
from ..split.bylines.names import SURNAMES
from .sheet import Mark, Passage, Sheet

ALIKE = "alike.txt"
_LENGTH = 3
# 刘敦坤介绍, 记者王婷婷: words beside which three characters that begin with a surname are a name.
_SPEAKS = r"(?=说|表示|介绍|告诉|坦言|感慨|认为|指出|强调|回忆|笑着|：)"
_OFFICES = (
    "记者|讯员|书记|主任|局长|校长|院长|经理|科长|站长|所长|教授|队长|村民|居民|主席|老师|医生|班长|组长|厂长|矿长|市长|县长|区长|镇长|乡长|部长|处长|馆长"
    "|园长|事长|支书|民警|法官|律师|护士|师傅|工人|职工|农民|学生|选手|教练|院士|究员|程师"
)
_NAMED = re.compile(
    rf"(?=(?P<a>[{SURNAMES}][一-鿿]{{2}}){_SPEAKS})|(?<={_OFFICES})(?P<b>[{SURNAMES}][一-鿿]{{2}})"
)


@cache
def _alike() -> dict[str, str]:
    """For a character those that sound or look like it."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(data_text(ALIKE).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if len(line) < 2 or len(set(line)) != len(line):
            raise DataError(ALIKE, number, f"not a row of different characters: {line}")
        for char in line:
            found.setdefault(char, set()).update(set(line) - {char})
    if not found:
        raise DataError(ALIKE, 1, "nothing in it")
    return {char: "".join(sorted(others)) for char, others in found.items()}


def find_two_spellings(sheet: Sheet) -> Iterator[Mark]:
    """Names that an article has with one character changed for one like it."""
    for article in sheet.articles:
        passages = [*sheet.texts[article.id], *(one for one in sheet.signed if one.article is article)]
        signed = {one.name for one in article.byline if len(one.name) == _LENGTH}
        named = {match["a"] or match["b"] for one in passages for match in _NAMED.finditer(one.text)}
        names = sorted(signed | named)
        surnames = {name[0] for name in names} | {
            char for name in names for char in _alike().get(name[0], "")
        }
        places = _places(passages, surnames)
        done: set[str] = set()
        for name in names:
            for variant in _variants(name):
                if variant in places and (name in places or name in signed) and not done & {name, variant}:
                    done |= {name, variant}
                    yield _mark(name, variant, places, signed)


def _variants(name: str) -> Iterator[str]:
    """The name with one character changed for one like it."""
    for at in range(len(name)):
        for char in _alike().get(name[at], ""):
            yield name[:at] + char + name[at + 1 :]


_Places = dict[str, list[tuple[Passage, int]]]


def _places(passages: list[Passage], surnames: set[str]) -> _Places:
    """Where what may be names stands: each three characters that begin with one of the surnames."""
    found: _Places = {}
    for passage in passages:
        text = passage.text
        for at, char in enumerate(text[: 1 - _LENGTH]):
            if char in surnames:
                found.setdefault(text[at : at + _LENGTH], []).append((passage, at))
    return found


def _mark(name: str, variant: str, places: _Places, signed: set[str]) -> Mark:
    """The spelling that is not signed, or that is rarer, beside the other."""
    right, wrong = name, variant
    if variant in signed or (name not in signed and len(places[variant]) > len(places[name])):
        right, wrong = variant, name
    if wrong not in places:  # both are signed, and only one of them stands in the text
        right, wrong = wrong, right
    passage, at = places[wrong][0]
    known = places.get(right)
    other = (known[0][0], known[0][1], known[0][1] + _LENGTH) if known else None
    return Mark(passage, at, at + _LENGTH, f"elsewhere {right}", other)
