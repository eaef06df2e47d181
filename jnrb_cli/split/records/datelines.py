"""The head of a first paragraph and the tail of a last one: datelines with their signatures, closing signatures, jumps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ...models import Byline, Dateline, Jump
from ...patterns import HAN, pattern
from ...text import printed_form, simplify
from ..bylines.names import SURNAMES, as_printed, known_places, read_people
from ..bylines.vocabulary import RARE_SURNAMES, REMARKS
from ..furniture.issue_date import chinese_number

if TYPE_CHECKING:
    import re

# A house named in full; of other papers and newsrooms only what 讯 follows at once is sure.
_HOUSE = rf"本\s*报|本\s*刊|本网|本台|新华社|中新社|中新网|中央社|人民日报|新华网|人民网|央视网|美联社|法新社|路透社|塔斯社|共同社|{HAN}{{0,6}}(?:日报|晚报|晨报|早报|午报|时报|商报|都市报|快报|新报)|{HAN}{{2,6}}(?:网|社)"
_NEWSROOM = rf"{HAN}{{1,8}}(?:报|网|新闻|客户端|融媒|融媒体中心|传媒|在线|周刊)"
_NEWS = r"专电|电讯|专讯|特讯|讯(?!息|问|号)|消息"
_WORD = rf"{_NEWS}|(?<![来致通停用供充回急])电(?!影|视|话|力|网|动|子|器|商|台|价|梯|池|信)|报道|报导"
_OFFICE = r"记者|通讯员|实习生|特约|作者|编译"
_SIGN = rf"[（(【〔](?=[^（）()]{{0,12}}(?:{_OFFICE}))[^（）()]{{2,80}}[）)】〕]"
# （楚南）, （县气象局 楚南） behind 本报讯: names without an office.
_NAMED_SIGN = pattern(r"\s*[（(【〔](?P<inner>[^（）()【】〔〕，。：]{2,30})[）)】〕](?:\s*[:：])?")
# 本报讯（豆春梅）, （张宏斌 慕强）: names of any surname where nothing but a signature stands; not 图, 综合, 附表.
_BARE_NAMES = pattern(rf"{HAN}{{2,3}}(?:[ \u3000、，]+{HAN}{{2,3}}){{0,3}}|{HAN}[ \u3000]{{1,3}}{HAN}")
# （通风区 邹平）: an office and a name of any surname, parted by a blank.
_FROM_OFFICE = pattern(
    rf"(?P<org>{HAN}{{1,14}}(?:[局院馆会办委部厅站队所社校学室间班厂村区县市镇乡科组系处段场库矿]|中心|公司))[ \u3000]{{1,3}}(?P<name>{HAN}{{2,3}}|{HAN}[ \u3000]{{1,3}}{HAN})"
)
_NOT_NAMED = frozenset("图版第之附续左右讯网台局院室组摄表综据篇期")
_OPEN = pattern(
    rf"^(?P<all>据?(?P<agency>{_HOUSE})(?P<middle>[^，。！？；：（()）【】“”]{{0,24}}?)(?P<word>{_WORD})"
    rf"(?:\s*(?P<sign>{_SIGN}))?(?:\s*[:：])?)"
)
_NEWSROOM_SAYS = pattern(
    rf"^(?P<all>(?P<agency>{_NEWSROOM}(?:·{_NEWSROOM})*)(?P<middle>)(?P<word>讯(?!息|问|号)|专讯)(?:\s*(?P<sign>{_SIGN}))?(?:\s*[:：])?)"
)
_BRACKETED = pattern(
    rf"^(?P<all>[【〔（(［](?P<body>[^】〕（）()［］]{{2,60}})[】〕）)］](?:\s*(?P<sign>{_SIGN}|(?:特约)?记者\s*{HAN}{{2,4}}?(?:报道|报导)(?=[:：])))?(?:\s*[:：])?)"
)
# 本报讯 记者 张三 通讯员 李四 近日…: names without brackets, parted from the text by a blank or 报道.
_LOOSE = pattern(
    rf"^\s*(?P<people>(?:(?:特约|见习|实习)?(?:记者|通讯员|实习生)\s*(?:{HAN}{{2,4}}?|{HAN}[ 　]{{1,2}}{HAN}(?=[ 　]))(?:[ 　、，]{{1,2}}(?!记者|通讯员){HAN}{{2,3}}(?=[ 　、，]|报道))*[ 　]*){{1,4}})(?:报道|报导)?(?:[ 　:：]+|(?<=报道)|(?<=报导))"
)
_LOOSE_BEGINS = ("特约", "见习", "实习", "记者", "通讯员")
# 本报记者楚南报道：, 记者林昀蓁／台北报导: who reports, and from where, opens the text.
_REPORTS = pattern(
    rf"^(?P<all>(?P<sign>(?P<agency>{_HOUSE})?(?:驻{HAN}{{2,6}})?(?:特约|特派|见习|实习|首席)?(?:记者|通讯员|编译)\s*{HAN}{{2,9}}?(?:[ 　、]{{1,2}}{HAN}{{2,3}}){{0,3}})"
    rf"(?:\s*[／/╱]\s*(?P<place>{HAN}{{2,6}}?)?(?:综合|联合)?(?:报道|报导|特稿|专访)|\s*(?:摄影)?(?:报道|报导)(?=[:：\s])))\s*[:：]?"
)
# What closes it, and within how many characters it does; names, houses and places of the most characters have 70.
_REPORT_WORDS = ("报道", "报导", "特稿", "专访")
_REPORT_REACH = 100
_REPORTS_WITH = frozenset("本记通特见实首编新中人")
# What a bracket says that names no house.
_BARE = frozenset({"特讯", "专讯", "综合报道", "综合报导", "综合消息", "综合讯", "综合外电", "综合电讯"})
_DATE = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
_PLACE_DATE = pattern(rf"^(?P<place>\D*?)\s*(?P<date>{_DATE})?$")
# What stands between a house and 讯 where it is no place: 本报读者昨天来电, 本报全媒体讯.
_NO_PLACE = (*"昨今的了说者们友将已", "来电", "大楼")
_NOT_THERE = frozenset({"综合", "全媒体", "融媒体", "融媒", "联合", "独家"})
_REPORTER_WORDS = ("记者", "通讯员")
_IN_BRACKET = pattern(
    rf"^(?P<agency>{_HOUSE}|{HAN}{{1,6}}报)?\s*(?P<place>{HAN}{{2,8}}?(?:[／/]{HAN}{{2,6}})?)??\s*(?P<date>{_DATE})?\s*(?P<how>综合|{HAN}{{2,3}}(?=电))?(?:{_WORD}|外电(?:报道|报导)?)(?:\s*[｜|／/]\s*(?P<sign>\S.*))?$"
)
_AFTER_NAMES = pattern(
    rf"^\s*[／/╱]?\s*(?P<place>(?!报道|报导|综合|专访|特稿|摄影|图文){HAN}{{2,6}}?)?\s*(?P<date>{_DATE})?\s*(?:综合|联合|现场|连线|摄影|图文)?(?P<word>{_WORD}|外电|特稿|专访)?$"
)
# 【坤甸讯】: a place that no list has; 【图片简讯】 is none.
_PLACE_NEWS = pattern(rf"^{HAN}{{2,4}}(?<![简快短通电资音视喜])讯$")
_OFFICE_IN = pattern(_OFFICE)
# （记者 楚南）电: what goes on behind the bracket.
_AFTER_ROUND = pattern(rf"(?:{_WORD})?(?:\s*[:：])?")
# A name alone in brackets signs only after a sentence: （张三） behind a word is part of it.
ENDS = "。！？”…；』」"
_LAST_BRACKET = pattern(r"[（(【〔]([^（）()【】〔〕]{2,100})[）)】〕]$")
_SIGNS = pattern(
    r"记者|通讯员|实习生|作者|参与采写|来源|摄影|整理|综合|执笔|编译|供稿|供图|口述|采写|撰文|文[/／、]?图|指导老师|指导教师|单位[：:]|^[文图][/／：:]|^据?(?:新华社|本报|中新社).{0,24}电"
)
# What stands before the word that signs in a bracket has no more characters: a longer one is a remark.
_LONGEST_LEAD = 40
_LONGEST_SIGNATURE = 60
_OPEN_BRACKETS = frozenset("（(【")
JUMP = pattern(
    r"[（(【]\s*(?P<way>上接|紧接|接|下转|转)\s*第?\s*(?P<page>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版[^（）()【】]{0,8}[）)】]"
)


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
    if text[:1] in "【〔（(［":
        return _read_bracketed(text, issue)
    if text[:1] in _REPORTS_WITH and _may_report(text, 0) and (match := _REPORTS.match(text)):
        office = _read_office(match.group("all"), issue)
        house = _closed(match.group("agency"))
        return Opening(match.end(), replace(office[0], agency=house), office[1]) if office else None
    found = _read_house(text, _OPEN, issue)
    return found or (_read_house(text, _NEWSROOM_SAYS, issue) if "讯" in text[:24] else None)


def _read_house(text: str, shape: re.Pattern[str], issue: date | None) -> Opening | None:
    """本报讯（记者 楚南）, 新华社汀州5月14日电: a house, a place, a day, and who signs."""
    match = shape.match(text)
    if match is None:
        return None
    size, sign, word = match.end("all"), match.group("sign"), match.group("word")
    agency, middle = _closed(match.group("agency")), match.group("middle")
    people = read_people(sign) if sign else []
    office = _read_office(sign[1:-1], issue) if sign and sign[-3:-1] in ("报道", "报导") else None
    if word in ("消息", "报道", "报导") and agency not in ("本报", "本台", "本刊"):
        return None
    inner = min((middle.find(word) for word in _REPORTER_WORDS if word in middle), default=-1)
    if inner >= 0:
        people = read_people(middle[inner:].strip()) + people
        middle = middle[:inner]
    where = _place_and_day(middle.strip())
    if where is None or not _may_be_place(where[0]):
        return None
    if not sign and inner < 0:
        size, people = _read_unmarked(text, size, word)
    said = Dateline(
        agency=agency,
        place=_place(where[0]) or (office[0].place if office else None),
        date=_resolve(where[1], issue),
    )
    return Opening(size, said, people)


def _read_unmarked(text: str, size: int, word: str) -> tuple[int, list[Byline]]:
    """Who signs behind a dateline without an office in brackets, or an office without them; and where that ends.

    Behind 电 a bracket without an office stays in the text: the gold of a national daily has it so.
    """
    named = None if word.endswith("电") else _NAMED_SIGN.match(text, size)
    if named:
        people = read_people(inner := named.group("inner"))
        if not (people and _are_surely_people(people)):
            people = _read_bare(inner.strip())
        return (named.end(), people) if people else (size, [])
    reports = _REPORTS.match(text[size:].lstrip("／/ ")) if _may_report(text, size) else None
    office = _read_office(reports.group("all"), None) if reports else None
    if reports and office:
        return len(text) - len(text[size:].lstrip("／/ ")) + reports.end(), office[1]
    loose = word not in ("报道", "报导") and text[size:].lstrip().startswith(_LOOSE_BEGINS)
    match = _LOOSE.match(text[size:]) if loose else None
    return (size + match.end(), read_people(match.group("people"))) if match else (size, [])


def _read_bare(inner: str) -> list[Byline]:
    """The people in a bracket where nothing but a signature stands: names of any surname, perhaps behind an office."""
    office = _FROM_OFFICE.fullmatch(inner)
    named = office["name"] if office else inner
    if not _BARE_NAMES.fullmatch(named) or named in REMARKS or not _NOT_NAMED.isdisjoint(named):
        return []
    return [
        replace(one, role="作者", org=office["org"] if office else None)
        for one in read_people(f"记者 {named}")
    ]


def _may_report(text: str, start: int) -> bool:
    """Whether one of the words that a report closes with stands near: most openings need not be looked at further."""
    near = text[start : start + _REPORT_REACH]
    return any(word in near for word in _REPORT_WORDS)


def _are_surely_people(people: list[Byline]) -> bool:
    """Whether what stands in a bracket without an office is people: their surnames, or the dot in a name, say so."""
    return all(map(_is_surely_person, people))


def _is_surely_person(one: Byline) -> bool:
    begins = one.name[0] in SURNAMES or one.name[0] in RARE_SURNAMES
    return one.name not in REMARKS and (begins or "·" in one.name or bool(one.org))


def _closed(house: str | None) -> str | None:
    return "".join(house.split()) if house else None


def _place_and_day(text: str) -> tuple[str, str | None] | None:
    """日内瓦5月14日 as its two parts; None where figures stand that are no day."""
    if "日" not in text:
        return None if any(map(str.isdecimal, text)) else (text, None)
    match = _PLACE_DATE.match(text)
    return (match["place"], match["date"]) if match else None


def _may_be_place(text: str) -> bool:
    return not any(map(text.__contains__, _NO_PLACE))


def _place(text: str | None) -> str | None:
    """A place as a dateline gives it; None for what only says how the news came: 综合."""
    place = (text or "").strip(" \u3000")
    return place if place and place not in _NOT_THERE else None


def _read_bracketed(text: str, issue: date | None) -> Opening | None:
    """【本报讯】 （记者 楚南） （中央社记者林昀蓁台北5日电） （新加坡5日讯）, and who signs behind it."""
    match = _BRACKETED.match(text)
    if match is None:
        return None
    round_ = text[0] in "（("
    body, size, sign = match.group("body").strip(), match.end("all"), match.group("sign")
    office = _OFFICE_IN.search(body) or (body.endswith(("报导", "报道")) and "／" in body)
    found = _read_office(body, issue) if office else _read_bracket(body, round_, issue)
    if found is None:
        return None
    said, people = found
    if round_ and not sign and said == Dateline():
        word = _AFTER_ROUND.match(text, match.end("all"))
        return Opening(word.end() if word else size, said, people)
    if not sign:
        more, signs = _read_unmarked(text, size, "讯") if said.agency or said.place else (size, [])
        return Opening(more, said, people + signs)
    return Opening(size, said, people + read_people(sign))


def _read_office(body: str, issue: date | None) -> tuple[Dateline, list[Byline]] | None:
    """记者林昀蓁／台北报导, 本报记者岑嘉慧北京报道, 记者 楚南: people, and what stands behind the last of them."""
    people = read_people(body)
    if not people:
        return None
    closed = "".join(body.split())
    after = _AFTER_NAMES.match(closed[closed.rfind(people[-1].name) + len(people[-1].name) :])
    if after is None or not after.group("word"):
        return Dateline(), people
    house = people[0].org
    place, day = _place(after.group("place")), _resolve(after.group("date"), issue)
    return Dateline(agency=house, place=place, date=day), people


def _read_bracket(body: str, round_: bool, issue: date | None) -> tuple[Dateline, list[Byline]] | None:
    """本报讯, 特讯, 新加坡5日讯, 巴黎14日法新电: house, place and day; None for what is no dateline."""
    if body in _BARE and not round_:
        return Dateline(), []
    match = _IN_BRACKET.match(body)
    if match is None:
        return None
    agency, place, how = match.group("agency"), match.group("place"), match.group("how")
    if how and how != "综合":
        agency = agency or how
    named = place in known_places() or (bool(place) and bool(_PLACE_NEWS.match(body)))
    if not (agency or match.group("date") or how == "综合" or named):
        return None
    if place and not _may_be_place(place):
        return None
    sign = match.group("sign")
    said = Dateline(agency=_closed(agency), place=_place(place), date=_resolve(match.group("date"), issue))
    return said, read_people(sign) if sign else []


def _resolve(said: str | None, issue: date | None) -> str | None:
    """5月14日 or 14日 as an ISO date: the latest such day that does not lie after the issue; None without an issue date."""
    if not said or issue is None:
        return None
    said = "".join(said.split())
    month, day = [*said[:-1].split("月"), ""][:2] if "月" in said else (str(issue.month), said[:-1])
    m, d = chinese_number(month), chinese_number(day)
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


def find_closing(text: str, start: int, end: int) -> int | None:
    """Where the signature in brackets begins that closes a stretch of a text; None where none does.

    >>> text = "请市民注意防寒保暖。（县气象局 楚南）"
    >>> text[find_closing(text, 0, len(text)):]
    '（县气象局 楚南）'
    >>> find_closing("站牌换了新的（见图）", 0, 10) is None
    True
    """
    plain = simplify(text)
    match = _LAST_BRACKET.search(plain, start, end)
    if match is None or match.end() != end:
        return None
    inner = match.group(1)
    says = _SIGNS.search(inner)
    if says and says.start() <= _LONGEST_LEAD and len(inner) - says.end() <= _LONGEST_SIGNATURE:
        return match.start()
    before = plain[start : match.start()].rstrip()[-1:]
    if before and before in ENDS and len(inner) <= _LONGEST_SIGNATURE:
        people = read_people(inner)
        if people and _are_surely_people(people):
            return match.start()
    return None


def read_closing(printed: str) -> list[Byline]:
    """Who a bracket names that stands behind a text's last sentence, as printed, with its blanks; nobody where none signs.

    >>> [(one.org, one.name) for one in read_closing("（通风区 邹平）")], read_closing("（未完待续）")
    ([('通风区', '邹平')], [])
    """
    plain = simplify(printed)
    people = read_people(plain)
    if not (people and _are_surely_people(people)):
        bare = _read_bare(plain.strip("（）()【】〔〕 \u3000"))
        # （张宏斌 慕强）: one of two will do; a word alone may be a remark, as （笑声） is.
        people = bare if any(map(_is_surely_person, bare)) else []
    return people if plain == printed else [as_printed(one, printed) for one in people]


def read_jumps(text: str) -> tuple[Jump | None, list[tuple[int, int]]]:
    """上接/下转 in a text: the jump, and where the brackets stand."""
    plain = simplify(text) if "版" in text else ""  # the same in traditional characters
    if ("接" not in plain and "转" not in plain) or _OPEN_BRACKETS.isdisjoint(plain):
        return None, []
    found: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    for match in JUMP.finditer(plain):
        page = chinese_number(match.group("page").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if page:
            found["to" if match.group("way") in ("下转", "转") else "from_"] = page
            places.append(match.span())
    return (Jump(**found) if found else None), places
