"""Where sentences begin and end: the one a figure stands in, and all of a paragraph as a person would cut them.

The first is short, for showing a figure in its place: it ends at a semicolon and inside a quotation too. The second
keeps quotations and brackets whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..patterns import pattern

# A closing quote or bracket after the mark belongs to the sentence that ends.
_END = pattern(r"(?:[。！？!?；]+|\n)[”’」』）)]*")

# What is longer is cut around what it is asked for: of 6,540 figures on 81 pages the longest sentence has 247
# characters, and a text of 2,000 figures without a full stop gave each of them all of it, 250 MB in all.
MAX_SENTENCE = 600


class SentenceFinder:
    """Where the sentences of one text end, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in _END.finditer(text)]

    def around(self, start: int, end: int) -> str:
        """The sentence of text[start:end], trimmed.

        >>> SentenceFinder("天晴。共171家。再会。").around(4, 8)
        '共171家。'
        """
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, end)
        left = self._ends[before - 1] if before else 0
        right = self._ends[after] if after < len(self._ends) else len(self._text)
        if right - left > MAX_SENTENCE:
            left = max(left, start - MAX_SENTENCE // 2)
            right = min(right, max(end, start + 1) + MAX_SENTENCE // 2)
        return self._text[left:right].strip()


PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "《": "》", "〔": "〕"}
_CLOSES = {close: open for open, close in PAIRS.items()}
_QUOTES = frozenset("“‘「『")
_TERMINALS = frozenset("。！？!?")
_MARK = pattern(f"[{re.escape(''.join((*PAIRS, *_CLOSES)))}。！？!?\n]|…+")

# A quotation of more characters is cut inside like any text: of 3,397 quotations of speech on typeset pages of a daily
# (in the middle 33 characters) one in a thousand is longer, and where a mark is missing two that are no pair meet.
MAX_QUOTATION = 150

# Dots end a sentence that has so many characters at least, and is not gone on with like 等等……的.
_MIN_BEFORE_DOTS = 10
_GOES_ON = frozenset("的地得等之，、；：。！？")

# What announces a quotation, so that its end is the sentence's: 他说：“……。” and 他说，“……。”
_ANNOUNCED = pattern(
    r"(?:[：:]|(?:说|說|道|称|稱|表示|指出|介绍|介紹|认为|認為|强调|強調|坦言|问|問|答|写|寫)，)$"
)


def find_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as ranges of it, without the blanks around them; quotations and brackets stay whole.

    >>> text = "他问：“行吗？”没人答。“行！”老周说。他走了"
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['他问：“行吗？”', '没人答。', '“行！”老周说。', '他走了']
    """
    marks = [(match.start(), match[0]) for match in _MARK.finditer(text)]
    partners = _pair(marks)
    cuts: list[int] = []
    inside = 0  # how far the quotation or bracket goes that we are in
    start = 0
    for at, mark in marks:
        end = at + len(mark)
        if at < start:
            continue
        if mark in PAIRS:
            inside = max(inside, partners.get(at, 0))
        elif mark in _CLOSES:
            ends = at + 1 == inside and _ends_with_quotation(text, partners[at], at, start)
            start = _cut(cuts, text, at + 1) if ends else start
        elif at >= inside and _ends_here(text, start, end, mark):
            start = _cut(cuts, text, end, partners)
    bounds = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [trimmed for start, end in bounds if (trimmed := _trim(text, start, end))]


def _cut(cuts: list[int], text: str, end: int, partners: dict[int, int] | None = None) -> int:
    """Cut at `end`, after further marks that end sentences and closing marks that nothing opened."""
    while end < len(text) and (
        text[end] in _TERMINALS or (partners is not None and text[end] in _CLOSES and end not in partners)
    ):
        end += 1
    cuts.append(end)
    return end


def _pair(marks: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Where each opening mark's closing one ends, and where each closing mark's opening one stands; the unpaired and the overlong are left out."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for at, mark in marks:
        if mark == "\n":
            waiting.clear()
        elif mark in PAIRS:
            # Quotes of one sort are not nested: a second one says that the first was never closed.
            stack = waiting.setdefault(mark, [])
            if mark in _QUOTES:
                stack.clear()
            stack.append(at)
        elif mark in _CLOSES and waiting.get(_CLOSES[mark]):
            opened = waiting[_CLOSES[mark]].pop()
            if at - opened <= MAX_QUOTATION:
                pairs[opened], pairs[at] = at + 1, opened
    return pairs


def _ends_with_quotation(text: str, opened: int, closed: int, start: int) -> bool:
    """Whether a sentence ends with the quotation or bracket that closes here."""
    if text[closed - 1] not in _TERMINALS and text[closed - 1] != "…":
        return False
    following = text[closed + 1 : closed + 2]
    if text[opened] not in _QUOTES:  # a bracket that stands as a sentence of its own
        return opened == start
    return following in ("", "\n", *_QUOTES) or bool(_ANNOUNCED.search(text, start, opened))


def _ends_here(text: str, start: int, end: int, mark: str) -> bool:
    if mark[0] != "…":
        return True
    following = text[end : end + 1]
    return end - start >= _MIN_BEFORE_DOTS and following not in _GOES_ON and following not in _CLOSES


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return (left, right) if left < right else None
