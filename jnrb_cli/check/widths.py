"""Half- and full-width characters mixed in one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .sheet import Mark, Sheet

# １2, 3．5, １.5: digits of both widths, or a point that is not of its digits' width. Not 1，234: two figures of a row
# look the same.
_MIXED = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)*")
# 二0二六年: a year in Chinese characters with a digit or a letter for 〇.
_MIXED_YEAR = re.compile(r"[一二][0-9０oO〇零一二三四五六七八九]{3}(?=年)")
_CHINESE_YEAR = re.compile(r"[〇零一二三四五六七八九]+")


def find_mixed_figures(sheet: Sheet) -> Iterator[Mark]:
    """Figures of which a part is half width and a part full."""
    for passage in sheet.passages:
        for match in _MIXED.finditer(passage.text):
            figure = match.group()
            if not figure.isascii() and any(map(str.isascii, figure)):
                yield Mark(
                    passage, match.start(), match.end(), "half- and full-width characters in one figure"
                )
        for match in _MIXED_YEAR.finditer(passage.text):
            if not _CHINESE_YEAR.fullmatch(match.group()):
                yield Mark(passage, match.start(), match.end(), "digits and characters in one figure")


# Between two Chinese characters; a colon or full stop there may be part of a web address or a file's name.
_HALF_MARK = re.compile(r"(?<=[一-鿿])[,;:?!](?=[一-鿿])")


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
