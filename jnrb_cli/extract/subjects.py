"""What a figure counts or measures, as words of its own sentence.

The only part of extraction that needs the segmenter. The name is looked for behind the figure (3名评标专家), before
it (招聘企业171家, 政策落实率达到100%), or with the figure before (…，同比增长25%). Which words carry over, begin or
end a name is data (`subjects.tsv`). Where no name is plain the answer is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ..models import Fact
from .clauses import CLAUSE_MARKS, JOINERS, NAMEABLE, POSSESSIVE, QUOTES, Token, cut_sentences
from .phrases import Name, Phrases

FROM = frozenset({"由", "从", "自"})
SCOPE = frozenset(
    [
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全球",
        "全世界",
        "世界",
        "国内",
        "我国",
        "我省",
        "我市",
        "同类",
        "各省区",
        "各市",
    ]
)


def with_subjects(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """The same facts, in order of place, each with the name of what it counts where that is plain.

    >>> from .find import find_facts
    >>> [fact.subject for fact in with_subjects("招聘企业171家", find_facts("招聘企业171家"))]
    ['招聘企业']
    """
    facts = sorted(facts, key=lambda fact: fact.start)
    names: dict[int, Name] = {}
    for tokens in cut_sentences(text, facts):
        names.update(_Sentence(tokens, facts).names())
    return [
        replace(fact, subject=text[names[index].start : names[index].end]) if index in names else fact
        for index, fact in enumerate(facts)
    ]


class _Sentence(Phrases):
    """One sentence, read for the names of its figures."""

    def __init__(self, tokens: list[Token], facts: Sequence[Fact]) -> None:
        super().__init__(tokens, facts)
        self.found: dict[int, Name] = {}

    def names(self) -> dict[int, Name]:
        places = [place for place, token in enumerate(self.tokens) if token.fact >= 0]
        figures = [place for place in places if self.fact(place).kind in NAMEABLE]
        for place in figures:
            name = self._name(place)
            if name is not None:
                self.found[self.tokens[place].fact] = name
        self._share(figures)
        return self.found

    def _name(self, place: int) -> Name | None:
        fact = self.fact(place)
        if fact.kind == "count" and fact.unit == "人口" and fact.text.endswith("人口"):
            return Name(fact.end - 2, fact.end)
        if fact.kind == "count" and fact.unit in self.words.place:
            return self._members(place)
        if self.text(self._past_dates(place - 1)) in FROM:
            return self._before(place)
        if fact.change is not None and fact.change.from_ is not None:
            return self._nearest(place)
        if fact.kind == "duration" and self._is_point(place):
            return None
        if fact.unit == "周年":
            return self._before(place)
        behind = self._behind(place)
        if behind is not None or (fact.kind == "ordinal" and not self._is_ranked(place)):
            return behind
        return self._before(place) or self._said_to_be(place)

    def _members(self, place: int) -> Name | None:
        """中俄两国, 沪苏浙三地: the names that the number sums up."""
        first = place
        while (token := self.token(first - 1)) is not None and token.flag in {"ns", "j", "nz"}:
            first -= 1
        if first == place or self.is_reach(self.tokens[first]):
            return None
        return Name(self.tokens[first].start, self.tokens[place - 1].end)

    def _said_to_be(self, place: int) -> Name | None:
        """42.195公里，是一场马拉松的距离."""
        at = place + 1
        while self.text(at) in {"，", "都", "均", "也", "就", "正"}:
            at += 1
        if self.text(at) not in {"是", "都是", "就是", "均为"}:
            return None
        while (token := self.token(at + 1)) is not None and token.flag[0] in "mqr":
            at += 1
        parts = self.phrase(at + 1, self.fact(place), linked=True)
        if self.fact(place).kind == "count":
            heads = [index for index, part in enumerate(parts) if part.text in POSSESSIVE]
            parts = parts[heads[-1] + 1 :] if heads else parts
        return Name(parts[0].start, parts[-1].end) if parts else None

    def _behind(self, place: int) -> Name | None:
        """The noun phrase that follows: 3名评标专家, 90%的患者, 约327亩的展厅."""
        fact = self.fact(place)
        at, linked = place + 1, False
        if fact.kind == "age" and self.text(at) in {"大", "高龄"}:
            at += 1
        if self.text(at) in POSSESSIVE:
            at, linked = at + 1, True
        if fact.kind in {"percent", "ratio"} and not linked:
            return None
        if fact.unit not in self.words.person:
            at = self._skip_relative(at)
        parts = self.phrase(at, fact, linked)
        if parts and fact.kind == "age":
            people = [part for part in parts if part.flag.startswith("nr")]
            parts = people[-1:] or parts
        if not parts or parts[-1].text in self.words.vague:
            return None
        if parts[-1].text in self.words.reach:  # 8.5%的增速 names the change, not the thing
            return None
        return Name(parts[0].start, parts[-1].end)

    def _skip_relative(self, at: int) -> int:
        """Past a clause that only describes: 3名来自山东的选手, 5项涉及民生的工程."""
        token = self.token(at)
        if token is None or token.fact >= 0 or token.flag[0] not in "vp" or self.is_noun(token):
            return at
        for ahead in range(at + 1, min(at + 9, len(self.tokens))):
            token = self.tokens[ahead]
            if token.text in CLAUSE_MARKS or token.fact >= 0:
                return at
            if token.text == "的":
                return ahead + 1
        return at

    def _before(self, place: int) -> Name | None:
        """The noun phrase that has this value or is counted so: 政策落实率达到100%, 招聘企业171家."""
        fact = self.fact(place)
        at = place - 1
        if fact.kind == "ordinal":
            at = self._past_scope(self._past_reach(at))
        at = self._past_reach(at)
        share = (
            self._share_word(at)
            if self.token(place - 1) == self.token(at) or self.text(place - 1) == "的"
            else None
        )
        if share is not None:
            whole = self.phrase_back(at if self.text(at) != "的" else at - 1)
            at = self._past_reach(share - 1)
        parts = self.phrase_back(at)
        if parts and not (len(parts) == 1 and parts[0].text in SCOPE):
            return self.clip(parts)
        name = self._verb_name(at, fact) or self._inherited(place, at)
        if name is None and share is not None and whole:
            return self.clip(whole)
        return name

    def _past_dates(self, at: int) -> int:
        while (token := self.token(at)) is not None and (
            (token.fact >= 0 and self.facts[token.fact].kind == "date") or token.flag == "t"
        ):
            at -= 1
        return at

    def _past_scope(self, at: int) -> int:
        """Left over the field of a rank: 居全国第一, 列全省各市首位."""
        back = at
        while (token := self.token(back)) is not None and (token.flag in {"s", "ns"} or token.text in SCOPE):
            back -= 1
        token = self.token(back)
        return back if token is not None and self.is_reach(token) else at

    def _past_reach(self, at: int) -> int:
        """Left over everything that only says that the value is had: adverbs, 达到, 同比增长, dates, 比上年同期."""
        start = at
        while (token := self.token(at)) is not None:
            if token.fact >= 0:
                if self.facts[token.fact].kind != "date":
                    break
            elif token.text in self.words.vague and self.is_time(at - 1):
                at -= 1
            elif token.text in "（(：:" and at == start:
                pass
            elif token.text in CLAUSE_MARKS or not (self.is_reach(token) or token.text in FROM):
                break
            at -= 1
        for back in range(at, max(-1, at - 8), -1):
            token = self.tokens[back]
            if token.text in CLAUSE_MARKS or (token.fact >= 0 and self.facts[token.fact].kind != "date"):
                break
            if token.text in {"比", "较"}:
                return self._past_reach(back - 1)
        return at

    def _share_word(self, at: int) -> int | None:
        """The place of 占 in 占总量的: the whole is not what is counted, the part is."""
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            if token.text in {"占", "占到", "占据"}:
                return at
            if not (self.is_noun(token) or token.text in POSSESSIVE or token.flag[0] in "rdfst"):
                return None
            at -= 1
        return None

    def _verb_name(self, at: int, fact: Fact) -> Name | None:
        """停工14个月, 捐资近2万元: the act itself has the value; 时间被推迟四天: what was acted on has."""
        token = self.token(at)
        if token is None or fact.kind not in {"money", "duration", "measure", "percent"}:
            return None
        if token.flag[0] != "v" or len(token.text) < 2 or token.text in self.words.predicate:
            return None
        left = at - 1
        while self.text(left) in {"被", "已", "已经", "又"}:
            left -= 1
        parts = self.phrase_back(left)
        if self.text(at - 1) != "被" or not parts:
            parts = [*self.phrase_back(at - 1), token]
        return self.clip(parts)

    def _inherited(self, place: int, at: int) -> Name | None:
        """A clause that names nothing speaks of what the figure before it counted: …，同比增长25%."""
        token = self.token(at)
        if (
            token is not None
            and token.fact < 0
            and token.text not in CLAUSE_MARKS
            and token.text not in {"其中", "、", "和"}
        ):
            return None
        return self._nearest(place) or self._topic(at)

    def _nearest(self, place: int) -> Name | None:
        """The name of a figure before, first of those whose name stands before them."""
        indexes = [token.fact for token in self.tokens[:place] if token.fact >= 0]
        names = [
            self.found[index]
            for index in reversed(indexes)
            if index in self.found and self.facts[index].kind != "age"
        ]
        return next((name for name in names if name.is_topic), names[0] if names else None)

    def _topic(self, at: int) -> Name | None:
        """The noun phrase that opens the clause before."""
        if self.text(at) not in {"，", ","}:
            return None
        start = at - 1
        while start >= 0 and self.tokens[start].text not in CLAUSE_MARKS:
            start -= 1
        start += 1
        parts: list[Token] = []
        while start < at:
            token = self.tokens[start]
            if token.fact >= 0 or (token.flag[0] in "td" and not parts):
                if parts:
                    break
            elif (
                self.is_noun(token) or token.text in QUOTES or (parts and token.text in POSSESSIVE | JOINERS)
            ):
                parts.append(token)
            else:
                break
            start += 1
        parts = self.trim(parts)
        return self.clip(parts) if parts else None

    def _is_point(self, place: int) -> bool:
        """三年前, 10多年来: a duration that only says when."""
        return self.text(place + 1)[:1] in set("来前后内间里") or self.text(place + 1) in {
            "以来",
            "之前",
            "之后",
            "之内",
            "期间",
        }

    def _is_ranked(self, place: int) -> bool:
        """跃居全国第一, 《条例》第二十条: the rank is said of something before."""
        if self.text(place - 1) in {"》", "”"}:
            return True
        back = self._past_scope(place - 1)
        token = self.token(back)
        return back < place - 1 and token is not None and token.fact < 0 and self.is_reach(token)

    def _share(self, figures: list[int]) -> None:
        """Figures in a row: 分别为 gives each its own of several names; others take the name of the last."""
        for run in self._runs(figures):
            names = self._own_names(run)
            for place, name in zip(run, names, strict=False):
                self.found[self.tokens[place].fact] = name
            last = self.found.get(self.tokens[run[-1]].fact)
            for place in run[:-1]:
                if last is not None and self.tokens[place].fact not in self.found:
                    self.found[self.tokens[place].fact] = last

    def _runs(self, figures: list[int]) -> Iterator[list[int]]:
        run: list[int] = []
        for place in figures:
            joined = run and place - run[-1] == 2 and self.tokens[place - 1].text in JOINERS | {"与", "，"}
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
        for token in [*self.tokens[:at], Token("。", "x", 0, 0)]:
            if self.is_noun(token) and token.fact < 0:
                parts.append(token)
                continue
            if parts:
                rows[-1].append(Name(parts[0].start, parts[-1].end))
            if token.text not in JOINERS | {"与"} or not parts:
                rows.append([])
            parts = []
        fitting = [row for row in rows if len(row) == len(run)]
        return fitting[-1] if fitting else []
