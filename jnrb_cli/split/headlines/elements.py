"""A headline's lines to its elements: kicker, title, subtitle, one line or several each.

Every way to cut the lines into elements is weighed as a whole: whether the breaks inside an element are where its
width would break it, how the elements' widths and lengths stand to each other, how each begins and ends. Weights were
learnt offline (bench/train_headlines.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from ...layout import ems
from ...patterns import pattern
from ...resources import data_bytes
from ..lines.looks import end_class, end_kind, first_word
from ..lines.wording import act, genre, name_end, opening_of

Element = tuple[str, int, int]  # C (a column's name), K, T or S; its first line and the one after its last
Evidence = list[tuple[str, float]]

# Lengths in ems that an element's size is told by.
_STEPS = (4, 6, 8, 10, 12, 14, 17, 20, 24, 28, 33, 40, 50, 65)
_FIGURES = frozenset("0123456789")
# A column's name in brackets that closes a headline is no part of what its lines are measured by.
_COLUMN = pattern(r"[（(][^（）()]{2,24}[）)]?$")
# What is known of so many lines of headlines, of some ten pages: each is asked after in many ways of cutting.
_REMEMBERED = 2000

# A column's name that heads a headline is one line of so many characters.
_LONGEST_NAME = 10

# Two of 1,332 titles of a national daily are longer, in ems without a column's name; what stands beside so long an
# element is the title.
_LONGEST_TITLE = 46
_OVERLONG = 4.0
# What the offices and the persons end in that a headline has speak.
_SPEAKERS = frozenset("长员书席理官任人者师部会局院司社方民委办厅")
# No title that has a kicker or a subtitle lists four things; the two elements of the daily's headlines that do are a kicker and a subtitle.
_LISTS = 3
# Head lines beyond this are not cut in all ways any more: 2 of 6,000 headlines have more.
_MOST_LINES = 9


class HeadLine(msgspec.Struct, frozen=True):
    """One line of a headline."""

    text: str
    width: float  # ems
    gap: bool  # a blank line above that means something
    bond: str  # how the characters over the break above belong together on this page, as `bond` says
    open: bool  # a bracket or quote from the line above is open
    costs: dict[str, float]  # what the labeller thought of each label for it, 0 or below
    told: str = "-"  # how much of it the article's first words and its text say again, as `tell_again` says


def bond(page: str, above: str, below: str) -> str:
    """How often two characters stand together among all the times that either of them stands on a page, in steps.

    '' never, 'c' as by chance, 'w' now and then, 'o' the one time, 's' as in a word.
    """
    times = page.count(above + below)
    if not times:
        return ""
    share = times / max(1, min(page.count(above), page.count(below)))
    return ("s" if times > 1 else "o") if share >= 0.5 else "w" if share >= 0.15 else "c"


@lru_cache(maxsize=2)
def load_weights(*, long: bool = True) -> dict[str, float]:
    """The weights that come with jnrb, those for pages of long stories or those for pages of short ones."""
    name = "headlines.json" if long else "headlines_short.json"
    raw: dict[str, float] = msgspec.json.decode(data_bytes(name))
    return raw


def parse_headline(
    lines: list[HeadLine],
    apart: str = "",
    weights: dict[str, float] | None = None,
    *,
    long: bool = True,
) -> list[Element]:
    """The best way to cut the lines into kicker, title and subtitle; there is always a title.

    `apart` is what `set_apart` says of the page. On pages that are not of `long` stories a column's name may come first:
    what those were learnt from has none.

    >>> line = HeadLine("河湾村修好蓄水池", 8.0, True, "n", False, {})
    >>> parse_headline([line])
    [('T', 0, 1)]
    """
    used = load_weights(long=long) if weights is None else weights
    best: list[Element] = []
    top = float("-inf")
    for elements in candidates(len(lines), named=not long and may_be_column(lines[0].text)):
        score = score_elements(lines, elements, apart, used)
        if score > top:
            top, best = score, elements
    return best


def set_apart(headlines: Iterable[list[HeadLine]]) -> str:
    """Whether a page sets the elements of its headlines apart by blank lines: 'y', 'n', or '' where none has two lines."""
    inner = [line.gap for lines in headlines for line in lines[1:]]
    return "" if not inner else "y" if any(inner) else "n"


def score_elements(
    lines: list[HeadLine], elements: list[Element], apart: str, weights: dict[str, float]
) -> float:
    """The weight of one way to cut a headline."""
    title = next(lines[start:end] for role, start, end in elements if role == "T")
    # Who says it, alone on a line, is the kicker: 俄总统新闻秘书： and what he said; 冷链物流： goes on in its title.
    said = any(line.text[-1] in "：:" and line.text[-2:-1] in _SPEAKERS for line in title[:-1])
    total = -_OVERLONG if said or (len(elements) > 1 and _is_no_title(title)) else 0.0
    for name, value in evidence(lines, elements, apart):
        total += weights.get(name, 0.0) * value
    return total


def _is_no_title(part: list[HeadLine]) -> bool:
    """Whether lines that are not the whole headline are too long, or list too much, for its title."""
    return _core_width(part) > _LONGEST_TITLE or sum(line.text.count("、") for line in part) >= _LISTS


def may_be_column(text: str) -> bool:
    """Whether a headline's first line might be the name of a column."""
    return len(text) <= _LONGEST_NAME


def candidates(count: int, *, named: bool = False) -> Iterator[list[Element]]:
    """All ways to cut so many lines into a kicker, a title and a subtitle, each but the title optional.

    Where the first line might be `named` after a column, that too.
    """
    if named and 1 < count <= _MOST_LINES:
        for rest in candidates(count - 1):
            yield [("C", 0, 1), *[(role, first + 1, last + 1) for role, first, last in rest]]
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


def evidence(lines: list[HeadLine], elements: list[Element], apart: str = "") -> Evidence:
    """What speaks for and against one way to cut a headline."""
    shape = "".join(role for role, _, _ in elements)
    found: Evidence = [(f"shape {shape}", 1.0), (f"shape {shape} lines {min(len(lines), 5)}", 1.0)]
    for element in elements:
        found += _element_evidence(lines, element, apart)
    for one, other in pairwise(elements):
        found += _pair_evidence(lines, one, other, apart)
    return found


def _element_evidence(lines: list[HeadLine], element: Element, apart: str) -> Evidence:
    role, start, end = element
    part = lines[start:end]
    if role == "C":
        return _column_evidence(part[0], lines[end])
    text = "".join(line.text for line in part)
    size = ems(text)
    core, core_size = _core(text)
    first, last = part[0].text, part[-1].text
    starts, shape, does = opening_of(first), _shape(part), act(core)
    found = [
        (f"{role} lines {min(len(part), 4)}", 1.0),
        (f"{role} size {_step(size)}", 1.0),
        (f"{role} core {_step(core_size)}", 1.0),
        (f"{role} ends {end_kind(last)}{last[-1] if last[-1] in '，、：！？”' else ''}", 1.0),
        (f"{role} starts {starts}", 1.0),
        (f"{role} shape {shape}", 1.0),
        (f"{role} shape {shape} {min(len(part), 3)}", 1.0),
        (f"{role} marks {_marks(core)}", 1.0),
        (f"{role} commas {min(sum(map(text.count, '，、；')), 3)} size {_step(size)}", 1.0),
        (f"{role} genre {genre(text)}", 1.0),
        (f"{role} told {part[0].told} {min(len(part), 2)}", 1.0),
        (f"{role} does {does}", 1.0),
        (f"{role} does {does} starts {starts}", 1.0),
    ]
    if not start and len(lines) > 1 and role != "S" and len(first) <= _LONGEST_NAME and len(part) == 1:
        found.append((f"{role} named {name_end(first)}", 1.0))
    if " " in text:
        found.append((f"{role} blanks {min(text.count(' '), 3)}", 1.0))
    for number, line in enumerate(part):
        label = role + ("B" if number == 0 else "I")
        # A label that the labeller did not follow at all costs as much as the most doubtful one it did.
        found.append(("doubt", line.costs.get(label, -6.0) if line.costs else 0.0))
        if number:
            found.append((f"{role} inside {line.bond} {'open' if line.open else ''}", 1.0))
            found.append((f"{role} {'gap' if line.gap else 'none'} inside, apart {apart}", 1.0))
            over = part[number - 1]
            parted = f"{int(' ' in over.text)}{int(' ' in line.text)}"
            found.append((f"{role} inside {parted} {compare(over.width, line.width)}", 1.0))
            if part[number - 1].text[-1] in "，、；":
                found.append((f"{role} comma inside", 1.0))
            if part[number - 1].text[-1] in "：:":
                found.append((f"{role} colon inside after {min(int(part[number - 1].width // 4), 3)}", 1.0))
    return found


def _column_evidence(name: HeadLine, below: HeadLine) -> Evidence:
    """What speaks for a headline's first line being a column's name."""
    ends, size = name_end(name.text), len(name.text)
    return [
        (f"C size {size}", 1.0),
        (f"C ends {ends}", 1.0),
        (f"C ends {ends} size {min(size, 7)}", 1.0),
        (f"C ends {end_class(name.text)} starts {opening_of(name.text)}", 1.0),
        (f"C {'gap' if below.gap else 'none'} bond {below.bond}", 1.0),
        (f"C widths {compare(name.width, below.width)}", 1.0),
        (f"C marks {_marks(name.text)}", 1.0),
        ("doubt", name.costs.get("KB", -6.0) if name.costs else 0.0),
    ]


def _pair_evidence(lines: list[HeadLine], one: Element, other: Element, apart: str) -> Evidence:
    above, below = lines[one[1] : one[2]], lines[other[1] : other[2]]
    pair = one[0] + other[0]
    if one[0] == "C":
        return []
    wide, narrow = max(line.width for line in above), max(line.width for line in below)
    edge = below[0]
    lengths = _core_width(above), _core_width(below)
    widths, longer, ends = compare(wide, narrow), compare(*lengths), end_kind(above[-1].text)
    return [
        (f"{pair} widths {widths}", 1.0),
        (f"{pair} blanks {int(' ' in above[-1].text)}{int(' ' in edge.text)} {widths}", 1.0),
        (f"{pair} told {above[0].told} {edge.told}", 1.0),
        (f"{pair} widths {widths} lines {min(len(above), 2)}{min(len(below), 2)}", 1.0),
        (f"{pair} lengths {longer}", 1.0),
        (f"{pair} lengths {longer} alike {alike(above[0].text, edge.text)}", 1.0),
        (
            f"{pair} does {act(''.join(line.text for line in above))} {act(''.join(line.text for line in below))}",
            1.0,
        ),
        (f"{pair} ends {ends} bond {edge.bond}", 1.0),
        (f"{pair} edge {edge.bond} {'open' if edge.open else ''}", 1.0),
        (f"{pair} {'gap' if edge.gap else 'none'} apart {apart}", 1.0),
        (f"{pair} sizes {_step(lengths[0])}>{_step(lengths[1])}", 1.0),
        (f"{pair} ends {ends} room {_room(above[-1], edge, max(wide, narrow))}", 1.0),
    ]


def _core_width(part: list[HeadLine]) -> float:
    """The length in ems of an element's text, without a column's name in brackets that closes it."""
    return _core("".join([line.text for line in part]))[1]


@lru_cache(maxsize=_REMEMBERED)
def _core(text: str) -> tuple[str, float]:
    """A text without a column's name in brackets that closes it, and its length in ems."""
    core = _without_column(text) or text
    return core, ems(core)


def _without_column(text: str) -> str:
    return _COLUMN.sub("", text) if "（" in text or "(" in text else text


def alike(one: str, other: str) -> str:
    """Whether two lines read as a pair of clauses: the same first character, a mark at the same place."""
    if one[0] == other[0]:
        return "first"
    marks = [i for i, char in enumerate(one) if char in "“”、，"]
    return (
        "marks"
        if marks and marks == [i for i, char in enumerate(_without_column(other)) if char in "“”、，"]
        else ""
    )


def _step(size: float) -> int:
    """A length in ems, in steps that grow."""
    return next((step for step, limit in enumerate(_STEPS) if size < limit), len(_STEPS))


@lru_cache(maxsize=_REMEMBERED)
def _marks(text: str) -> str:
    """The kinds of marks that stand in a text: commas, colons, questions, quotes, titles, brackets, figures."""
    kinds = ("，；", "、", "：", "？！", "“「", "《", "（(", "—", "·")
    return "".join(kind[0] for kind in kinds if any(map(text.__contains__, kind))) + (
        "" if _FIGURES.isdisjoint(text) else "0"
    )


def compare(one: float, other: float) -> str:
    difference = one - other
    if abs(difference) <= 1.1:
        return "="
    return ("<<" if difference < -5 else "<") if difference < 0 else (">>" if difference > 5 else ">")


def _room(above: HeadLine, below: HeadLine, width: float) -> bool:
    """Whether the first word of the line below would have fitted at the end of the one above."""
    return width - above.width >= ems(first_word(below.text)) + 0.4


def _shape(part: list[HeadLine]) -> str:
    """How an element's lines stand to each other: one, wrapped at a width, even clauses, or neither."""
    if len(part) == 1:
        return "one"
    widths = [line.width for line in part]
    width = max(widths)
    early = sum(_room(above, below, width) for above, below in pairwise(part))
    if not early:
        return "wrapped"
    widths[-1] = ems(_without_column(part[-1].text)) or widths[-1]
    spread = max(widths) - min(widths)
    return "even" if spread <= 1.1 else "near" if spread <= 2.1 else "uneven" if early == 1 else "ragged"
