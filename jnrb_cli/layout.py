"""From page text to lines: where each stands, how wide it is set, and what blank lines mean on this page.

Widths are in ems, the width of one Chinese character; a half-width character is half an em. Nothing is
decided here about what a line is: that is the splitter's work.
"""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from .columns import Stretch, reading_order
from .patterns import pattern
from .text import fold, simplify

Spacing = Literal["none", "blocks", "every"]

_LINE = pattern(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STRETCH = pattern(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])|(?<=\b[0-9]) (?=[0-9]\b)")
# A page whose lines are followed by a blank line at least this often has one after every line: 66 born-digital
# pages stand below 0.45 (every paragraph of two lines) or above 0.9; nothing was seen in between.
_EVERY_LINE = 0.8
# Lines narrower than this say nothing of a column's width.
_MIN_COLUMN = 8.0
_QUOTES = tuple(zip("「」『』", "“”‘’", strict=True))
# How many lines above and below a line tell the width of its column.
_REACH = 7


class Line(NamedTuple):
    """One line of a page; `start` and `end` leave out the blanks around it and count from the start of the source."""

    start: int
    end: int
    text: str  # as printed, without the blanks around it
    plain: str  # the same in the form that rules know, see `plain_form`; as long as the text but where it was closed up
    width: float  # ems
    indent: float  # ems of blanks before it
    gap: bool  # a new block begins here: a blank line stands above that means something on this page
    column: float = 0.0  # ems: the width of the column that it stands in, 0 where none can be told


class Layout(NamedTuple):
    """The lines of a page in reading order, and what its blank lines mean."""

    lines: tuple[Line, ...]
    spacing: Spacing
    indented: bool  # paragraphs open with an indent


class _Widths(dict[str, float]):
    """Each character's width in ems, looked up in Unicode's table once."""

    def __missing__(self, char: str) -> float:
        width = self[char] = 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5
        return width


_WIDTHS = _Widths()


def ems(text: str) -> float:
    """The width of the text in ems.

    >>> ems("今年2月")
    3.5
    """
    return sum(map(_WIDTHS.__getitem__, text))


def lay_out(text: str, start: int = 0) -> Layout:
    """The lines of the page `text`, which stands at `start` of its source."""
    rough = _rough_lines(text, start)
    spacing = _spacing([gap for _, gap in rough])
    least = {"none": 1, "blocks": 1, "every": 2}[spacing]
    columns = _columns([line for line, _ in rough])
    lines = [
        Line(*line[:6], gap >= least, column) for (line, gap), column in zip(rough, columns, strict=True)
    ]
    return Layout(tuple(lines), spacing, _is_indented(lines))


def _rough_lines(text: str, start: int) -> list[tuple[Line, int]]:
    """Each line that is not blank, in reading order, with the number of blank lines above it."""
    order = reading_order(text)
    if order is not None:
        return [(_stretch(text, start, stretch), stretch.gap) for stretch in order]
    found: list[tuple[Line, int]] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        lead = len(raw) - len(raw.lstrip())
        at = match.start() + lead
        blanks = text.count("\n", last, at) + (text.count("\r", last, at) if "\n" not in text[last:at] else 0)
        plain = plain_form(body)
        line = Line(
            start + at,
            start + at + len(body),
            body,
            plain,
            ems(plain),
            ems(raw[:lead].replace("\t", "    ")),
            False,
        )
        found.append((line, max(0, blanks - 1) if found else 9))
        last = at + len(body)
    return found


def _stretch(text: str, start: int, stretch: Stretch) -> Line:
    """The line of one column of a page set side by side."""
    body = text[stretch.start : stretch.end]
    plain = plain_form(body)
    return Line(start + stretch.start, start + stretch.end, body, plain, ems(plain), stretch.indent, False)


def plain_form(text: str) -> str:
    """A line in one form whatever paper it is from: widths folded, justified lines closed up, characters and quotes simplified.

    >>> plain_form("【本報訊】「新 橋」１月通車")
    '【本报讯】“新 桥”1月通车'
    """
    plain = simplify(fold(text))
    for mark, quote in _QUOTES:  # a tenth of the time that `translate` takes
        plain = plain.replace(mark, quote)
    return close_up(plain)


def close_up(plain: str) -> str:
    """A line without the blanks that justification set between its characters; other lines as they are.

    Producers that stretch a line write a blank between every two characters of it.

    >>> close_up("桥 — — 狮 子 洋 大 桥 东 、 西 主 塔"), close_up("王 迪"), close_up("凤栖良木 才择经开")
    ('桥——狮子洋大桥东、西主塔', '王 迪', '凤栖良木 才择经开')
    """
    blanks = plain.count(" ")
    if blanks < 4 or 5 * blanks < 2 * (len(plain) - blanks):
        return plain
    return _STRETCH.sub("", plain)


def _spacing(gaps: list[int]) -> Spacing:
    inner = gaps[1:]
    share = sum(gap > 0 for gap in inner) / len(inner) if inner else 0.0
    if share == 0.0:
        return "none"
    return "every" if share >= _EVERY_LINE and len(inner) > 8 else "blocks"


def _columns(lines: list[Line]) -> list[float]:
    """For each line the width of the column around it.

    A column shows in lines that follow each other and are equally wide, give or take the em by which
    Chinese line-breaking rules and half-width figures move the edge.
    """
    widths = [round(line.width + (line.indent if line.indent <= 4 else 0.0)) for line in lines]
    columns: list[float] = []
    votes: dict[int, int] = {}
    for i in range(-_REACH, len(lines)):
        joins, leaves = i + _REACH, i - _REACH - 1
        if joins < len(lines) and lines[joins].width >= _MIN_COLUMN:
            votes[widths[joins]] = votes.get(widths[joins], 0) + 1
        if leaves >= 0 and lines[leaves].width >= _MIN_COLUMN:
            votes[widths[leaves]] -= 1
            if not votes[widths[leaves]]:
                del votes[widths[leaves]]
        if i >= 0:
            columns.append(_widest(votes))
    return columns


def _widest(votes: dict[int, int]) -> float:
    """The width that most lines nearby support, the wider of two; 0 where no two do."""
    best, most = 0, 1.9
    for width, count in votes.items():
        # A line may fall one em short of the edge or hang over it by one punctuation mark.
        support = count + 0.7 * votes.get(width - 1, 0) + 0.3 * votes.get(width + 1, 0)
        if support > most or (support == most and width > best):
            best, most = width, support
    return float(best)


def _is_indented(lines: list[Line]) -> bool:
    """Paragraphs open with an indent: at least one line in twelve stands two ems in, and most do not."""
    inset = sum(1.0 <= line.indent <= 4.0 for line in lines)
    return 12 * inset >= len(lines) and inset < 0.7 * len(lines)
