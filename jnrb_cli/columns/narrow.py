"""Gutters one blank wide: columns set so close that `pdftotext -layout` parts them by a single blank, or by none.

Where a line is too full for its column the extractor pushes what stands beside it to the right, so that no place stays
free from top to bottom. Here the edges of such columns are found by the many lines that do begin there, and rows are
set straight: their characters get places that leave the gutter free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

import msgspec

from ..patterns import pattern
from .rows import Row, mask_of

# A column's edge shows in so many rows, none farther from the next than so many. Of 99 pages out of PDFs 12 have such
# columns: lines that hold two of them fell from 702 to 295 on 59 pages; with 4 to 7 rows, 5 to 12 apart, all is the same.
_EDGE_ROWS = 5
_NEAR_ROWS = 8
# A line is pushed so many places beyond the edge, or begins so many before it.
_PUSHED = 3
_SHORT = 2
# Of so many rows that go on at an edge one may run through it, a line that belongs to neither column.
_THROUGH = 5
# Of so many rows that are cut one at least has a mark of a sentence: verses and lists of names have none.
_MARKED = 2
_MARKS = frozenset("，。、；：？！")
# Places that are made free before the edge.
_GUTTER = 2
# What has a blank for every so many characters is a line spread to its column's width.
_SPREAD = 3
_ONE_BLANK = pattern(r"(?<=[^\x00-\x7f\s])[ \u3000]{1,3}(?=[^\s])")
_CLOSES = frozenset("，。、；：？！”）》」』】")


def straighten(rows: list[Row]) -> list[Row]:
    """The rows with every narrow gutter that shows in enough of them made free."""
    starts = [_starts(row) for row in rows]
    edges: dict[int, list[int]] = defaultdict(list)
    for k, found in enumerate(starts):
        for x in found:
            edges[x].append(k)
    done: list[set[int]] = [set() for _ in rows]
    for x in sorted(edges, key=lambda x: (-len(edges[x]), x)):
        for first, last in _clusters(rows, edges[x]):
            _open(rows, starts, done, x, range(first, last + 1))
    return rows


def _starts(row: Row) -> dict[int, int]:
    """Where, by its place, something begins in a row after a few blanks, and which character that is."""
    gaps = list(_ONE_BLANK.finditer(row.text))
    single = [gap for gap in gaps if gap.end() - gap.start() == 1]
    if _SPREAD * len(single) > len(row.text) - row.text.count(" "):
        return {}
    return {row.places[gap.end()]: gap.end() for gap in gaps}


def _clusters(rows: list[Row], numbers: list[int]) -> list[tuple[int, int]]:
    """Rows near each other: the first and the last of each stretch that has enough of them."""
    found: list[list[int]] = []
    for k in numbers:
        if found and rows[k].number - rows[found[-1][-1]].number <= _NEAR_ROWS:
            found[-1].append(k)
        else:
            found.append([k])
    return [(stretch[0], stretch[-1]) for stretch in found if len(stretch) >= _EDGE_ROWS]


def _open(
    rows: list[Row], starts: list[dict[int, int]], done: list[set[int]], x: int, numbers: range
) -> None:
    """Make the places before `x` free in some rows, if nearly all of them begin anew there."""
    cuts: dict[int, int] = {}
    through = narrow = 0
    for k in numbers:
        row = rows[k]
        at = _cut(row, starts[k], x)
        if at is not None:
            cuts[k] = at
            narrow += row.places[at] - row.places[at - 2] <= 2 if at > 1 else 0
        elif _passes(row, x):
            through += 1
    if narrow < _EDGE_ROWS or through * _THROUGH > len(cuts):
        return
    if sum(not _MARKS.isdisjoint(_around(rows[k].text, at)) for k, at in cuts.items()) * _MARKED < len(cuts):
        return
    for k, at in cuts.items():
        if any(abs(x - other) <= _PUSHED for other in done[k]):
            continue
        done[k].add(x)
        rows[k] = _set_straight(rows[k], at, x)


def _cut(row: Row, starts: dict[int, int], x: int) -> int | None:
    """The character that begins a column whose edge is `x`; None where none does."""
    for place in (*range(x, x + _PUSHED + 1), *range(x - 1, x - _SHORT - 1, -1)):
        if place in starts:
            return starts[place]
    at = bisect_left(row.places, x)
    if not _passes(row, x):
        return None
    for near in (at, at - 1, at + 1):
        if 0 < near < len(row.text) and row.text[near - 1] in _CLOSES and row.text[near] not in _CLOSES:
            return near
    return None


def _around(text: str, at: int) -> str:
    """What stands either side of a cut, as far as nothing stands apart."""
    return text[:at].rstrip().rpartition("  ")[2] + text[at:].partition("  ")[0]


def _passes(row: Row, x: int) -> bool:
    """Whether what stands in a row goes on through a place."""
    at = bisect_left(row.places, x)
    return 0 < at < len(row.text) and not (row.text[at - 1].isspace() or row.text[at].isspace())


def _set_straight(row: Row, at: int, x: int) -> Row:
    """The row with nothing in the places before `x`, where its character `at` begins a column."""
    limit = x - _GUTTER - 1
    places = [min(place, limit) for place in row.places[:at]]
    places += [max(place, x) for place in row.places[at:]]
    return msgspec.structs.replace(row, places=places, mask=mask_of(row.text, places))
