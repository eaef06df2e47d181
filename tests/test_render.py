"""Widths, line breaks and the forms that records are written in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from conftest import Ran
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import counts, models
from jnrb_cli.archive import answers
from jnrb_cli.commands.schema import KINDS
from jnrb_cli.counts import Stats
from jnrb_cli.models import Article, Byline, Digest, Fact, Finding, Page, Record, Text
from jnrb_cli.records import RECORD_TYPES, parse_records, record_schema
from jnrb_cli.render.article import (
    ARTICLE_COLUMNS,
    article_file,
    article_markdown,
    escape_markdown,
    file_name,
)
from jnrb_cli.render.cells import NO_END, NO_START, char_width, text_width, wrap
from jnrb_cli.render.console import Reading, Screen
from jnrb_cli.render.jsonl import JsonlWriter
from jnrb_cli.render.plain import CsvWriter
from jnrb_cli.render.progress import Progress
from jnrb_cli.streams import Output, Streams
from jnrb_cli.text import harmless

NEWS = "一二三四五六七八九十，。“”《》（）！——…… 0123.5%ABc"


def lines_of(text: str, width: int, indent: int = 0) -> list[str]:
    """The lines of a wrapped text."""
    return [text[start:end] for start, end in wrap(text, width, indent)]


@given(st.text(st.sampled_from(NEWS), max_size=120), st.integers(2, 60), st.sampled_from([0, 4]))
def test_wrapping_loses_nothing_and_holds_the_width(text: str, width: int, indent: int) -> None:
    ranges = wrap(text, width, indent)
    assert "".join(text[start:end] for start, end in ranges).replace(" ", "") == text.replace(" ", "")
    assert all(one[1] <= two[0] for one, two in pairwise(ranges))
    for number, (start, end) in enumerate(ranges):
        room = max(width - indent, 2) if number == 0 else width
        assert text_width(text[start:end]) <= room or end - start == 1


@given(
    st.lists(st.sampled_from(["今年", "增长", "了", "，", "。", "“好”", "《书》"]), min_size=1).map("".join),
    st.integers(12, 60),
)
def test_lines_keep_the_rules_of_print(text: str, width: int) -> None:
    text = re.sub("[，。]{2,}", "，", text).lstrip("，。")
    for line in lines_of(text, width)[1:]:
        assert line[0] not in NO_START
    for line in lines_of(text, width)[:-1]:
        assert line[-1] not in NO_END


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("首日出船171艘，捕捞鲜鱼", 10, ["首日出船", "171艘，捕", "捞鲜鱼"]),
        ("增长12.5%，喜人", 8, ["增长", "12.5%，", "喜人"]),
        ("他说：“好。”", 8, ["他说：", "“好。”"]),
        ("约3万元，够了", 6, ["约3万", "元，够", "了"]),
        ("see example.com now", 12, ["see", "example.com", "now"]),
        ("samples/traditional_tw.txt", 20, ["samples/", "traditional_tw.txt"]),
        ("today/2026-05-25_19_plain.txt", 22, ["today/", "2026-05-25_19_", "plain.txt"]),
        (">5,000,000,000,000 元", 16, [">5,000,000,000,", "000 元"]),
        ("12345678901234", 8, ["12345678", "901234"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_printer_would(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


def test_wide_and_combining_characters() -> None:
    assert [char_width(char) for char in "中a，“\u0301\u200b"] == [2, 1, 2, 1, 0, 0]


@given(st.text())
def test_harmless_text_is_as_long_and_on_one_line(text: str) -> None:
    clean = harmless(text)
    assert len(clean) == len(text)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029\u202e" for char in clean)
    assert harmless(clean) == clean
    clean.encode()


def article(**fields: object) -> Article:
    """An article with what a test is about."""
    base: dict[str, object] = {
        "id": "0123456789ab/1",
        "page": "0123456789ab",
        "n": 1,
        "kind": "story",
        "chars": 9,
    }
    return Article(**{**base, "confidence": 0.9, **fields})  # type: ignore[arg-type]


def paragraph(text: str) -> Text:
    """A paragraph of a text."""
    return Text(role="paragraph", text=text, pieces=((0, len(text)),))


@given(st.text(max_size=40), st.text(max_size=40))
def test_csv_comes_back(title: str, text: str) -> None:
    out = io.BytesIO()
    writer = CsvWriter(Output(out), ARTICLE_COLUMNS, Article, bom=True)
    writer.write(article(title=title, paragraphs=(paragraph(text), paragraph("二"))))
    data = out.getvalue()
    assert data.startswith(b"\xef\xbb\xbfid,")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["title"] == "\n".join(map(harmless, title.split("\n")))
    assert row["text"].endswith("\n二")


@given(st.text(max_size=40))
def test_tsv_is_one_line_a_record(title: str) -> None:
    out = io.BytesIO()
    CsvWriter(Output(out), ARTICLE_COLUMNS, Article, tabs=True).write(article(title=title))
    head, row, rest = out.getvalue().decode().split("\n")
    assert rest == ""
    assert len(row.split("\t")) == len(head.split("\t")) == len(ARTICLE_COLUMNS)


@given(st.text(max_size=40), st.text(max_size=20))
def test_front_matter_is_yaml_whose_values_are_json(title: str, name: str) -> None:
    one = article(title=title, byline=(Byline(role="记者", name=name, org="本报"),))
    before, front, *_ = article_file(one).split("---\n")
    assert before == ""
    for line in front.splitlines():
        _, _, value = line.partition(": ")
        json.loads(value)


@given(st.text(max_size=80))
def test_file_names_are_safe(title: str) -> None:
    name = file_name(article(title=title, date="2026-04-27"))
    assert len(name.encode()) < 250
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith((".", "-"))
    assert name.endswith(".md")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("# 一", "\\# 一"), ("1. 一", "1\\. 一"), ("- 一", "\\- 一"), ("a*b_[c]", "a\\*b\\_\\[c\\]"), ("<b>", "\\<b\\>"), ("12.5%", "12\\.5%")],
)  # fmt: skip
def test_markdown_shows_the_text_as_it_is(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_markdown_of_an_article_without_a_headline() -> None:
    assert article_markdown(article(paragraphs=(paragraph("短讯一则。"),))).startswith(
        "## （短讯一则。）\n\n短讯一则。"
    )


def mark_figures(text: Text) -> list[tuple[int, int]]:
    """Runs of digits, for a marker."""
    return [found.span() for found in re.finditer(r"\d+艘", text.text)]


def test_what_a_marker_finds_stands_out() -> None:
    one = article(title="开渔", paragraphs=(paragraph("首日出船171艘，归港[3艘]。"),))
    assert article_markdown(one, marker=mark_figures).endswith("首日出船**171艘**，归港\\[**3艘**\\]。")
    out = io.BytesIO()
    Reading(Screen(Output(out), 80, True), mark_figures).write(one)
    assert "\x1b[1;32m171艘" in out.getvalue().decode()


def follow(
    *,
    is_terminal: bool = True,
    patience_s: float = 0.0,
    quiet: bool = False,
    term: str = "xterm",
    is_pipe: bool = False,
    written: bytes = b"",
) -> str:
    """What a run of one page writes on standard error."""
    err = io.BytesIO()
    streams = Streams(
        io.BytesIO(),
        Output(io.BytesIO(), is_pipe=is_pipe),
        Output(err, "stderr", is_terminal),
        environ={"TERM": term},
    )
    if written:
        streams.stdout.write(written)
    page = Page(id="0", source="f", start=0, end=1, chars=1, articles=1)
    with Progress(streams, quiet=quiet, patience_s=patience_s - 1e-9) as progress:
        assert list(progress.follow([page])) == [page]
    return err.getvalue().decode()


def test_progress_is_shown_and_taken_away() -> None:
    assert follow() == "\r\x1b[K1 page, 1 record …\r\x1b[K"


def test_progress_is_shown_only_to_a_person_who_waits() -> None:
    assert (
        follow(is_terminal=False) == follow(quiet=True) == follow(term="dumb") == follow(patience_s=60) == ""
    )


def test_progress_gives_way_to_whoever_reads_the_pipe() -> None:
    shown = "\r\x1b[K1 page, 1 record …\r\x1b[K"
    assert follow(is_pipe=True) == follow(written=b"{}") == shown
    assert follow(is_pipe=True, written=b"{}") == ""


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_schemas_name_every_field_in_order(kind: str) -> None:
    schema = record_schema(RECORD_TYPES[kind])
    assert list(schema["properties"]) == list(EXAMPLES[kind].to_dict())
    assert "decimal" not in json.dumps(schema)
    assert schema["properties"]["type"] == {"enum": [kind], "default": kind}


def test_every_record_with_a_type_has_a_schema(jnrb: Callable[..., Ran]) -> None:
    kinds = {
        kind
        for module in (models, counts, answers)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Record) and "type" in kind.__struct_fields__
    }
    assert kinds == set(KINDS.values())
    for name, kind in KINDS.items():
        properties = json.loads(jnrb("schema", name).out)["properties"]
        assert properties["type"] == {"enum": [name], "default": name}
        assert len(properties) == len(kind.__struct_fields__)


EXAMPLES: dict[str, Record] = {
    "page": Page(id="0", source="f", start=0, end=1, chars=1, articles=1),
    "article": article(),
    "fact": Fact(id="0", kind="count", text="三", start=0, end=1, sentence="三", rule="x"),
    "digest": Digest(id="0", source="f", chars=1),
    "finding": Finding(start=0, end=1, words="三", rule="x", message="m", sentence="三"),
    "stats": Stats(pages=1, articles=0, figures=0),
}


def test_decimals_are_written_as_numbers_without_loss() -> None:
    out = io.BytesIO()
    value = Decimal("0.10000000000000000001")
    JsonlWriter(Output(out)).write(msgspec.structs.replace(EXAMPLES["fact"], value=value))
    assert b'"value":0.10000000000000000001,' in out.getvalue()
    (back,) = parse_records([out.getvalue()], "f")
    assert isinstance(back, Fact)
    assert back.value == value
