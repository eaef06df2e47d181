"""Signatures to people: the names, roles and houses in a byline, a dateline's brackets or a photo credit.

A signature is read from left to right as words: offices (记者), tasks (摄影, 文/图), names, houses, and marks between them.
An office speaks of the names behind it, a task of those behind it or, where names wait before it, of these.
"""

from __future__ import annotations

from functools import lru_cache

from ...models import Byline
from ...patterns import HAN, pattern
from ...resources import data_lines
from ...text import printed_form, simplify
from .parts import MARKS, OPENERS, Part, read_parts, strip_signature
from .surnames import (
    COMPOUND_SURNAMES,
    LONGEST_RUN,
    SURNAMES,
    are_names,
    cut_names,
    is_latin,
    put_together,
    split_names,
    tile,
)
from .vocabulary import (
    DESKS,
    HOUSES,
    INSTITUTIONS,
    NOBODY,
    REPORTS,
    TITLES,
    TRADE,
)

__all__ = ["COMPOUND_SURNAMES", "SURNAMES", "as_printed", "known_places", "read_people", "split_names"]

# 图为…, （左二）: what a picture shows. 据…, 来源：…: where a text comes from. Both name no one who signs.
_NO_SIGNATURE = pattern(
    r"^(?:图为|来源|图片来源|文章来源|摘自|选自|节选|转自|原载|原题|摘编自|供稿单位|下转|上接|转第|接第|连载|系列|图片来自)|图为|（[上下左右中前后]{1,2}[一二三四五]?）$"
)
_NO_SIGNATURE_BEGINS = frozenset("图来文摘选节转原供下上接连系")
_SENTENCE = pattern(r"[。！？]|[0-9](?![号室楼栋幢弄组班队年级月日.]|[0-9])")
_ADDRESS = pattern(r"^.*[0-9一二三四五六七八九十](?:号|室|栋|幢|弄|单元|楼|村|班)|^.*?[^\s]年级")
_ADDRESS_WORDS = ("号", "室", "栋", "幢", "弄", "单元", "楼", "村", "班", "年级")
_AGENCY_PLACE = pattern(
    rf"({HAN}+?)(?:[0-9]{{1,2}}月)?[0-9一二三四五六七八九十]{{1,3}}日(?:(?:专|连线|综合|综合外)?电|讯|特稿)$"
)
# 作者系…, 作者单位：…: what its author is, perhaps with the name behind it.
_NOTE = pattern(r"作者\s*(?:单位|简介|系|为|是|均|分别|现)")
_CLAUSE = pattern(r"[，,；;]")
_TAKEN = ("据", "综合")
_IS = ("系", "为", "是", "现任", "分别")
_SLASHES = frozenset("／/╱")
# Words with which a newsroom speaks of itself.
_OURS = ("本报", "本刊", "本网", "本台", "本社", "本版")
# Words, not characters: 任 and 别 begin names of places and people too.
_NOTES = pattern(r"^(?:[:：]|系|为|是|均|分别|现任)+")
_NOTES_BEGIN = frozenset(":：系为是均分现")
# What an office ends with and no name does.
_DESK_ENDS = ("系", "处", "室", "队", "站", "区", "厂", "组", "段", "部", "局", "所", "矿", "院", "办", "车间")  # fmt: skip
# 记者 罗曼 发自 南浦.
_SENT_FROM = pattern(rf"\s*发自\s*{HAN}{{2,8}}$")
# What a place ends with where readers say where they live: 谷庄乡 农民 苏连弟.
_DWELLINGS = ("乡", "街道", "社区", "小区", "花园", "巷")
_HOUSE_ENDS = (*HOUSES, *INSTITUTIONS, *TITLES)
_TRANSLATES = frozenset({"译", "编译", "翻译"})
# Tasks of which the ones that do them seldom are people: no name is made of a word without a surname.
_GIVEN = frozenset({"供图", "提供", "供稿", "推荐", "图片", "配图", "视频", "图"})


def read_people(text: str) -> list[Byline]:
    """Everyone that a signature names, one name each, with role and house as printed.

    >>> [(b.org, b.role, b.name) for b in read_people("■本报通讯员 车 斌 程小鑫")]
    [('本报', '通讯员', '车斌'), ('本报', '通讯员', '程小鑫')]
    >>> [(b.role, b.name) for b in read_people("（記者 張 國）")]
    [('記者', '張國')]
    >>> [(b.role, b.name) for b in read_people("文/裴欣 图/白露")]
    [('文', '裴欣'), ('图', '白露')]
    """
    plain = simplify(text)
    found = _read_people(plain)
    return found if plain == text else [as_printed(one, text) for one in found]


def as_printed(person: Byline, text: str) -> Byline:
    """A person read from the simplified form of a text, in the characters of the text."""
    role, name = printed_form(person.role, text), printed_form(person.name, text)
    return Byline(role=role, name=name, org=person.org and printed_form(person.org, text))


def _read_people(text: str) -> list[Byline]:
    body = strip_signature(_SENT_FROM.sub("", text) if "发自" in text else text)
    if not body or (_may_sign_nothing(body) and _NO_SIGNATURE.search(body)):
        return []
    if body.startswith("作者") and (note := _NOTE.match(body)):
        first, *more = _CLAUSE.split(body[note.end() :])
        said = _read_note("".join(first.split()))
        return _once(said + [one for clause in more for one in _read_people(clause)])
    parts = read_parts(body)
    if body.startswith(_TAKEN):
        parts = _behind_house(parts)
    if not any(part.kind in ("office", "task") for part in parts) and _SENTENCE.search(body):
        return []  # a sentence, not a signature
    return _once(_Reader(parts).read())


def _may_sign_nothing(body: str) -> bool:
    """Whether a signature has what the pattern for those that name no one needs; most have not."""
    return body[0] in _NO_SIGNATURE_BEGINS or "图为" in body or "（" in body


def _behind_house(parts: list[Part]) -> list[Part]:
    """据新华社记者楚南报道, 综合本报记者楚南报道: the house next to the first office, and what follows."""
    start = next((k for k, part in enumerate(parts) if part.kind == "office"), len(parts))
    lead = [part.text.removeprefix("据") for part in parts[:start] if part.kind == "run"][-1:]
    return [Part("run", text) for text in lead] + parts[start:]


def _read_note(note: str) -> list[Byline]:
    """作者系云桥县第二中学教师 桑晚晴: who stands behind the house or the office; 作者系…教授 names no one."""
    house, names = _part_house(_NOTES.sub("", note.split("、")[-1]), trusted=False)
    return [Byline(role="作者", name=name, org=house) for name in names if len(note) > len(name) + 3]


def _once(people: list[Byline]) -> list[Byline]:
    seen: dict[str, Byline] = {}
    for person in people:
        seen.setdefault(person.name, person)
    return list(seen.values())


class _Reader:
    """Reads the parts of one signature; holds the office or task that speaks of the names to come, and the names that wait."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.role = ""
        self.is_office = self.is_fresh = False
        self.org: str | None = None
        self.waiting: list[str] = []
        self.people: list[Byline] = []

    def read(self) -> list[Byline]:
        """Everyone whom the parts name."""
        for k, part in enumerate(self.parts):
            if part.kind == "office":
                house = self._house(k)
                self._sign()
                self._speak_of(part.text, office=True)
                self.org = house
            elif part.kind == "task":
                self._task(k, part.text)
            elif part.kind != "blank":
                self.waiting.append(part.text)
        self._sign()
        return self.people

    def _speak_of(self, role: str, *, office: bool = False) -> None:
        self.role, self.is_office, self.is_fresh = role, office, True
        self.org = None

    def _task(self, k: int, task: str) -> None:
        """A task: of the names before it, or of those behind."""
        mark = self.parts[k + 1].text if k + 1 < len(self.parts) else ""
        names_follow = self._names_follow(k)
        waits = any(word not in MARKS for word in self.waiting)
        if names_follow and (
            mark in OPENERS or (waits and self.role and not self.is_office and not self._after_slash(k))
        ):
            self._sign()
            self._speak_of(task)
        elif waits:
            if task in REPORTS:
                self._drop_place(k)
            self._sign(task)
            if not self.is_office:
                self.role, self.org = "", None
        elif names_follow and not (self.is_office and self.is_fresh):
            self._speak_of(task)

    def _names_follow(self, k: int) -> bool:
        """Whether names, or an office and names, stand behind a part, before another task."""
        after = next((part for part in self.parts[k + 1 :] if part.kind not in ("blank", "mark")), None)
        return after is not None and after.kind != "task"

    def _after_slash(self, k: int) -> bool:
        return k > 0 and self.parts[k - 1].text in _SLASHES

    def _drop_place(self, k: int) -> None:
        """The place before 报道 is no name: 平陵报道 behind a name, ／台北报导."""
        if self.parts[k - 1].kind != "run":
            return
        place = self.waiting[-1]
        alone = sum(word not in MARKS for word in self.waiting) == 1
        cut = _before_place(place) if alone and len(place) > 3 else []
        if cut and (not are_names(place) or place.removeprefix(cut[0]) in known_places()):
            self.waiting[-1] = cut[0]  # 岑嘉慧北京报道
        elif self._after_slash(k - 1) or (
            not alone and (place in known_places() or place[0] not in SURNAMES)
        ):
            self.waiting.pop()

    def _house(self, k: int) -> str | None:
        """The house before an office, taken from the words that wait; a place there is dropped."""
        near = [part for part in self.parts[max(0, k - 2) : k] if part.kind != "blank"][-1:]
        if not near or near[0].kind != "run" or not self.waiting or self.waiting[-1] != near[0].text:
            return None
        word = self.waiting[-1]
        house, stationed, _ = word.partition("驻")
        if word.startswith(_OURS):
            self.waiting.pop()
            return word if word.endswith(HOUSES) and len(word) > 4 else word[:2]
        if stationed and (not house or house.endswith(HOUSES)):
            self.waiting.pop()
            return house or None
        if _is_house(word):
            self.waiting.pop()
            return word
        alone = bool(self.role) and self.is_fresh and len(self.waiting) == 1  # 通讯员鹭公宣记者郑阳
        if self.parts[k - 1].kind == "run" and not alone and not are_names(word):
            self.waiting.pop()
        return None

    def _sign(self, task: str = "") -> None:
        """Everyone among the words that wait signs: with the office or task before them, or else the task behind."""
        role = self.role or task or "作者"
        trusted = bool(self.role or task) and role not in _GIVEN
        org = self.org
        words = put_together(_join_latin(self.waiting))
        for k, word in enumerate(words):
            if k + 1 < len(words) and words[k + 1] not in MARKS and _is_desk(word):
                org = word
                continue
            if k and "日" in word and (day := _AGENCY_PLACE.match(word)) and len(day.group(1)) < 3:
                continue  # 记者 纪河 里约8月8日电: too short for a name and a place
            house, names = _read_word(word, trusted=trusted)
            org = house or org
            writes = role in _TRANSLATES and word != words[-1] and is_latin(word)
            self.people += [Byline(role="作者" if writes else role, name=name, org=org) for name in names]
            self.is_fresh = self.is_fresh and not names
        self.waiting = []


def _is_desk(word: str) -> bool:
    """Whether a short word before a name says where who signs works, though its first character may be a surname: 安全科 辛勤."""
    return 1 < len(word) <= 5 and (word in DESKS or word.endswith(_DESK_ENDS))


def _join_latin(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if (
            found
            and word[0].isascii()
            and word[0].isalpha()
            and found[-1][-1].isascii()
            and found[-1][0].isalpha()
        ):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _is_house(word: str) -> bool:
    return len(word) > 1 and (word.startswith(_OURS) or word.endswith((*HOUSES, *INSTITUTIONS)))


def _read_word(word: str, *, trusted: bool) -> tuple[str | None, list[str]]:
    """The house and the names in one word of a signature: 县气象局, 楚南, 枫桥小学教师颜知微."""
    if word in NOBODY or word in TITLES or word in TRADE or word.split()[0] in NOBODY:
        return None, []
    if is_latin(word):
        return None, [word]
    if len(word) > 2 and word.endswith(_DWELLINGS) and not trusted:
        return None, []
    if "日" in word and (day := _AGENCY_PLACE.match(word)):
        return None, _before_place(day.group(1))
    address = _ADDRESS.match(word) if any(map(word.__contains__, _ADDRESS_WORDS)) else None
    if address:
        word = word[address.end() :]
    if word[:1] in _NOTES_BEGIN and (said := _NOTES.match(word)):
        word = word[said.end() :]
    elif len(word) > 4 and (verb := _find_verb(word)) > 1:
        return None, cut_names(word[:verb]) if verb < 5 else []
    if word.endswith("发") and _is_house(word[:-1]):
        return word[:-1], []
    return _part_house(word, trusted=trusted)


def _find_verb(word: str) -> int:
    """Where a word says what somebody is, -1 where it does not."""
    return min((word.find(verb) for verb in _IS if verb in word), default=-1)


def _part_house(word: str, *, trusted: bool) -> tuple[str | None, list[str]]:
    if word.startswith(_OURS):
        return (word, []) if word.endswith(HOUSES) else (None, [])
    bare = _without_title(word)
    if _is_institution(bare):
        return bare, []
    if bare != word:
        return None, cut_names(bare) if are_names(bare) else []
    for k in range(len(word) - 2, max(2, len(word) - LONGEST_RUN - 1), -1):
        if not word.endswith(_HOUSE_ENDS, 0, k):
            continue
        before = _without_title(word[:k])
        if (_is_institution(before) or (before != word[:k] and len(before) != 1)) and are_names(word[k:]):
            return before if _is_institution(before) else None, cut_names(word[k:])
    for joins in "和与" if len(word) > 4 else "":
        left, _, right = word.partition(joins)
        if are_names(left) and are_names(right):
            return None, cut_names(left) + cut_names(right)
    if len(word) > 3 and not tile(word)[1:] and any(one in word for one in TRADE):
        return None, []
    return None, cut_names(word, trusted=trusted)


def _without_title(word: str) -> str:
    while word.endswith(TITLES) and (title := next((title for title in TITLES if word.endswith(title)), "")):
        word = word.removesuffix(title)
    return word


def _is_institution(word: str) -> bool:
    """Whether a word ends as offices, companies and schools do, and is no name of three characters: 石小村."""
    if word.endswith(INSTITUTIONS) and (len(word) > 3 or word in INSTITUTIONS):
        return True
    return len(word) > 2 and word[0] not in SURNAMES and word.endswith((*HOUSES, *INSTITUTIONS))


def _before_place(run: str) -> list[str]:
    """The name in 林昀蓁台北, where the place is known or the name has three characters."""
    cuts = [k for k in (3, 2, 4) if len(run) > k + 1 and are_names(run[:k])]
    known = [k for k in cuts if run[k:] in known_places()]
    best = (known or cuts)[:1]
    return [run[: best[0]]] if best else cut_names(run)


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """The places that are known by their name alone."""
    return frozenset(" ".join(data_lines("places.txt")).split())
