"""The cut of a page into parts, and of parts into parts, down to single columns (an XY-cut)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from statistics import median

import msgspec

from ..patterns import pattern
from .gutters import Band, find_gutters, in_greedy_bands, is_head, join_plain
from .heads import find_heads, stands_across
from .rows import APART, Row, extent_of

# A page is side by side if it has two neighbouring columns of at least this many filled lines, as wide as this.
_COLUMN_LINES = 5
_COLUMN_WIDTH = 7
# What stands lowest in a story's last column ends in one of these.
_STORY_ENDS = frozenset("。！？”）)」")
# Rows this many times the usual step of lines apart, with nothing between them from side to side, belong to two stories
# whatever their columns are. Of two sets by one producer, 24 and 40 pages, body F1 was 0.54 and 0.50 so, 0.54 and 0.44 with
# one row more, and of the first 0.36 without.
_FAR_BELOW = 2
# Parts of parts: newspapers nest four deep or so; what goes further is read line by line.
_DEPTH = 30
_WIDE_GAP = pattern(rf"\s{{{APART},}}")


class Stretch(msgspec.Struct, frozen=True):
    """One line of one column."""

    start: int
    end: int
    indent: float  # ems between the column's left edge and the stretch
    gap: int  # rows left free above it in its column, more than its lines usually have; 9 at the head of a column


class PageCut:
    """The rows of a page and what has been read of them so far."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.width = max(row.mask.bit_length() for row in rows)
        self.found: list[Stretch] = []
        self.side_by_side = False
        self.unit = 0.5 if rows[0].places else 1.0

    def cut(self, top: int, bottom: int, left: int, right: int, depth: int = 0) -> None:
        """Read one part of the page: rows `top` to `bottom`, places `left` to `right`."""
        masks = self._masks(top, bottom, left, right)
        rows = [k for k in range(top, bottom) if masks[k - top]]
        if not rows:
            return
        if depth > _DEPTH:
            self._leaf(rows, left, right)
            return
        bands = self._bands(rows, {k: masks[k - top] for k in rows})
        if len(bands) > 1:
            for first, last in bands:
                self.cut(first, last + 1, left, right, depth + 1)
            return
        gutters = find_gutters([masks[k - top] for k in rows])
        if not gutters:
            self._leaf(rows, left, right)
            return
        edges = [left, *[gutter.right for gutter in gutters], right]
        columns = list(pairwise(edges))
        self._judge(top, bottom, columns)
        count, groups = find_heads([masks[k - top] for k in rows], columns)
        if count and len(groups) == 1:
            below = rows[count]
            self.cut(top, below, left, right, depth + 1)
            self.cut(below, bottom, left, right, depth + 1)
            return
        for a, b in groups or self._stacked(top, bottom, columns) or columns:
            self.cut(top, bottom, a, b, depth + 1)

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

    def _stacked(self, top: int, bottom: int, columns: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The two parts of some columns, where one of the parts has several columns with stories one above the other; else none."""
        best = 0
        found: list[tuple[int, int]] = []
        for number in range(1, len(columns)):
            parts = [columns[:number], columns[number:]]
            free = sum(self._stories_below(top, bottom, part) for part in parts if len(part) > 1)
            if free > best:
                best, found = free, [(part[0][0], part[-1][1]) for part in parts]
        return found

    def _stories_below(self, top: int, bottom: int, columns: list[tuple[int, int]]) -> int:
        """How many headlines stand above all of some columns with rows free from side to side above them."""
        masks = self._masks(top, bottom, columns[0][0], columns[-1][1])
        rows = [k for k, mask in enumerate(masks, top) if mask]
        far = self._far_below(rows)
        found = 0
        for place, (above, below) in enumerate(pairwise(rows), 1):
            if self.rows[below].number - self.rows[above].number > far:
                lines = [masks[k - top] for k in rows[place:]]
                found += len(find_heads(lines, columns)[1]) == 1 and (
                    stands_across(lines[0], extent_of(lines, *columns[0]))
                    or self._ends_above(rows[:place], columns[-1])
                )
        return found

    def _ends_above(self, rows: list[int], column: tuple[int, int]) -> bool:
        """Whether what stands lowest in a column ends as a story does."""
        for k in reversed(rows):
            cells = self._cut_row(self.rows[k], *column)
            if cells:
                row, end = self.rows[k], cells[-1][2]
                return row.text[end - row.start - 1] in _STORY_ENDS
        return False

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

    def _judge(self, top: int, bottom: int, columns: list[tuple[int, int]]) -> None:
        """Note that the page is set side by side, where two neighbouring columns are."""
        if self.side_by_side:
            return
        filled = [self._is_column(top, bottom, a, b) for a, b in columns]
        self.side_by_side = any(one and other for one, other in pairwise(filled))

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

    def _leaf(self, rows: list[int], left: int, right: int) -> None:
        """A column, or lines as wide as their part of the page: one below the other."""
        cells = [(k, *cell) for k in rows for cell in self._cut_row(self.rows[k], left, right)]
        edge = Counter(x for _, x, _, _ in cells).most_common(1)[0][0]
        steps = [self.rows[b].number - self.rows[a].number for a, b in pairwise(rows)]
        usual = int(median(steps)) if steps else 1
        above: int | None = None
        for k, x, start, end in cells:
            number = self.rows[k].number
            gap = 9 if above is None else max(0, number - above - usual)
            self.found.append(Stretch(start, end, max(0.0, (x - edge) * self.unit), gap))
            above = number

    def _cut_row(self, row: Row, left: int, right: int) -> list[tuple[int, int, int]]:
        """What stands in one row between two places: x, start, end; parted where it stands far apart."""
        if row.places:
            a, b = bisect_left(row.places, left), bisect_left(row.places, right)
        else:
            a, b = left, min(right, len(row.text))
        cells: list[tuple[int, int, int]] = []
        last = a
        for gap in [*_WIDE_GAP.finditer(row.text[a:b]), None]:
            end = a + gap.start() if gap else b
            piece = row.text[last:end]
            if piece.strip():
                at = last + len(piece) - len(piece.lstrip())
                cells.append(
                    (
                        row.places[at] if row.places else at,
                        row.start + at,
                        row.start + last + len(piece.rstrip()),
                    )
                )
            last = a + gap.end() if gap else b
        return cells
