"""Noun phrases in a row of words, read from a figure on.

Segmenters do not tell a verb that acts from one that describes (获得 and 失学 before a noun are both `v`), so the
words that decide are data, and a phrase ends where that is not plain.
"""

from __future__ import annotations

from ..models import Fact
from .phrase_parts import PhraseParts, describes
from .phrases_back import MAX_REMARK, OPENING
from .word_classes import (
    ASIDE,
    ASPECTS,
    BODIES,
    BODY_ENDS,
    CLAUSE_MARKS,
    CLOSED,
    JOINERS,
    KINDS,
    MEETING_ENDINGS,
    MEETINGS,
    NAME_ENDINGS,
    NOUN_ENDINGS,
    PEOPLE,
    PERSON_ENDS,
    PERSONS,
    PLACE_ENDINGS,
    POSSESSIVE,
    PREFIXES,
    QUOTES,
    RIDDEN,
    ROUNDS,
    SORTS,
    VEHICLES,
    WORN,
    Token,
)

# How many words a description may have: 功能日益完善、内涵愈加丰富的道路.
MAX_DESCRIPTION = 8


# 两场盛会不期而遇: phrases of the dictionary that tell, against 自然资源.
SHARES = ("半数", "多数", "大多数", "大部分", "部分", "全部")
PACE = frozenset({"速度", "价格", "成绩", "优势", "代价"})
TELLING = frozenset("不而可一")
BOUNDS = frozenset({"以上", "以下", "以内"})


class Phrases(PhraseParts):
    """One sentence, with the noun phrases around its figures."""

    def phrase(self, at: int, fact: Fact, linked: bool, *, is_object: bool = False) -> list[Token]:
        """The words of a noun phrase from `at` on; `linked` where 的 has announced it, `is_object` where a verb governs it."""
        parts: list[Token] = []
        while (token := self.token(at)) is not None and token.fact < 0:
            if token.text in CLAUSE_MARKS and not (token.text == "（" and parts):
                break
            has_word = _has_word(parts)
            if token.text == "（":
                remark = self._remark_ahead(at)  # 21个乡镇（街道）
                parts += remark
                follower = self.token(at + len(remark))
                if (
                    not remark
                    or follower is None
                    or not (self.is_noun(follower) and self._closes_remark(follower, fact, linked))
                ):
                    break
                at += len(remark)  # 第四届中国（江州）茶博会
                continue
            if parts and [part.text for part in parts] == ["人"]:
                break  # 43%的人血压偏高
            if token.text in OPENING:
                opened = at
                at, words = self._enclosed(at, 1)
                if not words or (has_word and not self._goes_on(at + 1)):
                    at = opened
                    break  # 500件古画“祛病延年”
                parts += words
            elif token.text in POSSESSIVE:
                if fact.kind == "duration" and not linked and parts and parts[-1].text[-1] in "龄期":
                    break  # 上千年树龄的古树
                if self.text(at + 1) == "基础" and self.text(at + 2)[:1] in {"上", "之"}:
                    break  # 在调拨5件物资的基础上
                if (
                    parts
                    and not linked
                    and (parts[-1].text in self.words.made or self._only_describes(parts, fact, at))
                ):
                    parts = []  # 26款本地研发的产品
                    at += 1
                    continue
                if not self._runs_on(parts, fact, linked):
                    break
                parts = [] if describes(parts[-1]) else [*parts, token]
            elif has_word and token.text in BOUNDS and self.text(at + 1) == "的":
                parts, at = [], at + 1  # 46名主治以上的医生
            elif has_word and (link := self._end_of_description(at)):
                parts, at = [], link
            elif self._is_inside(at, has_word, fact, linked, is_object):
                if token.text == "地" and has_word:  # 秸秆地
                    parts[-1] = parts[-1]._replace(text=parts[-1].text + token.text, end=token.end)
                else:
                    parts.append(token)
            else:
                break
            at += 1
        while len(parts) > 1 and parts[-1].text in self.words.vague:
            parts = parts[:-1]
        if fact.kind == "ordinal" and fact.unit in MEETINGS:
            ends = [number for number, part in enumerate(parts, 1) if part.text[-1] in MEETING_ENDINGS]
            parts = parts[: ends[0]] if ends else parts
        if parts and parts[0].text == "大" and fact.kind == "ordinal":
            parts = parts[1:]  # 第四大港
        return self.without_value(self.without_acts(self.trim(parts), fact), fact, at)

    def _is_inside(self, at: int, has_word: bool, fact: Fact, linked: bool, is_object: bool) -> bool:
        """Whether the word at `at` belongs to the noun phrase that is being read."""
        token = self.tokens[at]
        if token.text in self.words.vague and has_word:
            return self._is_inner(at) or (
                token.text in KINDS and self.tokens[at - 1].flag[0] != "v" and self._goes_on(at + 1)
            )
        if token.text in JOINERS or (token.text == "与" and fact.unit not in PEOPLE):
            if self.text(at + 1).startswith(SHARES):
                return False  # 80%的农机手和半数以上的种粮大户
            return has_word and fact.kind != "age" and self._goes_on(at + 1)
        if has_word and (token.text in self.words.own or token.text.startswith("平均")):
            return False  # 10亩茶园亩产鲜叶800公斤
        if has_word and token.text in self.words.reach and token.flag in {"a", "ad", "d"}:
            follower = self.token(at + 1)  # 20名志愿者连续三天, against 水汽稳定同位素
            return token.flag == "a" and follower is not None and follower.flag == "n"
        if token.text == "时间" and not has_word and fact.kind == "duration":
            return False  # 连续5年的时间深耕这一行
        if has_word and (self._is_most(at) or self._is_most(at - 1) or self._is_hurt(at, fact)):
            return True
        is_idiom = token.flag == "i" or (
            token.flag == "l" and (self.text(at + 1)[:1] == "地" or not TELLING.isdisjoint(token.text[1:]))
        )
        if is_idiom and has_word and (self.text(at + 1)[:1] == "地" or not self._goes_on(at + 1)):
            return False  # 专家济济一堂: what they do, not who they are
        if token.flag in {"v", "vn"} and self.text(at - 1) in PACE and linked:
            return False  # 以15公里的速度移动
        if has_word and (self._acts_next(at, fact) or self._is_aside(at)):
            return False
        if has_word and token.text in self.words.either:
            return self._is_attribute(at)
        if self.is_noun(token) or token.text == "·" or self._is_inner(at):
            return True
        is_sort = token.flag == "t" and token.text not in self.words.predicate
        if (is_sort or token.text in SORTS) and has_word and self._goes_on(at + 1):
            return True  # 亚洲冬季运动会, 卓越级智能工厂
        if (
            token.text.startswith(("各", "其他", "相关", "某"))
            or self._is_superlative(at, has_word)
            or (token.text == "—" and self._goes_on(at + 1))
        ):
            return True
        if token.flag == "m" and has_word and token.text.isascii():  # 世界500强企业
            return self._goes_on(at + 1)
        if self._is_nominal_act(at, fact, linked and fact.kind in {"duration", "percent", "ratio"}):
            return not has_word or (linked and self.text(at - 1)[-1:] not in MEETING_ENDINGS)
        if has_word and token.text == "与" and fact.unit in PEOPLE and self.tokens[at - 1].flag == "vn":
            return self._goes_on(at + 1)  # 14家教育与培训基地
        if not has_word:
            if (
                token.text in PREFIXES
                and (follower := self.token(at + 1)) is not None
                and follower.flag == "n"
            ):
                return True  # 5个分论坛
            if token.flag == "t" and token.text[-1] in "代朝期" and self._goes_on(at + 1):
                return True  # 5座夏代墓葬
            if linked and token.flag == "q" and fact.kind in {"percent", "ratio"}:
                return True  # 70%的户
            # What follows 18人 is what they did.
            return self._modifies(at) and (linked or fact.unit not in self.words.person)
        if fact.kind == "ordinal" and token.text == "日" and self.text(at + 1)[:1] in CLOSED:
            return True  # 第二十六个国际生物多样性日
        if self._names_device(at, fact) or self._ends_name(at):
            return True
        if token.text in PLACE_ENDINGS:
            return True  # 储能站, where 站 is a verb
        if token.flag == "v" and self.tokens[at - 1].text == "新" and self.text(at + 1)[:1] in CLOSED:
            return True  # 十大考古新发现
        is_second = self.tokens[at - 1].flag == "v" and self.tokens[at - 2].fact >= 0
        if token.flag == "v" and ((is_second and self._modifies(at)) or self.names_extent(at)):
            return True  # 两个月的等待周期
        if token.flag == "v" and (self.text(at + 1) in NAME_ENDINGS or self._is_listed(at)):
            return token.text not in self.words.predicate  # 医疗隔离点
        is_whole = is_object or (linked and fact.kind == "duration")
        if is_whole and fact.unit not in self.words.entity and self._modifies(at):
            return True  # 攻克100余种植物繁育技术难题
        return fact.kind == "measure" and token.flag == "v" and self.text(at + 1) == "的"

    def _only_describes(self, parts: list[Token], fact: Fact, at: int) -> bool:
        """30双磨损的鞋, 12间倒塌的房屋: an act before 的 says of what sort the things are; 86名带娃的老人: whom it tells of comes behind."""
        if fact.unit in {"名", "位"} and parts[-1].text[-1] not in PERSONS | PERSON_ENDS | BODY_ENDS:
            follower = self.token(at + 1)
            if follower is not None and follower.flag == "n" and follower.text[-1] in PERSONS - VEHICLES:
                return True
        return len(parts) == 1 and parts[0].flag in {"v", "vn"} and fact.unit in self.words.entity | WORN

    def _closes_remark(self, token: Token, fact: Fact, linked: bool) -> bool:
        """第四届中国（江州）茶博会, 5个市（州）大队, 65米的青年（U20）纪录, against 12个乡镇（街道）账目."""
        return fact.unit in MEETINGS or linked or token.text[-1:] in BODY_ENDS

    def _remark_ahead(self, at: int) -> list[Token]:
        """The words of a remark in brackets that names more of the same: 县（市、区）; none of another remark."""
        remark: list[Token] = []
        for token in self.tokens[at : at + MAX_REMARK]:
            remark.append(token)
            if token.text == "）":
                return remark
            if token.text not in {"（", "、"} and not self.is_noun(token):
                break
        return []

    def _end_of_description(self, at: int) -> int:
        """Where the 的 stands that ends a description begun at `at`: 5种纯度不等的糖; 0 where there is none."""
        if self.tokens[at].flag[0] in "mqr" and self.text(at + 1) == "的":
            return at + 1
        if self.tokens[at].text not in self.words.degree:
            return 0
        for ahead in range(at + 2, min(at + MAX_DESCRIPTION, len(self.tokens))):
            token = self.tokens[ahead]
            if token.fact >= 0 or token.text in CLAUSE_MARKS:
                return 0
            if token.text == "的":
                return ahead
        return 0

    def _runs_on(self, parts: list[Token], fact: Fact, linked: bool) -> bool:
        """Whether 的 inside a phrase leads on to its head: 5种新鲜的蔬菜, against 3个国家的代表."""
        if not _has_word(parts) or parts[-1].text in self.words.vague:
            return False
        return fact.kind in {"measure", "duration"} or linked or describes(parts[-1])

    def _is_inner(self, at: int) -> bool:
        """A word of place inside a phrase: 中老年, 国内外知名企业."""
        token, follower = self.tokens[at], self.token(at + 1)
        if token.text[0] in "之以" and self.tokens[at - 1].fact >= 0:
            return False  # 3队之间的成绩
        return token.flag[0] == "f" and token.text != "下" and follower is not None and self.is_noun(follower)

    def _is_attribute(self, at: int) -> bool:
        """407家头部采购企业, against 5家企业采购设备."""
        follower, last = self.token(at + 1), self.tokens[at - 1].text
        if self.tokens[at].text == "首发" and last not in self.words.scope:
            return False  # 20款新品首发首秀, against 4款全球首发车型
        actor = last.endswith(BODIES) or last[-1] in PERSONS
        return follower is not None and self.is_noun(follower) and not actor

    def _acts_next(self, at: int, fact: Fact) -> bool:
        """2000户农户发展养殖, 300名车手参赛: a verb behind who is counted is what they do."""
        token, last = self.tokens[at], self.tokens[at - 1]
        if token.flag in {"v", "vn"} and (self.text(at + 1) in ASPECTS or token.text in self.words.move):
            return True
        if fact.kind == "age" and token.flag == "v" and self.is_noun(last):
            return token.text not in self.words.nominal  # 45岁以下的青年人承担
        if last.text[-1:] in VEHICLES and fact.unit not in RIDDEN:
            return False  # 763支农机应急作业服务队
        who = fact.unit in self.words.entity or fact.unit == "支" or fact.kind in {"percent", "ratio"}
        return (
            who
            and token.flag in {"v", "vn"}
            and len(last.text) > 1
            and last.text[-1] in PERSONS
            and last.flag[0] == "n"
        )

    def _is_aside(self, at: int) -> bool:
        """50家企业全景展示, against 3张全景照片."""
        follower = self.token(at + 1)
        return self.tokens[at].text in ASIDE and follower is not None and follower.flag in {"v", "vn"}

    def _is_nominal_act(self, at: int, fact: Fact, linked: bool) -> bool:
        """A verb that is a thing here, with nothing behind it: 5天的激烈角逐, 第十一批集采."""
        token, follower = self.tokens[at], self.token(at + 1)
        is_event = fact.kind == "ordinal" and fact.unit in ROUNDS
        if token.flag[0] != "v" or len(token.text) < 2 or not (linked or is_event):
            return False
        return follower is None or follower.text in CLAUSE_MARKS

    def _modifies(self, at: int) -> bool:
        """A verb that stands before a noun as its attribute: 失学儿童, against 获得表彰."""
        token = self.tokens[at]
        if token.text[-1] in "到至了":
            return False
        follower = self.token(at + 1)
        if token.flag[0] != "v" or len(token.text) < 2 or token.text[0] in "没未不" or follower is None:
            return False
        if len(follower.text) == 1 and (follower.flag[0] == "n" or follower.text in NOUN_ENDINGS):
            return True
        if token.text in self.words.acting:
            return False
        after = self.token(at + 2)
        chain = follower.flag == "v" and len(follower.text) > 1 and follower.text not in self.words.predicate
        return self.is_noun(follower) or (chain and after is not None and self.is_noun(after))


def _has_word(parts: list[Token]) -> bool:
    return any(part.text not in QUOTES for part in parts)


def name_person(parts: list[Token]) -> list[Token]:
    """The last name among the words of a person: 女孩包承宁; a name may be cut in two (宋, 东升)."""
    named = [number for number, part in enumerate(parts) if part.flag.startswith("nr")]
    if not named or parts[-1].text in QUOTES:
        return parts  # “核桃王” is no person
    first = named[-1]
    if first and parts[first - 1].flag.startswith("nr") and len(parts[first - 1].text) == 1:
        first -= 1
    whole = len(parts[first].text) > 1 or first + 1 == len(parts)
    return parts[first : first + 1] if whole else parts[first : first + 2]
