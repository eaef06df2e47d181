"""What a figure counts or measures, as words of its own sentence.

The only part of extraction that needs the segmenter. The name is looked for behind the figure (3名评标专家), before
it (招聘企业171家, 政策落实率达到100%), or with the figure before (…，同比增长25%). Which words carry over, begin or
end a name is data (`subjects.tsv`). Where no name is plain the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..models import Fact
from .acts import EVENTS, HEDGED, QUANTITIES, TIMES
from .behind import DIMENSIONS, SINCE, Behind
from .carried import SIZED
from .clauses import NAMEABLE, cut_sentences
from .phrases_back import FROM, Name
from .word_classes import (
    CLAUSE_MARKS,
    NOUN_ENDINGS,
    PERSON_ENDS,
    PERSONS,
    PLACE_ENDINGS,
    POSSESSIVE,
    SUM_ENDINGS,
    VALUE_ENDINGS,
    Token,
)

# 扣除价格因素实际增长5.1%: what is left out is not what grew.
WITHOUT = frozenset({"扣除", "剔除", "除去"})
# 提升至总产值的38.5%, 规模为预算的三成.
GOALS = frozenset("至到为是达")
# 总量增至2.87万亿元，是规划批复时的1.8倍: how far before its figure the verb stands, in words.
EQUALS = frozenset({"到", "至", "是", "为", "仅为", "约为", "相当于", "达到", "达", "超过", "不超过"})
MAX_WHOLE = 12
GAUGED = frozenset({"显示", "停", "停在", "冲", "冲到", "蹿", "蹿到"})
# 芒果每箱卖600元.
PRICED = frozenset({"卖", "售", "要价", "标价", "花去", "要花", "付"})
PLACES = ("流域", "地区", "沿线", "省", "市", "县", "区", "镇", "乡", "村", "国")
# Verbs of having and of spending, behind a place.
PLACED = frozenset({"在", "于"})
HELD = frozenset({"占", "约占", "只占", "仅占", "有", "已有", "共有", "拥有", "设有", "建有", "还有", "存在"})
MAINLAND = frozenset({"大陆", "内地", "农区", "牧区", "城区", "山区", "市区", "城里", "乡下"})
SPENT = frozenset({"花", "只花", "卖", "买", "用", "要", "只要", "需"})
VALUED = frozenset({"为", "达", "达到", "超", "超过", "突破", "仅有", "仅", "仅为", "只有"})
# What names of sizes end with, beside the endings of nouns.
MEASURED = NOUN_ENDINGS | frozenset("积度长宽高径重速压温龄距幅分")
# What the weather is, before a temperature, has none.
WEATHER = frozenset("雨雪风云晴阴")
# Nouns of people that are their own unit.
WHO = (
    "难民",
    "市民",
    "村民",
    "居民",
    "农民",
    "学生",
    "职工",
    "群众",
    "游客",
    "旅客",
    "观众",
    "官兵",
    "员工",
    "网友",
)
# 第三条 opens the article of a law and counts nothing behind it.
LAW_PARTS = frozenset("条款章节")
# 平均年龄28岁的突击队: the age is said of these, whoever follows.
AGES = ("年龄", "寿命")
DYING = frozenset({"享年", "终年", "得年", "享寿", "存年"})


def with_subjects(text: str, facts: Sequence[Fact], *, printed: str | None = None) -> list[Fact]:
    """The same facts, in order of place, each with the name of what it counts where that is plain.

    `printed` is the text as it stands in print, of the same length, where `text` is a normal form of it.

    >>> from .find import find_facts
    >>> [fact.subject for fact in with_subjects("招聘企业171家", find_facts("招聘企业171家"))]
    ['招聘企业']
    """
    facts = sorted(facts, key=lambda fact: fact.start)
    names: dict[int, Name] = {}
    for tokens in cut_sentences(text, facts):
        names.update(_Sentence(tokens, facts).names())
    return [
        replace(fact, subject=(printed or text)[names[index].start : names[index].end])
        if index in names
        else fact
        for index, fact in enumerate(facts)
    ]


class _Sentence(Behind):
    """One sentence, read for the names of its figures."""

    is_moved = False

    def names(self) -> dict[int, Name]:
        places = [place for place, token in enumerate(self.tokens) if token.fact >= 0]
        changes = (self.fact(place).change for place in places)
        self.is_moved = any(change is not None and change.from_ is not None for change in changes)
        figures = [place for place in places if self.fact(place).kind in NAMEABLE]
        for place in figures:
            name = self._name(place)
            if name is not None:
                self.found[self.tokens[place].fact] = name
        self.share(figures)
        return self.found

    def _name(self, place: int) -> Name | None:
        fact = self.fact(place)
        if fact.kind == "count" and fact.unit == "人口" and fact.text.endswith("人口"):
            return Name(fact.end - 2, fact.end)
        if fact.kind == "count" and fact.unit in self.words.place:
            return self.members(place)
        if fact.kind == "count" and fact.text.endswith(WHO):
            return Name(fact.end - 2, fact.end)  # 30万难民
        is_linked = self.text(place + 1) == "的"  # 从45平方米的一居室到
        if not is_linked and self.text(self.past_dates(place - 1)) in FROM and self.is_origin(place):
            return self._before(place)
        if fact.change is not None and fact.change.from_ is not None:
            return self.nearest(place)
        if self.is_moved and (origin := self.origin_word(place)) is not None:
            return self._before(place, origin)
        if fact.kind in {"duration", "measure"} and self._is_point(place):
            return None
        if fact.kind == "ordinal" and self._is_law_part(place):
            return None
        if fact.unit == "周年":
            name = self._before(place) or self.opened(place)
            return self.anniversary(place, name) if name is not None else None
        if fact.kind == "ordinal" and self.text(place - 1) == "》":
            return self._before(place)
        if fact.kind == "age" and self.text(place - 1) in DYING and (person := self.opener()) is not None:
            return person  # 院士陈某某逝世，享年97岁
        if fact.kind == "age" and self.text(self.past_reach(place - 1)).endswith(AGES):
            return self._before(place)
        if fact.kind == "money" and self.is_rate(place):
            return None  # （1美元约合7.1元）
        if self.text(place - 1) == "一行" and (party := self.phrase_back(place - 2)):
            return self.clip(party)  # 考察团一行18人
        is_valued = self.text(place - 1) in VALUED or fact.text[0] in HEDGED
        is_valued = is_valued or self.is_quantity(place - 1)
        if is_valued and self.text(place + 1) == "的" and (fact.kind in SIZED or fact.kind == "count"):
            measured = self._measured(place)
            if measured is not None:
                return measured
        if fact.unit == "℃" and self.text(place - 1)[-1:] in WEATHER:
            return None  # 上海多云转小雨19℃
        if fact.unit == "℃" and self.text(place + 1)[-1:] in WEATHER:
            return self._before(place)
        if fact.kind == "count" and self.text(place + 1) == "的" and (kept := self.kept(place)):
            return kept  # 征集文物2万件的守护者
        if fact.unit == "级" and (wind := self.phrase_back(place - 1)) and wind[-1].text[-1] == "风":
            return self.clip(wind)  # 偏北风4-5级阵风6-7级
        if fact.unit in TIMES and self._is_free(place - 1) and (act := self.done(place)):
            return act  # 他先后12次献血
        behind = self.behind(place)
        among = self.text(place - 1) in {"的", "有"} and self.text(place - 2) in {"中", "里"}
        if behind is None and (among or self.text(place - 1) == "中有"):
            return self.nearest(place)  # 100余封电报中的40余封
        if behind is not None or (fact.kind == "ordinal" and not self._is_ranked(place)):
            return behind
        return self._before(place) or self._said_to_be(place) or self.done(place)

    def _measured(self, place: int) -> Name | None:
        """总容积为50升的机器: it is the volume that has the value."""
        parts = self.phrase_back(self.past_reach(place - 1), is_value=True)
        is_word = len(parts) > 1 or (len(parts) == 1 and len(parts[0].text) > 1)
        if is_word and (parts[-1].text[-1] in MEASURED or parts[-1].text in QUANTITIES):
            return self.clip(parts)
        return None

    def _is_law_part(self, place: int) -> bool:
        """第三条 of no law that is named; 第一款轻便摩托车 is a model."""
        unit = self.fact(place).unit
        follower = self.token(place + 1)
        model = (
            unit == "款" and follower is not None and follower.flag[0] in "anb" and follower.text != "规定"
        )
        return unit in LAW_PARTS and self.text(place - 1) != "》" and not model

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
        return Name(parts[0].start, parts[-1].end) if parts and parts[-1].flag != "v" else None

    def _before(self, place: int, origin: int | None = None) -> Name | None:
        """The noun phrase that has this value or is counted so: 政策落实率达到100%, 招聘企业171家."""
        at, whole = self._start(place, origin)
        parts = self._had(place, at)
        if parts is None:
            return None
        left = at - len(parts)
        if parts and (self._is_compared(left) or self.text(left) in WITHOUT):
            heads = [number for number, part in enumerate(parts, 1) if part.text == "的"]
            return self.clip(parts[heads[-1] :]) if heads else self.nearest(place)
        is_place = bool(parts) and parts[-1].flag == "ns" and at < place - 1
        if (
            parts and self.text(left) in PLACED and (is_place or self.text(at + 1) in HELD)
        ):  # 在海南已有: where, not what
            at = self.past_reach(left - 1)
            parts = self.phrase_back(at)
        if parts and not (len(parts) == 1 and self._says_nothing(parts[0])):
            return self.clip(self.served(parts, place, at))
        if parts and (parts[0].flag == "s" or parts[0].text in self.words.scope):
            at -= 1  # 牛奶，线上卖49元
        if self.text(at) in {"后", "之后"} and any(self.text(back) in WITHOUT for back in range(at - 6, at)):
            return self.nearest(place)  # 扣除物价因素后实际下降2.9%
        name = (
            self.verb_name(at, place)
            or self.lasting(place, at)
            or self.inherited(place, at)
            or self.undergone(place, at)
            or self.fronted(place, at)
        )
        return self.clip(whole) if name is None and whole else name

    def _start(self, place: int, origin: int | None) -> tuple[int, list[Token]]:
        """Where the name of what has a value ends, and what the figure is a part of, to be named where nothing else is."""
        fact = self.fact(place)
        at = place - 1 if origin is None else origin
        if fact.kind == "ordinal":
            at = self.past_scope(self.past_reach(at))
        if self.is_time(at) and self.text(at - 1) in {"连续", "持续"}:
            at -= 1  # 产量连续3年超过5吨, with the hedge inside the figure
        at = self.past_reach(at)
        is_linked = self.text(place - 1) == "的"
        share = self.share_word(at) if is_linked or at == place - 1 else None
        if share is not None:
            return self.past_reach(share - 1), self.phrase_back(at - (self.text(at) == "的"))
        if (goal := self._goal_verb(place)) is not None:
            return self.past_reach(goal), []
        if self.text(at) in {"实现", "完成"} and self._is_thing_had(at - 1):
            at -= 1
        elif fact.kind in SIZED and self.runs_to(at):
            at = self.past_reach(at - 1)  # 体温一度烧到40.2℃
        elif fact.kind == "measure" and self.text(at) in GAUGED:
            at = self.past_reach(at - 1)  # 温度计显示26℃, 负荷冲到417万千瓦
        elif self.text(at) in {"收", "开"} and fact.unit in {"点", "點"}:
            at = self.past_reach(at - 1)  # 加权指数收21563点
        elif (
            fact.kind == "measure"
            and self.text(at) in DIMENSIONS
            and (self.text(at - 1) in {"、", "，", "仅"} or self.text(at - 2) == "每")
        ):
            at = self.past_reach(at - 1)  # 球场长16米、宽8米; 仅长51毫米
        elif self.text(at) in {"中", "里"} and (
            fact.kind in {"percent", "ratio"} or fact.unit in self.words.entity
        ):
            at -= 1  # 服务项目中约3/4
        elif self.text(at) in PRICED and fact.kind == "money":
            at = self.past_reach(at - 1)  # 芒果每箱卖600元
            seller = self.phrase_back(at)
            if seller and self.pays(seller):
                at -= len(seller)  # 草莓，超市卖39元
        is_fraction = (
            fact.kind in {"ratio", "percent"}
            and is_linked
            and fact.value is not None
            and fact.value < (1 if fact.kind == "ratio" else 100)
        )
        return at, self.phrase_back(place - 2) if is_fraction else []  # 相当于普通纸的1/4

    def _happens(self, place: int) -> bool:
        """器官捐献2698例: the unit is one of what happens, and no verb behind says what does (迎来3万人次游览)."""
        return self.fact(place).unit in EVENTS and not self.acts(place + 1)

    def _had(self, place: int, at: int) -> list[Token] | None:
        """The words that end at `at` and may have the value; None where they say that nothing is named."""
        fact = self.fact(place)
        parts = self.phrase_back(at, is_value=at < place - 1)
        if parts and self._is_actor(parts, place, at):
            return None
        told = at < place - 1 or self.is_told(place, at) or self.is_verb(at - 1) or self._happens(place)
        if not parts and fact.kind != "duration" and (told or self.text(at - 1) in self.words.move):
            parts = self.nominal_verb(at)
        if (
            len(parts) == 1
            and fact.kind == "count"
            and parts[0].flag in {"v", "vn"}
            and parts[0].text[-1] not in NOUN_ENDINGS | {"能"}
        ):
            if fact.unit in self.words.entity and (left := self.phrase_back(self.past_reach(at - 1))):
                return left  # 私家车首次登记4200辆
            if self.goes_on_counting(place, at):
                return []
        if parts and parts[0].text == "连续":
            return []  # 连续第二年超五成
        if parts and self.text(at - len(parts)) in PLACED:
            if self.text(at + 1) in SPENT:  # 在网店花200元
                return None
            is_where = parts[-1].flag in {"ns", "s"} or parts[-1].text in MAINLAND
            if is_where and (at == place - 1 or self.text(at + 1) in {"仅", "只", "约", "仅仅"}):
                return []  # 在大陆10多元就能买到
        return parts

    def _is_free(self, at: int) -> bool:
        """Nothing that could be counted, only the opening of a clause or an adverb: 他先后12次献血."""
        token = self.token(at)
        return token is None or token.text in CLAUSE_MARKS or token.text == "、" or token.flag[0] in "drt"

    def _goal_verb(self, place: int) -> int | None:
        """The place of 至 in 提升至总产值的38.5%: what is measured stands before the verb."""
        if self.text(place - 1) != "的" or self.fact(place).kind not in {"percent", "ratio"}:
            return None
        at = self.past_dates(place - 2 - len(self.phrase_back(place - 2)))
        if at < place - 2 and self.text(at)[-1:] in GOALS:
            return at
        for back in range(place - 2, max(-1, place - MAX_WHOLE), -1):
            token = self.tokens[back]
            if token.text in CLAUSE_MARKS or (token.fact >= 0 and not self.is_time(back)):
                return None
            if token.text in EQUALS:
                return back
        return None

    def _is_compared(self, at: int) -> bool:
        return self.text(at) in self.words.compared or (
            self.text(at) == "于" and self.text(at - 1) in {"快", "慢", "高", "低", "好", "优"}
        )

    def _is_thing_had(self, at: int) -> bool:
        """业务收入实现12.7%的增长: a sum that has a value, not who has it."""
        token = self.token(at)
        return (
            token is not None
            and token.fact < 0
            and (token.text[-1] in VALUE_ENDINGS or token.text[-1] in SUM_ENDINGS)
        )

    def _is_actor(self, parts: list[Token], place: int, at: int) -> bool:
        """What stands right before and only acts: 调动1500余人, 司机老马一周捡到."""
        fact, follower = self.fact(place), self.token(place + 1)
        if (
            fact.kind == "duration"
            and self.text(place - 1) == "了"
            and parts[-1].text[-1] in PERSONS | PERSON_ENDS
        ):
            return True  # 乘客等了20分钟
        if fact.kind == "duration" and (self.text(place - 1) in SINCE or self.text(place - 1) == "连续"):
            return follower is not None and follower.text not in CLAUSE_MARKS
        pays = any(self.text(ahead) in SPENT | PRICED for ahead in range(at + 1, place))
        if fact.kind == "money" and pays and self.pays(parts):
            return True  # 李女士花499元, 超市卖39元
        is_place = parts[-1].text.endswith(PLACES) and (len(parts) > 1 or parts[-1].flag == "ns")
        is_held = parts[-1].flag == "ns" and self.text(at + 1) in HELD
        if fact.unit in {"人", "户", "人次"} and ((is_place and at == place - 1) or is_held):
            return True  # 黑龙港流域500多万人, 俄罗斯有10万人
        if at < place - 1:
            return False
        is_act = parts[-1].flag == "vn" and all(part.flag in {"s", "r", "ns"} for part in parts[:-1])
        if fact.unit in self.words.entity and is_act:
            return True
        if fact.kind == "money" and parts[-1].text[-1] in "户员者民人生某":
            return True  # 骗得被害人18万元
        return (
            fact.kind == "duration"
            and follower is not None
            and (follower.flag == "v" or follower.text in {"将", "把", "就", "便"})
        )

    def _says_nothing(self, token: Token) -> bool:
        """A word that is no name when it stands alone: 全国, 未来, a single character that is no noun."""
        is_piece = len(token.text) == 1 and token.flag[0] != "n" and token.text not in PLACE_ENDINGS
        if token.text in {"时", "现场", "最大", "最高", "最低", "最多", "最少", "最长"}:
            return True
        is_place = token.flag == "s" and token.text[-1] in "中上里内下"
        return token.text in self.words.scope or token.flag == "t" or is_piece or is_place

    def _is_point(self, place: int) -> bool:
        """三年前, 10多年来, 一公里外: a length that only says when or where."""
        return self.text(place + 1) in self.words.point

    def _is_ranked(self, place: int) -> bool:
        """跃居全国第一, 《条例》第二十条: the rank is said of something before."""
        if self.text(place - 1) in {"》", "”"}:
            return True
        back = self.past_scope(place - 1)
        token = self.token(back)
        return back < place - 1 and token is not None and token.fact < 0 and self.is_reach(token)
