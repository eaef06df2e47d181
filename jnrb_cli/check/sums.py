"""Parts that do not add up to the total that is printed with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..models import Fact
from .amounts import amount, is_exact, step, unit_of
from .sheet import Mark, Passage, Sheet

_ADDITIVE = frozenset({"count", "money", "measure"})
# 金牌1名、银牌2名，共计3名: right before the total, which is of all that stands before it in the sentence.
_TOTAL_AFTER = re.compile(
    r"(?:[，,、](?:[两三四五][者项地类级])?(?:共计|合计|总计|总共|一共|共)|共计|合计|总计|总共|一共)(?:有|为|达)?$"
)
# 共评出20个，其中一等奖2个、…: opens the parts of a total that stands before.
_PARTS = re.compile(
    r"^[^，。；！？、0-9]{0,12}[，,：:（(](?P<how>其中|包括|分别为|分别是|分为|即)(?:有|为|是|：)?"
)
# What stands between two parts of one row.
_ROW = re.compile(r"^[^，。；！？、]{0,10}(?:[、，,；;]|和|及|以及|与)[^，。；！？、]{0,14}$")
_LEAD = re.compile(r"^[^，。；！？、]{0,14}$")
# A row in which these stand is more than a row: parts of parts, another time's figures, other words for the same.
_OTHER = re.compile(
    r"其中|累计|同比|环比|比|较|去年|上年|此前|原有|原来|增|减|剩|另|还|超|约|近|达到|每|平均|人均|或|至|到|分别|各|奖励|补助|补贴|标准|单价"
)
_SENTENCE = re.compile(r"[。！？；!?\n]")
# How far back the sentence of a total may have begun.
_REACH = 200
# Parts that leave nothing over: with the last of each, 其中 gives them all.
_WHOLE = (("男", "女"), ("一等奖", "二等奖", "三等奖"), ("金", "银", "铜"))


# 清淤、加固、绿化等两项: of no more than nine, since longer lists are told in part. What stands in brackets or quotes
# may be a list of its own; 三省一市 counts in two.
_LIST = re.compile(
    r"(?P<list>[^，。；：！？（）()“”《》、]{1,16}(?:、[^，。；：！？（）()“”《》、]{1,16}){1,12}?)等(?P<n>[2-9]|[两二三四五六七八九])[个名位家项地省市县区国人部座所类种条方](?![0-9一二两三四五六七八九])"
)
_UNEVEN = 1
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def find_long_lists(sheet: Sheet) -> Iterator[Mark]:
    """Lists of more members than the number behind them says."""
    for passage in sheet.printed:
        for match, start, end in passage.search(_LIST):
            _, *members = match["list"].split("、")
            number = _DIGITS.get(match["n"]) or int(match["n"])
            lengths = [len(member) for member in members]
            # 在北村、柳湾推进清淤、加固等两项 are two lists: members of one are about as long as each other.
            if len(members) + 1 > number and max(lengths) - min(lengths) <= _UNEVEN:
                yield Mark(passage, start, end, f"{len(members) + 1} are listed")


def find_wrong_sums(sheet: Sheet) -> Iterator[Mark]:
    """Totals that are not the sum of their parts, and parts that are more than their total."""
    for passage in sheet.printed:
        facts = [fact for fact in passage.facts if fact.kind != "date"]
        for number, fact in enumerate(facts):
            if fact.kind in _ADDITIVE and is_exact(fact):
                yield from _check_before(passage, facts, number)
                yield from _check_behind(passage, facts, number)


def _sum_of(parts: Sequence[Fact]) -> Decimal:
    return sum((amount(part)[0] for part in parts), start=Decimal(0))


def _fits(total: Decimal, parts: Sequence[Fact], sum_: Decimal) -> bool:
    """Equal, but for what rounding of the parts may come to: half of a last place each."""
    return abs(total - sum_) <= sum((step(part) for part in parts), Decimal(0)) / 2


def _check_before(passage: Passage, facts: list[Fact], number: int) -> Iterator[Mark]:
    """The parts stand before their total: 金牌1名、银牌2名，共计3名."""
    total = facts[number]
    text = passage.text
    lead = _TOTAL_AFTER.search(text, max(0, total.start - 8), total.start)
    if lead is None:
        return
    parts: list[Fact] = []
    behind = lead.start()
    for part in reversed(facts[:number]):
        between = text[part.end : behind]
        row = _ROW if parts else _LEAD
        if amount(part)[1] != amount(total)[1] or not row.match(between) or _OTHER.search(between):
            break
        if not is_exact(part):
            return
        parts.append(part)
        behind = part.start
    before = re.split(_SENTENCE, text[max(0, behind - _REACH) : behind])[-1]
    if (
        len(parts) < 2
        or _OTHER.search(before)
        or any(fact.start >= behind - len(before) for fact in facts[: number - len(parts)])
    ):
        return
    sum_ = _sum_of(parts)
    if not _fits(amount(total)[0], [*parts, total], sum_):
        yield Mark(passage, parts[-1].start, total.end, f"the parts come to {_plain(sum_, total)}")


def _check_behind(passage: Passage, facts: list[Fact], number: int) -> Iterator[Mark]:
    """The parts stand behind their total: 20个，其中一等奖2个、二等奖6个、三等奖12个."""
    total = facts[number]
    text = passage.text
    lead = _PARTS.match(text[total.end : total.end + 24])
    if lead is None or _ends_row(passage, facts, number):
        return
    stop = _SENTENCE.search(text, total.end)
    end = stop.start() if stop else len(text)
    parts: list[Fact] = []
    at = total.end + lead.end()
    for part in facts[number + 1 :]:
        between = text[at : part.start]
        row = _ROW if parts else _LEAD
        if (
            part.end > end
            or amount(part)[1] != amount(total)[1]
            or not row.match(between)
            or _OTHER.search(between)
        ):
            break
        if not is_exact(part):
            return
        parts.append(part)
        at = part.end
    if not parts:
        return
    whole, sum_ = amount(total)[0], _sum_of(parts)
    words = text[total.end + lead.start("how") : at]
    span = (total.start, parts[-1].end)
    greater = next((part for part in parts if amount(part)[0] > whole), None)
    if greater is not None:
        yield Mark(passage, *span, f"a part, {greater.text}, is more than the whole, {total.text}")
    elif _is_all(lead["how"], words, parts) and not _fits(whole, [*parts, total], sum_):
        yield Mark(passage, *span, f"the parts come to {_plain(sum_, total)}")


def _ends_row(passage: Passage, facts: list[Fact], number: int) -> bool:
    """Whether a figure is the last of several: what 其中 names behind it is of them all."""
    if not number or amount(facts[number - 1])[1] != amount(facts[number])[1]:
        return False
    between = passage.text[facts[number - 1].end : facts[number].start]
    return _SENTENCE.search(between) is None and any(mark in between for mark in "、，和及与")


def _is_all(how: str, words: str, parts: list[Fact]) -> bool:
    """Whether the parts are all there are."""
    if any(len(parts) == len(row) and all(word in words for word in row) for row in _WHOLE):
        return True
    return how in ("分别为", "分别是", "分为") and len(parts) > 1


def _plain(sum_: Decimal, total: Fact) -> str:
    return f"{(sum_ / unit_of(total)).normalize():f}{total.unit or ''}"
