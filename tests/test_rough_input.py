"""What no newspaper prints and every program is fed: numbers without end, records that nobody wrote so."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Ran

from jnrb_cli.archive.answers import Movement
from jnrb_cli.models import Fact
from jnrb_cli.render.console import Screen
from jnrb_cli.render.trend_table import MovementChart
from jnrb_cli.streams import Output

Jnrb = Callable[..., Ran]

LONG = "1234567890" * 3
# Beyond what a float holds.
ENDLESS = "亿" * 45
LONG_PAGE = f"""临湖日报
2026年4月27日 星期一

湖区开渔

昨天湖区开渔，投资{LONG}元，由1人增加到{LONG}人，增长20%，面积{LONG}亩。
修堤花了{ENDLESS}元，共{LONG}条船。
"""


@pytest.mark.parametrize(
    "command",
    [
        ("split", "-f", "table"),
        *(("facts", "--no-subject", "-f", name) for name in ("table", "jsonl", "json", "csv", "tsv", "md")),
        *(("digest", "-f", name) for name in ("table", "md", "html", "csv")),
        *(("stats", "-f", name) for name in ("table", "md")),
        *(("stats", "--by", "unit", "-f", name) for name in ("table", "md", "csv")),
        ("show", "-f", "table"),
        ("facts", "--min", "3"),
    ],
    ids=" ".join,
)
def test_a_number_without_end_is_a_number(jnrb: Jnrb, command: tuple[str, ...]) -> None:
    ran = jnrb(*command, stdin=LONG_PAGE.encode())
    assert (ran.code, ran.err) == (0, "")


def test_a_check_reads_a_number_without_end(jnrb: Jnrb) -> None:
    ran = jnrb("check", "--rule", "percent", stdin=LONG_PAGE.encode())
    assert (ran.code, ran.err) == (1, "")


def test_each_digit_is_written(jnrb: Jnrb) -> None:
    records = jnrb("facts", "--no-subject", stdin=LONG_PAGE.encode()).out
    rows = csv.DictReader(io.StringIO(jnrb("facts", "-f", "csv", stdin=records.encode()).out))
    assert LONG in [row["value"] for row in rows]
    assert f"{int(LONG):,} 元" in jnrb("facts", "-f", "table", stdin=records.encode()).out


def test_a_sheet_takes_a_number_that_no_cell_takes(jnrb: Jnrb, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: pip install '.[xlsx]'")
    target = tmp_path / "out.xlsx"
    ran = jnrb("facts", "--no-subject", "-f", "xlsx", "-o", str(target), stdin=LONG_PAGE.encode())
    assert (ran.code, ran.err, target.stat().st_size > 0) == (0, "", True)


def test_figures_without_end_make_a_chart() -> None:
    out = io.BytesIO()
    chart = MovementChart(Screen(Output(out), 2000, colour=False))
    fact = Fact(id="1", kind="money", text="亿亿元", start=0, end=3, sentence="", rule="")
    for day, value in (("2026-04-27", Decimal("1e400")), ("2026-04-28", Decimal("2e400"))):
        chart.write(Movement(subject="投资", unit="元", date=day, source="", value=value, fact=fact))
    chart.close()
    assert [line.count("█") for line in out.getvalue().decode().splitlines()] == [0, 20, 40]


FACT = (
    '{"type": "fact", "id": "a", "kind": "count", "text": "3个", "start": 0, "end": 2, "value": 3, "unit": "个",'
    ' "sentence": "", "rule": ""}'
)
PAGE_RECORD = '{"type": "page", "id": "a", "source": "", "start": 0, "end": 9, "chars": 9, "articles": 0}'


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (FACT.replace("3,", '"NaN",'), "no record of ours: the number NaN"),
        (FACT.replace("3,", '"-Infinity",'), "no record of ours: the number -Infinity"),
        (FACT.replace("3,", "1e999999999,"), "no record of ours: the number 1E+999999999"),
        (FACT.replace("3,", '3, "base": {"value": 1e-5000, "unit": "m"},'), "the number 1E-5000"),
        (FACT.replace("3,", '3, "change": {"direction": "up", "by": 1e5000},'), "the number 1E+5000"),
        (
            f'{{"type": "digest", "id": "a", "source": "", "chars": 0, "figures": [{FACT.replace("3,", "1e5000,")}]}}',
            "the number 1E+5000",
        ),
        (
            '{"type": "stats", "pages": 0, "articles": 0, "figures": 1, "units": [{"unit": "m", "figures": 1, "sum": 1e5000}]}',
            "the number 1E+5000",
        ),
        (
            PAGE_RECORD.replace('"articles": 0', f'"articles": {10**30}'),
            "no record of ours: expected `int` <=",
        ),
        (PAGE_RECORD.replace('"start": 0', '"start": -1'), "no record of ours: expected `int` >= 0"),
        (PAGE_RECORD.replace('"chars"', '"x": ' + "[" * 100_000), "no record of ours: too deep"),
        (PAGE_RECORD.replace('"source": ""', '"source": "\\ud800"'), "not JSON"),
    ],
)
def test_a_record_that_cannot_be_is_told_and_passed_by(jnrb: Jnrb, record: str, complaint: str) -> None:
    for command in (("split",), ("facts", "-f", "table"), ("stats", "--by", "unit", "-f", "csv")):
        ran = jnrb(*command, stdin=f"{FACT}\n{record}\n{FACT}\n".encode())
        assert ran.code == 3
        assert ran.err.startswith("jnrb: -:2: ")
        assert complaint in ran.err
        assert len(ran.err.splitlines()) == 1


def test_a_record_in_another_encoding_is_told(jnrb: Jnrb) -> None:
    ran = jnrb("facts", stdin=f"{FACT}\n".encode() + FACT.encode("gbk") + b"\n")
    assert (ran.code, ran.err) == (3, "jnrb: -:2: not JSON: not UTF-8\n")
