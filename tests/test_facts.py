"""Figures of pages: their places, their articles, and the command that lists them."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, TESTS, Ran
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import find_facts, read_pages, split_page
from jnrb_cli.extract.choice import Choice
from jnrb_cli.extract.pages import Places, find_article_facts, place_facts, reference_day
from jnrb_cli.models import Article, Base, Dateline, Fact, Text
from jnrb_cli.render.cells import text_width
from jnrb_cli.render.fact import cut_around, number_text, value_text

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
FIGURES = TESTS / "golden" / "inputs" / "figures.jsonl"


def an_article(**fields: Any) -> Article:
    """An article with what a test is about."""
    return Article(
        **{"id": "0f/1", "page": "0f", "n": 1, "kind": "story", "chars": 9, "confidence": 1.0, **fields}
    )


def a_fact(**fields: Any) -> Fact:
    """A figure with what a test is about."""
    return Fact(
        **{
            "id": "1",
            "kind": "count",
            "text": "5个",
            "start": 0,
            "end": 2,
            "sentence": "",
            "rule": "",
            **fields,
        }
    )


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_figures_of_a_page_stand_where_they_say(path: Path) -> None:
    for text in read_pages(str(path)):
        page, articles = split_page(text.text, source=text.source, start=text.start)
        facts = [fact for article in articles for fact in find_article_facts(article)]
        assert facts
        assert len({fact.id for fact in facts}) == len(facts)
        furniture = {place for span in page.furniture for place in range(span.start, span.end)}
        for article in articles:
            spans = {place for span in article.spans for place in range(span.start, span.end)}
            inside = [fact for fact in facts if fact.article == article.id]
            assert all(one.end <= two.start for one, two in pairwise(inside))
            for fact in inside:
                assert fact.page == page.id
                assert fact.start in spans and fact.end - 1 in spans
                assert not furniture & set(range(fact.start, fact.end))
                printed = text.text[fact.start - text.start : fact.end - text.start]
                assert without_blanks(printed) == without_blanks(fact.text)


def test_a_figure_broken_by_a_column_is_whole() -> None:
    source = "到场的招聘企业1\n\n图为会场。\n\n71家，都来了。"
    text = Text(role="paragraph", text="到场的招聘企业171家，都来了。", pieces=((0, 8), (17, 25)))
    assert "".join(source[start:end] for start, end in text.pieces) == text.text
    (fact,) = find_article_facts(an_article(paragraphs=(text,)), subjects=False)
    assert (fact.text, source[fact.start], source[fact.end - 1]) == ("171家", "1", "家")


def test_no_figure_runs_from_one_text_into_the_next() -> None:
    one = Text(role="paragraph", text="门牌是17", pieces=((0, 5),))
    two = Text(role="paragraph", text="1家来了。", pieces=((5, 10),))
    facts = find_article_facts(an_article(paragraphs=(one, two)), subjects=False)
    assert "171家" not in [fact.text for fact in facts]
    assert all(fact.start >= 5 or fact.end <= 5 for fact in facts)


def test_the_number_of_a_section_is_no_figure() -> None:
    texts = [
        Text(role="subhead", text="三", pieces=((0, 1),)),
        Text(role="paragraph", text="共171家。", pieces=((1, 7),)),
    ]
    facts = find_article_facts(an_article(paragraphs=tuple(texts)), subjects=False)
    assert [fact.text for fact in facts] == ["171家"]
    assert [fact.text for fact in find_facts("三", subjects=False)] == ["三"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1, max_size=8), st.data())
def test_places_lead_back_to_the_source(lengths: list[tuple[int, int]], data: st.DataObject) -> None:
    pieces, at = [], 0
    for gap, length in lengths:
        at += gap
        pieces.append((at, at + length))
        at += length
    source = "".join(chr(0x4E00 + number) for number in range(at))
    joined = "".join(source[start:end] or " " for start, end in pieces)
    start = data.draw(st.integers(0, len(joined) - 1))
    end = data.draw(st.integers(start + 1, len(joined)))
    left, right = Places(tuple(pieces)).span(start, end)
    assert left < right
    if joined[start] != " ":
        assert source[left] == joined[start]
    if joined[end - 1] != " ":
        assert source[right - 1] == joined[end - 1]


def test_a_text_without_pieces_has_no_place() -> None:
    facts = find_facts("共171家。", subjects=False)
    assert list(place_facts(facts, Text(role="title", text="共171家。", pieces=()))) == []


@pytest.mark.parametrize(
    ("dateline", "date", "day"),
    [
        ("2026-05-12", "2026-05-14", datetime.date(2026, 5, 12)),
        (None, "2026-05-14", datetime.date(2026, 5, 14)),
        ("2026-05", "2026-05-14", datetime.date(2026, 5, 14)),
        (None, "2026-02-30", None),
        (None, None, None),
    ],
)
def test_the_day_that_today_is(dateline: str | None, date: str | None, day: datetime.date | None) -> None:
    article = an_article(dateline=Dateline(date=dateline) if dateline else None, date=date)
    assert reference_day(article) == day


MONEY = a_fact(
    kind="money",
    value=Decimal(3000000),
    high=Decimal(5000000),
    unit="元",
    base=Base(value=Decimal(3000000), high=Decimal(5000000), unit="CNY"),
    article="0f/12",
    sentence="共投入300万元至500万元。",
)


@pytest.mark.parametrize(
    ("choice", "taken"),
    [
        (Choice(), True),
        (Choice(kinds=("money", "count")), True),
        (Choice(kinds=("count",)), False),
        (Choice(units=("元",)), True),
        (Choice(units=("CNY",)), True),
        (Choice(units=("USD", "美元")), False),
        (Choice(articles=("12",)), True),
        (Choice(articles=("0f/12",)), True),
        (Choice(articles=("2",)), False),
        (Choice(least=Decimal(4000000)), True),
        (Choice(least=Decimal(5000001)), False),
        (Choice(most=Decimal(3000000)), True),
        (Choice(most=Decimal(2999999)), False),
        (Choice(patterns=("投入.*万元",)), True),
        (Choice(patterns=("^投入",)), False),
        (Choice(patterns=("^投入", "共投入")), True),
        (Choice(kinds=("money",), least=Decimal(9000000)), False),
    ],
)
def test_choice(choice: Choice, taken: bool) -> None:
    assert choice.takes(MONEY) is taken


def test_choice_compares_in_the_unit_that_was_asked_for() -> None:
    length = a_fact(kind="measure", value=Decimal(2), unit="公里", base=Base(value=Decimal(2000), unit="m"))
    assert Choice(units=("m",), least=Decimal(1000)).takes(length)
    assert not Choice(units=("公里",), least=Decimal(1000)).takes(length)
    assert not Choice(least=Decimal(1)).takes(a_fact(kind="date"))


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_pages_and_their_records_give_the_same(jnrb: Callable[..., Any], path: Path) -> None:
    direct = jnrb("facts", str(path))
    records = jnrb("split", str(path))
    piped = jnrb("facts", stdin=records.out.encode())
    assert direct.code == piped.code == 0
    assert direct.out == piped.out != ""
    again = jnrb("facts", stdin=direct.out.encode())
    assert again.out == direct.out
    assert {record["type"] for record in lines(direct.out)} == {"fact"}


@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.stem)
def test_a_figure_says_on_which_page_it_stands(jnrb: Callable[..., Any], path: Path) -> None:
    page, *articles = lines(jnrb("split", str(path)).out)
    of_page = {"source": str(path), **{name: page[name] for name in ("paper", "edition", "section")}}
    titles = {article["id"]: article["title"] for article in articles}
    assert page["edition"] and page["section"]
    for fact in lines(jnrb("facts", "--no-subject", str(path)).out):
        found = {name: fact[name] for name in (*of_page, "issue", "title")}
        assert found == {**of_page, "issue": page["date"], "title": titles[fact["article"]]}


def test_date_and_paper_of_the_command_line_win_over_those_of_figures(jnrb: Callable[..., Any]) -> None:
    every = jnrb("facts", str(FIGURES)).out
    ran = jnrb("facts", "--paper", "临湖晚报", "--date", "2026-05-01", stdin=every.encode())
    assert {(fact["paper"], fact["issue"]) for fact in lines(ran.out)} == {("临湖晚报", "2026-05-01")}
    assert [fact["date"] for fact in lines(ran.out)] == [fact["date"] for fact in lines(every)]


def test_facts_are_filtered_again(jnrb: Callable[..., Any]) -> None:
    every = jnrb("facts", str(FIGURES)).out
    some = jnrb("facts", "--kind", "count", stdin=every.encode()).out
    assert some == jnrb("facts", "--kind", "count", str(FIGURES)).out
    assert {record["kind"] for record in lines(some)} == {"count"}


def test_no_subject_only_leaves_subjects_out(jnrb: Callable[..., Any]) -> None:
    full, bare = (
        lines(jnrb("facts", str(FIGURES)).out),
        lines(jnrb("facts", "--no-subject", str(FIGURES)).out),
    )
    assert any(record["subject"] for record in full)
    assert bare == [{**record, "subject": None} for record in full]


def test_several_at_once_give_the_same(jnrb: Callable[..., Any]) -> None:
    paths = [str(path) for path in SAMPLES[:3]]
    assert jnrb("facts", "-j", "2", "--min", "100", *paths).out == jnrb("facts", "--min", "100", *paths).out


@pytest.mark.parametrize(
    "arguments", [["--no-subject"], ["--no-subject", "-f", "csv"], ["--no-subject", "--explain"]]
)
def test_without_subjects_no_segmenter_is_loaded(arguments: list[str]) -> None:
    script = (
        "import sys; from jnrb_cli.cli import run; from jnrb_cli.streams import open_streams;"
        "run(sys.argv[1:], open_streams()); print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "facts", *arguments, str(FIGURES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "0f1e2d3c4b5a/1#1" in done.stdout
    assert not {"jieba", "rjieba", "rich", "dateutil", "jnrb_cli.words"} & set(done.stderr.split())


@given(st.text(st.sampled_from("今年增长，3.5%a 。"), max_size=60), st.integers(0, 50), st.integers(10, 40))
def test_a_sentence_is_cut_to_its_width(text: str, at: int, width: int) -> None:
    sentence = text[:at] + "171家" + text[at:]
    shown, place = cut_around(sentence, "171家", width, text_width)
    assert text_width(shown) <= width
    assert shown[place : place + 4] == "171家"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("8170000", "8,170,000"),
        ("8.17E+6", "8,170,000"),
        ("3.250", "3.25"),
        ("-12", "-12"),
        ("0.333333333", "0.3333"),
    ],
)
def test_numbers_as_a_person_reads_them(value: str, shown: str) -> None:
    assert number_text(Decimal(value)) == shown


def test_values_as_a_person_reads_them() -> None:
    assert value_text(a_fact(value=None)) == ""
    assert value_text(a_fact(value=Decimal(20), unit="个", approx="over")) == ">20 个"
    assert value_text(a_fact(kind="percent", value=Decimal(5), unit="%")) == "5%"
    assert (
        value_text(a_fact(value=Decimal("0.2"), high=Decimal("7.8"), unit="个百分点")) == "0.2–7.8 个百分点"
    )


def test_bounds_that_nothing_lies_between_are_refused(jnrb: Callable[..., Ran]) -> None:
    for command in (("facts",), ("search", "--facts", "渔")):
        ran = jnrb(*command, "--min", "1万", "--max", "300")
        assert (ran.code, ran.err) == (
            2,
            "jnrb: --min 10,000 is more than --max 300: no figure lies between\n",
        )
