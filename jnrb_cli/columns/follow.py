"""How well one part of a page follows another: what a reader who comes to the foot of a column looks for at the head of the next."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

# What a story or a sentence ends in.
STORY_ENDS = frozenset("。！？”）)」")
# A line of running text fills this share of its column; its paragraph opens with an indent of so many ems.
_FILLED = 0.8
_INDENT = 1.5
# A headline, with its signature, has at most so many lines.
_HEAD_LINES = 6
# So few lines say nothing of how wide their column is.
_FEW = 2
# What it costs that a part follows another, by how the one ends and how the other begins. These and those below were set by
# hand on 59 pages out of PDFs; they bear being a third more or less. On 40 others, made afterwards, body F1 is 0.59, title
# 0.70 and paragraphs 0.92, where the first way of cutting gave 0.52, 0.61 and 0.88.
_COSTS = {
    ("mid", "on"): 0.0,
    ("mid", "opens"): 3.0,
    ("mid", "head"): 3.0,
    ("ended", "on"): 2.0,
    ("ended", "opens"): 0.0,
    ("ended", "head"): 0.0,
    ("head", "on"): 3.0,
    ("head", "opens"): 0.0,
    ("head", "head"): 0.0,
}
# The same where paragraphs do not open with an indent, so that all text seems to go on.
_COSTS_BARE = {**_COSTS, ("ended", "on"): 0.0, ("head", "on"): 0.0}
# What it costs that a sentence goes on below in the same column, with room between.
_ROOM = 1.0
# What it costs if two lines of headlines stand so many rows apart: the first one has no text.
_ASTRAY_ROWS = 5
_ASTRAY = 2.5
# What it costs beside that if the characters on both sides never stand together elsewhere on the page, and saves if they do.
_APART = 0.7


class Edge(msgspec.Struct, frozen=True):
    """How a part of a page begins or ends."""

    kind: str  # begins: on, opens, head; ends: mid, ended, head
    char: str
    row: int


class Follow:
    """What follows what on one page."""

    def __init__(self, texts: Iterable[str], indented: bool) -> None:
        self._pairs = {text[k : k + 2] for text in texts for k in range(len(text) - 1)}
        self._costs = _COSTS if indented else _COSTS_BARE

    def cost(self, last: Edge, first: Edge) -> float:
        """What it costs that what begins with `first` follows what ends with `last`."""
        cost = self._costs[last.kind, first.kind]
        if last.kind == "mid" and first.kind == "on":
            cost += -_APART if last.char + first.char in self._pairs else _APART
        if last.kind == first.kind == "head" and abs(first.row - last.row) > _ASTRAY_ROWS:
            cost += _ASTRAY
        return cost

    def cost_below(self, last: Edge, first: Edge) -> float:
        """The same of what stands below in one column with room between."""
        return self.cost(last, first) + (_ROOM if last.kind == "mid" and first.kind == "on" else 0.0)


def block_edges(lines: list[tuple[str, float, float, int]], wide: float) -> tuple[Edge, Edge]:
    """How some lines of a column as wide as `wide` begin and end; of each line the text, the indent, the width and the row."""
    full = [indent + width >= _FILLED * wide for _, indent, width, _ in lines]
    is_head = len(lines) <= _HEAD_LINES and not any(text[-1] in "。！？" for text, *_ in lines)
    is_head = is_head and (len(lines) <= _FEW or 2 * sum(full) <= len(lines))
    text, indent, _, row = lines[0]
    if is_head or (not full[0] and text[-1] not in STORY_ENDS and len(lines) > 1):
        begins = "head"
    else:
        begins = "opens" if indent >= _INDENT or len(lines) <= _FEW else "on"
    below, _, _, lowest = lines[-1]
    ends = "head" if is_head else "ended" if below[-1] in STORY_ENDS or not full[-1] else "mid"
    return Edge(begins, text[0], row), Edge(ends, below[-1], lowest)
