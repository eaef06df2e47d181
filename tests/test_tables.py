"""Tables hold their width, whatever stands in them, and waste none of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Ran

from jnrb_cli.render.cells import text_width

Jnrb = Callable[..., Ran]

SAMPLES = sorted(str(path) for path in (ROOT / "samples").glob("*.txt"))
# Sums of a national paper, a name of one Latin word, and a headline that fills its column.
GREAT = """湖区时报
2026年4月27日 星期一 5 湖区新闻

湖区综合治理和航道疏浚两项工程全年计划总投资超过5万亿元
本报记者 何远

昨天，湖区公布投资计划：总投资超过5万亿元，去年完成708125.65亿元，由3亿元增加到25亿元，修堤0.5公里，
长渠1200000公里，另有Supercalifragilisticexpialidocious-Organisation的3.6元。
"""
COMMANDS = [
    ("split",),
    ("split", "--explain"),
    ("facts",),
    ("facts", "--explain"),
    ("digest",),
    ("stats",),
    ("stats", "--by", "unit"),
    ("stats", "--by", "page"),
    ("check",),
]


def table(jnrb: Jnrb, command: tuple[str, ...], width: int) -> list[str]:
    """The lines of a command's table over all samples and a page of great sums."""
    ran = jnrb(*command, "-f", "table", "-", *SAMPLES, stdin=GREAT.encode(), environ={"COLUMNS": str(width)})
    assert ran.err == ""
    return ran.out.splitlines()


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(jnrb: Jnrb, command: tuple[str, ...], width: int) -> None:
    lines = table(jnrb, command, width)
    assert len(lines) > 10
    assert [line for line in lines if text_width(line) > width] == []


def test_great_sums_stand_in_their_row(jnrb: Jnrb) -> None:
    lines = table(jnrb, ("stats",), 80)
    (money,) = [line for line in lines if line.startswith("CNY")]
    assert "亿" in money
    wide = table(jnrb, ("stats",), 140)
    (money,) = [line for line in wide if line.startswith("CNY")]
    assert "70,812,565,000,000" in money


def test_what_a_page_holds_is_told_on_one_line(jnrb: Jnrb, tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 40}.txt"
    path.write_text(GREAT, "utf-8")
    ran = jnrb("split", "-f", "table", str(path), environ={"COLUMNS": "200"})
    assert f"5版  湖区新闻  {path}: 1 article, " in ran.out.splitlines()[0]
    ran = jnrb("split", "-f", "table", "-", stdin=GREAT.encode(), environ={"COLUMNS": "50"})
    assert ran.out.splitlines()[1].startswith("-: 1 article, ")


def test_what_comes_without_its_page_says_where_it_stands(jnrb: Jnrb) -> None:
    def heads(command: str, stdin: str) -> list[str]:
        ran = jnrb(command, "-f", "table", stdin=stdin.encode(), environ={"COLUMNS": "80"})
        return [line.split("  samples")[0] for line in ran.out.splitlines() if "2025-04-22" in line[:20]]

    city = str(ROOT / "samples" / "city.txt")
    page, *articles = jnrb("split", city).out.splitlines(True)
    facts = jnrb("facts", "--no-subject", city).out
    for command, records in (("split", articles), ("facts", articles), ("facts", [facts])):
        assert heads(command, "".join(records)) == [CITY[0]], command
        assert heads(command, "".join([page, *records])) == [CITY[1]], command
    table = jnrb("facts", "-f", "table", stdin=facts.encode()).out
    assert "\n3  三百只“小信箱” 收来急难愁盼\n" in table


CITY = ("澜川日报  2025-04-22  6版  城东新区", "澜川日报  2025-04-22  星期二  6版  城东新区")


def test_a_page_of_no_name_is_told_once(jnrb: Jnrb, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("昨天，河湾村的蓄水池修好了。\n", "utf-8")
    for width in ("80", "200"):
        ran = jnrb("split", "-f", "table", str(path), environ={"COLUMNS": width})
        assert ran.out.replace("\n", "").count(str(path)) == 1


def test_top_figures_stand_in_columns(jnrb: Jnrb) -> None:
    (digest,) = map(json.loads, jnrb("digest", "-f", "jsonl", stdin=GREAT.encode()).out.splitlines())
    shown = jnrb("digest", "-f", "table", stdin=GREAT.encode(), environ={"COLUMNS": "120"}).out
    top = shown.split("\n\n")[1].splitlines()
    told = [
        (line, one["subject"]) for line, one in zip(top, digest["figures"], strict=True) if one["subject"]
    ]
    assert any("↑ from" in line for line, _ in told)
    assert len({text_width(line[: line.rindex(subject)]) for line, subject in told}) == 1


def test_a_long_finding_fills_its_line(jnrb: Jnrb) -> None:
    lines = table(jnrb, ("check", "--rule", "paragraph"), 80)
    first, *_ = [line for line in lines if "  paragraph" in line]
    assert text_width(first) > 70
