"""A recast page set as raw text, with its gold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import recast_words as w
from newspaper import NEVER_FIRST, NEVER_LAST, UNIT
from recast_furniture import Block, Furniture, Line
from recast_items import Element, Item, Piece

SIMPLIFIED = Path(__file__).parent.parent / "jnrb_cli" / "data" / "simplified.tsv"


def half_ems(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text: str, width: int, indent: int = 0, strict: bool = True) -> list[str]:
    """A text over lines of so many ems; strictly no mark begins a line that may not."""
    units = UNIT.findall(text)
    lines: list[list[str]] = [[]]
    used = indent * 2
    for unit in units:
        size = half_ems(unit)
        if lines[-1] and used + size > width * 2:
            hangs = unit[0] in NEVER_FIRST and used + size <= width * 2 + 2
            if not (strict and hangs):
                carry: list[str] = []
                while (
                    strict
                    and len(lines[-1]) > 2
                    and ((carry[0] if carry else unit)[0] in NEVER_FIRST or lines[-1][-1][-1] in NEVER_LAST)
                ):
                    carry.insert(0, lines[-1].pop())
                lines.append(carry)
                used = sum(map(half_ems, carry))
        lines[-1].append(unit)
        used += size
    return ["".join(line) for line in lines if line]


class Setter(Furniture):
    """Sets items as a page in a house's way."""

    def set_page(
        self, items: list[Item], tables: list[list[str]] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """The page's text and gold; `tables` stand between its items."""
        r, house = self.r, self.house
        top, bottom = self.furniture()
        groups: list[list[Block]] = []
        heap: list[list[Block]] = []
        for n, item in enumerate(items):
            if house.run_in:
                self.run_in(item)
            heads, body = self.heads(item, n), self.body(item, n)
            last = house.order == "Z" or (house.order == "M" and r.random() < house.last)
            if not heads or item.kind in ("notice", "photo"):
                groups.append(self.join(heads, body))
            elif house.order == "D" and item.kind != "brief":
                heap.append(heads)
                groups.append(body)
            else:
                groups.append(body + heads if last else self.join(heads, body))
        if heap and r.random() < 0.35:
            r.shuffle(heap)
        torn = [block for heads in heap for block in heads]
        for lines in tables or []:
            groups.insert(r.randint(0, len(groups)), [[[(line, "other", None, False)] for line in lines]])
        if r.random() < 0.35:
            stray = self.stray()
            if stray:
                groups.insert(r.randint(0, len(groups)), [stray])
        if house.rules:
            for at in range(len(groups) - 1, 0, -1):
                if r.random() < 0.7:
                    groups.insert(at, [[[(r.choice(w.RULES), "other", None, False)]]])
        blocks = [block for group in groups for block in group]
        blocks = torn + blocks if torn and r.random() < 0.35 else blocks + torn
        return self.write(top + blocks + bottom, items)

    def run_in(self, item: Item) -> None:
        """Set a short item's headline in the first line of its text, after a mark and before a blank."""
        title = item.heads.get("title", [])
        if (
            set(item.heads) == {"title"}
            and len(title) == 1
            and 5 <= len(title[0]) <= min(20, self.house.width - 6)
            and not item.above
            and item.body
            and item.body[0].role == "paragraph"
            and len(item.body) <= 2
        ):
            item.heads = {}
            mark = self.house.head_mark or "▲"
            item.body[0].pieces[:0] = [Piece(mark, "mark"), Piece(title[0] + " ", "title")]

    def join(self, heads: list[Block], body: list[Block]) -> list[Block]:
        """A headline above its body, with or without a blank line between."""
        if heads and body and not self.house.gap_body:
            return [*heads[:-1], heads[-1] + body[0], *body[1:]]
        return heads + body

    def heads(self, item: Item, n: int) -> list[Block]:
        blocks: list[Block] = []
        for role in ("column", "kicker", "title", "subtitle"):
            lines: Block = [[(line, role, n, False)] for line in item.heads.get(role, [])]
            if lines and role == "title" and self.house.head_mark:
                lines[0].insert(0, (self.house.head_mark, "mark", n, False))
            if lines and blocks and not self.house.gap_heads:
                blocks[-1] += lines
            elif lines:
                blocks.append(lines)
        return blocks

    def body(self, item: Item, n: int) -> list[Block]:
        r, house = self.r, self.house
        width = (
            r.choice([house.width, house.width, house.width + 4, max(8, house.width - 5), 25])
            if house.widths_vary
            else house.width
        )
        blocks: list[Block] = []
        count = 0
        for element in item.above:
            blocks.append([self.pieces(element, n)])
        gap = True
        for element in item.body:
            lines = self.wrapped(element, n, width)
            gap = gap or element.role in ("subhead", "byline") or house.gap_paragraphs
            for k, line in enumerate(lines):
                if gap or not blocks or (house.break_every and count and count % house.break_every == 0):
                    blocks.append([])
                gap = False
                blocks[-1].append(line)
                count += k >= 0
            gap = element.role == "subhead" and r.random() < 0.7
        captions = [self.caption(lines, n, width) for lines in item.captions]
        if item.above and not house.gap_body and len(blocks) > len(item.above):
            at = len(item.above) - 1
            blocks[at : at + 2] = [blocks[at] + blocks[at + 1]]
        if r.random() < house.tables and blocks:
            blocks.insert(r.randint(1, len(blocks)), self.table())
        if r.random() < house.strays and len(blocks) > 2:
            blocks.insert(r.randint(1, len(blocks) - 1), self.stray())
        if captions and blocks and house.interrupts and len(blocks) > 2:
            at = r.randrange(1, len(blocks))
            return blocks[:at] + captions + blocks[at:]
        if captions and blocks and r.random() < 0.2:
            return captions + blocks
        if captions and blocks and not house.gap_captions:
            return [*blocks[:-1], blocks[-1] + captions[0], *captions[1:]]
        return blocks + captions

    def caption(self, elements: list[Element], n: int, width: int) -> Block:
        return [
            line
            for element in elements
            for line in self.wrapped(element, n, self.house.caption_width or width, indent=False)
        ]

    def pieces(self, element: Element, n: int) -> Line:
        return [
            (piece.text, piece.role, n, element.opens and k == 0) for k, piece in enumerate(element.pieces)
        ]

    def wrapped(
        self, element: Element, n: int, width: int, indent: bool = True
    ) -> Iterator[Line] | list[Line]:
        """The lines of an element, each cut where its role changes."""
        house = self.house
        said = [
            (self.spaced(piece.text) if piece.role == "paragraph" else piece.text, piece.role)
            for piece in element.pieces
        ]
        text = "".join(part for part, _ in said)
        roles = [role for part, role in said for _ in part]
        lead = (
            house.indent
            if indent
            and element.role not in ("caption", "credit")
            and (element.role != "byline" or len(said) > 1)
            else ""
        )
        if element.role == "subhead":
            lead = lead if self.r.random() < 0.3 else ""
        lines = (
            [text]
            if element.whole
            else wrap(
                text,
                width,
                2 if house.lost_indent and element.opens and indent else round(half_ems(lead) / 2),
                house.strict,
            )
        )
        found: list[Line] = []
        at = 0
        for k, line in enumerate(lines):
            segments: Line = []
            start = 0
            first = element.opens and k == 0
            for end in range(1, len(line) + 1):
                if end == len(line) or roles[at + end] != roles[at + start]:
                    opens = first and roles[at + start] not in ("mark", "title")
                    first = first and not opens
                    segments.append(
                        (
                            (lead if k == 0 and start == 0 else "") + line[start:end],
                            roles[at + start],
                            n,
                            opens,
                        )
                    )
                    start = end
            at += len(line)
            found += self.broken(segments)
        return found

    def broken(self, segments: Line) -> list[Line]:
        """A line as it is, or broken once more at a mark, as some producers do."""
        text, role, n, opens = segments[0]
        if len(segments) == 1 and self.r.random() < self.house.punctuation_breaks:
            marks = [m.start() + (self.r.random() < 0.5) for m in re.finditer(r"[，。、”]", text[2:-2])]
            if marks:
                cut = 2 + self.r.choice(marks)
                return [[(text[:cut], role, n, opens)], [(text[cut:], role, n, False)]]
        return [segments]

    def spaced(self, text: str) -> str:
        if not self.house.spread_digits:
            return text
        return re.sub(
            r"(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])",
            lambda _: " " if self.r.random() < self.house.spread_share else "",
            text,
        )

    def write(self, blocks: list[Block], items: list[Item]) -> tuple[str, dict[str, Any]]:
        house = self.house
        parts: list[str] = []
        spans: list[dict[str, Any]] = []
        starts: list[list[int | None]] = []
        at = 0
        for block in blocks:
            for line in block:
                for text, role, n, opens in line:
                    core = text.strip()
                    if role == "mark":  # a printer's mark is part of nothing
                        role, n, opens = "other", None, False
                    if core:
                        begin = at + text.index(core)
                        if opens:
                            starts.append([n, begin])
                        spans.append({"start": begin, "end": begin + len(core), "role": role, "article": n})
                    parts.append(text)
                    at += len(text)
                tail = "\n\n" if house.spacing == "every" else "\n"
                parts.append(tail)
                at += len(tail)
            if house.spacing == "blocks":
                parts.append("\n")
                at += 1
        text = self.dressed("".join(parts))
        articles = [self.told(n, item, text, spans) for n, item in enumerate(items)]
        if self.known["section"] and house.traditional:
            self.known["section"] = self.known["section"].translate(_traditional())
        gold = {**self.known, "articles": articles, "spans": _merged(spans, text), "paragraph_starts": starts}
        if house.order == "D":
            gold["order"] = "heap"
        return text, gold

    def told(self, n: int, item: Item, text: str, spans: list[dict[str, Any]]) -> dict[str, Any]:
        mine = [span for span in spans if span["article"] == n]
        heads = {
            role: " ".join(text[s["start"] : s["end"]] for s in mine if s["role"] == role)
            for role in ("kicker", "title", "subtitle")
        }
        names = item.writers
        if names is not None:
            names = [self.dressed_name(name) for name in names]
        return {"n": n + 1, "kind": item.kind, **heads, "writers": names}

    def dressed(self, text: str) -> str:
        """The text in the paper's characters, one for one."""
        house = self.house
        if house.traditional:
            text = text.translate(_traditional()).translate(str.maketrans("“”‘’", "「」『』"))
        if house.wide_digits:
            text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if house.noise:
            swaps = {
                "，": ",",
                "。": "．",
                "“": '"',
                "”": '"',
                "：": ":",
                "（": "(",
                "）": ")",
                "1": "l",
                "日": "曰",
            }
            text = "".join(swaps[c] if c in swaps and self.r.random() < 0.06 else c for c in text)
        return text

    def dressed_name(self, name: str) -> str:
        return name.translate(_traditional()) if self.house.traditional else name


_TABLE: dict[int, str] = {}


def _traditional() -> dict[int, str]:
    """Simplified characters to one traditional form each: the first that the table of jnrb folds to it."""
    if not _TABLE:
        for line in SIMPLIFIED.read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                old, new = line.split("\t")[:2]
                if ord(old) >= 0x4E00:
                    _TABLE.setdefault(ord(new), old)
    return _TABLE


def _merged(spans: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last
            and (last["role"], last["article"]) == (span["role"], span["article"])
            and not text[last["end"] : span["start"]].strip()
        ):
            last["end"] = span["end"]
        else:
            found.append(dict(span))
    return found
