"""Lines to features: what each line looks like, alone and beside its neighbours.

A feature is a small tuple; the labeller's weights (data/labels.json) are keyed by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import Layout
from .looks import Look, is_inside, looks

Feature = tuple[object, ...]


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
        "i" if layout.indented else ""
    )
    blocks = layout.spacing == "blocks"
    count = len(all_looks)
    for i, me in enumerate(all_looks):
        up = all_looks[i - 1] if i else None
        if inside and up is not None and is_inside(up, me):
            yield []
            continue
        up2 = all_looks[i - 2] if i > 1 else None
        down = all_looks[i + 1] if i + 1 < count else None
        down2 = all_looks[i + 2] if i + 2 < count else None
        gap = me.gap if blocks else None
        gap_down = (down.gap if down else True) if blocks else None
        size = me.size if blocks else None
        up_end = up.end if up else "#"
        up_share = up.share if up else "#"
        up_cue = up.cue if up else "#"
        down_cue = down.cue if down else "#"
        beside_up = _beside(me.line.width, up.line.width) if up else "#"
        beside_down = _beside(me.line.width, down.line.width) if down else "#"
        at = i if i < 3 else i - count if i >= count - 3 else 3
        yield [
            (0, mode, gap, me.indent, up_end, up_share, me.start),
            (1, mode, me.indent, gap, gap_down, me.share, me.end),
            (2, me.cue, size, me.indent),
            (3, me.cue, up_cue, gap),
            (4, me.cue, down_cue, gap_down),
            (5, me.cue, me.span, me.end, me.inner),
            (6, me.span, me.end, me.inner, size),
            (7, me.share, me.end, me.inner, me.start, mode),
            (8, beside_up, beside_down, gap, gap_down, me.end == ".", up_end == "."),
            (9, up_end, me.start, me.open, me.join, gap, me.indent),
            (10, at, me.cue, me.span if me.span < 5 else 5),
            (
                11,
                size,
                up.size if up and blocks else None,
                down.size if down and blocks else None,
                me.end,
                up_end,
            ),
            (12, up_cue, up2.cue if up2 else "#", me.end, me.span),
            (13, down_cue, down2.cue if down2 else "#", me.end, me.span),
            (14, up_end, up_share, me.share, me.end, down.share if down else "#", mode),
            (
                15,
                me.inner,
                me.end,
                up.inner if up else "#",
                up_end,
                down.inner if down else "#",
                down.end if down else "#",
            ),
            (16, me.join, up_end, up_share, me.share, gap),
            (
                17,
                me.end,
                down.start if down else "#",
                down.end if down else "#",
                down.share if down else "#",
                me.share,
                gap_down,
            ),
            (18, me.cue, mode, me.start, me.end),
            (19, me.share, up_share, up2.share if up2 else "#", up_end, gap),
            (21, me.room, up_end, me.indent, gap, mode),
            (22, me.room, up_end, me.opener, me.indent, gap),
            (23, me.room, up_share, me.share, down.share if down else "#", up_end, me.indent),
            (24, me.run, me.kind, me.cue),
            (25, me.run, beside_up, beside_down, gap, gap_down),
            (
                26,
                me.kind,
                up.kind if up else "#",
                up.headish if up else "#",
                down.kind if down else "#",
                down.headish if down else "#",
                gap,
                gap_down,
            ),
            (27, me.headish, down_cue, up_cue, me.kind, me.span),
            (28, me.run, me.span, me.inner, me.join, gap),
            (29, me.opener, up_end, me.headish, down.headish if down else "#", up.headish if up else "#"),
            (33, me.run, me.tail, up_end, gap),
            (34, me.topic, me.tail, me.run[0], mode),
            (35, me.topic, me.tail, me.span, me.kind, me.inner),
            (36, me.headish, me.end, me.share, up_end, down.opener if down else "#", mode),
            (37, me.alike, me.run, me.tail),
            (38, me.alike, me.topic, me.span, mode),
            (39, me.line.plain[0] if me.headish else "", me.span if me.span < 5 else 5),
            (40, me.line.plain[-1] if me.headish else "", me.span if me.span < 5 else 5),
            (31, me.bracket, me.start, up_end, me.headish, gap),
            (32, me.bracket, down.bracket if down else "#", me.end, me.headish, beside_up, gap),
            (30, me.join, me.headish, up.headish if up else "#", beside_up, me.kind, up.kind if up else "#"),
            (
                20,
                me.share,
                down.share if down else "#",
                down2.share if down2 else "#",
                me.end,
                down.end if down else "#",
                gap_down,
            ),
        ]
