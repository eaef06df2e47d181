"""Figures in a row, and which of several names is whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..models import Fact
from .phrases import Phrases
from .phrases_back import OPENING, Name
from .word_classes import CLAUSE_MARKS, JOINERS, NOUN_ENDINGS, Token

# Units of sorts and lots, which say nothing of what is sorted.
SORTED = frozenset({"种", "类", "款", "批", "批次", "品种", "项", "家", "大类"})


# 4批次共535件业务.
SUMMED = frozenset({"共", "合计", "共计", "总计"})


class Rows(Phrases):
    """One sentence with the names that were found, by the numbers of their figures."""

    def __init__(self, tokens: list[Token], facts: Sequence[Fact]) -> None:
        super().__init__(tokens, facts)
        self.found: dict[int, Name] = {}

    def members(self, place: int) -> Name | None:
        """中俄两国, 江苏、浙江、上海三地: the names that the number sums up."""
        if self.text(place - 1) == "等":
            parts = self.phrase_back(place - 2)
            closed = [number for number, part in enumerate(parts, 1) if part.text in "）)"]
            parts = parts[closed[-1] :] if closed else parts  # （记者某某）国家某局等8部门
            return self.clip(parts) if parts else None
        first = place
        while (token := self.token(first - 1)) is not None and (
            token.flag == "ns"
            or (self.text(first) == "、" and token.flag in {"nr", "nz", "n"})
            or (token.flag == "j" and len(token.text) < 4)
            or (token.text in {"中", "、"} and first < place)
        ):
            first -= 1
        while first < place and (self.text(first) == "、" or self.is_reach(self.tokens[first])):
            first += 1
        return Name(self.tokens[first].start, self.tokens[place - 1].end) if first < place else None

    def share(self, figures: list[int]) -> None:
        """Figures in a row: 分别为 gives each its own of several names; others take the name of the last."""
        for place in figures:
            # 86%的15岁青少年, 2座16万立方米储罐: the next figure describes the same thing.
            follower = self.token(place + (2 if self.text(place + 1) in {"的", *SUMMED} else 1))
            if follower is not None and follower.fact in self.found and self._describes(place, follower.fact):
                self.found[self.tokens[place].fact] = self.found[follower.fact]
        for run in self._runs(figures):
            behind = self.found.get(self.tokens[run[-1]].fact)
            is_noun_behind = behind is not None and not behind.is_topic
            names = [] if is_noun_behind else self._own_names(run)  # 分别新增3个、2个岗位
            for place, name in zip(run, names, strict=False):
                self.found[self.tokens[place].fact] = name
            last = self.found.get(self.tokens[run[-1]].fact)
            for place in run[:-1]:
                if last is not None and self._is_said_once(place, run[-1], last):
                    self.found[self.tokens[place].fact] = last

    def _describes_next(self, number: int, end: int) -> bool:
        """海船完工量, 手持海船订单量: a verb inside a name of a row."""
        token = self.tokens[number] if number < end else None
        if token is None or token.flag != "v" or token.text in self.words.predicate or self.is_reach(token):
            return False
        follower = self.token(number + 1)
        return follower is not None and (
            follower.text in NOUN_ENDINGS or (len(token.text) > 1 and follower.flag[0] == "n")
        )

    def _is_said_once(self, place: int, end: int, name: Name) -> bool:
        """2200种、1.8万件配件: the name behind the last is that of the others; 31分、8个篮板 are two things."""
        token, fact, last = self.tokens[place], self.fact(place), self.fact(end)
        own = self.found.get(token.fact)
        if name.is_topic or fact.kind != "count":
            return own is None
        if fact.unit != last.unit and fact.unit not in SORTED:
            return False
        return own is None or (own.is_topic and own.end < token.start and fact.unit in SORTED)

    def _describes(self, place: int, follower: int) -> bool:
        """Whether a figure and the one right behind it are said of one thing."""
        kind = self.fact(place).kind
        behind = self.facts[follower].kind
        if self.text(place + 1) in SUMMED:
            return kind == behind == "count"
        if kind == behind == "count":  # 8大类200余项科目
            return self.fact(place).unit in SORTED and self.fact(place).unit != self.facts[follower].unit
        return kind in {"percent", "ratio"} or (
            (kind == "count" and behind in {"measure", "age", "duration", "money"})
            or (kind == "duration" and behind == "ordinal")  # 为期5天的第8届展会
            or (kind == "money" and behind == "duration")  # 100亿元7天期国债
        )

    def _runs(self, figures: list[int]) -> Iterator[list[int]]:
        run: list[int] = []
        for place in figures:
            joined = (
                run and place - run[-1] == 2 and self.tokens[place - 1].text in JOINERS | {"与", "或", "，"}
            )
            if joined and self.fact(place).kind == self.fact(run[-1]).kind:
                run.append(place)
                continue
            if len(run) > 1:
                yield run
            run = [place]
        if len(run) > 1:
            yield run

    def _own_names(self, run: list[int]) -> list[Name]:
        """进口、出口分别增长3%和5%: as many names in a row as there are figures."""
        start = run[0]
        at = start - 1
        while at >= 0 and self.tokens[at].text != "分别":
            if self.tokens[at].text in CLAUSE_MARKS or self.tokens[at].fact >= 0:
                return []
            at -= 1
        if at < 0:
            return []
        rows: list[list[Name]] = [[]]
        parts: list[Token] = []
        number = -1
        while number < at:
            number += 1
            token = self.tokens[number] if number < at else Token("。", "x", 0, 0)
            if token.text in OPENING and (quoted := self._enclosed(number, 1)[1]):
                number += len(quoted) - 1
                if self.text(number + 1) in OPENING:  # “科学研究业”“文化、体育和娱乐业”
                    rows[-1].append(Name(quoted[1].start, quoted[-2].end))
                else:
                    parts += quoted[1:-1]
                continue
            if token.fact < 0 and (self.is_noun(token) or self._describes_next(number, at)):
                parts.append(token)
                continue
            while parts and (
                self.is_reach(parts[-1])
                or parts[-1].text in self.words.vague
                or parts[-1].flag in {"a", "ad"}
            ):
                parts.pop()  # 年均分别增长, 增势明显，分别增长
            if parts:
                rows[-1].append(Name(parts[0].start, parts[-1].end))
            if token.text not in JOINERS | {"与"} or not parts:
                rows.append([])
            parts = []
        fitting = [row for row in rows if len(row) == len(run)]
        if fitting and (head := self._of_places(fitting[-1], at)):
            return [head] * len(run)
        return fitting[-1] if fitting else self._names_before(run)

    def _of_places(self, row: list[Name], at: int) -> Name | None:
        """南山区、福田区的二手房签约量分别增长3%、5%: what is measured in the places."""
        places = [number for number in range(at) if any(self.tokens[number].end == name.end for name in row)]
        if (
            not all(self.tokens[number].flag == "ns" for number in places)
            or self.text(places[-1] + 1) != "的"
        ):
            return None
        parts = self.phrase_back(self.past_reach(at - 1))
        heads = [number for number, part in enumerate(parts, 1) if part.text == "的"]
        parts = parts[heads[-1] :] if heads else parts
        return self.clip(parts) if parts else None

    def _names_before(self, run: list[int]) -> list[Name]:
        """交易额7亿元、物流额9亿元，分别增长3%、5%: the names of as many figures before."""
        figures = [
            token.fact
            for token in self.tokens[: run[0]]
            if token.fact >= 0 and self.facts[token.fact].kind in {"money", "measure", "count", "number"}
        ][-len(run) :]
        names = [self.found[index] for index in figures if index in self.found]
        return names if len(set(names)) == len(run) else []
