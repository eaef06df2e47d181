"""Acts that a figure says the extent or the number of: 停工14个月, 研发投入达3亿元, 6次参加比赛."""

from __future__ import annotations

from .carried import FINISHED, Carried
from .phrases_back import Name
from .word_classes import (
    BODIES,
    BODY_ENDINGS,
    CLAUSE_MARKS,
    JOINERS,
    PERSON_ENDS,
    PERSONS,
    QUOTES,
    VEHICLES,
    Token,
)

# 各类抽检超5万次: a hedge says that a value follows.
HEDGED = frozenset("超近约逾")
# Units of what happens.
EVENTS = frozenset(["例", "起", "宗", "单", "笔", "次", "场次", "人次", "人份", "台次", "架次", "批次"])
TIMES = frozenset({"次", "人次"})
# An act is told in a few words: 参加阅兵, 走进博物馆; in characters.
MAX_ACT = 8
SUMMED = frozenset({"共", "共计", "总计", "合计", "累计"})
ACT_ENDS = CLAUSE_MARKS | QUOTES | {"、"}
# What names of those end with that act, beside persons and offices: 工厂, 集团, 商店, 中国队, 全村.
ACTORS = frozenset("厂团店队市县区镇乡村省国社会校站家方友警军")

# 收到 and 看到 are acts, 烧到 and 蹿至 say how far a value went.
GETTING = frozenset("收得受拿领遇接看见听想找买用来去走回赶送分感谈提交捐存转投退赔付")
# 走出, 卖掉, 换回, 挪开: what is done to its end is no name.
ENDS_OF_ACTS = frozenset("出到至掉走开去过着了回还完好")
PRONOUNS = frozenset("我你他她它您咱")
WHERE = frozenset({"在", "于", "的"})
SELLERS = frozenset("店市场厂司社园馆摊网")

# 海拔700米的林场: right before its size, the name of what is measured.
QUANTITIES = frozenset(
    [
        "海拔",
        "面积",
        "直径",
        "半径",
        "长度",
        "宽度",
        "高度",
        "厚度",
        "深度",
        "容积",
        "体积",
        "重量",
        "身高",
        "体重",
    ]
)
EXTENTS = frozenset("率额量值积度长宽高径重速压温龄距幅")


class Acts(Carried):
    """One sentence, read for verbs that stand as names."""

    def nominal_verb(self, at: int) -> list[Token]:
        """研发投入达3亿元, 收到来信1127封: a verb that has a value, or that another verb governs, is a name."""
        token = self.token(at)
        if token is None or token.flag[0] != "v" or len(token.text) < 2 or self.is_reach(token):
            return []
        if token.text[-1] in ENDS_OF_ACTS and token.text not in self.words.nominal:
            return []  # 最后一跳跳出8米
        if self.text(at + 1) in {"了", "过", "着"} and token.text not in self.words.nominal:
            return []  # 骑手上报了73条
        if token.text in self.words.acting or (len(token.text) > 2 and token.text[0] in "可要需能会"):
            return []  # 动辄要花费数万元
        return [*self.phrase_back(at - 1), token]

    def verb_name(self, at: int, place: int) -> Name | None:
        """停工14个月, 捐资近2万元: the act itself has the value; 时间被推迟四天: what was acted on has."""
        token, fact = self.token(at), self.fact(place)
        if token is None or fact.kind not in {"money", "duration", "measure", "percent"}:
            return None
        if (
            token.flag[0] != "v"
            or len(token.text) < 2
            or token.text in self.words.pivot
            or token.text[0] in "可要需能会被再先刚晚另才"
            or token.text[0] == "一"
            or token.text[0] in PRONOUNS
            or token.text[-1] in "近约超"
            or (token.text[-1] in ENDS_OF_ACTS and token.text not in self.words.nominal)
        ):
            return None
        if self.is_bare(at) and fact.kind != "duration" and (name := self.of_same_unit(place)) is not None:
            return name  # 种烟3200亩，已移栽2900亩
        goes_on = (
            token.text in self.words.gain
            and self.text(at - 1) in CLAUSE_MARKS
            and fact.kind in {"percent", "ratio"}
        )
        if goes_on and (name := self.nearest(place)) is not None:
            return name  # 粮食总产量3万吨，增产1.2%
        if token.text in self.words.predicate and fact.unit != "周年":
            follower = self.token(place + 1)
            if follower is not None and follower.flag == "v":
                return None  # 检修提前3天完工
            parts = self.phrase_back(self.past_adverbs(at - 1)) if fact.kind == "duration" else []
            return self.clip(parts) if parts and parts[-1].text not in self.words.vague else None
        left = at - 1
        while self.text(left) in {"被", "已", "已经", "又"}:
            left -= 1
        parts = self.phrase_back(left)
        is_thing = fact.kind == "duration" and left < at - 1 and parts and not self._may_act(parts[-1])
        is_moved = fact.kind != "duration" and self.text(left - len(parts)) in {"把", "将"}
        if not parts or not (self.text(at - 1) == "被" or is_thing or is_moved):
            before = self.phrase_back(at - 1)
            parts = (
                [token] if self.text(at - 1 - len(before)) == "在" else [*before, token]
            )  # 川剧已上演300年, 把沙漠逼退20公里
        return self.clip(parts)

    def past_adverbs(self, at: int) -> int:
        """Left over adverbs: 活动已连续开展9年."""
        while (
            (token := self.token(at)) is not None
            and token.fact < 0
            and (token.flag in {"d", "ad", "i"} or token.text == "连续")
        ):
            at -= 1
        return at

    def undergone(self, place: int, at: int) -> Name | None:
        """二手房成交1.43万套, 校舍倒塌12间: what a verb happens to, where its noun is no one who acts."""
        fact, token, after = self.fact(place), self.token(at), self.text(place + 1)
        if fact.kind not in {"count", "percent"} or fact.unit in self.words.person or token is None:
            return None
        if token.text not in self.words.undergo:
            return None
        if after and after not in CLAUSE_MARKS and after not in JOINERS:
            return None
        parts = self.phrase_back(self.past_adverbs(at - 1))
        if not parts or (self._may_act(parts[-1]) and parts[-1].text[-1] not in VEHICLES):
            return None
        return self.clip(parts)

    def fronted(self, place: int, at: int) -> Name | None:
        """这样的老厂房，全县共摸排出31处: a phrase set before the clause whose verb counts it."""
        fact, verb, after = self.fact(place), self.token(at), self.text(place + 1)
        if fact.kind != "count" or fact.unit in self.words.person or verb is None or verb.flag[0] != "v":
            return None
        if verb.text[-1] not in "出到" and verb.text not in FINISHED:
            return None
        if (after and after not in CLAUSE_MARKS) or verb.text in self.words.pivot:
            return None
        left = at - 1
        while (token := self.token(left)) is not None and token.text not in CLAUSE_MARKS:
            is_glued = token.flag == "v" and token.text[0] == "共"  # 共摸 and 排出
            if token.fact >= 0 or not (is_glued or self.is_reach(token) or token.text in self.words.scope):
                return None
            left -= 1
        end = left - 1
        parts = self.phrase_back(end) if self.text(left) == "，" else []
        before = self.token(end - len(parts))
        opens = before is None or before.text in CLAUSE_MARKS or before.flag[0] == "r" or before.text == "的"
        if not parts or not opens or parts[-1].flag != "n" or self._may_act(parts[-1]):
            return None
        return self.clip(parts)

    def _may_act(self, token: Token) -> bool:
        """Someone, a body or a place: 工厂生产200台, 民警查获30件."""
        return (
            token.text.endswith(BODIES)
            or token.text[-1:] in PERSONS | PERSON_ENDS | BODY_ENDINGS | ACTORS
            or token.flag in {"ns", "nt", "nr", "s", "r"}
            or token.text in self.words.scope
        )

    def lasting(self, place: int, at: int) -> Name | None:
        """座谈会开了3个小时, 大雨下了两天: a thing that a verb of one character goes on with."""
        token = self.token(at)
        if self.fact(place).kind != "duration" or self.text(place - 1) != "了" or token is None:
            return None
        if token.flag != "v" or len(token.text) != 1:
            return None
        parts = self.phrase_back(self.past_adverbs(at - 1))
        if not parts or parts[-1].text[-1:] in PERSONS | PERSON_ENDS or parts[-1].flag in {"nr", "ns", "s"}:
            return None
        if any(self.tokens[number].text in WHERE for number in range(max(0, at - len(parts) - 1), at)):
            return None  # 在哨所守了8个月
        return self.clip(parts)

    def of_same_unit(self, place: int) -> Name | None:
        """The name of the last figure before that has the same unit; of the last sum, for a share."""
        fact = self.fact(place)
        for token in reversed(self.tokens[:place]):
            if token.fact in self.found:
                earlier = self.facts[token.fact]
                if earlier.kind == fact.kind and earlier.unit == fact.unit:
                    return self.found[token.fact]
                if fact.kind == "percent" and earlier.kind in {"money", "measure", "count"}:
                    return self.found[token.fact]
        return None

    def done(self, place: int) -> Name | None:
        """15.6亿人次走进博物馆, 6次参加阅兵: what was done so often, where nothing else is counted."""
        if self.fact(place).unit not in TIMES:
            return None
        at = place + 1
        first = self.token(at)
        if first is None or not self.acts(at):
            return self._done_before(place)
        whole = first
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in ACT_ENDS:
            if token is not first and token.text in SUMMED:
                break  # 骗取老人共计38万元
            if token.end - first.start <= MAX_ACT and (self.is_noun(token) or token is first):
                whole = token
            at += 1
        last = self.tokens[at - 1]
        return Name(first.start, last.end if last.end - first.start <= MAX_ACT else whole.end)

    def acts(self, at: int) -> bool:
        """The word is a verb that tells an act, not that a value is had."""
        token = self.token(at)
        return (
            token is not None
            and token.flag in {"v", "vn"}
            and len(token.text) > 1
            and not self.is_reach(token)
        )

    def _done_before(self, place: int) -> Name | None:
        """眨眼6至8次, 为老人理发300人次."""
        token = self.token(place - 1)
        if token is None or token.flag[0] != "v" or len(token.text) < 2 or self.is_reach(token):
            return None
        return None if token.text in self.words.predicate else Name(token.start, token.end)

    def is_told(self, place: int, at: int) -> bool:
        """各类抽检超5万次: a hedge says that a value follows; 吸引超5万人 and 实现超10亿元 only act."""
        word, after = self.text(at), self.text(place + 1)
        if word in self.words.predicate or word in self.words.pivot:
            return False
        return self.fact(place).text[0] in HEDGED and (not after or after in CLAUSE_MARKS)

    def served(self, parts: list[Token], place: int, at: int) -> list[Token]:
        """驿站服务职工群众8亿人次, 已保障重点企业60家: who was served, where people and bodies are counted."""
        if at < place - 1 or self.fact(place).kind != "count" or len(parts) < 2:
            return parts
        if parts[-1].text[-1:] in PERSONS | {"众", "客"}:
            verbs = [number for number, part in enumerate(parts[:-1], 1) if part.text in self.words.serving]
            return parts[verbs[-1] :] if verbs else parts
        left = self.token(at - len(parts))
        opens = left is None or left.text in CLAUSE_MARKS or left.flag in {"d", "ad"}
        return parts[1:] if opens and len(parts) > 2 and parts[0].text in self.words.serving else parts

    def opened(self, place: int) -> Name | None:
        """大桥通车10周年: what was done then, by a verb that elsewhere only tells."""
        token, parts = self.token(place - 1), self.phrase_back(place - 2)
        if token is None or len(token.text) < 2 or not parts:
            return None
        if token.flag[0] != "v" and token.text not in self.words.predicate:
            return None
        return self.clip([*parts, token])

    def anniversary(self, place: int, name: Name) -> Name:
        """纪念大桥通车10周年: 纪念 is what is done then."""
        first = next(number for number in range(place) if self.tokens[number].end > name.start)
        if self.text(first) in {"纪念", "庆祝"} and self.tokens[first].end < name.end:
            return name._replace(start=self.tokens[first].end)
        return name

    def runs_to(self, at: int) -> bool:
        """烧到, 蹿至: a verb of two characters that says how far a value went; 收到 and 看到 act."""
        token = self.token(at)
        return (
            token is not None
            and token.flag == "v"
            and len(token.text) == 2
            and token.text[1] in "到至"
            and token.text[0] not in GETTING
        )

    def pays(self, parts: list[Token]) -> bool:
        """Who pays or sells, not what is paid for."""
        return parts[-1].flag.startswith("nr") or parts[-1].text[-1] in PERSONS | PERSON_ENDS | SELLERS

    def kept(self, place: int) -> Name | None:
        """征集文物2万件的守护者: the object of a verb, counted behind."""
        parts = self.phrase_back(place - 1)
        verb = self.token(place - 1 - len(parts))
        if not parts or verb is None or verb.flag != "v" or self.is_reach(verb) or len(verb.text) < 2:
            return None
        return self.clip(parts)

    def is_quantity(self, at: int) -> bool:
        """海水温度20摄氏度的海湾: the quantity right before has the value."""
        token = self.token(at)
        return token is not None and (
            token.text in QUANTITIES
            or (len(token.text) > 1 and token.flag == "n" and token.text[-1] in EXTENTS)
        )
