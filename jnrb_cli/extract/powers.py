"""Numbers written with a power: 3.2×10^5, 3.2×10⁵, 1.5乘以10的8次方, 10的8次方, 2^5."""

from __future__ import annotations

import re
from decimal import Decimal

from ..patterns import pattern
from .numerals import parse
from .quantities import Quantity, read_hedge

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_EXPONENT = r"(?:\^\s?(?P<e>[-+−]?[0-9]{1,3})(?![0-9.])|(?P<r>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|的(?P<w>负?(?:[0-9]{1,3}|[二三四五六七八九十]{1,3}))次方)"
# m² and x2 are a unit and a name: only a number may be raised.
_POWER = pattern(
    rf"(?<![0-9.A-Za-z^×])(?P<sign>[-−])?(?:(?P<m>{_NUMBER})\s?(?:[×xX*]|乘(?:以)?)\s?(?=10(?![0-9.])))?(?P<b>{_NUMBER}){_EXPONENT}"
)
# What every power in figures has, and no other number: it is looked for there, and read from the number before; one in words at its 次方.
FIRST = "^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹"
PATTERN = r"[\^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]"
_REACH = 40
# 2^1000 is a formula; nothing of a newspaper is larger than a googol, or smaller than one part in it.
_GREATEST = 100


def read_power(text: str, mark: int) -> Quantity | None:
    """The number whose power is marked at a place, with the hedge before it; None where it is no size of anything.

    >>> read_power("3.2×10^5", 6).value
    Decimal('320000')
    """
    around = _POWER.finditer(text, max(0, mark - _REACH), mark + _REACH)
    match = next((found for found in around if found.start() < mark < found.end()), None)
    return _read(match) if match else None


def _read(match: re.Match[str]) -> Quantity | None:
    exponent = _exponent(match)
    base, times = Decimal(match["b"]), Decimal(match["m"] or 1)
    if exponent is None or abs(exponent) > _GREATEST or not base:
        return None
    if match["r"] and base != 10:
        return None  # a raised figure behind a number is a footnote's more often
    value = times * base**exponent
    if match["sign"]:
        value = -value
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1)) if value.adjusted() < _MOST_DIGITS else value
    start, hedge = read_hedge(match.string, match.start(), match["b"])
    return Quantity(
        start, match.start(), match.end(), match.group(), value, None, hedge.approx if hedge else None
    )


# As many digits as a decimal context holds by default.
_MOST_DIGITS = 28


def _exponent(match: re.Match[str]) -> int | None:
    if match["w"]:
        number = parse(match["w"].removeprefix("负"))
        if number is None or number.high is not None:
            return None
        return -int(number.value) if match["w"][0] == "负" else int(number.value)
    return int((match["e"] or match["r"]).translate(_RAISED).replace("−", "-"))
