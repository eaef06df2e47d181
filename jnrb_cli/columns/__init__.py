"""Page text whose columns stand side by side, or are woven into one another: in which order a person reads it.

`pdftotext -layout` and its like draw the page with blanks: a line of the text is one line of every column. Here such
a page is cut, first where a gutter runs from top to bottom, else into bands one above the other, and each part
again (an XY-cut). What the parts are is the splitter's work; a page set any other way is left alone. Here stands what
every page goes through; what few pages need is in modules of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..patterns import pattern
from ..text import pair_up

if TYPE_CHECKING:
    from .cut import Stretch

# Pages with fewer runs of blanks than this are not looked at. The least page of 111 set side by side has 38; an ordinary
# page has them only as indents and between the names of a signature.
_MIN_GAPS = 8
# At least so many lines go on at one edge.
_EDGE_LINES = 5
# No column begins further to the right, in characters: a broadsheet in small type has a few hundred. A line of blanks and
# words without end would be read again for each of them.
_WIDEST = 2_000
# Columns may be woven where of so many lines in a row that break off inside a sentence no more than these go on in the next.
WINDOW = 24
_FEW = 4
# Such a page is looked at closer if so many more go on in a line further down. That finds 19 of 24 pages by `pdftotext` and
# none of 166 in other ways; with 2 it is 19 and 7.
_MORE = 3
# Columns that are woven, at most.
MOST_WOVEN = 8
# What ends no sentence in the middle.
STOPS = frozenset("。！？…”")
_GAP = pattern(r"[ \t\xa0\u3000]{2,}(?=\S)")


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
    from .cut import PageCut  # `statistics` alone takes 3 ms, which a page of one column does without
    from .narrow import straighten
    from .rows import read_rows

    rows, unit = read_rows(text)
    found = PageCut(straighten(rows) if unit == 1.0 else rows, unit).read()
    return list(found.stretches()) if found and found.side_by_side else None


def _has_edge(text: str) -> bool:
    """Whether enough lines go on at the same place after two blanks or more: columns do, clauses and names do not."""
    edges: Counter[int] = Counter()
    for gap in _GAP.finditer(text):
        at = gap.end()
        begins = text.rfind("\n", max(0, at - _WIDEST), at) + 1
        if not begins and at > _WIDEST:
            continue
        line = text[begins:at]
        if not line.isspace():
            edges[len(line)] += 1
            # A Chinese character is two cells of a terminal and three bytes; the edge in cells is told apart by its sign.
            edges[-(len(line) + len(line.encode("utf-8", "replace"))) // 2] += 1
    return max(edges.values(), default=0) >= _EDGE_LINES


def breaks_off(goes_on: Sequence[bool]) -> list[int]:
    """Where of so many lines in a row that end inside a sentence hardly any goes on in the next: the first of each such row.

    `goes_on` says of each line that ends so whether the characters either side of its end stand together elsewhere on the page.

    >>> breaks_off([True] * 24 + [False] * 24)
    [24]
    """
    rows = range(0, len(goes_on) - WINDOW + 1, WINDOW // 4)
    return [first for first in rows if sum(goes_on[first : first + WINDOW]) <= _FEW]


def seem_woven(texts: Sequence[str], filled: Sequence[bool]) -> bool:
    """Whether somewhere hardly a line goes on in the one below it, and more do in one a few lines further down.

    `texts` are the lines without the blanks around them; `filled` says which fill their column.
    """
    last = len(texts) - MOST_WOVEN
    breaks = [
        line for line, text in enumerate(texts[: max(0, last)]) if filled[line] and text[-1] not in STOPS
    ]
    pairs = frozenset(pair_up("\n".join(texts)))
    near = _go_on(texts, pairs, breaks, 1)
    for first in breaks_off(near):
        window = breaks[first : first + WINDOW]
        further = max(sum(_go_on(texts, pairs, window, step)) for step in range(2, MOST_WOVEN + 1))
        if further >= sum(near[first : first + WINDOW]) + _MORE:
            return True
    return False


def _go_on(texts: Sequence[str], pairs: frozenset[int], lines: Sequence[int], step: int) -> list[bool]:
    """For each line whether its last character and the first one so many lines below stand together elsewhere on the page."""
    ends = "".join([texts[line][-1] + texts[line + step][0] for line in lines])
    return [*map(pairs.__contains__, pair_up(ends)[::2])]
