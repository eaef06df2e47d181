"""Noun phrases in a row of words, read from a figure back, and the places to which one looks back from it."""

from __future__ import annotations

from typing import NamedTuple

from .clauses import Clauses
from .word_classes import (
    CLAUSE_MARKS,
    JOINERS,
    NAME_ENDINGS,
    PERSONS,
    PLACE_ENDINGS,
    POSSESSIVE,
    VALUE_ENDINGS,
    Token,
)

# The longest name that is given whole, in characters; a longer one loses what stands before its first 的 or 、.
# The longest of 190 annotated names has 16; at 24 a hundredth of all names in the news is cut.
MAX_NAME = 24
DIMENSION = frozenset("长宽高深厚重大多快")
CLOSING = frozenset("）)")
PAIRS = {
    **(_pairs := {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』"}),
    **{close: opening for opening, close in _pairs.items()},
}
OPENING, ENDING = frozenset(_pairs), frozenset(_pairs.values())
# The longest title or quotation inside a name, in words; where the mark's other half is farther it was forgotten.
MAX_ENCLOSED = 16
# 充电设施（枪）总数 keeps its remark; a longer one is a sentence of its own.
MAX_REMARK = 8
UNHEARD = frozenset({"创纪录", "破纪录", "惊人", "历史性", "空前", "前所未有", "创历史"})
FROM = frozenset({"由", "从", "自"})
NEGATED = frozenset({"合格", "规范", "达标", "文明", "安全", "稳定", "满意", "良", "实"})


# How long or how many: what stands before is what was done so.
EXTENTS = frozenset(["时间", "时长", "周期", "人数", "次数", "频次", "人次", "进度"])


def _past_row(parts: list[Token]) -> list[Token]:
    """小巨人企业、单项冠军等优质企业: what the row of names comes to."""
    for number in range(len(parts) - 2, 0, -1):
        if parts[number].text == "等":
            rest = parts[number + 1 :]
            return rest if rest[-1].end - rest[0].start > 2 else parts
    return parts


class Name(NamedTuple):
    """A subject found: its place in the text, and whether it stands before its figure (what a sentence speaks of mostly does)."""

    start: int
    end: int
    is_topic: bool = False


class PhrasesBack(Clauses):
    """One sentence, with the noun phrases before its figures."""

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
        parts = _past_row(parts)
        if (
            len(parts) > 1
            and parts[-1].text in DIMENSION
            and parts[-1].flag[0] == "a"
            and parts[-2].flag[0] == "n"
            and parts[-2].text != "时"  # 时长
        ):
            parts = parts[:-1]  # 作案时间长达10年
        if len(parts) > 1 and len(parts[0].text) == 1 and self.text(at) in {"这", "那", "该", "此"}:
            parts = parts[1:]  # 这条生产线
        if len(parts) > 2 and parts[0].text[-1] == "里" and parts[1].flag in {"v", "vn"}:
            parts = parts[2:]  # 区里开放纳凉点
        if len(parts) > 1 and self.text(at) == "每":  # 每小时收费
            parts = parts[1:]
        if (
            len(parts) > 1
            and self.text(at) == "中"
            and len(parts[0].text) == 1
            and parts[0].flag in {"j", "ns"}
        ):
            parts = [self.tokens[at], *parts]  # 中俄战略协作伙伴关系
        if parts and self.text(at) == "不" and parts[0].text in NEGATED:
            parts = [self.tokens[at], *parts]  # 不合格产品
        if len(parts) > 1 and parts[0].text in {"处", "掉", "出", "到", "起", "完"}:  # 用掉颜料26管
            parts = parts[1:]
        counted = self.token(at)
        is_count = counted is not None and counted.fact >= 0 and self.facts[counted.fact].kind == "count"
        if len(parts) > 2 and is_count:
            acts = [number for number, part in enumerate(parts[:-1], 1) if self.acts_on_next(part)]
            parts = parts[acts[-1] :] if acts else parts  # 为4个村检修线路17处
        if parts and parts[0].text == "期" and parts[0].flag == "n":  # 十年期国债
            parts = parts[1:]
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
        left = self.token(at - 1)
        if token.text in {"类", "型", "股", "段"} and left is not None:  # 粮油类增长9%, 跨海段19公里
            return left.fact < 0 and (self.is_noun(left) or left.flag == "v")
        if not parts:  # 换乘站4座: 站 is a verb in the dictionary
            return token.text in PLACE_ENDINGS and left is not None and left.flag in {"n", "nz", "v", "vn"}
        if token.flag != "v":
            return False
        if parts[-1].text in {"型", "类", "式"}:
            return True  # 引领型品牌
        # 近视率, cut as 近视 and 率; 停靠时间 is how long one lies there.
        return parts[-1].text in NAME_ENDINGS or parts[-1].text in {"人", "工作"} or self.names_extent(at)

    def names_extent(self, at: int) -> bool:
        """A verb before 时间 or 人数 says of what they are: 等待时间, 参加人数, against 缩短时间."""
        token = self.tokens[at]
        return len(token.text) == 2 and self.text(at + 1) in EXTENTS and not self.is_reach(token)

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
            if self.text(at - 1) == "每" or (self.text(at - 1)[:1] == "每" and token.flag[0] == "q"):
                # 每平方公里 and 每百毫升, cut in two
                at -= 2
                continue
            if token.fact >= 0:
                kind = self.facts[token.fact].kind
                if kind != "date" and not (kind == "duration" and at < start):  # 房价半年涨了两成
                    break
            elif token.text == "的" and self.past_dates(at) != at:
                pass
            elif token.text == "的" and self.text(at - 1) in UNHEARD:
                at -= 1  # 达到创纪录的152太瓦时
            elif token.text in {"年", "月", "季", "日"} and self.text(at - 1) == "按":
                at -= 1  # 按月增加一成
            elif token.text in {"首", "头"} and at < start and self.is_time(at + 1):
                pass  # 首4个月合计
            elif token.text in self.words.vague and self.is_time(at - 1):
                at -= 1
            elif (token.text in "（(：:" and at == start) or (
                token.text in {"被", "并", "并且"} and at < start
            ):
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
            elif token.text in self.words.growth and self._is_thing(at - 1):
                break  # 经济增速为5%, against 增速为5%
            at -= 1
        figures = 0
        for back in range(at, max(-1, at - 8), -1):
            token = self.tokens[back]
            if token.fact >= 0 and self.facts[token.fact].kind != "date":
                figures += 1  # 较第8届展会增长5%
            if token.text in CLAUSE_MARKS or figures > 1:
                break
            if token.text in {"比", "较", "比上"} and token.flag != "n":
                return self.past_reach(back - 1 - (self.text(back - 1) == "相"))  # 相较去年同期
        return at

    def _is_thing(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.fact < 0 and self.is_noun(token) and not self.is_reach(token)

    def share_word(self, at: int) -> int | None:
        """The place of 占 in 占总量的: the whole is not what is counted, the part is."""
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            if token.text in {"占", "占到", "占据"}:
                return at
            is_act = token.flag == "v" and token.text not in self.words.predicate  # 占应收面积的46%
            if not (self.is_noun(token) or is_act or token.text in POSSESSIVE or token.flag[0] in "rdfst"):
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
        acted_on = left.text[-1:] in PERSONS and token.text not in self.words.nominal  # 消费者挽回损失
        return self.is_noun(left) and not self.is_reach(token) and not acted_on

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

    def acts_on_next(self, part: Token) -> bool:
        """A verb that is at home in no name: what stands behind it is its object."""
        return part.flag in {"v", "vn"} and len(part.text) == 2 and part.text not in self.words.nominal

    def trim(self, parts: list[Token]) -> list[Token]:
        """Without what only joins, and without a quotation mark whose other half is not there."""
        while parts and (
            parts[-1].flag[0] == "f"
            or (parts[-1].flag == "b" and len(parts) > 1 and parts[-1].text[-1] not in VALUE_ENDINGS)
            or parts[-1].text in self.words.opening
            or (parts[-1].text == "未来" and len(parts) > 1)
            or self._is_loose(parts, -1)
        ):
            parts = parts[:-1]
        while parts and (self._is_loose(parts, 0) or parts[0].text in self.words.opening):
            parts = parts[1:]
        if parts and parts[0].text in "（(":  # 各省（区、市）培育集群
            closed = next((number for number, part in enumerate(parts, 1) if part.text in CLOSING), 0)
            parts = parts[closed:]
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
