"""The lines of a page as rows of places, and which of them are free."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from ..patterns import pattern

_ROW = pattern(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = pattern(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
GAP = pattern(r"[ \t\xa0\u3000]{2,}(?=\S)")
_FREE = pattern("0+")

# Two blanks inside a line may part two names or two clauses of a headline; what stands further apart does not belong together.
APART = 4


class Row(msgspec.Struct, frozen=True):
    number: int  # of the line in the text, blank lines counted
    start: int
    text: str
    mask: int  # bit x is set where something stands at x
    places: list[int]  # the x of each character


def read_rows(text: str) -> tuple[list[Row], float]:
    """The lines that are not blank, by characters or by the cells of a terminal, whichever sets the edges of columns straighter; how many ems a place is.

    `pdftotext` counts a Chinese character as one column, others as two.
    """
    lines: list[tuple[int, int, str]] = []
    number, last = 0, 0
    for match in _ROW.finditer(text):
        number += len(_BREAK.findall(text, last, match.start()))
        last = match.end()
        if match.group().strip():
            lines.append((number, match.start(), match.group().rstrip()))
    if _by_characters([line for _, _, line in lines]):
        return [Row(n, at, line, _mask(line), list(range(len(line)))) for n, at, line in lines], 1.0
    return [
        Row(n, at, line, _mask("".join(char * _cells(char) for char in line)), _places(line))
        for n, at, line in lines
    ], 0.5


def _by_characters(lines: list[str]) -> bool:
    """Whether edges stand straighter when every character counts as one place."""
    single: Counter[int] = Counter()
    double: Counter[int] = Counter()
    for line in lines:
        for gap in GAP.finditer(line):
            if gap.start():
                single[gap.end()] += 1
                double[sum(map(_cells, line[: gap.end()]))] += 1
    return sum(n * n for n in single.values()) >= sum(n * n for n in double.values())


@lru_cache(maxsize=20000)
def _cells(char: str) -> int:
    return 4 if char == "\t" else 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def _places(line: str) -> list[int]:
    places, at = [], 0
    for char in line:
        places.append(at)
        at += _cells(char)
    return places


def _mask(line: str) -> int:
    return int("".join("0" if char.isspace() else "1" for char in reversed(line)), 2)


def mask_of(text: str, places: list[int]) -> int:
    """What a row takes whose characters stand at these places, one place each."""
    mask = 0
    for char, place in zip(text, places, strict=True):
        if not char.isspace():
            mask |= 1 << place
    return mask


def free_runs(mask: int) -> Iterator[tuple[int, int]]:
    """The runs of free places between the first and the last taken one, from the left."""
    if not mask:
        return
    digits = bin(mask)[:1:-1]
    for run in _FREE.finditer(digits, digits.find("1")):
        yield run.span()


def extent_of(masks: list[int], left: int, right: int) -> tuple[int, int]:
    """The places between two edges that any row takes."""
    taken = 0
    for mask in masks:
        taken |= mask
    taken &= (1 << right) - (1 << left)
    return (taken & -taken).bit_length() - 1, taken.bit_length()


def cells_of(mask: int) -> list[tuple[int, int]]:
    """What stands apart from each other in a row."""
    cells, start = [], (mask & -mask).bit_length() - 1
    for a, b in free_runs(mask):
        if b - a >= APART:
            cells.append((start, a))
            start = b
    return [*cells, (start, mask.bit_length())]
