"""Gutters: where all rows of a part of the page are free, with lines on both sides; bands of rows that have the same ones."""

from __future__ import annotations

from functools import reduce
from operator import or_

import msgspec

from .rows import APART, free_runs

# A gutter is sure where this many lines stand on both sides of it.
_SURE = 3
# Headlines and what stands beside them have at most this many rows.
_HEAD_ROWS = 3


class Gutter(msgspec.Struct, frozen=True):
    left: int
    right: int
    sure: bool


def find_gutters(masks: list[int]) -> list[Gutter]:
    """Where all rows are free, with lines on both sides."""
    taken = reduce(or_, masks, 0)
    runs = list(free_runs(taken))
    found: list[Gutter] = []
    for number, (a, b) in enumerate(runs):
        before = found[-1].right if found else 0
        after = runs[number + 1][0] if number + 1 < len(runs) else taken.bit_length()
        near_left, near_right = (1 << a) - (1 << before), (1 << after) - (1 << b)
        left, right = _lines(masks, near_left), _lines(masks, near_right)
        if min(left, right) < 2 and b - a < APART:
            continue
        if b - a < 2:
            wide = ((1 << (b + 1)) - (1 << a), (1 << b) - (1 << (a - 1)))
            both = [mask for mask in masks if mask & near_left and mask & near_right]
            if 3 * sum(1 for mask in both if not all(mask & w for w in wide)) < len(both):
                continue
        found.append(Gutter(a, b, min(left, right) >= _SURE))
    return found


def _lines(masks: list[int], window: int) -> int:
    """How many rows have something in some places, as far as it matters."""
    found = 0
    for mask in masks:
        if mask & window:
            found += 1
            if found == _SURE:
                break
    return found


def _runs_on(gutter: Gutter, taken: int) -> bool:
    """Whether some of the gutter is free still."""
    whole = (1 << gutter.right) - (1 << gutter.left)
    return taken & whole != whole


class Band:
    """Blocks of rows, one above the other, with the same columns."""

    def __init__(self) -> None:
        self.blocks: list[list[int]] = []
        self._masks: list[int] = []
        self._taken = 0
        self._gutters: list[Gutter] = []
        self._counted = 0

    def add(self, block: list[int], masks: list[int]) -> None:
        self.blocks.append(block)
        self._masks += masks
        for mask in masks:
            self._taken |= mask
        # Counted anew only when the band has grown by half: the cost stays in step with the page's length.
        if 2 * len(self._masks) >= 3 * self._counted or self._counted < 20:
            self._gutters = find_gutters(self._masks)
            self._counted = len(self._masks)

    def takes(self, masks: list[int]) -> bool:
        """Whether the band's sure gutters run on through a block, and the block's through the band."""
        taken = self._taken
        for mask in masks:
            taken |= mask
        sure = [gutter for gutter in self._gutters if gutter.sure]
        if sure:
            return all(_runs_on(gutter, taken) for gutter in sure) and all(
                _runs_on(g, taken) for g in find_gutters(masks) if g.sure
            )
        return bool(find_gutters(self._masks + masks))


def is_head(block: list[int], masks: dict[int, int]) -> bool:
    """A few lines in one place: what a headline would be."""
    if len(block) > _HEAD_ROWS:
        return False
    taken = 0
    for k in block:
        taken |= masks[k]
    return all(b - a < APART for a, b in free_runs(taken))


def in_greedy_bands(rows: list[int], masks: dict[int, int]) -> list[list[int]]:
    """Rows that touch each other in groups that share a gutter, as long as they can be from the top down."""
    bands: list[list[int]] = []
    at = 0
    while at < len(rows):
        end, taken = at, masks[rows[at]]
        while end + 1 < len(rows) and any(b - a >= 2 for a, b in free_runs(taken | masks[rows[end + 1]])):
            end += 1
            taken |= masks[rows[end]]
        bands.append(rows[at : end + 1])
        at = end + 1
    return bands


def join_plain(bands: list[list[int]], masks: dict[int, int]) -> list[tuple[int, int]]:
    """The first and last row of each band; bands without a gutter that follow each other are one column."""
    joined: list[tuple[int, int]] = []
    before = False
    for band in bands:
        plain = not find_gutters([masks[k] for k in band])
        if plain and before:
            joined[-1] = (joined[-1][0], band[-1])
        else:
            joined.append((band[0], band[-1]))
        before = plain
    return joined
