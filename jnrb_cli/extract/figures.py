"""From a number to its figure: what follows the number decides the kind, and the kind's own module builds it."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from ..patterns import ORIGIN, pattern
from . import powers
from .bare_numbers import GREATER, POINTING, build_bare, build_number
from .counts import build_count, is_counted_one
from .engine import Context, Draft, Find, Refusal, Rule
from .measures import build_measure
from .money import build_foreign, build_money
from .numerals import CHARS, FIRST
from .percents import build_discount, build_fraction, build_multiple, build_percent
from .quantities import Quantity, inherit_size, read_quantity, stands_alone
from .set_phrases import is_inside_word
from .vocabulary import Unit, vocabulary

_RANGE = pattern(r"\s?(?:[-‐‑–—―~∼〜～－]{1,2}|至|到)\s?")
# 从A到B are two figures: where it was and where it is.
_FROM = pattern(rf"{ORIGIN}[^，。；：！？]{{0,12}}$")
# -15℃至-12℃, 零下15℃至零下8℃.
_SIGN = pattern(r"(?P<sign>零[下上]|负|[-−－])(?=[0-9一二三四五六七八九十])")
_BOUND = pattern(r"(?P<low>以上)?[，、]?\s?")
_FORMULA_BEFORE = frozenset("+×@#_&=^")
_NO_FIGURE_AFTER = pattern(
    r"\s?(?:热线|服务热线|[+×^]\s?[0-9N]|·[0-9]|号(?!召)|[A-Za-z]{2,})|[A-Z](?![A-Za-z]|$)"
)
_HOTLINE = pattern(r"[^，。；0-9]{0,8}(?:热线|平台|专线)")


def _build(match: re.Match[str], context: Context) -> Find | list[Find] | None:
    text, at = context.text, match.start()
    if text[at] in CHARS and is_inside_word(text, at):
        return None
    if text[at] == "一" and (article := _read_article(text, at)) is not None:
        return article
    if _is_lone(text, at):
        return None
    quantity = read_quantity(context, at)
    if quantity is None or _is_formula(quantity, text):
        return None
    return _build_quantity(quantity, context)


def _is_lone(text: str, at: int) -> bool:
    """Whether one Chinese digit stands between two words, with no unit behind it: 一体化, 三月三庙会."""
    following = text[at + 1 : at + 2]
    return (
        text[at] in CHARS
        and following.isalpha()
        and following not in _GOES_ON
        and text[at - 1 : at].isalpha()
        and text[max(0, at - 2) : at] not in POINTING
        and not vocabulary().units_at(text, at + 1)
    )


def _read_article(text: str, at: int) -> Refusal | None:
    """一个, 一批: by far the most frequent of all numerals, so it is not read further."""
    units = vocabulary().units_at(text, at + 1)
    if (
        not units
        or text[at + 1] in CHARS
        or text[at + 1] == "折"
        or any(unit.kind not in {"count", "noun"} for unit in units)
    ):
        return None
    if at and (text[at - 1] in FIRST or text[at - 1] == "第"):
        return None
    if is_counted_one(text, at):
        return None
    return Refusal(at, at + 1 + len(units[0].word), "count", "一 is an article here")


def _is_formula(quantity: Quantity, text: str) -> bool:
    """2+26, 4×100, 12345热线, 22号, 5G: a number that names something."""
    before = text[quantity.number - 1 : quantity.number]
    if before and before in _FORMULA_BEFORE:
        return True
    if len(quantity.token) == 5 and _HOTLINE.match(text, quantity.end):
        return True
    found = _NO_FIGURE_AFTER.match(text, quantity.end)
    if found is None:
        return False
    return not (
        found.group().isascii() and vocabulary().units_at(text, quantity.end + (found.group()[0] == " "))
    )


def _build_quantity(quantity: Quantity, context: Context) -> Find | list[Find] | None:
    text = context.text
    if text.startswith("分之", quantity.end):
        return build_fraction(quantity, context)
    if text.startswith("又", quantity.end):
        return _build_mixed(quantity, context)
    if text.startswith("折", quantity.end) and not _is_of_acts(quantity, text):
        return build_discount(quantity, context)
    at = quantity.end
    more = text[at : at + 1] == "+" and quantity.value >= _LEAST_MORE
    if more or text[at : at + 1] == " ":
        at += 1
    if more:  # 100+场活动
        quantity = replace(quantity, approx="over")
    refusals: list[Find] = []
    for unit in vocabulary().units_at(text, at):
        if at > quantity.end and unit.word[0].isascii() == more:
            continue
        if unit.word == "次" and text.startswith("方", at + 1):
            return _build_raised(at, context)
        found = _build_kind(quantity, unit, at, context)
        if isinstance(found, Draft):
            return _join_range(found, quantity, unit, at, context)
        if found is not None:
            refusals.append(found)
    if refusals:
        unitless = build_bare(quantity, context) if GREATER.search(quantity.token) else None
        return [unitless] if unitless is not None else refusals
    found = build_foreign(quantity, context) or _build_shared(quantity, context)
    return found or _close_bound(build_bare(quantity, context), context)


def _build_shared(quantity: Quantity, context: Context) -> Draft | None:
    """分别提高3.9、4.9个百分点: the last of several numbers has the unit of all."""
    text, at = context.text, quantity.end
    if text[at : at + 1] not in _LISTING or quantity.high is not None or not quantity.token[0].isdigit():
        return None
    if not _EACH.search(text, max(0, quantity.start - _EACH_REACH), quantity.start):
        return None
    last = quantity
    while text[last.end : last.end + 1] in _LISTING and text[last.end + 1 : last.end + 2].isdigit():
        follower = read_quantity(context, last.end + 1)
        if follower is None:
            return None
        last = follower
    units = (
        []
        if last is quantity
        else [unit for unit in vocabulary().units_at(text, last.end) if unit.kind in _SHARED]
    )
    value = inherit_size(quantity.token, quantity.value, last.token, last.value) if units else quantity.value
    found = _build_kind(replace(quantity, value=value), units[0], last.end, context) if units else None
    return replace(found, end=at, approx=quantity.approx, rule="shared") if isinstance(found, Draft) else None


_LISTING = frozenset("、和与")
_EACH = pattern(r"分别[^，。；：]*$")
_EACH_REACH = 24
_SHARED = frozenset({"percent", "money", "measure", "count"})


def _build_kind(quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft | Refusal | None:
    if unit.kind == "measure":
        return build_measure(quantity, unit, at, context)
    if unit.kind == "money":
        return build_money(quantity, unit, at, context)
    if unit.kind == "percent":
        return build_percent(quantity, unit, at, context)
    if unit.kind == "ratio":
        return build_multiple(quantity, unit, at, context)
    return build_count(quantity, unit, at, context)


# 3+场 and 1+人 are names made like sums.
_LEAST_MORE = 10
# 折子戏14折: acts of a play, no discount.
_OF_ACTS = ("折子戏", "剧目", "昆剧", "昆曲")


def _is_of_acts(quantity: Quantity, text: str) -> bool:
    return text.endswith(_OF_ACTS, 0, quantity.start)


def _build_mixed(quantity: Quantity, context: Context) -> Draft | None:
    """三又二分之一."""
    part = (
        read_quantity(context, quantity.end + 1)
        if context.text[quantity.end + 1 : quantity.end + 2] in set(FIRST)
        else None
    )
    if part is None or not context.text.startswith("分之", part.end):
        return None
    fraction = build_fraction(part, context)
    if fraction is None or fraction.value is None:
        return None
    sign = -1 if quantity.value < 0 else 1
    return replace(
        fraction,
        start=quantity.start,
        value=quantity.value + sign * fraction.value,
        kind="ratio",
        unit=None,
        base=None,
    )


def _join_range(draft: Draft, quantity: Quantity, unit: Unit, at: int, context: Context) -> Draft:
    """5000元到8000元, 10%—20%, 3亩以上5亩以下: a range whose unit is said twice."""
    text = context.text
    if draft.high is not None or draft.value is None or draft.unit is None:
        return draft
    bound = draft.approx == "at_least" and text[: draft.end].endswith("以上")
    join = _BOUND.match(text, draft.end) if bound else _RANGE.match(text, draft.end)
    if join is None or join.end() >= len(text):
        return draft
    if (
        not bound
        and join.group().strip() in {"至", "到"}
        and _FROM.search(text, max(0, draft.start - 14), draft.start)
    ):
        return draft
    begin = join.end()
    signed = _SIGN.match(text, begin)
    if signed is not None:
        begin = signed.end()
    elif text[begin] not in _BEGINNINGS:
        return draft
    second = read_quantity(Context("\x00" * begin + text[begin:], context.printed), begin)
    if second is None or second.high is not None:
        return draft
    if signed is not None and signed["sign"] != "零上":
        second = replace(second, value=-second.value)
    if not text.startswith(unit.word, second.end):
        return draft
    other = _build_kind(second, unit, second.end, context)
    if (
        not isinstance(other, Draft)
        or other.value is None
        or other.value <= draft.value
        or other.unit != draft.unit
    ):
        return draft
    if bound and other.approx != "at_most":
        return draft
    base = draft.base
    if base is not None and other.base is not None:
        base = replace(base, high=other.base.value)
    approx = (None if bound else other.approx) or (None if bound else draft.approx)
    return replace(
        draft, end=other.end, high=other.value, base=base, approx=approx, rule=draft.rule + "_range"
    )


def _close_bound(draft: Draft | None, context: Context) -> Draft | None:
    """指数在3000以上、3100以下: a range of bare numbers between two bounds."""
    text = context.text
    if draft is None or draft.approx != "at_least" or not text.endswith("以上", 0, draft.end):
        return draft
    join = _BOUND.match(text, draft.end)
    second = (
        read_quantity(context, join.end())
        if join and text[join.end() : join.end() + 1] in _BEGINNINGS
        else None
    )
    if second is None or second.high is not None or draft.value is None or second.value <= draft.value:
        return draft
    if not text.startswith("以下", second.end):
        return draft
    return replace(draft, end=second.end + 2, high=second.value, approx=None, rule="number_range")


_BEGINNINGS = frozenset(FIRST)
# What a numeral of one character may go on with: more of itself, a range, a fraction, a hedge.
_GOES_ON = frozenset(CHARS + "0123456789点几余多来数个至到分又折左上下前有出开及或以之封和与的且并")


_SIZES = {"k": 3, "K": 3, "M": 6, "G": 9}


def _build_typed(match: re.Match[str], context: Context) -> Draft | None:
    """A number as a keyboard writes it, alone in its sentence: .5, -1e1, 1.2M."""
    if not stands_alone(context.text, match.start(), match.end()):
        return None
    value = Decimal(match["n"].replace(",", "")).scaleb(_SIZES.get(match["size"] or "", 0))
    sign = -1 if match["sign"] else 1
    return Draft(kind="number", start=match.start(), end=match.end(), rule="number_typed", value=sign * value)


def _build_power(match: re.Match[str], context: Context) -> Draft | None:
    return _build_raised(match.start(), context)


def _build_raised(mark: int, context: Context) -> Draft | None:
    """3.2×10^5吨: a power counts or measures like any number, and is one by itself too."""
    quantity = powers.read_power(context.text, mark)
    if quantity is None:
        return None
    found = _build_quantity(quantity, context)
    return found if isinstance(found, Draft) else build_number(quantity, quantity.end, quantity.approx)


def _build_fifty(match: re.Match[str], context: Context) -> Draft:
    return Draft(kind="number", start=match.start(), end=match.end(), rule="number_fifty", value=Decimal(50))


RULES: tuple[Rule, ...] = (
    Rule("number_typed", "0123456789.-−", r"(?:(?<=[\s。！？；\n])|(?<![\s\S]))(?P<sign>[-−]?)\s?(?P<n>(?:[0-9][0-9,]*)?\.?[0-9]+(?:e[+-]?[0-9]{1,3})?)\s?(?P<size>[kKMG]?)(?![0-9A-Za-z])", _build_typed),
    Rule("number_fifty", "半", r"(?<![过近满])半百", _build_fifty),
    Rule("number_power", powers.FIRST, powers.PATTERN, _build_power),
    Rule("figure", FIRST, "", _build),
)  # fmt: skip
