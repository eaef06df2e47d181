"""Dates, lengths of time and ages in text, and the calendar arithmetic below them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from case_files import read_cases
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import find_facts, resources
from jnrb_cli.errors import DataError
from jnrb_cli.extract.dates import feasts, lunar, periods, tables
from jnrb_cli.extract.dates.finder import find_dates
from jnrb_cli.extract.dates.numbers import small_number

TODAY = date(2026, 5, 13)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))


def dates_of(text: str, today: date | None = TODAY) -> list[dict[str, Any]]:
    """The dates of a text as its cases write them."""
    facts = [
        fact for fact in find_facts(text, date=today, subjects=False) if fact.kind == "date" and fact.date
    ]
    return [{"text": fact.text, **fact.to_dict()["date"]} for fact in facts]


def amounts_of(kind: str, text: str) -> list[dict[str, Any]]:
    """The durations or ages of a text as its cases write them."""
    facts = [fact.to_dict() for fact in find_facts(text, subjects=False) if fact.kind == kind]
    return [
        {
            **{key: fact[key] for key in ("text", "value", "high", "unit")},
            "base": fact["base"] and [fact["base"]["value"], fact["base"]["unit"]],
            "approx": fact["approx"],
        }
        for fact in facts
    ]


@pytest.mark.parametrize("case", read_cases("date"))
def test_date(case: dict[str, Any]) -> None:
    assert dates_of(case["text"], date.fromisoformat(case["today"])) == case["expected"]


@pytest.mark.parametrize("case", read_cases("date_alone"))
def test_date_that_is_the_whole_text(case: dict[str, Any]) -> None:
    assert dates_of(case["text"], date.fromisoformat(case["today"])) == case["expected"]


@pytest.mark.parametrize("case", read_cases("duration"))
def test_duration(case: dict[str, Any]) -> None:
    assert amounts_of("duration", case["text"]) == case["expected"]


@pytest.mark.parametrize("case", read_cases("age"))
def test_age(case: dict[str, Any]) -> None:
    assert amounts_of("age", case["text"]) == case["expected"]


@pytest.mark.parametrize("case", read_cases("date"))
def test_what_is_not_known_without_a_day_is_null(case: dict[str, Any]) -> None:
    with_day = dates_of(case["text"], date.fromisoformat(case["today"]))
    without = dates_of(case["text"], None)
    assert [found["text"] for found in without if found["start"]] <= [found["text"] for found in with_day]
    for found in without:
        if found["start"] and not any(word in found["text"] for word in ("世纪", "年代", "上年")):
            assert found in with_day


@pytest.mark.parametrize("case", read_cases("date"))
def test_sentences_around_change_nothing(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    assert dates_of(f"天气转晴。\n\n{case['text']}\n\n天气转晴。", today) == dates_of(case["text"], today)


@given(DAYS)
def test_each_written_form_of_a_day_is_that_day(day: date) -> None:
    if day.year < 1000:
        return
    iso = day.isoformat()
    for text in (f"{day.year}年{day.month}月{day.day}日", iso, f"{day.year}.{day.month}.{day.day}"):
        assert [(found["start"], found["end"]) for found in dates_of(text) if day.year < 2300] in (
            [(iso, iso)],
            [] if day.year >= 2300 else [(iso, iso)],
        )


@given(DAYS, st.integers(-3, 3))
def test_weeks_begin_on_monday_and_have_seven_days(day: date, shift: int) -> None:
    week = periods.of_week(day, shift)
    if week.start and week.end:
        assert week.start.weekday() == 0
        assert week.end - week.start == timedelta(days=6)
        assert week.start <= day + timedelta(weeks=shift) <= week.end


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_parts_of_a_month_fill_it(year: int, month: int) -> None:
    parts = [periods.of_ten_days(year, month, part) for part in (1, 2, 3)]
    whole = periods.of_months(year, month, month)
    days = sum((part.end - part.start).days + 1 for part in parts if part.start and part.end)
    assert whole.start and whole.end
    assert days == (whole.end - whole.start).days + 1


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(-30, 30))
def test_months_shift_there_and_back(year: int, month: int, months: int) -> None:
    assert periods.shift_months(*periods.shift_months(year, month, months), -months) == (year, month)


@given(DAYS, st.integers(0, 24), st.one_of(st.none(), st.integers(0, 59)))
def test_an_hour_lies_on_its_day_or_ends_it(day: date, hour: int, minute: int | None) -> None:
    found = periods.at(day, hour, minute).start
    if isinstance(found, datetime):
        assert found - datetime(day.year, day.month, day.day) == timedelta(hours=hour, minutes=minute or 0)


@given(st.integers(1929, 2098), st.integers(1, 12), st.integers(1, 29))
def test_lunar_days_follow_one_another(year: int, month: int, day: int) -> None:
    found, last = lunar.find_day(year, month, day), lunar.find_day(year, month, 0)
    assert found and last
    assert 0 <= (last - found).days <= 29
    assert lunar.lunar_year_of(found) == year


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2026, "2026-02-17"), ("春节", 2020, "2020-01-25"), ("除夕", 2026, "2026-02-16"), ("中秋节", 1978, "1978-09-17"),
        ("端午节", 2025, "2025-05-31"), ("清明节", 2026, "2026-04-05"), ("复活节", 2024, "2024-03-31"), ("母亲节", 2026, "2026-05-10"),
        ("东正教复活节", 2021, "2021-05-02"), ("赎罪日", 2013, "2013-09-13"), ("以色列独立日", 2013, "2013-04-15"), ("光明节", 2018, "2018-12-02"),
        ("开斋节", 2013, "2013-08-08"), ("古尔邦节", 2013, "2013-10-15"), ("排灯节", 2014, "2014-10-23"), ("普珥节", 2024, "2024-03-23"), ("国庆节", 1999, "1999-10-01"),
    ],
)  # fmt: skip
def test_feast(name: str, year: int, day: str) -> None:
    days = feasts.feast_days(name, year)
    assert days and days[0] == date.fromisoformat(day)


@given(st.integers(0, 9999))
def test_small_numbers_round_trip(number: int) -> None:
    digits = "".join("〇一二三四五六七八九"[int(char)] for char in str(number))
    assert small_number(digits) == small_number(str(number)) == number


PIECES = st.sampled_from(
    [
        *"年月日号时点分秒半岁周上下本前后今明去至—-:：/.、，。十五初三零两多余近约旬底闰“”个天2万亿第每\n　晚週點",
        "2026",
        "星期",
        "不到",
        "以上",
        "以下",
        "以来",
        "截至",
        "世纪",
        "年代",
        "季度",
        "农历",
        "腊月",
        "春节",
        "公元前",
        "康熙",
        "十四五",
        "时期",
        "小时",
        "个月",
        "24",
        "31",
        "99",
        "00",
        "凌晨",
        "次日",
        "当天",
        "１２",
        "Ｑ3",
    ]
)


@given(st.lists(PIECES, max_size=14), st.one_of(st.none(), DAYS))
def test_no_text_raises_and_spans_hold(pieces: list[str], today: date | None) -> None:
    text = "".join(pieces)
    end = 0
    for fact in find_facts(text, date=today, subjects=False):
        assert end <= fact.start < fact.end <= len(text)
        end = fact.end
        if fact.date and fact.date.start and fact.date.end:
            assert fact.date.start[:10] <= fact.date.end[:10]


@given(st.text(max_size=40), st.one_of(st.none(), DAYS))
def test_nothing_raises(text: str, today: date | None) -> None:
    find_dates(text, today)


def test_values_are_exact() -> None:
    (fact,) = find_facts("用时9.58秒", subjects=False)
    assert fact.value == Decimal("9.58")


def test_a_damaged_table_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "DATA", tmp_path)
    for text, line in (("一\t1\n一\t2\n", 2), ("", 1), ("# only words\n", 1), ("一\t1\t2\n", 1)):
        (tmp_path / "broken.tsv").write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=rf"broken\.tsv:{line}:"):
            list(tables.read_rows("broken.tsv", 2))
