"""Lines that belong to a text and are easily taken for something else: who speaks in an interview, notes in brackets, signatures of letters.

Held against the gold of 1,188 typeset pages: of 251 labels that they change 51 were right before, 234 are after.
"""

from __future__ import annotations

from ...patterns import HAN, pattern
from ..lines.cues import LETTER_HEADS, MARKS
from ..lines.looks import Look
from .label import Labelled
from .units import HEADS, scene_of

# 记者：这些年有什么变化 asks; 记者：车斌 signs.
_ASKS = pattern(r"^(?:记者|問|问|答|主持人)[：:]\s*[^ 、：:]{7,}")
_SPEAKERS = pattern(r"^(?:对话人|对谈人|与谈人|嘉宾|访谈嘉宾|对话嘉宾|受访人|受访者|采访对象)[：:]")
_SPEAKERS_BEGIN = frozenset("对与嘉访受采")
# 车  斌（本报记者）, 李  拯  本报评论员: one who speaks, with what he is.
_SPEAKER = pattern(rf"^(?:{HAN}| ){{2,6}}(?:[（(].{{2,28}}[）)]?| {{2}}[^，。]{{2,28}})$")
_MOST_SPEAKERS = 6
_ORNAMENT = pattern(r"^[*＊※☆ ]+$")
_UNDER_A_VERSE = pattern(rf"^{HAN}{{1,2}} {{1,3}}{HAN}{{1,2}}文$")
_OF_THE_AUTHOR = pattern(r"^[（(](?:作者|本文|本报记者|采访整理)")
# 编辑同志： opens a reader's letter.
_DEAR = pattern(r"^(?:编辑|主编|总编辑?|记者)(?:部|同志|先生|女士)[^，。]{0,6}[：:]$")
# （相关报道见第二版）
_SEE_PAGE = pattern(r"^[（(][^（）()]{2,40}见(?:第|今日)?[^（）()，。]{1,4}版[）)]$")
# （车斌参与采写） closes a story.
_TOOK_PART = pattern(r"^[（(][^（）()，。]{2,60}(?:参与采写|参加采写|采访整理|参与报道|摄影报道)[）)]$")
# （2019年5月8日市人大常委会会议通过） stands under the name of a law.
_PASSED = pattern(r"^[（(](?:19|20)\d\d年\d{1,2}月\d{1,2}日[^）)]{4,}")
# The one who put a special section together, or the post box of a column, stands at the section's end.
_OF_THE_SECTION = pattern(r"^本(?:期|组|专题|专版)统筹[：:]|^(?:本)?栏目(?:投稿)?(?:邮箱|信箱|热线)[：:]")
# 第一章  总  则 stands in a law, and heads no story.
_CHAPTER = pattern(r"^第[一二三四五六七八九十]{1,3}[章编节] ")
# letters@ over the break from paper.example
_ADDRESS = pattern(r"[\w.]@\n[A-Za-z0-9]|@[A-Za-z0-9.]*\n\.?[a-z]+\.[a-z]{2,3}")
# 今日导读 heads the list of what stands on other pages; each entry, over one line or two, closes with its page.
_INDEX = frozenset(
    ("导读", "今日导读", "本期导读", "内页导读", "要闻导读", "今日看点", "内容导读", "要目", "本报导读")
)
_ENTRY = pattern(
    r"(?:[（(>…]\s*(?:详见|见)?第?[A-Z]?[0-9一二三四五六七八九十]{1,3}版?|[ 详见第](?:第)?[A-Z]?[0-9一二三四五六七八九十]{1,3}版)[^（）()，。]{0,6}[）)]?$"
)
_ENTRY_LINES = 3
_DAY_ALONE = pattern(
    r"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日$"
)
_SIGNER = 4
_BODY = ("PB", "PI")
# What asides begin and end with that a text's own lines may be taken for.
_BEGINS = _SPEAKERS_BEGIN | frozenset("（(")
_ENDS = frozenset("读点目")
_SIGNS = ("BY", "BE", "CR")


def settle_asides(looks: list[Look], labelled: list[Labelled]) -> list[Labelled]:
    """The labels, those of asides put right."""
    found = list(labelled)
    after_mail = ["@" in look.line.plain for look in looks]
    i = 0
    while i < len(found):
        plain = looks[i].line.plain
        # Three lines in four are of a text, and most of these say at their edges that they are no aside.
        if (
            found[i].label in _BODY
            and plain[0] not in _BEGINS
            and plain[-1] not in _ENDS
            and not (i and after_mail[i - 1])
        ):
            i += 1
        else:
            i += max(1, _aside(looks, found, i))
    return found


def _aside(looks: list[Look], found: list[Labelled], i: int) -> int:
    """Put right the labels of the aside that begins at line i; how many lines it has, 0 for none."""
    plain, label = looks[i].line.plain, found[i].label
    if plain[0] in "（(":
        return _note(looks, found, i)
    if label[0] == "F":
        if (plain[-1] in "：:" and _DEAR.match(plain)) or (
            plain[0] in "本栏"
            and _OF_THE_SECTION.match(plain)
            and i
            and found[i - 1].label in (*_BODY, *_SIGNS)
        ):
            _set(found, i, "PB")
        return 0
    if plain[-1] in _ENDS and plain.strip(MARKS + " :：【】") in _INDEX:
        return _index(looks, found, i)
    if plain[0] in _SPEAKERS_BEGIN and _SPEAKERS.match(plain):
        return _speakers(looks, found, i)
    if i and "@" in looks[i - 1].line.plain and _ADDRESS.search(looks[i - 1].line.plain + "\n" + plain):
        return _address(looks, found, i)
    if label in _BODY:
        return 0
    if label in HEADS and plain[0] == "第" and _CHAPTER.match(plain):
        _set(found, i, "HB")
    elif (
        (plain[0] in "记問问答主" and _ASKS.match(plain))
        or (plain[0] in "*＊※☆" and _ORNAMENT.match(plain))
        or (label in _SIGNS and plain.replace(" ", "") in LETTER_HEADS)
        or (label in HEADS and plain[-1] == "文" and _UNDER_A_VERSE.match(plain))
        or scene_of(plain) == "art"
    ):
        _set(found, i, "PB")
    elif label in HEADS and plain[-1] == "日" and _DAY_ALONE.match(plain):
        _set(found, i, "PB")
        if i and found[i - 1].label in HEADS and len(looks[i - 1].line.plain.replace(" ", "")) <= _SIGNER:
            _set(found, i - 1, "PB")
    return 0


def _address(looks: list[Look], found: list[Labelled], i: int) -> int:
    """The rest of an address for letters that was broken over two lines, and of the note that follows it."""
    if found[i - 1].label not in _BODY:
        return 0
    _set(found, i, "PI")
    end = i + 1
    while end < len(looks) and end - i < 3 and looks[end].bracket:
        _set(found, end, "PI")
        end += 1
    return end - i


def _speakers(looks: list[Look], found: list[Labelled], i: int) -> int:
    """A list of those who speak in an interview, one a line."""
    end = i + 1
    open_ = _is_open(looks[i].line.plain)
    while end < len(looks) and end - i <= _MOST_SPEAKERS:
        plain = looks[end].line.plain
        if not open_ and not _SPEAKER.match(plain):
            break
        open_ = _is_open(plain) if not open_ else "）" not in plain and ")" not in plain
        end += 1
    for place in range(i, end):
        if found[place].label not in _BODY:
            _set(found, place, "PB")
    return end - i


def _index(looks: list[Look], found: list[Labelled], i: int) -> int:
    """The list under 今日导读: its name is a title, its entries are paragraphs."""
    end = i + 1
    while end < len(looks):
        near = looks[end : end + _ENTRY_LINES]
        last = next((end + k for k, look in enumerate(near) if _is_entry(look.line.plain)), None)
        if last is None:
            break
        for place in range(end, last + 1):
            _set(found, place, "PB" if place == end else "PI")
        end = last + 1
    if end > i + 1:
        _set(found, i, "TB")
    return end - i


def _is_entry(plain: str) -> bool:
    """Whether a line of an index says on which page the thing stands."""
    return "。" not in plain and bool(_ENTRY.search(plain))


def _is_open(plain: str) -> bool:
    """Whether a bracket that opens in a line does not close in it."""
    return max(plain.rfind("（"), plain.rfind("(")) > max(plain.rfind("）"), plain.rfind(")"))


def _note(looks: list[Look], found: list[Labelled], i: int) -> int:
    """A note in brackets, over as many lines as it takes to close them."""
    depth, nested, end = 0, False, i
    while end < len(looks) and end - i < 5:
        for char in looks[end].line.plain:
            depth += (char in "（(") - (char in "）)")
            nested |= depth > 1
        end += 1
        if depth <= 0:
            break
    else:
        return 0
    if looks[end - 1].line.plain[-1] not in "）)。":
        return 0
    label = found[i].label
    text = "".join(looks[place].line.plain for place in range(i, end))
    if label in HEADS and not _OF_THE_AUTHOR.match(text):
        return 0
    if label[0] == "F":
        if not (_PASSED.match(text) and i and found[i - 1].label[0] != "F"):
            return 0
        kind = "P"
    elif label in (*_SIGNS, *HEADS) and (nested or _SEE_PAGE.match(text)):
        kind = "P"  # a note that has notes within is no signature, nor is where to read on
    elif label in _BODY and _TOOK_PART.match(text) and i and looks[i - 1].end == ".":
        for place in range(i, end):
            _set(found, place, "BE")
        return end - i
    elif label in HEADS or (label in _SIGNS and end - i > 1):
        for place in range(i, end):
            if found[place].label not in ("BE", *_SIGNS) or (place > i and found[place].label != label):
                _set(found, place, "BE")
        return end - i
    else:
        return 0
    for place in range(i, end):
        _set(found, place, kind + ("B" if place == i else "I"))
    return end - i


def _set(found: list[Labelled], i: int, label: str) -> None:
    found[i] = Labelled(label, {label: 0.0})
