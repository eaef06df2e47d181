"""Numbers with their signs, hedges and ranges, read once at each place; what they count is left to the kinds."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from ..models import Approx
from ..patterns import HAN, pattern
from .engine import Context
from .numerals import ARABIC, CHARS, DIGIT, EXACT, FIRST, Numeral, parse, without_nought
from .set_phrases import ORDERS, find_inside
from .vocabulary import Hedge, Unit, vocabulary

_NUMERAL = pattern(rf"(?:{EXACT})")
_RANGE = pattern(
    r"\s?(?:[-‐‑–—―~∼〜～－]{1,2}|至|到)\s?(?=[0-9零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾半])"
)
_MINUS = frozenset("-−－")
# 零下15至零下8℃, -15至-12℃: the upper end may have a sign of its own.
_SIGNED = pattern(r"\s?(?:至|到|~|～)\s?(?P<sign>零[下上]|负|[-−－])(?=[0-9一二三四五六七八九十])")
_JOINS = frozenset(" -‐‑–—―~∼〜～－至到和与")
# 20和30之间; looked at only where 之间 follows.
_BETWEEN = pattern(r"[和与](?=[0-9一二三四五六七八九十])")
_AFTER = pattern(
    r"左右|上下(?!游)|前后(?!来)|有余|出头|开外|(?:[及或]|或者)?以上|(?:[及或]|或者)?以下|之上|之下|以内|之内|或(?:者)?更多|封顶|挂零|冒头|往上|往下|起(?=[，。；、）)(（售卖拍订租批]|$)"
)
_NEGATIVE = pattern(r"(?:负|零下|[-−－])\s?$")
_SIGN_ENDS = frozenset("负下-−－ \n")
# 运-20 is an aeroplane; a minus sign stands after a blank, a mark or a verb.
_BEFORE_MINUS = pattern(
    r"(?:^|[\s（(，。：；、“=]|[为是至到在降达率值温额幅差润损约近]|[温速高强]度)[-−－]\s?$"
)
# 三个亿 is a number, 3个亿元级产业 and 3个万亩基地 are three of a kind.
OF_CLASS = pattern(r"[万亿](?:亿?元[级以产企乡镇村县项]|亿?级|[亩吨人级头只株户瓦千方平辆台块册立公斤米])")
# A1栋 and PM2.5 are names; GDP3.2万亿元 and AED8.6万余台 are figures behind a name.
_GREAT_FIGURE = pattern(r"[0-9.,]{1,12}余?[万亿]")
_LATIN = pattern(r"[A-Za-z_]")
# Bare 十, 百, 千, 万, 亿 begin a number only after one of these.
_BARE_HEDGES = frozenset({"上", "数", "几", "好几", "过", "破"})
# 收入过50万元, against 走过50条街.
_SUM_ENDS = frozenset("入值产量额润税益额数")
GREAT = "十百千万亿"
_BARE_STARTS = frozenset(GREAT)
_AFTER_FIRST = frozenset("左上前有出开及或以之封下挂冒往起")
# How far before a hedge a word that frees it (参展商约300家).
_LONGEST_FREED = 3


class Quantity(msgspec.Struct, frozen=True):
    """A number, or two, as read; `start` takes in the hedge, `number` is where the digits begin, `end` where the unit would."""

    start: int
    number: int
    end: int
    token: str
    value: Decimal
    high: Decimal | None
    approx: Approx | None

    @property
    def is_bare(self) -> bool:
        """百, 千, 万, 亿 with no number before them and no hedge to say that they mean one."""
        return self.token[0] in "百千万亿兆" and len(self.token) == 1 and self.approx is None

    @property
    def is_whole(self) -> bool:
        """Whether the value has no fraction."""
        return self.value == self.value.to_integral_value()

    @property
    def is_one(self) -> bool:
        """一 alone: an article more often than a figure."""
        return self.token == "一" and self.high is None

    @property
    def is_single(self) -> bool:
        """One Chinese character, so that number and unit may be a word of their own."""
        return len(self.token) == 1 and not self.token.isdigit()


def read_quantity(context: Context, at: int) -> Quantity | None:
    """The number that begins at a place, with everything that belongs to it but its unit."""
    text = context.text
    if at >= len(text) or (at and not _may_begin(text, at)):
        return None
    match = _NUMERAL.match(text, at)
    if match is None:
        return None
    read = _read_token(text, at, match.end())
    if read is None:
        return None
    number, end = read
    value, high, approx = number
    token = text[at:end]
    if not _is_numeral(token, number, text, at, end):
        return None
    start = _read_sign(text, at)
    # 零下5至8℃ is below nought at both ends, -5至8℃ and 零下5至零上8℃ at one.
    both = start < at and text[start] not in _MINUS and not _SIGNED.match(text, end)
    if start < at and not both:
        number = number._replace(value=-value, high=None if high is None else -high)
    spread = _read_range(text, at, end, number)
    value, high, approx = number
    if spread is not None:
        value, high, end, more = spread
        approx = approx or more
    if both:
        value, high = (-value, None) if high is None else (-high, -value)
    start, hedge = read_hedge(text, start, token)
    if hedge is None and approx is None:
        hedge = _read_far_hedge(text, start)
    if hedge is not None and (approx is None or hedge.word in _BARE_HEDGES):
        approx = hedge.approx
    return Quantity(start, at, end, token, value, high, approx)


# 突破每桶75美元, 约占总产量的80%: what stands between a hedge and its number; the hedge is outside then.
_PER = pattern(rf"每{HAN}{{1,3}}$")
_SHARE = pattern(r"约占[^，。；：！？0-9]{1,14}的$")
_FAR = 18


def _read_far_hedge(text: str, start: int) -> Hedge | None:
    """The hedge before 每桶, or the 约 of 约占…的."""
    if text[start - 1 : start] == "的":
        return vocabulary().outside["约占"] if _SHARE.search(text, max(0, start - _FAR), start) else None
    if "每" not in text[max(0, start - 4) : start]:
        return None
    per = _PER.search(text, max(0, start - 4), start)
    return read_hedge(text, per.start(), "")[1] if per is not None else None


def _may_begin(text: str, at: int) -> bool:
    """Whether a number may begin here: not inside another one, nor in A1栋 or PM2.5."""
    char, before = text[at], text[at - 1]
    if before == "第":
        return False
    if char.isdigit():
        if before == "." and text[at - 2 : at - 1] != "." and (at < 2 or not text[at - 2].isalnum()):
            return False
        if _LATIN.match(before):
            return _GREAT_FIGURE.match(text, at) is not None
        return not (before.isdigit() or (before in ".,·" and text[at - 2 : at - 1].isdigit()))
    if before in CHARS:
        # 统一五个: the word ends where the number begins.
        word = find_inside(text, at - 1)
        return word is not None and word[1] == at
    if before.isdigit():
        return False
    return not (before == "点" and text[at - 2 : at - 1] in FIRST)


_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟俩")
_DIGITS = frozenset(DIGIT)
_AFTER_FORMAL = frozenset("元圆角分成折点打万亿又")
_SENTENCE_MARKS = frozenset("。！？；\n")


# Longer runs of digits are codes; decimals stay exact up to here.
LONGEST = 40


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a sentence of its own, marks aside."""
    while start and text[start - 1] not in _SENTENCE_MARKS:
        start -= 1
        # （三） numbers a paragraph.
        if text[start].isalnum() or text[start] in "（([【《":
            return False
    while end < len(text) and text[end] not in _SENTENCE_MARKS:
        if text[end].isalnum():
            return False
        end += 1
    return True


def _is_numeral(token: str, number: Numeral, text: str, at: int, end: int) -> bool:
    """Not 陆 of 陆地, 万一 or the digits of a name such as 七〇二所; a text that is nothing else is a number."""
    if end - at > LONGEST:
        return False
    if token[0].isdigit():
        return token[0] != "0" or not token.isdigit() or len(token) == 1 or stands_alone(text, at, end)
    if stands_alone(text, at, end):
        return True
    if token.startswith("千百") or (token[0] in "百千万亿" and not _DIGITS.isdisjoint(token)):
        return False
    if len(token) == 1:
        return (
            token not in _FORMAL or text[end : end + 1] in _AFTER_FORMAL or text[at - 1 : at] in {"之", "又"}
        )
    if not ORDERS.isdisjoint(token) or "点" in token or "几" in token:
        return True
    # Two digits side by side are a pair (三四个) or what a price is cut to (八五折).
    return len(token) == 2 and (number.high is not None or text[end : end + 1] == "折")


# 带宽只有4兆: millions of bits, where 预算4兆 are millions of millions.
_OF_DATA = pattern(r"(?:带宽|宽带|网速|光纤|流量|内存|速率|宽频)[^，。；]{0,6}$")
_DATA_REACH = 10


def _is_of_unit(text: str, at: int, end: int) -> bool:
    """Whether the last character of text[at:end] belongs to what follows: 三十两, 5千克, 3来自, 5多样, 七十百分位."""
    words, last, following = vocabulary(), text[end - 1], text[end : end + 1]
    if last == "两":
        return not (text[at:end] == "一两" and words.units_at(text, end))
    if last == "兆" and text[at].isdigit() and _OF_DATA.search(text, max(0, at - _DATA_REACH), at):
        return True  # 带宽100兆
    if last in "千百兆" and any(len(unit.word) > 1 for unit in words.units_at(text, end - 1)):
        # 三千米 is three thousand metres; 三千克 and 5千米 are kilograms and kilometres.
        return text[at].isdigit() or following != "米"
    if last in "零〇" and text[end - 2] in GREAT:
        return True  # 10余万零工, 三万零售商
    if last == "来":
        return not words.units_at(text, end)
    if last == "多":
        return text[at].isdigit() and following in {"样", "媒", "少", "哥", "伦", "瑙"}
    return last in "百千万" and following == "分" and text[end + 1 : end + 2] != "之"


def _read_token(text: str, at: int, end: int) -> tuple[Numeral, int] | None:
    """The number of text[at:end], without what belongs to the unit: 三十两 is 三十, 5千克 is 5."""
    if end - at > 1 and _is_of_unit(text, at, end):
        end -= 1
    token = text[at:end]
    number = parse(token)
    if number is None:
        return None
    if text.startswith(("个亿", "个万"), end) and not OF_CLASS.match(text, end + 1):
        size = Decimal(10) ** (8 if text[end + 1] == "亿" else 4)
        number = Numeral(
            number.value * size, None if number.high is None else number.high * size, number.approx
        )
        end += 2
    return number, end


def _read_range(
    text: str, at: int, end: int, low: Numeral
) -> tuple[Decimal, Decimal, int, Approx | None] | None:
    """The upper end of a range whose unit is said once: 0.2至7.8, 1至2万, 20～30."""
    if text[end : end + 1] not in _JOINS:
        return None
    signed = _SIGNED.match(text, end)
    join = signed or _RANGE.match(text, end) or _BETWEEN.match(text, end)
    if join is None or low.high is not None:
        return None
    match = _NUMERAL.match(text, join.end())
    if match is None or (join.group() in {"和", "与"} and not text.startswith("之间", match.end())):
        return None
    read = _read_token(text, match.start(), match.end())
    if read is None or read[0].high is not None:
        return None
    high, stop = read
    if signed is not None and signed["sign"] != "零上":
        high = high._replace(value=-high.value)
    if text[stop : stop + 1].isdigit() or text.startswith("分之", stop):
        return None
    value, top = inherit_size(text[at:end], low.value, text[match.start() : stop], high.value), high.value
    if value > top:
        # 在2764至2462点之间: a range may be told from above; 3-1 is no range.
        if join.group().strip() not in "至到" or not text.startswith(("之间", "点之间", "区间"), stop):
            return None
        value, top = top, value
    if value == top:
        return None
    return value, top, stop, high.approx


def inherit_size(low_token: str, low: Decimal, high_token: str, high: Decimal) -> Decimal:
    """In 1至2万 the 1 is 万 too; in 8000至1万 the 8000 is not."""
    size = Decimal(1)
    for char in reversed(high_token):
        if char not in "千万亿仟":
            break
        size *= {"千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}[char]
    if size == 1 or low_token[-1] in "千万亿仟" or low * size > high:
        return low
    return without_nought(low * size)


def _read_sign(text: str, at: int) -> int:
    """Where the number begins with its sign."""
    if not at or text[at - 1] not in _SIGN_ENDS:
        return at
    before = text[max(0, at - 4) : at]
    found = _NEGATIVE.search(before)
    if found is None:
        return at
    if found.group().strip() in "-−－" and not _BEFORE_MINUS.search(before):
        return at
    if before[found.start()] == "负" and before[: found.start()].endswith(
        ("胜", "平", "抱", "肩", "担", "欺")
    ):
        return at
    return at - len(before) + found.start()


def read_hedge(text: str, start: int, token: str) -> tuple[int, Hedge | None]:
    """The hedge before a number, and where the span begins with it; a verb such as 突破 stays outside."""
    words = vocabulary()
    for length in words.hedge_ends.get(text[start - 1 : start], ()):
        if length > start:
            continue
        word = text[start - length : start]
        hedge = words.before.get(word)
        if hedge is None:
            outside = words.outside.get(word)
            if outside is not None:
                return start, outside
            continue
        if word in _BARE_HEDGES:
            is_sum = (
                word == "过"
                and token.endswith(("千", "万", "亿"))
                and text[start - 2 : start - 1] in _SUM_ENDS
            )
            if not is_sum and (
                token[:1] not in _BARE_STARTS or (token[0] == "十" and word not in "数几好几")
            ):
                continue
            if word in {"过", "破"} and len(token) > 1 and token[0] == "十":
                continue
        begin = start - length
        if hedge.blocked and hedge.is_part(text[max(0, begin - _LONGEST_FREED) : begin]):
            continue
        if word in {"上", "数", "几", "好几"}:
            # 约上百, 近数千: the outer hedge belongs to the span, the round number stays `over`.
            begin, _ = read_hedge(text, begin, "")
        return begin, hedge
    return start, None


def read_after(text: str, end: int) -> tuple[int, Approx | None]:
    """The hedge behind the unit, and where the span ends with it."""
    match = _AFTER.match(text, end) if text[end : end + 1] in _AFTER_FIRST else None
    if match is None:
        return end, None
    word = match.group()
    return match.end(), vocabulary().after[word].approx


def same_unit(one: Unit, other: Unit) -> bool:
    """Whether two printed units may stand at the two ends of a range."""
    return one.word == other.word or one.kind == other.kind


__all__ = [
    "ARABIC",
    "DIGIT",
    "Quantity",
    "inherit_size",
    "read_after",
    "read_quantity",
    "same_unit",
]
