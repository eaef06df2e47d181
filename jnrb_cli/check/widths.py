"""Half- and full-width characters mixed in one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .sheet import Mark, Sheet

# １2, 3．5, １.5: digits of both widths, or a point that is not of its digits' width. Not 1，234: two figures of a row
# look the same.
_MIXED = re.compile(r"[0-9０-９]+(?:[.．·][0-9０-９]+)*")


def find_mixed_figures(sheet: Sheet) -> Iterator[Mark]:
    """Figures of which a part is half width and a part full."""
    for passage in sheet.passages:
        for match in _MIXED.finditer(passage.text):
            figure = match.group()
            if not figure.isascii() and any(map(str.isascii, figure)) and "·" not in figure:
                yield Mark(
                    passage, match.start(), match.end(), "half- and full-width characters in one figure"
                )


# Between two Chinese characters; a colon or full stop there may be part of a web address or a file's name.
_HALF_MARK = re.compile(r"(?<=[一-鿿])[,;:?!](?=[一-鿿])")


def find_half_marks(sheet: Sheet) -> Iterator[Mark]:
    """Half-width punctuation between Chinese characters."""
    for passage in sheet.printed:
        for match in _HALF_MARK.finditer(passage.text):
            full = chr(ord(match.group()) + 0xFEE0)
            start = max(0, match.start() - 1)
            yield Mark(
                passage, start, match.end() + 1, f"half-width {match.group()} where {full} stands in Chinese"
            )
