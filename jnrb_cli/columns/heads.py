"""Headlines that stand above several columns, and the columns that stand below each."""

from __future__ import annotations

from collections.abc import Sequence

from .rows import cells_of, extent_of

# What stands above several columns, headline and signature, has at most this many rows, and is set in their middle give
# or take so many places.
TOP_ROWS = 6
_OFF_CENTRE = 3
# A headline's type is so many times as wide as what stands below it, reckoned in places, of which a line leaves a third free.
# On 59 pages out of PDFs title is 0.734 at 3.5, 0.743 at 4, 0.749 at 4.5 and 5.5.
_TYPE = (0.9, 4.5)
# A line of running text begins at most so many places from its column's edge, an indent, and fills this share of it.
_INDENT = 4
_FILLED = 0.8


def find_heads(
    masks: list[int], columns: list[tuple[int, int]], ended: Sequence[bool]
) -> tuple[int, list[tuple[int, int]]]:
    """How many rows at the top stand above several columns, as headlines do, and the columns in groups, each below its own.

    No rows and no groups where that does not show. `ended` says which of the top rows end a sentence.
    """
    count = 0
    heads: list[tuple[int, int]] = []
    first = first_full(masks, columns)
    extents = [extent_of(masks[first:], a, b) for a, b in columns]
    while count < min(TOP_ROWS, len(masks) - 1):
        cells = cells_of(masks[count])
        if len(cells) >= len(columns) or (
            not (first and count < first) and any(fills(cell, extent) for cell in cells for extent in extents)
        ):
            break
        if heads and len(cells) != len(heads):
            break
        heads = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(heads or cells, cells, strict=True)]
        count += 1
    alone = count == first and len(heads) == 1
    # What stands alone over columns that all begin below it is over all of them, wherever it was pushed to.
    if alone and len(columns) > 1 and not any(ended[:count]):
        tops = [cells_of(mask)[0] for mask in masks[:count]]
        if not any(fills(cell, extent) for cell in tops for extent in extents):
            return count, [(columns[0][0], columns[-1][1])]
    groups = _group(heads, extents, alone=alone) if count else []
    return (count if groups else 0), [(columns[i][0], columns[j][1]) for i, j in groups]


def first_full(masks: list[int], columns: list[tuple[int, int]]) -> int:
    """How many rows at the top take one place, the same, with a row below them in which all columns begin; 0 where it is not so."""
    windows = [(1 << b) - (1 << a) for a, b in columns]
    extents = [extent_of(masks, a, b) for a, b in columns]
    lines: set[int] = set()
    for number, mask in enumerate(masks[: TOP_ROWS + 1]):
        if all(mask & window for window in windows):
            return number if len(lines) < 2 else 0
        cells = cells_of(mask)
        lines.update(k for k, extent in enumerate(extents) if fills(cells[0], extent))
        if len(cells) > 1:
            break
    return 0


def fills(cell: tuple[int, int], column: tuple[int, int]) -> bool:
    """Whether a cell is a line of running text in a column."""
    left, right = column
    return cell[0] <= left + _INDENT and cell[1] <= right and cell[1] - left >= _FILLED * (right - left)


def _group(
    heads: list[tuple[int, int]], columns: list[tuple[int, int]], *, alone: bool
) -> list[tuple[int, int]]:
    """Columns, by number from first to last, in groups in whose middle a headline stands; none where one stands elsewhere.

    Large type takes fewer places than its width is, so what is known of a headline's middle is where it can be.
    """
    found: list[tuple[int, int]] = []
    first = 0
    for number, (a, b) in enumerate(heads):
        rest = heads[number + 1 :]
        lasts = range(first, len(columns) - len(rest)) if rest else [len(columns) - 1]
        fits = [
            (_off_centre(a, b, columns[first][0], columns[last][1]), last)
            for last in lasts
            if not rest or columns[last + 1][0] <= rest[0][0] + 1
        ]
        off, last = min(fits, default=(_OFF_CENTRE + 1.0, first))
        begins = [column[0] for column in columns[first + 1 : last + 1]]
        if (not alone and any(abs(a - edge) <= 1 for edge in begins)) or (
            off > _OFF_CENTRE and abs(a - columns[first][0]) > 2
        ):
            return []
        found.append((first, last))
        first = last + 1
    return found if any(last > first for first, last in found) else []


def _off_centre(start: int, end: int, left: int, right: int) -> float:
    """How far the middle of a headline is from that of its columns, whatever the size of its type."""
    middle, half = (left + right) / 2, (end - start) / 2
    low, high = start + half * _TYPE[0], start + half * _TYPE[1]
    return max(low - middle, middle - high, 0.0)
