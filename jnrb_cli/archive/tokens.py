"""Text into what the full-text index holds: one character a token, folded, with blanks between.

SQLite's own tokenizers miss Chinese words of one or two characters; one character a token and phrase queries
find them all. Texts and queries go through the same function, so whatever it folds is found either way. What
queries mean (AND, quotes, operators) is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..resources import data_lines
from ..text import fold

SIMPLIFIED = "simplified.tsv"

# Stands where one clause ends and the next begins, so that no phrase is found across them.
BREAK = "¶"

# A Latin word or a number is one token, with its decimal point; a thousands comma is dropped (1,127 is 1127).
# Ideographs and kana stand alone; other letters (Greek, Cyrillic) are words. Clause marks break; quotation
# marks, brackets, middle dots and blanks are dropped: 车 斌 is found as 车斌, “银发食堂”怎样 by 食堂怎样.
_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[A-Za-z0-9]*)"
    r"|(?P<char>[々〇\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff])"
    r"|(?P<word>(?:(?![々〇\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff_])\w)+)"
    r"|(?P<clause>[，。；：！？、…—,;:!?\n]+)"
)


@cache
def _simplified() -> dict[int, str]:
    rows = (row.split("\t") for row in data_lines(SIMPLIFIED))
    return {ord(traditional): simplified for traditional, simplified in rows}


def fold_words(text: str) -> str:
    """The text in its normal form: width, compatibility forms, case, and simplified characters; same length.

    >>> fold_words("臺灣ＡＢＣ")
    '台湾abc'
    """
    folded = fold(text).translate(_simplified())
    low = folded.lower()
    return low if len(low) == len(folded) else "".join(map(_lower, folded))


def _lower(char: str) -> str:
    """One character in lower case, kept where that would be two (İ)."""
    low = char.lower()
    return low if len(low) == 1 else char


class Token(NamedTuple):
    """One token and the characters of the text it was made from, `start` to `end`."""

    text: str
    start: int
    end: int


def find_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text with their places; clause marks in a row are one break.

    >>> [token[:] for token in find_tokens("5G，有1,127個")]
    [('5g', 0, 2), ('¶', 2, 3), ('有', 3, 4), ('1127', 4, 9), ('个', 9, 10)]
    """
    after_break = True
    for found in _TOKEN.finditer(fold_words(text)):
        kind = found.lastgroup
        if kind != "clause":
            after_break = False
            token = found[0].replace(",", "") if kind == "number" else found[0]
            yield Token(token, found.start(), found.end())
        elif not after_break:
            after_break = True
            yield Token(BREAK, found.start(), found.end())


def index_text(text: str) -> str:
    """The tokens of a text with blanks between, as the index takes them; the same for a query's phrase.

    >>> index_text("“銀髮食堂”怎樣吃得好，5G有1,127個")
    '银 发 食 堂 怎 样 吃 得 好 ¶ 5g 有 1127 个'
    """
    # As `find_tokens`, three times as fast: an index is made of nothing but this.
    tokens: list[str] = []
    last = BREAK
    for number, char, word, clause in _TOKEN.findall(fold_words(text)):
        token = char or word or (BREAK if clause else number.replace(",", ""))
        if token is not BREAK or last is not BREAK:
            tokens.append(token)
        last = token
    return " ".join(tokens)


def index_texts(texts: Iterable[str]) -> str:
    """The tokens of several texts (headline parts, paragraphs), a break between two."""
    return f" {BREAK} ".join(filter(None, map(index_text, texts)))
