"""Lines of furniture, told by their words: editors, folios, ways to reach a paper, the words beside a QR code.

`chars` are those characters of a line that tell: `FURNITURE_NEEDS`, or more than these. A line that has none of a class
need not be looked at further; most have none of any.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from ...patterns import HAN, pattern
from .page_data import load_sections


class Needed(dict[str, tuple[str, ...]]):
    """Words by a character that each of them needs: of those that a line has only such are looked for as one of its characters needs.

    >>> words = Needed("者道", ("记者", "作者", "报道"))
    >>> words.stand_in("修路的道理", frozenset("道")), words.stand_in("昨日报道", frozenset("道"))
    (False, True)
    """

    def __init__(self, needs: Iterable[str], words: Iterable[str]) -> None:
        self.chars = frozenset(needs)
        for word in words:
            need = next(char for char in word if char in self.chars)
            self[need] = (*self.get(need, ()), word)

    def stand_in(self, plain: str, chars: AbstractSet[str]) -> bool:
        """Whether one of the words stands in a line; `chars` are those characters of the line that may be needed, or more."""
        for char in self.chars.intersection(chars):
            for word in self.get(char, ()):
                if word in plain:
                    return True
        return False


_FOLIO_DATE = pattern(
    r"(?:1[89]|20)\d\d\s*年\s*[0-9一二三四五六七八九十]{1,2}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日"
)
_FOLIO_OLD_DATE = pattern(
    r"民国\s*[〇○零一二三四五六七八九十百0-9]{2,5}\s*年\s*[0-9一二三四五六七八九十]{1,2}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日"
    r"|[二一]\s*[〇○零一二三四五六七八九]{3}\s*年[一二三四五六七八九十]{1,2}月"
)
_WEEKDAYS = tuple(week + day for week in ("星期", "周", "礼拜") for day in "一二三四五六日天")
# What a day stands beside in a law's history: （2014年5月8日市委常委会会议审议批准.
_ENACTED = ("会议", "审议", "修订", "印发", "施行", "批准", "办公厅")
_FOLIO_PAGE = pattern(r"第\s*[0-9A-Z一二三四五六七八九十]{1,4}\s*版|^[A-Z]?\d{1,3}\s*版")
_FOLIO_SECTION = pattern(rf"^\d{{1,2}}\s+{HAN}{{2,6}}$|^{HAN}{{2,6}}\s+\d{{1,2}}$")
_STAFF = pattern(
    r"(?:责编|责任编辑|本版编辑|本版主编|值班编委|值班主任|值班总编|执行主编|编辑|主编|校对|美编|组版|版式|视觉|视觉编辑|视觉设计|编审|审校|检校|照排|排版|版面|监制|统筹|策划|终审|签发|审读|总值班|核稿|[一二三初复]审|督印人?)\s*(?:设计|编辑)?\s*[:：/／ ]"
)
_STAFF_SOLID = pattern(rf"^(?:本版|今日)?(?:责编|责任编辑|编辑|主编|校对|美编|组版|版式|视觉){HAN}{{2,3}}")
_STAFF_FIRST = pattern(
    rf"^(?:本版|今日|本期)?(?:(?:责任编辑|责编|编辑|主编|执行主编|执行编辑|值班编辑|值班主任|编审|校对|美编|组版|版式|视觉)(?:设计)?\s*(?:[:：/／ ]|{HAN})|[一二三初复]审\s*[:：/／ ])"
)
# 通电话 in a headline is no number to ring.
_CONTACT_WAY = pattern(
    r"(?:电\s*话|热线|传真|投稿|邮箱|信箱|网址)(?=[^，。]{0,10}(?:[：:@]|\d{3}|[A-Za-z]{3}))"
)
_CONTACT_WORDS = (
    "社址", "地址：", "地址:", "邮政编码", "邮编", "刊号", "连续出版", "ISSN", "许可证", "定价", "零售价", "月价", "年价", "售价", "每份", "元/份",
    "元／份", "印刷：", "印刷:", "承印", "印务", "总第", "代号", "Email", "E-mail", "http:", "https:", "www.", "@",
)  # fmt: skip
_CONTACT_FIGURES = pattern(
    r"CN\s*\d\d[-—]\d{4}|第\d{3,6}[期号](?![^\W\d_A-Za-z])|今日[0-9一二三四五六七八九十]{1,3}版|共\d{1,2}版|0\d{2,3}[-—]\d{7,8}"
)
# A telephone number with its area has so many digits.
_LEAST_DIGITS = 10
_NUMBER_THEN = pattern(r"\d{7,8}（")
_NOTICE_WORDS = (
    "APP", "App", "微信", "微博", "公众号", "客户端", "扫码", "扫一扫", "二维码", "抖音", "视频号", "小程序", "数字报", "电子报", "掌上", "下载",
    "关注我们", "订阅",
)  # fmt: skip
# A page's number and its name: A9 民生, 文体 13.
_PAGE_NAME = pattern(
    rf"^第?[A-Z]?\d{{1,3}} *版?[ :：]*({HAN}{{2,6}})$|^({HAN}{{2,6}})[ :：]*第?[A-Z]?\d{{1,3}} *版?$"
)
_FURNISHED = pattern(
    r"视觉|CN|ISSN|许可|热线|传真|信箱|mail|http|www|代号|第\d|APP|App|客户|二维|抖音|视频号|小程序|数字|掌上|下载|关注"
)
_FIGURES_APART = pattern(r"\d-\d")

_STAFF_FIRST_NEEDS = frozenset("编校版觉班审")
_STAFF_NEEDS = frozenset("编校版觉班审排监筹划签稿督")
_STAFF_MARKS = frozenset(":：/／ ")
_WEEK = frozenset("期周拜")
_OLD_FIGURES = frozenset("〇○零一二三四五六七八九")
_CONTACT_NEEDS = frozenset("址邮刊续NS证价份印总期号版话线真稿箱mhw@0（")
_CONTACT = Needed(_CONTACT_NEEDS, _CONTACT_WORDS)
_CONTACT_MARKS = frozenset("：:@0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CONTACT_WAYS = ("话", "热线", "传真", "投稿", "邮箱", "信箱", "网址")
_STAFF_WORDS = (
    "责编", "编辑", "主编", "编委", "主任", "总编", "校对", "美编", "组版", "版式", "视觉", "编审", "审校", "检校", "照排", "排版", "版面", "监制",
    "统筹", "策划", "终审", "签发", "审读", "值班", "核稿", "督印", "一审", "二审", "三审", "初审", "复审",
)  # fmt: skip
_NOTICE_NEEDS = frozenset("A微众户扫维音频序数子掌载注订")
FURNITURE_NEEDS = _STAFF_FIRST_NEEDS | _STAFF_NEEDS | _WEEK | _CONTACT_NEEDS | _NOTICE_NEEDS
# Of these, or of the words above them, staff, a folio and a contact have one beside their own.
_FURNISHES = frozenset("年版期周农编校责组审监策总址邮刊价份印电话微众扫订转接@")


def opens_staff(bare: str, chars: AbstractSet[str]) -> bool:
    """Whether a line, without the marks before it, begins with an editor's office and goes on with a name."""
    return not _STAFF_FIRST_NEEDS.isdisjoint(chars) and bool(_STAFF_FIRST.match(bare))


def names_staff(plain: str, bare: str, chars: AbstractSet[str]) -> bool:
    """Whether a line names an editor somewhere; `bare` is the line without the marks before it."""
    return (
        not _STAFF_NEEDS.isdisjoint(chars)
        and _may_be_staff(plain)
        and any(word in plain for word in _STAFF_WORDS)
        and bool(_STAFF.search(plain) or _STAFF_SOLID.match(bare))
        and _is_furnished(plain)
    )


def is_folio(plain: str, chars: AbstractSet[str]) -> bool:
    """Whether a line says which day or which page it is."""
    return _says_folio(plain, chars) and _is_furnished(plain)


def is_contact(plain: str, chars: AbstractSet[str]) -> bool:
    """Whether a line says how to reach a paper, or what it costs."""
    return (
        not _CONTACT_NEEDS.isdisjoint(chars)
        and (
            _CONTACT.stand_in(plain, chars)
            or _has_contact_figures(plain)
            or (
                not _CONTACT_MARKS.isdisjoint(plain)
                and any(way in plain for way in _CONTACT_WAYS)
                and bool(_CONTACT_WAY.search(plain))
            )
            or ("（" in plain and bool(_NUMBER_THEN.search(plain)))
        )
        and _is_furnished(plain)
    )


def is_notice(plain: str, chars: AbstractSet[str]) -> bool:
    """Whether a line says where else the paper can be read."""
    return not _NOTICE_NEEDS.isdisjoint(chars) and any(map(plain.__contains__, _NOTICE_WORDS))


def names_page(plain: str) -> bool:
    """Whether a line is the number of a page and one of the names that pages have."""
    if not any(map(plain.__contains__, load_sections())):
        return False
    match = _PAGE_NAME.match(plain)
    return match is not None and (match.group(1) or match.group(2)) in load_sections()


def _is_furnished(plain: str) -> bool:
    """Whether a line has a word or a character of the furniture's at all."""
    return (
        not _FURNISHES.isdisjoint(plain)
        or bool(_FURNISHED.search(plain))
        or ("-" in plain and bool(_FIGURES_APART.search(plain)))
    )


def _may_be_staff(plain: str) -> bool:
    return not (_STAFF_MARKS.isdisjoint(plain) and _STAFF_FIRST_NEEDS.isdisjoint(plain[:6]))


def _may_be_old(plain: str) -> bool:
    return "民国" in plain or any(year.rstrip()[-1:] in _OLD_FIGURES for year in plain.split("年")[:-1])


def _may_be_page(plain: str) -> bool:
    return "第" in plain or plain[0].isdecimal() or "A" <= plain[0] <= "Z"


def _has_contact_figures(plain: str) -> bool:
    may_have = (
        ("版" in plain and ("共" in plain or "今日" in plain))
        or ("第" in plain and ("期" in plain or "号" in plain))
        or "CN" in plain
        or (("-" in plain or "—" in plain) and sum(map(str.isdecimal, plain)) >= _LEAST_DIGITS)
    )
    return may_have and bool(_CONTACT_FIGURES.search(plain))


def _says_folio(plain: str, chars: AbstractSet[str]) -> bool:
    """Whether a line says which day or which page it is; each way is looked for where a character of it stands."""
    if "年" in plain and (
        _FOLIO_DATE.search(plain) or (_may_be_old(plain) and _FOLIO_OLD_DATE.search(plain))
    ):
        return not any(map(plain.__contains__, _ENACTED))
    if not _WEEK.isdisjoint(chars) and any(map(plain.__contains__, _WEEKDAYS)):
        return True
    if "农历" in plain or ("版" in plain and _may_be_page(plain) and _FOLIO_PAGE.search(plain)):
        return True
    return (
        (plain[0].isdecimal() or plain[-1].isdecimal())
        and len(plain.split()) == 2
        and bool(_FOLIO_SECTION.search(plain))
    )
