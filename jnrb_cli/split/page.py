"""One page through all the steps of splitting, from its text to its records."""

from __future__ import annotations

from contextlib import suppress
from datetime import date as Date
from functools import cache
from importlib import import_module
from itertools import pairwise
from math import fsum
from typing import Any

import msgspec

from ..columns import breaks_off, seem_woven
from ..layout import Layout, fills, lay_out, put_in_order
from ..models import Article, FurnitureSpan, Page, PageRole
from .articles.arrange import Arrangement, arrange, load_habits
from .articles.assign import Draft, draft_articles
from .articles.scene import Scene
from .furniture.page_data import read_furniture
from .headlines.elements import HeadLine, bond, parse_headline, set_apart
from .labels.certain import settle
from .labels.label import Labelled, label_lines
from .labels.units import COLUMN, HEADS, Unit, make_units
from .lines.looks import Look, Looks, looks
from .lines.wording import tell_again
from .records.build import Builder
from .records.confidence import confide

_FURNITURE: dict[str, PageRole] = {
    "FM": "masthead",
    "FF": "folio",
    "FS": "staff",
    "FC": "contact",
    "FN": "notice",
    "FO": "other",
}

# A page of long stories whose articles are no surer than this in the mean is tried once more as one of short items, which
# stands if it is so much surer. Of 60 such pages of a national daily 7 are (body F1 0.946, 0.948 with 0.65 and 0.1), of 9 of
# other papers 8 (20 pages in all: 0.856 and 0.792); of 19 others body is 0.684 and 0.659, of 40 out of PDFs 0.796 and 0.795.
# With less to be surer by the daily's pages out of PDFs lose: 0.781 with none.
_DOUBTFUL = 0.75
_SURER = 0.03
# A page whose articles are surer than this in the mean is taken to be in order. Of 64 pages that come otherwise two are below it
# and look as if they were not; at 0.7 fewer pages by `pdftotext` are put in order (body F1 0.369 and 0.517 on two sets of 40;
# 0.390 and 0.525 so and at 0.85), at 0.85 five of the 64 are tried.
_SURE = 0.8
# No page of a newspaper has more lines (the daily's, out of PDFs too, have 761 at most); what is longer is looked at once, in step with its length.
_LONGEST = 2_000


@cache
def _sha256() -> Any:
    """Python's own SHA-256, by its names in 3.12 and 3.11: `hashlib` loads OpenSSL for it, a thirtieth of a short run."""
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(name).sha256
    return import_module("hashlib").sha256


class Explanation(msgspec.Struct, frozen=True):
    """Why one line is what it is."""

    line: int
    start: int
    end: int
    role: str
    article: int | None
    reason: str


class _Work(msgspec.Struct, frozen=True):
    layout: Layout
    looks: Looks
    labelled: list[Labelled]
    units: list[Unit]
    arrangement: Arrangement
    drafts: list[Draft]
    sure: list[float]  # how likely each of the drafts came out right

    @property
    def mean(self) -> float:
        """How likely the drafts came out right in the mean; 1 where there are none."""
        return fsum(self.sure) / len(self.sure) if self.sure else 1.0


def head_line(all_looks: list[Look], row: int, margins: dict[str, float], page: str, body: str) -> HeadLine:
    """A line of a page as the headline's cutter sees it; `page` holds the page's lines, `body` the article's text."""
    look = all_looks[row]
    line = look.line
    over = bond(page, all_looks[row - 1].line.plain[-1], line.plain[0]) if row else ""
    told = tell_again(line.plain, body)
    return HeadLine(line.plain, line.width, line.gap, over, look.open or look.bracket, margins, told)


def _cut_headlines(work: _Work) -> None:
    """Give each article's headline lines their elements, the headline weighed as a whole."""
    found: list[tuple[list[int], list[HeadLine]]] = []
    page = "\n".join(line.plain for line in work.layout.lines)
    for draft in work.drafts:
        numbers = [k for k in draft.head if work.units[k].kind in HEADS]
        while len(numbers) > 1 and work.looks[work.units[numbers[0]].first].cue == "column":
            work.units[numbers.pop(0)].kind = COLUMN
        rows = [work.units[k].first for k in numbers]
        body = "".join([work.units[k].text for k in draft.body]) if len(rows) > 1 else ""
        lines = [head_line(work.looks, row, work.labelled[row].margins, page, body) for row in rows]
        found.append((numbers, lines))
    apart = set_apart(lines for _, lines in found)
    for numbers, lines in found:
        parts = (
            parse_headline(lines, apart, long=work.looks.long)
            if len(lines) > 1
            else [("T", 0, 1)][: len(lines)]
        )
        for role, start, end in parts:
            for place in range(start, end):
                unit = work.units[numbers[place]]
                unit.kind = COLUMN if role == "C" else role + ("B" if place == start else "I")


def _work_out(text: str, start: int) -> _Work:
    layout = lay_out(text, start)
    work = take_apart(layout)
    order = unweave_lines(work)
    if order is not None:
        work = take_apart(put_in_order(layout, order))
    if len(layout.lines) > _LONGEST:
        return work
    work = reconsider(work)
    if layout.side_by_side or (work.mean >= _SURE and order is None):
        return work
    return join_pieces(work, woven=order is not None)


def unweave_lines(work: _Work) -> list[int] | None:
    """The order of a page's lines whose columns are woven into one another; None where none are."""
    # What the lines' looks say already spares most pages to be looked at closer.
    inside = pairwise(work.looks)
    goes_on = [below.join == "y" for above, below in inside if above.share == 4 and above.end != "."]
    if not breaks_off(goes_on):
        return None
    lines = work.layout.lines
    texts, filled = [line.plain for line in lines], [fills(line) for line in lines]
    if not seem_woven(texts, filled):
        return None
    from ..columns.woven import unweave  # hardly any page comes so far

    return unweave(texts, filled, [line.indent >= 1 for line in lines], _openings(work))


def join_pieces(work: _Work, *, woven: bool) -> _Work:
    """The page with its pieces in the order in which they go on with each other, where that leaves less in doubt."""
    from .articles.pieces import read_on  # hardly any page comes so far

    labels = [one.label for one in work.labelled]
    order = read_on(work.layout.lines, labels, [look.cue == "dateline" for look in work.looks], woven=woven)
    if order is None:
        return work
    other = reconsider(take_apart(put_in_order(work.layout, order)))
    return other if other.mean > work.mean else work


def reconsider(work: _Work) -> _Work:
    """A page of long stories taken apart as one of short items, where that leaves less in doubt."""
    if not work.looks.long or work.mean >= _DOUBTFUL:
        return work
    other = take_apart(work.layout, long=False)
    return other if other.mean > work.mean + _SURER else work


def _openings(work: _Work) -> set[int]:
    """The lines where an article begins, or its headline, its signature or its text, or furniture."""
    what: list[object] = [one.label[0] == "F" for one in work.labelled]
    for number, draft in enumerate(work.drafts):
        for k in draft.units:
            unit = work.units[k]
            part = "head" if unit.kind in HEADS else unit.kind if unit.kind == "BY" else "body"
            what[unit.first : unit.last + 1] = [(number, part)] * (unit.last + 1 - unit.first)
    return {line for line in range(1, len(what)) if what[line] != what[line - 1]}


def take_apart(layout: Layout, *, long: bool = True) -> _Work:
    """The page's articles in the making; `long` says whether it may count as one of long stories."""
    seen = looks(layout)
    seen.long = seen.long and long
    labelled = settle(seen, label_lines(layout, seen))
    units = make_units(seen, labelled)
    scene = Scene(units, seen)
    habits = load_habits(long=scene.has_long_stories and long)
    arrangement = arrange(scene, habits)
    for unit, state in zip(units, arrangement.states, strict=True):
        unit.kind = state[2]
    drafts = draft_articles(scene, arrangement, habits.worths.weights)
    sure = [confide(draft, units, labelled) for draft in drafts]
    work = _Work(layout, seen, labelled, units, arrangement, drafts, sure)
    _cut_headlines(work)
    return work


def split_page(
    text: str, *, source: str = "", date: Date | None = None, paper: str | None = None, start: int = 0
) -> tuple[Page, list[Article]]:
    """Split one page's text into its articles.

    `source` names where the text came from; `date` and `paper` win over what the page says; `start` is where the
    page begins in the source, in characters. Offsets in the records count from the start of the source.

    >>> page, articles = split_page("蓄水池修好了\\n\\n本报讯（记者 车斌）河湾村的蓄水池昨天修好了，\\n全村300户用上了自来水。")
    >>> articles[0].title, articles[0].byline[0].name
    ('蓄水池修好了', '车斌')
    """
    work = _work_out(text, start)
    furniture = [
        FurnitureSpan(start=line.start, end=line.end, role=_FURNITURE[label])
        for line, one in zip(work.layout.lines, work.labelled, strict=True)
        if (label := one.label) in _FURNITURE
    ]
    said = read_furniture([(span.role, text[span.start - start : span.end - start]) for span in furniture])
    issue = date or said.date
    page = Page(
        id=_sha256()(text.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        source=source,
        paper=paper or said.paper,
        date=issue.isoformat() if issue else None,
        weekday=said.weekday,
        edition=said.edition,
        section=said.section,
        start=start,
        end=start + len(text),
        staff=said.staff,
        chars=sum(map(len, text.split())),
        articles=len(work.drafts),
    )
    builder = Builder(text, start, work.layout, work.units, issue, long=work.looks.long)
    articles = [
        builder.build(draft, number, sure, page)
        for number, (draft, sure) in enumerate(zip(work.drafts, work.sure, strict=True), 1)
    ]
    # The marks that articles left out of their headlines are known only now.
    spans = tuple(sorted(furniture + builder.marks, key=lambda span: span.start))
    return msgspec.structs.replace(page, furniture=spans), articles


def explain_page(text: str, *, start: int = 0) -> list[Explanation]:
    """For each line of a page its role, its article and the reason.

    >>> [(row.role, row.reason) for row in explain_page("■本报记者 车斌\\n\\n昨天，河湾村的蓄水池修好了。\\n\\n蓄水池修好了")][2]
    ('title', 'short, no full stop; headline comes after its body')
    """
    from .records.explain import public_role, reason  # nothing else needs it

    work = _work_out(text, start)
    where: dict[int, tuple[int, str, str]] = {}
    for number, draft in enumerate(work.drafts, 1):
        for k in draft.units:
            unit = work.units[k]
            for i in range(unit.first, unit.last + 1):
                where[i] = (number, work.arrangement.states[k][0], unit.kind)
    rows = []
    for i, (line, one, look) in enumerate(zip(work.layout.lines, work.labelled, work.looks, strict=True)):
        article, phase, label = where.get(i, (None, "", one.label))
        why = reason(look, work.looks[i - 1] if i else None, one, label, phase)
        rows.append(Explanation(i + 1, line.start, line.end, public_role(label), article, why))
    return rows
