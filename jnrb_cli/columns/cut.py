"""The cut of a page into parts, and of parts into parts, down to single columns (an XY-cut)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

import msgspec

from ..patterns import pattern
from .follow import Edge, Follow, block_edges
from .gutters import Band, find_gutters, in_greedy_bands, is_head, join_plain
from .heads import TOP_ROWS, find_heads
from .rows import APART, Row

# A page is side by side if it has two neighbouring columns of at least this many filled lines, as wide as this.
_COLUMN_LINES = 5
_COLUMN_WIDTH = 7
# Rows this many times the usual step of lines apart, with nothing between them from side to side, belong to two stories
# whatever their columns are. On 99 pages out of PDFs body F1 is 0.62 so, 0.54 with one row more and with one less.
_FAR_BELOW = 2
# Parts of parts: newspapers nest four deep or so; what goes further is read line by line.
_DEPTH = 30
# So many bands more are tried side by side with the one below them, and so many ways beyond the usual for each row of the
# page. On 199 pages out of PDFs body F1 is 0.625 at 2 ways a row, 0.638 at 8, which takes a thirtieth more time; with 4 bands
# it is 0.642 and takes half as long again.
_TOGETHER = 2
_MOST_TRIED = 8
# What a way costs beside what follows what in it, if it is not the usual one: bands one above the other, then columns. On
# those pages body F1 is 0.59 at 0.5, 0.626 at 1, 0.62 at 2 and 0.615 at 3.
_UNUSUAL = 1.5
# What stands together in a row.
_CELLS = pattern(r"\S+(?:\s\S+)*")
# Paragraphs open with an indent where so large a share of the lines at an edge does; 0.04 and 0.1 give the same.
_INDENTED = 0.06
_STOPS = frozenset("。！？")
_WIDE_GAP = pattern(rf"\s{{{APART},}}")


class Stretch(msgspec.Struct, frozen=True):
    """One line of one column."""

    start: int
    end: int
    indent: float  # ems between the column's left edge and the stretch
    gap: int  # rows left free above it in its column, more than its lines usually have; 9 at the head of a column


class Reading(msgspec.Struct, frozen=True):
    """Some columns in an order to read them."""

    parts: tuple[Reading, ...] | tuple[Stretch, ...]  # a column's lines, or parts one after the other
    first: Edge
    last: Edge
    cost: float  # of what follows what
    side_by_side: bool

    def stretches(self) -> Iterator[Stretch]:
        """The lines in their order."""
        waiting: list[Reading | Stretch] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Reading):
                waiting.extend(reversed(part.parts))
            else:
                yield part


# A part of a page: rows from and to, places from and to.
Box = tuple[int, int, int, int]


class PageCut:
    """The rows of a page and what has been read of them so far."""

    def __init__(self, rows: list[Row], unit: float) -> None:
        self.rows = rows
        self.width = max(row.mask.bit_length() for row in rows)
        self.unit = unit  # ems a place is
        cells = [(row, cell) for row in rows for cell in _CELLS.finditer(row.text)]
        starts = Counter(row.places[cell.start()] for row, cell in cells)
        self._follow = Follow([cell.group() for _, cell in cells], _is_indented(starts))
        self._known: dict[Box, Reading] = {}
        self._tried = 0

    def read(self) -> Reading | None:
        """The page in the order that reads best; None where nothing stands on it."""
        return self._read((0, len(self.rows), 0, self.width), 0)

    def _read(self, part: Box, depth: int) -> Reading | None:
        """One part of the page."""
        rows = self._taken(part)
        if not rows:
            return None
        key = rows[0], rows[-1] + 1, part[2], part[3]
        if key not in self._known:
            self._known[key] = self._find(key, rows, depth)
        return self._known[key]

    def _find(self, part: Box, rows: list[int], depth: int) -> Reading:
        top, bottom, left, right = part
        if depth <= _DEPTH:
            masks = self._masks(top, bottom, left, right)
            bands = self._bands(rows, {k: masks[k - top] for k in rows})
            found = (
                self._stack(bands, left, right, depth) if len(bands) > 1 else self._set_beside(part, depth)
            )
            if found:
                return found
        return self._leaf(rows, left, right)

    def _stack(self, bands: list[tuple[int, int]], left: int, right: int, depth: int) -> Reading | None:
        """Bands one above the other, those taken together that read better side by side."""
        best: list[Reading | None] = [None]
        for end in range(1, len(bands) + 1):
            last = bands[end - 1][1] + 1
            ways = [[best[-1], self._read((bands[end - 1][0], last, left, right), depth + 1)]]
            for start in range(end - 2, max(-1, end - 1 - _TOGETHER), -1):
                if self._may_try():
                    beside = self._set_beside((bands[start][0], last, left, right), depth + 1)
                    ways += [[best[start], _unusual(beside)]] if beside else []
            best.append(_cheapest(map(self._join, ways)))
        return best[-1]

    def _set_beside(self, part: Box, depth: int) -> Reading | None:
        """A part of the page cut into columns, or below the headlines that stand over them; None where it has no gutter."""
        top, bottom, left, right = part
        rows = self._taken(part)
        masks = self._masks(top, bottom, left, right)
        lines = [masks[k - top] for k in rows]
        edges = [gutter.right for gutter in find_gutters(lines)]
        if not edges:
            return None
        columns = list(pairwise([left, *edges, right]))
        ended = [self._ends(k, right) for k in rows[:TOP_ROWS]]
        count, groups = find_heads(lines, columns, ended)
        ways: list[Reading | None] = []
        if count and len(groups) == 1:
            below = rows[count]
            ways.append(self._row_of([(top, below, left, right), (below, bottom, left, right)], depth))
        else:
            if groups:
                ways.append(self._row_of([(top, bottom, a, b) for a, b in groups], depth))
            ways.append(self._row_of([(top, bottom, a, b) for a, b in columns], depth))
            for edge in edges if len(edges) > 1 else ():
                if self._may_try():
                    two = self._row_of([(top, bottom, left, edge), (top, bottom, edge, right)], depth)
                    ways.append(two and _unusual(two))
        found = _cheapest(ways)
        if found and not found.side_by_side and self._judge(top, bottom, columns):
            return msgspec.structs.replace(found, side_by_side=True)
        return found

    def _ends(self, k: int, right: int) -> bool:
        """Whether what stands in a row up to a place ends a sentence."""
        row = self.rows[k]
        return row.text[: bisect_left(row.places, right)].rstrip()[-1:] in _STOPS

    def _row_of(self, parts: list[Box], depth: int) -> Reading | None:
        return self._join([self._read(part, depth + 1) for part in parts])

    def _may_try(self) -> bool:
        """Whether one more way may be tried: the work keeps in step with the page's length."""
        self._tried += 1
        return self._tried <= _MOST_TRIED * len(self.rows)

    def _join(self, parts: list[Reading | None]) -> Reading | None:
        """Parts read one after the other."""
        whole: Reading | None = None
        for part in parts:
            if part is None:
                continue
            if whole is None:
                whole = part
                continue
            cost = whole.cost + self._follow.cost(whole.last, part.first) + part.cost
            whole = Reading(
                (whole, part), whole.first, part.last, cost, whole.side_by_side or part.side_by_side
            )
        return whole

    def _taken(self, part: Box) -> list[int]:
        """The rows in which something stands."""
        top, bottom, left, right = part
        return [k for k, mask in enumerate(self._masks(top, bottom, left, right), top) if mask]

    def _masks(self, top: int, bottom: int, left: int, right: int) -> list[int]:
        window = (1 << right) - (1 << left)
        return [row.mask & window for row in self.rows[top:bottom]]

    def _bands(self, rows: list[int], masks: dict[int, int]) -> list[tuple[int, int]]:
        """The rows in groups, one above the other, of which each has gutters of its own."""
        blocks = self._blocks(rows)
        bands: list[Band] = []
        far = self._far_below(rows)
        for block in blocks:
            own = [masks[k] for k in block]
            near = bands and self.rows[block[0]].number - self.rows[bands[-1].blocks[-1][-1]].number <= far
            if near and bands[-1].takes(own):
                bands[-1].add(block, own)
                continue
            moved: list[list[int]] = []
            while bands and len(bands[-1].blocks) > 1 and is_head(bands[-1].blocks[-1], masks):
                moved.insert(0, bands[-1].blocks.pop())
            bands.append(Band())
            for part in [*moved, block]:
                bands[-1].add(part, [masks[k] for k in part])
        joined = join_plain([[k for block in band.blocks for k in block] for band in bands], masks)
        if len(joined) == 1 and not find_gutters([masks[k] for k in rows]):
            return join_plain([part for block in blocks for part in in_greedy_bands(block, masks)], masks)
        return joined

    def _far_below(self, rows: list[int]) -> int:
        """How many rows below another one a row may stand and yet belong to the same columns."""
        steps = sorted(self.rows[b].number - self.rows[a].number for a, b in pairwise(rows))
        return _FAR_BELOW * steps[len(steps) // 2] if steps else 1

    def _blocks(self, rows: list[int]) -> list[list[int]]:
        """The rows between two rows that are free from side to side."""
        blocks = [[rows[0]]]
        for above, row in pairwise(rows):
            if self.rows[row].number > self.rows[above].number + 1 or row > above + 1:
                blocks.append([row])
            else:
                blocks[-1].append(row)
        return blocks

    def _judge(self, top: int, bottom: int, columns: list[tuple[int, int]]) -> bool:
        """Whether two neighbouring columns are set side by side."""
        filled = [self._is_column(top, bottom, a, b) for a, b in columns]
        return any(one and other for one, other in pairwise(filled))

    def _is_column(self, top: int, bottom: int, left: int, right: int) -> bool:
        """Whether running text is set here: lines filled to one width."""
        widths = []
        for mask in self._masks(top, bottom, left, right):
            if mask:
                widths.append(mask.bit_length() - ((mask & -mask).bit_length() - 1))
        if len(widths) < _COLUMN_LINES:
            return False
        usual = median(widths)
        near = sum(abs(width - usual) <= 2 for width in widths)
        return usual * self.unit >= _COLUMN_WIDTH and 2 * near >= len(widths)

    def _leaf(self, rows: list[int], left: int, right: int) -> Reading:
        """A column, or lines as wide as their part of the page: one below the other."""
        cells = [(k, *cell) for k in rows for cell in self._cut_row(self.rows[k], left, right)]
        edge = Counter(x for _, x, _, _ in cells).most_common(1)[0][0]
        steps = [self.rows[b].number - self.rows[a].number for a, b in pairwise(rows)]
        usual = int(median(steps)) if steps else 1
        above: int | None = None
        found: list[Stretch] = []
        blocks: list[list[tuple[str, float, float, int]]] = []
        for k, x, start, end in cells:
            number = self.rows[k].number
            gap = 9 if above is None else max(0, number - above - usual)
            indent = max(0.0, (x - edge) * self.unit)
            found.append(Stretch(start, end, indent, gap))
            row = self.rows[k]
            if gap > 1 or not blocks:
                blocks.append([])
            blocks[-1].append((row.text[start - row.start : end - row.start], indent, end - start, number))
            above = number
        wide = max(indent + width for block in blocks for _, indent, width, _ in block)
        edges = [block_edges(block, wide) for block in blocks]
        cost = sum(self._follow.cost_below(above[1], below[0]) for above, below in pairwise(edges))
        return Reading(tuple(found), edges[0][0], edges[-1][1], cost, False)

    def _cut_row(self, row: Row, left: int, right: int) -> list[tuple[int, int, int]]:
        """What stands in one row between two places: x, start, end; parted where it stands far apart."""
        a, b = bisect_left(row.places, left), bisect_left(row.places, right)
        cells: list[tuple[int, int, int]] = []
        last = a
        for gap in [*_WIDE_GAP.finditer(row.text[a:b]), None]:
            end = a + gap.start() if gap else b
            piece = row.text[last:end]
            if piece.strip():
                at = last + len(piece) - len(piece.lstrip())
                cells.append(
                    (
                        row.places[at],
                        row.start + at,
                        row.start + last + len(piece.rstrip()),
                    )
                )
            last = a + gap.end() if gap else b
        return cells


def _unusual(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, cost=reading.cost + _UNUSUAL)


def _cheapest(ways: Iterable[Reading | None]) -> Reading | None:
    """The first of the ways that cost least."""
    return min((way for way in ways if way), key=lambda way: way.cost, default=None)


def _is_indented(starts: Counter[int]) -> bool:
    """Whether paragraphs open with an indent; how many cells start at each place."""
    edges = [x for x, count in starts.items() if count >= _COLUMN_LINES]
    inset = sum(starts[x + 2] + starts[x + 4] for x in edges)
    return inset >= _INDENTED * sum(starts[x] for x in edges)
