"""Numbers with no unit: alone in their sentence, in 万 and 亿, before a noun at the head of a line, or announced by a word (指数为50.1)."""

from __future__ import annotations

from msgspec.structs import replace

from ..models import Approx
from ..patterns import HAN, pattern
from .counts import build_unitless
from .engine import Context, Draft
from .quantities import GREAT, Quantity, read_after, stands_alone

_CUE = pattern(
    r"(?:[这那]是|[有为达到至是值数度约破近于升降跌报分超过比逾]|分别为[^，。；]{0,24}[、和]|指数|规模|震级|得分|评分|浓度|系数|=|＝|≥|≤|>|<|：|余额|平均)\s?$"
)
# 月薪一万二, 售价二十八万八, 学费六千八: said of numbers in characters; figures have their 元.
_PRICE = pattern(
    r"(?:[月年时底]薪|[房月年店]租|租金|[售标报要叫票身开]价|[学运路药车话饭]费|工[资钱]|奖学?金|押金|定金|彩礼|利息|人口"
    r"|卖[到了]|[赚挣花赔亏罚借欠存凑贴省]了?|攒下?了?|剩下?了?|打赏了?|[一每](?:天|年|个?月|学期))\s?$"
)
_PRICE_REACH = 4
_CUE_REACH = 30
# 电话：7231866, 打过110, 尾号是617: what is called or numbered so is no quantity.
_NAMED_BY = pattern(
    r"(?:电话|热线|手机|传真|邮编|编号|尾号|号码|车牌|微信|客服|订座|咨询|QQ|拨[打通]?|打[过通了]?|[学工房证]号)(?:号码?)?[是为：:（(]?\s?$"
)
_NAMED_REACH = 6
_AFTER_POINTED = frozenset({"", "那", "这", "，", "。", "、"})
POINTING = frozenset({"这是", "那是"})
_ROUND = frozenset("百千万")
# 三千下岗女工, 三百老物件: at the head of a line a round number counts the noun behind it.
_ROUND_HEAD = pattern(r"[二两三四五六七八九][百千万]")
_HEADED = pattern(rf"[“‘「]?(?![里年岁日夜天步尺丈军弱世])(?!大千|宠爱)(?:{HAN}){{2}}")
_HEAD_MARKS = frozenset("“‘「。！？；\n")
_END = pattern(
    r"\s?(?:[，。；、！？）)”』」,;!?]|$|\n|[和与及或至到以左上下的之且并]|地震|附近|关口|上方|下方|一线)"
)
# 收入比由2.39缩小至2.34: where a bare number was before it rose or fell.
_ORIGINS = frozenset("由从")
_OF_A_DATE = frozenset({"年的", "月的"})
_MOVES = pattern(
    r"的?[^，。；：0-9]{0,4}[增升提扩涨降减缩跌压调改优变][^，。；：0-9]{0,3}[至到为成](?:[0-9]{4}年的)?[0-9]"
)


GREATER = pattern("[万亿]")
_IDENTIFIER = pattern(r"[0-9A-Za-z能里]")


def build_bare(quantity: Quantity, context: Context) -> Draft | None:
    """A number with no unit: the whole text, a number of 万 or 亿, or one that a word such as 指数为 announces."""
    text = context.text
    stop, after = read_after(text, quantity.end)
    approx = after or quantity.approx
    if stands_alone(text, quantity.start, stop):
        return build_number(quantity, stop, approx)
    if text.startswith(tuple(GREAT), quantity.end) or quantity.is_bare or " " in quantity.token:
        return None
    if _counts_many(quantity, text, stop, approx) or _opens_line(quantity, text, stop):
        return replace(build_unitless(quantity), end=stop, approx=approx)
    if not _is_announced(quantity, text, stop, approx):
        return None
    return build_number(quantity, stop, approx)


def _counts_many(quantity: Quantity, text: str, stop: int, approx: Approx | None) -> bool:
    """常住人口2.8万, 数千万勤奋的人: a number of 万 or 亿 counts something, named or not."""
    token = quantity.token
    if text.endswith("人口", 0, quantity.start) and GREATER.search(token) and _END.match(text, stop):
        return True  # 人口四万一千
    if token[-1] not in "万亿余多" or not GREATER.search(token):
        return False
    if token[0].isdigit():
        return not _IDENTIFIER.match(text, stop)
    return len(token) > 1 and (
        quantity.approx == "over" or (approx is not None and _END.match(text, stop) is not None)
    )


def _opens_line(quantity: Quantity, text: str, stop: int) -> bool:
    """三千下岗女工重返岗位: a round number of two characters that opens a line, before a noun."""
    at = quantity.start
    return (
        stop == at + 2
        and (at == 0 or text[at - 1] in _HEAD_MARKS)
        and _ROUND_HEAD.fullmatch(quantity.token) is not None
        and _HEADED.match(text, stop) is not None
    )


def _is_announced(quantity: Quantity, text: str, stop: int, approx: Approx | None) -> bool:
    """Whether words or marks around a bare number say that it is a quantity."""
    if quantity.is_whole and _NAMED_BY.search(text, max(0, quantity.start - _NAMED_REACH), quantity.start):
        return False
    cue = _CUE.search(text, max(0, quantity.start - _CUE_REACH), quantity.start)
    if cue is not None and cue.group() in POINTING and text[stop : stop + 1] in _AFTER_POINTED:
        return True
    before = text[max(0, quantity.start - 2) : quantity.start]
    origin = before[-1:] in _ORIGINS or before in _OF_A_DATE
    if origin and not quantity.is_whole and _MOVES.match(text, stop):
        return True
    if not _END.match(text, stop):
        return False
    if quantity.token[0].isdigit():
        told = approx is not None or not quantity.is_whole or "," in quantity.token
        return cue is not None or quantity.high is not None or told
    if quantity.token == "零":
        return cue is not None and text[stop : stop + 1] not in {"上", "下"}
    priced = _PRICE.search(text, max(0, quantity.start - _PRICE_REACH), quantity.start) is not None
    if priced and len(quantity.token) == 2 and quantity.token[1] in _ROUND:
        return True  # 年租金三千, 一天三百
    if len(quantity.token) < (2 if approx else 3):
        return False
    opens = priced or quantity.start == 0 or not text[quantity.start - 1].isalnum()
    return opens or cue is not None or quantity.high is not None or approx is not None


def build_number(quantity: Quantity, stop: int, approx: Approx | None) -> Draft:
    return Draft(
        kind="number",
        start=quantity.start,
        end=stop,
        rule="number",
        value=quantity.value,
        high=quantity.high,
        approx=approx,
    )
