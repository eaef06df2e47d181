"""Quotes and brackets that do not match.

A quote may run over paragraphs: each then opens one and only the last closes it. A pair that our own splitting
tore apart, its opening mark in one text and its closing mark in another, is no finding: where a page has a lone mark
of either side, both that could belong together are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..models import Article
from .sheet import HEADS, Mark, Passage, Sheet

# How far a closing mark may stand from the opening one in texts that follow each other.
_CARRY = 3
# Two opening quotes of one passage with no more between them than this are one pair, the second the wrong way round.
_WORD = 20
# What a list's number is looked for in: 3 digits and what stands before them.
_LABEL = 5
# How far back ‘ is looked for where ’ may as well be an apostrophe: ‘15+N’ against the students’.
_NEAR = 80
# More lone quotes than this, and than this share of all, are no slips: the text was made with one mark for both sides.
_SLIPS = 4
_HABIT = 0.2
# A pair is shown whole up to this length, else its closing mark alone.
_SHOWN = 24

_QUOTES = ("“”", "‘’", "「」", "『』")
_BRACKETS = ("（(）)", "《》", "〈〉", "【】", "[［]］", "〔〕")
# （一）, 1）, a) and ① need no opening bracket; :) is none.
_NO_BRACKET = re.compile(
    r"(?:^|[^0-9A-Za-z（(])(?:[0-9]{1,3}|[A-Za-z])$|(?:^|[^一-鿿（(])[一二三四五六七八九十]{1,3}$|[:;=^-]$"
)
# How far before a quote its speaker's verb may stand.
_NAMING = 16
# How many characters of the text a lone mark is shown with.
_BESIDE = 6
_WORDS = re.compile(rf"\w{{0,{_BESIDE}}}")
# A quote that closes before one of these was said by whom they name, so it began with him.
_SAID = re.compile(r"[^。！？“”]{0,30}?(?:说|道|表示|介绍|称|坦言|感慨|告诉|告訴|說|稱|介紹)")
_SAYS = re.compile(
    r"(?:说|道|表示|介绍|称|坦言|感慨|告诉[^，。：]{0,8}|告訴[^，。：]{0,8}|說|稱|介紹)[，：:]$"
)


class _Sign(NamedTuple):
    """One mark: whether it opens, where it stands."""

    opens: bool
    passage: Passage
    at: int


class _Lone(NamedTuple):
    sign: _Sign
    message: str


def find_quotes(sheet: Sheet) -> Iterator[Mark]:
    """Quotation marks that are opened and not closed, or closed and not opened."""
    for kind in _QUOTES:
        streams = [_signs(stream, kind) for stream in _streams(sheet)]
        lone = [found for stream in streams for found in _match_quotes(stream, kind)]
        count = sum(len(signs) for stream in streams for signs in stream)
        if len(lone) <= max(_SLIPS, _HABIT * count):
            yield from _report(lone)


def find_brackets(sheet: Sheet) -> Iterator[Mark]:
    """Brackets that are opened and not closed, or closed and not opened."""
    for kind in _BRACKETS:
        lone = [found for stream in _streams(sheet) for found in _match_brackets(stream, kind)[0]]
        yield from _report(lone)


def find_widths(sheet: Sheet) -> Iterator[Mark]:
    """Pairs of brackets of which one is full width and one half."""
    for stream in _streams(sheet):
        for kind in ("（(）)", "[［]］"):
            for opening, closing in _match_brackets(stream, kind)[1]:
                if opening.passage is not closing.passage:
                    continue
                text, start, end = opening.passage.text, opening.at, closing.at + 1
                if text[start].isascii() != text[end - 1].isascii():
                    message = f"{text[start]} is closed by {text[end - 1]}: one is full width, the other half"
                    yield Mark(opening.passage, start if end - start <= _SHOWN else end - 1, end, message)


def _streams(sheet: Sheet) -> Iterator[list[Passage]]:
    """Passages that a pair may run over, together."""
    for article in sheet.articles:
        texts = sheet.texts[article.id]
        yield [one for one in texts if one.role in HEADS]
        yield [one for one in texts if one.role == "paragraph"]
        yield from ([one] for one in texts if one.role in ("subhead", "caption"))
    yield from ([one] for one in (*sheet.signed, *sheet.furniture))


def _signs(stream: Iterable[Passage], kind: str) -> list[list[_Sign]]:
    """The marks of a kind in each passage."""
    half = len(kind) // 2
    found = []
    for passage in stream:
        text = passage.text
        places = (at for at, char in enumerate(text) if char in kind and _is_mark(text, at))
        found.append([_Sign(text[at] in kind[:half], passage, at) for at in places])
    return found


def _is_mark(text: str, at: int) -> bool:
    """Whether it is a quote at all, not an apostrophe: don’t, 1990’s."""
    char, after = text[at], text[at + 1 : at + 2]
    if char not in "’‘" or not _is_latin(text[at - 1 : at]):
        return True
    if _is_latin(after):
        return False
    return char == "‘" or text.rfind("‘", max(0, at - _NEAR), at) > text.rfind("’", max(0, at - _NEAR), at)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _match_quotes(stream: list[list[_Sign]], kind: str) -> Iterator[_Lone]:
    """The quotes without a partner in passages that follow each other."""
    opening, closing = kind[0], kind[1]
    open_: _Sign | None = None
    reach = 0
    for signs in stream:
        nested = 0
        reach += 1
        for number, sign in enumerate(signs):
            if not sign.opens:
                if nested:
                    nested -= 1
                elif open_ is None:
                    yield _Lone(sign, f"{closing} with no {opening} before it")
                else:
                    open_ = None
            elif open_ is None:
                open_, reach = sign, 0
            elif sign.passage is open_.passage and _closes_twice(signs[number + 1 : number + 3]):
                nested += 1
            else:
                if not _runs_on(open_, sign, kind):
                    yield _Lone(open_, f"{opening} is not closed")
                open_, reach = sign, 0
        if open_ is not None and reach >= _CARRY:
            yield _Lone(open_, f"{opening} is not closed")
            open_ = None
    if open_ is not None:
        yield _Lone(open_, f"{opening} is not closed")


def _closes_twice(signs: list[_Sign]) -> bool:
    """Whether two closing marks come next: one pair stands inside another."""
    return len(signs) > 1 and not signs[0].opens and not signs[1].opens


def _runs_on(before: _Sign, sign: _Sign, kind: str) -> bool:
    """Whether a mark that opens a passage goes on with the quote of the one before.

    Not so where the first says who speaks and the second names another: 宋先生告诉笔者：“… / “…。”刘科长介绍。
    """
    if sign.passage is before.passage or sign.at > 0:
        return False
    text = sign.passage.text
    close = text.find(kind[1], sign.at)
    told_before = _SAYS.search(before.passage.text, max(0, before.at - _NAMING), before.at) is not None
    return not (told_before and close >= 0 and _SAID.match(text, close + 1))


def _match_brackets(stream: list[Passage], kind: str) -> tuple[list[_Lone], list[tuple[_Sign, _Sign]]]:
    """The brackets without a partner, and the pairs; one opened in a passage may be closed in one of the next."""
    lone: list[_Lone] = []
    pairs: list[tuple[_Sign, _Sign]] = []
    held: list[tuple[int, _Sign]] = []
    for number, signs in enumerate(_signs(stream, kind)):
        for sign in signs:
            if sign.opens:
                held.append((number, sign))
            elif held and number - held[-1][0] <= _CARRY:
                pairs.append((held.pop()[1], sign))
            elif not _NO_BRACKET.search(sign.passage.text, max(0, sign.at - _LABEL), sign.at):
                lone.append(_Lone(sign, f"{sign.passage.text[sign.at]} with no opening bracket before it"))
    lone += [_Lone(sign, f"{sign.passage.text[sign.at]} is not closed") for _, sign in held]
    return lone, pairs


def _report(lone: list[_Lone]) -> Iterator[Mark]:
    """The lone marks that are the paper's and not ours."""
    before: _Sign | None = None
    for sign, message in _without_torn(lone):
        if sign.passage.role not in _ROLES or _is_elsewhere(sign):
            continue
        same = before is not None and sign.passage is before.passage and sign.opens == before.opens
        if same and before is not None and sign.at - before.at <= _WORD:
            before = None
            continue
        before = sign
        yield Mark(sign.passage, *_with_words(sign), message)


def _with_words(sign: _Sign) -> tuple[int, int]:
    """A mark with the words that it opens or closes, so that it can be found again."""
    text = sign.passage.text
    if sign.opens:
        words = _WORDS.match(text, sign.at + 1)
        return sign.at, words.end() if words else sign.at + 1
    start = sign.at
    while start > 0 and sign.at - start < _BESIDE and text[start - 1].isalnum():
        start -= 1
    return start, sign.at + 1


def _without_torn(lone: list[_Lone]) -> list[_Lone]:
    """The marks without those whose partner we may have put into another text.

    An opening mark and the next lone one on the page, which closes, are such a pair; where marks of both sides are
    left after that, they may be pairs whose columns stand in another order.
    """
    kept: list[_Lone] = []
    for one in sorted(lone, key=lambda one: _place(one.sign)):
        if kept and kept[-1].sign.opens and not one.sign.opens:
            kept.pop()
        else:
            kept.append(one)
    return kept if len({one.sign.opens for one in kept}) == 1 else []


def _place(sign: _Sign) -> int:
    return sign.passage.span(sign.at, sign.at + 1)[0]


_ROLES = HEADS | {"paragraph", "subhead", "caption", "byline", "dateline", "credit"}


def _is_elsewhere(sign: _Sign) -> bool:
    """Whether its partner may stand on another page: the story goes on there, or comes from there."""
    article: Article | None = sign.passage.article
    jump = article.jump if article else None
    if jump is None:
        return False
    return (jump.to if sign.opens else jump.from_) is not None
