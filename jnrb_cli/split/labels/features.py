"""Lines to features: what each line looks like, alone and beside its neighbours.

A feature is a small tuple, a number and what it is made of; the labeller's weights (data/labels.json) are keyed by it.
Features that go by much the same come in groups: nine lines in ten have a group as some line before had it, and what
its features weigh together is then known (label.Packed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter

from ...layout import Layout
from ...resources import data_lines
from ..lines.looks import Look, Looks, is_inside, looks

Feature = tuple[object, ...]
# What a group of features goes by, in the order of the group's `parts`.
Key = tuple[object, ...]


class Group:
    """Some features, each by its number, and which of the `parts` that they go by together it is made of."""

    def __init__(self, parts: str, features: dict[int, str]) -> None:
        self.parts = parts.split()
        self.features: dict[int, Callable[[Key], tuple[object, ...]]] = {
            number: itemgetter(*map(self.parts.index, made_of.split()))
            for number, made_of in features.items()
        }


# Which features stand together was found by joining those that save most while 120 pages are remembered. `above` and
# `below` are the lines next to this one, `above2` and `below2` those after them; `run0` is how many lines a run has.
GROUPS = (
    Group(
        "share below.share below2.share end below.end below.start gap_down",
        {
            17: "end below.start below.end below.share share gap_down",
            20: "share below.share below2.share end below.end gap_down",
        },
    ),
    Group(
        "room above.share share below.share above.end end indent mode",
        {
            14: "above.end above.share share end below.share mode",
            23: "room above.share share below.share above.end indent",
        },
    ),
    Group(
        "cue above.cue above2.cue below.cue below2.cue end span inner kind headish topic tail",
        {
            12: "above.cue above2.cue end span",
            13: "below.cue below2.cue end span",
            27: "headish below.cue above.cue kind span",
            35: "topic tail span kind inner",
        },
    ),
    Group(
        "run run0 span inner join gap tail topic above.end mode",
        {
            28: "run span inner join gap",
            33: "run tail above.end gap",
            34: "topic tail run0 mode",
        },
    ),
    Group(
        "cue span span5 at end inner start share indent size gap gap_down mode",
        {
            1: "mode indent gap gap_down share end",
            2: "cue size indent",
            5: "cue span end inner",
            6: "span end inner size",
            7: "share end inner start mode",
            10: "at cue span5",
            18: "cue mode start end",
        },
    ),
    Group(
        "end above.end below.end inner above.inner below.inner size above.size below.size",
        {
            11: "size above.size below.size end above.end",
            15: "inner end above.inner above.end below.inner below.end",
        },
    ),
    Group(
        "gap indent above.end above.share above2.share share start open join room opener mode",
        {
            0: "mode gap indent above.end above.share start",
            9: "above.end start open join gap indent",
            16: "join above.end above.share share gap",
            19: "share above.share above2.share above.end gap",
            21: "room above.end indent gap mode",
            22: "room above.end opener indent gap",
        },
    ),
    Group(
        "cue above.cue below.cue run wider wider_down gap gap_down end stop above.end above.stop kind above.kind below.kind"
        " headish above.headish below.headish opener bracket below.bracket start join",
        {
            3: "cue above.cue gap",
            4: "cue below.cue gap_down",
            8: "wider wider_down gap gap_down stop above.stop",
            24: "run kind cue",
            25: "run wider wider_down gap gap_down",
            26: "kind above.kind above.headish below.kind below.headish gap gap_down",
            29: "opener above.end headish below.headish above.headish",
            30: "join headish above.headish wider kind above.kind",
            31: "bracket start above.end headish gap",
            32: "bracket below.bracket end headish wider gap",
        },
    ),
    Group(
        "echo pace headish asks above.end end inner share gap span above.headish",
        {
            36: "echo headish above.end asks",
            37: "echo end inner share above.headish asks",
            38: "pace headish above.end gap end",
            39: "pace echo headish",
            40: "asks headish above.end above.headish span gap",
        },
    ),
    Group(
        "first last above.end headish",
        {
            41: "first headish",
            42: "last headish",
            43: "first above.end headish",
        },
    ),
    Group(
        "prose above.prose below.prose headish span end",
        {
            44: "headish prose span",
            45: "headish prose above.prose below.prose",
            46: "headish prose end",
        },
    ),
)


class _Edge:
    """What stands above the first line and below the last: nothing that a line could be."""

    cue = end = share = start = inner = kind = headish = bracket = prose = "#"
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


@lru_cache(maxsize=1)
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """What many lines begin with, and what many end with: characters and pairs of them."""
    first, last = (frozenset(row.split("\t")[1].split(" ")) for row in data_lines("edges.tsv"))
    return first, last


def edges(plain: str) -> tuple[str, str]:
    """How a line begins and ends, in two characters or one; '' where hardly another line does.

    >>> edges("昨日，河湾村的桥通了"), edges("龘镇渡口改建启事")
    (('昨日', '了'), ('', '启事'))
    """
    first, last = _edges()
    head, tail = plain[:2], plain[-2:]
    return (
        head if head in first else head[0] if head[0] in first else "",
        tail if tail in last else tail[-1] if tail[-1] in last else "",
    )


def features(layout: Layout) -> Iterator[list[Feature]]:
    """For each line its features."""
    yield from line_features(layout, looks(layout))


def line_features(layout: Layout, all_looks: Looks) -> Iterator[list[Feature]]:
    """For each line its features, those of all groups."""
    for keys in line_keys(layout, all_looks):
        found = {
            number: (number, *made_of(key))
            for group, key in zip(GROUPS, keys, strict=True)
            for number, made_of in group.features.items()
        }
        yield [found[number] for number in sorted(found)]


def line_keys(layout: Layout, all_looks: Looks, *, inside: bool = False) -> Iterator[tuple[Key, ...]]:
    """For each line what its features go by, a key for each of the GROUPS.

    Nothing at all, where `inside` asks for that, for lines that stand inside a text beyond doubt.
    """
    mode = ("n", "b", "e")[("none", "blocks", "every").index(layout.spacing)] + (
        "i" if layout.indented else "l" if _lost_indents(all_looks) else ""
    )
    blocks = layout.spacing == "blocks"
    count = len(all_looks)
    pace = all_looks.pace
    for i, me in enumerate(all_looks):
        up = all_looks[i - 1] if i else None
        if inside and up is not None and is_inside(up, me):
            yield ()
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
        join, room, topic, tail, opener = me.join, me.room, me.topic, me.tail, me.opener
        up_cue, up_end, up_share = above.cue, above.end, above.share
        down_cue, down_end, down_share = below.cue, below.end, below.share
        wider = _beside(me.line.width, up.line.width) if up else "#"
        wider_down = _beside(me.line.width, down.line.width) if down else "#"
        at = i if i < 3 else i - count if i >= count - 3 else 3
        yield (
            (share, down_share, below2.share, end, down_end, below.start, gap_down),
            (room, up_share, share, down_share, up_end, end, indent, mode),
            (cue, up_cue, above2.cue, down_cue, below2.cue, end, span, inner, kind, headish, topic, tail),
            (run, run[0], span, inner, join, gap, tail, topic, up_end, mode),
            (
                cue, span, min(span, 5), at, end, inner, start, share, indent, size, gap, gap_down, mode,
            ),
            (
                end, up_end, down_end, inner, above.inner, below.inner, size,
                above.size if blocks else None, below.size if blocks else None,
            ),
            (gap, indent, up_end, up_share, above2.share, share, start, me.open, join, room, opener, mode),
            (
                cue, up_cue, down_cue, run, wider, wider_down, gap, gap_down, end, end == ".", up_end, up_end == ".",
                kind, above.kind, below.kind, headish, above.headish, below.headish, opener,
                me.bracket, below.bracket, start, join,
            ),
            (me.echo, pace, headish, me.asks, up_end, end, inner, share, gap, span, above.headish),
            (*edges(me.line.plain), up_end, headish),
            (me.prose, above.prose, below.prose, headish, span, end),
        )  # fmt: skip
