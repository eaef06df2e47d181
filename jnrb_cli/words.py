"""The only door to the segmenter: words with their tags and places.

rjieba does the work where it is installed, jieba where it is not; both read the same dictionary and cut alike.
Tags are the dictionary's in both (jieba's own tagger has a second model, costs half a second more, and would
make results depend on what is installed). Nothing is opened before the first word is asked for. What the words
mean is left to others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple


class Word(NamedTuple):
    """One word of a text: `flag` is its part of speech after jieba's dictionary (n, v, m, q …; x for marks and unknown words)."""

    text: str
    flag: str
    start: int
    end: int


Cut = Callable[[str], list[str]]
Tag = Callable[[str], Iterable[tuple[str, str]]]


def cut(text: str) -> list[str]:
    """The words of a text; together they are the text.

    >>> cut("招聘企业带来岗位")
    ['招聘', '企业', '带来', '岗位']
    """
    return _open()[0](text)


def tag(text: str) -> list[Word]:
    """The words of a text with their tags and places.

    >>> [(word.text, word.flag, word.start) for word in tag("企业带来岗位")]
    [('企业', 'n', 0), ('带来', 'v', 2), ('岗位', 'n', 4)]
    """
    words: list[Word] = []
    at = 0
    for word, flag in _open()[1](text):
        words.append(Word(word, flag, at, at + len(word)))
        at += len(word)
    return words


@lru_cache(maxsize=1)
def _open() -> tuple[Cut, Tag]:
    try:
        import rjieba
    except ImportError:
        return _open_jieba()
    return rjieba.cut, rjieba.tag


def _open_jieba() -> tuple[Cut, Tag]:
    with _quiet_import():
        import logging

        import jieba  # type: ignore[import-untyped]

        jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    tokenizer.initialize()
    flags = _read_flags(tokenizer.get_dict_file())

    def cut_words(text: str) -> list[str]:
        words: list[str] = tokenizer.lcut(text)
        return words

    def tag_words(text: str) -> Iterator[tuple[str, str]]:
        for word in tokenizer.lcut(text):
            yield word, flags.get(word) or _guess_flag(word, flags)

    return cut_words, tag_words


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
