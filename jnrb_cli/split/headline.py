"""A headline's lines to its elements: kicker, title, subtitle, one line or several each.

Every way to cut the lines into elements is weighed as a whole: whether the breaks inside an element are where its
width would break it, how the elements' widths and lengths stand to each other, how each begins and ends. Weights were
learnt offline (bench/train_headlines.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from ..layout import ems
from ..resources import data_bytes
from .looks import UNIT, end_kind

Element = tuple[str, int, int]  # K, T or S; its first line and the one after its last
Evidence = list[tuple[str, float]]

# Head lines beyond this are not cut in all ways any more: 2 of 6,000 headlines have more.
_MOST_LINES = 9


class HeadLine(NamedTuple):
    """One line of a headline."""

    text: str
    width: float  # ems
    gap: bool  # a blank line above that means something
    joined: str  # 'y' where the characters over the break stand together elsewhere on the page, else 'n'
    open: bool  # a bracket or quote from the line above is open
    costs: dict[str, float]  # what the labeller thought of each label for it, 0 or below


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights that come with jnrb."""
    raw: dict[str, float] = msgspec.json.decode(data_bytes("headlines.json"))
    return raw


def parse_headline(lines: list[HeadLine], weights: dict[str, float] | None = None) -> list[Element]:
    """The best way to cut the lines into kicker, title and subtitle; there is always a title.

    >>> line = HeadLine("河湾村修好蓄水池", 8.0, True, "n", False, {})
    >>> parse_headline([line])
    [('T', 0, 1)]
    """
    used = load_weights() if weights is None else weights
    best: list[Element] = []
    top = float("-inf")
    for elements in candidates(len(lines)):
        score = score_elements(lines, elements, used)
        if score > top:
            top, best = score, elements
    return best


def score_elements(lines: list[HeadLine], elements: list[Element], weights: dict[str, float]) -> float:
    """The weight of one way to cut a headline."""
    total = 0.0
    for name, value in evidence(lines, elements):
        total += weights.get(name, 0.0) * value
    return total


def candidates(count: int) -> Iterator[list[Element]]:
    """All ways to cut so many lines into a kicker, a title and a subtitle, each but the title optional."""
    if count > _MOST_LINES:
        yield [("T", 0, count)]
        return
    for first in range(count):
        for last in range(first + 1, count + 1):
            elements: list[Element] = [("T", first, last)]
            if first:
                elements.insert(0, ("K", 0, first))
            if last < count:
                elements.append(("S", last, count))
            yield elements


def evidence(lines: list[HeadLine], elements: list[Element]) -> Evidence:
    """What speaks for and against one way to cut a headline."""
    found: Evidence = [("shape " + "".join(role for role, _, _ in elements), 1.0)]
    for element in elements:
        found += _element_evidence(lines, element)
    for one, other in pairwise(elements):
        found += _pair_evidence(lines, one, other)
    return found


def _element_evidence(lines: list[HeadLine], element: Element) -> Evidence:
    role, start, end = element
    part = lines[start:end]
    text = "".join(line.text for line in part)
    size = ems(text)
    first, last = part[0].text, part[-1].text
    found = [
        (f"{role} lines {min(len(part), 4)}", 1.0),
        (f"{role} size {min(int(size // 4), 9)}", 1.0),
        (f"{role} ends {end_kind(last)}{last[-1] if last[-1] in '，、：！？”' else ''}", 1.0),
        (f"{role} starts {_start(first)}", 1.0),
        (f"{role} shape {_shape(part)}", 1.0),
        (f"{role} shape {_shape(part)} {min(len(part), 3)}", 1.0),
    ]
    if " " in text:
        found.append((f"{role} blank", 1.0))
    for number, line in enumerate(part):
        label = role + ("B" if number == 0 else "I")
        # A label that the labeller did not follow at all costs as much as the most doubtful one it did.
        found.append(("doubt", line.costs.get(label, -6.0) if line.costs else 0.0))
        if number:
            found.append((f"{role} inside {line.joined} {'open' if line.open else ''}", 1.0))
            if line.gap:
                found.append((f"{role} gap inside", 1.0))
            if part[number - 1].text[-1] in "，、；":
                found.append((f"{role} comma inside", 1.0))
    return found


def _pair_evidence(lines: list[HeadLine], one: Element, other: Element) -> Evidence:
    above, below = lines[one[1] : one[2]], lines[other[1] : other[2]]
    pair = one[0] + other[0]
    wide, narrow = max(line.width for line in above), max(line.width for line in below)
    edge = below[0]
    lengths = sum(line.width for line in above), sum(line.width for line in below)
    return [
        (f"{pair} widths {_compare(wide, narrow)}", 1.0),
        (f"{pair} widths {_compare(wide, narrow)} lines {min(len(above), 2)}{min(len(below), 2)}", 1.0),
        (f"{pair} lengths {_compare(*lengths)}", 1.0),
        (f"{pair} edge {edge.joined} {'open' if edge.open else ''}", 1.0),
        (f"{pair} {'gap' if edge.gap else 'none'}", 1.0),
        (f"{pair} ends {end_kind(above[-1].text)} room {_room(above[-1], edge, max(wide, narrow))}", 1.0),
    ]


def _compare(one: float, other: float) -> str:
    difference = one - other
    if abs(difference) <= 1.1:
        return "="
    return ("<<" if difference < -5 else "<") if difference < 0 else (">>" if difference > 5 else ">")


def _room(above: HeadLine, below: HeadLine, width: float) -> bool:
    """Whether the first word of the line below would have fitted at the end of the one above."""
    first = UNIT.match(below.text)
    return width - above.width >= (ems(first.group()) if first else 1.0) + 0.4


def _shape(part: list[HeadLine]) -> str:
    """How an element's lines stand to each other: one, wrapped at a width, even clauses, or neither."""
    if len(part) == 1:
        return "one"
    width = max(line.width for line in part)
    early = sum(_room(above, below, width) for above, below in pairwise(part))
    if not early:
        return "wrapped"
    spread = width - min(line.width for line in part)
    return "even" if spread <= 2.1 else "uneven" if early == 1 else "ragged"


def _start(text: str) -> str:
    if text.startswith("—"):
        return "dash"
    if text[0] in "（(":
        return "bracket"
    if text[0] in "“‘《":
        return "quote"
    return "digit" if text[0].isdigit() else ""
