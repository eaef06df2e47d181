"""Where a line of text had room for one more word: on pages without indents that is where its paragraph ended."""

from __future__ import annotations

from ...layout import ems
from ..lines.looks import Looks, first_word
from .label import Labelled

# So many lines above and below tell how wide a column is to half an em: those that fill it but for so many ems. The second
# widest counts, since one line may hang over the edge; of fewer lines none can be told.
_REACH = 7
_NEARLY = 1.6
_LEAST = 4
# What was broken at a mark goes on in a line that together with it fills the column, give or take so much.
_BROKEN = 1.5
_HANGS = frozenset("，。、；：？！”’）》」』】…")
_TEXT = ("PB", "PI")


def had_room(looks: Looks, labelled: list[Labelled], i: int) -> bool:
    """Whether the first word of line i would have fitted above it, where a line ended a sentence all but at its column's edge.

    Of 13 sets of pages (typeset in six ways, out of PDFs in three) 227 lines are so that the labeller took for the middle
    of a paragraph; 215 of them begin one.
    """
    above, look = looks[i - 1], looks[i]
    if above.end != "." or look.room != "n" or look.gap:
        return False
    line = above.line
    near = sorted(
        _net_width(looks, k)
        for k in range(max(0, i - 1 - _REACH), min(len(looks), i + 1 + _REACH))
        if abs(looks[k].line.width - line.column) <= _NEARLY and labelled[k].label in _TEXT
    )
    if len(near) < _LEAST:
        return False
    column = near[-2]
    return (
        column - line.width >= ems(first_word(look.line.plain))
        and line.width + look.line.width > column + _BROKEN
    )


def _net_width(looks: Looks, k: int) -> float:
    """A line's width without a mark that may hang over the edge."""
    line = looks[k].line
    return line.width - (line.plain[-1] in _HANGS)
