"""The small whole numbers that dates are written with: 12, 十二, 廿三, 一九九八. Everything larger is numerals.py's."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "元": 1,
    "正": 1,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def small_number(text: str) -> int | None:
    """The number that a few digits or characters write, or None.

    >>> small_number("廿三"), small_number("二〇二六"), small_number("三十"), small_number("十十")
    (23, 2026, 30, None)
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _with_tens(text)


def _with_tens(text: str) -> int | None:
    """Numbers below ten thousand with 十, 百, 千 in falling order."""
    total, unit, pending = 0, 10_000, None
    for char in text:
        if char in "百千" or char in _TENS:
            size = {"百": 100, "千": 1000}.get(char, 10)
            if size >= unit or (char in "廿卅" and pending):
                return None
            total += _TENS[char] if char in "廿卅" else (1 if pending is None else pending) * size
            unit, pending = size, None
        elif char in _DIGITS:
            if pending:
                return None
            pending = _DIGITS[char]
        else:
            return None
    return total + (pending or 0)
