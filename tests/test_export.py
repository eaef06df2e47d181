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
