"""Chinese and Arabic numerals: the patterns that find them and the one parser that reads them.

Texts are taken in normal form (text.fold, and simplified characters for those that write numbers). What stands
around a number, its hedge and its unit, is left to others; 几, 数, 余, 多 and 来 inside it are its own.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..models import Approx
from ..patterns import pattern

# Sources for patterns of others. In all of them only the number itself is matched, no blanks around it.
DIGIT = "零〇○一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖"
TEN = "十百千拾佰仟廿卅卌"
GREAT = "万亿兆"
CHARS = DIGIT + TEN + GREAT
FIRST = "0123456789" + CHARS
# 17,286 and 17 286; where blanks part the thousands, nothing but a whole number of three may follow.
ARABIC = (
    r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![ 0-9])|[0-9]+)(?:\.[0-9]+)?"
)
# 3万4000, 1万2,600, 13万2, 1亿2000万, 6亿4千万, 5万4千6百, 1千零20, 20多万, 300余, 12k个
MIXED = (
    rf"{ARABIC}(?:k(?![A-Za-z0-9/])|K(?=个|左右|$)|[余多来几]?[{TEN}{GREAT}]+"
    rf"(?:零?(?:[0-9]{{1,4}}|[0-9],[0-9]{{3}})(?:[千百十][余多]?万|[千百十万])(?![{GREAT}克瓦帕伏]))*"
    rf"(?:零[0-9]{{1,4}}(?![0-9.])|(?<=[万亿])(?:[0-9]{{3,4}}|[0-9],[0-9]{{3}}(?!,))(?![0-9.年])|(?<=[百千万亿])[0-9](?![0-9.])|零?[{DIGIT}][{CHARS}]*)?"
    rf"(?:(?<=[万亿])[余多][{GREAT}]+)?|点(?:[{DIGIT}]+(?![{TEN}分刻])|[0-9](?![0-9分刻])))?"
)
# 数十, 几百万, 十几, 三十几, 二百余万, 一千多
LOOSE = rf"(?:[数几](?=[{TEN}{GREAT}]))?[{CHARS}]+(?:[余多来几][{TEN}{GREAT}]+)*(?:点(?:[{DIGIT}]+[{GREAT}]*|[0-9]+))?"
EXACT = rf"(?:{MIXED}|{LOOSE})(?:[余多来几]|(?<=十)数(?!字|据|学|目|值|码|量|控))?"
# The same for patterns that go on with a unit: whatever a numeral may be made of, `parse` says whether it is one.
# Two sets in place of twenty: sets of scattered characters are what takes `re` its time to compile.
NUMERAL = rf"(?:[0-9{CHARS}]|[数几](?=[{CHARS}]))(?:[0-9{CHARS}余多来几点]|[.,，](?=[0-9]))*"

_VALUE = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    char: index for index, char in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
_VALUE |= {"两": 2, "俩": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SHORT = {"廿": 20, "卅": 30, "卌": 40}
_GREAT = (("兆", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_GREAT_CHARS = frozenset("万亿兆")
_FUZZ = "余多来几数"
_PLAIN = pattern(r"[0-9][0-9,，]*(?:\.[0-9]+)?")


# 10^16 less one is written with 31 characters; with more digits than 20 before its 万 or 亿 nothing is counted.
_LONGEST = 40
_MOST_DIGITS = 20


class Numeral(NamedTuple):
    """What a numeral says: 三四十 is 30 with high 40, 数十 is 10 and over."""

    value: Decimal
    high: Decimal | None = None
    approx: Approx | None = None


# The same few numerals are read over and over; a page has some hundreds of them.
@lru_cache(maxsize=1024)
def parse(token: str) -> Numeral | None:
    """The number that a whole token writes, or None where it writes none.

    >>> parse("一万五千亿").value, parse("3万4000").value, parse("13万2").value
    (Decimal('1500000000000'), Decimal('34000'), Decimal('132000'))
    >>> parse("三十几"), parse("两三百").high
    (Numeral(value=Decimal('30'), high=None, approx='over'), Decimal('300'))
    """
    if token.isascii() and token.isdigit():
        return Numeral(Decimal(token))
    token = token.replace(" ", "")
    if _PLAIN.fullmatch(token):
        return Numeral(Decimal(token.replace(",", "").replace("，", "")))
    if len(token) > _LONGEST or sum(map(str.isdigit, token)) > _MOST_DIGITS:
        return None
    approx: Approx | None = None
    if token[-1:] in {"k", "K"}:
        thousands = parse(token[:-1])
        return thousands and Numeral(thousands.value * 1000)
    if token[:1] in {"数", "几"} and token[1:2] in DIGIT:
        return None  # 倒数两个月
    if any(char in token for char in _FUZZ):
        # 十来个 may be fewer than ten.
        approx = "about" if "来" in token else "over"
        # 数百 and 几十 say nothing of how many: the round number stands.
        token = re.sub("[余多来几数]", "", token)
    pair = _split_pair(token)
    if pair is not None:
        low, high = parse(pair[0]), parse(pair[1])
        if low and high and low.high is None and high.high is None and low.value < high.value:
            return Numeral(low.value, high.value, approx)
        return None
    value = _read(token)
    return None if value is None else Numeral(value, None, approx)


_PAIR = pattern(r"([一二两三四五六七八九])([二两三四五六七八九])(?=([十百千万亿]|$))")


def _split_pair(token: str) -> tuple[str, str] | None:
    """三四十 to 三十 and 四十; 十五六 to 十五 and 十六; a longer run of digits is no pair."""
    found = _PAIR.search(token)
    if found is None or re.search(rf"[{DIGIT}]{{3}}", token):
        return None
    low, high = _VALUE[found.group(1)], _VALUE[found.group(2)]
    if (high - low != 1 and (low, high) != (3, 5)) or found.group(2) == "二":
        return None
    head, tail = token[: found.start()], token[found.end() :]
    return head + found.group(1) + tail, head + found.group(2) + tail


def _read(token: str) -> Decimal | None:
    """The exact value of a numeral without 几, 数, 余, 多."""
    if not token:
        return None
    whole, point, part = token.rpartition("点")
    if point and _GREAT_CHARS.isdisjoint(part):
        left = _read(whole)
        digits = "".join(str(_VALUE.get(char, char)) for char in part)
        return (
            left + Decimal(f"0.{digits}")
            if left is not None and digits.isascii() and digits.isdigit()
            else None
        )
    for char, size in _GREAT:
        head, found, tail = token.rpartition(char)
        if not found:
            continue
        times = _read(head) if head else Decimal(1)
        rest = _read_rest(tail, size)
        if times is None or rest is None:
            return None
        return without_nought(times * size + rest)
    return _read_small(token)


def without_nought(value: Decimal) -> Decimal:
    """A whole number without the noughts behind its point: 417.5万 is 4175000, not 4175000.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _read_rest(tail: str, size: Decimal) -> Decimal | None:
    """What follows a 万 or 亿; one digit alone is a tenth of it: 13万2."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and (tail in _VALUE or tail.isdigit()):
        return Decimal(_VALUE[tail] if tail in _VALUE else int(tail)) * size / 10
    if tail[0] in "百千万":
        return None
    rest = _read(tail)
    return rest if rest is not None and rest < size else None


def _read_small(token: str) -> Decimal | None:
    """A numeral below 万: 三千二百零五, 一百二, 3千5百, 廿三, 二〇二三, 150."""
    if _PLAIN.fullmatch(token):
        return Decimal(token.replace(",", "").replace("，", ""))
    if all(char in _VALUE for char in token):
        return Decimal("".join(str(_VALUE[char]) for char in token))
    total, last = Decimal(0), 10_000
    pending: Decimal | None = None
    zero = False
    for part in re.findall(r"[0-9][0-9,，]*(?:\.[0-9]+)?|.", token):
        if part in _SMALL:
            size = _SMALL[part]
            if size >= last:
                return None
            total += (1 if pending is None else pending) * size
            last, pending, zero = size, None, False
        elif part in _SHORT:
            if last <= 10 or pending is not None:
                return None
            total, last = total + _SHORT[part], 10
        elif part in "零〇":
            if pending is not None or zero:
                return None
            zero = True
        else:
            if pending is not None:
                return None
            if part in _VALUE:
                pending = Decimal(_VALUE[part])
            elif part[0].isdigit():
                pending = Decimal(part.replace(",", "").replace("，", ""))
            else:
                return None
    if pending is None:
        return total
    # 一百二 is 120, 一百零二 is 102.
    return total + (pending if zero or last in (10, 10_000) else pending * last / 10)
