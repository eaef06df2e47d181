"""How wide text is on a terminal, and where its lines may break."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Chinese rules of line breaking: no line begins with a closing mark, none ends with an opening one.
NO_START = frozenset("，。、；：！？”’）》」』】〉〕｝…—·％‰℃～,.;:!?)]}%\"'")
NO_END = frozenset("“‘（《「『【〈〔｛￥＄([{$")

# How many characters are pushed to the next line at most so that the rules hold; a row of marks longer
# than this is broken anywhere.
MAX_PUSHED = 8

# What parts a long Latin word or number that must be broken: a path's folders and a number's thousands, else a name's parts.
_INNER_MARKS = ("/,", "_-")


@lru_cache(4096)
def char_width(char: str) -> int:
    """How many cells one character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """How many cells a text takes.

    >>> text_width("今年2月")
    7
    """
    return len(text) if text.isascii() else sum(map(char_width, text))


def may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at `at`: not inside a word or a figure, nor against the rules.

    >>> [at for at in range(1, 8) if may_break("他说：“3.5万。”", at)]
    [1, 3]
    """
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END:
        return False
    if before.isspace() or after.isspace():
        return True
    return not (_is_narrow_word(before) and _is_narrow_word(after)) and not (
        before.isdecimal() and after in "万亿"
    )


def _is_narrow_word(char: str) -> bool:
    return (char.isascii() and not char.isspace()) or char.isdecimal()


def wrap(text: str, width: int | None, indent: int = 0, *, at_blanks: bool = False) -> list[tuple[int, int]]:
    """The lines of a text as ranges of it, each no wider than `width` cells; the first is `indent` cells shorter.

    With `at_blanks` a line ends at a blank where it has one, as a row of names wants it.

    >>> text = "近者悦，远者来。"
    >>> [text[start:end] for start, end in wrap(text, 6)]
    ['近者', '悦，远', '者来。']
    """
    if not text or width is None:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start, room = 0, max(width - indent, 2)
    while start < len(text):
        end, used = start, 0
        while end < len(text) and used + char_width(text[end]) <= room:
            used += char_width(text[end])
            end += 1
        end = max(end, start + 1)
        if end < len(text):
            blank = text.rfind(" ", start + 1, end + 1) if at_blanks else -1
            end = blank if blank > 0 else _pull_back(text, start, end)
        lines.append((start, end - (len(text[start:end]) - len(text[start:end].rstrip()))))
        start, room = end, max(width, 2)
        while start < len(text) and text[start] == " ":
            start += 1
    return lines


def _pull_back(text: str, start: int, end: int) -> int:
    """The last place at or before `end` where the line may end; `end` where there is none near."""
    lowest = max(start + 1, end - MAX_PUSHED)
    for at in range(end, lowest - 1, -1):
        if may_break(text, at):
            return at
    word = end
    while word > start and not may_break(text, word):
        word -= 1
    # A long Latin word goes to the next line whole where it fits there.
    if word > start and text[word : end + 1].isascii():
        return word
    # One that fits on no line breaks after a mark.
    if text[start : end + 1].isascii():
        for marks in _INNER_MARKS:
            if (mark := max(text.rfind(mark, start, end) for mark in marks) + 1) > start:
                return mark
    return end


def pad(text: str, width: int) -> str:
    """The text with blanks after it up to a width in cells."""
    return text + " " * max(0, width - text_width(text))
