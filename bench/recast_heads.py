"""Headlines in the ways of other papers, out of a title and of what a story was cut off from."""

from __future__ import annotations

import random
import re

import recast_words as w
from newspaper import FILLERS, Record
from recast_house import House
from recast_items import STOPS, Words, clauses


class Headlines:
    """Makes the headlines of one page, whose habits `house` holds."""

    def __init__(self, rng: random.Random, house: House, say: Words) -> None:
        self.r, self.house, self.say = rng, house, say

    def column(self) -> str:
        """A column's name, as the house sets it."""
        name, mark = self.r.choice(w.COLUMNS), self.house.column_mark
        if mark == "【】":
            return f"【{name}】"
        return " ".join(name) if mark == " " and len(name) < 5 else mark.strip() + name

    def headline(self, article: Record, left: list[str], first: str) -> dict[str, list[str]]:
        r, house = self.r, self.house
        title = re.sub(r"\s+", " ", article.get("title") or "").strip()
        title = re.sub(r"[（(][^（）()]{2,12}[）)]$", "", title)
        if not title or title in FILLERS:
            return {}
        spare = [part for text in left[:6] for part in clauses(text, 6, 18)]
        r.shuffle(spare)
        if r.random() < 0.5:  # what the story's own first words say
            spare = [*r.sample(lead := clauses(first, 6, 18), min(2, len(lead))), *spare]
        heads: dict[str, list[str]] = {}
        kicker, subtitle = article.get("kicker") or "", article.get("subtitle") or ""
        parts = [part for part in re.split(r"[ ，：]", title) if part]
        want_kicker, want_subtitle = r.random() < house.kickers, r.random() < house.subtitles
        if len(parts) == 2 and min(map(len, parts)) >= 4:
            way = r.random()
            if want_kicker and way < 0.5:
                kicker, title = parts
            elif want_subtitle and way < 0.7:
                title, subtitle = parts
        if want_kicker and not kicker:
            kicker = self.kicker(spare)
        if want_subtitle and not subtitle and spare:
            figures = [part for part in spare if re.search(r"\d", part)]
            subtitle = (figures or spare)[0]
            if len(spare) > 1 and r.random() < 0.35 and len(subtitle) < 14:
                subtitle += " " + spare[1]
        if r.random() < house.terse and len(title) > 14:
            short = [part for part in re.split(r"[ ，：、]", title) if 5 <= len(part) <= 14]
            title = r.choice(short) if short else r.choice(clauses(left[0], 6, 14) or [title])
        if r.random() < house.pairs and len(title) <= 14 and " " not in title:
            like = [
                part for part in spare if abs(len(part) - len(title)) <= 2 and part not in (kicker, subtitle)
            ]
            title += " " + like[0] if like else ""
        if r.random() < 0.06 and title[-1].isalnum():
            title += r.choice("？！？")
        if not want_kicker:
            kicker = ""
        if not want_subtitle:
            subtitle = ""
        if kicker == title:
            kicker = ""
        for role, text in (("kicker", kicker), ("title", title), ("subtitle", subtitle)):
            if text:
                heads[role] = self.head_lines(text.replace("\n", " "), role)
        return heads

    def kicker(self, spare: list[str]) -> str:
        r, way = self.r, self.r.random()
        if way < 0.3:
            return r.choice(w.OFFICES if r.random() < 0.7 else w.SIDES)
        if way < 0.6 or not spare:
            return self.say.fill(r.choice(w.OCCASIONS))
        kicker = spare.pop()
        return kicker + r.choice(["", "", "", "——", "："])

    def head_lines(self, text: str, role: str) -> list[str]:
        """An element of a headline over its lines."""
        r, house = self.r, self.house
        if role == "subtitle":
            if house.dashes and r.random() < 0.8 and not text.startswith("—"):
                text = "——" + text
            elif not house.dashes:
                text = text.lstrip("—")
        width = house.head_width if role == "title" else house.small_width
        clauses_ = text.split(" ")
        if (
            len(clauses_) > 1
            and max(map(len, clauses_)) <= width
            and (len(text) > width or r.random() < house.breaks)
        ):
            return clauses_
        if "，" in text and len(text) > 9 and r.random() < house.breaks:
            at = text.index("，") + 1
            if 4 <= at <= len(text) - 4:
                return [text[: at - 1] + r.choice(["", "，"]), text[at:]]
        if len(text) <= width:
            return [text]
        if r.random() < house.word_breaks and len(text) <= 2 * width:
            return self.at_a_word(text)
        lines = -(-len(text) // width)
        size = -(-len(text) // lines) if r.random() < 0.6 else width
        found, rest = [], text
        while rest:
            cut = min(size, len(rest))
            while (
                cut < len(rest)
                and (
                    rest[cut] in "，。、；：？！”’）》」"
                    or (rest[cut].isalnum() and rest[cut - 1].isascii() and rest[cut].isascii())
                )
                and cut < size + 3
            ):
                cut += 1
            found.append(rest[:cut].strip())
            rest = rest[cut:].lstrip()
        return [line for line in found if line]

    def at_a_word(self, text: str) -> list[str]:
        """A headline over two lines, broken between two words near its middle."""
        import jieba

        at, cuts = 0, []
        for word in jieba.lcut(text):
            at += len(word)
            if (
                2 < at < len(text) - 2
                and text[at] not in STOPS + "》」的了"
                and text[at - 1] not in "“《「（"
            ):
                cuts.append(at)
        if not cuts:
            return [text]
        middle = len(text) / 2 + self.r.choice([-2, -1, 0, 0, 1, 2])
        cut = min(cuts, key=lambda place: (abs(place - middle), place))
        return [text[:cut].strip(), text[cut:].strip()]
