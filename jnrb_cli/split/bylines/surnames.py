"""The single names in a stretch of them: set wide, set solid, of two surnames, of peoples who write none."""

from __future__ import annotations

from ...patterns import HAN, LETTER, pattern
from ...resources import data_lines
from .vocabulary import NOBODY


def _load_surnames() -> tuple[str, tuple[str, ...], frozenset[str]]:
    single, compound, rare = data_lines("surnames.txt")
    return single, tuple(compound.split()), frozenset(single + rare)


# `SURNAMES` tell a name among other words; the rarer ones count only where names stand anyway.
SURNAMES, COMPOUND_SURNAMES, _ANY_SURNAMES = _load_surnames()

# What names of Uyghurs, Kazakhs, Tibetans, Mongols are written with, where they are written without a dot.
_TRANSCRIBED = frozenset(
    "阿艾爱安奥巴白拜班宝贝本比毕边别宾布才仓查察次措达丹旦德登迪地丁顿多尔额恩尕嘎甘刚高戈格根公贡古果哈海罕浩赫和呼花吉加佳江杰金军卡开坎康柯科克肯库拉兰朗勒里丽力连列林龙鲁罗洛玛买麦曼毛梅米敏明木穆姆娜那纳乃尼宁努诺欧帕平普齐其奇恰钦琴青曲热仁日荣如茹萨赛桑色沙斯苏索塔泰提图吐托旺维温沃乌吾西希夏相向辛雪牙雅央亚杨扬耶叶依伊亦音尤于玉元月云扎赞泽则增珍卓孜拥永友再珠祖汗合逊沁绰丝孙瓦朵芝宗都"
)
_LONGEST_TRANSCRIBED = 12
# With no more than so many names set solid in one run the ways to part them are few.
LONGEST_RUN = 18
_PARTS = pattern(r"[\s、，,；;／/]+")
_DOTS = "·•‧・．"
_DOTTED = pattern(rf"^(?:{HAN}|[A-Z]){{1,10}}(?:[{_DOTS}]{LETTER}{{1,14}})+$")
_LATIN = pattern(r"^[A-Z][A-Za-z.'’-]*[a-z.](?: [A-Z][A-Za-z.'’-]*)*$")
_CJK = pattern(rf"^{HAN}+$")


def split_names(text: str) -> list[str]:
    """The single names in a stretch of them; a name set with a blank in it is put together.

    >>> split_names("辛 阳、丁志军 王思北"), split_names("王婷婷马玉珠"), split_names("欧 阳 明")
    (['辛阳', '丁志军', '王思北'], ['王婷婷', '马玉珠'], ['欧阳明'])
    """
    whole = text.strip()
    if is_latin(whole):
        return [whole]
    parts = [bare for part in _PARTS.split(whole) if (bare := part.strip("。.：:"))]
    return [name for part in put_together(parts) for name in cut_names(part)]


def put_together(parts: list[str]) -> list[str]:
    """Words of a stretch, those of one character each that follow each other made names: 车 斌, 欧 阳 明, 上官 云.

    >>> put_together(["车", "斌", "程小鑫", "韦", "一", "禾", "上官", "云"])
    ['车斌', '程小鑫', '韦一禾', '上官云']
    """
    found: list[str] = []
    lone = ""
    for part in [*parts, ""]:
        if len(part) == 1 and _CJK.match(part):
            if not lone and found and found[-1] in COMPOUND_SURNAMES:
                found[-1] += part
            else:
                lone += part
            continue
        if len(lone) % 2 and len(part) == 2 and lone[-1] in _ANY_SURNAMES and not _opens_name(part):
            found += _pair(lone[:-1])
            part = lone[-1] + part  # 欧 阳修 and the like: one character and the rest of the name
        else:
            found += _pair(lone)
        lone = ""
        if part:
            found.append(part)
    return found


def _opens_name(part: str) -> bool:
    return part[0] in SURNAMES


def _pair(lone: str) -> list[str]:
    """The names that characters set apart make: two characters each, or told by their surnames where that does not come out."""
    if len(lone) < 2:
        return []
    tiled = tile(lone)
    even = [lone[k : k + 2] for k in range(0, len(lone) - 1, 2)]
    if len(lone) % 2 == 0 and (not tiled or all(name[0] in _ANY_SURNAMES for name in even)):
        return even
    return tiled or even


def cut_names(part: str, *, trusted: bool = False) -> list[str]:
    """The names in a word, none where it is no name; `trusted` where nothing but a name is to be expected."""
    if part in NOBODY:
        return []
    if is_latin(part):
        return [part]
    if not part.isalpha() or not _CJK.match(part) or len(part) < 2:
        return []  # 图① is no name
    if len(part) <= 3 or (len(part) == 4 and part.startswith(COMPOUND_SURNAMES)):
        return [part]
    best = tile(part)
    if best and all(len(name) > 2 or name[0] in SURNAMES for name in best) and not _is_transcribed(part):
        return best
    # 青藏铁路 is four characters too: without a surname in front it is no name.
    if _is_transcribed(part) or (len(part) == 4 and (trusted or part[0] in SURNAMES)):
        return [part]
    return best


def are_names(part: str) -> bool:
    """Whether a word set solid with another is one or more names by their surnames."""
    return bool(_CJK.match(part)) and (bool(tile(part)) or (len(part) > 3 and _is_transcribed(part)))


def is_latin(text: str) -> bool:
    """Whether this is a name in Latin letters, or one with dots between its parts."""
    if any(dot in text for dot in _DOTS):
        return bool(_DOTTED.match(text))
    return text.isascii() and bool(_LATIN.match(text))


def _is_transcribed(part: str) -> bool:
    return 4 <= len(part) <= _LONGEST_TRANSCRIBED and _TRANSCRIBED.issuperset(part)


def tile(part: str) -> list[str]:
    """Names set with no blank between them, told apart by their surnames; nothing where that does not come out even."""
    if not part or len(part) > LONGEST_RUN:
        return []
    compound = part.startswith(COMPOUND_SURNAMES)
    for size in (4, 3) if compound else (3, 2):
        head, rest = part[:size], part[size:]
        if len(head) < size or not (compound or head[0] in _ANY_SURNAMES):
            continue
        if not rest:
            return [head]
        tail = tile(rest)
        if tail:
            return [head, *tail]
    return []
