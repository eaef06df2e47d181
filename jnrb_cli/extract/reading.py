"""The text that rules read: wraps joined, blanks dropped, one form of each character, and the way back to the source.

Wraps and the blanks beside Chinese characters are the typesetter's, so they go; blanks between two Latin words or
two numbers are the writer's and stay one blank. Traditional characters that figures are written with are read as
simplified ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from ..patterns import pattern
from ..text import Chars, fold, known_chars, simplify

# A three in a sum of money, where 參 is 参 elsewhere (參觀).
_THREE = pattern("參(?=[拾佰仟萬億圓])|(?<=[拾佰仟])參")
# What one line of a page ends with; an empty line ends a paragraph, and no figure runs across it.
_WRAP = pattern(r"[ \t\u3000\xa0]*(?:\r\n?|[\n\x0b\u2028\x85])[ \t\u3000\xa0]*")
_BLANK = pattern(r"[ \t\r\n\x0b\u2028\x85\ufeff\u2000-\u200b\u202f]+")
_WORD = re.compile(r"[A-Za-z0-9$%.,)\]]", re.ASCII)
_NEXT = re.compile(r"[A-Za-z0-9$(\[]", re.ASCII)


class Reading(msgspec.Struct, frozen=True):
    """`text` is what rules read, `printed` the same characters as they stand in print; its pieces begin at `starts`, in the source at `places`."""

    source: str
    text: str
    printed: str
    starts: list[int]
    places: list[int]

    def place(self, at: int) -> int:
        """Where character `at` of the text stands in the source."""
        piece = bisect_right(self.starts, at) - 1
        return self.places[piece] + at - self.starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span of text[start:end]."""
        return self.place(start), self.place(end - 1) + 1


def read_text(source: str) -> Reading:
    """A text as rules read it.

    >>> read_text("共有 207\\n 家企業").text
    '共有207家企业'
    """
    chars = frozenset(source)
    folded = fold(source, chars)
    if folded is not source:
        chars = known_chars(fold, chars)
    parts: list[str] = []
    starts, places = [0], [0]
    at = length = 0
    for blank in _BLANK.finditer(folded):
        start, end = blank.span()
        if start > at:
            parts.append(folded[at:start])
            length += start - at
        # Most blanks stand beside a Chinese character and are one line's end: those go without a second look.
        beside = end - start < 2 and (folded[start - 1 : start] > "~" or folded[end : end + 1] > "~")
        kept = "" if beside else _kept(folded, start, end)
        if kept:
            parts.append(kept)
            starts.append(length)
            places.append(start)
            length += 1
        starts.append(length)
        places.append(end)
        at = end
    parts.append(folded[at:])
    printed = "".join(parts)
    return Reading(source, _read_characters(printed, chars), printed, starts, places)


def _read_characters(printed: str, chars: Chars) -> str:
    """The characters in the form that rules know; ○, a printer's mark elsewhere, is a zero. `chars` are all there may be."""
    printed = printed.replace("○", "〇")
    return simplify(_THREE.sub("叁", printed) if "參" in chars else printed, chars)


def _kept(text: str, start: int, end: int) -> str:
    """What is left of a run of blanks: a line's end for an empty line, a blank between words, nothing elsewhere."""
    run = text[start:end]
    lines = run.count("\n") or run.count("\r") + run.count("\u2028")
    if lines > 1:
        return "\n"
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or not _WORD.match(before) or not _NEXT.match(after):
        return ""
    # A number broken by a line's end is one number; two numbers side by side are two.
    return "" if lines and before.isdigit() and after.isdigit() else " "


def join_wraps(text: str) -> str:
    """A figure as printed: its wraps gone, its blanks kept.

    >>> join_wraps("5 月\\n  12 日")
    '5 月12 日'
    """
    return _WRAP.sub("", text) if "\n" in text or "\r" in text else text
