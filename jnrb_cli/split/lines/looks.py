"""What each line of a page looks like: its edges, its place in its column and block, what only the page as a whole can tell.

Everything here is about shape, place and closed classes of words, nothing about who or what a text speaks of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from ...layout import Layout, Line, ems
from ...patterns import pattern
from ...resources import data_lines
from .cues import MARKS, cue
from .grams import PageGrams
from .rarity import Rarity


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by the character that they begin with: a line is held against those few that begin as it does."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


_OPENERS_OF_PARAGRAPHS = _by_first(data_lines("openers.txt"))
# How a headline's element ends: a kicker's verb of saying, a place or office with a dash, a column's name in brackets.
_SAYING = (
    "强调", "表示", "指出", "要求", "透露", "宣布", "介绍", "认为", "时说", "致辞", "讲话", "召开", "会见",
    "出席", "主持", "发布", "获悉", "来源", "指示", "批示", "回应", "—",
    "之一", "之二", "之三", "之四", "之五", "之六", "之七", "之八", "之九", "之十",
)  # fmt: skip
_OFFICE = (
    "省", "市", "县", "区", "镇", "乡", "村", "街道", "局", "部", "委", "厅", "院", "中心", "公司",
    "集团", "大学", "学校", "医院", "社区", "法院", "检察院", "公安局", "分局", "支行", "银行", "协会",
)  # fmt: skip

# What all of these end in.
_LAST = frozenset([word[-1] for word in _SAYING + _OFFICE] + ["）", ")"])

# What running text is full of and headlines leave out, and so many of them as are told apart.
_PROSE = frozenset("的了是在就也我他她们这着说")
_MOST_PROSE = 3

_STOPS = frozenset("。！？!?…")
_CLOSERS = "，。、；：？！”’）》」』】〉…％%·,;:?!)"
_HANGING = _CLOSERS + "—"
_OPENERS = "“‘（《「『【〈("
_BRACKETS = frozenset("（(《【）)》】")
# What opens and closes: one line in three has any.
_NESTS = pattern("[（(《【）)》】“”]")
# What a line ends in that does not end in a word.
_ENDS = _STOPS | frozenset("”’」』）)】，、；,;：:—》")
# What stands together with the characters of a number or of a word of Latin.
_LATIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,%-"


def end_class(plain: str) -> str:
    """How a line ends: '.' sentence, ',' ':' '-' ')' punctuation, '' nothing."""
    last = plain[-1]
    if last in "。！？!?…":
        return "."
    if last in "”’」』）)】" and plain.rstrip("”’」』）)】〉》")[-1:] in _STOPS:
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


def end_kind(plain: str) -> str:
    """How a headline's line ends: 's' a verb of saying or a dash, 'b' a bracket, 'o' an office or a place."""
    if plain[-1] not in _LAST:
        return ""
    return (
        "s"
        if plain.endswith(_SAYING)
        else "b"
        if plain[-1] in "）)"
        else "o"
        if plain.endswith(_OFFICE)
        else ""
    )


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


class _StartClasses(dict[str, str]):
    """How a line begins by its first character, each told once."""

    def __missing__(self, first: str) -> str:
        self[first] = found = start_class(first)
        return found


_START_CLASSES = _StartClasses()


def inner_class(plain: str) -> str:
    """What stands inside a line: '.' a sentence's end, ',' a comma, ' ' a blank between characters."""
    body = plain[:-1]
    if "。" in body or "！" in body or "？" in body:
        return "."
    if "，" in body:
        return ","
    return " " if " " in plain and _has_wide_blank(plain) else ""


def _has_wide_blank(plain: str) -> bool:
    """Whether a blank stands between two characters that are Chinese, or a quote, a title or a bracket."""
    words = [word for word in plain.split(" ") if word]
    return any(
        (_is_han(one[-1]) or one[-1] in "”》）") and (_is_han(other[0]) or other[0] in "“《（")
        for one, other in pairwise(words)
    )


def _is_han(char: str) -> bool:
    """What HAN is in a pattern."""
    return char.isalnum() and not char.isdecimal() and not char.isascii()


def first_word(plain: str) -> str:
    """What at a line's beginning may not be broken: a number or a word of Latin, else one character and the marks about it.

    >>> first_word("2.5亿元"), first_word("“桥”，"), first_word("桥通了")
    ('2.5', '“桥”，', '桥')
    """
    if plain[0] in _LATIN:
        return plain[: len(plain) - len(plain.lstrip(_LATIN))]
    at = min(len(plain) - len(plain.lstrip(_OPENERS)) + 1, len(plain))
    rest = plain[at:]
    return plain[: len(plain) - len(rest.lstrip(_HANGING))] if rest else plain


def is_dated(plain: str) -> bool:
    """Whether a line begins with a year, a month or a day in figures."""
    if plain[0] not in "0123456789":
        return False
    figures = len(plain) - len(plain.lstrip("0123456789"))
    return figures < 5 and plain[figures : figures + 1] in ("年", "月", "日")


def _share(width: float, column: float) -> int:
    """A line's width as a share of its column, in steps; 9 where no column can be told."""
    if not column:
        return 9
    short = column - width
    if -0.9 <= short <= 1.1:
        return 4
    if short < 0:
        return 6 if short < -2.5 else 5
    if short <= 2.6:
        return 3
    part = width / column
    return 2 if part > 0.66 else 1 if part > 0.33 else 0


# A width in ems is told in steps that grow.
_SPANS = (2.6, 4.1, 6.1, 8.1, 10.1, 12.1, 14.1, 18.1, 22.1, 28.1, 36.1)


# Lines of text either side in which a headline's words are looked for again, and the widest line that may be one of a headline.
_ECHO_LINES = 8
_LONGEST_HEAD = 32
# Lines of text for each run of short ones, in steps.
_PACES = (4, 7, 11, 17, 28)
# From so many on a page is one of long stories: of a daily's pages 61 in 64 are, of 38 of other papers' one in seven.
_LONG = 10
# Lines of text either side of a headline that its change of subject is judged by.
_NEAR_LINES = 30
# Shares of what two texts hold in common: a tenth of all titles stands above the fourth step, half of all subheads
# does (55 held-out pages; windows of 8 lines tell a title from a subhead with 0.69 of pairs right, 30 with 0.77).
_TOPIC_STEPS = (0.02, 0.045, 0.07, 0.095, 0.12, 0.16)


class Look:
    """What one line looks like, worked out once."""

    __slots__ = (
        "asks", "bracket", "cue", "echo", "end", "gap", "headish", "indent", "inner", "join", "kind", "line", "open", "opener",
        "prose", "room", "run", "share", "size", "span", "start", "tail", "topic",
    )  # fmt: skip

    def __init__(self, line: Line) -> None:
        plain, width, indent = line.plain, line.width, line.indent
        first, last = plain[0], plain[-1]
        self.line = line
        self.cue = cue(plain)
        self.end = end_class(plain) if last in _ENDS else ""
        self.start = _START_CLASSES[first]
        self.inner = inner_class(plain)
        # What a headline opens is the rest of a full line.
        self.share = 4 if line.after_head else _share(width, line.column)
        self.span = bisect_right(_SPANS, width)
        self.gap = line.gap
        self.indent = 0 if indent < 0.9 else 1 if indent <= 1.6 else 2 if indent <= 4 else 3
        self.join = ""
        self.open = False
        self.bracket = False
        self.size = (0, 0)
        self.opener = plain.startswith(_OPENERS_OF_PARAGRAPHS.get(first, ())) or is_dated(plain)
        self.kind = (end_kind(plain) if last in _LAST else "") or ("d" if first == "—" else "")
        self.prose = min(_MOST_PROSE, sum(map(_PROSE.__contains__, plain)))
        self.room = ""
        self.headish = (
            self.end != "."
            and self.inner != "."
            and width <= _LONGEST_HEAD
            and self.cue in ("", "dash", "name", "from", "listed", "folio", "column")
            and (self.share not in (3, 4) or (self.inner == " " and self.end == ""))
        )
        self.run: tuple[int, ...] = (0, 0, 0)
        self.tail = ""
        self.topic = -1
        self.asks = last in "？！?!"
        self.echo: tuple[int, int] | str = "-"


class Looks(list[Look]):
    """The looks of a page's lines, and of the page its `grams` and how its paragraphs are parted.

    `indented`: by indents. `bare`: by blank lines here and there, and without indents, so that where a line breaks off
    says most. `pace`: how many lines of text there are for each run of lines that could be headline, in steps; `long`: so
    many that the page is one of long stories.
    """

    pace = 0
    long = False

    def __init__(self, found: Iterable[Look], grams: PageGrams, *, indented: bool, bare: bool) -> None:
        super().__init__(found)
        self.grams = grams
        self.indented = indented
        self.bare = bare


def looks(layout: Layout) -> Looks:
    """The lines' looks, with what only the page as a whole can tell: blocks, open quotes, words broken over a line's end."""
    found = Looks(
        map(Look, layout.lines),
        PageGrams([line.plain for line in layout.lines], layout.chars),
        indented=layout.indented,
        bare=layout.spacing == "blocks" and not layout.indented,
    )
    rarity = Rarity(*found.grams.of_lines())
    for (above, look), held in zip(pairwise(found), rarity.hold(found.grams.joins()), strict=True):
        look.join = "y" if held else "n"
        look.room = _room(above, look)
    depth = 0
    start = 0
    bracket = 0
    for i, (look, marks) in enumerate(zip(found, found.grams.find_in_lines(_NESTS), strict=True)):
        look.open = depth > 0
        look.bracket = bracket > 0
        if marks:
            bracket = _bracket_depth(marks, bracket)
            depth = max(0, depth + marks.count("“") - marks.count("”"))
        # More than a few lines of text never stand in a bracket.
        if bracket and (bracket > 2 or look.line.plain[-1] in "。！"):
            bracket = 0
        if look.gap:
            if look.end == "." and depth > 2:
                depth = 0
            if i:
                _size_block(found, start, i)
                start = i
    _size_block(found, start, len(found))
    texts = [i for i, look in enumerate(found) if not look.headish]
    _find_head_runs(found, texts, rarity)
    _find_echoes(found, texts, rarity)
    return found


def _bracket_depth(marks: str, depth: int) -> int:
    """How many brackets are open behind a line's marks."""
    for char in filter(_BRACKETS.__contains__, marks):
        depth = depth + 1 if char in "（(《【" else max(0, depth - 1)
    return depth


def _room(above: Look, look: Look) -> str:
    """Whether the line above ended though the first word of this one would still have fitted in its column."""
    column = above.line.column
    if not column:
        return "?"
    left = column - above.line.width - (above.line.indent if above.line.indent <= 4 else 0.0)
    if left < 0.9:  # less than the narrowest word, half an em, and 0.4
        return "o" if left < -1.4 else "n"
    return "y" if left >= ems(first_word(look.line.plain)) + 0.4 else "n"


def _find_head_runs(found: list[Look], texts: list[int], rarity: Rarity) -> None:
    """Lines in a row that could all be headline: how many, where each stands, what follows, whether the subject changes there.

    `texts` are the numbers of the other lines.
    """
    start = 0
    for above, i in enumerate([*texts, len(found)]):
        if i > start:
            topic = _topic(
                rarity, texts[max(0, above - _NEAR_LINES) : above], texts[above : above + _NEAR_LINES]
            )
            _describe_run(found, start, i, topic)
        start = i + 1


def _find_echoes(found: Looks, texts: list[int], rarity: Rarity) -> None:
    """How much of each line that may open or go on with a headline the text above it and below it says again; the page's pace.

    `texts` are the numbers of the lines that could be none.
    """
    runs = sum(look.headish and look.run[1] == 0 for look in found)
    found.pace = sum(len(texts) >= step * max(1, runs) for step in _PACES)
    found.long = len(texts) >= _LONG * max(1, runs)
    place = 0
    for i, look in enumerate(found):
        while place < len(texts) and texts[place] < i:
            place += 1
        if look.inner == "." or look.line.width > _LONGEST_HEAD or (look.end == "." and not look.asks):
            continue
        if i and found[i - 1].end in ("", ",") and not (look.gap or look.headish or found[i - 1].headish):
            continue
        start = place + (place < len(texts) and texts[place] == i)
        up = rarity.count_rare(i, texts[max(0, place - _ECHO_LINES) : place])
        down = rarity.count_rare(i, texts[start : start + _ECHO_LINES])
        look.echo = min(4, down), min(4, up)


def _describe_run(found: list[Look], start: int, end: int, topic: int) -> None:
    run = found[start:end]
    widest = max([look.line.width for look in run])
    tail = found[end].cue if end < len(found) else "#"
    for k, look in enumerate(run):
        widest_mark = (1,) if look.line.width == widest else ()
        look.run = (min(len(run), 5), min(k, 3), min(len(run) - 1 - k, 3), *widest_mark)
        look.tail = tail
        look.topic = topic


def _topic(rarity: Rarity, texts_above: list[int], texts_below: list[int]) -> int:
    """How much the lines of text above and below a run share, in steps: 0 nothing, the subject changes there; 9 nothing to compare."""
    above, below = rarity.gather(texts_above), rarity.gather(texts_below)
    if not rarity.weigh(above) or not rarity.weigh(below):
        return 9
    shared = rarity.share(above, below)
    return sum([shared >= step for step in _TOPIC_STEPS])


def _size_block(found: list[Look], start: int, end: int) -> None:
    count = end - start
    size = min(count, 4) if count < 6 else 5
    for k in range(start, end):
        place = 0 if count == 1 else 1 if k == start else 3 if k == end - 1 else 2
        found[k].size = (size, place)


def is_inside(above: Look, look: Look) -> bool:
    """Whether a line stands inside a text beyond doubt: a full line that goes on from a full one without a sentence's end.

    44 in a hundred lines do; on 40,000 held-out lines one in two thousand of them was something else, most of
    those the long kicker of a headline.
    """
    return (
        look.share == 4
        and above.share == 4
        and above.end in ("", ",")
        and not (look.gap or look.indent or look.cue or above.cue)
        and look.line.column >= 10
        and (look.inner in (".", ",") or above.inner in (".", ","))
    )
