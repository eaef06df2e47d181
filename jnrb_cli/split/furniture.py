"""What a page says of itself: the paper, the issue's date, the page's number and section, its editors."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import NamedTuple

from ..models import Staff
from .names import split_names

_DATE = re.compile(r"(?P<y>(?:1[89]|20)\d\d)\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(r"(?P<y>[一二][〇○零Oo一二三四五六七八九]{3})\s*年\s*(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日")
_WEEKDAY = re.compile(r"(?:星期|周|週|礼拜|禮拜)\s*([一二三四五六日天])(?!刊)")
_EDITION = re.compile(r"第\s*(?P<a>[A-Z]?\s*[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9A-Za-z])(?P<b>[A-Z]?[0-9]{1,3})\s*版(?!面)|版\s*次?\s*[:：]?\s*(?P<c>[A-Z]?[0-9]{1,3})(?![0-9])")
_BARE = re.compile(r"(?<![0-9A-Za-z.\-—:：])([A-Z]?0?[0-9]{1,2})(?![0-9A-Za-z.\-:：年月日期号])")
_LUNAR = re.compile(r"(?:农历|農曆|夏历)?\s*(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?\s*[正一二三四五六七八九十冬腊]{1,2}月[初十廿卅一二三四五六七八九]{2,3}|农历\S{0,12}")
_DROP = re.compile(r"总第\s*\d+\s*期|總第\s*\d+\s*期|第\s*\d{3,6}\s*[期号號]|今日\s*\S{1,4}\s*版|共\s*\d+\s*版|本期\S{1,3}版|责任?编辑?[:：]?.*$|(?:校对|美编|版式)[:：].*$|https?:\S+|www\.\S+|[A-Za-z0-9.]+@[A-Za-z0-9.]+")
_WORD = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff·&、]*")
_PAPER_END = re.compile(r"(?:报|報|新闻|新聞|时讯|快讯)$")
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "o": 0}
_STAFF_ROLE = re.compile(
    r"(?:本版|今日|值班|执行|首席|责任|責任|视觉|版面|副|总|美术|图片|文字|特约|编辑|版式)*"
    r"(?:责编|責編|编辑|編輯|主编|主編|编委|主任|总编|校对|校對|校检|检校|美编|美編|组版|組版|版式设计|版式|视觉设计|视觉|编审|审校|照排|排版|监制|统筹|策划|终审|签发|审读|设计|制图|制版|摄影|见习编辑)"
)


class About(NamedTuple):
    """What the furniture of a page says; what it does not say is None."""

    paper: str | None
    date: date | None
    weekday: str | None
    edition: int | None
    section: str | None
    staff: tuple[Staff, ...]


def read_furniture(lines: list[tuple[str, str]]) -> About:
    """From the furniture's lines, each with its role, to what they say.

    >>> read_furniture([("folio", "2023 年4月26日 星期三8 济西新城"), ("masthead", "江汇日报")])[:5]
    ('江汇日报', datetime.date(2023, 4, 26), '星期三', 8, '济西新城')
    """
    folio = [text for role, text in lines if role == "folio"]
    others = [text for role, text in lines if role in ("masthead", "other", "contact", "notice")]
    issue, weekday, edition, section, paper_said = _read_folio(folio, _papers(lines))
    if issue is None:
        for text in others:
            issue, _ = _take_date(text)
            if issue:
                break
    if weekday is None:
        weekday = next((f"星期{m.group(1)}" for t in others if (m := _WEEKDAY.search(t))), None)
    papers = _papers(lines)
    paper = papers.most_common(1)[0][0] if papers else paper_said
    staff = [person for role, text in lines if role == "staff" for person in _read_staff(text)]
    return About(paper, issue, weekday.replace("天", "日") if weekday else None, edition, section, tuple(_join_staff(lines, staff)))


def _join_staff(lines: list[tuple[str, str]], staff: list[Staff]) -> list[Staff]:
    if staff:
        return staff
    return _read_staff(" ".join(text for role, text in lines if role == "staff"))


def _papers(lines: list[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for role, text in lines:
        if role == "masthead":
            plain = re.sub(r"\s", "", text)
            plain = _DATE.sub("", plain)
            match = re.match(r"[\u4e00-\u9fff]{2,14}", plain)
            if match:
                found[match.group()] += 1
    return found


def _take_date(text: str) -> tuple[date | None, str]:
    match = _DATE.search(text)
    if match:
        parts = [int(match.group(k)) for k in "ymd"]
    else:
        match = _CHINESE_DATE.search(text)
        if not match:
            return None, text
        year = int("".join(str(_CHINESE[c]) for c in match.group("y")))
        parts = [year, _chinese(match.group("m")), _chinese(match.group("d"))]
    rest = text[: match.start()] + " " + text[match.end() :]
    try:
        return date(*parts), rest
    except ValueError:
        return None, rest


def _chinese(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if ten:
        return (_CHINESE.get(tens, 1) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)
    return _CHINESE.get(text, 0)


def _read_folio(lines: list[str], papers: Counter[str]) -> tuple[date | None, str | None, int | None, str | None, str | None]:
    issue: date | None = None
    rests: list[str] = []
    for text in lines:
        found, rest = _take_date(text)
        issue = issue or found
        rests.append(rest)
    weekday: str | None = None
    edition: int | None = None
    words: list[str] = []
    paper: str | None = None
    for rest in rests:
        match = _WEEKDAY.search(rest)
        if match:
            weekday = weekday or f"星期{match.group(1)}"
            rest = rest[: match.start()] + " " + rest[match.end() :]
        rest = _LUNAR.sub(" ", rest)
        rest = _DROP.sub(" ", rest)
        match = _EDITION.search(rest)
        if match:
            number = match.group("a") or match.group("b") or match.group("c")
            edition = edition or _edition(number)
            rest = rest[: match.start()] + " " + rest[match.end() :]
        words.append(rest)
    sections: list[str] = []
    for rest in words:
        if edition is None:
            match = _BARE.search(rest)
            if match:
                edition = _edition(match.group(1))
                rest = rest[: match.start()] + " " + rest[match.end() :]
        tokens = _WORD.findall(rest)
        if tokens and all(len(token) == 1 for token in tokens):
            tokens = ["".join(tokens)]
        for token in tokens:
            if token in papers or _PAPER_END.search(token):
                paper = paper or (token if len(token) > 2 else None)
            elif 1 < len(token) <= 14 and not re.search(r"责编|编辑|校对|版式|美编|组版|出版|主办|主管|国内|邮发", token):
                sections.append(token)
    return issue, weekday, edition, sections[0] if sections else None, paper


def _edition(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    if digits:
        return int(digits) or None
    return _chinese(text) or None


def _read_staff(text: str) -> list[Staff]:
    """责编：李朝民校对：王小禾, □主编 相启申 编辑 付照远: one role, one name each."""
    plain = text.strip().lstrip("■□◎●▲◆★☆◇○▪▶►▼△※ \u3000")
    marks = [m for m in _STAFF_ROLE.finditer(plain) if m.group()]
    found: list[Staff] = []
    for k, mark in enumerate(marks):
        until = marks[k + 1].start() if k + 1 < len(marks) else len(plain)
        stretch = plain[mark.end() : until]
        stretch = re.split(r"电话|热线|邮箱|信箱|电子|E-?mail|[0-9A-Za-z@]|QQ", stretch)[0]
        for name in split_names(stretch.strip(" \u3000:：/／、，,（）()")):
            found.append(Staff(role=mark.group(), name=name))
    return found
