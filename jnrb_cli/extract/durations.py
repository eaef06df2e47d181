"""Lengths of time: 7个小时, 两年半, 2分50秒, 近二十年, 三年以上七年以下."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from jnrb_cli.extract.dates.tables import alternatives
from jnrb_cli.extract.duration_guards import is_length, is_recent
from jnrb_cli.extract.engine import Context, Draft, Rule
from jnrb_cli.extract.numerals import CHARS, Numeral, parse, without_nought
from jnrb_cli.extract.quantities import read_hedge
from jnrb_cli.extract.time_units import NUMBER, Length, Part, TimeUnit, read_part, time_units
from jnrb_cli.extract.vocabulary import Hedge, vocabulary
from jnrb_cli.models import Approx, Base
from jnrb_cli.patterns import pattern

# Hedges that are none behind a length of time: 十年来, 三天前后, and those that the number itself takes in.
_NOT_AFTER = frozenset(["来", "前后", "多", "余", "有多", "起步", "起", "封顶", "之上", "之下"])
# Years to seconds, and one to spare.
_MOST_PARTS = 8
_RANKS = {"y": 31_556_952, "mo": 2_629_746, "s": 1, "-": 0}
_AND = pattern(r"(?P<and>[零又加])?\s?(?=[0-9半数几" + CHARS + "])")
_JOIN = pattern(r"\s?(?:至|到|—{1,2}|-|–|~|～|－)\s?")
_ENUMERATED = pattern(r"(?<=[0-9一二三四五六七八九])、(?=[0-9一二三四五六七八九十])")
_LOW = pattern(NUMBER)
_NIGHTS = pattern(r"(?<=[天日])(?:[一二两三四五六七八九十]|[0-9]{1,3})[夜晚]")
_NIGHT = frozenset({"晚", "夜"})
_MINUTES = pattern(r"(?P<n>[一二三四五]?十[一二三四五六七八九]?|[0-9]{1,2})分(?![之钟])")
_HUNDREDTHS = pattern(r"(?<=秒)(?:[0-9]{2}(?![0-9.])|[0-9](?=$|[，。；、！？）的夺获]))")
# 五年六个月至一年 does not begin at 六; 耗时10至15分钟 and 每年8至10天 begin at their number.
_COMPOUND_BEFORE = pattern(rf"[0-9半几{CHARS}]个?(?:年|月|天|小?时|分)$")


def _build(match: re.Match[str], context: Context) -> Draft | None:
    text, begin = context.text, match.start()
    first = read_part(text, begin)
    read = _read_range(text, begin, first) or (_read_single(text, begin, first) if first else None)
    if read is None:
        return None
    start, hedge = read_hedge(text, begin, text[begin : begin + 2])
    if hedge is None and text[begin : begin + 1] == "半" and text[begin - 1 : begin] == "大":
        start, hedge = begin - 1, Hedge("大", "over", "")
    length = replace(read, start=start, hedge=hedge)
    return _draft(length) if is_length(length) else None


@cache
def after_words() -> dict[str, Approx]:
    """The hedges that may stand behind a length of time or an age, and what they say."""
    return {word: hedge.approx for word, hedge in vocabulary().after.items() if word not in _NOT_AFTER}


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(list(after_words())))


def _read_single(text: str, begin: int, first: tuple[Part, int]) -> Length | None:
    """One amount, or several from the greater unit to the lesser."""
    parts, end, tied = [first[0]], first[1], False
    while len(parts) < _MOST_PARTS and (joint := _AND.match(text, end)):
        more = read_part(text, joint.end())
        if (
            more is None
            or more[0].unit in _NIGHT
            or (not joint["and"] and _is_share(parts[-1], more[0], text[begin : more[1]]))
        ):
            break
        tied = tied or joint["and"] in ("又", "加")
        parts.append(more[0])
        end = more[1]
    if not (tied or _falls(parts)) or text.startswith("一分一秒", begin):
        return None  # 十年八年 and 十天半个月 are turns of speech
    last = parts[-1]
    if last.unit in ("小时", "钟头", "个小时", "个钟头") and (minutes := _MINUTES.match(text, end)):
        number = parse(minutes["n"])
        if number:
            parts.append(Part(number.value, None, None, "分", time_units()["分"]))
            end = minutes.end()
    elif hundredths := _HUNDREDTHS.match(text, end):  # 10秒33, as timekeepers write
        parts[-1] = last._replace(value=last.value + Decimal(f"0.{hundredths.group()}"))
        end = hundredths.end()
    elif nights := _NIGHTS.match(text, end):
        end = nights.end()
    after = _after_pattern().match(text, end)
    return Length(
        text,
        begin,
        begin,
        after.end() if after else end,
        None,
        tuple(parts),
        after=after.group() if after else "",
    )


def _falls(parts: list[Part]) -> bool:
    return all(one > other for one, other in itertools.pairwise(map(_rank, parts)))


def _rank(part: Part) -> Decimal:
    return _RANKS[part.known.base or "-"] * part.known.size


# 30 of a month's days and 365 of a year's fill it, as 24 hours do a day; 55 minutes do not fill their hour.
_FULL = Decimal("0.9")
_A_DAY = pattern(r"一天|一个?(?:周|星期|月)(?=[0-9])|一年(?=[0-9])")


def _is_share(whole: Part, part: Part, text: str) -> bool:
    """Whether a second length is how much of the first is meant, or what it is made of: 一天24小时, 一年365天, 一天八小时."""
    if _A_DAY.match(text) and whole.value == 1:
        return True
    filled = part.value * _rank(part) / _rank(whole) if _rank(whole) else Decimal(0)
    return filled >= (1 if whole.known.base == part.known.base else _FULL) and _rank(whole) > _rank(part)


def _read_range(text: str, begin: int, first: tuple[Part, int] | None) -> Length | None:
    """8至10年, 三年以上七年以下, 三、四年: two numbers of one unit."""
    bounded = False
    if first:
        low: Numeral | None = Numeral(first[0].value, first[0].high)
        bounded = text.startswith("以上", first[1])
        joint = first[1] + 2 if bounded else _end(_JOIN.match(text, first[1]))
    else:
        number = _LOW.match(text, begin)
        low = parse(number.group()) if number else None
        joint = (
            _end(_JOIN.match(text, number.end()) or _ENUMERATED.match(text, number.end())) if number else None
        )
    second = read_part(text, joint) if joint is not None else None
    if (
        not second
        or low is None
        or low.high is not None
        or _COMPOUND_BEFORE.search(text, max(0, begin - 4), begin)
    ):
        return None
    last, end = second
    if (
        last.high is not None
        or low.value == last.value
        or (first and first[0].unit.lstrip("个") != last.unit.lstrip("个"))
    ):
        return None
    if joint is not None and text[joint - 1] == "、" and last.value - low.value != 1:
        return None
    after = _after_pattern().match(text, end)
    said = after.group() if after and not bounded else ""
    return Length(text, begin, begin, after.end() if after else end, None, (last,), low, said)


def _end(match: re.Match[str] | None) -> int | None:
    return match.end() if match else None


def _draft(length: Length) -> Draft:
    parts, last = length.parts, length.parts[-1]
    recent = length.hedge is not None and length.hedge.word == "近" and is_recent(length)
    approx: Approx | None = after_words()[length.after] if length.after else None
    if approx is None and length.hedge and not recent:
        approx = length.hedge.approx
    approx = approx or next((part.approx for part in parts if part.approx), None)
    if length.low:
        # 距今3.6万—1万年 counts back: the lower end stands second.
        value: Decimal | None = min(length.low.value, last.value)
        high: Decimal | None = max(length.low.value, last.value)
    else:
        value, high = _sum(parts)
    return Draft(
        kind="duration", start=length.begin if recent else length.start, end=length.end,
        rule="duration_range" if length.low else "duration",
        value=value, high=high, unit=last.unit, base=_base(value, high, last.known), approx=approx,
    )  # fmt: skip


def _sum(parts: tuple[Part, ...]) -> tuple[Decimal | None, Decimal | None]:
    """A compound in its smallest unit; null where years and months would have to be made days."""
    last = parts[-1].known
    if len(parts) == 1:
        return parts[0].value, parts[0].high
    total = Decimal(0)
    for part in parts:
        unit = part.known
        if unit.base is not None and unit.base == last.base:
            total += part.value * unit.size / last.size
        elif unit.base == "y" and last.base == "mo":
            total += part.value * unit.size * 12 / last.size
        else:
            return None, None
    return total, None


def _base(value: Decimal | None, high: Decimal | None, unit: TimeUnit) -> Base | None:
    if unit.base is None or value is None:
        return None
    top = None if high is None else without_nought(high * unit.size)
    return Base(value=without_nought(value * unit.size), high=top, unit=unit.base)


@cache
def duration_rules() -> tuple[Rule, ...]:
    """The rules of kind duration."""
    first = "0123456789" + CHARS + "半数几个分"
    follow = "".join(dict.fromkeys(name[0] for name in time_units())) + "个半多余至到—–~～－、-"
    number = rf"(?:[0-9][0-9.,]{{0,20}}[余多来几]?[十百千万亿0-9]{{0,9}}|[半数几个分{CHARS}][{CHARS}余多来几点]{{0,20}})"
    return (Rule("duration", first, rf"(?={number}\s?[{follow}])", _build),)
