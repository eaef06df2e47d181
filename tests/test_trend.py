"""`jnrb trend`: counts that a plain scan of the same texts comes to, and figures from issue to issue."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, run_process
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli.archive.connect import open_for_reading
from jnrb_cli.archive.query import read_query
from jnrb_cli.archive.tokens import fold_words
from jnrb_cli.archive.trend import count_words
from jnrb_cli.render.bars import draw_bar

Jnrb = Callable[..., Ran]

TEXTS = {
    "2026-04-27": ("渔港补贴渔港", "农机补贴一千元"),
    "2026-04-28": ("漁港，补贴漁漁漁",),
    "2026-05-02": ("渔港补补贴贴",),
    "2027-01-01": ("农机",),
}


def records(texts: dict[str, tuple[str, ...]]) -> bytes:
    """A page a day, an article a text."""
    lines: list[dict[str, Any]] = []
    for date, bodies in texts.items():
        page = f"p{date}"
        common = {"date": date, "paper": "临湖日报"}
        lines.append(
            {
                "type": "page",
                "id": page,
                "source": f"{page}.txt",
                "start": 0,
                "end": 99,
                "chars": 99,
                **common,
            }
            | {"articles": len(bodies)}
        )
        for n, text in enumerate(bodies, 1):
            body = [{"role": "paragraph", "text": text, "pieces": [[10 * n, 10 * n + len(text)]]}]
            lines.append(
                {"type": "article", "id": f"{page}/{n}", "page": page, "n": n, "kind": "story", **common}
                | {"chars": len(text), "confidence": 1.0, "paragraphs": body}
            )
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the texts."""
    path = tmp_path_factory.mktemp("archive") / "a.db"
    assert run_process(["archive", "add", "--archive", str(path)], stdin=records(TEXTS)).returncode == 0
    return path


@pytest.fixture(scope="module")
def opened(archived: Path) -> Iterator[sqlite3.Connection]:
    """The same, open for reading."""
    with open_for_reading(str(archived)) as connection:
        yield connection


def trend(jnrb: Jnrb, archive: Path, *arguments: str) -> list[dict[str, Any]]:
    """The records of a trend."""
    ran = jnrb("trend", *arguments, "--archive", str(archive))
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


@given(st.text(st.sampled_from("渔港补贴农机漁"), min_size=1, max_size=3))
@settings(deadline=None)
def test_counts_are_those_of_a_plain_scan(opened: sqlite3.Connection, word: str) -> None:
    points = list(count_words(opened, read_query(word), by="day"))
    wanted = fold_words(word)
    counted = {
        day: sum(text.startswith(wanted, at) for text in map(fold_words, texts) for at in range(len(text)))
        for day, texts in TEXTS.items()
    }
    assert {point.period: point.count for point in points} == (counted if any(counted.values()) else {})


@pytest.mark.parametrize(
    ("arguments", "counts"),
    [
        (("渔港",), {"2026-04": 3, "2026-05": 1, "2027-01": 0}),
        (("渔港", "--by", "year"), {"2026": 4, "2027": 0}),
        (("渔港", "--to", "2026-04-30"), {"2026-04-27": 2, "2026-04-28": 1}),
        (("渔港 OR 农机", "--by", "year"), {"2026": 5, "2027": 1}),
        (("补贴 NOT 农机", "--by", "year"), {"2026": 3, "2027": 0}),
        (("渔", "--from", "2026-05-01", "--by", "day"), {"2026-05-02": 1, "2027-01-01": 0}),
    ],
)
def test_periods(jnrb: Jnrb, archived: Path, arguments: tuple[str, ...], counts: dict[str, int]) -> None:
    assert {one["period"]: one["count"] for one in trend(jnrb, archived, *arguments)} == counts


def test_a_point_leads_back_to_its_places(jnrb: Jnrb, archived: Path) -> None:
    first, *_ = trend(jnrb, archived, "补贴", "--by", "month")
    assert (first["articles"], first["of"], first["chars"]) == (3, 3, 21)
    assert first["rate"] == round(10_000 * first["count"] / first["chars"], 2)
    place = first["places"][0]
    assert (place["article"], place["source"], place["count"]) == ("p2026-04-27/1", "p2026-04-27.txt", 1)
    assert (place["start"], place["end"]) == (12, 14)
    (one, *_) = trend(jnrb, archived, "补贴", "--by", "month", "--places", "0")
    assert one["places"] == []


def test_a_column_that_closes_its_title_counts_once(jnrb: Jnrb, archive: Path) -> None:
    page = "2026年4月27日 星期一\n\n港口昨日开通（渔港视点）\n\n　　本报讯 新港口昨日开通，码头上站满了人。\n"
    added = jnrb("archive", "add", "--archive", str(archive), stdin=page.encode())
    assert added.code == 0
    (article,) = (
        json.loads(line) for line in jnrb("archive", "export", "--archive", str(archive)).out.splitlines()
    )
    assert (article["column"], article["title"]) == ("渔港视点", "港口昨日开通（渔港视点）")
    assert [one["count"] for one in trend(jnrb, archive, "视点")] == [1]
    hit = json.loads(jnrb("search", "视点", "--archive", str(archive)).out)
    assert (hit["role"], page[hit["start"] : hit["end"]]) == ("title", "视点")


def test_a_day_that_no_calendar_has_counts_nowhere(jnrb: Jnrb, archive: Path) -> None:
    stdin = records({"2026-02-30": ("渔港",), "2026-04-01": ("渔港",)})
    assert jnrb("archive", "add", "--archive", str(archive), stdin=stdin).code == 0
    assert [one["period"] for one in trend(jnrb, archive, "渔港")] == ["2026-04-01"]


def test_figures_move(jnrb: Jnrb, archive: Path) -> None:
    texts = {
        "2026-04-27": ("全县柴油补贴约260万元。", "全县柴油补贴共3000吨。"),
        "2026-04-28": ("全县柴油补贴300万元，比去年增加20万元。",),
        "2026-04-29": ("全县柴油補貼超过350万元至400万元。", "水库水位12米。"),
    }
    assert jnrb("archive", "add", "--archive", str(archive), stdin=records(texts)).code == 0
    moved = trend(jnrb, archive, "--facts", "补贴")
    assert {one["unit"] for one in moved} == {"CNY"}
    assert [one["date"] for one in moved] == sorted(texts)
    assert [one["value"] for one in moved][:2] == [2600000, 3000000]
    assert (moved[0]["approx"], moved[0]["fact"]["text"]) == ("about", "约260万元")
    assert len({one["subject"] for one in moved}) == 1
    nothing = jnrb("trend", "--facts", "水位", "--archive", str(archive))
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err == "jnrb: nothing found: no figure of the same subject and unit on two days\n"
    assert jnrb("trend", "--facts", "补贴", "-u", "家", "--archive", str(archive)).code == 1


@pytest.mark.parametrize(
    "arguments", [("渔", "-u", "元"), ("--facts", "渔", "--by", "day"), ("渔", "--kind", "money"), ()]
)
def test_what_cannot_be_asked(jnrb: Jnrb, archived: Path, arguments: tuple[str, ...]) -> None:
    assert jnrb("trend", *arguments, "--archive", str(archived)).code == 2


@given(st.floats(0, 1), st.integers(0, 60))
def test_no_bar_is_longer_than_its_place(share: float, width: int) -> None:
    bar = draw_bar(share, width)
    assert len(bar) <= width
    assert bool(bar) == (share > 0 and width > 0)
