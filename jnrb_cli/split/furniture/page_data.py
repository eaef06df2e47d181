"""What a page says of itself: the paper, the issue's date, the page's number and section, its editors.

A producer may set the folio, the editors, the address and the words beside a QR code in one line, in any order, so
every line of the furniture is read for all of them, whatever its role.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from ...errors import DataError
from ...layout import close_up
from ...models import Staff
from ...patterns import HAN, pattern
from ...resources import data_text
from ...text import fold, printed_form, simplify
from ..bylines.names import SURNAMES, split_names
from .issue_date import DATE, chinese_number, find_day, put_together, take_date

if TYPE_CHECKING:
    import re

_WEEKDAY = pattern(r"(?:星期|周|礼拜)\s*([一二三四五六日天])(?!刊)")
_EDITION = pattern(
    r"第\s*(?P<a>[A-Z]?\s*[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9A-Za-z])(?P<b>[A-Z]?[0-9]{1,3})\s*版(?![面楼本权])"
    r"|版\s*次?\s*[:：]?\s*(?P<c>[A-Z]?[0-9]{1,3})(?![0-9])|^(?P<d>[一二三四五六七八九十]{1,3})\s?版(?=\s|$)"
)
_NUMBER = pattern(r"^[^\w]*([A-Z]?0?[0-9]{1,2})(?=$|[^0-9A-Za-z.\-:：年月日期号])")
_NUMBER_LAST = pattern(rf"(?<={HAN})([A-Z]?0?[0-9]{{1,2}})$")
_LUNAR = pattern(
    r"(?:农历|夏历)?\s*(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?\s*[正一二三四五六七八九十冬腊]{1,2}月[初十廿卅一二三四五六七八九]{2,3}|农历\S{0,12}"
)
_LUNAR_DAYS = frozenset("初十廿卅一二三四五六七八九")
_SOLAR_TERMS = frozenset((
    "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分",
    "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
))  # fmt: skip
# What parts a section from the page's number, or an editor from the next: 要闻·A02, 责编 郝宁/美编 田青.
_PARTED = pattern(
    rf"(?<={HAN})[·•|｜/／](?=[A-Z]?\d{{1,3}}(?!\d))|(?<=\d)[·•|｜/／](?={HAN})|[/／|｜](?=责编|编辑|美编|组版|校对|版式|主编|视觉|设计|统筹|策划)"
)
_STROKES = frozenset("·•|｜/／")
# An editor's office run together with the section before it: 4区县新闻责编 卢 伟.
_RUN_ON = pattern(
    rf"(?<={HAN})(?<!首席)(?<!执行)(?<!值班)(?<!本版)(?<!本期)(?<!今日)(?=(?:责编|责任编辑)[\s:：])"
)
_ENCLOSED = pattern(r"^[-—–~·]+([A-Z]?\d{1,3})[-—–~·]+$")
# The issue's own numbers and how many pages it has: not the page's number.
_COUNTS = pattern(
    r"(?:总第)\s*\d+\s*[期号]|第\s*\d{3,6}\s*[期号]|今[日天]\s*[0-9一二三四五六七八九十]{1,3}\s*版|共\s*\d+\s*版|本期\S{1,3}版"
)
_CONTACT = (
    "地址", "社址", "邮编", "邮政编码", "邮发", "代号", "刊号", "出版物", "ISSN", "许可证", "许可号", "售价", "定价", "零售", "月价",
    "年价", "每份", "元/份", "元／份", "印刷", "承印", "印务", "电话", "热线:", "热线：", "传真", "邮箱", "信箱", "Email", "E-mail",
    "email", "e-mail", "网址", "http:", "https:", "www.", "@", "主办", "主管", "国内统一", "微信", "微博", "客户端", "扫码",
    "扫一扫", "二维码", "公众号", "APP", "App", "抖音", "视频号", "小程序", "数字报", "掌上", "下载", "关注",
)  # fmt: skip
_PRESS_NUMBER = pattern(r"CN\s*\d")
_AWAITS = (":", "：", "信箱", "邮箱", "电话", "热线", "传真", "地址", "邮编")
_VALUES = frozenset("0123456789@")
_WORD = pattern(rf"{HAN}(?:{HAN}|[·&、/](?={HAN}))*")
_PAPER_END = pattern(rf"{HAN}{{2,13}}(?:(?<!数字)(?<!电子)(?<!海)报|时讯|快讯)$")
_NO_SECTION = (
    "责编", "编辑", "校对", "版式", "美编", "组版", "出版", "主办", "主管", "国内统一", "邮发", "本报", "本版", "编审",
)  # fmt: skip
_STAFF_ROLE = pattern(
    r"(?:本版|本期|今日|值班|执行|首席|责任|视觉|版面|副|总|美术|图片|文字|特约|编辑|版式)*"
    r"(?:责编|编辑(?!部)|主编|编委|主任|总编(?![室办])|校对|校检|检校|美编|组版|版式设计|版式|视觉设计|视觉|编审|审校|照排|排版|监制|统筹|策划|终审|签发|审读|(?:视觉|艺术|设计)?总监|设计|制图|制版|摄影|见习编辑|核稿|[一二三初复]审|[一二三]读|图编|美术(?![馆学展界])|制作|执行(?=[:：])|督印人)"
)
# A character of a name set wide, names parted by marks, or one or more that follow each other.
_NAMES = pattern(rf"^\W*(?:{HAN}|{HAN}{{2,3}}[、，,/].*|(?P<surname>{HAN}){HAN}{{1,8}})\W*$")
_PEN_NAME = pattern(rf"^{HAN}{{2,3}}$")
_PAPER_NAME = pattern(rf"{HAN}{{2,14}}")
_NO_NAME = pattern(
    r"[0-9A-Za-z@〇星]|第[一二三四五六七八九十]{1,3}版|电\s*话|电话|热线|邮箱|信箱|电子|官方|本报|微信|扫码|掌上|总第|今日|社址|QQ"
)
# Of these characters the pattern needs one.
_NO_NAME_NEEDS = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@〇星版电热箱官报微扫掌总今址"
)
_PUNCTUATION = " \u3000:：/／、，,（）()。;；|丨｜■□◎●▲◆★☆◇○▪▶►▼△※"
_DAY, _WEEK, _PAGE, _GONE = "\ue000", "\ue001", "\ue002", "\ue003"


class About(msgspec.Struct, frozen=True):
    """What the furniture of a page says; what it does not say is None."""

    paper: str | None
    date: date | None
    weekday: str | None
    edition: int | None
    section: str | None
    staff: tuple[Staff, ...]


@lru_cache(maxsize=1)
def load_sections() -> frozenset[str]:
    """The names that pages of newspapers commonly have."""
    found: set[str] = set()
    for number, row in enumerate(data_text("sections.txt").splitlines(), 1):
        if row in found:
            raise DataError("sections.txt", number, f"{row} stands there twice")
        if row and not row.startswith("#"):
            found.add(row)
    if not found:
        raise DataError("sections.txt", 1, "no section")
    return frozenset(found)


class _Said(msgspec.Struct, frozen=True):
    """What one line says: each value with how near it stands to the folio's other parts, the higher the surer."""

    date: tuple[int, date] | None
    weekday: str | None
    edition: tuple[int, int] | None
    section: tuple[int, str] | None
    paper: str | None


def read_furniture(lines: list[tuple[str, str]]) -> About:
    """From the furniture's lines, each with its role, to what they say.

    >>> about = read_furniture([("folio", "2023 年4月26日 星期三8 济西新城"), ("masthead", "江汇日报")])
    >>> about.paper, about.date, about.weekday, about.edition, about.section
    ('江汇日报', datetime.date(2023, 4, 26), '星期三', 8, '济西新城')
    >>> about = read_furniture([("staff", "责编 尤佳 2025年4月10日 星期四 第7版 社会 云汀日报")])
    >>> about.paper, about.date, about.weekday, about.edition, about.section
    ('云汀日报', datetime.date(2025, 4, 10), '星期四', 7, '社会')
    """
    printed = "\n".join(text for _, text in lines)
    lines = [(role, _plain(text)) for role, text in lines]
    papers = _papers(lines)
    said = [_read_line(role, text, papers) for role, text in lines]
    dates = [one.date for one in said if one.date]
    editions = [one.edition for one in said if one.edition]
    sections = [one.section for one in said if one.section]
    issue = max(dates, key=lambda pair: pair[0])[1] if dates else None
    weekday = next((one.weekday for one in said if one.weekday and one.date), None) or next(
        (one.weekday for one in said if one.weekday), None
    )
    paper = _choose_paper(papers, next((one.paper for one in said if one.paper), None))
    staff = [
        person
        for role, text in lines
        if role == "staff" or _STAFF_ROLE.search(text)
        for person in _read_staff(text)
    ]
    section = max(sections, key=lambda pair: pair[0])[1] if sections else None
    return About(
        paper and printed_form(paper, fold(printed)),
        issue,
        weekday,
        max(editions, key=lambda pair: pair[0])[1] if editions else None,
        section and printed_form(section, fold(printed)),
        tuple(_as_printed(one, printed) for one in _join_staff(lines, staff)),
    )


def _plain(text: str) -> str:
    """A line in the form that the rules know, what scanners misread put right: 清源曰报, 2 0 1 2年7月1 9日."""
    plain = close_up(simplify(fold(text))).replace("曰报", "日报")
    return put_together(_RUN_ON.sub(" ", plain) if "责" in plain else plain)


def _as_printed(person: Staff, text: str) -> Staff:
    return Staff(role=printed_form(person.role, fold(text)), name=printed_form(person.name, fold(text)))


def _join_staff(lines: list[tuple[str, str]], staff: list[Staff]) -> list[Staff]:
    found = staff or _read_staff(" ".join(text for role, text in lines if role == "staff"))
    return list(dict.fromkeys(found))


def _papers(lines: list[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for role, text in lines:
        if role == "masthead":
            plain = "".join(text.split())
            plain = DATE.sub("", plain)
            match = _PAPER_NAME.match(plain)
            if match:
                found[match.group()] += 1
    return found


def _choose_paper(mastheads: Counter[str], told: str | None) -> str | None:
    """Of several mastheads the one that ends as papers' names do (生活服务 is a section over 古渡晚报), then the most frequent.

    >>> _choose_paper(Counter(["生活服务", "古渡晚报"]), None), _choose_paper(Counter(["今日柳集"]), None)
    ('古渡晚报', '今日柳集')
    """
    best = max(mastheads, key=lambda name: (_is_paper(name), mastheads[name]), default=None)
    if best is None or (told and not _is_paper(best)):
        return told
    return None if best in load_sections() else best


def _read_line(role: str, text: str, papers: Counter[str]) -> _Said:
    day, rest = take_date(text, _DAY)
    match = _WEEKDAY.search(rest)
    weekday = f"星期{match.group(1)}".replace("天", "日") if match else None
    if match:
        rest = f"{rest[: match.start()]} {_WEEK} {rest[match.end() :]}"
    if "农历" in rest or any(after[:1] in _LUNAR_DAYS for after in rest.split("月")[1:]):
        rest = _LUNAR.sub(" ", rest)
    numbered = "第" in rest and ("期" in rest or "号" in rest)
    if numbered or ("版" in rest and any(word in rest for word in ("今", "共", "本期"))):
        rest = _COUNTS.sub(f" {_GONE} ", rest)
    match = _EDITION.search(rest) if "版" in rest else None
    edition: tuple[int, int] | None = None
    if match:
        number = _edition(next(filter(None, match.groups())))
        edition = (9, number) if number else None
        rest = f"{rest[: match.start()]} {_PAGE} {rest[match.end() :]}"
    tokens = _tokens(rest, papers)
    anchors = [k for k, (kind, _) in enumerate(tokens) if kind in (_DAY, _WEEK, _PAGE)]
    numbers = [k for k, (kind, _) in enumerate(tokens) if kind == "number"]
    if not anchors:  # A12 要闻 责任编辑：岑嘉慧
        anchors = [k for k in numbers if _is_section(tokens, k - 1) or _is_section(tokens, k + 1)]
    if not anchors and role not in ("folio", "masthead"):
        return _Said(None, None, None, None, _paper(tokens))
    if edition is None and numbers and (anchors or role == "folio"):
        near = min(numbers, key=lambda k: (_distance(k, anchors), k))
        number = _edition(tokens[near][1])
        far = _distance(near, anchors)
        # 3 车市 主编：冷锋 编辑：巩小北 2013年8月28日: a number before a word heads the line, however far the date is.
        heads = near == 0 and role == "folio" and [kind for kind, _ in tokens[1:2]] == ["word"]
        edition = (8 - min(far, 5), number) if number and (far <= 3 or heads) else None
        anchors = [*anchors, near] if edition else anchors
    sure = sum((weekday is not None, edition is not None, role == "folio"))
    return _Said(
        (sure, day) if day else None, weekday, edition, _section(tokens, anchors, role), _paper(tokens)
    )


def _is_section(tokens: list[tuple[str, str]], k: int) -> bool:
    return 0 <= k < len(tokens) and tokens[k][1] in load_sections()


def _distance(k: int, anchors: list[int]) -> int:
    return min((abs(k - anchor) for anchor in anchors), default=1)


def _section(tokens: list[tuple[str, str]], anchors: list[int], role: str) -> tuple[int, str] | None:
    """The page's name: a common one, or else the word next to the date or the page's number."""
    best: tuple[int, str] | None = None
    known = load_sections()
    for k, (kind, text) in enumerate(tokens):
        if kind != "word" or not 1 < len(text) <= 14 or any(word in text for word in _NO_SECTION):
            continue
        far = _distance(k, anchors)
        if text not in known and (far > 2 or (role not in ("folio", "masthead") and far > 1)):
            continue
        score = 20 * (text in known) + 10 * bool(anchors) - far
        if best is None or score > best[0]:
            best = (score, text)
    return best


def _paper(tokens: list[tuple[str, str]]) -> str | None:
    return next((text for kind, text in tokens if kind == "paper" and len(text) > 2), None)


def _tokens(text: str, papers: Counter[str]) -> list[tuple[str, str]]:
    """A line's parts between blanks and what each is: the marks of what was read, staff, contact, paper, number, word."""
    found: list[tuple[str, str]] = []
    staff = awaits = False
    role = -1  # where the last editor's office stands: the word behind it is a name
    for token in (text if _STROKES.isdisjoint(text) else _PARTED.sub(" ", text)).split():
        if token[0] in "-—–~·" and (enclosed := _ENCLOSED.match(token)):
            token = enclosed.group(1)
        bare = token.strip(_PUNCTUATION)
        if token in (_DAY, _WEEK, _PAGE, _GONE):
            found.append((token, token))
            staff = awaits = False
        elif not bare or bare.removeprefix("今日") in _SOLAR_TERMS:
            continue
        elif _is_contact(token) or (awaits and not _VALUES.isdisjoint(token)):
            awaits = token.endswith(_AWAITS)
            staff = False
            found.append(("contact", bare))
        elif _STAFF_ROLE.match(bare) and bare not in load_sections():
            staff = True
            role = len(found) if _STAFF_ROLE.fullmatch(bare) else -1
            found.append(("staff", bare))
        elif bare in papers or _is_paper(bare):
            found.append(("paper", bare))
            staff = False
        elif (
            staff
            and bare not in load_sections()
            and (_are_names(bare) or (role == len(found) - 1 and _PEN_NAME.match(bare)))
        ):
            found.append(("staff", bare))
        else:
            found += _words(bare)
            staff = False
    found = _gather(found)
    return [
        ("word", text) if kind == "paper" and papers and text not in papers and _is_numbered(found, k)
        else ("paper", text) if kind == "word" and (text in papers or (_is_paper(text) and not papers))
        else (kind, text)
        for k, (kind, text) in enumerate(found)
    ]  # fmt: skip


def _is_numbered(tokens: list[tuple[str, str]], k: int) -> bool:
    """Whether a page's number stands before or behind: 15 文体快报 is a section where the masthead says another name."""
    return any(kind in ("number", _PAGE) for kind, _ in tokens[max(0, k - 1) : k] + tokens[k + 1 : k + 2])


def _is_contact(token: str) -> bool:
    return any(map(token.__contains__, _CONTACT)) or ("CN" in token and bool(_PRESS_NUMBER.search(token)))


def _is_paper(text: str) -> bool:
    return text[-1:] in ("报", "讯") and bool(_PAPER_END.fullmatch(text))


def _are_names(text: str) -> bool:
    match = _NAMES.match(text)
    return match is not None and (match["surname"] is None or match["surname"] in SURNAMES)


def _words(token: str) -> list[tuple[str, str]]:
    found = []
    match = _NUMBER.match(token)
    if match:
        found.append(("number", match.group(1)))
        token = token[match.end() :]
    last = _NUMBER_LAST.search(token) if token[-1:].isdecimal() else None
    word = _WORD.search(token[: last.start()] if last else token)
    if word and (last or _VALUES.isdisjoint(token)):
        found.append(("word", word.group()))
    if last:
        found.append(("number", last.group(1)))
    return found


def _gather(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of one character each, next to each other, are one word set wide: 要 闻."""
    found: list[tuple[str, str]] = []
    spread = False
    for kind, text in tokens:
        if kind == "word" and len(text) == 1 and spread:
            found[-1] = (kind, found[-1][1] + text)
        else:
            spread = kind == "word" and len(text) == 1
            found.append((kind, text))
    return found


def _edition(text: str) -> int | None:
    digits = "".join(filter(str.isdecimal, text))
    if digits:
        return int(digits) or None
    return chinese_number(text) or None


def _read_staff(text: str) -> list[Staff]:
    """责编：李朝民校对：王小禾, □主编 相启申 编辑 付照远: one role, one name each."""
    plain = text.strip().lstrip("■□◎●▲◆★☆◇○▪▶►▼△※ \u3000")
    week = _WEEKDAY.search(plain)
    day = min(find_day(plain), week.start() if week else len(plain))
    marks = [m for m in _STAFF_ROLE.finditer(plain) if _opens_staff(plain, m)]
    found: list[Staff] = []
    for k, mark in enumerate(marks):
        until = marks[k + 1].start() if k + 1 < len(marks) else len(plain)
        stretch = plain[mark.end() : min(until, day) if mark.end() <= day else until]
        if not _NO_NAME_NEEDS.isdisjoint(stretch):
            stretch = _NO_NAME.split(stretch)[0]
        for name in split_names(_only_names(stretch)):
            found.append(Staff(role=mark.group(), name=name))
    return found


def _opens_staff(plain: str, mark: re.Match[str]) -> bool:
    """A role's word with a blank, a mark or a name after it, and none of a name's or place's characters before it."""
    if not mark.group():
        return False
    before = plain[mark.start() - 1] if mark.start() else " "
    after = plain[mark.end() : mark.end() + 1]
    return bool(after) and (not "\u4e00" <= before <= "\u9fff" or after in ":：" or len(mark.group()) > 2)


def _only_names(stretch: str) -> str:
    """A stretch up to the first word that is no name: a paper's, a section's."""
    kept = []
    for token in stretch.split():
        bare = token.strip(_PUNCTUATION)
        if bare in load_sections() or _is_paper(bare):
            break
        kept.append(token)
    return " ".join(kept).strip(_PUNCTUATION)
