"""The head of a first paragraph and the tail of a last one: datelines with their signatures, closing signatures, jumps."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..models import Byline, Dateline, Jump
from ..patterns import HAN, pattern
from .names import SURNAMES, read_people, split_names

_HOUSE = rf"本报|本報|本刊|本网|本台|新华社|新華社|中新社|中新网|中央社|人民日报|新华网|人民网|美联社|法新社|路透社|塔斯社|共同社|综合|{HAN}{{2,6}}(?:日报|晚报|网|社)"
_WORD = r"专电|電訊|电讯|[電电](?!影|视|視|话|話|力|网|網|动|動|子|器|商|台|臺|价|價|梯|池|信)|訊|讯(?!息|问)|消息|报道|報道|報導"
_SIGN = r"[（(](?=[^（）()]{0,12}(?:记者|記者|通讯员|通訊員|实习生|特约|作者|编译))[^（）()]{2,80}[）)]"
_OPEN = pattern(
    rf"^(?P<all>(?:据|據)?(?P<agency>{_HOUSE})(?P<middle>[^，。！？；：（()）【】“”]{{0,24}}?)(?P<word>{_WORD})"
    rf"(?:\s*(?P<sign>{_SIGN}))?(?:\s*[:：])?)"
)
_BRACKETED = pattern(
    rf"^(?P<all>[【〔](?P<body>[^】〕]{{1,24}})[】〕](?:\s*(?P<sign>{_SIGN}|(?:特約|特约)?(?:記者|记者)\s*{HAN}{{2,4}}?(?:報道|报道|報導)(?=[:：])))?(?:\s*[:：])?)"
)
_REPORTER = pattern(rf"^(?P<all>(?P<sign>{_SIGN})(?P<word>{_WORD})?(?:\s*[:：])?)")
# Which of them a text can open with, by its first character.
_OPENINGS = {"【": _BRACKETED, "〔": _BRACKETED, "（": _REPORTER, "(": _REPORTER}
# 本报讯 记者 张三 通讯员 李四 近日…: names without brackets, parted from the text by a blank or 报道.
_LOOSE = pattern(
    rf"^\s*(?P<people>(?:(?:特约|见习|实习)?(?:记者|記者|通讯员|通訊員|实习生)\s*{HAN}{{2,4}}(?:[ 　、，]{{1,2}}(?!记者|通讯员){HAN}{{2,3}}(?=[ 　、，]|报道|報道))*[ 　]*){{1,4}})(?:报道|報道|報導)?(?:[ 　:：]+|(?<=报道)|(?<=報道))"
)
_PLACE_DATE = pattern(
    r"^(?P<place>\D*?)\s*(?P<date>(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)?$"
)
_REPORTER_WORD = pattern(r"记者|記者|通讯员")
_HOUSE_AND_PLACE = pattern(rf"^(?P<agency>{_HOUSE})(?P<place>[^/／]{{0,10}}?)(?:{_WORD})$")
_NAMES_AND_PLACE = pattern(
    rf"^(?P<house>{_HOUSE})?(?P<role>(?:特约|特派)?(?:记者|記者))(?P<names>[^/／]{{2,12}})[/／](?P<place>{HAN}{{2,6}}?)(?:综合)?(?:{_WORD})$"
)
# A name alone in brackets signs only after a sentence: （张三） behind a word is part of it.
_NAMED = rf"[{SURNAMES}][ \u3000]{{0,2}}{HAN}{{1,2}}(?:[ \u3000、]{{1,2}}[{SURNAMES}][ \u3000]{{0,2}}{HAN}{{1,2}}){{0,3}}"
CLOSING = pattern(
    rf"[（(](?:[^（）()]{{0,40}}(?:记者|記者|通讯员|作者|参与采写|来源|摄影|整理|综合|执笔|编译|单位[：:])[^（）()]{{0,60}}|(?<=[。！？”][（(]){_NAMED}|(?:据)?(?:新华社|本报|中新社)[^（）()]{{0,24}}电[^（）()]{{0,30}})[）)]$"
)
JUMP = pattern(
    r"[（(【]\s*(?P<way>上接|紧接|緊接|接|下转|下轉|转|轉)\s*第?\s*(?P<page>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版[^（）()【】]{0,8}[）)】]"
)
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")}


class Opening(NamedTuple):
    """What opens a paragraph: how many characters it takes, the dateline and the people it names."""

    size: int
    dateline: Dateline
    people: list[Byline]


def read_opening(text: str, issue: date | None) -> Opening | None:
    """The dateline at the start of a paragraph, None where there is none.

    >>> read_opening("新华社日内瓦5月14日电（记者王露）世卫组织说", date(2026, 5, 15)).dateline.place
    '日内瓦'
    """
    shape = _OPENINGS.get(text[:1], _OPEN)
    match = shape.match(text)
    if match is not None:
        groups = match.groupdict()
        size = match.end("all")
        sign = groups.get("sign")
        people = read_people(sign) if sign else []
        if shape is _REPORTER:
            return Opening(size, Dateline(), people) if people else None
        if shape is _BRACKETED:
            parts = _read_bracket(groups["body"])
            if parts is None:
                return None
            agency, place, more = parts
            return Opening(size, Dateline(agency=agency, place=place), more + people)
        if groups["word"] in ("消息", "报道", "報道", "報導") and groups["agency"] not in (
            "本报",
            "本報",
            "据",
        ):
            return None
        middle = groups["middle"]
        inner = _REPORTER_WORD.search(middle)
        if inner:
            people = read_people(middle[inner.start() :].strip()) + people
            middle = middle[: inner.start()]
        where = _PLACE_DATE.match(middle.strip())
        if where is None:
            return None
        if not sign and not inner:
            loose = _LOOSE.match(text[size:])
            if loose and groups["word"] not in ("报道", "報道", "報導"):
                people = read_people(loose.group("people"))
                size += loose.end()
        place = where.group("place").strip(" \u3000") or None
        said = Dateline(agency=groups["agency"], place=place, date=_resolve(where.group("date"), issue))
        return Opening(size, said, people)
    return None


def _read_bracket(body: str) -> tuple[str | None, str | None, list[Byline]] | None:
    """【本報訊】 【記者陳小明／台北報導】 【本报济南电】: house, place, people; None for any other bracket."""
    body = body.strip()
    match = _HOUSE_AND_PLACE.match(body)
    if match and "记者" not in body and "記者" not in body:
        return match.group("agency"), match.group("place") or None, []
    match = _NAMES_AND_PLACE.match(body)
    if match:
        names = split_names(match.group("names"))
        return (
            match.group("house"),
            match.group("place"),
            [Byline(role=match.group("role"), name=n, org=match.group("house")) for n in names],
        )
    return None


def _resolve(said: str | None, issue: date | None) -> str | None:
    """5月14日 or 14日 as an ISO date: the latest such day that does not lie after the issue; None without an issue date."""
    if not said or issue is None:
        return None
    said = "".join(said.split())
    month, day = [*said[:-1].split("月"), ""][:2] if "月" in said else (str(issue.month), said[:-1])
    m, d = _number(month), _number(day)
    for year, mm in ((issue.year, m), (issue.year - 1, m)) if "月" in said else _months_back(issue):
        try:
            found = date(year, mm, d)
        except ValueError:
            continue
        if found <= issue:
            return found.isoformat()
    return None


def _months_back(issue: date) -> tuple[tuple[int, int], ...]:
    before = (issue.year, issue.month - 1) if issue.month > 1 else (issue.year - 1, 12)
    return ((issue.year, issue.month), before)


def _number(text: str) -> int:
    """A whole number below a hundred in Arabic or Chinese figures; 0 for anything else."""
    if text.isdigit():
        return int(text)
    if not text or any(c not in "〇一二三四五六七八九十" for c in text):
        return 0
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_CHINESE.get(tens, 1) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)
    return int("".join(str(_CHINESE[c]) for c in text))


def read_jumps(text: str) -> tuple[Jump | None, list[tuple[int, int]]]:
    """上接/下转 in a text: the jump, and where the brackets stand."""
    found: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    if "版" not in text:
        return None, []
    for match in JUMP.finditer(text):
        page = _number(match.group("page").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if page:
            found["to" if match.group("way") in ("下转", "下轉", "转", "轉") else "from_"] = page
            places.append(match.span())
    return (Jump(**found) if found else None), places
