"""Articles that were invented as other papers print them (bench/invented/), as items of a recast page.

Their printed heads, signatures, datelines and notes are kept as they are; only how a page is set is drawn. A file holds
articles, a blank line between them: `=== paper | kind`, then lines that begin with what they are (`MARKS`).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from recast_house import House
from recast_items import Element, Item, Piece

# Column, kicker, title, subtitle, signature, dateline, paragraph, subhead, caption, what closes the text.
MARKS = {
    "栏": "column",
    "引": "kicker",
    "题": "title",
    "副": "subtitle",
    "署": "above",
    "讯": "dateline",
    "文": "paragraph",
    "小": "subhead",
    "图": "caption",
    "尾": "below",
}
HEADS = ("column", "kicker", "title", "subtitle")
KINDS = frozenset(("story", "brief", "photo", "notice", "letter", "verse", "table"))
# A caption's last words, where they say whose the photo is.
CREDIT = re.compile(
    r"(?<=[。！？”」）\s])(?:[（(]?[^，。（）()]{0,24}(?:[摄攝]|[摄攝]影|供[图圖]|提供|[摄攝]影[报報][道導]|[图圖])[）)]?"
    r"|[摄攝]影[记記]者[^，。]{2,12}|[^，。（）()]{2,8}[发發][（(][^（）()]{2,8}[摄攝][）)])$"
)
# One in so many articles is kept out of what is learnt from.
PARTS = 5


@dataclass
class Invented:
    """An article as its lines: what each is, and its text."""

    kind: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    def of(self, role: str) -> list[str]:
        """The texts of its lines of one role."""
        return [text for what, text in self.lines if what == role]


def read_invented(folder: Path, parts: str = "") -> list[Invented]:
    """The articles of a folder in the order of its files; `parts`, as `0,1/5`, leaves those whose number is 0 or 1 modulo 5."""
    found: list[Invented] = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("==="):
                kind = line.rpartition("|")[2].strip()
                if kind not in KINDS:
                    raise ValueError(f"{path}:{number}: no kind of article: {kind}")
                found.append(Invented(kind))
            elif line.strip():
                mark, bar, text = line.partition("|")
                if mark not in MARKS or not bar or not text.strip():
                    raise ValueError(f"{path}:{number}: no line of an article: {line}")
                found[-1].lines.append((MARKS[mark], text.strip()))
    if not parts:
        return found
    some, count = parts.split("/")
    return [one for k, one in enumerate(found) if k % int(count) in map(int, some.split(","))]


def as_item(one: Invented, house: House, r: random.Random) -> Item:
    """An article as it will be set: nothing of its wording drawn but whether a line is broken at its blank."""
    item = Item({"verse": "story", "letter": "story"}.get(one.kind, one.kind), writers=None)
    for role in HEADS:
        lines = [part for text in one.of(role) for part in _broken(text, r)]
        if lines:
            item.heads[role] = lines
    if "column" in item.heads and len(item.heads) == 1:
        item.heads = {}
    item.above = [Element([Piece(text, "byline")], whole=True) for text in one.of("above")]
    opening = one.of("dateline")
    for role, text in one.lines:
        if role == "paragraph":
            pieces = [Piece(opening.pop() + r.choice(["", "", " "]), "dateline")] if opening else []
            whole = one.kind == "verse"
            item.body.append(Element([*pieces, Piece(text, "paragraph")], opens=True, whole=whole))
        elif role == "subhead":
            item.body.append(Element([Piece(house.subhead_mark + text, "subhead")], opens=True))
        elif role == "caption":
            item.captions.append(_caption(text, house, r))
        elif role == "below":
            _close(item, text, r)
    return item


def _broken(text: str, r: random.Random) -> list[str]:
    """A headline's line, now and then over two lines where it has one blank between two clauses."""
    parts = re.split(r"[ \u3000]+", text)
    if len(parts) == 2 and min(map(len, parts)) >= 4 and r.random() < 0.3:
        return parts
    return [text]


def _caption(text: str, house: House, r: random.Random) -> list[Element]:
    """A photo's text with its credit, in its last line or below it."""
    text = re.sub(r"[ \u3000]+", " ", text)
    credit = CREDIT.search(text)
    if not credit or credit.start() < 8:
        return [Element([Piece(text, "caption")])]
    said, signed = text[: credit.start()], text[credit.start() :]
    if r.random() < house.credit_apart:
        return [Element([Piece(said.rstrip(), "caption")]), Element([Piece(signed, "credit")], whole=True)]
    return [Element([Piece(said, "caption"), Piece(signed, "credit")])]


def _close(item: Item, text: str, r: random.Random) -> None:
    """What closes a text: a line of its own, or the last words of its last paragraph."""
    last = item.body[-1] if item.body else None
    if (
        last is not None
        and text[0] in "（("
        and last.role == "paragraph"
        and not last.whole
        and r.random() < 0.6
    ):
        last.pieces.append(Piece(text, "byline"))
    else:
        item.body.append(Element([Piece(text, "byline")], whole=True))
