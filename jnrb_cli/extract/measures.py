"""Measures: lengths, areas, masses, volumes, energies, temperatures, degrees of wind; with their canonical units."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from ..models import Base
from ..patterns import HAN, pattern
from .engine import Context, Draft, Refusal, Rule
from .numerals import DIGIT, NUMERAL, parse
from .quantities import Quantity, read_after, read_hedge
from .vocabulary import Unit, vocabulary

# What turns a unit into another word: 5升至6, 三里屯, 3方会谈.
_NOT_BEFORE: dict[str, str] = {
    "升": "至到级格为学降起温职", "里": "程面弄屯庄巷昂尔", "方": "面会案便位向式法言针阵正", "米": "饭粉酒面线糠商色字其兰", "度": "假数过角蜜日",
    "克": "服难复制隆", "码": "头洋字", "卡": "车片通塔超集智", "转": "变移换型让身为入向", "帕": "", "节": "约", "斤": "", "尺": "寸度",
    "寸": "步心", "丈": "夫", "分": "", "担": "", "坪": "坝山", "兆": "头", "瓦": "房砖片", "伏": "天击", "赫": "", "巴": "士掌西黎",
    "摩尔": "", "级": "", "点": "半钟整多许左上下前后、赞击评播", "平方": "根", "立方": "体", "两": "年会岸国省市地个", "吨": "", "焦": "", "迈": "向进出", "磅": "礴", "升级": "",
}  # fmt: skip
_SINGLE_OK = frozenset(
    [
        "米",
        "吨",
        "磅",
        "亩",
        "斤",
        "升",
        "克",
        "尺",
        "寸",
        "丈",
        "两",
        "吋",
        "呎",
        "公里",
        "千米",
        "公斤",
        "千克",
        "公顷",
    ]
)
_WIND = pattern(r"[风震浪阵飓]")
# 防台风三级应急响应 is a grade; 阵风8至9级，局地10级以上 goes on with the wind.
_GRADED = pattern(r"别|(?:以上)?(?:应急|响应|预警|警报|防|风险|战备|勤务|保护|文物|医院|安全|标准)")
_WIND_BEFORE = pattern(r"[阵大偏][风东南西北][^。；]*[0-9]级[，、][^。；，]*$")
_WIND_SENTENCE = 24
# How far from 级 the word that tells wind or quake from a grade may stand.
_WIND_REACH = 8
# 航速仅为15节.
_SPEED = pattern(r"速[^，。；、]*$")
_SPEED_REACH = 6
# 温度三十八度, 高烧三十九度; 北纬三十度.
_WARM = pattern(r"[温烧纬]|[东西]经|[坡倾角]度|倾角|仰角")
# 38度5 is 38.5; 116度24分36秒 a place on the globe, or an angle.
_TENTH_OF_DEGREE = pattern(rf"[0-9{DIGIT}](?=$|[，。；、！？）的左以]|上下)")
_ARC = pattern(
    r"(?P<m>[0-9]{1,2}(?:\.[0-9]+)?|[一二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])分(?![之钟])(?:(?P<s>[0-9]{1,2}(?:\.[0-9]+)?|[一二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])秒)?"
)
# Homes and shops are sold in 平, and no set or match is drawn at 30 points or more (打至20平).
_LEAST_FLAT, _MOST_FLAT = 30, 10_000
_FLAT_AFTER = pattern(r"$|[，。；、！？）的左以多]|大(?=的|$|[，。])")
# What tells a barrel of oil from any other, and how far before its number.
_OIL = pattern(r"原油|石油|产油|油田|油轮|欧佩克")
_OF_OIL = pattern(r"(?:原油|石油|[/／]日|每[日天])")
_OIL_REACH = 24
_THING = pattern(rf"(?![左以上的和与至到，。]){HAN}")
# 一寸土地, 百尺竿头: said of a little or of much.
_IDIOMATIC = frozenset({"寸", "尺", "丈", "里", "两", "步", "码"})
_RATE = pattern(r"(?:/|／|每)(?=\S)")
_TIME_WORDS = (
    "小时",
    "分钟",
    "秒",
    "天",
    "日",
    "年",
    "月",
    "人",
    "户",
    "次",
    "h",
    "s",
    "分",
    "d",
    "车",
    "株",
    "头",
    "套",
    "家",
    "件",
    "只",
    "台",
    "张",
    "床",
    "班",
    "晚",
    "周",
    "车公里",
    "个",
)
_HALF = pattern(r"半(?![年月天日夜小个数分径])")
_FUZZ = pattern(rf"[多余](?![种项个数样款类家名国方次处部门轮层{DIGIT}边])")
_TAIL_METRES = pattern(
    rf"(?:[0-9]{{1,2}}|[{DIGIT}]{{1,2}})(?![0-9.,个名位家人项种万亿千百十米至到月日年余多%％])"
)
_PARTS: dict[str, tuple[str, ...]] = {
    "斤": ("两",),
    "公斤": ("克",),
    "丈": ("尺",),
    "尺": ("寸",),
    "公里": ("米",),
    "英尺": ("英寸",),
    "米": ("厘米",),
    "千克": ("克",),
    "吨": ("公斤",),
    "亩": ("分", "分地"),
}
_PART_NUMBER = pattern(NUMERAL)
# 2.5升至16升 is a range, 5升至6 a rise.
_RANGE_GOES_ON = pattern(r"[至到][0-9.]+升")
HALF = Decimal("0.5")


def build_measure(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | Refusal | None:
    """The measure of a number and the unit that stands at `at`."""
    text, end = context.text, at + len(unit.word)
    if not _is_unit(quantity, unit, text, end):
        return None
    idiomatic = quantity.is_one and unit.word in _IDIOMATIC
    if quantity.is_bare or (idiomatic and _read_compound(text, unit, quantity.value, end)[2] is None):
        return Refusal(quantity.number, end, "measure", "a number that stands for many, or for a little")
    value, high, stop, name = quantity.value, quantity.high, end, context.printed[at:end]
    approx = quantity.approx
    rate = read_rate(text, end)
    if rate:
        stop, name = rate, context.printed[at:rate]
    elif high is None:
        value, stop, smaller = _read_compound(text, unit, value, end)
        if smaller is not None:
            unit, name = smaller, smaller.word
    fuzz = _FUZZ.match(text, stop)
    if fuzz and not rate and text[stop - 1] not in "多余":
        stop, approx = fuzz.end(), "over"
    stop, after = read_after(text, stop)
    return Draft(
        kind="measure",
        start=quantity.start,
        end=stop,
        rule="measure_rate" if rate else "measure",
        value=value,
        high=high,
        unit=name,
        base=None if rate else _base(unit, value, high),
        approx=after or approx,
    )


def _base(unit: Unit, value: Decimal, high: Decimal | None) -> Base | None:
    if unit.canonical is None:
        return None
    top = None if high is None else unit.convert(high)
    return Base(value=unit.convert(value), high=top, unit=unit.canonical)


def _is_unit(quantity: Quantity, unit: Unit, text: str, end: int) -> bool:
    """Whether the word is a unit here: 点 of an index, 级 of wind, 度 of a thermometer."""
    following = text[end : end + 1]
    if following and following in _NOT_BEFORE.get(unit.word, "") and not _RANGE_GOES_ON.match(text, end):
        return False
    if unit.word[-1].isascii() and following.isascii() and following.isalnum():
        return False
    special = _SPECIAL.get(unit.word)
    if special is not None:
        return special(quantity, text, end)
    return not (len(unit.word) == 1 and quantity.is_single and unit.word not in _SINGLE_OK)


def _is_points(quantity: Quantity, text: str, end: int) -> bool:
    """3063.97点 of an index; 9点 and 20点30分 are times."""
    if not quantity.token[0].isdigit() or text[end : end + 1].isdigit():
        return False
    return quantity.value > 24 or not quantity.is_whole or quantity.value < 0


def _is_force(quantity: Quantity, text: str, end: int) -> bool:
    """5—6级 of wind, 6.2级 of a quake; 三级医院 and 2019级 are grades."""
    if quantity.value > 17 or _GRADED.match(text, end):
        return False
    around = text[max(0, quantity.start - _WIND_REACH) : quantity.start] + text[end : end + _WIND_REACH]
    return (
        _WIND.search(around) is not None
        or _WIND_BEFORE.search(text, max(0, quantity.start - _WIND_SENTENCE), quantity.start) is not None
    )


def _is_degrees(quantity: Quantity, text: str, end: int) -> bool:
    if quantity.value < 0 or quantity.token[0].isdigit():
        return True
    return _WARM.search(text, max(0, quantity.start - _WIND_REACH), quantity.start) is not None


def _is_flat(quantity: Quantity, text: str, end: int) -> bool:
    """120平的房子: square metres of a home; 3胜2平 and 16平 of a match are draws."""
    return _LEAST_FLAT <= quantity.value <= _MOST_FLAT and _FLAT_AFTER.match(text, end) is not None


# 匾额19方, 印章3方: flat square things are counted so.
TABLETS = ("匾", "匾额", "印", "印章", "砚", "碑", "碑刻", "墓志", "端砚", "手帕")


def _is_cubic(quantity: Quantity, text: str, end: int) -> bool:
    return (
        not text.endswith(TABLETS, 0, quantity.start) and quantity.token[0].isdigit() and quantity.value >= 10
    )


# 三里多路, 七里山路, 走了三里.
_WAY = pattern(r"(?:多)?(?:山|土|水|田|沙|夜|乡|泥|冰|雪|盘山)?(?:路|地|长|外)|多(?![少])|(?=[，。；、！？])")
_WALKED = pattern(r"[走绕跑距离隔过行]了?$")


def _is_miles(quantity: Quantity, text: str, end: int) -> bool:
    way = _WAY.match(text, end)
    if way is not None and way.group()[-1:] not in {"", "多"}:
        return True
    if way is not None and _WALKED.search(text, max(0, quantity.start - 2), quantity.start):
        return True
    return (not quantity.is_single and quantity.token not in {"十", "百", "千", "万"}) or text[
        end : end + 1
    ] in {"长", "外", "半"}


def _is_knots(quantity: Quantity, text: str, end: int) -> bool:
    """航速15节; 15节车厢 are counted."""
    return _SPEED.search(text, max(0, quantity.start - _SPEED_REACH), quantity.start) is not None


def _is_turns(quantity: Quantity, text: str, end: int) -> bool:
    """每10股转增5股, 10转增5: shares, not turns."""
    return (not quantity.is_single) and text[end : end + 1] not in {"增", "派", "送"}


def _is_barrels(quantity: Quantity, text: str, end: int) -> bool:
    """日产原油510万桶; 12桶菜油 are counted."""
    if _OF_OIL.match(text, end) is not None:
        return True
    oil = _OIL.search(text, max(0, quantity.start - _OIL_REACH), quantity.start)
    return oil is not None and not _THING.match(text, end)


def _is_never(quantity: Quantity, text: str, end: int) -> bool:
    """分 of land stands only behind 亩: 二亩三分."""
    return False


_SPECIAL: dict[str, Callable[[Quantity, str, int], bool]] = {
    "点": _is_points,
    "转": _is_turns,
    "级": _is_force,
    "度": _is_degrees,
    "方": _is_cubic,
    "里": _is_miles,
    "节": _is_knots,
    "桶": _is_barrels,
    "分": _is_never,
    "平": _is_flat,
}


def read_rate(text: str, end: int) -> int | None:
    """The end of /小时, /立方米, 每秒; None where no rate is said."""
    mark = _RATE.match(text, end)
    if mark is None:
        return None
    if text[end] == "每" and not text.startswith(("每小时", "每秒", "每分钟", "每平方", "每立方"), end):
        return None
    at = mark.end()
    found = vocabulary().units_at(text, at)
    best = max((len(word) for word in _TIME_WORDS if text.startswith(word, at)), default=0)
    if found:
        best = max(best, len(found[0].word))
    stop = at + best
    if best and text[stop : stop + 1] in "·/" and text.startswith(_TIME_WORDS, stop + 1):
        stop += 1 + max(len(word) for word in _TIME_WORDS if text.startswith(word, stop + 1))
    return stop if best else None


def _read_compound(text: str, unit: Unit, value: Decimal, end: int) -> tuple[Decimal, int, Unit | None]:
    """3斤半, 1米8, 六斤八两; the value, where it ends, and the smaller unit where it is now told in that."""
    half = _HALF.match(text, end)
    if half and len(unit.word) <= 2:
        return value + HALF, half.end(), None
    words = vocabulary()
    number = _PART_NUMBER.match(text, end) if unit.word in _PARTS else None
    if number is not None:
        stop = number.end()
        if (cut := text.find("两", end + 1, stop)) > 0:
            stop = cut  # 3斤2两一只: 两 is the unit, 一 begins the next number
        for smaller in words.units_at(text, stop):
            read = parse(text[end:stop])
            if smaller.kind != "measure":
                continue
            if smaller.word in _PARTS[unit.word] and read is not None and read.high is None:
                total = value * unit.holds(smaller) + read.value
                tail = stop + len(smaller.word)
                if text.startswith("半", tail):
                    total, tail = total + HALF, tail + 1
                return total, tail, smaller
    if unit.word == "度":
        return _read_degrees(text, value, end)
    if unit.word == "米":
        metres = _TAIL_METRES.match(text, end)
        if metres is not None and not words.units_at(text, metres.end()):
            digits = [parse(char) for char in metres.group()]
            part = "".join(str(digit.value) for digit in digits if digit is not None)
            return value + Decimal(f"0.{part}"), metres.end(), None
    return value, end, None


def _read_degrees(text: str, value: Decimal, end: int) -> tuple[Decimal, int, Unit | None]:
    """38度5 in tenths; 116度24分36秒 in the smallest that is said."""
    if tenth := _TENTH_OF_DEGREE.match(text, end):
        part = parse(tenth.group())
        whole = part is not None and value == value.to_integral_value()
        if not part or not whole:
            return value, end, None
        return value + part.value.copy_sign(value) / 10, tenth.end(), None
    arc = _ARC.match(text, end)
    minutes, seconds = (parse(arc[name]) if arc and arc[name] else None for name in ("m", "s"))
    if arc is None or minutes is None:
        return value, end, None
    if seconds is None:
        return value * 60 + minutes.value, arc.end(), Unit("分", "measure")
    return value * 3600 + minutes.value * 60 + seconds.value, arc.end(), Unit("秒", "measure")


def _build_half(match: re.Match[str], context: Context) -> Draft | None:
    """半斤, 近半公里: half of a unit of measure."""
    text, word = context.text, match["unit"]
    if text[match.end() : match.end() + 1] in set(_NOT_BEFORE.get(word, "")):
        return None
    unit = next(unit for unit in vocabulary().units[word] if unit.kind == "measure")
    start, hedge = read_hedge(text, match.start(), "半")
    stop, after = read_after(text, match.end())
    return Draft(
        kind="measure",
        start=start,
        end=stop,
        rule="measure_half",
        value=HALF,
        unit=word,
        base=_base(unit, HALF, None),
        approx=after or (hedge.approx if hedge else None),
    )


def _build_metre_and(match: re.Match[str], context: Context) -> Draft | None:
    """米九 of somebody's height: one metre ninety."""
    part = parse(match["n"])
    if part is None:
        return None
    stop, after = read_after(context.text, match.end())
    value = 1 + part.value / 10
    return Draft(
        kind="measure",
        start=match.start(),
        end=stop,
        rule="measure_height",
        value=value,
        unit="米",
        base=Base(value=value, unit="m"),
        approx=after,
    )


RULES: tuple[Rule, ...] = (
    Rule("measure_half", "半", rf"(?<![一大小多前后上下夜减对各两参{DIGIT}0-9斤公里吨亩米升])半(?P<unit>公斤|千克|斤(?!八[两兩])|吨|亩地|亩|公顷|公里|英里|里[地路]|米(?!之)|公升|升|磅|平方公里|平方米|立方米)(?![级型位程])", _build_half),
    Rule("measure_height", "米", r"(?:(?<=高|有|近|约)|(?<![\w]))米(?P<n>[五六七八九])(?![零一二三四五六七八九十0-9])(?=左右|[，。的、]|$)", _build_metre_and),
)  # fmt: skip
