"""Where in an article the words stand that were looked for, and the sentence that shows them best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from ..extract.pages import Places
from ..extract.sentences import find_sentences
from ..models import Article, Piece, Text
from .answers import HitRole
from .rows import lone_column
from .tokens import BREAK, find_tokens, fold_words, is_char, next_token

Phrases = Sequence[tuple[str, ...]]


class Passage(NamedTuple):
    """One text of an article, with the pieces of the source that it was put together from, as far as known."""

    role: HitRole
    text: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | tuple[None, None]:
        """The source's span of text[start:end]."""
        return Places(self.pieces).span(start, end) if self.pieces else (None, None)


class Found(NamedTuple):
    """Hits in one sentence of a passage: `start` to `end` is the sentence, `marks` are the hits, all in the passage's text."""

    passage: Passage
    start: int
    end: int
    marks: tuple[Piece, ...]


def find_phrases(text: str, phrases: Phrases) -> list[tuple[int, int, int]]:
    """Each place where a phrase stands in a text, as start, end and the number of the phrase, in order.

    >>> find_phrases("開漁了，“开”渔节", [("开", "渔"), ("节",)])
    [(0, 2, 0), (5, 8, 0), (8, 9, 1)]
    """
    folded = fold_words(text)
    near = [number for number, phrase in enumerate(phrases) if _may_stand(phrase, folded)]
    hits: list[tuple[int, int, int]] = []
    others: list[int] = []
    for number in near:
        if all(map(is_char, phrases[number])):
            hits += ((start, end, number) for start, end in _find_chars(folded, phrases[number]))
        else:
            others.append(number)
    if others:
        hits += _find_others(folded, phrases, others)
    return sorted(hits, key=itemgetter(0, 2))


def _find_chars(folded: str, phrase: tuple[str, ...]) -> Iterator[Piece]:
    """Where a phrase of nothing but single characters stands: most often they stand side by side."""
    whole = "".join(phrase)
    at = folded.find(phrase[0])
    while at >= 0:
        if folded.startswith(whole, at):
            yield at, at + len(whole)
        elif end := _follow(folded, at, phrase):
            yield at, end
        at = folded.find(phrase[0], at + 1)


def _follow(folded: str, at: int, phrase: tuple[str, ...]) -> int:
    """Where the phrase that begins here ends, with what is dropped between its characters; 0 where it is another."""
    for char in phrase:
        if (found := next_token(folded, at)) is None or found.text != char:
            return 0
        at = found.end
    return at


def _find_others(folded: str, phrases: Phrases, numbers: Sequence[int]) -> list[tuple[int, int, int]]:
    if any(BREAK in phrases[number] for number in numbers):
        return list(_find_in(folded, 0, phrases, numbers))
    return [
        hit
        for part in _SENTENCE.finditer(folded)
        if (here := [number for number in numbers if _may_stand(phrases[number], part[0])])
        for hit in _find_in(part[0], part.start(), phrases, here)
    ]


# No phrase without a break goes over one of these, and no token has one in it.
_SENTENCE = re.compile(r"[^。！？；\n]+")


def _find_in(
    text: str, offset: int, phrases: Phrases, numbers: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    tokens = list(find_tokens(text))
    for at, token in enumerate(tokens):
        for number in numbers:
            phrase = phrases[number]
            if token.text == phrase[0] and len(tokens) - at >= len(phrase):
                part = tokens[at : at + len(phrase)]
                if all(one.text == wanted for one, wanted in zip(part, phrase, strict=True)):
                    yield offset + token.start, offset + part[-1].end, number


def _may_stand(phrase: tuple[str, ...], folded: str) -> bool:
    """Whether the first characters of all tokens stand in the text: looking for them is cheaper than making tokens."""
    return all(token[0] in folded for token in phrase if token != BREAK)


def split_at_breaks(phrases: Phrases) -> list[tuple[str, ...]]:
    """The clauses of the phrases.

    >>> split_at_breaks([("开", "渔", "¶", "补", "贴")])
    [('开', '渔'), ('补', '贴')]
    """
    clauses = [group for phrase in phrases for is_break, group in _groups(phrase) if not is_break]
    return list(dict.fromkeys(clauses))


def _groups(phrase: tuple[str, ...]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    return ((key, tuple(group)) for key, group in groupby(phrase, lambda token: token == BREAK))


def read_passages(article: Article) -> Iterator[Passage]:
    """The texts of an article that are searched, headline first."""
    yield from _headline(article)
    yield from _body(article)


def _headline(article: Article) -> Iterator[Passage]:
    if column := lone_column(article):
        places = [span for span in article.spans if span.role == "column"]
        pieces = ((places[0].start, places[0].end),) if len(places) == 1 else ()
        yield Passage("column", column, pieces)
    heads: dict[str, Text] = {text.role: text for text in article.heads}
    parts: tuple[tuple[HitRole, str | None], ...] = (
        ("kicker", article.kicker),
        ("title", article.title),
        ("subtitle", article.subtitle),
    )
    for role, text in parts:
        if text:
            known = heads.get(role)
            yield Passage(role, text, known.pieces if known is not None and known.text == text else ())


def _body(article: Article) -> Iterator[Passage]:
    for paragraph in article.paragraphs:
        yield Passage(paragraph.role, paragraph.text, paragraph.pieces)


def find_best(article: Article, phrases: Phrases) -> Found | None:
    """The sentence with the most of the phrases in it, in the body where it has as many as the headline.

    The headline is shown with every result; a sentence of the body says more.
    """
    best: Found | None = None
    most = 0
    for passage in chain(_body(article), _headline(article)):
        for found, count in _sentences(passage, phrases):
            if count > most:
                best, most = found, count
            if most == len(phrases):  # no other can have more
                return best
    return best


def _sentences(passage: Passage, phrases: Phrases) -> Iterator[tuple[Found, int]]:
    """The sentences of a passage that have hits, with how many different phrases stand in each."""
    hits = find_phrases(passage.text, phrases)
    if not hits:
        return
    is_body = passage.role in ("paragraph", "caption", "subhead")
    bounds = find_sentences(passage.text) if is_body else [(0, len(passage.text))]
    while hits:
        start, end, _ = hits[0]
        left = max((one for one, _ in bounds if one <= start), default=0)
        right = min((one for _, one in bounds if one >= end), default=len(passage.text))
        inside = [hit for hit in hits if hit[1] <= right] or hits[:1]
        marks = _apart((start, end) for start, end, _ in inside)
        yield Found(passage, left, right, marks), len({number for _, _, number in inside})
        hits = [hit for hit in hits if hit not in inside]


def _apart(ranges: Iterator[Piece]) -> tuple[Piece, ...]:
    """Ranges in order, those that overlap made one."""
    marks: list[Piece] = []
    for start, end in sorted(ranges):
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)
