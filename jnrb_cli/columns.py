"""Page text whose columns stand side by side: in which order a person reads it.

`pdftotext -layout` and its like draw the page with blanks: a line of the text is one line of every column. Here such
a page is cut, first where a gutter runs from top to bottom, else into bands one above the other, and each part
again (an XY-cut). What the parts are is the splitter's work; a page set any other way is left alone.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from .patterns import pattern

# Pages with fewer runs of blanks than this are not looked at. The least page of 111 set side by side has 38; an ordinary
# page has them only as indents and between the names of a signature.
_MIN_GAPS = 8
# Two blanks inside a line may part two names or two clauses of a headline; what stands further apart does not belong together.
_APART = 4
# A gutter is sure where this many lines stand on both sides of it.
_SURE = 3
# A page is side by side if it has two neighbouring columns of at least this many filled lines, as wide as this.
_COLUMN_LINES = 5
_COLUMN_WIDTH = 7
# Headlines and what stands beside them have at most this many rows.
_HEAD_ROWS = 3

# Parts of parts: newspapers nest four deep or so; what goes further is read line by line.
_DEPTH = 30

_ROW = pattern(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = pattern(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_GAP = pattern(r"[ \t\xa0\u3000]{2,}(?=\S)")
_FREE = pattern("0+")
_WIDE_GAP = pattern(rf"\s{{{_APART},}}")


class Stretch(msgspec.Struct, frozen=True):
    """One line of one column."""

    start: int
    end: int
    indent: float  # ems between the column's left edge and the stretch
    gap: int  # rows left free above it in its column, more than its lines usually have; 9 at the head of a column


class _Row(msgspec.Struct, frozen=True):
    number: int  # of the line in the text, blank lines counted
    start: int
    text: str
    mask: int  # bit x is set where something stands at x
    places: list[int] | None  # the x of each character, None where it is the character's number


class _Gutter(msgspec.Struct, frozen=True):
    left: int
    right: int
    sure: bool


def reading_order(text: str) -> list[Stretch] | None:
    """The stretches of a page set side by side in the order a person reads them; None if it is not set so.

    Every character that is not blank stands in exactly one stretch.

    >>> left = ["今年春天河湾村的桥修好了，", "三百户人家出门不再绕远路，", "老人说这是等了二十年的事，", "孩子们上学只要走十分钟。", "县里明年还要修两座桥，都", "在山里。"]
    >>> right = ["市里的菜价这一周降了三成，", "批发市场每天进菜五百多吨，", "摊主说天气好菜就来得多了，", "家家都买得起新鲜菜。商务", "局说下个月还会再降一些，", "请大家放心。"]
    >>> page = "\\n".join(a.ljust(16) + b for a, b in zip(left, right))
    >>> [page[s.start : s.end] for s in reading_order(page)] == left + right
    True
    >>> reading_order("\\n".join(left)) is None
    True
    """
    if text.count("  ") + text.count("\u3000\u3000") < _MIN_GAPS:
        return None
    if not _has_edge(text):
        return None
    page = _Page(_rows(text))
    page.cut(0, len(page.rows), 0, page.width)
    return page.found if page.side_by_side else None


def _has_edge(text: str) -> bool:
    """Whether enough lines go on at the same place after two blanks or more: columns do, clauses and names do not."""
    edges: Counter[int] = Counter()
    for gap in _GAP.finditer(text):
        at = gap.end()
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if not line.isspace():
            edges[len(line)] += 1
            # A Chinese character is two cells of a terminal and three bytes; the edge in cells is told apart by its sign.
            edges[-(len(line) + len(line.encode("utf-8", "replace"))) // 2] += 1
    return max(edges.values(), default=0) >= _COLUMN_LINES


def _rows(text: str) -> list[_Row]:
    """The lines that are not blank, by characters or by the cells of a terminal, whichever sets the edges of columns straighter.

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
        return [_Row(n, at, line, _mask(line), None) for n, at, line in lines]
    return [
        _Row(n, at, line, _mask("".join(char * _cells(char) for char in line)), _places(line))
        for n, at, line in lines
    ]


def _by_characters(lines: list[str]) -> bool:
    """Whether edges stand straighter when every character counts as one place."""
    single: Counter[int] = Counter()
    double: Counter[int] = Counter()
    for line in lines:
        for gap in _GAP.finditer(line):
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


def _free(mask: int) -> Iterator[tuple[int, int]]:
    """The runs of free places between the first and the last taken one, from the left."""
    if not mask:
        return
    digits = format(mask, "b")[::-1]
    for run in _FREE.finditer(digits, max(0, digits.find("1"))):
        yield run.start(), run.end()


class _Page:
    """The rows of a page and what has been read of them so far."""

    def __init__(self, rows: list[_Row]) -> None:
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
        gutters = _gutters([masks[k - top] for k in rows])
        if not gutters:
            self._leaf(rows, left, right)
            return
        edges = [left, *[gutter.right for gutter in gutters], right]
        columns = list(pairwise(edges))
        self._judge(top, bottom, columns)
        for a, b in columns:
            self.cut(top, bottom, a, b, depth + 1)

    def _masks(self, top: int, bottom: int, left: int, right: int) -> list[int]:
        window = (1 << right) - (1 << left)
        return [row.mask & window for row in self.rows[top:bottom]]

    def _bands(self, rows: list[int], masks: dict[int, int]) -> list[tuple[int, int]]:
        """The rows in groups, one above the other, of which each has gutters of its own."""
        blocks = self._blocks(rows)
        bands: list[_Band] = []
        for block in blocks:
            own = [masks[k] for k in block]
            if bands and bands[-1].takes(own):
                bands[-1].add(block, own)
                continue
            moved: list[list[int]] = []
            while bands and len(bands[-1].blocks) > 1 and _is_head(bands[-1].blocks[-1], masks):
                moved.insert(0, bands[-1].blocks.pop())
            bands.append(_Band())
            for part in [*moved, block]:
                bands[-1].add(part, [masks[k] for k in part])
        joined = _join_plain([[k for block in band.blocks for k in block] for band in bands], masks)
        if len(joined) == 1 and not _gutters([masks[k] for k in rows]):
            return _join_plain([part for block in blocks for part in _greedy(block, masks)], masks)
        return joined

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
        from statistics import median  # 3 ms that a page of one column does without

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
        from statistics import median

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

    def _cut_row(self, row: _Row, left: int, right: int) -> list[tuple[int, int, int]]:
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


class _Band:
    """Blocks of rows, one above the other, with the same columns."""

    def __init__(self) -> None:
        self.blocks: list[list[int]] = []
        self._masks: list[int] = []
        self._taken = 0
        self._gutters: list[_Gutter] = []
        self._counted = 0

    def add(self, block: list[int], masks: list[int]) -> None:
        self.blocks.append(block)
        self._masks += masks
        for mask in masks:
            self._taken |= mask
        # Counted anew only when the band has grown by half: the cost stays in step with the page's length.
        if 2 * len(self._masks) >= 3 * self._counted or self._counted < 20:
            self._gutters = _gutters(self._masks)
            self._counted = len(self._masks)

    def takes(self, masks: list[int]) -> bool:
        """Whether the band's sure gutters run on through a block, and the block's through the band."""
        taken = self._taken
        for mask in masks:
            taken |= mask
        sure = [gutter for gutter in self._gutters if gutter.sure]
        if sure:
            return all(_runs_on(gutter, taken) for gutter in sure) and all(
                _runs_on(g, taken) for g in _gutters(masks) if g.sure
            )
        return bool(_gutters(self._masks + masks))


def _runs_on(gutter: _Gutter, taken: int) -> bool:
    """Whether some of the gutter is free still."""
    whole = (1 << gutter.right) - (1 << gutter.left)
    return taken & whole != whole


def _is_head(block: list[int], masks: dict[int, int]) -> bool:
    """A few lines in one place: what a headline would be."""
    if len(block) > _HEAD_ROWS:
        return False
    taken = 0
    for k in block:
        taken |= masks[k]
    return all(b - a < _APART for a, b in _free(taken))


def _gutters(masks: list[int]) -> list[_Gutter]:
    """Where all rows are free, with lines on both sides."""
    taken = 0
    for mask in masks:
        taken |= mask
    runs = list(_free(taken))
    found: list[_Gutter] = []
    for number, (a, b) in enumerate(runs):
        before = found[-1].right if found else 0
        after = runs[number + 1][0] if number + 1 < len(runs) else taken.bit_length()
        near_left, near_right = (1 << a) - (1 << before), (1 << after) - (1 << b)
        left = sum(1 for mask in masks if mask & near_left)
        right = sum(1 for mask in masks if mask & near_right)
        if min(left, right) < 2 and b - a < _APART:
            continue
        if b - a < 2:
            wide = ((1 << (b + 1)) - (1 << a), (1 << b) - (1 << (a - 1)))
            both = [mask for mask in masks if mask & near_left and mask & near_right]
            if 3 * sum(1 for mask in both if not all(mask & w for w in wide)) < len(both):
                continue
        found.append(_Gutter(a, b, min(left, right) >= _SURE))
    return found


def _greedy(rows: list[int], masks: dict[int, int]) -> list[list[int]]:
    """Rows that touch each other in groups that share a gutter, as long as they can be from the top down."""
    bands: list[list[int]] = []
    at = 0
    while at < len(rows):
        end, taken = at, masks[rows[at]]
        while end + 1 < len(rows) and any(b - a >= 2 for a, b in _free(taken | masks[rows[end + 1]])):
            end += 1
            taken |= masks[rows[end]]
        bands.append(rows[at : end + 1])
        at = end + 1
    return bands


def _join_plain(bands: list[list[int]], masks: dict[int, int]) -> list[tuple[int, int]]:
    """The first and last row of each band; bands without a gutter that follow each other are one column."""
    joined: list[tuple[int, int]] = []
    before = False
    for band in bands:
        plain = not _gutters([masks[k] for k in band])
        if plain and before:
            joined[-1] = (joined[-1][0], band[-1])
        else:
            joined.append((band[0], band[-1]))
        before = plain
    return joined
