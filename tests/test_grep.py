"""Articles chosen by what they say (`jnrb split --grep`)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import PAGE, Ran, make_page

from jnrb_cli.cli import run
from jnrb_cli.models import Article, Page
from jnrb_cli.pipeline import _HELD_PAGES, Settings, grep_items
from jnrb_cli.streams import Output, Streams

Jnrb = Callable[..., Ran]


def found(ran: Ran) -> list[str]:
    """What came: pages by their number, articles by their headline."""
    records: list[dict[str, Any]] = [json.loads(line) for line in ran.out.splitlines()]
    return [one["title"] if one["type"] == "article" else f"{one['edition']}版" for one in records]


@pytest.mark.parametrize(
    ("patterns", "wanted"),
    [
        (["第[24]号渔港"], ["3版", "第2号渔港开渔", "5版", "第4号渔港开渔"]),
        (["^第1号", "补贴9万元"], ["2版", "第1号渔港开渔", "5版", "第4号渔港开渔"]),
        (["港开渔$"], [word for n in range(5) for word in (f"{n + 1}版", f"第{n}号渔港开渔")]),
        (["休渔"], []),
        (["何远"], []),  # who signs is not mentioned
        (["湖区新闻"], []),  # nor is the page's name
    ],
)
def test_articles_that_say_something_come_with_their_pages(
    jnrb: Jnrb, pages: Path, patterns: list[str], wanted: list[str]
) -> None:
    options = [word for pattern in patterns for word in ("--grep", pattern)]
    ran = jnrb("split", *options, str(pages))
    assert (ran.code, ran.err, found(ran)) == (0, "", wanted)
    assert jnrb("split", *options, "-j", "2", str(pages)) == ran
    records = jnrb("split", str(pages)).out
    assert jnrb("split", *options, stdin=records.encode()) == ran


def test_pages_mix(jnrb: Jnrb) -> None:
    streams = [jnrb("split", stdin=make_page(n).encode()).out.splitlines(True) for n in (1, 2)]
    mixed = "".join([streams[0][0], streams[1][0], *streams[1][1:], *streams[0][1:]])
    ran = jnrb("split", "-g", "第1号", stdin=mixed.encode())
    assert found(ran) == ["2版", "第1号渔港开渔"]


def test_pages_that_are_held_back_are_bounded() -> None:
    def items() -> Any:
        for number in range(_HELD_PAGES + 1):
            yield Page(id=str(number), source="", start=0, end=9, chars=9, articles=1)
        for number in (0, 1):
            yield Article(id="", page=str(number), n=1, kind="brief", title="开渔", chars=0, confidence=1.0)

    came = [record.type for record in grep_items(items(), Settings(), patterns=("开渔",))]  # type: ignore[union-attr]
    assert came == ["article", "page", "article"], "the oldest page was let go"


def test_they_go_into_a_folder(jnrb: Jnrb, pages: Path, tmp_path: Path) -> None:
    ran = jnrb("split", "-g", "第2号", "--output-dir", str(tmp_path / "notes"), str(pages))
    assert ran.err.startswith("jnrb: 1 article written")
    (name,) = [path.name for path in (tmp_path / "notes").iterdir()]
    assert name.startswith("2026-04-03_p03_")


def test_figures_say_no_more_than_their_sentence(jnrb: Jnrb) -> None:
    facts = jnrb("facts", "--no-subject", stdin=PAGE.encode()).out
    ran = jnrb("split", "-g", "开渔", stdin=facts.encode())
    assert (ran.code, ran.err) == (3, "jnrb: -: figures, where pages or articles are needed\n")


def test_lines_are_not_chosen(jnrb: Jnrb, page_file: Path) -> None:
    ran = jnrb("split", "-g", "开渔", "--explain", str(page_file))
    assert (ran.code, ran.out) == (2, "")
    assert "--grep" in ran.err


def test_a_person_is_told_that_there_is_nothing(page_file: Path) -> None:
    out, err = io.BytesIO(), io.BytesIO()
    streams = Streams(io.BytesIO(), Output(out, is_terminal=True), Output(err, "stderr"), environ={})
    assert run(["split", "-g", "休渔", str(page_file)], streams) == 0
    assert (out.getvalue(), err.getvalue()) == (b"", b"jnrb: nothing found\n")


def test_a_watch_list_is_taken_as_it_is(jnrb: Jnrb, pages: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    # Notepad's marks, an empty line, a note, what is no regular expression, and what one would find everywhere
    names.write_bytes("\ufeff# 本周\r\n第2号渔港\r\n\r\n*ST临湖\r\n第.号\r\n".encode())
    ran = jnrb("split", "--names", str(names), str(pages))
    assert (ran.code, ran.err, found(ran)) == (0, "", ["3版", "第2号渔港开渔"])
    both = jnrb("split", "--names", str(names), "-g", "第4号", str(pages))
    assert found(both) == ["3版", "第2号渔港开渔", "5版", "第4号渔港开渔"]
    facts = jnrb(
        "facts", "--no-subject", "--kind", "money", "--names", str(names), str(pages)
    ).out.splitlines()
    assert [json.loads(line)["text"] for line in facts] == ["7万元"]


def test_a_watch_list_with_nothing_in_it(jnrb: Jnrb, page_file: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\n# 空\n", "utf-8")
    ran = jnrb("split", "--names", str(names), str(page_file))
    assert (ran.code, ran.out, ran.err) == (2, "", f"jnrb: {names}: no name in it\n")
    assert jnrb("split", "--names", str(tmp_path / "none.txt"), str(page_file)).code == 2
