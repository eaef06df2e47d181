"""Columns woven into one another: the lines of neighbouring columns in turns, as `pdftotext` by default and OCR give some pages.

A line that breaks off inside a sentence goes on in the next line of its column. In 45 of 100 such places the two
characters either side of the break stand together elsewhere on the page too, in 8 of 100 where the next line is any
other (24 pages out of PDFs). So the page itself tells which lines follow each other, and how many columns are woven.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import add

import msgspec

from . import MOST_WOVEN, STOPS, seem_woven

# What cannot begin a line of text and what cannot end one.
_CLOSERS = frozenset("，。、；：？！”’）》」』】")
_OPENERS = frozenset("“‘（《「『【")
_GOES_ON = frozenset("，。、；：？！")
_PARTS = frozenset("，、；：")
# A page of more lines is none; half a millisecond a line goes into telling woven columns apart.
_LONGEST = 5000
# The logarithm of how much likelier the next line of the same column makes it that the pair of characters over the break stands
# elsewhere on the page: with what stands before and after it, with one of the two, alone; and not.
_BOTH, _BEFORE, _AFTER, _PAIR, _NOTHING = 4.0, 2.6, 1.5, 1.2, -0.55
# A mark that goes on with a sentence; what cannot follow; a paragraph's indent inside a sentence.
_MARK, _NEVER, _INDENT = 1.0, -4.0, -2.0
# What it costs to say that columns are woven from a line on, that they end, and to pass over one of them.
_START, _END, _SKIP, _MOST_SKIPPED = 6.0, 1.0, 2.5, 4.0
# The same where a headline may begin below columns of which all but one have come to the end of a sentence.
_HEADED = 0.0
# A column left open inside a sentence.
_OPEN = 0.5
# How many ways are followed up for each number of columns, and how far a way may lie behind the best.
_WAYS = 6
_BEHIND = 9.0
# Lines are put in another order where there are so many and that explains them better by so much, and by so much a line.
_LEAST = 12
_GAIN = 8.0
_GAIN_A_LINE = 0.1
_SHARE = 0.3


class _Way(msgspec.Struct, frozen=True):
    """One reading of the lines so far."""

    score: float  # how good it is
    lasts: tuple[int | None, ...]  # the last line of each column, None where it has none yet
    column: int  # the one that the line so far last stands in
    opens: bool  # a stretch of lines with this number of columns begins with it
    before: int  # which of the readings up to the line above it goes on from


def unweave(
    texts: Sequence[str], filled: Sequence[bool], indented: Sequence[bool], openings: Collection[int]
) -> list[int] | None:
    """The order in which a person reads lines that are woven, by their numbers; None where no columns are woven.

    `texts` are the lines without the blanks around them; `filled` says which fill their column, `indented` which open with
    an indent; `openings` are the lines that something else begins with than goes on above, over which no columns are woven.
    Every line stands in the order once.
    """
    if len(texts) > _LONGEST:
        return None
    if not seem_woven(texts, filled):
        return None
    page = _Page(texts, filled, indented)
    order: list[int] = []
    woven = False
    for first, last, columns in _stretches(_best_way(page, openings)):
        plain = list(range(first, last + 1))
        read = _side_by_side(page, columns, first - 1, last + 1)
        gain = page.rate(read) - page.rate(plain)
        if (
            len(columns) > 1
            and len(plain) >= _LEAST
            and gain >= _GAIN + _GAIN_A_LINE * len(plain)
            and page.share(read) >= _SHARE
        ):
            order += read
            woven = True
        else:
            order += plain
    return order if woven else None


def _side_by_side(page: _Page, columns: list[list[int]], before: int, after: int) -> list[int]:
    """The lines of columns one after another, from the one on that goes on best from the line before all and from column to column."""
    orders = [columns[k:] + columns[:k] for k in range(len(columns))]
    around = [[before] if before >= 0 else [], [after] if after < len(page.texts) else []]
    return max(
        ([line for column in order for line in column] for order in orders),
        key=lambda read: page.rate(around[0] + read + around[1]),
    )


class _Page:
    """The lines of a page and how well one goes on in another."""

    def __init__(self, texts: Sequence[str], filled: Sequence[bool], indented: Sequence[bool]) -> None:
        self.texts, self._indented = texts, indented
        page = "\n".join(texts)
        self._pairs = set(map(add, page, page[1:]))
        self._threes: frozenset[str] | None = None
        # The lines that break off inside a sentence.
        self.open = [fills and text[-1] not in STOPS for text, fills in zip(texts, filled, strict=True)]
        # Those that may be a headline.
        self.heads = [
            not fills and text[-1] not in STOPS and text[-1] not in _PARTS
            for text, fills in zip(texts, filled, strict=True)
        ]
        self._known: dict[tuple[int, int], float] = {}

    def link(self, above: int, below: int) -> float:
        """What speaks for it that a line is the next of its column after another: above 0 for, below 0 against."""
        known = self._known.get((above, below))
        if known is None:
            known = self._known[above, below] = self._link(above, below)
        return known

    def _link(self, above: int, below: int) -> float:
        one, other = self.texts[above], self.texts[below]
        end, start = one[-1], other[0]
        if not self.open[above]:
            return _NEVER if end in STOPS and start in _GOES_ON else 0.0
        indent = _INDENT if self._indented[below] else 0.0
        if start in _CLOSERS and (end in _OPENERS or (end in _CLOSERS and start != "”" != end)):
            return indent + _NEVER
        if start in _GOES_ON:
            return indent + _MARK
        if end in _PARTS:
            return indent
        if end + start not in self._pairs:
            return indent + _NOTHING
        if self._threes is None:
            self._threes = frozenset(text[k : k + 3] for text in self.texts for k in range(len(text) - 2))
        before, after = one[-2:] + start in self._threes, end + other[:2] in self._threes
        return indent + (_BOTH if before and after else _BEFORE if before else _AFTER if after else _PAIR)

    def rate(self, order: Sequence[int]) -> float:
        """How well lines in an order go on in one another."""
        return sum(self.link(above, below) for above, below in pairwise(order))

    def share(self, order: Sequence[int]) -> float:
        """Of the lines that break off inside a sentence the share that go on in the next as the page's own words do."""
        goes_on = [
            self.texts[above][-1] + self.texts[below][0] in self._pairs
            for above, below in pairwise(order)
            if self.open[above]
        ]
        return sum(goes_on) / len(goes_on) if goes_on else 0.0


def _best_way(page: _Page, openings: Collection[int]) -> list[_Way]:
    """The reading of all lines that explains best what follows what, line by line."""
    steps = [[_Way(0.0, (0,), 0, True, 0)]]
    for line in range(1, len(page.texts)):
        ways = steps[-1]
        if line in openings:
            best = _best(ways)
            steps.append([_Way(ways[best].score, (line,), 0, True, best)])
            continue
        fresh: dict[tuple[tuple[int | None, ...], int], _Way] = {}
        for number, way in enumerate(ways):
            for longer in _go_on(page, way, number, line):
                key = longer.lasts, longer.column
                if key not in fresh or longer.score > fresh[key].score:
                    fresh[key] = longer
        steps.append(_kept(list(fresh.values())))
    found: list[_Way] = []
    number = _best(steps[-1])
    for ways in reversed(steps):
        found.append(ways[number])
        number = ways[number].before
    found.reverse()
    return found


def _best(ways: list[_Way]) -> int:
    return max(range(len(ways)), key=lambda number: ways[number].score)


def _kept(ways: list[_Way]) -> list[_Way]:
    """The best readings with each number of columns, as far as they are not far behind the best of all."""
    floor = max(way.score for way in ways) - _BEHIND
    kept: list[_Way] = []
    counts = [0] * (MOST_WOVEN + 1)
    for way in sorted(ways, key=lambda way: -way.score):
        size = len(way.lasts)
        if way.score >= floor and counts[size] < _WAYS:
            counts[size] += 1
            kept.append(way)
    return kept


def _go_on(page: _Page, way: _Way, number: int, line: int) -> Iterator[_Way]:
    """The readings of one line more that go on from a reading, which is the one of that number."""
    score, lasts, column = way.score, way.lasts, way.column
    size = len(lasts)
    if size == 1:
        link = page.link(line - 1, line)
        yield _Way(score + link, (line,), 0, False, number)
        for more in range(2, MOST_WOVEN + 1):
            began = score + max(link, _NOTHING / 2) - _START
            yield _Way(began, (line,) + (None,) * (more - 1), 0, True, number)
        return
    # On in the next column, or past one or two, or in the same again.
    for step in sorted({*range(1, min(size, 4) + 1), size}):
        next_column = (column + step) % size
        last = lasts[next_column]
        link = 0.0 if last is None else page.link(last, line)
        cost = min(_SKIP * (step - 1), _MOST_SKIPPED)
        yield _Way(
            score + link - cost,
            (*lasts[:next_column], line, *lasts[next_column + 1 :]),
            next_column,
            False,
            number,
        )
    left_open = sum(last is not None and page.open[last] for last in lasts)
    ends = _HEADED if page.heads[line] and left_open < 2 else _END + _OPEN * max(0, left_open - 1)
    yield _Way(score - ends, (line,), 0, True, number)


def _stretches(steps: list[_Way]) -> list[tuple[int, int, list[list[int]]]]:
    """A reading in stretches of lines with the same number of columns: the first line, the last, and the lines of each column."""
    found: list[tuple[int, int, list[list[int]]]] = []
    for line, step in enumerate(steps):
        if step.opens:
            found.append((line, line, [[] for _ in step.lasts]))
        first, _, columns = found[-1]
        columns[step.column].append(line)
        found[-1] = first, line, columns
    return found
