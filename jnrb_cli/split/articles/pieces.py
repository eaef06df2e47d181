"""Pieces of a page in another order than a person reads them: which piece goes on with which, learnt offline.

`pdftotext` by default tells blocks of text on a page apart and writes them in an order of its own: columns of one story
stand before those of another, a headline behind its text, a column in pieces. What breaks off inside a sentence must
go on somewhere; where it does is told by the characters over the break, by the words two pieces share, by their
widths and heights and by how far apart they stand (bench/train_pieces.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from ...layout import Line, fills
from ...resources import data_bytes
from .matching import assign

# Signs that a page is in no order: so many lines break off inside a sentence at a block's end, one of them before something
# that is no text. Of 80 pages by `pdftotext` 61 are so and out of drawing order none; of 64 pages that come otherwise nine.
_BREAKS = 3
_ASTRAY = 1
# A page of more pieces is none; the work goes by their square.
_MOST = 400
# Lines that were told from others woven into them stand so many apart in the text at most, if they are one piece. At 1
# body F1 is 0.359 and 0.491 on two sets of 40 pages, at 3 0.385 and 0.503, without 0.398 and 0.479.
_WITHIN = 3
# So many pieces either side one is looked for in.
_REACH = 30
# Lines at a piece's head and foot whose words are held against each other's.
_NEAR_LINES = 8
# A pair of characters tells something where no more than this share of the pieces hold it, but so many may.
_RARE, _FEW = 0.12, 3
# The same of the words of headlines.
_TOLD, _TOLD_FEW = 0.25, 4
# Pieces of fewer lines say nothing by their height.
_HIGH = 3
# What ends no sentence in the middle, and marks as in `columns.woven`.
_STOPS = frozenset("。！？…”")
_GOES_ON = frozenset("，。、；：？！")
_CLOSERS = frozenset("，。、；：？！”’）》」』】")
_OPENERS = frozenset("“‘（《「『【")
_PARTS = frozenset("，、；：")
# What lines with a label are: furniture, headlines and signatures over a text, what stands under photos, text.
_KINDS = {"F": "furniture", "K": "head", "T": "head", "S": "head", "C": "aside", "H": "body", "P": "body"}
_KINDS_OF_TWO = {"BY": "head", "BE": "body", "CR": "aside"}

Pairs = frozenset[str]


class Piece(msgspec.Struct, frozen=True):
    """Lines that follow each other in a block of the text and are of one kind."""

    kind: str
    lines: list[int]
    opens: bool  # with a dateline or a subhead
    signs: bool  # is a signature and no more
    ends: str  # mid: inside a sentence; ended; short: with a line that does not fill its column
    first: str
    last: str
    width: float
    pairs: Pairs
    head_pairs: Pairs
    foot_pairs: Pairs


def tell_pieces(lines: Sequence[Line], labels: Sequence[str], datelines: Sequence[bool]) -> list[Piece]:
    """The pieces of a page's lines; `datelines` says which lines open with one."""
    kinds: list[str] = []
    for label in labels:
        kind = _KINDS_OF_TWO.get(label) or _KINDS[label[0]]
        kinds.append(kind)
    ranks = {line.start: rank for rank, line in enumerate(sorted(lines, key=lambda line: line.start))}
    cuts = [0]
    for number, (above, line) in enumerate(pairwise(lines), 1):
        if (
            line.gap
            or kinds[number] != kinds[number - 1]
            or not 0 < ranks[line.start] - ranks[above.start] <= _WITHIN
        ):
            cuts.append(number)
    return [
        _piece(list(range(first, end)), kinds[first], lines, labels, datelines)
        for first, end in pairwise([*cuts, len(lines)])
    ]


def _piece(
    numbers: list[int], kind: str, lines: Sequence[Line], labels: Sequence[str], datelines: Sequence[bool]
) -> Piece:
    texts = [lines[number].plain for number in numbers]
    widths = Counter(round(lines[number].column) for number in numbers if lines[number].column)
    foot = numbers[-1]
    return Piece(
        kind,
        numbers,
        datelines[numbers[0]] or labels[numbers[0]] == "HB",
        all(labels[number] == "BY" for number in numbers),
        "ended" if texts[-1][-1] in _STOPS else "mid" if fills(lines[foot]) else "short",
        texts[0],
        texts[-1],
        widths.most_common(1)[0][0] if widths else 0.0,
        _pairs_of(texts),
        _pairs_of(texts[:_NEAR_LINES]),
        _pairs_of(texts[-_NEAR_LINES:]),
    )


def _pairs_of(texts: list[str]) -> Pairs:
    text = "".join(texts)
    return frozenset(map("".join, pairwise(text)))


def seem_astray(pieces: Sequence[Piece]) -> bool:
    """Whether pieces break off inside a sentence as they do where their order is not a reader's."""
    broken = [after.kind for piece, after in pairwise(pieces) if piece.kind == "body" and piece.ends == "mid"]
    return len(broken) >= _BREAKS and sum(kind != "body" for kind in broken) >= _ASTRAY


class Page:
    """The pieces of a page, and what its words tell of them."""

    def __init__(self, pieces: Sequence[Piece], lines: Sequence[Line]) -> None:
        self.pieces = pieces
        page = "\n".join(line.plain for line in lines)
        self._twos = set(map("".join, pairwise(page)))
        self._threes = set(map("".join, zip(page, page[1:], page[2:], strict=False)))
        counts = Counter(pair for piece in pieces for pair in piece.pairs)
        rare, told = max(_FEW, _RARE * len(pieces)), max(_TOLD_FEW, _TOLD * len(pieces))
        self._rare = {pair for pair, count in counts.items() if 1 < count <= rare}
        self._told = {pair for pair, count in counts.items() if 1 < count <= told}

    def before(self, number: int) -> Iterator[int]:
        """The pieces that this one may go on with; none for what is neither text nor headline."""
        kind = self.pieces[number].kind
        if kind not in ("head", "body"):
            return
        for other in range(max(0, number - _REACH), min(len(self.pieces), number + _REACH + 1)):
            if other != number and self.pieces[other].kind in ("head", kind):
                yield other

    def alone(self, number: int) -> list[str]:
        """What speaks for it that a piece goes on with none and stays where it is."""
        piece = self.pieces[number]
        above = self.pieces[number - 1] if number else None
        what = (
            f"{above.kind} {above.ends}" if above and above.kind == "body" else above.kind if above else "top"
        )
        if piece.kind == "head":
            return [f"head alone {what} {piece.signs}"]
        return [
            f"alone {what}",
            f"alone opens {piece.opens}",
            f"alone starts {piece.first[0] in _CLOSERS}",
        ]

    def together(self, above: int, below: int) -> list[str]:
        """What speaks for it that one piece goes on with another."""
        one, other = self.pieces[above], self.pieces[below]
        steps = below - above
        if one.kind == "head":
            far = "1" if steps == 1 else str(max(-4, min(6, steps)))
            shared = "signs" if one.signs else str(min(4, len(one.pairs & other.pairs & self._told)))
            return [
                f"head {other.kind} {one.signs} {other.signs}",
                f"head {other.kind} far {far}",
                f"head {other.kind} shares {shared}",
                f"head {other.kind} opens {other.opens}",
            ]
        found = [
            f"ends {one.ends} opens {other.opens}",
            f"far {max(-4, min(8, steps))}",
            f"near {min(4, len(one.foot_pairs & other.head_pairs & self._rare))}",
            f"wide {min(2, round(abs(one.width - other.width))) if one.width and other.width else 'x'}",
        ]
        if one.ends != "ended":
            found.append(f"link {one.ends} {self._link(one.last, other.first)}")
        if steps == 1:
            found.append(f"next {one.ends}")
        if len(one.lines) >= _HIGH and len(other.lines) >= _HIGH:
            found.append(f"high {min(3, abs(len(one.lines) - len(other.lines)))}")
        return found

    def _link(self, above: str, below: str) -> str:
        """How the characters over a break belong together."""
        end, start = above[-1], below[0]
        if start in _CLOSERS and (end in _OPENERS or (end in _CLOSERS and start != "”" != end)):
            return "never"
        if start in _GOES_ON:
            return "mark"
        if end in _PARTS:
            return "part"
        if end + start not in self._twos:
            return "nothing"
        return f"pair {above[-2:] + start in self._threes} {end + below[:2] in self._threes}"


@cache
def load_weights() -> dict[str, float]:
    """The weights that come with jnrb."""
    return msgspec.json.decode(data_bytes("pieces.json"), type=dict[str, float])


def put_together(page: Page, weights: dict[str, float]) -> list[int]:
    """The lines of a page with each piece behind the one that it goes on with; the others stay in the text's order."""
    gains: dict[tuple[int, int], float] = {}
    for below in range(len(page.pieces)):
        alone: float | None = None
        for above in page.before(below):
            if alone is None:
                alone = sum(weights.get(name, 0.0) for name in page.alone(below))
            gain = sum(weights.get(name, 0.0) for name in page.together(above, below)) - alone
            if gain > 0:
                gains[above, below] = gain
    after = _pair_up(gains)
    order: list[int] = []
    goes_on = set(after.values())
    for number in range(len(page.pieces)):
        at: int | None = None if number in goes_on else number
        while at is not None:
            order += page.pieces[at].lines
            at = after.get(at)
    return order


def _pair_up(gains: dict[tuple[int, int], float]) -> dict[int, int]:
    """Which piece follows which, so that all gain most; no circle is left."""
    aboves, belows = sorted({one for one, _ in gains}), sorted({other for _, other in gains})
    matched = assign([[gains.get((one, other), 0.0) for other in belows] for one in aboves])
    pairs = {aboves[row]: belows[column] for row, column in matched}
    after = {one: other for one, other in pairs.items() if (one, other) in gains}
    before = {other: one for one, other in after.items()}
    seen: set[int] = set()
    for start in sorted(before):
        at, way = start, []
        while at in before and at not in seen:
            seen.add(at)
            way.append(at)
            at = before[at]
        if at in way:
            # A circle: it is opened at the piece that stands first.
            first = min(way[way.index(at) :])
            del after[before.pop(first)]
    return after


def read_on(
    lines: Sequence[Line], labels: Sequence[str], datelines: Sequence[bool], *, woven: bool
) -> list[int] | None:
    """The lines of a page in the order in which its pieces go on with each other, by their numbers; None where they
    seem to be in order. `woven` says that its columns were, so that they hardly are.
    """
    pieces = tell_pieces(lines, labels, datelines)
    if len(pieces) > _MOST or not (woven or seem_astray(pieces)):
        return None
    order = put_together(Page(pieces, lines), load_weights())
    return None if order == list(range(len(lines))) else order
