"""Articles and figures as XLSX and Parquet: the same rows as csv, with numbers for numbers."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Ran, make_page

from jnrb_cli.errors import OutputError
from jnrb_cli.models import Fact
from jnrb_cli.render.article import ARTICLE_COLUMNS
from jnrb_cli.render.fact import FACT_COLUMNS
from jnrb_cli.render.sheets import XLSX_CHARS, XlsxWriter
from jnrb_cli.streams import Output

Jnrb = Callable[..., Ran]
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheet(path: Path) -> list[dict[str, str | float]]:
    """The rows of the only sheet: numbers as floats, all else as text."""
    with zipfile.ZipFile(path) as book:
        tree = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in tree.iter(f"{_SHEET}row"):
        cells: dict[str, str | float] = {}
        for cell in row.iter(f"{_SHEET}c"):
            column = re.sub(r"\d", "", cell.attrib["r"])
            number = cell.find(f"{_SHEET}v")
            text = "".join(part.text or "" for part in cell.iter(f"{_SHEET}t"))
            cells[column] = float(number.text or "") if number is not None else text
        rows.append(cells)
    head, *body = rows
    return [{str(head[column]): value for column, value in row.items()} for row in body]


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a csv, without empty cells."""
    return [
        {name: value for name, value in row.items() if value} for row in csv.DictReader(io.StringIO(text))
    ]


@pytest.fixture
def filled(jnrb: Jnrb, archive: Path, pages: Path) -> str:
    """The options that name an archive of five pages."""
    (pages / "formula.txt").write_text(
        make_page(9).replace("第9号渔港开渔", "=1+2 http://example.com"), "utf-8"
    )
    assert jnrb("archive", "add", str(pages), "--archive", str(archive)).code == 0
    return str(archive)


@pytest.mark.parametrize("facts", [[], ["--facts"]], ids=["articles", "facts"])
def test_a_sheet_has_the_rows_of_the_csv(jnrb: Jnrb, filled: str, tmp_path: Path, facts: list[str]) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    target = tmp_path / "out.xlsx"
    command = ["archive", "export", *facts, "--archive", filled]
    assert jnrb(*command, "-f", "xlsx", "-o", str(target)).code == 0
    rows = read_sheet(target)
    wanted = read_csv(jnrb(*command, "-f", "csv").out)
    assert len(rows) == len(wanted) > 5
    for row, want in zip(rows, wanted, strict=True):
        assert row.keys() == want.keys()
        for name, value in row.items():
            assert value == (want[name] if isinstance(value, str) else float(want[name]))
    number, text = ("value", "sentence") if facts else ("n", "title")
    assert {type(row[number]) for row in rows if number in row} == {float}
    assert {type(row[text]) for row in rows if text in row} == {str}


def test_a_sheet_is_the_same_at_any_hour(jnrb: Jnrb, filled: str, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for target in (one, two):
        assert jnrb("archive", "export", "--archive", filled, "-f", "xlsx", "-o", str(target)).code == 0
        time.sleep(1.1)
    assert one.read_bytes() == two.read_bytes()


def test_columns_of_a_sheet_are_as_wide_as_what_stands_in_them(
    jnrb: Jnrb, filled: str, tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    target = tmp_path / "out.xlsx"
    assert jnrb("archive", "export", "--archive", filled, "-o", str(target)).code == 0
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<col min="(\d+)" max="(\d+)" width="([0-9.]+)"', sheet)
    widths = {n: float(width) for first, last, width in found for n in range(int(first), int(last) + 1)}
    names = list(ARTICLE_COLUMNS)
    assert widths.keys() == {n + 1 for n in range(len(names))}
    assert 50 < widths[names.index("text") + 1] < 55  # whole articles, but no wider
    assert len("2026-04-02") + 3 <= widths[names.index("date") + 1] < len("2026-04-02") + 4
    assert 2 * len("第1号渔港开渔") + 2 <= widths[names.index("title") + 1] < 2 * len("第1号渔港开渔") + 3
    assert '<autoFilter ref="A1:R7"/>' in sheet


def test_great_numbers_of_a_sheet_show_all_their_digits(jnrb: Jnrb, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    target = tmp_path / "out.xlsx"
    text = make_page(1, "投资1000亿元，去年999亿元，涨3.5%。")
    assert jnrb("facts", "--no-subject", "-o", str(target), stdin=text.encode()).code == 0
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    cells = {value: style for style, value in re.findall(r'<c r="\w+"(?: s="(\d+)")?><v>(.*?)</v>', sheet)}
    assert cells["100000000000"] != "" == cells["99900000000"] == cells["3.5"]
    assert 'formatCode="#,##0"' in styles


def test_what_a_sheet_cannot_hold() -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    writer = XlsxWriter(Output(io.BytesIO()), FACT_COLUMNS, Fact)
    fact = Fact(id="1", kind="count", text="1家", start=0, end=2, sentence="字" * 40_000, rule="count")
    writer.write(fact)
    writer._rows = 1_048_575
    with pytest.raises(OutputError, match="no more than 1,048,575 rows"):
        writer.write(fact)
    writer._rows = 1
    writer.close()
    out = writer._out.stream
    assert isinstance(out, io.BytesIO)
    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "字" * (XLSX_CHARS - 1) + "…<" in sheet
    assert "字" * XLSX_CHARS not in sheet


@pytest.mark.parametrize("facts", [[], ["--facts"]], ids=["articles", "facts"])
def test_parquet_has_the_rows_of_the_csv(jnrb: Jnrb, filled: str, tmp_path: Path, facts: list[str]) -> None:
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed: pip install '.[parquet]'"
    )
    target = tmp_path / "out.parquet"
    command = ["archive", "export", *facts, "--archive", filled]
    assert jnrb(*command, "-f", "parquet", "-o", str(target)).code == 0
    rows = parquet.read_table(target).to_pylist()
    wanted = read_csv(jnrb(*command, "-f", "csv").out)
    assert len(rows) == len(wanted) > 5
    for row, want in zip(rows, wanted, strict=True):
        cells = {name: value for name, value in row.items() if value not in (None, "")}
        assert cells.keys() == want.keys()
        for name, value in cells.items():
            assert value == (want[name] if isinstance(value, str) else type(value)(want[name]))
    if facts:
        values = [row["value"] for row in rows if row["value"] is not None]
        assert {type(value) for value in values} == {Decimal}


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_2_no_sheet_for_a_terminal(jnrb: Jnrb, filled: str, name: str) -> None:
    from jnrb_cli.cli import run
    from jnrb_cli.streams import Streams

    out, err = io.BytesIO(), io.BytesIO()
    streams = Streams(io.BytesIO(), Output(out, is_terminal=True), Output(err, "stderr"))
    assert run(["archive", "export", "--archive", filled, "-f", name], streams) == 2
    assert out.getvalue() == b""
    assert b"nothing for a terminal" in err.getvalue()


# Which columns hold numbers, of every view that a sheet can be made of; those not named are text.
NUMBERS = {
    ("stats",): {"pages", "articles", "chars", "median_chars", "figures", "papers", "dates"},
    ("stats", "--by", "unit"): {"pages", "articles", "figures", "sum", "median", "least", "most", "papers", "dates"},
    ("split",): {"edition", "n", "paragraphs", "chars", "confidence"},
    ("split", "--explain"): {"line", "start", "end", "article"},
    ("digest",): {"n", "edition", "chars"},
    ("facts", "--explain"): {"edition", "value", "base_value", "start", "end", "by"},
    ("check",): {"line", "start", "end"},
}  # fmt: skip


@pytest.mark.parametrize("command", NUMBERS, ids=" ".join)
def test_numbers_are_numbers_in_every_sheet(jnrb: Jnrb, tmp_path: Path, command: tuple[str, ...]) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    target = tmp_path / "out.xlsx"
    text = make_page(1, "比去年增长3.5%。四十多万人的的湖区。")
    assert jnrb(*command, "-o", str(target), stdin=text.encode()).code in (0, 1)
    cells = [cell for row in read_sheet(target) for cell in row.items()]
    assert {name for name, value in cells if isinstance(value, float)} == NUMBERS[command]
    assert {name for name, value in cells if isinstance(value, str)}.isdisjoint(NUMBERS[command])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", b"id,source,"),
        ("a.TSV", b"id\tsource\t"),
        ("a.json", b"[\n{"),
        ("a.jsonl", b"{"),
        ("a.ndjson", b"{"),
        ("a.md", b"#"),
        ("a.xlsx", b"PK"),
        ("a.txt", b"{"),
        ("a", b"{"),
    ],
)
def test_the_ending_of_a_name_says_the_format(jnrb: Jnrb, tmp_path: Path, name: str, begins: bytes) -> None:
    target = tmp_path / name
    if name.endswith("xlsx"):
        pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    command = ("facts", "--no-subject", "-o", str(target))
    assert jnrb(*command, stdin=make_page(1).encode()) == Ran(0, "", "")
    assert target.read_bytes().startswith(begins)
    assert jnrb(*command, "-f", "csv", stdin=make_page(1).encode()).code == 0
    assert target.read_bytes().startswith(b"id,source,")


def test_a_web_page_is_for_a_digest(jnrb: Jnrb, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    assert jnrb("digest", "-o", str(target), stdin=make_page(1).encode()).code == 0
    assert target.read_bytes().startswith(b"<!DOCTYPE html>")
    ran = jnrb("split", "-o", str(tmp_path / "b.html"), stdin=make_page(1).encode())
    assert (ran.code, ran.err) == (2, "jnrb: html is a format of jnrb digest alone\n")


def test_a_csv_of_an_explanation_has_what_was_refused(jnrb: Jnrb) -> None:
    text = make_page(1, "统一编号12345热线。")
    records = jnrb("facts", "--no-subject", "--explain", stdin=text.encode()).out
    rows = read_csv(jnrb("facts", "--no-subject", "--explain", "-f", "csv", stdin=text.encode()).out)
    assert [row["type"] for row in rows] == re.findall(r'"type":"(\w+)"', records)
    refused = [row for row in rows if row["type"] == "refused"]
    assert refused and all(row["reason"] and row["text"] and row["rule"] for row in refused)
    assert not any("reason" in row for row in rows if row["type"] == "fact")


@pytest.mark.parametrize("name", ["a.xls", "a.csv.gz", "a.PDF"])
def test_2_what_a_name_promises_is_not_written_otherwise(jnrb: Jnrb, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    ran = jnrb("facts", "--no-subject", "-o", str(target), stdin=make_page(1).encode())
    assert (ran.code, ran.out, target.exists()) == (2, "", False)
    assert f"{target}: {target.suffix.lower()} is not written; there are .jsonl, " in ran.err
    assert (
        jnrb("facts", "--no-subject", "-f", "csv", "-o", str(target), stdin=make_page(1).encode()).code == 0
    )
    assert target.read_bytes().startswith(b"id,source,")
