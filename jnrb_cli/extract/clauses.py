"""The words of the sentences that hold figures, each figure one token among them; and what class a word is of.

Segmenting is the dear part, so it is done once for all sentences of a text together, and only for those that
hold a figure to be named. What the words say of the figures is left to `phrases` and `subjects`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import DataError
from ..models import Fact
from ..patterns import pattern
from ..resources import data_lines
from ..words import tag
from . import changes

DATA = Path(__file__).parent.parent / "data" / "subjects.tsv"

# One sign for each figure while the words are cut; in no dictionary, so it is always a word of its own.
FIGURE_SIGN = "\ue000"
SENTENCE = pattern(r"[^。！？!?\n]*[。！？!?\n]*")
CLAUSE_MARKS = frozenset("，；：,;:（）()—…\n。！？!?【】〔〕|")
QUOTES = frozenset("“”‘’《》「」『』\"'·")
JOINERS = frozenset({"、", "和", "及", "以及", "暨"})
POSSESSIVE = frozenset({"的", "之"})
NAMEABLE = frozenset(
    {"count", "percent", "ratio", "money", "measure", "duration", "age", "ordinal", "number"}
)
# Words that end so are things, whatever the dictionary calls them: 选手 and 参展商 are in it as verbs or not at all.
VALUE_ENDINGS = frozenset("率额量值数费")
GLUED = frozenset("为达至则已仅可将占比超约近居")
# Places and buildings of one character; tagged as measure words too (取水点, 加油站).
PLACE_ENDINGS = frozenset("点站场厂馆室楼店院港桩塔柜亭棚")
# What sums and sizes end with, beside those: 营收达 is 营收 and 达.
SUM_ENDINGS = frozenset("收入产利程积重长")
# 场场, 家家: every one of what was counted.
EACH = frozenset("场个家人处次件条户声天年月张层")
# What the names of offices end with: 国家卫生健康委等8部门.
BODY_ENDINGS = frozenset("委部局厅办署院会行")
NOUN_ENDINGS = frozenset("者员手商户率额量值数费款金税价险法卡证票具器机品物")


class Token(NamedTuple):
    text: str
    flag: str
    start: int
    end: int
    fact: int = -1


class Vocabulary(NamedTuple):
    reach: frozenset[str]
    predicate: frozenset[str]
    nominal: frozenset[str]
    vague: frozenset[str]
    person: frozenset[str]
    place: frozenset[str]
    entity: frozenset[str]
    opening: frozenset[str]
    pivot: frozenset[str]
    scope: frozenset[str]


def read_vocabulary(path: Path = DATA) -> Vocabulary:
    """Read and check a file of word classes; raises DataError with the line that is wrong."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        words = rest.split()
        twice = sorted({word for word in words if words.count(word) > 1})
        if name not in Vocabulary._fields or name in found or not words or twice:
            what = f"{' '.join(twice)} listed twice" if twice else f"unknown, repeated or empty class {name}"
            raise DataError(path.name, number, what)
        found[name] = frozenset(words)
    if set(found) != set(Vocabulary._fields):
        raise DataError(path.name, 1, f"missing: {' '.join(sorted(set(Vocabulary._fields) - set(found)))}")
    return Vocabulary(*(found[name] for name in Vocabulary._fields))


@cache
def _vocabulary() -> Vocabulary:
    words = read_vocabulary()
    entries = changes.read_vocabulary().entries
    # 增收, 减产 and 涨价 name what rose or fell themselves.
    moves = {
        word for word, entry in entries.items() if entry.direction != "none" and word[-1] not in "收产值价员"
    }
    return words._replace(reach=words.reach | moves)


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset(data_lines("surnames.txt")[0])


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
            token = Token(word.text, word.flag, start, start + len(word.text))
            if word.text in {"比", "比达", "比为"} and sentence and sentence[-1].text == "占":
                middle = token.start + 1
                sentence[-1] = Token("占比", "n", sentence[-1].start, middle)
                token = Token(word.text[1:], "v", middle, token.end)
            if token.text == "支配" and sentence and sentence[-1].text == "可":
                token = Token("可支配", "b", sentence.pop().start, token.end)
            if token.text:
                sentence += _unglued(token)
    if sentence:
        yield sentence


def _unglued(token: Token) -> list[Token]:
    """率为, 网商达, 药企时 and 委等, words that only the segmenter's guess made, are 率 and 为, 网商 and 达, 药企 and 时, 委 and 等."""
    text = token.text
    value = len(text) == 2 and text[0] in VALUE_ENDINGS and text[1] in GLUED
    guessed = (
        len(text) > 2
        and token.flag in {"n", "v"}
        and text[-1] == "达"
        and text[-2] in NOUN_ENDINGS | SUM_ENDINGS
    ) or (len(text) > 2 and token.flag == "ng" and text[-1] == "时")
    if len(text) == 4 and text[:2] in {"同比", "环比"}:  # 同比增加 is a word of the dictionary
        middle = token.start + 2
        return [Token(text[:2], "j", token.start, middle), Token(text[2:], "v", middle, token.end)]
    body = len(text) == 2 and text[0] in BODY_ENDINGS and text[1] == "等"
    if not (value or guessed or body):
        return [token]
    middle = token.end - 1
    return [
        Token(text[:-1], "n", token.start, middle),
        Token(text[-1], "u" if body else "v", middle, token.end),
    ]


class Clauses:
    """The words of one sentence and its figures, by place."""

    def __init__(self, tokens: list[Token], facts: Sequence[Fact]) -> None:
        self.tokens = tokens
        self.facts = facts
        self.words = _vocabulary()

    def token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def text(self, at: int) -> str:
        token = self.token(at)
        return "" if token is None else token.text

    def fact(self, place: int) -> Fact:
        return self.facts[self.tokens[place].fact]

    def is_noun(self, token: Token) -> bool:
        """At home in a noun phrase."""
        if token.fact >= 0 or token.text in self.words.predicate or token.text[:1] == "每":
            return False
        if len(token.text) == 2 and token.text[0] == token.text[1] in EACH:
            return False
        kind = token.flag[0]
        if token.text in PLACE_ENDINGS:
            return True
        if kind in "nsbjlizagkh" or token.flag in {"vn", "eng"}:
            return token.text not in CLAUSE_MARKS
        if (
            token.text[-1] in NOUN_ENDINGS
            and kind in "vqrmdz"
            and (len(token.text) > 1 or token.text in VALUE_ENDINGS)
        ):
            return True
        if kind in "mq" and len(token.text) > 2:  # 零部件 is tagged as a measure word
            return token.text[0] not in "0123456789几两〇一二三四五六七八九十百千万亿"
        if kind in "vt":
            return token.text in self.words.nominal
        return kind == "x" and token.text.isalnum()

    def is_reach(self, token: Token) -> bool:
        if token.text in self.words.reach:
            return True
        if token.flag in {"d", "ad", "t", "uz", "ul"} and token.text not in self.words.nominal:
            return True
        if token.text[:1] == "每" and len(token.text) < 5:  # 均价为每斤1.25元, 每平方米2万元
            return True
        if token.flag == "v" and len(token.text) == 2 and token.text[0] in "多少":  # 同比多退430亿元
            return True
        # 增长到 and 下降了 may come as one word.
        return len(token.text) > 1 and token.text[-1] in "到至了达为" and token.text[:-1] in self.words.reach

    def is_time(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.fact >= 0 and self.facts[token.fact].kind in {"duration", "date"}
