"""Articles in the making to records: texts joined, signatures read, every character given its span."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ...layout import HEAD_MARKS, Layout
from ...models import Article, ArticleKind, Byline, Dateline, FurnitureSpan, Jump, Page, Span, SpanRole, Text
from ...patterns import HAN, pattern
from ...text import simplify
from ..articles.assign import Draft
from ..bylines.names import read_people
from ..headlines.breaks import COLUMN_IN_TITLE, LEAST_CLAUSE, parted
from ..labels.units import COLUMN, Unit
from ..lines.cues import MARKS
from ..lines.joined import Joined, is_open, join_lines
from .datelines import ENDS, Opening, find_closing, read_closing, read_jumps, read_opening

_ROUND_COLUMN = MARKS + "【】〔〕 \u3000"
# A bracket behind the last sentence that signs has no more characters.
_LONGEST_CLOSING = 24
_NOTICES = (
    "导读", "今日导读", "征稿", "征文", "征集", "启事", "公告", "通告", "声明", "更正", "本报启事", "致读者", "读者来信选登", "投稿",
)  # fmt: skip
_NOTICE_ENDS = ("启事", "征稿", "公告", "通告", "声明", "更正")
# Blanks can be shared out among its parts in one way only: a caption may have hundreds of them.
_TRAILING_CREDIT = pattern(
    rf"(?:\s|^|[。！？”』」])(?P<credit>[■□◎●▲◆★◇○▪▶►※]?\s{{0,8}}(?:(?:本报|新华社|人民网)\s*)?(?:(?:特约|见习)\s*)?(?:(?:记者|通讯员|实习生)\s*)?(?:{HAN}|·){{1,5}}(?:[ 　]{{1,2}}(?:{HAN}|·){{1,4}}){{0,3}}\s*(?:摄|摄影报道|供图|绘|制图)(?:[（(][^（）()]{{1,14}}[）)])?)$"
)
_CREDIT_ENDS = frozenset("摄道图绘）)")
# A signature whose bracket has not closed after so many lines has lost its end: on 114 pages a torn one has two.
_TORN_LINES = 8
# A story whose body is shorter than this is a brief: in 230 pages of a national daily nine in ten items set
# under a collective head are, and one in twenty of the others.
_BRIEF_CHARS = 130

_HEAD_ROLES: dict[str, Literal["kicker", "title", "subtitle"]] = {
    "K": "kicker",
    "T": "title",
    "S": "subtitle",
}
_ROLES: dict[str, SpanRole] = {
    "BY": "byline",
    "BE": "byline",
    "CR": "credit",
    "H": "subhead",
    "C": "caption",
    "P": "paragraph",
}


def _as_far(text: str, chars: int) -> int:
    """Where so many of a text's characters that are no blanks have been passed, and the blanks behind them."""
    size = 0
    while chars and size < len(text):
        chars -= not text[size].isspace()
        size += 1
    return size + len(text[size:]) - len(text[size:].lstrip())


class Builder:
    """Makes the records of one page's articles; holds what they share."""

    def __init__(
        self, source: str, offset: int, layout: Layout, units: list[Unit], issue: date | None, *, long: bool
    ) -> None:
        """`source` is the page's text, which begins at `offset`; `issue` the paper's day; `long` whether the stories are."""
        self.source, self.offset, self.long = source, offset, long
        self.layout, self.units, self.issue = layout, units, issue
        # Printers' marks before headlines: they are part of none.
        self.marks: list[FurnitureSpan] = []

    def build(self, draft: Draft, number: int, confidence: float, page: Page) -> Article:
        """The record of one article, with what its page's record says for all."""
        parts = _Parts()
        self._heads(draft, parts)
        self._body(draft, parts)
        texts = {
            role: " ".join(t.text for t in parts.heads if t.role == role) or None
            for role in ("kicker", "title", "subtitle")
        }
        title = texts["title"]
        column = COLUMN_IN_TITLE.search(title) if title and title[-1] in "）)" else None
        spans = sorted(parts.spans, key=lambda span: span.start)
        return Article(
            id=f"{page.id}/{number}",
            page=page.id,
            n=number,
            kind=self._kind(parts, title),
            column=column.group(1) if column else parts.column,
            kicker=texts["kicker"],
            title=title,
            subtitle=texts["subtitle"],
            byline=tuple(_once(parts.people)),
            dateline=parts.dateline,
            paragraphs=tuple(parts.texts),
            heads=tuple(parts.heads),
            chars=sum(len(part) for t in parts.texts for part in t.text.split()),
            spans=tuple(spans),
            jump=parts.jump,
            confidence=round(confidence, 2),
            date=page.date,
            paper=page.paper,
            source=page.source,
            edition=page.edition,
            section=page.section,
        )

    def _lines(self, unit: Unit) -> list[tuple[int, int]]:
        return [(line.start, line.end) for line in self.layout.lines[unit.first : unit.last + 1]]

    def _heads(self, draft: Draft, parts: _Parts) -> None:
        """The headline's elements, each of one line or several."""
        elements: list[list[Unit]] = []
        for k in draft.head:
            unit = self.units[k]
            if elements and unit.kind[1] == "I" and elements[-1][-1].kind[0] == unit.kind[0]:
                elements[-1].append(unit)
            else:
                elements.append([unit])
        for element in elements:
            self._head(element, parts)

    def _head(self, element: list[Unit], parts: _Parts) -> None:
        lines = [pair for unit in element for pair in self._lines(unit)]
        if element[0].kind != COLUMN:
            lines[0] = self._past_mark(*lines[0])
        joined = join_lines(self.source, lines, self.offset, clauses=True, apart=self._clauses(element))
        jump, places = read_jumps(joined.text)
        if jump and len(joined.text) == sum(b - a for a, b in places):
            parts.jump = jump
            parts.spans += [Span(start=a, end=b, role="paragraph") for a, b in lines]
            return
        if element[0].kind == COLUMN:
            parts.spans += [Span(start=a, end=b, role="column") for a, b in lines]
            parts.column = joined.text.strip(_ROUND_COLUMN)
            return
        role = _HEAD_ROLES[element[0].kind[0]]
        parts.heads.append(Text(role=role, text=joined.text, pieces=joined.pieces))
        parts.spans += [Span(start=a, end=b, role=role) for a, b in lines]

    def _past_mark(self, start: int, end: int) -> tuple[int, int]:
        """A headline's first line without a printer's mark that opens it."""
        text = self.source[start - self.offset : end - self.offset]
        if text[0] not in HEAD_MARKS or len(text) < LEAST_CLAUSE:
            return start, end
        self.marks.append(FurnitureSpan(start=start, end=start + 1, role="other"))
        return end - len(text[1:].lstrip()), end

    def _clauses(self, element: list[Unit]) -> list[int]:
        """The lines of an element that are clauses of their own."""
        lines = [self.layout.lines[unit.first].plain for unit in element]
        return parted(lines, self.source, long=self.long) if len(lines) > 1 else []

    def _body(self, draft: Draft, parts: _Parts) -> None:
        opened = False
        stretch: list[tuple[int, int]] = []
        subhead: list[tuple[int, int]] = []
        signature: list[tuple[int, int]] = []
        bodies = draft.body
        last_paragraph = max((k for k in bodies if self.units[k].kind == "P"), default=-1)
        for place, k in enumerate(bodies):
            unit = self.units[k]
            lines = self._lines(unit)
            if unit.kind == "P":
                stretch += lines
                if self._runs_on(bodies, place):
                    continue
                opened = self._paragraph(stretch, parts, opened, k == last_paragraph)
                stretch = []
            elif unit.kind in ("BY", "BE", "CR"):
                signature += lines
                if not self._is_torn(signature, bodies, place):
                    parts.people += read_people(self._raw(signature))
                    signature = []
                parts.spans += [Span(start=a, end=b, role=_ROLES[unit.kind]) for a, b in lines]
                parts.photo += unit.kind == "CR"
            elif unit.kind == "C":
                self._caption(lines, parts)
            else:
                subhead += lines
                if not self._goes_on(bodies, place):
                    self._add("subhead", join_lines(self.source, subhead, self.offset), parts)
                    subhead = []

    def _runs_on(self, bodies: list[int], place: int) -> bool:
        """Whether the next paragraph unit goes on with this one, over a caption or furniture that interrupts it."""
        for k in bodies[place + 1 :]:
            if self.units[k].kind == "P":
                return self.units[k].runs_on
        return False

    def _goes_on(self, bodies: list[int], place: int) -> bool:
        """Whether the next line of a body goes on with the subhead of this one."""
        after = bodies[place + 1] if place + 1 < len(bodies) else -1
        return after == bodies[place] + 1 and self.units[after].kind == "H" and self.units[after].runs_on

    def _is_torn(self, signature: list[tuple[int, int]], bodies: list[int], place: int) -> bool:
        """Whether a signature's bracket is still open and the next line of the body goes on with it."""
        after = bodies[place + 1] if place + 1 < len(bodies) else -1
        return (
            len(signature) < _TORN_LINES
            and after == bodies[place] + 1
            and self.units[after].kind in ("BY", "BE", "CR")
            and is_open(self._raw(signature))
        )

    def _raw(self, lines: list[tuple[int, int]]) -> str:
        """A signature of several lines: within a bracket a name may be broken over two of them."""
        text = ""
        for a, b in lines:
            text += ("" if is_open(text) else " ") + self.source[a - self.offset : b - self.offset]
        return text.strip()

    def _add(self, role: Literal["paragraph", "subhead", "caption"], joined: Joined, parts: _Parts) -> None:
        if joined.text:
            parts.texts.append(Text(role=role, text=joined.text, pieces=joined.pieces))
        parts.spans += self._spans(joined, role)

    def _spans(self, joined: Joined, role: SpanRole) -> list[Span]:
        return [Span(start=a, end=b, role=role) for a, b in joined.pieces if a < b]

    def _paragraph(self, lines: list[tuple[int, int]], parts: _Parts, opened: bool, last: bool) -> bool:
        """One paragraph, its dateline, closing signature and jumps taken out. Says whether a dateline has been seen."""
        joined = join_lines(self.source, lines, self.offset)
        start, end = 0, len(joined.text)
        if not opened:
            opening = self._opening(joined.text, lines)
            if opening:
                parts.dateline = parts.dateline or (
                    opening.dateline if opening.dateline.agency or opening.dateline.place else None
                )
                parts.people += opening.people
                parts.spans += self._spans(joined.cut(0, opening.size), "dateline")
                start = opening.size
        opened = True
        jump, places = read_jumps(joined.text[start:end])
        if jump:
            parts.jump = jump
        while places and start + places[0][0] == start:
            size = places.pop(0)[1]
            parts.spans += self._spans(joined.cut(start, start + size), "paragraph")
            start += size
            places = [(a - size, b - size) for a, b in places]
        if places and joined.text[start + places[-1][1] : end].strip() in ("", "。"):
            parts.spans += self._spans(joined.cut(start + places[-1][0], end), "paragraph")
            end = start + places[-1][0]
        signed = last and joined.text[start:end].endswith(("）", ")", "】", "〕"))
        closing, people = self._closing(joined, lines, start, end) if signed else (None, [])
        if closing is not None:
            parts.people += people
            parts.spans += self._spans(joined.cut(closing, end), "byline")
            end = closing
        elif joined.text[start:end].startswith(("（作者", "(作者")) and joined.text[end - 1] in "）)":
            parts.people += read_people(joined.text[start:end])  # a note with notes within stays in the text
        self._add("paragraph", joined.cut(start, end), parts)
        return opened

    def _closing(
        self, joined: Joined, lines: list[tuple[int, int]], start: int, end: int
    ) -> tuple[int | None, list[Byline]]:
        """Where the signature in brackets begins that closes a text, and whom it names."""
        closing = find_closing(joined.text, start, end)
        if closing is not None:
            return closing, read_people(joined.text[closing:end])
        at = max(joined.text.rfind(mark, start, end) for mark in "（(【〔")
        if at <= start or joined.text[at - 1] not in ENDS or end - at > _LONGEST_CLOSING:
            return None, []
        pieces = joined.cut(at, end).pieces
        first, last = pieces[0][0], pieces[-1][1]
        printed = "".join(
            self.source[max(a, first) - self.offset : min(b, last) - self.offset].strip()
            for a, b in lines
            if a < last and b > first
        )
        people = read_closing(printed)
        return (at, people) if people else (None, [])

    def _opening(self, text: str, lines: list[tuple[int, int]]) -> Opening | None:
        """The dateline, its signature read with the blanks that joining drops: 记者 车 斌 is no 车斌 otherwise."""
        opening = read_opening(text, self.issue)
        if opening is None:
            return None
        raw = "".join(self.source[a - self.offset : b - self.offset] for a, b in lines[:4])
        said = read_opening(raw, self.issue)
        if said is None or not said.people:
            return opening
        if opening.people:
            return Opening(opening.size, opening.dateline, said.people)
        # 本报讯　记者 车斌　昨天: no name ends where the blanks are gone.
        return Opening(_as_far(text, len("".join(raw[: said.size].split()))), said.dateline, said.people)

    def _caption(self, lines: list[tuple[int, int]], parts: _Parts) -> None:
        """One caption; a credit that closes its last line is a span of its own."""
        parts.photo += 1
        a, b = lines[-1]
        last = self.source[a - self.offset : b - self.offset]
        said = simplify(last)
        match = _TRAILING_CREDIT.search(said) if said[-1:] in _CREDIT_ENDS else None
        if match and (match.start("credit") > 0 or len(lines) > 1):
            cut = a + match.start("credit")
            parts.people += read_people(last[match.start("credit") :])
            parts.spans.append(Span(start=cut, end=b, role="credit"))
            lines = [*lines[:-1], (a, a + len(last[: match.start("credit")].rstrip()))]
        self._add("caption", join_lines(self.source, [(a, b) for a, b in lines if a < b], self.offset), parts)

    def _kind(self, parts: _Parts, title: str | None) -> ArticleKind:
        body = sum(len(t.text) for t in parts.texts if t.role == "paragraph")
        plain = simplify(title) if title else ""
        if plain.startswith(_NOTICES) or plain.endswith(_NOTICE_ENDS):
            return "notice"
        if parts.photo and (not title or not body) and body < 400:
            return "photo"
        if title is None and not parts.heads and body < _BRIEF_CHARS:
            return "brief"
        return "brief" if body < _BRIEF_CHARS and not parts.photo else "story"


class _Parts:
    """What an article is put together from."""

    def __init__(self) -> None:
        self.heads: list[Text] = []
        self.texts: list[Text] = []
        self.spans: list[Span] = []
        self.people: list[Byline] = []
        self.dateline: Dateline | None = None
        self.jump: Jump | None = None
        self.column: str | None = None
        self.photo = 0


def _once(people: list[Byline]) -> list[Byline]:
    seen: dict[str, Byline] = {}
    for person in people:
        seen.setdefault(person.name, person)
    return list(seen.values())
