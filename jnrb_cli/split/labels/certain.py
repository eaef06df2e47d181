"""Lines whose words leave no doubt: labels put right after the labeller where a reader needs no neighbours.

These rules changed 6 labels on 394 typeset pages and 12 on 120 out of PDFs in their drawing order, all rightly; of 16
on 120 PDF pages, half of them in poppler's own order, two wrongly. The labeller knows the other such lines by itself.
"""

from __future__ import annotations

from collections.abc import Collection

from ...patterns import HAN, pattern
from ..bylines.names import SURNAMES
from ..furniture.page_data import load_sections
from ..lines.cues import MARKS
from ..lines.looks import Look, Looks, is_dated
from .asides import settle_asides
from .certain_furniture import certain_furniture
from .label import Labelled
from .room import had_room
from .tables import settle_tables
from .units import HEADS

_CLOSES = "，。、；：？！”’）》」』】"
_DOTTED = pattern(rf"^{HAN}{{1,8}}(?:·{HAN}{{1,8}}){{1,3}}$")
_FOREIGN = pattern(rf"^{HAN}{{1,5}}(?:·{HAN}{{1,5}}){{1,2}}$")
_SIGNED_AFTER = pattern(r"^.{2,}[。！？”][（(][^（）()]{2,60}[）)]$")
_HOUSE_WRITES = frozenset(house + who for house in ("本报", "本刊") for who in ("评论员", "编辑部", "评论部"))
_AND_PLACE = pattern(rf"^记者{HAN}{{2,4}}[／/]{HAN}{{2,6}}(?:报导|报道|特稿|专访)$")
_NAME = rf"[{SURNAMES}](?:{HAN}{{1,2}}| {{1,2}}{HAN})"
_WHO = rf"(?:{HAN}{{0,8}}(?:报|社|网))?(?:特约|见习|首席|全媒体|热线)?(?:记者|通讯员|实习生)"
_SIGNED = pattern(rf"^[{MARKS}\s]*{_WHO}(?: {{1,3}}(?:{_NAME}|{_WHO}|文/图|文/摄|文图|文|图))+ *$")
# （下转第四版） alone on a line belongs to the text that it breaks off.
_JUMPS = pattern(r"^[（(【]?\s*(?:上接|下转|紧接|转|接)[^，。]{1,24}版[^，。]{0,12}[）)】]?$")
# What a signature has, of words of the trade and of marks.
_SIGNS = ("编", "摄", "图", "文", "整理", "·", "报", "社", "员", "者", "（", "(", "）", ")")
_NOTES = pattern(
    r"^(?:本报|本報)?(?:记者|記者|采访|採訪|编辑|編輯)(?:手记|手記|观察|觀察|感言|点评|點評|札记|札記|调查|調查|视点|視點)$"
)
_COLUMN = pattern(r"[（(]([^（）()]{2,12})[）)]$")
# （摘编自《…》，原题为《…》） closes a text, and signs nothing.
_TAKEN_FROM = pattern(r"^[（(](?:摘编自|摘自|选自|节选自|转自|原载|原题|摘編自|選自|節選自|轉自|原載|原題)")
# 4月3日，河湾村… is a sentence's beginning, never a subhead.
_ON_A_DAY = pattern(r"^(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[^。]*，")
_LOST_INDENT = 3.2
# The name of a paper, and what stands before its last character where it is none: 天气预报, 好人好报, 他为乡亲送报.
_PAPER = pattern(rf"^{HAN}{{2,7}}报$")
_NO_PAPER = frozenset(
    "举汇播年月情警通预海喜捷电简板小回申上呈战墙壁剪好善恶必应速读送卖订看办见登投发密谎虚瞒漏填"
)
# The lines that stand beside one.
_BESIDE_MASTHEAD = frozenset(("folio", "staff", "contact", "number"))
# Lines of one column differ by no more, in ems; a headline of two commas is hardly wider than the other.
_RAGGED = 2.5
_WIDE = 18
# A whole page's text may come in one line, with its telephone numbers; the longest line of furniture on 1,188 typeset pages has 79 characters.
_LONGEST_FURNITURE = 600
_FURNITURE = frozenset(("FM", "FF", "FS", "FC", "FN", "FO"))
# ■通讯员 唐硕 摄 below a text signs the photo, not what comes next.
_TOOK = pattern(r"(?:摄|供图)(?:[（(][^（）()]{1,14}[）)])?$")
_LISTED_NAMES = pattern(rf"^[{SURNAMES}]{HAN}{{2}}(?: {{1,3}}{_NAME})+$")


def settle(looks: Looks, labelled: list[Labelled]) -> list[Labelled]:
    """The labels, those that a line's own words rule out put right."""
    found: list[Labelled] = []
    noted = False
    for i, (look, said) in enumerate(zip(looks, labelled, strict=True)):
        one = _ruled_out(look, said)
        if look.line.after_head:
            if found[-1].label not in HEADS:
                found[-1] = Labelled("TB", {"TB": 0.0})
            one = Labelled("PB", {"PB": 0.0})
        down = looks[i + 1] if i + 1 < len(looks) else None
        label = _own_label(look, one.label, found[-1].label if found else "", down)
        if found:
            label = _beside(label, looks, found, mended=found[-1] is not labelled[i - 1])
            if label == "PI" and not looks.indented and _ends_above(looks, labelled, found, i):
                label = "PB"
        # The note of where a text was taken from, or when a law was passed, to the end of its bracket.
        plain = look.line.plain
        begins = plain[0] in "（(" and label[0] != "F" and _is_note(plain)
        if begins or (noted and look.bracket and label[0] != "F"):
            label = "PI" if noted else "PB"
        noted = begins or (noted and look.bracket)
        found.append(one if label == one.label else Labelled(label, {label: 0.0}))
    return settle_tables(looks, settle_asides(looks, found))


def _is_note(plain: str) -> bool:
    """Whether a bracket that opens here says where a text was taken from, or goes on to say when a law was passed."""
    return bool(_TAKEN_FROM.match(plain)) or (len(plain) > 1 and is_dated(plain[1:]) and "）" not in plain)


def _ends_above(looks: Looks, labelled: list[Labelled], found: list[Labelled], i: int) -> bool:
    """Whether the paragraph of the line above ended there, though the labeller goes on with it."""
    before = found[-1].label
    if looks.bare and before in ("PB", "PI") and _ended(looks[i - 1], looks[i]):
        return True
    # Where indents were lost, a paragraph's first line ends short of the edge and tells nothing.
    return before == labelled[i - 1].label == "PI" and had_room(looks, labelled, i)


# What parts a text and its signature, or one part from the next: *** ***.
_ORNAMENTS = frozenset("*＊·•◆◇■□●○★☆※~～ ")


def _ruled_out(look: Look, one: Labelled) -> Labelled:
    """A line's labels without those that its words rule out."""
    plain = look.line.plain
    if one.label[0] == "F" and len(plain) > _LONGEST_FURNITURE:
        return Labelled("PB", {"PB": 0.0})
    if (
        one.label[0] == "F"
        and look.opener
        and look.end == "."
        and look.inner in (",", ".")
        and look.cue in ("", "contact", "notice")
    ):
        return _without(one, _FURNITURE)  # 昨天，河湾村的蓄水池修好了。 opens a story
    if one.label == "FM" and plain[-1] == "报" and plain[-2:-1] in _NO_PAPER:
        return _without(one, _FURNITURE)
    if one.label in HEADS and ("。" in plain or _ORNAMENTS.issuperset(plain)):
        return _without(one, HEADS)  # no headline has a full stop, nor is one of ornaments alone
    if one.label in HEADS and not look.line.column and look.line.width > _WIDE and plain.count("，") > 1:
        return _without(one, HEADS)  # a text of two lines, with nothing beside it to tell its column
    if one.label == "CR" and look.inner == ".":
        return _without(one, ("CR", "BY", "BE"))  # a caption's last words, with the credit behind them
    if (one.label == "BY" or (one.label in HEADS and plain[0] not in "（(")) and _names_nobody(plain):
        return _without(one, ("BY", "BE", "CR"))
    return one


def _own_label(look: Look, label: str, before: str, down: Look | None) -> str:
    """The label that a line's own words make sure of."""
    label = _sure_label(look, label, before, down)
    if before == "FF" and look.line.plain in load_sections():
        return "FF"
    if label[0] != "F" and _is_masthead(look, before, down):
        return "FM"
    if label == "HB" and before in ("PB", "PI") and down is not None and _begins_text(look, down):
        return "PB"
    return "PB" if label in ("CB", "CI") and look.cue == "dateline" else label


def _is_masthead(look: Look, before: str, down: Look | None) -> bool:
    """Whether a line is the name of a paper that stands beside the folio, the editors or the page's edge: 梓坪报."""
    plain = look.line.plain
    if plain[-1] != "报" or plain[-2:-1] in _NO_PAPER or look.line.indent >= 1 or not _PAPER.match(plain):
        return False
    return before[:1] in ("F", "") or down is None or down.cue in _BESIDE_MASTHEAD


def _begins_text(look: Look, down: Look) -> bool:
    """Whether what looks like a subhead is the first line of a paragraph whose indent was lost: 蓄水池投资86万元，可供全 / 镇…."""
    return (
        look.inner == ","
        and look.end == ""
        and look.share in (3, 4)
        and not (look.gap or down.gap or down.indent or down.cue)
        and down.share >= 2
    )


def _beside(label: str, looks: list[Look], found: list[Labelled], *, mended: bool) -> str:
    """The label that a line has beside the one above it, whose own was mended or not; that one may be put right too."""
    above, look = looks[len(found) - 1], looks[len(found)]
    before = found[-1].label
    if label == "CI" and before in ("PB", "PI") and mended:
        label = "PI"  # what was read as a caption has turned out to be a story
    if (
        label in ("PB", "CB", "CI", "HB", "BY")
        and before in ("PB", "PI", "HB")
        and _opens_quote(above.line.plain, look.line.plain)
    ):
        label = "PI"  # a subhead is no line that a quote goes on from, and a caption begins none
        if before == "HB":
            before = "PB"
            found[-1] = Labelled(before, {before: 0.0})
    if label == "PB" and before in ("PB", "PI") and _goes_on(above, look):
        return "PI"
    if label == "PB" and _interrupted(looks, found):
        return "PI"
    if label == "PI" and before[:1] not in ("P", "C", "F") and mended:
        return "PB"  # the line above, which this one went on from, has turned out to be no paragraph
    return label


def _is_story(look: Look, plain: str) -> bool:
    """Whether a line is too much of a sentence for a signature: 本报讯 昨天起，……，……。"""
    return "，" in plain and (look.cue == "dateline" or (len(plain) > 30 and plain.count("，") > 1))


def _ended(above: Look, look: Look) -> bool:
    """Whether the line above ended a paragraph: with a sentence, and so far short of its column that more would have fitted.

    Of 325 pages, some of which part their paragraphs by blank lines alone, two have such a line in the middle of what the
    labeller took for one paragraph, and there the rule is right; it is nowhere wrong.
    """
    ends = above.end == "." and above.share < 3 and look.room == "y"
    return ends and not look.gap and look.line.plain[0] not in _CLOSES  # …！ and ”…说 are one sentence


def _goes_on(above: Look, look: Look) -> bool:
    """Whether a line stands in the middle of the sentence that the line above it, nearly full, began.

    Nearly: where indents were lost, a paragraph's first line ends two ems short of the edge. A quote, a word and a dated
    sentence that go on over the break were held against the gold of 660 pages: 27,758 times, never wrong.
    """
    if above.end not in ("", ",") or look.indent:
        return False
    if _opens_quote(above.line.plain, look.line.plain):
        return True
    if not (look.gap or look.line.column) and above.inner in (".", ","):
        return above.line.width > look.line.width - _RAGGED  # of a text of few lines the last one is shorter
    if above.end == "" and look.line.plain[1:2] in ("，", "、", "。", "；"):
        return True  # 名采茶能 / 手、镇里: the end of a word, then a mark
    return (
        not look.gap
        and above.inner in (".", ",")
        and (
            above.line.width >= look.line.column - _LOST_INDENT > 8 or bool(_ON_A_DAY.match(above.line.plain))
        )
    )


def _opens_quote(above: str, below: str) -> bool:
    """Whether a quote that opens in a line closes in the one below it: 持续扩大邻里“朋友 / 圈”，使…."""
    start, end = above.rfind("“"), below.find("”")
    return start >= 0 and end >= 0 and "”" not in above[start:] and "“" not in below[:end]


def _interrupted(looks: list[Look], found: list[Labelled]) -> bool:
    """Whether a page number that stands alone broke the sentence that the line above it began."""
    if len(found) < 2 or found[-1].label != "FF" or found[-2].label not in ("PB", "PI"):
        return False
    number, above = looks[len(found) - 1], looks[len(found) - 2]
    return len(number.line.plain) <= 2 and above.end == ""


def _sure_label(look: Look, label: str, before: str, down: Look | None) -> str:
    plain = look.line.plain
    if label[0] == "F":
        return label
    if label == "PB" and before in ("PB", "PI") and plain[0] in _CLOSES:
        return "PI"
    if label == "BY" and plain[0] not in "（(" and _is_story(look, plain):
        return "PB"
    if label == "BE" and plain[0] not in "（(" and (_SIGNED_AFTER.match(plain) or _is_story(look, plain)):
        return (
            "PI" if before in ("PB", "PI") else "PB"
        )  # the paragraph's last words stand before the signature
    if len(plain) > 120 or "。" in plain:
        return label
    if label == "BY" and before[:1] in ("P", "C") and look.cue == "credit" and _TOOK.search(plain):
        return "CR"
    if look.cue == "jump" and label in ("BY", "BE", "CR", *HEADS) and _JUMPS.match(plain):
        return "PI" if before in ("PB", "PI") else "PB"
    furniture = certain_furniture(look, plain, down)
    if furniture:
        return furniture
    if label in ("PB", "PI", "H", "HB", "CB", "CR", *HEADS) and _is_signature(
        look, plain, label, before, down
    ):
        return "BY"
    return label


def _names_nobody(plain: str) -> bool:
    """Whether a line that looks like a signature holds nothing of one: 生态绿洲 水鸟翩跹, 对话人：.

    Of 4,300 bylines of a national daily 12 have neither a word of the trade nor a name that begins with a surname and are
    longer than a pen name.
    """
    if plain[-1] in "：:" or "@" in plain or not any(map(str.isalpha, plain)):
        return True
    if plain[-1] in "记記察言评評查点點" and _NOTES.match(plain):
        return True
    # 人人都是一道风景（今日谈）: what closes it is a column's name.
    column = _COLUMN.search(plain) if plain[-1] in "）)" else None
    if column and not _has_sign(column.group(1)):
        plain = plain[: column.start()]
    words = plain.split()
    return (
        len("".join(words)) > 3
        and plain[0] not in MARKS
        and "、" not in plain
        and not _has_sign(plain)
        and not any(len(word) <= 3 and word[0] in SURNAMES for word in words)
        and words[0] not in SURNAMES
    )


def _has_sign(plain: str) -> bool:
    return any(word in plain for word in _SIGNS)


def _without(one: Labelled, barred: Collection[str]) -> Labelled:
    """A line's labels without some of them."""
    rest = {label: margin for label, margin in one.margins.items() if label not in barred}
    best = max(rest, key=lambda label: (rest[label], label), default="PB")
    return Labelled(best, {label: margin - rest[best] for label, margin in rest.items()} or {best: 0.0})


def _is_signature(look: Look, plain: str, label: str, before: str, down: Look | None) -> bool:
    if plain in _HOUSE_WRITES or (plain.startswith("记者") and _AND_PLACE.match(plain)):
        return True
    if "·" in plain and _DOTTED.match(plain):
        # 大地赞歌·创新 heads a column: a foreign name stands between headline and body.
        follows = (
            label in ("TB", "TI", "SB")
            and down is not None
            and not (down.headish or down.cue)
            and _FOREIGN.match(plain)
        )
        return (label in ("PB", "H") or bool(follows)) and before[:1] in ("T", "K", "S")
    # What ends in 摄 signs a photo.
    signs = " " in plain and ("记者" in plain or "通讯员" in plain) and not plain.endswith(" 摄")
    if signs and label in HEADS and look.cue == "by" and _SIGNED.match(plain):
        return True  # 本报记者 车斌 goes on with no headline
    if signs and down is not None and down.cue == "dateline" and _SIGNED.match(plain):
        return True
    if not look.gap or not (down is None or down.gap):
        return False
    if " " not in plain:
        return False
    if before[:1] not in ("T", "K", "S", "F", "") and look.line.width > 16:
        return False
    return bool((signs and _SIGNED.match(plain)) or (plain[0] in SURNAMES and _LISTED_NAMES.match(plain)))
