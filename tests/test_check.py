"""Findings of pages: their places and lines, pages and records, what is ours and no finding, and the command."""

from __future__ import annotations

import datetime
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import ROOT, Ran
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import read_pages, split_page
from jnrb_cli.check.catalogue import NAMES, RULES
from jnrb_cli.check.find import check_page
from jnrb_cli.check.sheet import Rule
from jnrb_cli.models import Article, Finding, Jump, Text
from jnrb_cli.render.finding_table import NAME

Jnrb = Callable[..., Ran]

PROOF = ROOT / "samples" / "proof.txt"
CLEAN = ROOT / "samples" / "proof_clean.txt"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))

FOLIO = "临湖日报\n2026年4月27日 星期{} 5 湖区新闻\n\n湖区开渔第一天\n本报记者 何远\n\n昨天，临湖县大湖开渔，渔船出港。\n"


def check_file(path: Path) -> list[Finding]:
    """The findings of a file, page by page."""
    found: list[Finding] = []
    for page in read_pages(path):
        split = split_page(page.text, source=page.source, start=page.start)
        found += check_page(*split, page.text, line=page.line)
    return found


def make_articles(*texts: str, **fields: Any) -> list[Article]:
    """Articles of one paragraph each, one after another in their source."""
    made: list[Article] = []
    at = 0
    for n, text in enumerate(texts, 1):
        paragraph = Text(role="paragraph", text=text, pieces=((at, at + len(text)),))
        common: dict[str, Any] = {"page": "0f", "n": n, "kind": "story", "chars": 1, "confidence": 1.0}
        made.append(Article(id=f"0f/{n}", paragraphs=(paragraph,), date="2026-04-27", **{**common, **fields}))
        at += len(text) + 1
    return made


def rules_of(findings: list[Finding]) -> list[str]:
    return [one.rule for one in findings]


def test_every_rule_fires_once_on_its_sample() -> None:
    assert Counter(rules_of(check_file(PROOF))) == Counter(NAMES)


def test_nothing_is_found_where_it_only_looks_so() -> None:
    assert check_file(CLEAN) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.wrong], ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_are_true(rule: Rule) -> None:
    def look(example: str) -> set[str]:
        head, _, body = example.rpartition("……（正文）")
        articles = make_articles(body or example)
        if head:
            title = head.removeprefix("（标题）")
            heads = (Text(role="title", text=title, pieces=((900, 900 + len(title)),)),)
            articles = make_articles(body, heads=heads)
        return {one.rule for one in check_page(None, articles)}

    assert rule.name in look(rule.wrong)
    assert look(rule.right) == set()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_findings_stand_where_they_say(path: Path) -> None:
    for page in read_pages(path):
        lines = page.text.split("\n")
        split = split_page(page.text, source=page.source, start=page.start)
        for one in check_page(*split, page.text, line=page.line):
            printed = page.text[one.start - page.start : one.end - page.start]
            assert "".join(printed.split()) == "".join(one.words.split())
            assert one.line is not None
            assert printed.split("\n")[0].strip() in lines[one.line - page.line]


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_bytes(("\f".join([FOLIO.format("一"), FOLIO.format("三")])).replace("\n", "\r\n").encode())
    (found,) = check_file(path)
    raw = path.read_bytes().decode()
    assert found.line == 9
    assert raw[found.start : found.end] == "星期三" == raw.split("\n")[found.line - 1].split()[1]


def test_records_are_checked_as_their_page_is(jnrb: Jnrb) -> None:
    of_page = [json.loads(line) for line in jnrb("check", str(PROOF)).out.splitlines()]
    records = jnrb("split", str(PROOF)).out
    ran = jnrb("check", stdin=records.encode())
    assert ran.code == 1
    of_records = [json.loads(line) for line in ran.out.splitlines()]
    places = [(one["start"], one["end"], one["rule"], one["words"], one["other"]) for one in of_page]
    # The signature with its two brackets is in no text of a record.
    wanted = [place for place in places if place[2] != "bracket-width"]
    assert [
        (one["start"], one["end"], one["rule"], one["words"], one["other"]) for one in of_records
    ] == wanted
    assert {one["line"] for one in of_records} == {None}


def test_articles_without_their_page_are_checked(jnrb: Jnrb) -> None:
    records = jnrb("split", str(PROOF)).out.splitlines()
    ran = jnrb("check", "-f", "text", "-r", "word", stdin=records[2].encode())
    assert (ran.code, ran.out) == (1, f"{PROOF}: 的的: 的 stands twice [word]\n")


def test_findings_pass(jnrb: Jnrb) -> None:
    written = jnrb("check", str(PROOF)).out
    ran = jnrb("check", stdin=written.encode())
    assert (ran.code, ran.out) == (1, written)


@pytest.mark.parametrize("day", ["2026-02-30", "a day in spring"])
def test_a_day_that_no_calendar_has_is_no_weekday(day: str) -> None:
    page, articles = split_page(FOLIO.format("二"))
    page = msgspec.structs.replace(page, date=day)
    assert check_page(page, [msgspec.structs.replace(one, date=day) for one in articles]) == []


def test_the_weekday_of_a_folio() -> None:
    (found,) = check_page(*split_page(FOLIO.format("二")), FOLIO.format("二"))
    assert (found.rule, found.words, found.line) == ("weekday", "星期二", 2)
    assert check_page(*split_page(FOLIO.format("一")), FOLIO.format("一")) == []
    (found,) = check_page(*split_page(FOLIO.format("二")))
    assert (found.rule, found.line) == ("weekday", None)


def test_a_date_that_wins_does_not_make_the_folio_wrong(jnrb: Jnrb, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(FOLIO.format("一"), "utf-8")
    assert jnrb("check", "--date", "2026-04-28", str(path)).code == 0
    records = jnrb("split", str(path)).out.encode()
    assert jnrb("check", "--date", "2026-04-28", stdin=records).code == 0


def test_the_rules_that_are_asked_for(jnrb: Jnrb) -> None:
    def found(*options: str) -> set[str]:
        lines = jnrb("check", *options, str(PROOF)).out.splitlines()
        return {json.loads(line)["rule"] for line in lines}

    assert found("-r", "date", "-r", "word") == {"date", "word"}
    assert found("-s", "date", "--skip", "word") == set(NAMES) - {"date", "word"}
    assert found("-r", "date", "-r", "word", "-s", "word") == {"date"}


def test_exit_codes(jnrb: Jnrb) -> None:
    assert jnrb("check", str(CLEAN)).code == 0
    assert jnrb("check", str(PROOF)).code == 1
    assert jnrb("check", str(PROOF), "nope").code == 3
    assert jnrb("check", "--list-rules").code == 0


def test_several_at_once_find_the_same(jnrb: Jnrb) -> None:
    files = [str(PROOF), str(CLEAN), str(SAMPLES[0])]
    assert jnrb("check", "-j", "2", *files).out == jnrb("check", *files).out


def test_every_rule_is_listed(jnrb: Jnrb) -> None:
    listed = jnrb("check", "--list-rules").out
    assert all(f"{rule.name}  " in listed and rule.says in listed for rule in RULES)


def test_a_pair_that_the_splitter_tore_apart_is_no_finding() -> None:
    torn = make_articles("老张说：“水渠修好了，", "浇地不愁了。”大家都笑。")
    assert check_page(None, torn) == []
    other_order = make_articles("浇地不愁了。”大家都笑。", "老张说：“水渠修好了，")
    assert check_page(None, other_order) == []


def test_a_pair_torn_apart_does_not_hide_another() -> None:
    found = check_page(None, make_articles("持续扩大“朋友", "圈”，成效好。", "老张说：“水渠修好了。"))
    assert [(one.rule, one.words) for one in found] == [("quote", "“水渠修好了")]


@pytest.mark.parametrize(
    ("text", "jump"),
    [("老张说：“水渠修好了，", Jump(to=4)), ("浇地不愁了。”大家都笑。", Jump(from_=1))],
    ids=["goes on", "comes from"],
)
def test_a_quote_may_run_on_to_another_page(text: str, jump: Jump) -> None:
    assert rules_of(check_page(None, make_articles(text))) == ["quote"]
    assert check_page(None, make_articles(text, jump=jump)) == []


def test_a_word_that_the_splitter_doubled_is_no_finding() -> None:
    far = Text(role="paragraph", text="修好的的水渠", pieces=((0, 3), (90, 93)))
    near = Text(role="paragraph", text="修好的的水渠", pieces=((0, 3), (4, 7)))
    (article,) = make_articles("")
    assert check_page(None, [Article(**{**fields(article), "paragraphs": (far,)})]) == []
    assert rules_of(check_page(None, [Article(**{**fields(article), "paragraphs": (near,)})])) == ["word"]


def fields(article: Article) -> dict[str, Any]:
    """The fields of a record by name."""
    return {name: getattr(article, name) for name in article.__struct_fields__}


@given(
    st.text(
        alphabet="“”‘’（）()《》【】1２.．年月日时%的，。、一二四是：和至约余元个人共其中为\n a", max_size=120
    )
)
def test_whatever_stands_there_findings_are_in_it(text: str) -> None:
    page, articles = split_page(text, date=datetime.date(2026, 4, 27))
    for one in check_page(page, articles, text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.words
        assert one.words in one.sentence or len(one.words) > len(one.sentence)
    for one in check_page(page, articles):
        assert 0 <= one.start < one.end <= len(text)


def test_a_page_of_short_lines_costs_in_step() -> None:
    def cost(lines: int) -> float:
        split = split_page(text := "三个人来了\n" * lines)
        best = 9e9
        for _ in range(2):
            begun = time.perf_counter()
            check_page(*split, text)
            best = min(best, time.perf_counter() - begun)
        return best

    # It was 29 times as long.
    assert cost(16_000) < 16 * cost(2_000)


def test_rules_are_told_in_every_format(jnrb: Jnrb) -> None:
    command = ("check", "--list-rules", "-r", "sum", "-r", "paragraph", "-f")
    records = [json.loads(line) for line in jnrb(*command, "jsonl").out.splitlines()]
    assert [(one["type"], one["name"]) for one in records] == [("rule", "sum"), ("rule", "paragraph")]
    assert jnrb(*command, "csv").out.splitlines()[0] == "name,says,wrong,right"
    assert jnrb(*command, "text").out.splitlines()[1] == "paragraph: a paragraph that the page has twice"
    assert jnrb(*command, "md").out.startswith("- **sum**: parts that")
    assert jnrb(*command, "table").out == jnrb(*command[:-1]).out


def test_the_column_of_names_holds_the_longest() -> None:
    assert max(map(len, NAMES)) == NAME
