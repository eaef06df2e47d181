"""Labelled lines to units: a headline element, a byline, a paragraph, a caption; the pieces that articles are put together from."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from ...patterns import pattern
from ..lines.cues import is_signed
from ..lines.looks import Look
from .label import Labelled

# What a unit can be: the lines of a headline (kicker, title, subtitle, B the first line of one, I the others) are
# units of their own, so that how they belong together is decided with the page; the rest is whole.
HEADS = frozenset(("KB", "KI", "TB", "TI", "SB", "SI"))
# The name of a column over a headline, once headlines are cut.
COLUMN = "CO"
_OPENS = {"HB": "H", "PB": "P", "CB": "C"}
_RUNS = {"HI": "H", "PI": "P", "CI": "C"}
# Labels that cost the page's best sequence more than this are not weighed again. On 110 held-out pages 3 leaves
# out one right answer in ten that 5 finds; 8 finds no more and takes half as long again.
_DOUBT = 7.0
# What such a line costs as a title at most.
_UNSEEN = 5.0
# What stands under a photo, by how it begins: it points at the photo, or names a work of art and whose it is.
_FIGURE = pattern(r"^[（(]?(?:图为|[上下左右题本大小]图[为：:，、是]|图[①-⑳一二三四][：:为])")
_ART = pattern(
    r"^(?:中国画|油画|国画|版画|水彩画?|水粉画?|漆画|年画|书法|篆刻|雕塑|剪纸|木刻|素描|插图|连环画|摄影作品)\s*[《〈][^》〉]+[》〉](?:.{0,6}[，,（(]|$)"
)
# A credit for words, not for a photo.
_WROTE = ("参与采写", "参加采写", "参与报道", "采访整理", "整理", "文字")
# A line of an index has at most so many characters; it says where to read on.
_ENTRY = 44
_ON_PAGE = pattern(r"^(?:第\s?[0-9一二三四五六七八九十〇]{1,3}\s?版|[→>]?\s?[A-Z]?[0-9]{1,2}\s?版)$")
_RECENTLY = ("近日", "日前", "连日来", "近期", "当日", "昨日", "今日")
_DAY = pattern(r"^(?:[0-9]{1,2}\s?月)?[0-9]{1,2}日")
_PHOTO = pattern(r"图为|[上下左右题本大小]图|图[①-⑳一二三四]")
# What _ART begins with.
_ART_BEGINS = frozenset("中油国版水漆年书篆雕剪木素插连摄")
_CONTINUED = pattern(r"[（(【]?\s*(?:上接|紧接)\s*第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版")


class Unit(msgspec.Struct):
    """Lines that belong together: `first` to `last`, both included, are positions in the layout's lines."""

    kind: str
    first: int
    last: int
    text: str
    runs_on: bool = (
        False  # goes on with a paragraph that something interrupted, or with the line of a subhead above
    )
    dateline: bool = False
    gap: bool = True  # a blank line above that means something
    bare: bool = False  # a short line of text without a stop, which may as well be one of a headline
    signed: bool = False  # closes with a signature in brackets
    continued: bool = False  # comes from another page: （上接第一版）
    scene: str = ""  # how it reads like what stands under a photo, as `scene_of` says; 'index'; 'column'; a credit that 'wrote'
    kinds: dict[str, float] = msgspec.field(
        default_factory=dict
    )  # what it may be, and what each costs, 0 or below


def make_units(all_looks: list[Look], labelled: list[Labelled]) -> list[Unit]:
    """The units of a page in order; lines of furniture belong to none."""
    units: list[Unit] = []
    before = ""
    doubted = False
    for i, (look, one) in enumerate(zip(all_looks, labelled, strict=True)):
        plain, label, margins = look.line.plain, one.label, one.margins
        if _stands_alone(look, label):
            margins = {**margins, "TB": max(margins.get("TB", -_UNSEEN), -_UNSEEN)}
        kind = _RUNS.get(label)
        doubt = label in ("PB", "PI", "HB", "HI") and _may_be_head(margins) and not _is_text(look)
        goes_on = kind and units and before[:1] == kind and units[-1].kind == kind and units[-1].last == i - 1
        if (goes_on and not (doubt or doubted)) or (
            label == "BE" and units and before == "BE" and not look.gap and plain[0] not in "（("
        ):
            units[-1].last = i
            units[-1].text += plain
        elif label[0] != "F":
            runs_on = label == "HI" or (label == "PI" and any(unit.kind == "P" for unit in units))
            unit = Unit(
                kind or _OPENS.get(label, label), i, i, plain, runs_on, look.cue == "dateline", look.gap
            )
            sure = (unit.kind == "P" and not doubt) or (look.cue == "by" and unit.kind == "BY")
            unit.kinds = {unit.kind: 0.0} if sure else _kinds(unit.kind, margins)
            unit.bare = (
                not look.end and (look.share < 3 or look.inner == " ") and bool(unit.kinds.keys() & HEADS)
            )
            units.append(unit)
        before, doubted = label, doubt
    for unit in units:
        first = unit.text[0]
        unit.continued = unit.kind == "P" and first in "（(【上紧" and bool(_CONTINUED.match(unit.text))
        unit.scene = scene_of(unit.text) if unit.kind in ("P", "C") else ""
        unit.signed = unit.kind == "P" and is_signed(unit.text)
        if all_looks[unit.first].cue == "column":
            unit.scene = "column"
        if unit.kind == "CR" and any(word in unit.text for word in _WROTE):
            unit.scene = "wrote"
        if unit.last > unit.first:
            unit.kinds, unit.bare = {unit.kind: 0.0}, False
    for unit, below in pairwise(units):
        # The first line of a paragraph, cut out for its doubt, goes on in the one below.
        unit.bare = unit.bare and not (below.runs_on and below.first == unit.last + 1)
    _mark_index(units)
    return units


def scene_of(text: str) -> str:
    """How a text reads like what stands under a photo: 'figure' points at it, 'art' names a work, 'scene' says a day or points at it later.

    >>> [scene_of(text) for text in ("图为渔船归港。", "油画《晨渡》，作者车斌。", "4月3日，渔船归港。", "渔船归港。")]
    ['figure', 'art', 'scene', '']
    """
    first = text[0]
    if "图" in text[:3] and _FIGURE.match(text):
        return "figure"
    if first in _ART_BEGINS and ("《" in text or "〈" in text) and _ART.match(text):
        return "art"
    says_day = text.startswith(_RECENTLY) or (first in "0123456789" and _DAY.match(text))
    return "scene" if says_day or ("图" in text and _PHOTO.search(text)) else ""


def _mark_index(units: list[Unit]) -> None:
    """Mark the lines of an index of what stands on other pages: a section, a headline, 第九版."""
    on_page = [unit.text[-1] == "版" and bool(_ON_PAGE.match(unit.text)) for unit in units]
    for k, unit in enumerate(units):
        if unit.kind == "P" and len(unit.text) <= _ENTRY and any(on_page[k : k + 4]):
            unit.scene, unit.bare = "index", False


def _may_be_head(margins: dict[str, float]) -> bool:
    """Whether a line of a paragraph is weighed again as one of a headline."""
    return not HEADS.isdisjoint(margins) and any(
        label in HEADS and margin > -_DOUBT for label, margin in margins.items()
    )


def _stands_alone(look: Look, label: str) -> bool:
    """Whether a short line without a stop, read as a paragraph or a subhead, might as well be a title."""
    return (
        label in ("PB", "HB")
        and look.headish
        and not look.end
        and (look.share < 3 or look.inner == " ")
        and len(look.line.plain) > 3
    )


def _is_text(look: Look) -> bool:
    """Whether a line's own words say that it is no headline: it ends in a full stop, or begins with a dateline or a jump."""
    return look.line.plain[-1] == "。" or look.cue in ("dateline", "jump")


def _kinds(kind: str, margins: dict[str, float]) -> dict[str, float]:
    """What a line may be besides its label: part of a headline or not, and which part; the rest is the labeller's to say."""
    found = {kind: 0.0}
    if kind not in HEADS and not _may_be_head(margins):
        return found
    for label, margin in sorted(margins.items(), key=lambda pair: (-pair[1], pair[0])):
        if margin <= -_DOUBT or label[0] == "F":
            continue
        other = _OPENS.get(label) or _RUNS.get(label, label)
        # Of what stands in a body the likeliest, and a subhead, which looks most like a title.
        if other in HEADS or (kind in HEADS and (other == "H" or not found.keys() - HEADS - {"H"})):
            found.setdefault(other, round(margin, 3))
    return found
