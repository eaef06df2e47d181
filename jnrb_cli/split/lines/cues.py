"""What the words of one line say of it: closed classes of the trade's own vocabulary, no names of papers or people.

A cue is a hint, not a verdict: `记者` opens a byline and stands in stories too. The labeller weighs it
together with the line's place and shape. Lines come in their plain form: simplified characters, “” for 「」.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import pairwise

from ...patterns import HAN, LETTER, pattern
from ..bylines.names import SURNAMES
from ..furniture.cues import (
    FURNITURE_NEEDS,
    is_contact,
    is_folio,
    is_notice,
    names_page,
    names_staff,
    opens_staff,
)

MARKS = "■□◎●▲◆★☆◇○▪▶►▼△※◢◤⊙●*•·"

_ROLE = (
    r"(?:特约|特派|见习|实习|驻[^ 、，。]{1,6}|本报|首席|全媒体|融媒体|融媒|热线|体育|财经|时政|文娱|社会|教育|首席|小|学生|校园)*"
    r"(?:记者|通讯员|评论员|特约撰稿人|撰稿人|撰稿|实习生|作者|(?:报道|报导)(?=[:：/／╱])|编译|整理|文|图|摄影|摄|采访|采写|撰文|口述|漫画|绘图|插图|文字|图片|视频|供稿|(?:讲述|受访专家)(?=[:：/／╱])|来信者(?=[: ])|制表(?=[:：/／╱]))"
)
_ORG = rf"(?:本报|本刊|本网|新华社|中新社|中央社|人民日报|人民网|(?:{HAN}|·){{1,12}}?(?:报|刊|网|社|杂志|电视台))"
_NAME = rf"{HAN}(?:[ ]{{0,3}}{HAN}){{1,3}}|{LETTER}{{1,10}}(?:·{LETTER}{{1,12}}){{1,3}}"
_NAMES = rf"(?:{_NAME})(?:[ 、，,/／]{{1,3}}(?:{_NAME}))*"

BYLINE = pattern(
    rf"^(?:文/图|文／图|文、图|图/文|图／文|图、文|文/|文／|文╱|(?:{_ORG}[ ]{{0,2}})?{_ROLE}|{HAN}{{1,4}}记者(?= {{1,3}}{HAN}{{2,3}}(?: |$)))[:：/／╱| ]{{0,3}}"
    rf"(?!.*[\d_〇①-⓿])[\w· 、，,/／╱:：;；|（）(){MARKS[:9]}]{{2,60}}$"
)
# 谢慕贞 报道, 记者 邓汝康 深圳报道: a line of its own signs, though a dateline may close so.
_REPORTS = pattern(
    rf"^[{MARKS} ]*(?:(?:本报|{_ORG} ?)?(?:特约|特派|见习|驻[^ ]{{1,6}}|首席|全媒体)*(?:记者|通讯员|实习生) ?[／/|:：]? ?)?"
    rf"[{SURNAMES}](?: {{0,2}}{HAN}){{1,2}}(?:[ 、／/]{{1,2}}[{SURNAMES}](?: {{0,2}}{HAN}){{1,2}})?(?:[ ／/、]{{1,2}}{HAN}{{2,6}}?[ ／/]?|[ ／/]{{1,2}})(?:综合|摄影)?(?:报道|报导|专访|特稿)$"
    rf"|^[{MARKS} ]*(?:本报|{_ORG} ?)?(?:记者|通讯员)[^ ，。：（）]{{2,8}}(?:报道|报导)$"
)
# 濠江友谊会理事会 谨启, 洪芷欣报道 苏永健摄影.
_PRESENTS = pattern(
    rf"^[^，。：]{{2,24}}(?: |会|局|部|司|处|办|室|子|女|男)(?:谨启|敬启|谨上|敬上|叩谢|同启|泣告|启)$"
    rf"|^[{SURNAMES}]{HAN}{{1,2}}(?:报道|报导|撰文|文) {{1,3}}[{SURNAMES}]{HAN}{{1,2}}(?:摄影|摄|图)$"
)
_PRESENTS_ENDS = frozenset("启上谢告影摄图")
# 电气车间 冷玉成, 南湾街道 祝其昌: where one is from, and who.
_FROM = pattern(
    rf"^[{MARKS}]? ?[^，。：；！？、（）]{{0,14}}(?:[局院馆会办委部厅站队所社校学员室间班厂村区县市镇乡道号组系科]|中心|公司|读者|教师|市民|村民|律师|医生|主任|教授) {{1,3}}[{SURNAMES}](?:{HAN}{{1,2}}| {{1,2}}{HAN})(?: {{1,2}}[0-9]{{2}}岁)?$"
)
_LONGEST_FROM = 20
# 记者昨日从市住建局获悉 opens a story, not a byline.
_STORY = ("获悉", "了解到", "昨日", "昨天", "今日", "今天", "近日", "日前", "当日", "当天", "连日来")
_NAMES_ONLY = pattern(rf"^(?:{_NAMES})$")
CREDIT = pattern(
    r"(?:摄影报道|图文|(?:受访者|本人|单位|公司|学校|医院|记者|通讯员|家属|办公室|组委会|博物馆|中心|局|馆|院)提供|图为?[^，。]{2,12}提供|摄|供图|提供图片|绘|制图|图片来源[：:].{2,20}|资料图片?|新华社发|供稿|作图|漫画|插图|影像中国|视觉中国|人民视觉|中新图片)"
    r"\s*(?:[（(][^（）()]{1,14}[）)])?$|^(?:数据|资料|图片|信息)来?源[：:]|参与采写|参加采写|^(?:摄影|摄|图|供图)[：:/／]"
)
CLOSING = pattern(
    r"^[（(](?:[^（）()]{0,44}(?:记者|通讯员|作者|参与采写|来源|摄影?|供图|整理|综合|电|系|单位|执笔|编译)[^（）()]{0,64})[）)]$"
)
DATELINE = pattern(
    r"^据?(?:[【〔]?(?:本报|本刊|本网|新华社|中新社|中新网|中央社|美联社|法新社|路透社|塔斯社|人民日报|本台|综合|记者|通讯员)[^，。！？（()【】〔〕]{0,24}?(?:电(?!话)|(?<!通)讯(?!员)|报道|报导|消息(?=[】〕]))[】〕]?)"
    rf"|^{HAN}{{0,4}}(?:日报|晚报|晨报|早报|午报|时报|商报|都市报|快报|新报)讯"
    r"|^[【〔][^】〕]{1,16}(?:讯|电|报导|报道|特稿)[】〕]"
    rf"|^[（(](?:{HAN}|[0-9]){{2,12}}(?:讯|日电)[）)]"
)
# What points at a photo: 图为, 上图, an arrow, or a photo by its number.
_PHOTO = (
    "图为",
    *(which + "图" for which in ("上", "下", "左", "右", "题", "中", "大", "小", "本版", "资料", "近日")),
)
_NUMBERED_PHOTO = pattern(r"^图[①-⑳0-9一二三四五六七八九十]{1,3}[：:为（(]")
PAPER = pattern(
    rf"^(?:{HAN}| ){{2,14}}(?:日\s*报|晚\s*报|晨\s*报|早\s*报|时\s*报|商\s*报|都\s*市\s*报|周\s*报|快\s*报|导\s*报|新\s*报|新\s*闻|公\s*报|侨\s*报|邮\s*报)$"
)
JUMP = pattern(r"[（(【]?\s*(?:上接|下转|紧接|转|接)\s*(?:第)?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版")
LISTED = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,2}[章节条、]|[①-⑳])"
)
NUMBER = pattern(r"^[A-Z]?\d{1,4}$|^[·—-]?\s*\d{1,3}\s*[·—-]?$")
# What a document is headed by, set wide: two characters that are no name.
LETTER_HEADS = frozenset(
    ("回信", "来信", "复信", "通知", "公告", "决定", "前言", "序言", "目录", "后记", "附件", "附录", "说明")
)

NAME_ONLY = pattern(
    rf"^[{SURNAMES}][ ]{{0,3}}{HAN}(?:[ ]{{0,2}}{HAN})?(?:[ 、，]{{1,3}}[{SURNAMES}][ ]{{0,3}}{HAN}{{1,2}}){{0,3}}$"
)

# What no word stands in, nor a mark of a sentence: ─────, · · ·, ======.
_RULES = frozenset("─━—-=_·•~～│|┃□■◆☆★○●◎※◇△▲ ")
# A row of a table: cells with blanks between, at least two of them figures, next to each other or of a kind that no sentence has.
_CELL = pattern(
    r"^(?:[—-]|[-+↑↓±]?(?:[A-Z]{0,3}\$)?\d[\d,.]*(?:[~～:]\d[\d,.]*)?(?:[%℃‰]|元|亿元|万元|亿|万|点|分)?)$"
)
_TABLE_MARKS = frozenset(".%+↑↓:℃")
# The names that columns of papers bear end so, or stand in brackets of their own, or are set wide: 一线见闻, 【数读】, 短 评.
_COLUMN_ENDS = (
    "速递", "快递", "速览", "速读", "快讯", "简讯", "短讯", "短波", "见闻", "微语", "絮语", "短评", "社评", "时评", "快评", "评论", "来信",
    "信箱", "今日谈", "随笔", "漫笔", "杂谈", "茶座", "茶馆", "广角", "园地", "专栏", "集锦", "掠影", "故事", "新事", "沉思录", "观察", "手记",
    "札记", "提示", "视点", "聚焦", "快览", "语丝", "论坛", "讲堂", "课堂", "走笔", "剪影", "百科", "荐读", "书架", "连载",
)  # fmt: skip
_BRACKETED = pattern(r"^[【〔][^】〕，。]{2,10}[】〕]$")
_SET_WIDE = pattern(rf"^{HAN}(?: {{1,3}}{HAN}){{1,4}}$")
_LONGEST_COLUMN = 9
# A signature in brackets: names alone, or an office and a name.
_SIGNED = pattern(
    rf"^(?:{HAN}{{2,12}}(?:局|院|馆|会|办|委|部|厅|站|队|所|社|中心|公司|学校|大学|小学|中学|研究员|教授|记者|员|街道|社区|村|镇|乡|县|区|市|厂) {{1,2}})?"
    rf"(?:[{SURNAMES}](?:{HAN}{{1,2}}| {{1,2}}{HAN}))(?:[ 、，]{{1,3}}[{SURNAMES}](?:{HAN}{{1,2}}| {{1,2}}{HAN})){{0,3}}$"
)
_LONGEST_SIGNATURE = 60
_LONGEST_REPORT = 22
_REPORT_ENDS = ("报道", "报导", "专访", "特稿")
_PRESENT_ENDS = ("启", "谨上", "敬上", "叩谢", "泣告", "摄影", "摄", "图")

# What stands before a signature or an editor's office.
_LEADING = MARKS + " \t"
# Characters of which a line needs one to be of a class; most lines have none, and need not be looked at further.
_ARROWS = frozenset("↑↓←→△▲▼")
_BYLINE_NEEDS = frozenset("文图者员稿习译整摄采频道导专表讲")
_CREDIT_ENDS = frozenset("道文供摄图片绘发稿画国觉）)")
_CREDIT_BEGINS = frozenset("摄图供")
_LISTED_BEGINS = frozenset("一二三四五六七八九十（(第")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# All of these, and what datelines, days and sources have: finding which of them a line has takes a third of the time that
# looking for each class by itself does, and a line of text that has none is of no class, if its edges say nothing either.
_TELLING = _BYLINE_NEEDS | FURNITURE_NEEDS | frozenset("电讯消年农源")
_DATELINE_BEGINS = frozenset("据【〔（(本新中人法美路塔综记通")
_JUMP_BEGINS = frozenset("（(【上下紧")
# Among Chinese characters those that begin a line of some class, and those that end one; what else a line of text begins and
# ends with. Of no more than so many characters it may be a name or a column's too.
_BEGINS = _LISTED_BEGINS | _CREDIT_BEGINS | _JUMP_BEGINS
_ENDS = _CREDIT_ENDS | _PRESENTS_ENDS | frozenset("版道导访稿报闻")
_BEGINS_TEXT = frozenset("“‘《")
_ENDS_TEXT = frozenset("，。、；：！？”》")
_SHORT = 16
_SHORT_ENDS = frozenset([word[-1] for word in _COLUMN_ENDS]) | {"："}
_NAME_MARKS = frozenset(" 、，")
_LISTED_MARKS = frozenset("、）).．章节条")


def cue(plain: str) -> str:
    """The name of the closed class that the line's words belong to, '' for none.

    >>> cue("■本报通讯员 程鑫"), cue("2023 年4月26日 星期三8 济西新城"), cue("聚力双招双引")
    ('by', 'folio', '')
    """
    size = len(plain)
    first, last = plain[0], plain[-1]
    chars = _TELLING.intersection(plain)
    edged = " " in plain or not _is_within(size, first, last)
    if not (edged or chars):
        return ""
    bare = plain.lstrip(_LEADING)
    if edged and (found := _edge_cue(plain, size, first, last)):
        return found
    if (first in _DATELINE_BEGINS or "报讯" in plain[:8]) and DATELINE.match(plain):
        return "dateline"
    if first in "【〔" and last in "】〕" and CLOSING.match(f"（{plain[1:-1]}）"):
        return "close"
    if size <= 14 and is_column(plain):
        return "column"
    if size <= 60 and (found := _signature_cue(plain, bare, chars, edged=edged)):
        return found
    if (
        first in _ARROWS
        or (plain[1:2] in _ARROWS and first in MARKS)
        or ("图" in plain[:4] and _is_photo(plain))
    ):
        return "figure"
    if first == "—":
        return "dash"
    if first in _JUMP_BEGINS and "版" in plain and JUMP.match(plain):
        return "jump"
    if size <= 60 and "。" not in plain[:-1] and "，" not in plain:
        if names_staff(plain, bare, chars):
            return "staff"
        if is_folio(plain, chars):
            return "folio"
    if is_contact(plain, chars):
        return "contact"
    if size <= 24 and is_notice(plain, chars):
        return "notice"
    if not edged:
        return ""
    if " " in plain and size <= _LONGEST_FROM and _may_be_from(plain) and _FROM.match(plain):
        return "from"
    if _may_be_listed(plain) and LISTED.match(plain):
        return "listed"
    if size <= 80 and plain.count(" ") > 1 and _is_row(plain):
        return "table"
    return ""


def _is_within(size: int, first: str, last: str) -> bool:
    """Whether a line of so many characters begins and ends as lines do that stand anywhere in a text."""
    if size <= _SHORT and (first in SURNAMES or last in _SHORT_ENDS):
        return False
    return (("一" <= first <= "\u9fff" and first not in _BEGINS) or first in _BEGINS_TEXT) and (
        ("一" <= last <= "\u9fff" and last not in _ENDS) or last in _ENDS_TEXT
    )


def _edge_cue(plain: str, size: int, first: str, last: str) -> str:
    """A number, a signature in brackets, a page's name, a rule or a report's signature: what a line's edges or blanks tell."""
    if size <= 6 and (last.isdecimal() or last in "·—-") and NUMBER.match(plain):
        return "number"
    if (
        first in "（("
        and last in "）)"
        and (CLOSING.match(plain) or (size <= 24 and _is_signature(plain[1:-1])))
    ):
        return "close"
    if (
        size <= 12
        and (first.isdecimal() or last.isdecimal() or last == "版" or first == "第" or "A" <= first <= "Z")
        and names_page(plain)
    ):
        return "folio"
    if (size > 2 and first in _RULES and _RULES.issuperset(plain)) or (
        " " in plain and first not in "*※☆" and not any(map(str.isalnum, plain))
    ):
        return "rule"
    if (
        last in "道导访稿"
        and size <= _LONGEST_REPORT
        and plain.endswith(_REPORT_ENDS)
        and _REPORTS.match(plain)
    ):
        return "credit" if CREDIT.search(plain) else "by"
    return ""


def _signature_cue(plain: str, bare: str, chars: AbstractSet[str], *, edged: bool) -> str:
    """An editor, a signature, a photo's credit, a name or a paper, as which a line of up to 60 characters may read."""
    size = len(plain)
    first, last = plain[0], plain[-1]
    if opens_staff(bare, chars):
        return "staff"
    if first in MARKS and _NAMES_ONLY.match(plain[1:].strip("· ")):
        return "credit" if CREDIT.search(plain) else "marked"
    if not _BYLINE_NEEDS.isdisjoint(chars) and _is_byline(plain, bare):
        return "credit" if CREDIT.search(plain) else "by"
    if size <= 44 and is_credit(plain):
        return "credit"
    if not edged:
        return ""
    if last in _PRESENTS_ENDS and size <= 30 and plain.endswith(_PRESENT_ENDS) and _PRESENTS.match(plain):
        return "by"
    if first in SURNAMES and _are_names(plain):
        return "name"
    return "paper" if size <= 16 and last in "报闻" and PAPER.match(plain) else ""


def _is_photo(plain: str) -> bool:
    """Whether a line begins by pointing at a photo, after a printer's mark or without one."""
    said = plain[1:] if plain[0] in MARKS else plain
    return said.startswith(_PHOTO) or (said.startswith("图") and bool(_NUMBERED_PHOTO.match(said)))


def is_column(plain: str) -> bool:
    """Whether a line is the name of a column and no more.

    >>> [is_column(line) for line in ("【数读】", "短 评", "◆一线见闻", "要闻快递", "渔船归港")]
    [True, True, True, True, False]
    """
    if plain[0] in "【〔":
        return bool(_BRACKETED.match(plain)) and not JUMP.match(plain)
    name = plain.lstrip(MARKS).strip(" :：")
    if " " in name:
        return bool(_SET_WIDE.match(name)) and name.replace(" ", "").endswith(_COLUMN_ENDS)
    return 2 < len(name) <= _LONGEST_COLUMN and name.endswith(_COLUMN_ENDS)


def _is_signature(inner: str) -> bool:
    """Whether what stands in brackets is names alone, or an office and a name."""
    return (inner[:1] in SURNAMES or " " in inner) and bool(_SIGNED.match(inner))


def is_signed(text: str) -> bool:
    """Whether a text closes with a signature in brackets.

    >>> is_signed("桥修好了。（车斌）"), is_signed("桥修好了（第二座）")
    (True, False)
    """
    if text[-1] not in "）)】":
        return False
    at = max(text.rfind("（"), text.rfind("("), text.rfind("【"))
    inner = text[at + 1 : -1]
    return (
        at > 0
        and len(inner) <= _LONGEST_SIGNATURE
        and (bool(CLOSING.match(f"（{inner}）")) or (text[at - 1] in "。！？”" and _is_signature(inner)))
    )


def is_figure(cell: str) -> bool:
    """Whether a table's cell is a figure.

    >>> is_figure("2,781亿元"), is_figure("持平")
    (True, False)
    """
    return bool(_CELL.match(cell))


def _is_row(plain: str) -> bool:
    """Whether a line is a row of a table: 大白菜 1.10 ↓0.06, 指数 25,104.61 -18.29."""
    if "，" in plain or "。" in plain or not any(map(str.isdecimal, plain)):
        return False
    figures = [bool(_CELL.match(cell)) for cell in plain.split()]
    if sum(figures) < 2:
        return False
    beside = any(one and other for one, other in pairwise(figures))
    return beside or sum(not _TABLE_MARKS.isdisjoint(cell) for cell in plain.split()) > 1


def _is_byline(plain: str, bare: str) -> bool:
    return "。" not in plain and plain.count("，") < 2 and bool(BYLINE.match(bare)) and not _is_story(plain)


def _is_story(plain: str) -> bool:
    return any(map(plain.__contains__, _STORY))


def is_credit(plain: str) -> bool:
    """Whether a text says, or ends in saying, whose a photo is.

    >>> is_credit("渔船归港。车斌摄"), is_credit("渔船归港。")
    (True, False)
    """
    may_be = plain[-1] in _CREDIT_ENDS or "源" in plain or "采写" in plain or plain[0] in _CREDIT_BEGINS
    return may_be and bool(CREDIT.search(plain))


def _may_be_listed(plain: str) -> bool:
    first = plain[0]
    if first in _LISTED_BEGINS or first.isdecimal():
        return not _LISTED_MARKS.isdisjoint(plain[1:4])
    return first in _CIRCLED


def _are_names(plain: str) -> bool:
    """Whether a line that begins with a surname is a name or some names."""
    if len(plain) <= 3 and plain.isalnum() and min(plain) > "~":
        return len(plain) > 1
    if len(plain) > 14 or _NAME_MARKS.isdisjoint(plain):
        return False
    words = plain.replace("、", " ").replace("，", " ").split()
    return max(map(len, words)) <= 3 and bool(NAME_ONLY.match(plain))


def _may_be_from(plain: str) -> bool:
    """Whether a word behind the first one begins as names do."""
    return any(word[0] in SURNAMES for word in plain.split()[1:])
