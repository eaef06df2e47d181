"""From page text to lines: where each stands, how wide it is set, and what blank lines mean on this page.

Widths are in ems, the width of one Chinese character; a half-width character is half an em. Nothing is
decided here about what a line is: that is the splitter's work.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Literal

import msgspec

from .columns import reading_order
from .patterns import pattern
from .text import Chars, Kind, fold, known_chars, simplify

# What printers set before a headline.
HEAD_MARKS = frozenset("■□◎●▲◆★☆◇○▪▶►▼△※")

Spacing = Literal["none", "blocks", "every"]

_STRETCH = pattern(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])|(?<=\b[0-9]) (?=[0-9]\b)")
# A page whose lines are followed by a blank line at least this often has one after every line: 66 born-digital
# pages stand below 0.45 (every paragraph of two lines) or above 0.9; nothing was seen in between.
_EVERY_LINE = 0.8
# Lines narrower than this say nothing of a column's width.
_MIN_COLUMN = 8.0
_QUOTES = tuple(zip("「」『』", "“”‘’", strict=True))
# A headline that runs into its text on one line, after a printer's mark: ▲港口吞吐量增长 港口昨日公布…. No signature, no date.
_RUN_IN = pattern(
    r"^[■□◎●▲◆★☆◇○▪▶►▼△※] ?(?!本报|本刊|[图上下左右])[^ ，。；：]{5,22}(?: [^ ，。；：]{4,14})? (?=[^ ]{2})(?![^ ]{0,5}版)(?!.{0,14}[摄图]$)"
)
_NO_HEADS = ("记者", "通讯员", "报道", "编辑", "作者", "电话", "地址", "摄")
# A page that prints its headlines so does it more than once; such a line falls no more ems short of its column.
_RUN_IN_LEAST = 2
_RUN_IN_SHORT = 4
# A line fills its column give or take so many ems.
_NEARLY = 1.6
# How many lines above and below a line tell the width of its column.
_REACH = 7


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line of a page; `start` and `end` leave out the blanks around it and count from the start of the source."""

    start: int
    end: int
    text: str  # as printed, without the blanks around it
    plain: str  # the same in the form that rules know, see `plain_form`, and closed up: as long as the text but there
    width: float  # ems
    indent: float  # ems of blanks before it
    gap: bool  # a new block begins here: a blank line stands above that means something on this page
    column: float  # ems: the width of the column that it stands in, 0 where none can be told
    after_head: bool = False  # goes on in the printed line that a headline opens


class Layout(msgspec.Struct, frozen=True):
    """The lines of a page in reading order, and what its blank lines mean."""

    lines: tuple[Line, ...]
    spacing: Spacing
    indented: bool  # paragraphs open with an indent
    chars: Chars  # every character that a line's plain form holds, and some that none holds
    side_by_side: bool = False  # the page's columns stood side by side


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


_IS_WIDE = Kind(_is_wide)


def ems(text: str) -> float:
    """The width of the text in ems.

    >>> ems("今年2月")
    3.5
    """
    return (len(text) + sum(map(_IS_WIDE.__getitem__, text))) / 2


class _Rough(msgspec.Struct, frozen=True, gc=False):
    """Where a line stands in the page's text, the blanks before it in ems, and how many blank lines stand above it."""

    start: int
    end: int
    indent: float
    blanks: int


def lay_out(text: str, start: int = 0) -> Layout:
    """The lines of the page `text`, which stands at `start` of its source."""
    order = reading_order(text)
    if order is not None:
        rough = [_Rough(stretch.start, stretch.end, stretch.indent, stretch.gap) for stretch in order]
    else:
        rough = list(_rough_lines(text))
    spacing = _spacing([line.blanks for line in rough])
    least = 2 if spacing == "every" else 1
    page, chars = _plain_page(text)
    narrow = _IS_WIDE.mark(page, chars)
    plains, widths = [], []
    for line in rough:
        even = page[line.start : line.end]
        plain = close_up(even)
        plains.append(plain)
        widths.append(len(plain) - narrow.count(0, line.start, line.end) / 2 if plain is even else ems(plain))
    columns = _columns(widths, [line.indent for line in rough])
    heads = _run_in_heads(plains, widths, columns)
    lines = tuple(
        Line(
            start + line.start,
            start + line.end,
            text[line.start : line.end],
            plain,
            width,
            line.indent,
            line.blanks >= least,
            column,
        )
        for line, plain, width, column in zip(rough, plains, widths, columns, strict=True)
    )
    if heads:
        lines = tuple(_cut_heads(lines, heads))
    return Layout(lines, spacing, _is_indented(lines), chars, order is not None)


def _run_in_heads(plains: list[str], widths: list[float], columns: list[float]) -> dict[int, str]:
    """The headlines that run into their texts on full lines, with their blank, by the lines' numbers."""
    found = {
        number: match.group()
        for number, plain in enumerate(plains)
        if plain[0] in HEAD_MARKS and _may_run_in(plain) and (match := _RUN_IN.match(plain))
    }
    kept = {
        number: head
        for number, head in found.items()
        if 0 < columns[number] <= widths[number] + _RUN_IN_SHORT
        and not any(map(head.__contains__, _NO_HEADS))
    }
    return kept if len(kept) >= _RUN_IN_LEAST else {}


def _may_run_in(plain: str) -> bool:
    """Whether a line that a printer's mark opens has words behind a blank, and does not sign."""
    return " " in plain[6:] and not any(map(plain[:16].__contains__, _NO_HEADS))


def _cut_heads(lines: tuple[Line, ...], heads: dict[int, str]) -> Iterator[Line]:
    """The lines, those that a headline opens cut after it."""
    for number, line in enumerate(lines):
        head = heads.get(number)
        if head is None or len(line.plain) != len(line.text):
            yield line
            continue
        at = len(head)
        end = len(head.rstrip())
        yield msgspec.structs.replace(
            line,
            end=line.start + end,
            text=line.text[:end],
            plain=line.plain[:end],
            width=ems(line.plain[:end]),
        )
        yield msgspec.structs.replace(
            line,
            start=line.start + at,
            text=line.text[at:],
            plain=line.plain[at:],
            width=ems(line.plain[at:]),
            indent=0.0,
            gap=False,
            after_head=True,
        )


def put_in_order(layout: Layout, order: list[int]) -> Layout:
    """The layout with its lines, given by their numbers, in another order."""
    lines = [layout.lines[k] for k in order]
    columns = _columns([line.width for line in lines], [line.indent for line in lines])
    return msgspec.structs.replace(
        layout,
        lines=tuple(
            msgspec.structs.replace(line, column=column) for line, column in zip(lines, columns, strict=True)
        ),
    )


def fills(line: Line) -> bool:
    """Whether a line fills its column, an indent counted."""
    width = line.width + (line.indent if line.indent <= 4 else 0.0)
    return line.column > 0 and abs(width - line.column) <= _NEARLY


def _rough_lines(text: str) -> Iterator[_Rough]:
    """Each line that is not blank, in the order of the text."""
    last = at = 0
    above = False
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if body:
            begin = at
            indent = 0.0
            if raw[0] != body[0]:
                lead = raw[: len(raw) - len(raw.lstrip())]
                begin += len(lead)
                indent = ems(lead.replace("\t", "    "))
            breaks = text.count("\n", last, begin) or text.count("\r", last, begin)
            last = begin + len(body)
            yield _Rough(begin, last, indent, max(0, breaks - 1) if above else 9)
            above = True
        at += len(raw)


def plain_form(text: str) -> str:
    """A text in one form whatever paper it is from, character for character: widths folded, characters and quotes simplified.

    >>> plain_form("【本報訊】「新 橋」１月通車")
    '【本报讯】“新 桥”1月通车'
    """
    return _straighten(simplify(fold(text)))


def _straighten(text: str) -> str:
    for mark, quote in _QUOTES:  # a tenth of the time that `translate` takes
        text = text.replace(mark, quote)
    return text


def _plain_page(text: str) -> tuple[str, Chars]:
    """The plain form of a page's text, and the characters that it may hold.

    As a whole: a tenth of the time that line by line takes.
    """
    chars = frozenset(text)
    for change in (fold, simplify):
        changed = change(text, chars)
        if changed is not text:
            text, chars = changed, known_chars(change, chars)
    return _straighten(text), known_chars(_straighten, chars)


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


def _columns(widths: list[float], indents: list[float]) -> list[float]:
    """For each line the width of the column around it.

    A column shows in lines that follow each other and are equally wide, give or take the em by which
    Chinese line-breaking rules and half-width figures move the edge.
    """
    # Lines too narrow to say anything have no vote.
    said = [
        round(width + (indent if indent <= 4 else 0.0)) if width >= _MIN_COLUMN else 0
        for width, indent in zip(widths, indents, strict=True)
    ]
    columns: list[float] = []
    votes = Counter(said[:_REACH])
    del votes[0]
    widest: float | None = None
    beyond = [0] * (_REACH + 1)
    for _, joins, leaves in zip(said, said[_REACH:] + beyond, beyond + said, strict=False):
        if joins != leaves:
            if joins:
                votes[joins] += 1
            if leaves:
                votes[leaves] -= 1
                if not votes[leaves]:
                    del votes[leaves]
            widest = None
        if widest is None:
            widest = _widest(votes)
        columns.append(widest)
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


def _is_indented(lines: tuple[Line, ...]) -> bool:
    """Paragraphs open with an indent: at least one line in twelve stands two ems in, and most do not."""
    inset = sum(1.0 <= line.indent <= 4.0 for line in lines)
    return 12 * inset >= len(lines) and inset < 0.7 * len(lines)
