"""Counts: each thing once, exactly, in the same way whatever the records came through."""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import PAGE, ROOT, Ran
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli.cli import run
from jnrb_cli.counts import Stats
from jnrb_cli.models import Article, Byline, Fact, Page, Text
from jnrb_cli.streams import Output, Streams
from jnrb_cli.summarise.stats import Figure, Measured, count_records, median, most_frequent
from jnrb_cli.summarise.stats_measure import Context, measure_fact

Jnrb = Callable[..., Ran]
SAMPLES = sorted(str(path) for path in (ROOT / "samples").glob("*.txt"))
TWO_PAGES = f"{PAGE}\f{PAGE.replace('临湖日报', '临湖晚报').replace('4月27日 星期一', '4月28日 星期二')}"


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.err == ""
    return [json.loads(line) for line in ran.out.splitlines()]


def only(records: list[Any], **options: Any) -> Stats:
    (found,) = count_records(records, **options)
    return found


def article(number: int = 1, page: str = "a", **fields: Any) -> Measured:
    return Measured(article=f"{page}/{number}", page=page, **{"kind": "story", "chars": 100, **fields})


def test_a_page_is_counted(jnrb: Jnrb) -> None:
    (found,) = rows(jnrb("stats", stdin=PAGE.encode()))
    assert (found["type"], found["by"], found["group"]) == ("stats", "all", None)
    assert (found["pages"], found["articles"], found["chars"]) == (1, 1, found["median_chars"])
    assert found["kinds"] == [{"name": "brief", "count": 1}]
    assert found["bylines"] == [{"name": "何远", "count": 1}]
    assert (found["first"], found["last"], found["dates"]) == ("2026-04-27", "2026-04-27", 1)
    assert {one["name"]: one["count"] for one in found["figure_kinds"]} == {
        "count": 1,
        "measure": 1,
        "percent": 1,
        "date": 2,
    }
    assert {one["unit"]: one["sum"] for one in found["units"]} == {"艘": 171, "kg": 32000, "%": None}
    assert found["words"] == found["organisations"] == []


@pytest.mark.parametrize("by", ["all", "page", "paper", "date", "section", "byline", "kind", "unit"])
def test_what_it_came_through_changes_nothing(jnrb: Jnrb, by: str) -> None:
    arguments = ("--by", by, "--top", "0")
    raw = jnrb("stats", *arguments, *SAMPLES)
    assert rows(raw)
    split = jnrb("split", *SAMPLES)
    assert jnrb("stats", *arguments, stdin=split.out.encode()) == raw
    assert jnrb("stats", *arguments, "--jobs", "2", *SAMPLES) == raw
    assert jnrb("stats", *arguments, *SAMPLES, *SAMPLES) == raw, "a page that comes twice counts once"


def test_groups_add_up(jnrb: Jnrb) -> None:
    (whole,) = rows(jnrb("stats", *SAMPLES))
    for by in ("page", "paper", "date", "section"):
        groups = rows(jnrb("stats", "--by", by, *SAMPLES))
        for name in ("pages", "articles", "chars", "figures"):
            assert sum(group[name] for group in groups) == whole[name], (by, name)
    kinds = rows(jnrb("stats", "--by", "kind", *SAMPLES))
    assert sum(group["articles"] for group in kinds if group["kinds"]) == whole["articles"]
    assert sum(group["figures"] for group in kinds if not group["kinds"]) == whole["figures"]
    units = rows(jnrb("stats", "--by", "unit", *SAMPLES))
    assert sum(group["figures"] for group in units) == whole["figures"]


def test_figures_alone_are_counted(jnrb: Jnrb) -> None:
    facts = jnrb("facts", "--no-subject", *SAMPLES).out.encode()
    (whole,) = rows(jnrb("stats", "--top", "0", *SAMPLES))
    (found,) = rows(jnrb("stats", "--top", "0", stdin=facts))
    assert (found["figures"], found["figure_kinds"], found["units"]) == (
        whole["figures"],
        whole["figure_kinds"],
        whole["units"],
    )
    assert (found["chars"], found["median_chars"], found["kinds"]) == (None, None, [])


@pytest.mark.parametrize("by", ["page", "paper", "date", "section"])
def test_figures_alone_know_their_group(jnrb: Jnrb, by: str) -> None:
    facts = jnrb("facts", "--no-subject", *SAMPLES).out.encode()
    whole = rows(jnrb("stats", "--by", by, *SAMPLES))
    found = rows(jnrb("stats", "--by", by, stdin=facts))
    assert [(one["group"], one["label"], one["figures"]) for one in found] == [
        (one["group"], one["label"], one["figures"]) for one in whole
    ]


@pytest.mark.parametrize("facts_first", [False, True])
def test_figures_beside_their_articles_count_once(jnrb: Jnrb, facts_first: bool) -> None:
    split, facts = jnrb("split", *SAMPLES).out, jnrb("facts", "--no-subject", *SAMPLES).out
    mixed = facts + split if facts_first else split + facts
    (whole,) = rows(jnrb("stats", *SAMPLES))
    (found,) = rows(jnrb("stats", stdin=mixed.encode()))
    for name in ("pages", "articles", "chars", "figures", "figure_kinds", "units"):
        assert found[name] == whole[name], name


def test_groups_by_paper_day_and_name(jnrb: Jnrb) -> None:
    papers = rows(jnrb("stats", "--by", "paper", stdin=TWO_PAGES.encode()))
    assert [(one["group"], one["pages"]) for one in papers] == [("临湖日报", 1), ("临湖晚报", 1)]
    days = rows(jnrb("stats", "--by", "date", stdin=TWO_PAGES.encode()))
    assert [one["group"] for one in days] == ["2026-04-27", "2026-04-28"]
    signed = [article(1, names=("何远",)), article(2, names=("周远成", "何远")), article(3)]
    names = count_records(signed, by="byline")
    assert [(one.group, one.articles, one.pages) for one in names] == [
        ("何远", 2, 1),
        ("周远成", 1, 1),
        (None, 1, 1),
    ]
    (whole,) = rows(jnrb("stats", stdin=TWO_PAGES.encode()))
    assert (whole["papers"], whole["dates"], whole["first"], whole["last"]) == (
        2,
        2,
        "2026-04-27",
        "2026-04-28",
    )


def test_date_and_paper_of_the_command_line_win(jnrb: Jnrb) -> None:
    (one,) = rows(
        jnrb("stats", "--by", "paper", "--paper", "甲报", "--date", "2026-05-01", stdin=PAGE.encode())
    )
    assert (one["group"], one["first"]) == ("甲报", "2026-05-01")


def test_what_states_no_group_comes_last() -> None:
    records = [article(1, paper=None), article(2), article(1, "b", paper="甲报")]
    assert [one.group for one in count_records(records, by="paper")] == ["甲报", None]


def test_words_are_counted_when_asked(jnrb: Jnrb) -> None:
    (found,) = rows(jnrb("stats", "--words", "--top", "3", SAMPLES[0]))
    assert len(found["words"]) == 3
    assert not {one["name"] for one in found["words"]} & {"记者", "工作", "的"}


def test_words_of_traditional_pages_are_as_printed(jnrb: Jnrb) -> None:
    (found,) = rows(jnrb("stats", "--words", "--top", "0", str(ROOT / "samples" / "traditional_hk.txt")))
    assert "長廊" in {one["name"] for one in found["words"]}


@pytest.mark.parametrize(
    ("arguments", "opened"), [([], False), (["--by", "unit"], False), (["--words"], True)]
)
def test_the_dictionary_stays_shut(page_file: Path, arguments: list[str], opened: bool) -> None:
    script = (
        "import sys; from jnrb_cli.cli import run; from jnrb_cli.streams import open_streams;"
        "run(sys.argv[1:], open_streams()); print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "stats", *arguments, str(page_file)]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()
    assert bool({"rjieba", "jieba"} & set(modules)) is opened
    assert not {"rich", "dateutil", "sqlite3", "numpy"} & set(modules)


def test_counts_pass_and_are_shown(jnrb: Jnrb) -> None:
    saved = jnrb("stats", "--by", "paper", stdin=TWO_PAGES.encode())
    assert jnrb("stats", stdin=saved.out.encode()) == saved
    shown = jnrb("stats", "-f", "table", stdin=saved.out.encode())
    assert shown.out == jnrb("stats", "-f", "table", "--by", "paper", stdin=TWO_PAGES.encode()).out
    items = jnrb("stats", "-f", "md", stdin=saved.out.encode()).out
    assert items.startswith("- 临湖日报: 1 page, 1 article")


def test_nothing_read_gives_nothing(jnrb: Jnrb) -> None:
    ran = jnrb("stats", stdin=b" \n")
    assert (ran.code, ran.out) == (3, "")


def test_a_page_without_articles(jnrb: Jnrb) -> None:
    (found,) = rows(jnrb("stats", stdin="临湖日报\n2026年4月27日 星期一\n".encode()))
    assert (found["pages"], found["articles"], found["chars"], found["figures"]) == (1, 0, None, 0)


def test_a_figure_said_twice_counts_once_in_the_sum() -> None:
    once = Figure("money", "CNY", Decimal(500), True)
    found = only([article(figures=(once, once, Figure("money", "CNY", Decimal(20), True)))])
    (unit,) = found.units
    assert (unit.figures, unit.sum, unit.least, unit.most) == (3, 520, 20, 500)
    both = only([article(1, figures=(once,)), article(2, figures=(once,))])
    assert both.units[0].sum == 1000


def test_sums_are_exact() -> None:
    figures = [
        Figure("money", "CNY", Decimal(value), True) for value in ("0.1", "0.2", "12345678901234567890.07")
    ]
    (unit,) = only([article(figures=tuple(figures))]).units
    assert unit.sum == Decimal("12345678901234567890.37")


@pytest.mark.parametrize(
    ("fields", "unit", "added"),
    [
        ({"kind": "count", "unit": "家"}, "家", True),
        ({"kind": "percent", "unit": "%"}, "%", False),
        ({"kind": "age", "unit": "岁"}, "岁", False),
        ({"kind": "measure", "unit": "度"}, "度", False),
        ({"kind": "money", "unit": "元/公斤"}, "元/公斤", False),
        ({"kind": "ordinal", "unit": "届"}, None, False),
        ({"kind": "date", "unit": None}, None, False),
    ],
)
def test_what_can_be_added(fields: dict[str, Any], unit: str | None, added: bool) -> None:
    fact = Fact(id="1", text="5", start=0, end=1, value=Decimal(5), sentence="", rule="", **fields)
    figure = measure_fact(fact)
    assert (figure.unit, figure.added) == (unit, added)


def test_an_article_knows_its_page_when_it_comes_later() -> None:
    context = Context()
    context.page(Page(id="a", source="a.txt", section="要闻", start=0, end=9, chars=9, articles=1))
    context.page(Page(id="b", source="b.txt", section="民生", start=0, end=9, chars=9, articles=1))
    text = Text(role="paragraph", text="出船171艘。", pieces=((0, 7),))
    one = Article(id="a/1", page="a", n=1, kind="story", chars=7, confidence=1.0, paragraphs=(text,),
                  byline=(Byline(role="记者", name="何远"),))  # fmt: skip
    measured = context.article(one, words=False)
    assert (measured.section, measured.names, measured.figures[0].value) == ("要闻", ("何远",), 171)


COUNTS = st.dictionaries(st.integers(0, 60), st.integers(1, 4), min_size=1)


@given(COUNTS)
def test_the_median_is_the_median(counts: dict[int, int]) -> None:
    values = [value for value, times in counts.items() for _ in range(times)]
    found = median(Counter(counts))
    assert found is not None
    assert float(found) == statistics.median(values)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 500), st.sampled_from(["story", "photo", "brief"])))
)
def test_counts_are_those_of_the_list(told: list[tuple[int, int, str]]) -> None:
    records = [article(n, f"p{page}", chars=chars, kind=kind) for n, (page, chars, kind) in enumerate(told)]
    if not records:
        assert list(count_records(records)) == []
        return
    found = only(sorted(records, key=lambda one: one.page or ""))
    assert found.articles == len(told)
    assert found.pages == len({page for page, _, _ in told})
    assert found.chars == sum(chars for _, chars, _ in told)
    assert {one.name: one.count for one in found.kinds} == Counter(kind for _, _, kind in told)


@given(st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=2), st.integers(1, 5)), st.integers(0, 6))
def test_the_most_frequent_come_first(counts: dict[str, int], top: int) -> None:
    found = most_frequent(Counter(counts), top)
    assert len(found) == min(top or len(counts), len(counts))
    assert [(one.name, one.count) for one in found] == sorted(
        ((one.name, one.count) for one in found), key=lambda pair: (-pair[1], pair[0])
    )


def test_memory_does_not_grow_with_the_number_of_pages() -> None:
    """A hundred times as many pages of the same kind leave as much behind."""
    import tracemalloc

    def peak(pages: int) -> int:
        figures = (Figure("count", "家", Decimal(7), True),)
        records = (article(1, f"{number:x}", paper="甲报", figures=figures) for number in range(pages))
        tracemalloc.start()
        only(records, by="paper")  # type: ignore[arg-type]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    from jnrb_cli.summarise import stats

    kept, stats.REMEMBERED = stats.REMEMBERED, 100
    try:
        assert peak(20_000) < 2 * peak(200)
    finally:
        stats.REMEMBERED = kept


def test_pages_go_out_as_they_are_counted() -> None:
    given: list[str] = []

    def records() -> Any:
        for page in "abc":
            given.append(page)
            yield article(1, page)

    first = next(iter(count_records(records(), by="page")))
    assert (first.group, given) == ("a", ["a", "b"])


def test_stats_alone_tells_of_the_archive(jnrb: Jnrb, pages: Path, archive: Path, tmp_path: Path) -> None:
    def ask(path: Path) -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        streams = Streams(
            io.BytesIO(),
            Output(out, is_terminal=True),
            Output(err, "stderr"),
            stdin_is_terminal=True,
            environ={"JNRB_ARCHIVE": str(path), "COLUMNS": "80", "NO_COLOR": "1"},
        )
        code = run(["stats"], streams)
        return Ran(int(code), out.getvalue().decode(), err.getvalue().decode())

    assert jnrb("archive", "add", str(pages), "--archive", str(archive)).code == 0
    told = ask(archive)
    assert (told.code, told.err) == (0, "")
    assert "\npages     5\narticles  5\n" in told.out
    assert "\npapers    临湖日报  5\n" in told.out
    nothing = ask(tmp_path / "nowhere.db")
    assert (nothing.code, nothing.out) == (2, "")
    assert "nothing to read" in nothing.err
