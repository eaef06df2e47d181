"""Noun phrases in a row of words, read from a figure on and from a figure back.

Segmenters do not tell a verb that acts from one that describes (获得 and 失学 before a noun are both `v`), so the
words that decide are data, and a phrase ends where that is not plain.
"""

from __future__ import annotations

from typing import NamedTuple

from ..models import Fact
from .clauses import CLAUSE_MARKS, JOINERS, NOUN_ENDINGS, PLACE_ENDINGS, POSSESSIVE, QUOTES, Clauses, Token

# The longest name that is given whole, in characters; a longer one loses what stands before its first 的 or 、.
# The longest of 190 annotated names has 16; at 24 a hundredth of all names in the news is cut.
MAX_NAME = 24
# 第九届亚洲冬季运动会自由式滑雪比赛: the ordinal counts the games, and their name ends so.
MEETINGS = frozenset("届次")
MEETING_ENDINGS = frozenset("会赛节展议奖杯坛周")
# Units of people and bodies, which act; 20套教学设计 do not.
PEOPLE = frozenset("名位家户")
# What comes in 第三批 and 第五届 is often named by a verb.
# 充电设施（枪）总数 keeps its remark; a longer one is a sentence of its own.
MAX_REMARK = 8
EVENTS = frozenset("届批次轮场期")
SORTS = frozenset("级型类式款版")
DIMENSION = frozenset("长宽高深厚重大多快")
CLOSING = frozenset("）)")
PAIRS = {
    **(_pairs := {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』"}),
    **{close: opening for opening, close in _pairs.items()},
}
OPENING, ENDING = frozenset(_pairs), frozenset(_pairs.values())
# The longest title or quotation inside a name, in words; where the mark's other half is farther it was forgotten.
MAX_ENCLOSED = 16
DEGREE = frozenset(
    [
        "不",
        "很",
        "较",
        "最",
        "更",
        "极",
        "十分",
        "非常",
        "比较",
        "相对",
        "各",
        "日益",
        "愈加",
        "更加",
        "越来越",
        "逐渐",
        "逐步",
    ]
)
# How many words a description may have: 功能日益完善、内涵愈加丰富的道路.
MAX_DESCRIPTION = 8


FROM = frozenset({"由", "从", "自"})


class Name(NamedTuple):
    """A subject found: its place in the text, and whether it stands before its figure (what a sentence speaks of mostly does)."""

    start: int
    end: int
    is_topic: bool = False


class Phrases(Clauses):
    """One sentence, with the noun phrases around its figures."""

    def phrase(self, at: int, fact: Fact, linked: bool, *, is_object: bool = False) -> list[Token]:
        """The words of a noun phrase from `at` on; `linked` where 的 has announced it, `is_object` where a verb governs it."""
        parts: list[Token] = []
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            has_word = _has_word(parts)
            if token.text in OPENING:
                at, words = self._enclosed(at, 1)
                if not words:
                    break
                parts += words
            elif token.text in POSSESSIVE:
                if not self._runs_on(parts, fact, linked):
                    break
                parts = [] if _describes(parts[-1]) else [*parts, token]
            elif has_word and (link := self._end_of_description(at)):
                parts, at = [], link
            elif self._is_inside(at, has_word, fact, linked, is_object):
                parts.append(token)
            else:
                break
            at += 1
        while len(parts) > 1 and parts[-1].text in self.words.vague:
            parts = parts[:-1]
        if fact.kind == "ordinal" and fact.unit in MEETINGS:
            ends = [number for number, part in enumerate(parts, 1) if part.text[-1] in MEETING_ENDINGS]
            parts = parts[: ends[0]] if ends else parts
        return self._without_acts(self.trim(parts), fact)

    def _is_inside(self, at: int, has_word: bool, fact: Fact, linked: bool, is_object: bool) -> bool:
        """Whether the word at `at` belongs to the noun phrase that is being read."""
        token = self.tokens[at]
        if token.text in self.words.vague and has_word:
            return self._is_inner(at)
        if token.text in JOINERS:
            return has_word and fact.kind != "age" and self._goes_on(at + 1)
        if token.flag == "i" and has_word and not self._goes_on(at + 1):
            return False  # 专家济济一堂: what they do, not who they are
        if self.is_noun(token) or token.text == "·" or self._is_inner(at):
            return True
        if (token.flag == "t" or token.text in SORTS) and has_word and self._goes_on(at + 1):
            return True  # 亚洲冬季运动会, 卓越级智能工厂
        if token.text.startswith(("各", "其他", "相关", "某")) or (
            token.text == "—" and self._goes_on(at + 1)
        ):
            return True
        if token.flag == "m" and has_word and token.text.isascii():  # 世界500强企业
            return True
        if self._is_nominal_act(at, fact, linked and has_word):
            return linked or not has_word
        if not has_word:
            # What follows 18人 is what they did.
            return self._modifies(at) and (linked or fact.unit not in self.words.person)
        if token.flag == "v" and (self.text(at + 1) in PLACE_ENDINGS | NOUN_ENDINGS or self._is_listed(at)):
            return token.text not in self.words.predicate  # 医疗隔离点
        is_whole = is_object or (linked and fact.kind == "duration")
        if is_whole and fact.unit not in self.words.entity and self._modifies(at):
            return True  # 攻克100余种植物繁育技术难题
        return fact.kind == "measure" and token.flag == "v" and self.text(at + 1) == "的"

    def _is_listed(self, at: int) -> bool:
        """Only the words of a name stand between `at` and the next of a row: 46家重点产废企业、4家医院."""
        while (token := self.token(at)) is not None and (self.is_noun(token) or token.flag == "v"):
            if token.text in self.words.predicate:
                return False
            at += 1
        follower = self.token(at + 1)
        return self.text(at) == "、" and follower is not None and follower.fact >= 0

    def _end_of_description(self, at: int) -> int:
        """Where the 的 stands that ends a description begun at `at`: 5种纯度不等的糖; 0 where there is none."""
        if self.tokens[at].flag[0] in "mqr" and self.text(at + 1) == "的":
            return at + 1
        if self.tokens[at].text not in DEGREE:
            return 0
        for ahead in range(at + 2, min(at + MAX_DESCRIPTION, len(self.tokens))):
            token = self.tokens[ahead]
            if token.fact >= 0 or token.text in CLAUSE_MARKS:
                return 0
            if token.text == "的":
                return ahead
        return 0

    def _without_acts(self, parts: list[Token], fact: Fact) -> list[Token]:
        """148家企业参展: a verb that ends the phrase is what they did, where people and things are counted."""
        if fact.unit in self.words.entity:
            acts = {"v", "vn"} if fact.unit in PEOPLE else {"v"}
            while len(parts) > 1 and parts[-1].flag in acts and parts[-1].text[-1] not in NOUN_ENDINGS:
                parts = self.trim(parts[:-1])
        is_name = any(part.flag != "a" or len(part.text) > 1 for part in parts)
        return parts if is_name and not (len(parts) == 1 and parts[0].flag == "t") else []

    def _runs_on(self, parts: list[Token], fact: Fact, linked: bool) -> bool:
        """Whether 的 inside a phrase leads on to its head: 5种新鲜的蔬菜, against 3个国家的代表."""
        if not _has_word(parts) or parts[-1].text in self.words.vague:
            return False
        return fact.kind in {"measure", "duration"} or linked or _describes(parts[-1])

    def _is_inner(self, at: int) -> bool:
        """A word of place inside a phrase: 中老年, 国内外知名企业."""
        token, follower = self.tokens[at], self.token(at + 1)
        return token.flag[0] == "f" and follower is not None and self.is_noun(follower)

    def _is_nominal_act(self, at: int, fact: Fact, linked: bool) -> bool:
        """A verb that is a thing here, with nothing behind it: 5天的激烈角逐, 第十一批集采."""
        token, follower = self.tokens[at], self.token(at + 1)
        is_event = fact.kind == "ordinal" and fact.unit in EVENTS
        if token.flag[0] != "v" or len(token.text) < 2 or not (linked or is_event):
            return False
        return follower is None or follower.text in CLAUSE_MARKS

    def _modifies(self, at: int) -> bool:
        """A verb that stands before a noun as its attribute: 失学儿童, against 获得表彰."""
        token = self.tokens[at]
        follower = self.token(at + 1)
        if (
            token.flag[0] != "v"
            or len(token.text) < 2
            or token.text in self.words.predicate
            or follower is None
        ):
            return False
        return self.is_noun(follower)

    def _goes_on(self, at: int) -> bool:
        """A second noun follows the joiner, and is not itself counted: 国家和地区, against 企业、高校5所."""
        start = at
        while (token := self.token(at)) is not None and token.fact < 0 and self.is_noun(token):
            at += 1
        return at > start and (at >= len(self.tokens) or self.tokens[at].fact < 0)

    def phrase_back(self, at: int, *, is_value: bool = False) -> list[Token]:
        """The words of the noun phrase that ends at `at`; `is_value` where the sentence says that it has a value."""
        parts: list[Token] = []
        while (token := self.token(at)) is not None and token.fact < 0:
            if token.text in CLAUSE_MARKS and not (token.text in CLOSING and parts):
                break
            if token.text in ENDING:
                at, words = self._enclosed(at, -1)
                if not words:
                    break
                parts += words
            elif token.text in CLOSING:
                at, remark = self._remark(at)
                if not remark:
                    break
                parts += remark
            elif self._is_inside_back(at, parts) or (is_value and parts and self._bridges(at)):
                parts.append(token)
            else:
                break
            at -= 1
        parts.reverse()
        if (
            len(parts) > 1
            and parts[-1].text in DIMENSION
            and parts[-1].flag[0] == "a"
            and parts[-2].flag[0] == "n"
        ):
            parts = parts[:-1]  # 作案时间长达10年
        return self.trim(parts)

    def _is_inside_back(self, at: int, parts: list[Token]) -> bool:
        """Whether the word at `at` belongs to the noun phrase whose later words are `parts`, last first."""
        token = self.tokens[at]
        if token.text in POSSESSIVE or token.text in JOINERS or token.text in {"与", "等"}:
            left = self.token(at - 1)
            if left is None or left.fact >= 0 or not (self.is_noun(left) or left.text in "”’》"):
                return False
            if token.text in JOINERS and self._is_counted(at - 1):
                return False
            return bool(parts) or token.text == "等"
        if self.is_noun(token) or token.text in {"各", "其他", "其它", "本", "·"}:
            return True
        # 近视率, cut as 近视 and 率.
        return token.flag == "v" and bool(parts) and parts[-1].text in NOUN_ENDINGS | PLACE_ENDINGS

    def past_dates(self, at: int) -> int:
        """Left over dates, with 的 behind them: 从去年的5200个."""
        back = at - 1 if self.text(at) == "的" else at
        passed = False
        while (token := self.token(back)) is not None and (
            (token.fact >= 0 and self.facts[token.fact].kind == "date")
            or token.flag == "t"
            or token.text == "原来"
        ):
            back, passed = back - 1, True
        return back if passed else at

    def past_scope(self, at: int) -> int:
        """Left over the field of a rank: 居全国第一, 列全省各市首位."""
        back = at
        while (token := self.token(back)) is not None and (
            token.flag in {"s", "ns"} or token.text in self.words.scope
        ):
            back -= 1
        token = self.token(back)
        return back if token is not None and self.is_reach(token) else at

    def past_reach(self, at: int) -> int:
        """Left over everything that only says that the value is had: adverbs, 达到, 同比增长, dates, 比上年同期."""
        start = at
        while (token := self.token(at)) is not None:
            if token.fact >= 0:
                if self.facts[token.fact].kind != "date":
                    break
            elif token.text == "的" and self.past_dates(at) != at:
                pass
            elif token.text in self.words.vague and self.is_time(at - 1):
                at -= 1
            elif token.text in "（(：:" and at == start:
                pass
            elif token.text in CLOSING:
                remark, _ = self._remark(at)
                if remark == at:
                    break
                at = remark
            elif (
                token.flag in {"v", "vn"}
                and len(token.text) > 1
                and self.text(at + 1) in {"到", "至"}
                and at < start
            ):
                pass
            elif token.text in CLAUSE_MARKS or not (self.is_reach(token) or token.text in FROM):
                break
            at -= 1
        for back in range(at, max(-1, at - 8), -1):
            token = self.tokens[back]
            if token.text in CLAUSE_MARKS or (token.fact >= 0 and self.facts[token.fact].kind != "date"):
                break
            if token.text in {"比", "较"}:
                return self.past_reach(back - 1)
        return at

    def share_word(self, at: int) -> int | None:
        """The place of 占 in 占总量的: the whole is not what is counted, the part is."""
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            if token.text in {"占", "占到", "占据"}:
                return at
            if not (self.is_noun(token) or token.text in POSSESSIVE or token.flag[0] in "rdfst"):
                return None
            at -= 1
        return None

    def _is_counted(self, at: int) -> bool:
        """The noun that ends at `at` has a figure of its own before it: 20家企业、高校5所."""
        while (token := self.token(at)) is not None and token.fact < 0 and self.is_noun(token):
            at -= 1
        return token is not None and token.fact >= 0 and self.facts[token.fact].kind != "date"

    def _bridges(self, at: int) -> bool:
        """A verb between two nouns of a name: 小麦收购均价为…; where a value is given, no verb acts on the second."""
        token, left = self.tokens[at], self.token(at - 1)
        if token.flag != "v" or len(token.text) != 2 or token.text in self.words.predicate or left is None:
            return False
        return self.is_noun(left) and not self.is_reach(token)

    def _enclosed(self, at: int, step: int) -> tuple[int, list[Token]]:
        """The words of a title or a quotation, whatever they are, from one mark to the other; none where the other is missing."""
        goal = PAIRS[self.tokens[at].text]
        words = [self.tokens[at]]
        while (token := self.token(at + step)) is not None and token.fact < 0 and len(words) < MAX_ENCLOSED:
            words.append(token)
            at += step
            if token.text == goal:
                return at, words
        return at, []

    def _remark(self, at: int) -> tuple[int, list[Token]]:
        """The words of a remark in brackets inside a name, from its end: 充电设施（枪）总数."""
        remark = [self.tokens[at]]
        while (token := self.token(at - 1)) is not None and token.fact < 0 and token.text not in "，；。":
            remark.append(token)
            at -= 1
            if token.text in "（(":
                return (at, remark) if remark[0].end - token.start <= MAX_REMARK else (at, [])
        return at, []

    def trim(self, parts: list[Token]) -> list[Token]:
        """Without what only joins, and without a quotation mark whose other half is not there."""
        while parts and (
            parts[-1].flag[0] == "f" or parts[-1].text in self.words.opening or self._is_loose(parts, -1)
        ):
            parts = parts[:-1]
        while parts and (self._is_loose(parts, 0) or parts[0].text in self.words.opening):
            parts = parts[1:]
        return parts

    def _is_loose(self, parts: list[Token], end: int) -> bool:
        text = parts[end].text
        return text in POSSESSIVE or text in JOINERS or text in {"与", "等", "·"}

    def clip(self, parts: list[Token]) -> Name:
        """Not longer than MAX_NAME: what stands before the last 的 goes first."""
        start, end = parts[0].start, parts[-1].end
        if end - start > MAX_NAME:
            for part in parts:
                if part.text in POSSESSIVE | JOINERS:
                    start = part.end
                if end - start <= MAX_NAME:
                    break
        return Name(start, end, is_topic=True)


def _has_word(parts: list[Token]) -> bool:
    return any(part.text not in QUOTES for part in parts)


def _describes(token: Token) -> bool:
    """An adjective or a set phrase: before 的 it says of what sort a thing is."""
    return token.flag[0] in "ail" or token.flag == "z"


def name_person(parts: list[Token]) -> list[Token]:
    """The last name among the words of a person: 女孩包承宁; a name may be cut in two (宋, 东升)."""
    named = [number for number, part in enumerate(parts) if part.flag.startswith("nr")]
    if not named:
        return parts
    first = named[-1]
    if first and parts[first - 1].flag.startswith("nr") and len(parts[first - 1].text) == 1:
        first -= 1
    whole = len(parts[first].text) > 1 or first + 1 == len(parts)
    return parts[first : first + 1] if whole else parts[first : first + 2]
