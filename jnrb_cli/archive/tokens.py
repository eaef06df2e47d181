"""Text into tokens, one a character, folded; and tokens into what the full-text index holds, with blanks between.

SQLite's own tokenizers miss Chinese words of one or two characters; one character a token and phrase queries
find them all. The index holds each character together with the next: in one place as before, but a word of two
characters is one entry, and longer ones are put together from rarer parts (at 8,000 pages a phrase is found in a
quarter of the time, for 5 in 100 of the archive's size). Texts and queries go through the same function, so whatever
it folds is found either way. What queries mean (AND, quotes, operators) is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..patterns import pattern
from ..resources import data_lines
from ..text import fold

SIMPLIFIED = "simplified.tsv"

# Stands where one clause ends and the next begins, so that no phrase is found across them.
BREAK = "¶"

# Ideographs and kana.
_CHARS = r"々〇\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"

# A Latin word or a number is one token, with its decimal point; a thousands comma is dropped (1,127 is 1127).
# Ideographs and kana stand alone; other letters (Greek, Cyrillic) are words. Clause marks break; quotation
# marks, brackets, middle dots and blanks are dropped: 车 斌 is found as 车斌, “银发食堂”怎样 by 食堂怎样.
_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[A-Za-z0-9]*"
_WORD = rf"(?:(?![{_CHARS}_])\w)+"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<char>[{_CHARS}])|(?P<word>{_WORD})|(?P<clause>[，。；：！？、…—,;:!?\n]+)"
)
_RUN = pattern(rf"{_NUMBER}|[{_CHARS}]+|{_WORD}")


@cache
def _simplified() -> tuple[dict[int, str], re.Pattern[str]]:
    """The traditional characters and their simplified forms, and the set of the former."""
    rows = (row.split("\t") for row in data_lines(SIMPLIFIED))
    table = {ord(traditional): simplified for traditional, simplified in rows}
    return table, re.compile(f"[{re.escape(''.join(map(chr, table)))}]")


def fold_words(text: str) -> str:
    """The text in its normal form: width, compatibility forms, case, and simplified characters; same length.

    >>> fold_words("臺灣ＡＢＣ")
    '台湾abc'
    """
    folded = fold(text)
    table, changed = _simplified()
    if changed.search(folded):  # cheaper than changing none
        folded = folded.translate(table)
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


def next_token(folded: str, at: int) -> Token | None:
    """The token that comes next in a folded text, a break too; None where there is none.

    >>> next_token("（开渔", 0)
    Token(text='开', start=1, end=2)
    """
    found = _TOKEN.search(folded, at)
    if found is None:
        return None
    kind = found.lastgroup
    text = BREAK if kind == "clause" else found[0].replace(",", "")
    return Token(text, found.start(), found.end())


@cache
def is_char(token: str) -> bool:
    """Whether a token is one ideograph or kana.

    >>> is_char("渔"), is_char("5")
    (True, False)
    """
    found = _TOKEN.match(token)
    return found is not None and found.lastgroup == "char"


def token_text(text: str) -> str:
    """The tokens of a text with blanks between.

    >>> token_text("“銀髮食堂”怎樣吃得好，5G有1,127個")
    '银 发 食 堂 怎 样 吃 得 好 ¶ 5g 有 1127 个'
    """
    return _join_tokens(text, paired=False)


def plain_text(text: str) -> str:
    """The tokens of a text with nothing between, the breaks left out.

    >>> plain_text("大湖“開漁”，5G有1,127個")
    '大湖开渔5g有1127个'
    """
    return "".join(_RUN.findall(fold_words(text))).replace(",", "")


def index_text(text: str) -> str:
    """The tokens of a text as the index holds them: a character with the one after it, where there is one.

    >>> index_text("“銀髮食堂”吃得好，5G有1,127個")
    '银发 发食 食堂 堂吃 吃得 得好 好 ¶ 5g 有 1127 个'
    """
    return _join_tokens(text, paired=True)


def _join_tokens(text: str, *, paired: bool) -> str:
    # As `find_tokens` and `pair_tokens`, three times as fast: an index is made of nothing but this.
    tokens: list[str] = []
    last = BREAK
    after_char = False
    for number, char, word, clause in _TOKEN.findall(fold_words(text)):
        if char:
            if after_char:
                tokens[-1] += char
            after_char = paired
            last = char
            tokens.append(char)
            continue
        after_char = False
        token = word or (BREAK if clause else number.replace(",", ""))
        if token is not BREAK or last is not BREAK:
            tokens.append(token)
        last = token
    return " ".join(tokens)


def index_texts(texts: Iterable[str]) -> str:
    """What the index holds of several texts (headline parts, paragraphs), a break between two."""
    return f" {BREAK} ".join(filter(None, map(index_text, texts)))


def pair_tokens(tokens: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """What stands in the index, one place after another, where these tokens stand in a text, and whether the last of it may go on.

    >>> pair_tokens(["开", "渔", "节"]), pair_tokens(["5g", "基"])
    ((('开渔', '渔节'), False), (('5g', '基'), True))
    """
    pairs = [
        token + after if is_char(token) and is_char(after) else token for token, after in pairwise(tokens)
    ]
    if not is_char(tokens[-1]):
        return (*pairs, tokens[-1]), False
    if pairs and is_char(tokens[-2]):
        return tuple(pairs), False
    return (*pairs, tokens[-1]), True
