"""The words of a signature: what is around it taken off, offices and tasks told from the runs of names between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from ...patterns import pattern
from .surnames import are_names
from .vocabulary import GLYPHS, HOUSES, INSTITUTIONS, OFFICES, RANKS, TASKS

if TYPE_CHECKING:
    import re

_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_INVISIBLES = pattern(r"[\u200b-\u200f\u2060\ufeff]")
_LEADING = "■□◎●▲◆★☆◇○▪▶►▼△▽※◢◤⊙*•·・‧☉◉◑◐❏-—─―–~～ \u3000\t"
_TRAILING = "·・•‧-—─―■□●◆▲ \u3000\t\n。"
_PAIRS = {
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "［": "］",
    "<": ">",
    "＜": "＞",
    "〈": "〉",
    "『": "』",
    "「": "」",
}
_BRACKET = pattern(r"[（(\[［]([^（）()\[\]［］]*)[）)\]］]")
# （編輯：林昀蓁）1141205: the day behind an agency's editors. 文‧林昀蓁: a dot that opens.
_STAMP = pattern(r"(?<=[）)])\s*\d{6,8}$")
_OPENING_DOT = pattern(
    r"(?:(?<=^[文图摄绘译])|(?<=\s[文图摄绘译])|(?<=摄影)|(?<=撰文)|(?<=图文)|(?<=采访))[·•‧．](?=\S)"
)
_TORN = pattern(r"[（）()【】〔〕\[\]［］]")
_CLASS = pattern(r"[一二三四五六七八九初高0-9]{1,3}(?:年级)?[（(]?[一二三四五六七八九十0-9]{1,2}[）)]?班")
_MAIL = pattern(r"\S*@\S+|https?:\S+|www\.\S+")
# 发自白麓县, 图片由…摄: words that only bind.
_BINDS = pattern(
    r"发自\S*|除署名外[，,]?|(?:本版|本组|以上|上图|下图)?(?:图片|照片)?均?由(?=\S{2,})|^\s*By\s+",
)
_BINDING = ("发自", "除署名外", "由", "By")
_SPREAD_OFFICE = pattern(r"记[ \u3000]+者|通[ \u3000]+讯[ \u3000]+员|本[ \u3000]+报(?=[ \u3000]*记)")
_DOTS = frozenset("·•‧・．")
_BRACKETS = frozenset("（）()【】〔〕[]［］")
_DOT_APART = pattern(r"(?<=\S)\s*([·•‧・])\s*(?=\S)")
_NO_OFFICE_AFTER = (
    "站",
    "协会",
    "学会",
    "部",
    "家",
    "社",
    "会",
    "团",
    "组",
    "单位",
    "们",
    "从",
    "手记",
    "在",
)
MARKS = frozenset("、，,；;：:／/╱|｜&＆+◎⊙")
OPENERS = frozenset("：:／/╱|｜◎⊙")
_JOINS = frozenset("／/╱、·&＆并和兼")
# Characters that an office or a task begins with.
_FIRST = frozenset(word[0] for word in (*OFFICES, *TASKS))
_LONGEST = max(map(len, (*OFFICES, *TASKS)))
# Names and glyphs set solid have no more characters: the longest such run in the cases has 11. A longer one is no
# signature, and the ways to cut it are too many to try.
_LONGEST_SOLID = 24


class Part(msgspec.Struct, frozen=True):
    """A word of a signature: office, task, run (of names and houses), blank or mark."""

    kind: str
    text: str


def read_parts(body: str) -> list[Part]:
    """The parts of a signature that `strip_signature` gave.

    >>> [(part.kind, part.text) for part in read_parts("记者楚南文/图")]
    [('office', '记者'), ('run', '楚南'), ('task', '文/图')]
    """
    return _join_tasks(list(_settle_glyphs(list(_scan(body)))))


def strip_signature(text: str) -> str:
    """A signature without the marks and brackets around it, the words that only bind, and notes in brackets."""
    body = text if _INVISIBLE.isdisjoint(text) else _INVISIBLES.sub("", text)
    body = body.strip(_TRAILING)
    if body[-1:].isdecimal():
        body = _STAMP.sub("", body)
    dotted = not _DOTS.isdisjoint(body)
    if dotted:
        body = _OPENING_DOT.sub("：", body)
    while True:
        body = body.lstrip(_LEADING)
        close = _PAIRS.get(body[:1])
        if close is None or body[-1] not in (close, *"）)") or close in body[1:-1]:
            break
        body = body[1:-1].strip(_TRAILING)
    words = body.split()
    if len(words) > 4 and all(len(word) == 1 for word in words):
        body = "".join(words)  # 本 报 记 者 楚 南
    elif len(words) > 2 and any(word[-1] in "记通本" for word in words):
        body = _SPREAD_OFFICE.sub(lambda match: "".join(match.group().split()), body)
    if body.startswith("作者"):
        body = _BRACKET.sub("", body)  # 作者为河湾师范学院（石桥校区）教授: what stands within names no one
    if "班" in body:
        body = _CLASS.sub(" ", body)
    if not _BRACKETS.isdisjoint(body):
        body = _TORN.sub(" ", _BRACKET.sub(_open_bracket, body))
    if not body.isalpha():
        body = _MAIL.sub(" ", body) if "@" in body or "." in body else body
        body = _DOT_APART.sub(r"\1", body) if dotted else body
    if any(map(body.__contains__, _BINDING)):
        body = _BINDS.sub(" ", body)
    return body.strip(_TRAILING)


def _open_bracket(match: re.Match[str]) -> str:
    """What a bracket within a signature says of people; a blank for any other."""
    inner = match.group(1).strip()
    says = any(word in inner for word in ("记者", "通讯员", "实习生", "编译", "整理", "摄影", "口述"))
    takes = inner[-1:] in GLYPHS and not any(c.isdigit() for c in inner) and len(inner) > 2
    return f" {inner} " if says or takes else " "


def _scan(body: str) -> Iterator[Part]:
    """The words of a signature, runs of names not yet told apart."""
    run = ""
    at = 0
    while at < len(body):
        char = body[at]
        word = "" if char.isspace() or char in MARKS else _word_at(body, at, run)
        if not (word or char.isspace() or char in MARKS):
            run += char
            at += 1
            continue
        if word in OFFICES:
            end = at + len(word)
            run, word = _take_ranks(run, word)
            at = end - len(word)
        if run:
            yield Part("run", run)
            run = ""
        if word:
            yield Part("task" if word in TASKS else "office", word)
            at += len(word)
        else:
            yield Part("blank" if char.isspace() else "mark", char)
            at += 1
    if run:
        yield Part("run", run)


def _take_ranks(run: str, office: str) -> tuple[str, str]:
    """首席 and the like from the end of a run to the office behind it; 云汀视频 is a house whole."""
    while rank := next((rank for rank in RANKS if run.endswith(rank)), ""):
        before = run.removesuffix(rank)
        if before and rank.endswith(HOUSES) and not before.endswith(HOUSES):
            break
        run, office = before, rank + office
    return run, office


def _word_at(body: str, at: int, run: str) -> str:
    """The longest office or task that stands at a place of a signature, "" where there is none.

    A task set solid on both sides parts two names (祁玉珠口述楚南整理); within 规划设计院 it is no task.
    """
    if body[at] not in _FIRST:
        return ""
    for size in range(min(_LONGEST, len(body) - at), 1, -1):
        word = body[at : at + size]
        if word in OFFICES and not body.startswith(_NO_OFFICE_AFTER, at + size):
            return word
        if word in RANKS and body.startswith(("记者", "通讯员"), at + size):
            return ""
        if word in TASKS and (not run or _stands_apart(body, at + size) or are_names(run)):
            return "" if not run and _names_house(body, at) else word
    return ""


def _stands_apart(body: str, at: int) -> bool:
    return at >= len(body) or body[at].isspace() or body[at] in MARKS or bool(_word_at(body, at, ""))


def _names_house(body: str, at: int) -> bool:
    """Whether the word that begins here is an office's or a company's name: 综合执法局."""
    end = next((k for k in range(at, len(body)) if body[k].isspace() or body[k] in MARKS), len(body))
    return body.endswith(INSTITUTIONS, at, end)


def _settle_glyphs(parts: list[Part]) -> Iterator[Part]:
    """The parts, 文, 图 and 摄 told from the same characters of names: 裘 文, 张三文, 闵锐文段野图."""
    lone = 0
    office = False
    for k, part in enumerate(parts):
        opens = k + 2 < len(parts) and parts[k + 1].text in OPENERS
        if part.kind == "run" and part.text in GLYPHS and (opens or lone % 2 == 0):
            yield Part("task", part.text)
            lone = 0
            continue
        spread = part.text[-1:] == "摄" and len(part.text) == 2 and lone % 2 == 1  # 陈 玉摄
        if part.kind == "run" and (len(part.text) > 2 or spread):
            yield from _cut_glyphs(part.text, opens, office) or [part]
        else:
            yield part
        if part.kind != "blank":
            lone = lone + 1 if part.kind == "run" and len(part.text) == 1 else 0
        office = office or part.kind == "office"


def _cut_glyphs(run: str, opens: bool, office: bool) -> list[Part]:
    """Names set solid with 文, 图 or 摄 behind them; empty where the run is nothing but names, or no names at all."""
    if not 1 < len(run) <= _LONGEST_SOLID:
        return []
    rest, glyph = run[:-1], run[-1]
    if glyph == "摄" or (glyph in "绘译" and (not office or len(rest) > 2) and len(rest) < 5):
        inner = _cut_glyphs(rest, False, office) or [Part("run", rest)]
        return [*inner, Part("task", glyph)]
    if glyph in GLYPHS and opens and are_names(rest):
        return [Part("run", rest), Part("task", glyph)]
    if len(run) < 4 or are_names(run):
        return []
    for k, char in enumerate(run):
        if char in GLYPHS and k > 1 and are_names(run[:k]):
            after = run[k + 1 :]
            if not after:
                return [Part("run", run[:k]), Part("task", char)]
            more = _cut_last(after) or _cut_glyphs(after, opens, office)
            more = more or ([Part("run", after)] if are_names(after) else [])
            if more:
                return [Part("run", run[:k]), Part("task", char), *more]
    return []


def _cut_last(run: str) -> list[Part]:
    """段野图 behind a task that names waited for: a name and a task, though it could be a name."""
    if run[-1:] in GLYPHS and are_names(run[:-1]):
        return [Part("run", run[:-1]), Part("task", run[-1])]
    return []


def _join_tasks(parts: list[Part]) -> list[Part]:
    """The parts, tasks that a stroke or nothing parts made one: 文/图, 采访、撰文."""
    found: list[Part] = []
    for part in parts:
        if part.kind == "task" and found:
            if found[-1].kind == "task":
                found[-1] = Part("task", found[-1].text + part.text)
                continue
            if len(found) > 1 and found[-1].text in _JOINS and found[-2].kind == "task":
                mark = found.pop().text
                found[-1] = Part("task", found[-1].text + mark + part.text)
                continue
        found.append(part)
    return found
