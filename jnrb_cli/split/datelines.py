"""The head of a first paragraph and the tail of a last one: datelines with their signatures, closing signatures, jumps."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from ..models import Byline, Dateline, Jump
from ..patterns import HAN, pattern
from ..text import printed_form, simplify
from .names import SURNAMES, as_printed, read_people, split_names

_HOUSE = rf"本报|本刊|本网|本台|新华社|中新社|中新网|中央社|人民日报|新华网|人民网|美联社|法新社|路透社|塔斯社|共同社|综合|{HAN}{{0,6}}(?:日报|晚报|晨报|早报|午报|时报|商报|都市报|快报|新报)|{HAN}{{2,6}}(?:网|社)"
_WORD = r"专电|电讯|专讯|特讯|电(?!影|视|话|力|网|动|子|器|商|台|价|梯|池|信)|讯(?!息|问)|消息|报道|报导"
_SIGN = r"[（(【](?=[^（）()【】]{0,12}(?:记者|通讯员|实习生|特约|作者|编译))[^（）()【】]{2,80}[）)】]"
_OPEN = pattern(
    rf"^(?P<all>据?(?P<agency>{_HOUSE})(?P<middle>[^，。！？；：（()）【】“”]{{0,24}}?)(?P<word>{_WORD})"
    rf"(?:\s*(?P<sign>{_SIGN}))?(?:\s*[:：])?)"
)
_BRACKETED = pattern(
    rf"^(?P<all>[【〔](?P<body>[^】〕]{{1,24}})[】〕](?:\s*(?P<sign>{_SIGN}|(?:特约)?记者\s*{HAN}{{2,4}}?(?:报道|报导)(?=[:：])))?(?:\s*[:：])?)"
)
_REPORTER = pattern(rf"^(?P<all>(?P<sign>{_SIGN})(?P<word>{_WORD})?(?:\s*[:：])?)")
# Which of them a text can open with, by its first character.
_OPENINGS = {"【": _BRACKETED, "〔": _BRACKETED, "（": _REPORTER, "(": _REPORTER}
# 本报讯 记者 张三 通讯员 李四 近日…: names without brackets, parted from the text by a blank or 报道.
_LOOSE = pattern(
    rf"^\s*(?P<people>(?:(?:特约|见习|实习)?(?:记者|通讯员|实习生)\s*{HAN}{{2,4}}(?:[ 　、，]{{1,2}}(?!记者|通讯员){HAN}{{2,3}}(?=[ 　、，]|报道))*[ 　]*){{1,4}})(?:报道|报导)?(?:[ 　:：]+|(?<=报道)|(?<=报道))"
)
# 通讯员 张三报道：近日…: the same where no house stands before it.
_LOOSE_ALONE = pattern(
    rf"^(?P<people>(?:本报|本刊)?(?:特约|见习|实习)?(?:记者|通讯员)\s*{HAN}{{2,4}}?(?:[ 　、]{{1,2}}{HAN}{{2,3}})?\s*)(?:摄影)?(?:报道|报导)(?:[：:]|(?=[ 　]))[ 　]*"
)
# What a bracket says that names no house.
_BARE = frozenset({"特讯", "专讯", "综合报道", "综合报导", "综合消息"})
_PLACE_DATE = pattern(
    r"^(?P<place>\D*?)\s*(?P<date>(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)?$"
)
_REPORTER_WORD = pattern(r"记者|通讯员")
_HOUSE_AND_PLACE = pattern(rf"^(?P<agency>{_HOUSE})(?P<place>[^/／]{{0,10}}?)(?:{_WORD})$")
_NAMES_AND_PLACE = pattern(
    rf"^(?P<house>{_HOUSE})?(?P<role>(?:特约|特派)?记者)(?P<names>[^/／]{{2,12}})[/／](?P<place>{HAN}{{2,6}}?)(?:综合)?(?:{_WORD})$"
)
# A name alone in brackets signs only after a sentence: （张三） behind a word is part of it.
_NAMED = rf"[{SURNAMES}][ \u3000]{{0,2}}{HAN}{{1,2}}(?:[ \u3000、]{{1,2}}[{SURNAMES}][ \u3000]{{0,2}}{HAN}{{1,2}}){{0,3}}"
CLOSING = pattern(
    rf"[（(](?:[^（）()]{{0,40}}(?:记者|通讯员|作者|参与采写|来源|摄影|整理|综合|执笔|编译|单位[：:])[^（）()]{{0,60}}|(?<=[。！？”][（(]){_NAMED}|据?(?:新华社|本报|中新社)[^（）()]{{0,24}}电[^（）()]{{0,30}})[）)]$"
)
JUMP = pattern(
    r"[（(【]\s*(?P<way>上接|紧接|接|下转|转)\s*第?\s*(?P<page>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版[^（）()【】]{0,8}[）)】]"
)
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")}


class Opening(msgspec.Struct, frozen=True):
    """What opens a paragraph: how many characters it takes, the dateline and the people it names."""

    size: int
    dateline: Dateline
    people: list[Byline]


def read_opening(text: str, issue: date | None) -> Opening | None:
    """The dateline at the start of a paragraph, None where there is none.

    >>> read_opening("新华社日内瓦5月14日电（记者王露）世卫组织说", date(2026, 5, 15)).dateline.place
    '日内瓦'
    >>> read_opening("【記者陳小明／嘉原報導】縣府昨天宣布", None).people[0].name
    '陳小明'
    """
    plain = simplify(text)
    opening = _read_opening(plain, issue)
    if opening is None or plain == text:
        return opening
    said = opening.dateline
    agency, place = (value and printed_form(value, text) for value in (said.agency, said.place))
    return Opening(
        opening.size,
        replace(said, agency=agency, place=place),
        [as_printed(one, text) for one in opening.people],
    )


def _read_opening(text: str, issue: date | None) -> Opening | None:
    shape = _OPENINGS.get(text[:1], _OPEN)
    if text[:1] in "记通特见实本" and (loose := _LOOSE_ALONE.match(text)):
        return Opening(loose.end(), Dateline(), read_people(loose.group("people")))
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
        if groups["word"] in ("消息", "报道", "报导") and groups["agency"] not in ("本报", "据"):
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
            if loose and groups["word"] not in ("报道", "报导"):
                people = read_people(loose.group("people"))
                size += loose.end()
        place = where.group("place").strip(" \u3000") or None
        said = Dateline(agency=groups["agency"], place=place, date=_resolve(where.group("date"), issue))
        return Opening(size, said, people)
    return None


def _read_bracket(body: str) -> tuple[str | None, str | None, list[Byline]] | None:
    """【本报讯】 【特讯】 【记者陈小明／台北报导】 【本报济南电】: house, place, people; None for any other bracket."""
    body = body.strip()
    match = _HOUSE_AND_PLACE.match(body)
    if match and "记者" not in body:
        return match.group("agency"), match.group("place") or None, []
    if body in _BARE:
        return None, None, []
    match = _NAMES_AND_PLACE.match(body)
    if match:
        names = split_names(match.group("names"))
        return (
            match.group("house"),
            None if match.group("place") == "综合" else match.group("place"),
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
    plain = simplify(text) if "版" in text else ""  # the same in traditional characters
    if "接" not in plain and "转" not in plain:
        return None, []
    found: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    for match in JUMP.finditer(plain):
        page = _number(match.group("page").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if page:
            found["to" if match.group("way") in ("下转", "转") else "from_"] = page
            places.append(match.span())
    return (Jump(**found) if found else None), places
