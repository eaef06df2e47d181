"""Names that stand behind their figure: 3名评标专家, 90%的患者, 约327亩的展厅."""

from __future__ import annotations

from .acts import Acts
from .phrases import name_person
from .phrases_back import MAX_REMARK, Name
from .word_classes import (
    CLAUSE_MARKS,
    MEETING_ENDINGS,
    MEETINGS,
    NAME_ENDINGS,
    PEOPLE,
    POSSESSIVE,
    VALUE_ENDINGS,
    Token,
    surnames,
)

# 8个月大的孩子, 1年期试验.
AFTER_UNIT = {"age": {"大", "高龄"}, "duration": {"期"}, "measure": set("高长宽深厚重粗大")}


# How many words a clause may have that only describes: 66场面向人工智能、机械制造等行业的招聘会.
MAX_RELATIVE = 16


# 时隔8年重返赛场: what was done then does not last.
SINCE = frozenset({"时隔", "相隔"})


MAX_MEETING = 4
SHIFTED = frozenset({"提前", "推迟", "推后", "延后", "延迟", "延期"})
BUYING = frozenset(
    [
        "买",
        "买下",
        "买来",
        "购买",
        "购得",
        "网购",
        "购置",
        "购入",
        "购下",
        "租",
        "租下",
        "换",
        "淘",
        "淘到",
        "买到",
        "采购",
    ]
)
DIMENSIONS = frozenset("长宽高深厚重")


class Behind(Acts):
    """One sentence, read on from a figure."""

    def behind(self, place: int) -> Name | None:
        """The noun phrase that follows: 3名评标专家, 90%的患者, 约327亩的展厅."""
        fact = self.fact(place)
        if fact.kind == "duration" and self.text(place - 1) in SINCE:
            return None
        at, linked = self._past_gloss(place + 1), False
        if fact.kind == "measure" and self.text(place - 1) in DIMENSIONS:
            at = self._past_dimensions(at)
        if self.text(at) in AFTER_UNIT.get(fact.kind, ()):
            at += 1
        if self.text(at) in POSSESSIVE:
            at, linked = at + 1, True
        if fact.kind in {"percent", "ratio"} and not linked and not self._opens_clause(place):
            return None
        at = self._past_grade(at)
        is_agent = self.text(at) == "由"
        if fact.unit not in self.words.person:
            at = self._skip_relative(at, across=fact.unit in PEOPLE)
        if fact.kind == "measure" and self.text(at) in {"多种", "多个", "各类", "各种"}:
            at += 1
        parts = self.phrase(at, fact, linked, is_object=self._is_object(place))
        if fact.kind == "money" and not linked and (bought := self._bought(at)):
            return bought
        if fact.kind == "count" and len(parts) == 1 and parts[0].flag == "a":
            parts = self._after_adjective(at, parts)
        if parts and not linked and self._does_not_name(parts, at, place):
            return None
        if fact.kind == "age":
            parts = self._of_age(parts) if parts else self._surnamed(at) if linked else []
        if (
            fact.kind == "ordinal"
            and fact.unit in MEETINGS
            and not (parts and parts[-1].text[-1] in MEETING_ENDINGS)
        ):
            meeting = self._meeting(at, parts)
            if meeting is not None or not parts:
                return meeting
        if not parts or parts[-1].text in self.words.vague or (is_agent and self._does(parts, at)):
            return None
        if (
            parts[-1].text in self.words.reach and fact.kind != "ordinal"
        ):  # 8.5%的增速 names the change, not the thing
            return None
        if fact.kind in {"percent", "ratio"} and self._moves_after(parts[-1], at):
            return None  # 12.7%的两位数增长
        return Name(parts[0].start, parts[-1].end)

    def _does_not_name(self, parts: list[Token], at: int, place: int) -> bool:
        """Whether a phrase right behind a figure, at `at`, says what was done or how long it took, not what is counted."""
        kind, first = self.fact(place).kind, parts[0]
        if kind == "measure":  # 在零下40摄氏度稳定启动
            return len(parts) > 1 and parts[-1].flag in {"v", "vn"} and first.flag in {"a", "ad"}
        if kind == "money":  # 投资500亿元建设园区
            is_act = len(parts) > 1 and first.flag in {"v", "vn"}
            return is_act and parts[1].text not in NAME_ENDINGS | {"券"}
        if kind == "age":
            return self._only_acts(first)
        if kind != "duration":
            return False
        return (
            first.text in {"新建", "新增"}  # 三年新建中小学14所
            or (self.text(place - 1) in SHIFTED and first.flag in {"v", "vn"})  # 暖气提前十天供应
            or self._is_clause(parts, at)  # 穿了不到一个月鞋底就断了
            or self._has_value(parts, at)  # 住院5天费用1.2万元
            or self._only_acts(first)  # 时隔8年重返赛场
        )

    def is_rate(self, place: int) -> bool:
        """One unit of a currency and what it comes to, side by side."""
        first, second = self.token(place - 1), self.token(place + 1)
        if first is not None and first.fact >= 0 and self.facts[first.fact].kind == "money":
            return self.facts[first.fact].value == 1
        return self.fact(place).value == 1 and second is not None and second.fact >= 0

    def _after_adjective(self, at: int, parts: list[Token]) -> list[Token]:
        """12名优秀带教老师: with the verb and the noun behind it; nothing where the next word is cut wrongly (三名年轻, 修复师)."""
        act, head = self.token(at + 1), self.token(at + 2)
        if act is None or act.text in CLAUSE_MARKS | POSSESSIVE | {"、", "和"}:
            return parts
        if act.flag[0] == "v" and len(act.text) > 1 and head is not None and head.flag == "n":
            return [*parts, act, head]
        return []

    def _meeting(self, at: int, parts: list[Token]) -> Name | None:
        """第六届消博会, 第四届技术成果转化交易会: up to the character that ends names of meetings."""
        first = self.token(at)
        while parts and (token := self.token(at)) is not None and token.start < parts[-1].end:
            at += 1
        for ahead in range(at, at + MAX_MEETING):
            token = self.token(ahead)
            if first is None or token is None or token.fact >= 0 or token.text in CLAUSE_MARKS:
                return None
            is_end = token.text[-1] in MEETING_ENDINGS and (not parts or token.flag[0] in "nj")
            if is_end or token.text == "活动":
                return Name(first.start, token.end)
        return None

    def _moves_after(self, last: Token, at: int) -> bool:
        """A word of change stands right behind the last word of a phrase that began at `at`."""
        while (token := self.token(at)) is not None and token.start < last.end:
            at += 1
        return self.text(at) in self.words.move | self.words.growth

    def _past_dimensions(self, at: int) -> int:
        """Past the other sizes of the same thing: 长6米、重12吨的装备."""
        while (
            self.text(at) in {"、", "，"}
            and self.text(at + 1) in DIMENSIONS
            and (figure := self.token(at + 2)) is not None
            and figure.fact >= 0
        ):
            at += 3
        return at

    def _past_gloss(self, at: int) -> int:
        """Past what a unit is called besides, where 的 goes on: 22PB（千万亿字节）的数据."""
        if self.text(at) == "（" and self.text(at + 2) == "）" and len(self.text(at + 1)) == 1:
            return at + 3  # 9万台（套）农机具
        if self.text(at) == "（":
            for ahead in range(at + 1, min(at + MAX_REMARK, len(self.tokens) - 1)):
                if self.text(ahead) == "）" and self.text(ahead + 1) == "的":
                    return ahead + 1
        return at

    def _past_grade(self, at: int) -> int:
        """Past how great the things are: 5个万亿元级产业集群."""
        token = self.token(at)
        if token is None or token.flag != "m":
            return at
        for ahead in range(at, at + 3):
            if self.text(ahead)[-1:] == "级":
                return ahead + 1
        return at

    def _bought(self, at: int) -> Name | None:
        """花1999元买了一块手表: what the sum was paid for."""
        if self.text(at) not in BUYING:
            return None
        at += 1
        while self.text(at) in {"了", "下", "来", "到"} or (
            self.token(at) is not None and self.tokens[at].flag[0] in "mq"
        ):
            at += 1
        parts: list[Token] = []
        while (token := self.token(at)) is not None and self.is_noun(token) and not self.is_reach(token):
            parts.append(token)
            at += 1
        return Name(parts[0].start, parts[-1].end) if parts else None

    def _does(self, parts: list[Token], at: int) -> bool:
        """213名由村里的实践员兼任: a verb follows, so they are who acts."""
        while (token := self.token(at)) is not None and token.start < parts[-1].end:
            at += 1
        token = self.token(at)
        return token is not None and token.flag[0] in "vd"

    def _is_clause(self, parts: list[Token], at: int) -> bool:
        """A clause of its own begins with the phrase at `at`."""
        while (token := self.token(at)) is not None and token.start < parts[-1].end:
            at += 1
        token = self.token(at)
        return token is not None and token.flag[0] in "dc" and token.text[0] in "就便也都才却还"

    def _has_value(self, parts: list[Token], at: int) -> bool:
        """The figure behind the phrase is its own, and the phrase is a sum of one word."""
        follower = self.token(at + len(parts))
        return len(parts) == 1 and follower is not None and follower.fact >= 0

    def opener(self) -> Name | None:
        """Whom a sentence opens with: 著名数学家陈某某院士因病逝世."""
        start = 0
        while start < self.size and (self.is_time(start) or self.tokens[start].flag[0] in "tdcrx"):
            start += 1
        parts: list[Token] = []
        for token in self.tokens[start:]:
            if token.fact >= 0 or not (self.is_noun(token) or token.flag == "r"):
                break
            parts.append(token)
        named = name_person(parts)
        return Name(named[0].start, named[-1].end) if named else None

    def _only_acts(self, token: Token) -> bool:
        return token.flag == "v" and token.text not in self.words.nominal

    def _opens_clause(self, place: int) -> bool:
        """A share before what it is a share of, 六成受访者认为: nothing before it can have that value."""
        at = place - 1
        while (token := self.token(at)) is not None and (token.flag in {"d", "t"} or self.is_time(at)):
            at -= 1  # 届时近九成老人
        first, follower = self.token(at), self.token(place + 1)
        opens = first is None or first.text in CLAUSE_MARKS or first.text in {"有", "其中", "逾", "约"}
        return opens and follower is not None and self.is_noun(follower) and not self.is_reach(follower)

    def _of_age(self, parts: list[Token]) -> list[Token]:
        """Who has the age: not the rate of 18岁以上居民患病率."""
        whole = parts
        if len(parts) > 1 and parts[-1].text[-1] in VALUE_ENDINGS:
            parts = parts[:-1]
            while len(parts) > 1 and parts[-1].flag[0] == "v":
                parts = parts[:-1]
        return name_person(parts if len(parts) < len(whole) else whole)

    def _surnamed(self, at: int) -> list[Token]:
        """63岁的向国明: a name that was cut behind its surname, which may be a preposition elsewhere."""
        surname, given = self.token(at), self.token(at + 1)
        if surname is None or given is None or given.fact >= 0 or surname.text not in surnames():
            return []
        if len(given.text) > 2 or given.text in CLAUSE_MARKS or given.flag[0] in "dpcurm":
            return []
        return [surname, given]

    def _is_object(self, place: int) -> bool:
        """The figure is what a verb acts on (攻克100余种…), not who goes on to act (吸引500名选手参赛)."""
        at = place - 1
        while self.text(at) in {"了", "过", "出", "着", "好", "成", "起"}:
            at -= 1
        token = self.token(at)
        return (
            token is not None
            and token.flag == "v"
            and token.text not in self.words.pivot
            and not self.is_reach(token)
        )

    def _skip_relative(self, at: int, *, across: bool) -> int:
        """Past a clause that only describes: 3名来自山东的选手, 5项涉及民生的工程; `across` where it may count something else."""
        token = self.token(at)
        if (
            token is None
            or token.fact >= 0
            or (token.flag[0] not in "vpd" and token.flag != "ad" and token.text not in self.words.acting)
            or (self.is_noun(token) and token.flag != "ad")  # 4笔突然冒出的债务
            or self._modifies(at)
            or self.text(at + 1) == "了"  # 4家参与了影片的制作
        ):
            return at
        for ahead in range(at + 1, min(at + MAX_RELATIVE, len(self.tokens))):
            token = self.tokens[ahead]
            is_figure = token.fact >= 0 and self.facts[token.fact].kind not in (
                {"date", "count"} if across else {"date"}
            )
            if token.text in CLAUSE_MARKS - {"（", "）"} or is_figure:
                return at  # 20名来自5个国家的选手 goes on
            if token.text == "的":
                return ahead + 1
        return at
