"""What a figure says of a rise or a fall, read from the words around it.

Works on facts that are found already and looks only at the text between them; no segmenter. The words and
their directions are data (`changes.tsv`), the ways in which they stand to a figure are here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from msgspec.structs import replace

from ..errors import DataError
from ..models import Change, Fact
from ..patterns import HAN, ORIGIN, pattern

Direction = Literal["up", "down"]

DATA = Path(__file__).parent.parent / "data" / "changes.tsv"
DIRECTIONS = {"up", "down", "either", "none"}
MANNERS = {"", "object", "amount", "object+amount", "noun", "compare", "multiple", "to"}

# How far before its figure the word may stand, in characters: an object of sixteen and its fillings.
# Wider finds nothing more on 140 annotated paragraphs; narrower loses objects such as 老年教育教学点.
REACH = 24
# How far back the figure that a change starts from may stand: 从…的20个工作日（…）压缩至5个.
FROM_REACH = 48
# How many words back are tried: in 新增服务提升点5个 the nearest word is part of the object.
TRIES = 3

NO_CHANGE = {"date", "ordinal"}
# 连续上涨5次, 降息3轮: the count says how often, not how much.
TIMES = pattern(r"[次轮波回度]|个?交易日")

HEDGE = r"(?:了|达到?|高达|约|近|逾|超过?|仅|又|共|整整|足足|将近|至少|不到)*"
BY = pattern(rf"的?{HEDGE}")
# What stands in the name of a thing: no marks, no digits, no words that begin a clause of their own.
_NAME = r"[^\W\d_的了是在有由从把将被比较至到达为共与和]"
# 减为零, 增加到目前的3家, 提高到每吨5元, 扩大到全国30个城市, 提升至总产值的38.5%, 降至最低5元.
TO = pattern(
    r"了?(?:到|至|为|成)了?(?:目前|现在|如今|当前|现今|今天|去年|今年|原来)?的?"
    rf"(?:全[国省市县区州球]|每{HAN}{{1,3}}|平均|人均|年均|月均|日均|最[高低多少]|约|近|逾|仅|只有?|{_NAME}{{2,6}}的)*"
)
AFTER_TO = pattern(
    rf"了?[到至]?(?:目前|现在|如今|当前|现今|今年)?的?(?:全[国省市县区州球]|每{HAN}{{1,3}}|平均|人均|约|近|仅)*"
)
NOUN = pattern(
    r"(?:也|又|均|都|已|仍|分别|同比|环比|年均|平均|预计|保持|稳定|约|预计)*"
    r"(?:为|达到?|高达|是|在|约|近|仅|有|超过?|逾|：)*"
)
# The object of a verb; 等 right behind it ends a row of which the verb was the last (有待提高等10项问题).
OBJECT = pattern(rf"了?(?!等){_NAME}{{1,16}}")
# 新增站点等50处 are new; in 提升改造工程等六类 the verb is a part of a name.
ADDED = ("新", "净", "增设")
# 新增公交站、充电桩等设施300处.
OBJECT_ROW = pattern(rf"了?{_NAME}{{1,8}}(?:、{_NAME}{{1,8}}){{1,3}}等?{_NAME}{{0,8}}")
# 改造等项目近40个: the verb was one of a row of names; 等级 and 等于 are other words.
ROW = pattern(r"等(?![级于同待候额价值])")
OBJECT_TO = pattern(rf"了?(?!等){_NAME}{{1,16}}(?:到|至|为)(?:每{HAN}{{1,3}}|全[国省市县区])*")
# 新增床位50张、车位20个; 新增3个物种和7个变种.
NEXT_OBJECT = pattern(rf"(?:[、和与及]|以及){_NAME}{{1,16}}|{_NAME}{{1,10}}(?:[、和与及]|以及)")
NOUN_AFTER = pattern(
    r"(的?)(?:同比|环比|年均|平均|最大|较大|两位数|快速|较快|高速|强劲|大幅|小幅|显著|明显|稳定|稳健|逆势|[季月年]度)?"
)
_EARLIER = (
    r"上年|去年|前年|同期|往年|历年|此前|以前|之前|过去|原来|原先|上月|上个月|上周|上季度?|前一[年天日月周]|年初|[年月日天]前|"
    r"[节午秋旦期情]前|当年|平时|平日|平常|往常|从前|早年|前期|上期|上届|上次|上轮|上场|上集|上一[年届次季]度?|上学[年期]|上财年|[0-9]+年|昨[日天]"
)
# A time to compare with and nothing behind it: 较上年同期, against 较同期投资增幅高11.1个百分点.
EARLIER = pattern(
    rf"[比较](?:{HAN}|[0-9]){{0,4}}?(?:{_EARLIER})(?:全年|同期|同月|同日|末|底|初|年?均值|水平|平均)*(?:又|还|只|仅|略|更|要|分别|均|都|约|各)?"
)
# 同比多退430亿元, 比上年少收3万吨.
ACTED = pattern(r"[退缴收支花赚卖投产销发放完建接运送贷征付亏用]?(?:了|出|出了)?")
CLAUSE_END = "，。；！？：,;!?\n"
LAST_MARK = pattern(rf"[\s\S]*[{CLAUSE_END}]")
SENTENCE_END = "。；！？;!?\n"
AND = pattern(r"(?:[、和与及跟]|以及|，分别[为是]?|和?分别)")
# 下调25个基点至3.1%: by how much, and to what.
REACHING = pattern(r"[至到](?:约|近|了)?")
FROM = pattern(ORIGIN)
# 提升两地交通便利性: the places are not what is raised.
PLACES = frozenset({"国", "省", "市", "县", "区", "地", "岸", "州", "方", "村", "镇", "乡"})
# 提升高度相当于80层楼: a value that is held against another is no rise.
EQUALS = ("相当于", "等于", "折合", "约合", "好比")
BARE_TO = pattern(r"(?:到|至)(?:目前|现在|如今|当前|今天|今年)?的?")


class Entry(NamedTuple):
    direction: str
    manner: str


class _Verb(NamedTuple):
    word: str
    start: int
    end: int
    entry: Entry


class Vocabulary(NamedTuple):
    """The words of changes, and one pattern that finds the longest of them at each place."""

    entries: dict[str, Entry]
    pattern: re.Pattern[str]


def read_vocabulary(path: Path = DATA) -> Vocabulary:
    """Read and check a file of change words; raises DataError with the line that is wrong."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, direction, manner = [*line.split("\t"), "", ""][:3]
        if word in entries:
            raise DataError(path.name, number, f"{word} is listed twice")
        if direction not in DIRECTIONS or manner not in MANNERS:
            raise DataError(path.name, number, f"unknown direction or manner: {line}")
        entries[word] = Entry(direction, manner)
    if not entries:
        raise DataError(path.name, 1, "no entries")
    return Vocabulary(entries, re.compile(_by_first_character(entries)))


def _by_first_character(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, that tries at each place only those that begin there: half the time of a plain row."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(rests.items()))


_vocabulary = lru_cache(maxsize=1)(read_vocabulary)


def with_changes(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """The same facts, in order of place, each with the rise or fall that the text says of it.

    >>> from .find import find_facts
    >>> [fact.change.by for fact in find_facts("产量同比增长3%") if fact.change]
    [Decimal('3')]
    """
    facts = sorted(facts, key=lambda fact: fact.start)
    if not any(fact.kind not in NO_CHANGE for fact in facts):
        return facts
    reader = _Reader(text, facts)
    for index in range(len(facts)):
        reader.read(index)
    return reader.facts


class _Reader:
    """One text with its facts and its change words, read from left to right."""

    def __init__(self, text: str, facts: list[Fact]) -> None:
        self.text = text
        self.facts = facts
        entries, pattern = _vocabulary()
        self.verbs = [
            _Verb(match.group(), match.start(), match.end(), entries[match.group()])
            for match in pattern.finditer(text)
        ]
        self.ends = [verb.end for verb in self.verbs]

    def read(self, index: int) -> None:
        fact = self.facts[index]
        if fact.kind in NO_CHANGE:
            return
        change = (
            self._doubled(fact)
            or self._before(index)
            or self._after(fact)
            or self._joined(index)
            or self._from_to(index)
        )
        if change is not None:
            self.facts[index] = replace(fact, change=change)

    def _doubled(self, fact: Fact) -> Change | None:
        """翻一番, 翻了两番, 翻倍: the span may or may not take in 翻."""
        inside = fact.text.startswith("翻")
        is_times = "番" in fact.text or "倍" in fact.text
        before = self.text[max(0, fact.start - 2) : fact.start]
        if fact.kind == "ratio" and (inside or (before.endswith(("翻", "翻了")) and is_times)):
            return Change(direction="up")
        return None

    def _before(self, index: int) -> Change | None:
        """The change word stands before its figure."""
        fact = self.facts[index]
        low = self._clause_start(index)
        at = bisect_right(self.ends, fact.start)
        for verb in reversed(self.verbs[max(0, at - TRIES) : at]):
            if verb.start < low:
                return None
            if verb.entry.direction == "none":
                continue
            change = self._governs(verb, index)
            if change is not None:
                return change
        return None

    def _clause_start(self, index: int) -> int:
        """Where the figure's own words begin: after the last clause mark or figure before it."""
        fact = self.facts[index]
        low = max(0, fact.start - REACH)
        for earlier in reversed(self.facts[:index]):
            if earlier.kind != "date":
                low = max(low, earlier.end)
                break
        mark = LAST_MARK.match(self.text, low, fact.start)
        return mark.end() if mark else low

    def _gap(self, verb: _Verb, index: int) -> str:
        """The text between a word and a figure, without the dates in it: 增至2025年的8万家."""
        gap, at = "", verb.end
        for date in self.facts[:index]:
            if date.kind == "date" and date.start >= verb.end:
                gap, at = gap + self.text[at : date.start], date.end
        return gap + self.text[at : self.facts[index].start]

    def _governs(self, verb: _Verb, index: int) -> Change | None:
        fact, manner = self.facts[index], verb.entry.manner
        gap = self._gap(verb, index)
        if fact.unit in PLACES and not verb.word.startswith(ADDED):
            return None
        if gap.endswith(EQUALS) or self.text.startswith("方面", fact.end - len(fact.unit or "")):
            return None
        if manner == "noun":
            return self._by(verb, fact) if NOUN.fullmatch(gap) else None
        if manner == "compare":
            return self._compared(verb, fact, gap)
        if manner == "multiple":
            return None
        if manner == "to":
            return self._to(verb, index) if AFTER_TO.fullmatch(gap) else None
        if TO.fullmatch(gap):
            return self._to(verb, index)
        if BY.fullmatch(gap):
            return self._by(verb, fact)
        if manner.startswith("object"):
            if OBJECT_TO.fullmatch(gap):
                return self._to(verb, index)
            is_added = verb.word.startswith(ADDED)
            listed = fact.kind == "count" and ROW.search(gap) is not None
            if OBJECT.fullmatch(gap) and (is_added or not (listed or gap.endswith("等"))):
                return self._by(verb, fact)
            if is_added and OBJECT_ROW.fullmatch(gap):
                return self._by(verb, fact)
        return None

    def _compared(self, verb: _Verb, fact: Fact, gap: str) -> Change | None:
        """比上年多3个 and 多了3个; 比甲厂快3个百分点 says nothing of a rise."""
        clause = self._clause(verb.start, REACH)
        if verb.word in "快慢" and fact.kind != "percent":
            return None
        comparing = max(clause.rfind("比"), clause.rfind("较"))
        since = comparing >= 0 and EARLIER.fullmatch(clause, comparing)
        if since or clause.endswith(("同比", "环比")):
            return self._by(verb, fact) if ACTED.fullmatch(gap) else None
        if gap == "了" and comparing < 0:
            return self._by(verb, fact)
        return None

    def _by(self, verb: _Verb, fact: Fact) -> Change | None:
        takes_amount = "amount" in verb.entry.manner or verb.entry.manner == "compare"
        is_how_long = fact.kind == "duration" or (fact.kind == "count" and TIMES.fullmatch(fact.unit or ""))
        if is_how_long and not takes_amount:
            return None
        if fact.kind == "age" or verb.entry.direction == "either":
            return None
        direction = cast(Direction, verb.entry.direction)
        if fact.value is not None and fact.value < 0:
            direction = "down" if direction == "up" else "up"
        return Change(direction=direction, by=fact.value)

    def _to(self, verb: _Verb, index: int) -> Change | None:
        fact = self.facts[index]
        before = self._origin(verb.start, index)
        origin = None if before is None else before.value
        if verb.entry.direction != "either":
            return Change(direction=cast(Direction, verb.entry.direction), from_=origin, to=fact.value)
        return _told_by_values(origin, fact.value)

    def _origin(self, verb_start: int, index: int) -> Fact | None:
        """The figure that the change starts from: 由3.25次降至1次, 将传统8年的周期缩短至3年."""
        fact = self.facts[index]
        for earlier in reversed(self.facts[:index]):
            if earlier.kind == "date":
                continue
            if earlier.end > verb_start or fact.start - earlier.start > FROM_REACH:
                return None
            between = self.text[earlier.end : verb_start]
            if any(mark in between for mark in SENTENCE_END) or between.count("，") > 1:
                return None
            same = earlier.kind == fact.kind and (
                earlier.unit == fact.unit or None in (earlier.unit, fact.unit)
            )
            return earlier if (same or fact.value == 0) and self._has_from(earlier) else None
        return None

    def _has_from(self, fact: Fact, reach: int = 20) -> bool:
        return FROM.search(self._clause(fact.start, reach)) is not None

    def _clause(self, end: int, reach: int) -> str:
        """What stands before a place in its own clause, no more than `reach` characters."""
        begin = max(0, end - reach)
        mark = LAST_MARK.match(self.text, begin, end)
        return self.text[mark.end() if mark else begin : end]

    def _after(self, fact: Fact) -> Change | None:
        """The change stands behind as a noun: 8.5%的增速, 3个百分点的提升."""
        lead = NOUN_AFTER.match(self.text, fact.end)
        if lead is None or fact.kind not in {"percent", "ratio"}:
            return None
        at = bisect_right(self.ends, lead.end())
        if at == len(self.verbs) or self.verbs[at].start != lead.end():
            return None
        verb = self.verbs[at]
        if verb.entry.manner == "noun":
            return self._by(verb, fact)
        follow = self.text[verb.end : verb.end + 1]
        plain = verb.entry.direction in {"up", "down"} and verb.entry.manner not in {
            "to",
            "compare",
            "multiple",
        }
        if plain and lead.group(1) and len(verb.word) > 1 and not follow.isalnum():
            return self._by(verb, fact)
        return None

    def _joined(self, index: int) -> Change | None:
        """One word governs several figures: 分别增长3%和5%, 新增床位50张、车位20个."""
        if not index:
            return None
        fact, earlier = self.facts[index], self.facts[index - 1]
        change = earlier.change
        if change is None:
            return None
        gap = self.text[earlier.end : fact.start]
        if change.by is not None and REACHING.fullmatch(gap):
            return Change(direction=change.direction, to=fact.value)
        if change.by is not None and gap == "或":  # 升291点或1.23%
            return Change(direction=change.direction, by=fact.value)
        if fact.kind != earlier.kind:
            return None
        listed = change.by is not None and fact.kind == "count" and NEXT_OBJECT.fullmatch(gap)
        if not listed and not AND.fullmatch(gap):
            return None
        if change.by is not None:
            return Change(direction=change.direction, by=fact.value)
        return Change(direction=change.direction, to=fact.value)

    def _from_to(self, index: int) -> Change | None:
        """从3家到30家, with no word but the two values to tell the direction."""
        if not index:
            return None
        fact, earlier = self.facts[index], self.facts[index - 1]
        if fact.kind != earlier.kind or fact.unit != earlier.unit or not self._has_from(earlier, reach=6):
            return None
        if not BARE_TO.fullmatch(self.text[earlier.end : fact.start]):
            return None
        if self.text.startswith(("不等", "之间", "左右"), fact.end):
            return None
        return _told_by_values(earlier.value, fact.value)


def _told_by_values(origin: Decimal | None, goal: Decimal | None) -> Change | None:
    if origin is None or goal is None or origin == goal:
        return None
    return Change(direction="up" if goal > origin else "down", from_=origin, to=goal)
