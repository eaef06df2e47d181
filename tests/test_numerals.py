"""Numerals: every written form of a number leads back to it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jnrb_cli import find_facts
from jnrb_cli.extract.numerals import parse

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿两", "萬億兩")
MOST = 10**16


def write_small(number: int) -> str:
    """A number below ten thousand in characters, without the zero before it."""
    text, zero = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text


def write(number: int) -> str:
    """A number below ten to the sixteenth in characters."""
    if number == 0:
        return "零"
    great, rest = divmod(number, 10**8)
    if great:
        tail = write(rest) if rest else ""
        return write(great) + "亿" + ("零" if 0 < rest < 10**7 else "") + tail
    great, rest = divmod(number, 10**4)
    if great:
        return write_small(great) + "万" + ("零" if 0 < rest < 1000 else "") + write_small(rest)
    return write_small(number)


def write_mixed(number: int) -> str:
    """A number as newspapers mix it: 3亿4000万, 13万2000."""
    parts = []
    for size, name in ((10**8, "亿"), (10**4, "万")):
        great, number = divmod(number, size)
        if great:
            parts.append(f"{great}{name}")
    if number:
        parts.append(f"{number}" if not parts else f"零{number}" if number < 1000 else f"{number}")
    return "".join(parts) or "0"


@settings(max_examples=400)
@given(st.integers(0, MOST))
@example(MOST)
@example(101_000)
@example(10**8 + 1)
@example(1_500_000_000_000)
def test_each_written_form_is_the_number(number: int) -> None:
    text = write(number)
    forms = [
        str(number),
        f"{number:,}",
        f"{number:,}".replace(",", " "),
        text,
        text.translate(FORMAL),
        write_mixed(number),
    ]
    if text.startswith("一十"):
        forms.append(text[1:])
    for form in forms:
        read = parse(form)
        assert read is not None, form
        assert (read.value, read.high, read.approx) == (number, None, None), form


@settings(max_examples=100)
@given(st.integers(1, MOST - 1), st.integers(0, 10**6 - 1))
def test_fractions_of_a_number_are_exact(whole: int, part: int) -> None:
    digits = f"{part:06d}"
    exact = Decimal(f"{whole}.{digits}")
    written = write(whole) + "点" + "".join(DIGITS[int(digit)] for digit in digits)
    for form in (f"{whole}.{digits}", written):
        read = parse(form)
        assert read is not None
        assert read.value == exact


@settings(max_examples=60, deadline=None)
@given(st.integers(1, MOST - 1).filter(lambda number: number > 2))
def test_a_count_of_any_size_is_found_whole(number: int) -> None:
    for form in (
        str(number),
        f"{number:,}",
        f"{number:,}".replace(",", " "),
        write(number),
        write(number).translate(TRADITIONAL),
    ):
        facts = find_facts(f"共有{form}名工人。", subjects=False)
        assert [(fact.text, fact.value, fact.unit) for fact in facts] == [(f"{form}名", number, "名")]


@pytest.mark.parametrize(
    ("token", "value", "high", "approx"),
    [
        ("三四十", 30, 40, None), ("十五六", 15, 16, None), ("两三百万", 2_000_000, 3_000_000, None), ("三五", 3, 5, None),
        ("数十", 10, None, "over"), ("几百万", 1_000_000, None, "over"), ("三十几", 30, None, "over"),
        ("二百余万", 2_000_000, None, "over"), ("一千多", 1000, None, "over"), ("3万余", 30_000, None, "over"),
        ("13万2", 132_000, None, None), ("一百二", 120, None, None), ("1.2万亿", 1_200_000_000_000, None, None),
        ("6亿4千万", 640_000_000, None, None), ("1亿2千余万", 120_000_000, None, "over"), ("17 286", 17_286, None, None),
        ("廿三", 23, None, None), ("卅", 30, None, None), ("二〇二三", 2023, None, None), ("万亿", 10**12, None, None),
    ],
)  # fmt: skip
def test_short_and_loose_forms(token: str, value: int, high: int | None, approx: str | None) -> None:
    assert parse(token) == (value, high, approx)


@pytest.mark.parametrize("token", ["", "点", "十百", "一二三十", "万千", "三点", "百百", "多", "五五十"])
def test_what_writes_no_number(token: str) -> None:
    assert parse(token) is None


@pytest.mark.parametrize(
    "token", ["亿" * 2000, "一万" * 1500, "万亿" * 900, "3" + "万" * 2000, "1" * 30 + "万"]
)
def test_numeral_without_end_is_none(token: str) -> None:
    assert parse(token) is None
