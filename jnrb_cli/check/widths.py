"""Half- and full-width characters mixed in one figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .sheet import Mark, Sheet

# １2, 3．5, １.5: digits of both widths, or a point that is not of its digits' width. Not 1，234: two figures of a row
# look the same.
_MIXED = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)*")
# 二0二六年: a year in Chinese characters with a digit or a letter for 〇.
_MIXED_YEAR = re.compile(r"[一二][0-9０oO〇零一二三四五六七八九]{3}(?=年)")
# Full-width digits with half-width points (６.４), or the other way round (6．4): so many of them, and none with a point of
# its digits' width, and it is how the page sets its decimals. Of 230 pages of the spring of 2026 none does.
_DECIMALS = 2
_CHINESE_YEAR = re.compile(r"[〇零一二三四五六七八九]+")


def find_mixed_figures(sheet: Sheet) -> Iterator[Mark]:
    """Figures of which a part is half width and a part full."""
    shapes = Counter(
        _shape(match.group()) for passage in sheet.passages for match in _MIXED.finditer(passage.text)
    )
    for passage in sheet.passages:
        for match in _MIXED.finditer(passage.text):
            figure = match.group()
            digits, point = _shape(figure)
            habit = shapes[digits, point] >= _DECIMALS and not shapes[digits, digits]
            if figure.isascii() or len(re.findall("[.．]", figure)) > 1:  # 2007．1．24 is a day
                continue
            if any(map(str.isascii, figure)) and (digits == "mixed" or not habit):
                yield Mark(
                    passage, match.start(), match.end(), "half- and full-width characters in one figure"
                )
        for match in _MIXED_YEAR.finditer(passage.text):
            if not _CHINESE_YEAR.fullmatch(match.group()):
                yield Mark(passage, match.start(), match.end(), "digits and characters in one figure")


def _shape(figure: str) -> tuple[str, str]:
    """How wide a figure's digits are, and its points.

    >>> _shape("６.４"), _shape("１2"), _shape("6")
    (('full', 'half'), ('mixed', ''), ('half', ''))
    """
    return _width(char for char in figure if char not in ".．"), _width(re.findall("[.．]", figure))


def _width(chars: Iterable[str]) -> str:
    widths = {"half" if char.isascii() else "full" for char in chars}
    return "mixed" if len(widths) > 1 else "".join(widths)


# Between Chinese characters, or one and a figure. A full stop may be part of a web address or a file's name, a colon
# before a figure of a telephone's or a score.
_HALF_MARK = re.compile(r"(?<=[一-鿿])(?:[,;:?!](?=[一-鿿“])|[,;?!](?=[0-9]))")


# Half-width marks for each full-width comma from which on they are the page's way of writing, not its slips: of 230
# pages of a national daily none comes near one in a hundred.
_HABIT = 0.2
_SLIPS = 2


def find_half_marks(sheet: Sheet) -> Iterator[Mark]:
    """Half-width punctuation between Chinese characters."""
    full = sum(passage.text.count("，") for passage in sheet.printed)
    half = sum(1 for passage in sheet.printed for _ in _HALF_MARK.finditer(passage.text))
    if half > max(_SLIPS, _HABIT * full):
        return
    for passage in sheet.printed:
        for match in _HALF_MARK.finditer(passage.text):
            wide = chr(ord(match.group()) + 0xFEE0)
            start = max(0, match.start() - 1)
            yield Mark(
                passage, start, match.end() + 1, f"half-width {match.group()} where {wide} stands in Chinese"
            )
