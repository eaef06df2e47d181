"""Lines to features: what each line looks like, alone and beside its neighbours.

A feature is a small tuple; the labeller's weights (data/labels.json) are keyed by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import Layout
from .looks import Look, is_inside, looks

Feature = tuple[object, ...]


class _Edge:
    """What stands above the first line and below the last: nothing that a line could be."""

    cue = end = share = start = inner = kind = headish = bracket = "#"
    size = None


_EDGE = _Edge()


# From so many ends of paragraphs on a page tells whether its indents were lost, and so large a share of short first lines says so.
_LEAST_ENDS = 4
_LOST = 0.6


def _lost_indents(all_looks: list[Look]) -> bool:
    """Whether the first lines of paragraphs end two ems short of their column: they were indented, and the blanks are gone."""
    ends = short = 0
    for above, look, below in zip(all_looks, all_looks[1:], all_looks[2:], strict=False):
        if above.end == "." and above.share in (0, 1, 2) and below.share == 4 and look.end in ("", ","):
            ends += look.share in (3, 4)
            short += look.share == 3
    return ends >= _LEAST_ENDS and short >= _LOST * ends


def _beside(one: float, other: float) -> str:
    difference = one - other
    return (
        "="
        if abs(difference) <= 1.1
        else ("<<" if difference < -4 else "<")
        if difference < 0
        else (">>" if difference > 4 else ">")
    )


def features(layout: Layout) -> Iterator[list[Feature]]:
    """For each line its features."""
    yield from line_features(layout, looks(layout))


def line_features(layout: Layout, all_looks: list[Look], *, inside: bool = False) -> Iterator[list[Feature]]:
    """For each line its features; none at all, where `inside` asks for that, for lines that stand inside a text beyond doubt."""
    mode = ("n", "b", "e")[("none", "blocks", "every").index(layout.spacing)] + (
        "i" if layout.indented else "l" if _lost_indents(all_looks) else ""
    )
    blocks = layout.spacing == "blocks"
    count = len(all_looks)
    for i, me in enumerate(all_looks):
        up = all_looks[i - 1] if i else None
        if inside and up is not None and is_inside(up, me):
            yield []
            continue
        above = up or _EDGE
        above2 = all_looks[i - 2] if i > 1 else _EDGE
        down = all_looks[i + 1] if i + 1 < count else None
        below = down or _EDGE
        below2 = all_looks[i + 2] if i + 2 < count else _EDGE
        gap = me.gap if blocks else None
        gap_down = (down.gap if down else True) if blocks else None
        size = me.size if blocks else None
        cue, end, share, start, inner, indent = me.cue, me.end, me.share, me.start, me.inner, me.indent
        span, run, headish, kind = me.span, me.run, me.headish, me.kind
        up_cue, up_end, up_share, up_headish = above.cue, above.end, above.share, above.headish
        down_cue, down_end, down_share, down_headish = below.cue, below.end, below.share, below.headish
        beside_up = _beside(me.line.width, up.line.width) if up else "#"
        beside_down = _beside(me.line.width, down.line.width) if down else "#"
        at = i if i < 3 else i - count if i >= count - 3 else 3
        yield [
            (0, mode, gap, indent, up_end, up_share, start),
            (1, mode, indent, gap, gap_down, share, end),
            (2, cue, size, indent),
            (3, cue, up_cue, gap),
            (4, cue, down_cue, gap_down),
            (5, cue, span, end, inner),
            (6, span, end, inner, size),
            (7, share, end, inner, start, mode),
            (8, beside_up, beside_down, gap, gap_down, end == ".", up_end == "."),
            (9, up_end, start, me.open, me.join, gap, indent),
            (10, at, cue, span if span < 5 else 5),
            (
                11,
                size,
                above.size if blocks else None,
                below.size if blocks else None,
                end,
                up_end,
            ),
            (12, up_cue, above2.cue, end, span),
            (13, down_cue, below2.cue, end, span),
            (14, up_end, up_share, share, end, down_share, mode),
            (
                15,
                inner,
                end,
                above.inner,
                up_end,
                below.inner,
                down_end,
            ),
            (16, me.join, up_end, up_share, share, gap),
            (
                17,
                end,
                below.start,
                down_end,
                down_share,
                share,
                gap_down,
            ),
            (18, cue, mode, start, end),
            (19, share, up_share, above2.share, up_end, gap),
            (21, me.room, up_end, indent, gap, mode),
            (22, me.room, up_end, me.opener, indent, gap),
            (23, me.room, up_share, share, down_share, up_end, indent),
            (24, run, kind, cue),
            (25, run, beside_up, beside_down, gap, gap_down),
            (
                26,
                kind,
                above.kind,
                up_headish,
                below.kind,
                down_headish,
                gap,
                gap_down,
            ),
            (27, headish, down_cue, up_cue, kind, span),
            (28, run, span, inner, me.join, gap),
            (29, me.opener, up_end, headish, down_headish, up_headish),
            (33, run, me.tail, up_end, gap),
            (34, me.topic, me.tail, run[0], mode),
            (35, me.topic, me.tail, span, kind, inner),
            (31, me.bracket, start, up_end, headish, gap),
            (32, me.bracket, below.bracket, end, headish, beside_up, gap),
            (30, me.join, headish, up_headish, beside_up, kind, above.kind),
            (
                20,
                share,
                down_share,
                below2.share,
                end,
                down_end,
                gap_down,
            ),
        ]
