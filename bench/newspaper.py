"""A newspaper page out of its articles: what is set (elements, each character with its role) and where (frames).

In: a record `{date, page, section, paper?, articles: [{kicker, title, subtitle, author, paragraphs, strong, captions,
kind}]}`. Out: a `Sheet`, its frames in the order in which they are drawn. Lengths are in points, y runs downwards.
Nothing here knows a PDF; `typeset_pdf.py` draws the sheet and reads it back.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
Advance = Callable[[str], float]

FILLERS = {"图片报道", "图片新闻", "图片", "广告", "公益广告"}
AGENCY = "本报|新华社|人民日报|中新社"
# What a story opens with: `本报某地5月14日电（记者某某）`, `据新华社某地电`.
OPENING = re.compile(
    rf"(?:据)?(?:{AGENCY})[^，。（(]{{0,24}}?[电讯]\s*"
    r"(?:[（(][^（）()]{0,6}?(?:记者|通讯员|实习生)[^（）()]{1,60}[）)])?[:：]?\s*"
)
# What it closes with: `（本报记者某某参与采写）`, `（据新华社北京电）`.
CLOSING = re.compile(
    r"[（(](?:[^（）()]{0,40}(?:记者|通讯员|作者|参与采写|来源|摄影|整理|综合)[^（）()]{0,60}"
    r"|(?:据)?新华社[^（）()]{0,20}电)[）)]$"
)
CREDIT = re.compile(
    r"(?:(?:数据|资料|图片|信息)来源[：:].*|.{0,24}参与采写.{0,4}"
    r"|(?:本报|新华社|人民网)?(?:记者|通讯员)?.{2,16}(?:摄|供图|绘|制图)(?:（[^）]{1,12}）)?)"
)
LONGEST_CREDIT = 40
LONGEST_SUBHEAD = 30
DESIGNERS = re.compile(r"(?:本版)?(?:版式设计|制图|版式|责编|本版责编)[：:]")
SIGNS = re.compile(r"[（(]([^（）()]*(?:记者|通讯员)[^（）()]*)[）)]")
OFFICE = re.compile(
    r"(?:人民日报|新华社|本报|本刊)?(?:特约|见习|驻[^ 、]{1,6})?(?:记者|通讯员|评论员|实习生|作者|摄影)[:：]?"
)
NO_NAME_ENDS = set("摄图电讯社网部员者理")

NEVER_FIRST = set("，。、；：？！”’）》」』】〉…—％%·.,;:?!)")
NEVER_LAST = set("“‘（《「『【〈(")
UNIT = re.compile(r"[0-9A-Za-z.,%\-]*[0-9A-Za-z%]|.")


@dataclass(frozen=True, slots=True)
class Element:
    """A run of text set in one go: a role a character, the article's number (from 0) or None, whether it opens
    a paragraph or subhead."""

    text: str
    roles: tuple[str, ...]
    article: int | None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An element as it is to look. `indent` is in ems, `typed` as ideographic blanks, else as distance; `before`
    and the height of the `photo` above it are in points; `breaks` ends a line at each blank of the text."""

    element: Element
    size: float
    leading: float
    bold: bool = False
    align: str = "left"
    indent: float = 0.0
    typed: bool = False
    before: float = 0.0
    photo: float = 0.0
    breaks: bool = False


@dataclass(slots=True)
class Frame:
    """Items flowing through columns `(x, y)` of one width, down to `height` below the highest of them; `hangs` says
    whether closing marks may stand beyond a line's end."""

    kind: str
    article: int | None
    items: list[Item]
    width: float
    columns: list[tuple[float, float]] = field(default_factory=list)
    height: float = 0.0
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    number: int
    record: Record
    kicker: Element | None
    title: Element | None
    subtitle: Element | None
    byline: Element | None
    body: tuple[tuple[Element, str], ...]
    captions: tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float
    height: float
    frames: list[Frame]
    stories: list[Story]
    order: str
    serif: bool
    justify: bool


def is_usable(page: Record) -> bool:
    """At least three stories, none of them several filed as one (what an article is there is not certain)."""
    stories = [a for a in page["articles"] if a["kind"] == "article"]
    return len(stories) >= 3 and not any(_is_bundle(a) or not a["paragraphs"] for a in stories)


def _is_bundle(article: Record) -> bool:
    signed = re.compile(r"\s*(?:本报|新华社)(?:记者|通讯员)\s*\S[\S\s]{1,12}")
    paragraphs = article["paragraphs"]
    return sum(bool(OPENING.match(p)) for p in paragraphs) > 1 or any(signed.fullmatch(p) for p in paragraphs)


def names_in(text: str) -> list[str] | None:
    """The people a byline names, in order; None where that is not certain. Names of two characters set apart by a
    blank are put together."""
    found: list[str] = []
    half = ""
    for part in re.split(r"[\s、，,；;／/]+", OFFICE.sub(" ", text)):
        if not part:
            continue
        if len(part) == 1 and "\u4e00" <= part <= "\u9fff":
            half += part
            if len(half) == 2:
                found.append(half)
                half = ""
            continue
        name = re.fullmatch(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,16}", part)
        if half or not name or part[-1] in NO_NAME_ENDS:
            return None
        found.append(part)
    return None if half or len(found) > 6 else found


def writers_of(article: Record) -> list[str] | None:
    """Who signs: the author line, else who stands in the dateline or at the end; None where that is not certain."""
    if (article.get("author") or "").strip():
        return names_in(article["author"])
    paragraphs = article["paragraphs"] or [""]
    found: list[str] = []
    for match in (OPENING.match(paragraphs[0].strip()), CLOSING.search(paragraphs[-1].strip())):
        signed = match and SIGNS.search(match.group())
        if signed:
            names = names_in(signed.group(1))
            if names is None:
                return None
            found += names
        elif match and re.search(r"记者|通讯员|作者|采写|整理", match.group()):
            return None
    return found


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def _whole(text: str, role: str, article: int | None, opens: bool = False) -> Element:
    return Element(text, (role,) * len(text), article, opens)


def _body(article: Record, number: int) -> Iterator[tuple[Element, str]]:
    paragraphs, strong = article["paragraphs"], set(article.get("strong") or [])
    for k, raw in enumerate(paragraphs):
        text = _plain(raw)
        if not text or DESIGNERS.match(text):
            continue
        if len(text) < LONGEST_CREDIT and CREDIT.fullmatch(text):
            yield _whole(text, "credit", number), "credit"
        elif k in strong and len(text) < LONGEST_SUBHEAD:
            yield _whole(text, "subhead", number, True), "subhead"
        else:
            first = OPENING.match(text) if k == 0 else None
            last = CLOSING.search(text) if k == len(paragraphs) - 1 else None
            roles = ["dateline"] * (first.end() if first else 0)
            roles += ["paragraph"] * (len(text) - len(roles))
            if last:
                roles[last.start() :] = ["byline"] * (len(text) - last.start())
            yield Element(text, tuple(roles), number, True), "paragraph"


def tell_stories(page: Record, rng: random.Random) -> list[Story]:
    """The page's articles and photos as elements, in the order of the record."""
    mark = rng.choice(["", "", "■", "□", "◎", "●", "▲"])
    dashed = rng.random() < 0.5
    inline_credit = rng.random() < 0.4
    told: list[Story] = []
    for record in page["articles"]:
        if record["kind"] not in ("article", "photo") or not (record["paragraphs"] or record.get("captions")):
            continue
        record = {**record, "title": "" if _plain(record.get("title")) in FILLERS else record.get("title")}
        n = len(told)
        heads = {role: _plain(record.get(role)) for role in ("kicker", "title", "subtitle")}
        if dashed and heads["subtitle"] and not heads["subtitle"].startswith("—"):
            heads["subtitle"] = "——" + heads["subtitle"]
        set_heads = [_whole(text, role, n) if text else None for role, text in heads.items()]
        author = _plain(record.get("author"))
        captions = []
        for caption in record.get("captions") or []:
            parts = [_plain(part) for part in ([caption] if isinstance(caption, str) else caption)]
            parts = [part for part in parts if part]
            if parts:
                captions.append(_caption(parts, n, mark, inline_credit))
        told.append(
            Story(
                n,
                record,
                *set_heads,
                _whole(mark + author, "byline", n) if author else None,
                tuple(_body(record, n)),
                tuple(captions),
            )
        )
    return told


def _caption(parts: list[str], number: int, mark: str, inline: bool) -> tuple[Element, ...]:
    said, credits = parts[0], parts[1:]
    if inline and credits:
        tail = " " + " ".join(credits)
        roles = ("caption",) * len(said) + ("credit",) * len(tail)
        return (Element(said + tail, roles, number),)
    return (_whole(said, "caption", number), *(_whole(mark + c, "credit", number) for c in credits))


def em_of(character: str) -> float:
    """Its width in ems, by its class: what a browser's font does, about."""
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.52


def wrap(
    text: str, width: float, advance: Advance, indent: float = 0.0, *, hangs: bool = False
) -> list[tuple[int, int]]:
    """Line ends by the Chinese rules: `[start, end)` of each line, widths in ems. No line opens with closing
    punctuation (one such mark may hang if `hangs`), none ends with an opening one, no figure is cut."""
    units = [(m.start(), m.end()) for m in UNIT.finditer(text)]
    lines: list[tuple[int, int]] = []
    start, used, k = 0, indent, 0
    while k < len(units):
        a, b = units[k]
        wide = sum(map(advance, text[a:b]))
        if used + wide > width + 0.01 and a > start:
            if hangs and text[a] in NEVER_FIRST and used + wide <= width + 1.01:
                lines.append((start, b))
                k += 1
                start, used = b, 0.0
                continue
            while (
                k - 1 > 0
                and units[k - 1][0] > start
                and (text[units[k][0]] in NEVER_FIRST or text[units[k - 1][0]] in NEVER_LAST)
            ):
                k -= 1
            lines.append((start, units[k][0]))
            start, used = units[k][0], 0.0
            continue
        used += wide
        k += 1
    if start < len(text):
        lines.append((start, len(text)))
    return lines


def lines_of(item: Item, width: float, advance: Advance, *, hangs: bool = False) -> list[tuple[int, int]]:
    """An item's lines in a column of `width` points."""
    text, ems = item.element.text, width / item.size
    if not item.breaks:
        return wrap(text, ems, advance, item.indent, hangs=hangs)
    parts = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    return [(a + i, a + j) for a, b in parts for i, j in wrap(text[a:b], ems, advance, hangs=hangs)]


@dataclass(frozen=True, slots=True)
class Look:
    """What one page keeps to; every choice is drawn from the seed."""

    size: float
    leading: float
    ems: int
    grid: int
    gutter: float
    hangs: bool
    indent: float
    typed: bool
    gap: float
    order: str
    justify: bool
    serif: bool
    head_align: str
    beside: float
    kicker_after: bool
    byline_inside: float
    caption_place: str
    lead_title: float
    wide_body: float
    furniture_order: str


# Baseline to baseline and from column to column, in ems. Newspapers set a quarter to a half of a line free between two,
# hardly one more, and part columns by one em (eight columns of thirteen characters) up to more than two.
LEADINGS = [1.25, 1.3, 1.3, 1.4, 1.4, 1.5, 1.5, 1.65]
GUTTERS = [1.0, 1.5, 2.0, 2.0, 2.5]
# Marks that hang stand in the gutter: few papers do that, and none in one of a single em.
HANGING = 0.25
LEAST_HUNG = 1.5
ORDERS = (
    ["read"] * 6
    + ["body_first"] * 5
    + ["mixed"] * 2
    + ["heads_last"] * 2
    + ["heads_first", "captions_last", "heap", "shuffled"]
)


def draw_look(rng: random.Random, flowing: bool) -> Look:
    """The page's look. `flowing`: columns are the producer's own, so nothing may be set into them."""
    size = rng.choice([8.5, 9.0, 9.5, 10.0, 10.5])
    leading = size * rng.choice(LEADINGS)
    gutter = rng.choice(GUTTERS)
    hangs = rng.random() < HANGING and gutter >= LEAST_HUNG
    order = rng.choice(ORDERS)
    ems = rng.choice([13, 14, 15, 16, 17, 18, 19, 20, 22, 24])
    return Look(
        size=size,
        leading=leading,
        ems=ems,
        grid=max(3, min(7, round(rng.choice([75, 90, 105, 120]) / ems))),
        gutter=size * gutter,
        hangs=hangs,
        indent=rng.choice([2.0, 2.0, 2.0, 0.0]),
        typed=rng.random() < 0.5,
        gap=rng.choice([0.0, 0.0, 0.0, 0.5]),
        order=order,
        justify=rng.random() < 0.7,
        serif=rng.random() < 0.7,
        head_align=rng.choice(["left", "center", "center"]),
        beside=rng.choice([0.0, 0.15, 0.3]),
        kicker_after=rng.random() < 0.12,
        byline_inside=rng.choice([0.0, 0.0, 0.5, 1.0]),
        caption_place=rng.choice(
            ["top", "bottom", "flow", "flow", "any"]
            if flowing
            else ["top", "bottom", "flow", "corner", "any"]
        ),
        lead_title=rng.choice([2.6, 3.2, 4.0]),
        wide_body=rng.choice([0.0, 0.2]),
        furniture_order=rng.choice(["first", "last", "both", "both", "heap"]),
    )
