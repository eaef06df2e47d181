"""Lines to features: what each line looks like, alone and beside its neighbours.

A feature is a small tuple; the labeller's weights (data/labels.json) are keyed by it. Everything here is
about shape, place and closed classes of words, nothing about who or what a text speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..layout import Layout, Line
from .cues import MARKS, cue

Feature = tuple[object, ...]

_STOP = re.compile(r"[。！？!?…][”’」』）)】〉》]*$")
_CLOSERS = "，。、；：？！”’）》」』】〉…％%·,;:?!)"
_OPENERS = "“‘（《「『【〈("
_CJK_BLANK = re.compile(r"[\u4e00-\u9fff”》）] +[\u4e00-\u9fff“《（]")


def end_class(plain: str) -> str:
    """How a line ends: '.' sentence, ',' ':' '-' ')' punctuation, '' nothing."""
    last = plain[-1]
    if last in "。！？!?…”’」』）)】" and _STOP.search(plain):
        return "."
    if last in "，、；,;":
        return ","
    if last in "：:":
        return ":"
    if last in "—":
        return "-"
    if last in "）)】":
        return ")"
    if last in "”’」』》":
        return "”"
    return ""


def start_class(plain: str) -> str:
    """How a line begins: ',' a mark that cannot begin a line, '(' an opening one, '-' a dash, 'm' a printer's mark."""
    first = plain[0]
    if first in _CLOSERS:
        return ","
    if first in _OPENERS:
        return "("
    if first == "—":
        return "-"
    if first in MARKS:
        return "m"
    if first.isdigit():
        return "1"
    return "a" if first.isascii() else ""


def inner_class(plain: str) -> str:
    """What stands inside a line: '.' a sentence's end, ',' a comma, ' ' a blank between characters."""
    body = plain[:-1]
    if "。" in body or "！" in body or "？" in body:
        return "."
    if "，" in body:
        return ","
    return " " if _CJK_BLANK.search(plain) else ""


def _share(width: float, column: float) -> int:
    """A line's width as a share of its column, in steps; 9 where no column can be told."""
    if not column:
        return 9
    short = column - width
    if short < -2.5:
        return 6
    if short < -0.9:
        return 5
    if short <= 1.1:
        return 4
    if short <= 2.6:
        return 3
    part = width / column
    return 2 if part > 0.66 else 1 if part > 0.33 else 0


def _beside(one: float, other: float) -> str:
    difference = one - other
    return "=" if abs(difference) <= 1.1 else ("<<" if difference < -4 else "<") if difference < 0 else (">>" if difference > 4 else ">")


def _span(width: float) -> int:
    """A width in ems, in steps that grow."""
    for step, limit in enumerate((2.6, 4.1, 6.1, 8.1, 10.1, 12.1, 14.1, 18.1, 22.1, 28.1, 36.1)):
        if width < limit:
            return step
    return 11


class Look:
    """What one line looks like, worked out once."""

    __slots__ = ("cue", "end", "gap", "indent", "inner", "join", "line", "open", "share", "size", "span", "start")

    def __init__(self, line: Line) -> None:
        plain = line.plain
        self.line = line
        self.cue = cue(plain)
        self.end = end_class(plain)
        self.start = start_class(plain)
        self.inner = inner_class(plain)
        self.share = _share(line.width, line.column)
        self.span = _span(line.width)
        self.gap = line.gap
        self.indent = 0 if line.indent < 0.9 else 1 if line.indent <= 1.6 else 2 if line.indent <= 4 else 3
        self.join = ""
        self.open = False
        self.size = (0, 0)


def looks(layout: Layout) -> list[Look]:
    """The lines' looks, with what only the page as a whole can tell: blocks, open quotes, words broken over a line's end."""
    found = [Look(line) for line in layout.lines]
    pairs: set[str] = set()
    for line in layout.lines:
        text = line.plain
        pairs.update(map("".join, zip(text, text[1:], strict=False)))
    depth = 0
    start = 0
    for i, look in enumerate(found):
        if i:
            above = found[i - 1].line.plain[-1]
            look.join = "y" if above + look.line.plain[0] in pairs else "n"
        look.open = depth > 0
        text = look.line.plain
        depth = max(0, depth + text.count("“") - text.count("”"))
        if look.gap and look.end == "." and depth > 2:
            depth = 0
        if i and look.gap:
            _size_block(found, start, i)
            start = i
    _size_block(found, start, len(found))
    return found


def _size_block(found: list[Look], start: int, end: int) -> None:
    count = end - start
    size = min(count, 4) if count < 6 else 5
    for k in range(start, end):
        place = 0 if count == 1 else 1 if k == start else 3 if k == end - 1 else 2
        found[k].size = (size, place)


_EDGE = ("#",)


def features(layout: Layout) -> Iterator[list[Feature]]:
    """For each line its features."""
    yield from line_features(layout, looks(layout))


def line_features(layout: Layout, all_looks: list[Look]) -> Iterator[list[Feature]]:
    mode = ("n", "b", "e")[("none", "blocks", "every").index(layout.spacing)] + ("i" if layout.indented else "")
    blocks = layout.spacing == "blocks"
    count = len(all_looks)
    for i, me in enumerate(all_looks):
        up = all_looks[i - 1] if i else None
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
            (11, size, up.size if up and blocks else None, down.size if down and blocks else None, me.end, up_end),
            (12, up_cue, up2.cue if up2 else "#", me.end, me.span),
            (13, down_cue, down2.cue if down2 else "#", me.end, me.span),
            (14, up_end, up_share, me.share, me.end, down.share if down else "#", mode),
            (15, me.inner, me.end, up.inner if up else "#", up_end, down.inner if down else "#", down.end if down else "#"),
            (16, me.join, up_end, up_share, me.share, gap),
            (17, me.end, down.start if down else "#", down.end if down else "#", down.share if down else "#", me.share, gap_down),
            (18, me.cue, mode, me.start, me.end),
            (19, me.share, up_share, up2.share if up2 else "#", up_end, gap),
            (20, me.share, down.share if down else "#", down2.share if down2 else "#", me.end, down.end if down else "#", gap_down),
        ]
