"""Records of one paper turned into items of another: stories, photos, briefs, notices, letters, verses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import recast_words as w
from newspaper import Record
from recast_heads import Headlines
from recast_items import Element, Item, Piece, clauses, plain_paragraphs, spread


class Recaster(Headlines):
    """Turns records of one paper into items of another, whose habits `house` holds."""

    def story(self, article: Record, longest: int = 5) -> Item | None:
        """One story with the house's kind of headline, signature and subheads."""
        r, house = self.r, self.house
        paragraphs, subheads = plain_paragraphs(article)
        if not paragraphs:
            return None
        count = min(len(paragraphs), r.choice([1, 1, 2, 2, 3, 3, 4, longest, longest * 2]))
        left = [text for k, text in enumerate(paragraphs[count:], count) if k not in subheads]
        item = Item("story")
        item.heads = self.headline(article, left or paragraphs[-1:], paragraphs[0])
        if not item.heads.get("title"):
            return None
        body: list[Element] = []
        for k, text in enumerate(paragraphs[:count]):
            if k in subheads:
                if k < count - 1:
                    body.append(self.subhead(text))
            else:
                body.append(Element([Piece(self.shorten(text), "paragraph")], opens=True))
        if not body:
            return None
        if house.subheads and count >= 3 and not any(e.role == "subhead" for e in body):
            self.put_subheads(body, left)
        item.body = body
        if r.random() < house.columns:
            item.heads = {"column": [self.column()], **item.heads}
        self.sign(item)
        for caption in self.captions(article):
            item.captions.append(caption)
        if r.random() < 0.04 and item.body[-1].role == "paragraph":
            item.body[-1].pieces.append(
                Piece(
                    self.r.choice(["（下转第{}版）", "（下转{}版）", "下转第{}版", "（下转A{}版）"]).format(
                        r.choice("2345678二三四五六")
                    ),
                    "paragraph",
                )
            )
        return item

    def shorten(self, text: str) -> str:
        """A paragraph cut after a sentence, in papers whose paragraphs are short."""
        if self.house.short_paragraphs and len(text) > 90:
            end = text.find("。", 40)
            if 0 < end < len(text) - 1 and text[: end + 1].count("“") == text[: end + 1].count("”"):
                return text[: end + 1]
        return text

    def subhead(self, text: str) -> Element:
        return Element([Piece(self.house.subhead_mark + text, "subhead")], opens=True)

    def put_subheads(self, body: list[Element], left: list[str]) -> None:
        """Subheads out of what was cut off, before every second or third paragraph."""
        r = self.r
        phrases = [part for text in left for part in clauses(text, 4, 12)]
        if not phrases:
            return
        size = r.choice(phrases)
        phrases.sort(key=lambda part: (abs(len(part) - len(size)), part))
        at = r.choice([0, 1, 1, 2])
        number = 0
        while at < len(body) and number < len(phrases):
            phrase = phrases[number]
            if self.house.subheaded and r.random() < 0.5:
                below = "".join(piece.text for element in body[at : at + 2] for piece in element.pieces)
                phrase = r.choice(clauses(below, 5, 13) or [phrase])
            if r.random() < 0.1:
                phrase = f"“{phrase}”"
            elif r.random() < 0.12 and number + 1 < len(phrases):
                phrase = f"{phrase}：{phrases[-1 - number]}"
            if self.house.numbered:
                phrase = f"{'一二三四五六七八九十'[number % 10]}、{phrase}"
            body.insert(at, self.subhead(phrase))
            number += 1
            at += r.choice([2, 3, 3])
        while body and body[-1].role == "subhead":
            body.pop()

    def sign(self, item: Item) -> None:
        """The house's signature: above the body, in its first words, at its end, or none."""
        r, house = self.r, self.house
        way = r.choice(house.signs)
        if way == "none":
            return
        if way == "above":
            names, text = house.byline(self.say, r)
            item.writers = names
            item.above = [Element([Piece(line, "byline")], whole=True) for line in text.split("\n")]
            if r.random() < 0.25:
                self.open(item, house.bare_opening(self.say, r))
        elif way == "opening":
            names, text = house.opening(self.say, r)
            item.writers = names
            self.open(item, text)
        else:
            names, text, alone = house.ending(self.say, r)
            item.writers = names
            if r.random() < 0.5:
                self.open(item, house.bare_opening(self.say, r))
            last = item.body[-1]
            if alone or last.role != "paragraph":
                item.body.append(Element([Piece(text, "byline")], whole=True))
            else:
                last.pieces.append(Piece(text, "byline"))

    def open(self, item: Item, text: str) -> None:
        for element in item.body:
            if element.role == "paragraph" and text:
                element.pieces.insert(0, Piece(text, "dateline"))
                return

    def captions(self, article: Record) -> Iterator[list[Element]]:
        for caption in article.get("captions") or []:
            parts = [
                re.sub(r"\s+", " ", part).strip()
                for part in ([caption] if isinstance(caption, str) else caption)
            ]
            if parts and parts[0]:
                text = re.sub(r"\s*\S{2,12}(?:摄|供图)(?:（[^）]+）)?$", "", parts[0])
                if len(text) > 8:
                    yield self.caption(text[:120])
        if self.r.random() < self.house.photos:
            paragraphs, _ = plain_paragraphs(article)
            text = self.r.choice(paragraphs or [""])
            end = text.find("。", 14)
            if 14 <= end <= 70:
                yield self.caption(text[: end + 1])

    def caption(self, text: str) -> list[Element]:
        """A photo's text with the house's credit: in its last line, below it, or none."""
        r, house = self.r, self.house
        text = house.photo_mark + text
        if house.photo_mark == "图为":
            text = text[:2] + text[2:].removeprefix("图为")
        credit = house.credit(self.say, r)
        if not credit:
            return [Element([Piece(text, "caption")])]
        if r.random() < house.credit_apart:
            return [Element([Piece(text, "caption")]), Element([Piece(credit, "credit")], whole=True)]
        blank = r.choice([" ", "  ", "   ", "" if credit[0] in "（(■" else " "])
        return [Element([Piece(text + blank, "caption"), Piece(credit, "credit")])]

    def photo(self, article: Record) -> Item | None:
        captions = list(self.captions(article))
        if not captions:
            paragraphs, _ = plain_paragraphs(article)
            if not paragraphs:
                return None
            text = paragraphs[0]
            end = text.find("。", 40)
            captions = [self.caption(text[: end + 1] if 0 < end < 150 else text[:80] + "。")]
        item = Item("photo", captions=captions[:1], writers=None)
        if self.r.random() < 0.4:
            title = clauses(article.get("title") or "", 4, 12)
            if title:
                item.heads = {"title": [title[0]]}
        return item

    def brief(self, article: Record, titled: bool) -> Item | None:
        paragraphs, _ = plain_paragraphs(article)
        if not paragraphs:
            return None
        text = paragraphs[0]
        end = text.find("。", 50)
        item = Item(
            "brief", body=[Element([Piece(text[: end + 1] if end > 0 else text, "paragraph")], opens=True)]
        )
        if titled:
            heads = self.headline(article, paragraphs[1:] or paragraphs, text)
            item.heads = {"title": heads["title"]} if "title" in heads else {}
        self.sign(item)
        return item

    def briefs(self, articles: list[Record]) -> list[Item]:
        """Short items under a column's name."""
        titled = self.r.random() < 0.75
        items = [item for article in articles if (item := self.brief(article, titled))]
        if items and self.r.random() < 0.8:
            items[0].heads = {"column": [self.column()], **items[0].heads}
        if not titled and self.r.random() < 0.6:
            mark = self.r.choice(["●", "▲", "■", "◆"])
            for item in items:
                item.above = []
                item.body[0].pieces.insert(0, Piece(mark, item.body[0].pieces[0].role))
        return items

    def notice(self) -> Item:
        title, lines = self.r.choice(w.ADS)
        if len(lines) > 1 and title.startswith("遗失"):
            lines = self.r.sample(lines, self.r.randint(1, len(lines)))
        body = [Element([Piece(self.say.fill(line), "paragraph")], opens=True) for line in lines]
        if self.r.random() < 0.4 and not title.startswith("遗失"):
            where = self.say.fill("{place}{thing}有限公司" if self.r.random() < 0.5 else "{office}")
            body.append(Element([Piece(where, "paragraph")], opens=True, whole=True))
            if self.r.random() < 0.6:
                body.append(Element([Piece(self.say.fill("{date}"), "paragraph")], opens=True, whole=True))
        return Item("notice", {"title": [title]}, body=body)

    def index(self, articles: list[Record]) -> Item:
        """导读: what stands on other pages."""
        titles = [clauses(a.get("title") or "", 6, 16) for a in articles]
        way = self.r.choice(
            ["{} {}版", "{}（{}版）", "{} A{}版", "▶{} {}版", "{} >>{}版", "{}……{}", "{} 详见{}版"]
        )
        lines = [way.format(found[0], self.r.randint(2, 16)) for found in titles if found]
        whole = self.r.random() < 0.6
        body = [Element([Piece(line, "paragraph")], opens=True, whole=whole) for line in lines]
        return Item(
            "notice",
            {"title": [self.r.choice(["导读", "今日导读", "导读", "今日看点", "内页导读"])]},
            body=body,
        )

    def letter(self, article: Record) -> Item | None:
        paragraphs, _ = plain_paragraphs(article)
        item = self.brief(article, True)
        if item is None or not item.heads:
            return None
        item.above, item.kind = [], "story"
        body = [
            Element([Piece(self.shorten(p), "paragraph")], opens=True)
            for p in paragraphs[: self.r.randint(1, 3)]
        ]
        if self.r.random() < 0.4:
            body.insert(
                0,
                Element(
                    [Piece(self.say.fill(self.r.choice(w.LETTERS)), "paragraph")], opens=True, whole=True
                ),
            )
        name = self.say.name()
        signed = (
            self.say.fill(
                self.r.choice(["{place} ", "{place}市读者 ", "读者 ", "", "（{place} ", "{place}市民 "])
            )
            + name
        )
        body.append(Element([Piece(signed + ("）" if signed[0] == "（" else ""), "byline")], whole=True))
        item.body, item.writers = body, [name]
        return item

    def verse(self) -> Item:
        r, name = self.r, self.say.name()
        lines = [self.say.fill(line) for line in r.sample(w.VERSES, r.randint(6, 14))]
        item = Item(
            "story",
            {"title": [self.say.fill(r.choice(w.POEMS)) + r.choice(["", "", "（外一首）"])]},
            writers=[name],
        )
        item.above = [
            Element([Piece(self.house.mark + spread(name, r.choice(["", " ", "  "])), "byline")], whole=True)
        ]
        item.body = [Element([Piece(line, "paragraph")], opens=True, whole=True) for line in lines]
        return item
