"""Names that a figure takes over from the figure or the clause before it."""

from __future__ import annotations

from .phrases_back import FROM, Name
from .rows import Rows
from .word_classes import CLAUSE_MARKS, JOINERS, QUOTES

# Of which kinds of figures a nameless one may speak of the same thing: 装机容量39万千瓦，增长5%.
SIZED = {"percent", "money", "measure", "number", "ratio"}
CARRIED_FROM = {
    **dict.fromkeys(("percent", "ratio"), SIZED | {"count"}),
    **dict.fromkeys(("money", "measure", "number"), SIZED),
    "count": {"count"},
    "ordinal": SIZED | {"count"},
}


# 3万标箱，折合400列.
CONVERTED = frozenset({"折合", "折算", "合", "相当于"})
EACH_TIME = frozenset({"每次", "每场", "每节", "每堂", "每期", "每轮"})
CLOSERS = CLAUSE_MARKS | JOINERS | QUOTES | {"的"}
HUMAN = frozenset({"人", "名", "位"})


# How far before its figure 由 is looked for, in words: 由申报“急需保护名录”之初的5人.
MAX_ORIGIN = 14
# 42处工程已完成35处.
FINISHED = frozenset({"完成", "建成", "办结", "开工", "竣工", "投产", "完工", "交付"})


class Carried(Rows):
    """One sentence, in which a clause that names nothing goes on about what was named."""

    def inherited(self, place: int, at: int) -> Name | None:
        """A clause that names nothing speaks of what the figure before it counted: …，同比增长25%."""
        token = self.token(at)
        opens = (
            token is None
            or token.fact >= 0
            or token.text in CLAUSE_MARKS
            or token.text in {"其中", "、", "和", "或", "升", "跌", "涨"}
        )
        if not opens and not self.goes_on_counting(place, at):
            return None
        if not self._closes(place):
            return None
        if self.text(at) in {"，", ","} and self.text(at - 1) in {"中", "里", "内"}:
            field = self.phrase_back(at - 2)  # 未成年用户中，61%…
            return self.clip(field) if field else None
        topic = None if self._acts(place) else self.topic(place, at)
        return topic if topic is not None and self._is_parted(place) else self.nearest(place) or topic

    def _is_parted(self, place: int) -> bool:
        """产量增长5%；销量有所回落，减少3万吨: the last figure stands behind a semicolon."""
        for back in range(place - 1, -1, -1):
            if self.tokens[back].fact in self.found:
                return False
            if self.tokens[back].text == "；":
                return True
        return False

    def _closes(self, place: int) -> bool:
        """可以360度扫描: a size that goes on with another word is no value of what was named."""
        follower = self.token(place + 1)
        if follower is None or self.fact(place).kind not in {"measure", "money"} or follower.fact >= 0:
            return True
        return follower.text in CLOSERS | {"或"} or self.is_reach(follower)

    def _acts(self, place: int) -> bool:
        """强降雨来袭，2.3万户停电: who goes on to act is not what was spoken of; nor is a length of time."""
        kind = self.fact(place).kind
        return kind == "duration" or (
            kind == "count"
            and self.text(self.past_dates(place - 1)) not in FROM  # 客流增长，由2万人次增至9万人次
        )

    def origin_word(self, place: int) -> int | None:
        """The place of 由 in 由申报之初的5人增至121人, where the change says that it starts here; None elsewhere."""
        later = (token.fact for token in self.tokens[place + 1 :] if token.fact >= 0)
        goal = next((self.facts[index] for index in later if self.facts[index].kind != "date"), None)
        if goal is None or goal.change is None or goal.change.from_ is None:
            return None
        if self.fact(place).value != goal.change.from_:
            return None
        for back in range(place - 1, max(-1, place - MAX_ORIGIN), -1):
            token = self.tokens[back]
            if token.text in FROM:
                return back
            if token.text in CLAUSE_MARKS or (token.fact >= 0 and self.facts[token.fact].kind != "date"):
                return None
        return None

    def goes_on_counting(self, place: int, at: int) -> bool:
        """收到来信1127封，办结1069封: a bare verb and the unit of the figure before."""
        indexes = [
            token.fact
            for token in self.tokens[:place]
            if token.fact >= 0 and self.facts[token.fact].kind == "count"
        ]
        before, fact = self.facts[indexes[-1]] if indexes else None, self.fact(place)
        same = before is not None and before.kind == fact.kind == "count" and before.unit == fact.unit
        token = self.token(at)
        if fact.unit in {"次", "人次"}:
            return False  # 射门4次，射正1次
        if same and token is not None and token.text in FINISHED:
            return True
        return same and token is not None and token.flag in {"v", "vn"} and self.is_bare(at)

    def is_bare(self, at: int) -> bool:
        """A verb that opens its clause, but for adverbs."""
        back = at - 1
        while (token := self.token(back)) is not None and (
            token.flag[0] in "dtm"
            or token.text in {"平均", "每人", "每家", "每户", "拟", "计划", "预计", "打算", "准备"}
            or (token.fact >= 0 and self.facts[token.fact].kind == "date")
        ):
            back -= 1
        return self.text(back) in {"，", "；", "、"}

    def is_verb(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.flag == "v" and token.text not in self.words.reach

    def nearest(self, place: int) -> Name | None:
        """The name of a figure before, first of those whose name stands before them."""
        kinds = CARRIED_FROM.get(self.fact(place).kind, {self.fact(place).kind})
        if self.text(place - 1) in EACH_TIME:
            kinds = kinds | {"count"}  # 透析三次，每次4小时
        indexes = [token.fact for token in self.tokens[:place] if token.fact >= 0]
        names = [
            self.found[index]
            for index in reversed(indexes)
            if index in self.found and self.facts[index].kind in kinds and self._fits(place, index)
        ]
        if self.fact(place).kind == "count" and names:
            return names[0]
        return next((name for name in names if name.is_topic), names[0] if names else None)

    def _fits(self, place: int, index: int) -> bool:
        """210个品种、5万株: what stands behind one unit is not counted in another."""
        fact, earlier = self.fact(place), self.facts[index]
        if fact.kind != "count" or earlier.kind != "count" or self.text(place - 1) in CONVERTED | EACH_TIME:
            return True
        row = self.text(place - 1) == "、" and place > 1 and self.tokens[place - 2].fact == index
        if row and self.found[index].is_topic and fact.unit not in self.words.person:  # 小说共32章、46万字
            return True
        return fact.unit == earlier.unit or {fact.unit, earlier.unit} <= HUMAN

    def topic(self, place: int, at: int) -> Name | None:
        """The noun phrase that opens the clause before, where that has no figure of its own."""
        if self.text(at) not in {"，", ","}:
            return None
        start = at - 1
        while start >= 0 and self.tokens[start].text not in CLAUSE_MARKS:
            if self.tokens[start].fact >= 0 and self.facts[self.tokens[start].fact].kind != "date":
                return None  # 检察院起诉2100人，上升12%
            start -= 1
        start += 1
        while start < at and (self.is_time(start) or self.tokens[start].flag[0] in "tdcrm"):
            start += 1
        parts = self.phrase(start, self.fact(place), linked=True)
        return self.clip(parts) if parts else None

    def is_origin(self, place: int) -> bool:
        """由3.25次降至1次: the value that a change starts from."""
        later = (token.fact for token in self.tokens[place + 1 :] if token.fact >= 0)
        follower = next((self.facts[index] for index in later if self.facts[index].kind != "date"), None)
        return self.fact(place).kind != "count" or (follower is not None and follower.change is not None)
