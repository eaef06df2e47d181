"""Shares and multiples: percent (26.86%, 百分之三, 9折, 三成) and ratio (三分之二, 3倍, 翻一番, 3∶1)."""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from math import gcd

from ..models import Approx, Base
from ..patterns import pattern
from .engine import Context, Draft, Find, Refusal, Rule
from .numerals import CHARS, DIGIT, NUMERAL, parse
from .quantities import Quantity, read_after, read_hedge, read_quantity, stands_alone
from .vocabulary import Unit

EXACT = decimal.Context(prec=120)
PLACES = Decimal("0.000000001")
HUNDRED = Decimal(100)
# Per cent of one, by the word before 分之; with a numeral of its own (一百分之二) it is a fraction.
_SHARES = {
    "百": ("%", Decimal(1)),
    "佰": ("%", Decimal(1)),
    "千": ("‰", Decimal("0.1")),
    "万": ("‱", Decimal("0.01")),
}
_TENTHS_NOT_BEFORE = "功为了员立熟果本长年群效绩品都语都分交型因就见色堆片天双对行套名人形千"
# 八成人希望 are of people, 两成人 grown up; 六成因施工 has its cause behind, 七成为已接订单 its state.
_TENTHS_OF = pattern(
    r"人(?:都|也|会|要|想|只|不|没|认为|希望|觉得|表示|支持|反对|赞成|同意|愿意|选择|因|是|有|在|用|靠)|因[为]?(?![素此子果应])|为[已自本外新老]"
)
_FOLDS_NOT_BEFORE = "叠页射旧磨腾返戏扣损合中子"
_DIGITS = pattern(rf"[{DIGIT}]{{2}}")
_MORE_PERCENT = pattern(r"\s?(?:至|到|[-—~～–－]{1,2})\s?百分之")
_THOUSAND = pattern(r"\s?[kK](?![A-Za-z0-9])")
_FUZZ = pattern(r"[多余](?![种项个样])")


def build_percent(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | Refusal | None:
    """26.86%, 三成, 1.2个百分点, 3.5‰."""
    text, end = context.text, at + len(unit.word)
    value, high, name, base = quantity.value, quantity.high, context.printed[at:end], None
    approx = quantity.approx
    if unit.word == "成":
        if quantity.value > 10 or quantity.is_bare:
            return None
        if text[end : end + 1] in set(_TENTHS_NOT_BEFORE) and not _TENTHS_OF.match(text, end):
            return None
        value, high, name = value * 10, None if high is None else high * 10, "%"
        tail = re.compile(rf"[0-9{DIGIT}](?![0-9{DIGIT}十百千万个家年月倍成分]|半)").match(text, end)
        if high is None and tail:
            part = parse(tail.group())
            value, end = value + (part.value if part else 0), tail.end()
        elif text.startswith("半", end):
            value, end = value + 5, end + 1
        if _FUZZ.match(text, end):
            end, approx = end + 1, "over"
    elif unit.word in {"%", "％"}:
        name = "%"
        if text[end : end + 1] == "多":
            end, approx = end + 1, "over"
    elif unit.canonical == "%":
        base = Base(value=unit.convert(value), high=None if high is None else unit.convert(high), unit="%")
    stop, after = read_after(text, end)
    return Draft(
        kind="percent",
        start=quantity.start,
        end=stop,
        rule="percent",
        value=value,
        high=high,
        unit=name,
        base=base,
        approx=after or approx,
    )


def build_discount(quantity: Quantity, context: Context) -> Draft | None:
    """9折, 九五折, 75折: what is left to pay, in per cent."""
    text, end = context.text, quantity.end + 1
    if text[end : end + 1] in set(_FOLDS_NOT_BEFORE) or quantity.is_bare:
        return None
    value, high = _fold(quantity.token, quantity.value), quantity.high
    if value is None or (high is not None and high > 10):
        return None
    if high is not None:
        if _DIGITS.fullmatch(quantity.token):
            value, high = _fold(quantity.token, Decimal(11)), None
        else:
            high *= 10
    stop, after = read_after(text, end)
    return Draft(
        kind="percent", start=quantity.start, end=stop, rule="discount", value=value, high=high, unit="%", approx=after or quantity.approx
    )  # fmt: skip


def _fold(token: str, value: Decimal) -> Decimal | None:
    """The per cent of 折: 9折 90, 75折 and 七五折 75, 8.8折 88."""
    if _DIGITS.fullmatch(token):
        first, second = parse(token[0]), parse(token[1])
        return None if first is None or second is None else first.value * 10 + second.value
    if 0 < value < 10:
        return value * 10
    return value if 10 < value < 100 and token[0].isdigit() else None


def build_fraction(quantity: Quantity, context: Context) -> Draft | None:
    """百分之三, 千分之五, 三分之二: the number read so far stands before 分之."""
    text, at = context.text, quantity.end + len("分之")
    part = read_quantity(context, at) if at < len(text) and text[at] in _BEGINNINGS else None
    if part is None and text.startswith(("负", "-"), at):
        part = read_quantity(context, at + 1)
    if part is None or text.startswith("决赛", part.end):
        return None
    share = _SHARES.get(quantity.token)
    value, high, end, approx = part.value, part.high, part.end, quantity.approx or part.approx
    unit, base = None, None
    if share is not None:
        unit, size = share
        if quantity.value < 0:  # 负百分之五
            value, high = -value, None if high is None else -high
        more = _MORE_PERCENT.match(text, end) if high is None and unit == "%" else None
        second = read_quantity(context, more.end()) if more else None
        if second is not None and second.value > value:
            high, end = second.value, second.end
        if (thousand := _THOUSAND.match(text, end)) is not None:
            value, end = value * 1000, thousand.end()
        if unit != "%":
            base = Base(value=value * size, high=None if high is None else high * size, unit="%")
        if unit == "‱":
            value, high, unit = value / 10_000, None if high is None else high / 10_000, None
    else:
        if not quantity.value or quantity.high is not None or high is not None:
            return None
        sign = -1 if quantity.value < 0 else 1
        exact = value / quantity.value
        exact = abs(exact) if text[part.number - 1] in "负-" and sign < 0 else exact
        value = exact.quantize(PLACES, context=EXACT)
        base = Base(value=exact * HUNDRED, unit="%") if quantity.token[-1] in "万亿" else None
    if _FUZZ.match(text, end) and share is not None:
        end, approx = end + 1, "over"
    stop, after = read_after(text, end)
    return Draft(
        kind="percent" if unit else "ratio",
        start=quantity.start,
        end=stop,
        rule="percent_words" if unit else "fraction",
        value=value,
        high=high,
        unit=unit,
        base=base,
        approx=after or approx,
    )


_BEGINNINGS = frozenset("0123456789" + CHARS)


# 一倍半; 两倍半径 is another word.
_AND_A_HALF = pattern(r"半(?=$|[，。；、！？）的以左多])")
HALF = Decimal("0.5")


def build_multiple(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | None:
    """3倍, 数十倍; 番 only after 翻."""
    text, end = context.text, at + len(unit.word)
    if unit.word == "番" or text[end : end + 1] in {"数", "率", "镜", "速"}:
        return None
    value, approx = quantity.value, quantity.approx
    if text[end : end + 1] in {"多", "余"}:
        end, approx = end + 1, "over"
    elif quantity.high is None and _AND_A_HALF.match(text, end):
        value, end = value + HALF, end + 1
    stop, after = read_after(text, end)
    return Draft(
        kind="ratio", start=quantity.start, end=stop, rule="multiple", value=value, high=quantity.high, unit=unit.word, approx=after or approx
    )  # fmt: skip


# 翻了近两番: the hedge stands inside.
_NEARLY: dict[str | None, Approx] = {
    "近": "under",
    "将近": "under",
    "约": "about",
    "超": "over",
    "逾": "over",
}


def _build_doubled(match: re.Match[str], context: Context) -> Draft | None:
    """翻一番 is twice as much, 翻两番 four times."""
    number = parse(match["n"]) if match["n"] else None
    if match["n"] and (number is None or number.value > 10 or number.value % 1):
        return None
    times = int(number.value) if number else 1
    start, hedge = _hedged(context, match.start())
    return Draft(
        kind="ratio",
        start=start,
        end=match.end(),
        rule="doubled",
        value=Decimal(2) ** times,
        unit="倍",
        approx="over" if match["more"] or match["after"] else _NEARLY.get(match["near"]) or hedge,
    )


def _build_half(match: re.Match[str], context: Context) -> Draft | None:
    """一半, 一半以上, 近一半."""
    text = context.text
    if text[match.start() - 1 : match.start()] in set("第十百千万每任") and match.start():
        return None
    quantity = Quantity(match.start(), match.start(), match.end(), "一半", Decimal("0.5"), None, None)
    start, hedge = _hedged(context, match.start())
    stop, after = read_after(text, match.end())
    return Draft(
        kind="ratio", start=start, end=stop, rule="half", value=quantity.value, approx=after or hedge
    )


def _hedged(context: Context, at: int) -> tuple[int, Approx | None]:
    start, hedge = read_hedge(context.text, at, "1")
    return start, hedge.approx if hedge else None


def _build_half_price(match: re.Match[str], context: Context) -> Draft:
    value = Decimal(5) if match.group().endswith("成") else Decimal(50)
    return Draft(
        kind="percent", start=match.start(), end=match.end(), rule="half_price", value=value, unit="%"
    )


_SCORE_WORDS = pattern(r"[胜负败平克擒赢输领先落后比分局战险力大以]|超前|[顶扳追打逼踢][成为平]")
_SCORE_REACH = 12


def _build_score(match: re.Match[str], context: Context) -> Find | None:
    """3∶1, 2比1: known as a score or a ratio, without a value; 9:30 may be a time."""
    text, mark = context.text, match["mark"]
    if mark in ":：" and not _SCORE_WORDS.search(text, max(0, match.start() - _SCORE_REACH), match.end() + 4):
        return None
    if match.start() and text[match.start() - 1] in "0123456789." + CHARS:
        return None
    return Draft(kind="ratio", start=match.start(), end=match.end(), rule="score")


def _is_reducible(low: Decimal, high: Decimal) -> bool:
    """5/20 and 2/28 are days, or written so for another reason: a fraction is told in its lowest terms, or of a hundred."""
    return low > 1 and high != 100 and gcd(int(low), int(high)) > 1


def _build_slash(match: re.Match[str], context: Context) -> Find | None:
    """约1/3: a fraction in figures; 5/12 of a date or 24/7 are none."""
    low, high = Decimal(match["n"]), Decimal(match["d"])
    whole = Decimal(match["w"] or 0)
    if high and _is_reducible(low, high):
        return Refusal(match.start(), match.end(), "slash", "a day or a label, no fraction")
    if (
        not high
        or (low >= high and not match["w"] and not stands_alone(context.text, match.start(), match.end()))
        or high > 1000
    ):
        return None
    start, approx = _hedged(context, match.start())
    stop, after = read_after(context.text, match.end())
    return Draft(
        kind="ratio", start=start, end=stop, rule="fraction", value=(whole + low / high).quantize(PLACES, context=EXACT), approx=after or approx
    )  # fmt: skip


_SMALL = rf"(?:[0-9]{{1,3}}(?:\.[0-9]+)?|[{DIGIT}十]{{1,3}})"
RULES: tuple[Rule, ...] = (
    Rule("doubled", "翻", rf"翻(?:了|上)?(?P<near>近|将近|约|超|逾)?(?:(?P<n>{NUMERAL})(?P<more>多)?番(?P<after>多(?![种样个]))?|番(?!番)|了?一?倍(?![数率速]))", _build_doubled),
    Rule("half", "一", r"一半(?![天截路旬夜身])", _build_half),
    Rule("half_price", "对半對", r"(?:对折|半折|半成(?!品))", _build_half_price),
    Rule("score", "0123456789" + DIGIT + "十", rf"{_SMALL}\s?(?P<mark>[∶:：比])\s?(?:{_SMALL}\s?[∶:：比]\s?)?(?:[0-9]{{1,3}}(?:\.[0-9]+)?(?![0-9])|[{DIGIT}十]{{1,3}}(?![{DIGIT}十个]))(?![:：∶]|\s?[人家个名年月日倍万亿元%％])", _build_score),
    Rule("slash", "0123456789", r"(?<![0-9./A-Za-z])(?:(?P<w>[0-9]{1,3}) )?(?P<n>[0-9]{1,3})/(?P<d>[0-9]{1,4})(?![0-9./A-Za-z小日决℃°月页期号届季])", _build_slash),
)  # fmt: skip
