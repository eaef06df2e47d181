"""Figures as amounts that can be added and compared: in one unit, with what rounding may have taken."""

from __future__ import annotations

import re
from decimal import Decimal

from ..models import Fact

_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_POINT = re.compile(r"\.(?P<places>[0-9]+)(?P<scale>百|千|万亿|万|亿)?")
_WHOLE = re.compile(r"[0-9](?P<scale>千|万亿|万|亿)")


def is_exact(fact: Fact) -> bool:
    """Whether a figure says one value and no more: no hedge, no range, no rise."""
    return fact.value is not None and fact.high is None and fact.approx is None and fact.change is None


def amount(fact: Fact) -> tuple[Decimal, str | None]:
    """The value in a unit in which it can be added: 3000万元 and 0.5亿元 are both yuan."""
    if fact.base is not None and fact.base.value is not None:
        return fact.base.value, fact.base.unit
    return fact.value or Decimal(0), fact.unit


def step(fact: Fact) -> Decimal:
    """The worth of a figure's last printed place, 0 for a whole number: 2.5万 is told to 1,000, 171 is exact."""
    found = _POINT.search(fact.text) or _WHOLE.search(fact.text)
    if found is None:
        return Decimal(0)
    places = found.groupdict().get("places") or ""
    return Decimal(1).scaleb(_SCALES[found["scale"] or ""] - len(places)) * unit_of(fact)


def unit_of(fact: Fact) -> Decimal:
    """How much one of the printed unit is in the unit of the amount."""
    return amount(fact)[0] / fact.value if fact.value else Decimal(1)
