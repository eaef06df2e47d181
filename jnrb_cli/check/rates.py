"""Percentages and multiples that do not fit the figures they come from, or anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..models import Fact
from .amounts import amount, is_exact, step
from .sheet import Mark, Passage, Sheet

# 由100个增加到120个，增长20%: nothing of another thing, or of another time, may stand between.
_BY = re.compile(
    r"[，,]?(?:增长|增加|提高|提升|上升|上涨|增幅|涨幅|下降|降低|减少|压缩|压减|缩减|缩短|下跌|降幅|减幅|跌幅)(?:了|达到?|为)?$"
)
# 500人，其中女性200人，占40%.
_OF_WHICH = re.compile(r"[，,（(]其中[^，。；！？]{1,14}$")
_SHARE = re.compile(r"[，,]?(?:占比|占总数|占总量|占)(?:的|达到?|为)?$")
# A fall of more than all, and a fall told in multiples. Profits may fall below nothing; an image is made 10 times smaller.
_FALLS = re.compile(r"(?:下降|减少|降低|下跌|缩短|压缩|压减|减)(?:了|至少|超过|近|约|达)*$")
_BELOW_NOTHING = re.compile(r"利润|盈利|净利|收益|赤字|增速|余额|差额|顺差|逆差")
_RATES = re.compile(
    r"(?:合格率|及格率|覆盖率|普及率|满意率|满意度|好评率|达标率|成功率|成活率|存活率|知晓率|参与率|办结率|按时率|及时率|准确率|识字率|治愈率|绿化率|录取率|处置率|处理率|整改率|回复率|通过率|签约率|落实率|优良率|完好率)"
    r"(?:均|都|已|也|再次)?(?:达到?|为|是|高达|保持在|提升至|提高到|超过?|约|近)*$"
)
_REACH = 16
# 开工71个，开工率52.2%: the share is named after what was done.
_NAMED_RATE = re.compile(r"[，,、（(](?P<doing>[一-鿿]{2})率(?:为|达到?|是)?")
# Among how many figures before the part the whole is looked for.
_WHOLES = 5


def find_wrong_rates(sheet: Sheet) -> Iterator[Mark]:
    """Percentages that do not follow from the figures beside them."""
    for passage in sheet.printed:
        facts = [fact for fact in passage.facts if fact.kind != "date"]
        for first, second, rate in zip(facts, facts[1:], facts[2:], strict=False):
            told = rate.kind in ("percent", "ratio") and rate.approx is None and rate.high is None
            if told and rate.value is not None:
                yield from _check_change(passage, first, second, rate)
                yield from _check_points(passage, first, second, rate)
                yield from _check_share(passage, first, second, rate)
        for number, rate in enumerate(facts):
            if rate.unit == "%" and is_exact(rate):
                yield from _check_named_rate(passage, facts[:number], rate)


def _check_change(passage: Passage, low: Fact, high: Fact, rate: Fact) -> Iterator[Mark]:
    """由100个增加到120个，增长20%."""
    change = high.change
    if change is None or change.from_ is None or change.from_ != low.value or change.from_ <= 0:
        return
    if any(one.approx is not None or one.high is not None or one.unit == "%" for one in (low, high)):
        return
    if rate.change is None or rate.unit not in ("%", "倍") or rate.value is None:
        return
    if not _BY.match(passage.text[high.end : rate.start]):
        return
    told = rate.value * (100 if rate.unit == "倍" else 1)
    rates = _rates_between(low, high)
    if not min(rates) - _place(rate) <= told <= max(rates) + _place(rate):
        share = abs(amount(high)[0] / amount(low)[0] - 1)
        yield Mark(passage, low.start, rate.end, f"{low.text} to {high.text} is {_percent(share)}")


def _check_points(passage: Passage, low: Fact, high: Fact, points: Fact) -> Iterator[Mark]:
    """从54%升到88.6%，提高34.6个百分点."""
    if high.change is None or high.change.from_ is None or high.change.from_ != low.value:
        return
    if points.unit != "个百分点" or points.value is None or points.change is None:
        return
    if any(one.unit != "%" or one.approx is not None or one.high is not None for one in (low, high)):
        return
    if high.value is None or low.value is None or not _BY.match(passage.text[high.end : points.start]):
        return
    told = abs(high.value - low.value)
    if abs(told - points.value) > _place(points):
        yield Mark(
            passage, low.start, points.end, f"{low.text} to {high.text} is {told.normalize():f}个百分点"
        )


def _check_named_rate(passage: Passage, before: list[Fact], rate: Fact) -> Iterator[Mark]:
    """收到来信300封，办结282封，办结率94%: of any figure of the unit that stands a little before."""
    text = passage.text
    if not before or rate.value is None or not is_exact(before[-1]):
        return
    part = before[-1]
    named = _NAMED_RATE.match(text, part.end, rate.start)
    if named is None or named.end() != rate.start:
        return
    doing = re.compile(named["doing"] + "了?$")
    if not doing.search(text, max(0, part.start - _REACH), part.start):
        return
    wholes = [one for one in before[-_WHOLES:-1] if one.unit == part.unit and one.kind == part.kind]
    if not wholes or not all(is_exact(one) and amount(one)[0] >= amount(part)[0] > 0 for one in wholes):
        return
    shares = [amount(part)[0] / amount(one)[0] * 100 for one in wholes]
    shares.insert(0, amount(part)[0] / sum(amount(one)[0] for one in wholes) * 100)  # 新收300件、旧存290件
    if all(abs(share - rate.value) > _place(rate) for share in shares):
        whole = wholes[-1]
        yield Mark(
            passage, part.start, rate.end, f"{part.text} of {whole.text} is {_percent(shares[-1] / 100)}"
        )


def _rates_between(low: Fact, high: Fact) -> list[Decimal]:
    """By how many per cent the one is from the other, as far as rounding may have moved both."""
    first, last = amount(low)[0], amount(high)[0]
    starts = [start for sign in (-1, 1) if (start := first + sign * _half(low)) > 0]
    ends = [last + sign * _half(high) for sign in (-1, 1)]
    return [abs(end / start - 1) * 100 for start in starts for end in ends]


def _check_share(passage: Passage, whole: Fact, part: Fact, rate: Fact) -> Iterator[Mark]:
    text = passage.text
    if rate.unit != "%" or rate.value is None or not (is_exact(whole) and is_exact(part)):
        return
    if amount(whole)[1] != amount(part)[1] or whole.kind != part.kind or not amount(whole)[0]:
        return
    if not _SHARE.match(text[part.end : rate.start]) or not _OF_WHICH.search(text[whole.end : part.start]):
        return
    all_, some = amount(whole)[0], amount(part)[0]
    low, high = (
        (some - _half(part)) / (all_ + _half(whole)),
        (some + _half(part)) / max(all_ - _half(whole), Decimal(1)),
    )
    if not low * 100 - _place(rate) <= rate.value <= high * 100 + _place(rate):
        yield Mark(passage, whole.start, rate.end, f"{part.text} of {whole.text} is {_percent(some / all_)}")


def _half(fact: Fact) -> Decimal:
    """Half of the worth of a figure's last place: what rounding may have taken or added."""
    return step(fact) / 2


def _place(rate: Fact) -> Decimal:
    """What a rate may be off: one in its last place, so that both ways of rounding are taken; of multiples half of it."""
    found = re.search(r"\.([0-9]+)", rate.text)
    return Decimal(1).scaleb(-len(found[1]) if found else 0) * (50 if rate.unit == "倍" else 1)


def _percent(share: Decimal) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + "%"


def find_impossible_rates(sheet: Sheet) -> Iterator[Mark]:
    """Falls by more than all there was, falls told in multiples, and shares above the whole."""
    for passage in sheet.printed:
        for fact in passage.facts:
            if fact.kind not in ("percent", "ratio") or fact.value is None:
                continue
            before = passage.text[max(0, fact.start - _REACH) : fact.start]
            if _FALLS.search(before) and not _BELOW_NOTHING.search(before):
                if fact.unit == "倍" and fact.change is not None and fact.change.by is not None:
                    yield Mark(
                        passage, fact.start, fact.end, "a fall told in multiples: by what share of it?"
                    )
                elif fact.unit == "%" and fact.value > 100:
                    yield Mark(passage, fact.start, fact.end, "a fall by more than all there was")
            elif fact.unit == "%" and fact.value > 100 and _RATES.search(before):
                yield Mark(passage, fact.start, fact.end, "more than the whole")
