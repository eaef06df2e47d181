"""Signatures to people: the names, roles and houses in a byline, a dateline's brackets or a photo credit."""

from __future__ import annotations

from ..models import Byline
from ..patterns import HAN, LETTER, pattern
from ..resources import data_lines
from ..text import printed_form, simplify


def _load_surnames() -> tuple[str, tuple[str, ...]]:
    single, compound = data_lines("surnames.txt")
    return single, tuple(compound.split())


SURNAMES, COMPOUND_SURNAMES = _load_surnames()

_ROLES = (
    "特约通讯员|特约记者|见习记者|实习记者|首席记者|全媒体记者|融媒体记者|融媒记者|特派记者|摄影记者|文字记者|特约评论员|本报评论员|特约撰稿人|"
    "实习生|通讯员|评论员|撰稿人|记者|编辑|作者|编译|整理|摄影|撰文|撰稿|文字|图片|采写|采访|执笔|供图|供稿|绘图|制图|漫画|插图|视频|"
    "文/图|图/文|文／图|图／文|文、图|文图|图文|文|图|摄|绘"
)
_HOUSES = pattern(
    r"^(?:本报|本刊|本网|本台|新华社|中新社|中央社|[^\s]{1,8}(?:报|网|社|台|刊|中心|通讯|客户端|传媒))$"
)
_AFTER = pattern(
    r"(?:摄影报道|摄影报导|参与采写|参加采写|采访整理|采访报道|综合报道|综合整理|联合报道|现场报道|报道|报导|供图|提供|摄影|摄制|摄|制图|绘制|绘|文|图|整理|编译|采写|撰文|执笔)+$"
)
_PEOPLE = pattern(r"[\s、，,；;／/]+")
_LATIN_OR_DOTTED = pattern(
    rf"^{HAN}{{1,10}}(?:·{LETTER}{{1,14}})+$|^[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)*$"
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_INVISIBLES = pattern(r"[\u200b-\u200f\u2060\ufeff]")
_LONE = pattern(rf"(?:^|[\s、，,]){HAN}\s+$")
_CJK = pattern(rf"^{HAN}+$")
_BRACKET = pattern(r"[（(][^（）()]*[）)]")
_REPORTERS = pattern(r"记者|通讯员")
_PLACE_AFTER = pattern(rf"[／/](?:{HAN}{{2,3}}(?:报道|报导|电)|特稿|专访)$")
_SENTENCE = pattern(r"[。0-9]")
_RANKS = ("首席", "特约", "特派", "见习", "实习", "全媒体", "融媒体", "融媒")
# A place in 本报驻青岛记者 has at most so many characters.
_LONGEST_PLACE = 6
_PLACED = pattern(r"（[上下左右中前后]{1,2}[一二三四五]?）")
_SIDES = frozenset("上下左右中前后")
_NOT_NAMES = {
    "本报", "来源", "综合", "记者", "新华社", "图片", "资料", "影像", "编者", "佚名", "受访者", "本人", "网友", "电文", "讯文", "摄影", "报道", "本文", "图表", "数据",
}  # fmt: skip


def read_people(text: str) -> list[Byline]:
    """Everyone that a signature names, one name each, with role and house as printed.

    >>> [(b.org, b.role, b.name) for b in read_people("■本报通讯员 车 斌 程小鑫")]
    [('本报', '通讯员', '车斌'), ('本报', '通讯员', '程小鑫')]
    >>> [(b.role, b.name) for b in read_people("（記者 張 國）")]
    [('記者', '張國')]
    """
    plain = simplify(text)
    found = _read_people(plain)
    return found if plain == text else [as_printed(one, text) for one in found]


def as_printed(person: Byline, text: str) -> Byline:
    """A person read from the simplified form of a text, in the characters of the text."""
    role, name = printed_form(person.role, text), printed_form(person.name, text)
    return Byline(role=role, name=name, org=person.org and printed_form(person.org, text))


def _read_people(text: str) -> list[Byline]:
    if "图为" in text or (_places_picture(text) and _PLACED.search(text)):
        return []
    body = text if _INVISIBLE.isdisjoint(text) else _INVISIBLES.sub("", text)
    body = body.strip().lstrip("■□◎●▲◆★☆◇○▪▶►▼△※◢◤⊙*•· \u3000")
    body = body.rstrip("· ")
    if body[:1] in "（(【〔" and body[-1:] in "）)】〕":
        body = body[1:-1].strip()
        if body.startswith("作者"):
            body = _BRACKET.sub(
                "", body
            )  # 作者为河湾师范学院（石桥校区）教授: what stands within names no one
    elif body[-1:] in "）)" and not _REPORTERS.search(body[max(body.rfind("（"), body.rfind("(")) :]):
        body = _BRACKET.sub(" ", body)
    if "／" in body or "/" in body:
        body = _PLACE_AFTER.sub("", body)
    body = (
        body.removeprefix("据")
        .replace("（", " ")
        .replace("）", " ")
        .replace("(", " ")
        .replace(")", " ")
        .strip()
    )
    found: list[Byline] = []
    marks = list(_role_marks(body))
    if not marks and _SENTENCE.search(body):
        return []  # a sentence, not a signature
    if not marks:
        lead, role = _strip_tail(body)
        return _once([Byline(role=role or "作者", name=name) for name in split_names(lead)])
    if marks[0][0] > 0:
        lead, tail_role = _strip_tail(body[: marks[0][0]])
        found += [Byline(role=tail_role or "作者", name=name) for name in split_names(lead)]
    for k, (_, after, org, role) in enumerate(marks):
        until = marks[k + 1][0] if k + 1 < len(marks) else len(body)
        stretch, tail_role = _strip_tail(body[after:until].strip(" \u3000:：/／、，,"))
        for name in split_names(stretch):
            found.append(
                Byline(
                    role=tail_role if tail_role in ("摄", "摄影", "供图") and role == "" else role,
                    name=name,
                    org=org,
                )
            )
    return _once(found)


def _places_picture(text: str) -> bool:
    """Whether a bracket opens as （上）, （左二） do; most signatures have none such."""
    return any(after[:1] in _SIDES for after in text.split("（")[1:])


def _once(people: list[Byline]) -> list[Byline]:
    seen: dict[str, Byline] = {}
    for person in people:
        seen.setdefault(person.name, person)
    return list(seen.values())


_MARK = pattern(rf"(?P<role>{_ROLES})")
_ORG_BEFORE = pattern(r"([^\s、，,；;：:／/]{2,12})$")


def _role_marks(body: str) -> list[tuple[int, int, str | None, str]]:
    """Where role words stand: start with the house before them, end, house, role."""
    found: list[tuple[int, int, str | None, str]] = []
    last = 0
    for match in _MARK.finditer(body):
        role = match.group("role")
        start, end = match.span()
        if start < last or (start and _AFTER.fullmatch(body[start:])):
            continue  # a word that closes a signature (摄, 整理) is read with the names before it
        if role in ("文", "图", "摄", "绘", "文图", "图文") or role.startswith(("文", "图")):
            # Single characters are names' characters too: 文 and 图 count only where a separator stands after or before.
            alone_before = start == 0 or body[start - 1] in " \u3000:：/／、，,）)"
            alone_after = end == len(body) or body[end] in " \u3000:：/／、，,（("
            if _LONE.search(body[:start]):
                continue  # 付 文 is a name set with a blank
            if not (alone_after and (alone_before or role == "摄" or end == len(body))):
                continue
        org: str | None = None
        before = _ORG_BEFORE.search(body[last:start])
        if before and _is_house(before.group(1)):
            house, stationed, _ = before.group(1).partition("驻")
            org = (house if stationed else _without_rank(house)) or None
            start = last + before.start()
        elif before and before.group(1).startswith("驻"):
            start = last + before.start()
        found.append((start, end, org, role))
        last = end
    return found


def _without_rank(text: str) -> str:
    rank = next(filter(text.endswith, _RANKS), "")
    return text.removesuffix(rank)


def _is_house(text: str) -> bool:
    place = text.find("驻", max(0, len(text) - 1 - _LONGEST_PLACE))
    plain = text[:place] if 0 <= place < len(text) - 1 else _without_rank(text)
    return bool(_HOUSES.match(plain or text))


def _strip_tail(text: str) -> tuple[str, str]:
    """A stretch of names without the words that close it, and the role that these words give."""
    body = text.strip(" \u3000:：、，,。；;")
    match = _AFTER.search(body)
    if not match or (
        match.start() < 2 and _CJK.match(body) and len(body) <= 3 and match.group() in ("文", "图")
    ):
        return body, ""
    if match.group() in ("文", "图") and (
        (match.start() and body[match.start() - 1] not in " \u3000/／、")
        or len(body[: match.start()].strip()) < 2
        or _LONE.search(body[: match.start()])
    ):
        return body, ""
    tail = match.group()
    role = "摄" if "摄" in tail else "供图" if tail.startswith("供") else tail
    return body[: match.start()].rstrip(" \u3000/／、，,"), role


def split_names(text: str) -> list[str]:
    """The single names in a stretch of them; a name set with a blank in it is put together.

    >>> split_names("辛 阳、丁志军 王思北"), split_names("王婷婷马玉珠")
    (['辛阳', '丁志军', '王思北'], ['王婷婷', '马玉珠'])
    """
    if _is_latin_or_dotted(text.strip()):
        return [text.strip()]
    parts = [part.strip("。.：:") for part in _PEOPLE.split(text.strip()) if part.strip("。.：:")]
    found: list[str] = []
    single = ""
    for part in parts:
        if len(part) == 1 and _CJK.match(part):
            single += part
            if len(single) == 2:
                found.append(single)
                single = ""
            continue
        if single:
            # 欧 阳修 and the like: one character and the rest of the name.
            part, single = (single + part if len(part) == 2 else part), ""
        found += _cut_names(part)
    return [name for name in found if name not in _NOT_NAMES]


def _is_latin_or_dotted(text: str) -> bool:
    return ("·" in text or text.isascii()) and bool(_LATIN_OR_DOTTED.match(text))


def _cut_names(part: str) -> list[str]:
    if _is_latin_or_dotted(part):
        return [part]
    if not _CJK.match(part):
        return []
    if len(part) <= 3 or (len(part) == 4 and part[:2] in COMPOUND_SURNAMES):
        return [part]
    best = _tile(part)
    # 青藏铁路 is four characters too: without a surname in front it is no name.
    return best if best else ([part] if len(part) == 4 and part[0] in SURNAMES else [])


def _tile(part: str) -> list[str]:
    """Names set with no blank between them, told apart by their surnames; nothing where that does not come out even."""
    if not part:
        return []
    if len(part) > 18:
        return []
    for size in (3, 2, 4):
        head, rest = part[:size], part[size:]
        if len(head) < size or not (head[0] in SURNAMES if size < 4 else head[:2] in COMPOUND_SURNAMES):
            continue
        if not rest:
            return [head]
        tail = _tile(rest)
        if tail:
            return [head, *tail]
    return []
