"""The words of the sentences that hold figures, each figure one token among them.

Segmenting is the dear part, so it is done once for all sentences of a text together, and only for those that
hold a figure to be named. What the words say of the figures is left to `phrases` and `subjects`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..models import Fact
from ..patterns import pattern
from ..words import tag
from .joints import PRONOUNS, add_word
from .word_classes import (
    CLAUSE_MARKS,
    EACH,
    NOUN_ENDINGS,
    PLACE_ENDINGS,
    VALUE_ENDINGS,
    Token,
    vocabulary,
    word_flags,
)

# One sign for each figure while the words are cut; in no dictionary, so it is always a word of its own.
FIGURE_SIGN = "\ue000"
SENTENCE = pattern(r"[^。！？!?\n]*[。！？!?\n]*")
NAMEABLE = frozenset(
    {"count", "percent", "ratio", "money", "measure", "duration", "age", "ordinal", "number"}
)


def cut_sentences(text: str, facts: Sequence[Fact]) -> Iterator[list[Token]]:
    """The words of each sentence that holds a figure to be named; a figure is one token."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []  # where a part begins in the masked text, and in the source
    signs: dict[int, int] = {}  # place of a sign in the masked text to the figure's number
    length = 0

    def put(piece: str, start: int) -> None:
        nonlocal length
        parts.append(piece)
        places.append((length, start))
        length += len(piece)

    number = 0
    for match in SENTENCE.finditer(text):
        first = number
        while number < len(facts) and facts[number].start < match.end():
            number += 1
        if not any(fact.kind in NAMEABLE for fact in facts[first:number]):
            continue
        at = match.start()
        for index in range(first, number):
            fact = facts[index]
            put(text[at : fact.start], at)
            signs[length] = index
            put(FIGURE_SIGN, fact.start)
            at = max(at, fact.end)
        put(text[at : match.end()], at)
        put("\n", match.end())

    begins = [place for place, _ in places]
    sentence: list[Token] = []
    flags = word_flags()
    for word in tag("".join(parts)):
        part = bisect_right(begins, word.start) - 1
        start = places[part][1] + word.start - places[part][0]
        if word.start in signs:
            index = signs[word.start]
            sentence.append(Token("", "figure", facts[index].start, facts[index].end, index))
        elif word.text == "\n":
            if sentence:
                yield sentence
            sentence = []
        else:
            add_word(
                sentence, Token(word.text, flags.get(word.text, word.flag), start, start + len(word.text))
            )
    if sentence:
        yield sentence


class Clauses:
    """The words of one sentence and its figures, by place."""

    def __init__(self, tokens: list[Token], facts: Sequence[Fact]) -> None:
        self.tokens = tokens
        self.facts = facts
        self.words = vocabulary()
        self.size = len(tokens)

    def token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < self.size else None

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < self.size else ""

    def fact(self, place: int) -> Fact:
        return self.facts[self.tokens[place].fact]

    def is_noun(self, token: Token) -> bool:
        """At home in a noun phrase."""
        if token.fact >= 0 or token.text in self.words.predicate or token.text[:1] == "每":
            return False
        if len(token.text) == 2 and token.text[0] == token.text[1] in EACH:
            return False
        if token.text[0] in PRONOUNS and token.flag in {"m", "v", "x"}:
            return False  # 他数了两遍
        kind = token.flag[0]
        if token.text in PLACE_ENDINGS or token.text in self.words.growth:
            return True
        if kind in "nsbjlizagkh" or token.flag in {"vn", "eng"}:
            return token.text not in CLAUSE_MARKS
        if (
            token.text[-1] in NOUN_ENDINGS
            and kind in "vqrmdz"
            and token.text[0] != "一"
            and (len(token.text) > 1 or token.text in VALUE_ENDINGS)
        ):
            return True
        if kind in "mq" and len(token.text) > 2:  # 零部件 is tagged as a measure word
            return token.text[0] not in "0123456789几两〇一二三四五六七八九十百千万亿"
        if kind in "vtd":
            return token.text in self.words.nominal
        return kind == "x" and token.text.isalnum()

    def is_reach(self, token: Token) -> bool:
        if token.text in self.words.reach:
            return token.text != "比" or token.flag != "n"
        if token.flag in {"d", "ad", "t", "uz", "ul"} and token.text not in self.words.nominal:
            return True
        if token.text[:1] == "每" and len(token.text) < 5:  # 均价为每斤1.25元, 每平方米2万元
            return True
        if (
            token.flag == "v" and len(token.text) == 2 and token.text[0] in "多少已"
        ):  # 同比多退430亿元, 已收5万亩
            return token.text not in self.words.nominal
        # 增长到 and 下降了 may come as one word.
        return len(token.text) > 1 and token.text[-1] in "到至了达为" and token.text[:-1] in self.words.reach

    def is_time(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.fact >= 0 and self.facts[token.fact].kind in {"duration", "date"}
