"""The only door to the segmenter: words with their tags and places, and those that say what a text is about.

rjieba does the work where it is installed, jieba where it is not; both read the same dictionary and cut alike.
Tags are the dictionary's in both (jieba's own tagger has a second model, costs half a second more, and would
make results depend on what is installed). Nothing is opened before the first word is asked for. What the words
mean is left to others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from .errors import DataError
from .lexicon import UserWord, current_lexicon
from .resources import data_lines
from .text import simplify

STOP_WORDS = "stop_words.txt"
IDF = "idf.tsv"

# Tags of words that can say what a text is about: nouns, verbs used as nouns, names, idioms and Latin words.
TOPICAL = frozenset({"n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "ng", "vn", "an", "eng", "j", "l", "i"})

# What the segmenter leaves at the beginning and the end of words that it does not know: 就亮, 最稳, 桐川至.
GLUED = frozenset("就也最很更又都没不把被会要能肯已将正还才再约至达为于了的是在从到与和及得进")

# Two words side by side (立体, 车库) are one keyword where they stand so twice, and so often of all places of either.
BOUND = 0.5


class Word(NamedTuple):
    """One word of a text: `flag` is its part of speech after jieba's dictionary (n, v, m, q …; x for marks and unknown words)."""

    text: str
    flag: str
    start: int
    end: int


Cut = Callable[[str], list[str]]
Tag = Callable[[str], Iterable[tuple[str, str]]]
Known = Callable[[str], bool]


def cut(text: str) -> list[str]:
    """The words of a text; together they are the text.

    >>> cut("招聘企业带来岗位")
    ['招聘', '企业', '带来', '岗位']
    """
    return _open().cut(_whole(text))


def _whole(text: str) -> str:
    """A text that any segmenter takes: half a character, as damaged JSON or a program may give one, is a question mark."""
    return text.encode("utf-8", "replace").decode()


def tag(text: str) -> list[Word]:
    """The words of a text with their tags and places.

    >>> [(word.text, word.flag, word.start) for word in tag("企业带来岗位")]
    [('企业', 'n', 0), ('带来', 'v', 2), ('岗位', 'n', 4)]
    """
    words: list[Word] = []
    at = 0
    for word, flag in _open().tag(_whole(text)):
        words.append(Word(word, flag, at, at + len(word)))
        at += len(word)
    return words


def is_known(word: str) -> bool:
    """Whether the dictionary has a word; what it has not, the segmenter guessed.

    >>> is_known("平桥区"), is_known("焦石村")
    (True, False)
    """
    return _open().knows(word)


def keywords(text: str, count: int, words: Sequence[Word] | None = None) -> list[str]:
    """The words that say best what a text is about, at most `count`, the best first: often here, rarely elsewhere.

    Words that mostly stand side by side are one, and no word is part of a better one. Of words that weigh the same the first comes first.
    `words` are those of the text in simplified characters, where they are at hand.

    >>> keywords("立体车库启用。立体车库有车位216个，车主说车库好。", 2)
    ['立体车库', '车位']
    """
    places: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    words = tag(simplify(text)) if words is None else words
    for number, word in enumerate(words):
        if is_topical(word):
            places.setdefault(word.text, []).append(number)
            printed.setdefault(word.text, text[word.start : word.end])
    for once in [key for key, found in places.items() if len(found) == 1 and not is_known(key)]:
        del places[once]  # 灯坏, 货足: cut from a sentence by guess, while names and terms come back
    weights = {word: len(found) * rarity(word) for word, found in places.items()}
    for first, second in _bound_pairs(places, words):
        phrase = first + second
        at = places[first]
        weights[phrase] = weights.pop(first, 0.0) + weights.pop(second, 0.0)
        start = next(words[n].start for n in at if words[n + 1].text == second)
        printed[phrase] = text[start : start + len(phrase)]
    best: list[str] = []
    for key in sorted(weights, key=lambda key: -weights[key]):
        if len(best) < count and not any(key in better for better in best):
            best.append(key)
    return [printed[key] for key in best]


def is_topical(word: Word) -> bool:
    """Whether a word can say what a text is about: of two characters or more, none of the stop words, not 每吨.

    The tag of a word that the dictionary has not is a guess, and each segmenter guesses in its own way; such a word
    counts whatever its tag, unless a small word is glued to it (就亮, 桐川至).
    """
    text = word.text
    if len(text) < 2 or text[0] == "每" or text in stop_words():
        return False
    if text.isascii() or is_known(text):
        return word.flag in TOPICAL and text[-1] != "约"
    return text.isalpha() and GLUED.isdisjoint(text)


def rarity(word: str) -> float:
    """How rare a word is in general: the natural logarithm of texts per text that has it; unknown words are as rare as the rarest listed.

    >>> rarity("企业") < rarity("渔业") < rarity("望潮社区")
    True
    """
    table, rarest = _rarities()
    return table.get(word, rarest)


def stop_words() -> frozenset[str]:
    """Words that say nothing of what a text is about, in simplified characters; the user's own among them."""
    return _stop_words(current_lexicon().stop_words)


@lru_cache(maxsize=1)
def _stop_words(more: frozenset[str]) -> frozenset[str]:
    found = [word for row in data_lines(STOP_WORDS) for word in row.split()]
    if len(set(found)) < len(found):
        twice = sorted({word for word in found if found.count(word) > 1})
        raise DataError(STOP_WORDS, 1, f"{' '.join(twice)} listed twice")
    return more.union(found)


@cache
def _rarities() -> tuple[dict[str, float], float]:
    table: dict[str, float] = {}
    level = 0.0
    for row in data_lines(IDF):
        value, _, words = row.partition("\t")
        level = float(value)
        table.update(dict.fromkeys(words.split(" "), level))
    return table, level


def _bound_pairs(places: dict[str, list[int]], words: Sequence[Word]) -> list[tuple[str, str]]:
    """Pairs of words that stand side by side nearly always; each word in one pair at most."""
    beside: dict[tuple[str, str], int] = {}
    for first, found in places.items():
        for number in found:
            second = words[number + 1].text if number + 1 < len(words) else ""
            if second in places and second != first:
                beside[first, second] = beside.get((first, second), 0) + 1
    pairs: list[tuple[str, str]] = []
    taken: set[str] = set()
    for pair, times in sorted(beside.items(), key=lambda item: -item[1]):
        commoner = max(len(places[word]) for word in pair)
        if times > 1 and times >= BOUND * commoner and taken.isdisjoint(pair):
            pairs.append(pair)
            taken.update(pair)
    return pairs


# What a word of the user's is that says not: a name.
_USER_FLAG = "nz"


def _forms(words: Iterable[UserWord]) -> Iterator[UserWord]:
    """The words, and the simplified forms that traditional pages are read in."""
    for word in words:
        flagged = replace(word, flag=word.flag or _USER_FLAG)
        yield flagged
        if (simple := simplify(word.text)) != word.text:
            yield replace(flagged, text=simple)


class _Segmenter(NamedTuple):
    words: tuple[UserWord, ...]
    cut: Cut
    tag: Tag
    knows: Known


_opened: _Segmenter | None = None


def _open() -> _Segmenter:
    """The segmenter that knows the user's words of now."""
    global _opened
    words = current_lexicon().words
    if _opened is None or _opened.words is not words:
        _opened = _Segmenter(words, *_open_with(words))
    return _opened


def _open_with(words: tuple[UserWord, ...]) -> tuple[Cut, Tag, Known]:
    try:
        import rjieba
    except ImportError:
        return _open_jieba(words)
    if not words:
        return rjieba.cut, rjieba.tag, rjieba.has_word
    own = rjieba.Jieba()
    for word in _forms(words):
        own.add_word(word.text, word.frequency, word.flag)
    return own.cut, own.tag, own.has_word


def _open_jieba(words: tuple[UserWord, ...]) -> tuple[Cut, Tag, Known]:
    with _quiet_import():
        import logging

        import jieba  # type: ignore[import-untyped]

        jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    tokenizer.initialize()
    flags = _read_flags(tokenizer.get_dict_file())
    for word in _forms(words):
        tokenizer.add_word(word.text, word.frequency)
        flags[word.text] = word.flag or _USER_FLAG

    def cut_words(text: str) -> list[str]:
        words: list[str] = tokenizer.lcut(text)
        return words

    def tag_words(text: str) -> Iterator[tuple[str, str]]:
        for word in tokenizer.lcut(text):
            yield word, flags.get(word) or _guess_flag(word, flags)

    return cut_words, tag_words, flags.__contains__


def _read_flags(dictionary: Any) -> dict[str, str]:
    """Word to tag from jieba's dictionary file: lines of word, count, tag."""
    flags: dict[str, str] = {}
    with dictionary:
        for line in dictionary:
            word, _, flag = line.decode("utf-8").split()
            flags[word] = sys.intern(flag)
    return flags


def _guess_flag(word: str, flags: dict[str, str]) -> str:
    """The tag of a word that the dictionary has not: m for figures, eng for Latin, else what its last character is (实训楼 as 楼)."""
    if word.isascii():
        if any(char.isalpha() for char in word):
            return "eng"
        return "m" if any(char.isalnum() for char in word) else "x"
    return flags.get(word[-1], "x")


@contextmanager
def _quiet_import() -> Iterator[None]:
    """jieba looks for pkg_resources only to find its own files, at 0.2 s and a warning; without it it opens them itself."""
    import warnings

    missing = object()
    kept: Any = sys.modules.get("pkg_resources", missing)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if kept is missing:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = kept


def _cache_folder() -> Path:
    """Our own folder for jieba's cache; where it cannot be made, jieba does without."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or "")
    folder = (root if root.is_absolute() else Path(os.path.expanduser("~/.cache"))) / "jnrb"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
