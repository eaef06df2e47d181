"""`jnrb search`: what is found by which words, how it is pointed at, and that no query can be wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from case_files import read_cases
from conftest import PAGE, Ran, run_process
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli.archive.connect import open_for_reading
from jnrb_cli.archive.highlight import find_phrases
from jnrb_cli.archive.query import MAX_CHARS, read_query
from jnrb_cli.archive.search import count_articles, find_articles, find_keys, rank_articles
from jnrb_cli.archive.tokens import find_tokens, token_text
from jnrb_cli.errors import UsageError

Jnrb = Callable[..., Ran]


def article(n: int, **parts: Any) -> dict[str, Any]:
    """An article record with one paragraph."""
    text = parts.pop("text")
    body = [{"role": "paragraph", "text": text, "pieces": [[0, len(text)]]}]
    return {
        **{"type": "article", "id": f"f00/{n}", "page": "f00", "n": n, "kind": "story", "chars": len(text)},
        **{"confidence": 1.0, "paragraphs": body, **parts},
    }


PAGE_RECORD = {"type": "page", "id": "f00", "source": "s", "start": 0, "end": 9, "chars": 99, "articles": 3}
ARTICLES = [
    article(1, kicker="湖区新貌", title="大湖“开渔”节", text="首日出船127艘，渔民领到柴油补贴。"),
    article(2, title="修補漁網", text="漁民車 斌說，網，發到每條船。"),
    article(3, title="农机补贴", text="发了1,200万元。5G 基站修好，农机手不用等。"),
]


def records() -> bytes:
    """The page and its articles as JSONL."""
    return "".join(json.dumps(one) + "\n" for one in (PAGE_RECORD, *ARTICLES)).encode()


@pytest.fixture(scope="module")
def found_by(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """An archive of the three articles, open for reading."""

    path = tmp_path_factory.mktemp("archive") / "a.db"
    ran = run_process(["archive", "add", "--archive", str(path)], stdin=records())
    assert ran.returncode == 0, ran.stderr
    with open_for_reading(str(path)) as connection:
        yield connection


@pytest.fixture
def filled(jnrb: Jnrb, archive: Path, pages: Path, page_file: Path) -> Path:
    """An archive of six invented pages."""
    assert jnrb("archive", "add", str(pages), str(page_file), "--archive", str(archive)).code == 0
    return archive


def search(jnrb: Jnrb, archive: Path, *arguments: str) -> list[dict[str, Any]]:
    """The records of a search that finds something."""
    ran = jnrb("search", *arguments, "--archive", str(archive))
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("case", read_cases("search"))
def test_queries(case: dict[str, Any], found_by: sqlite3.Connection) -> None:
    query = read_query(case["text"])
    hits = list(find_articles(found_by, query))
    assert sorted(int(hit.article.partition("/")[2]) for hit in hits) == case["expected"]
    assert count_articles(found_by, query) == len(hits)
    for hit in hits:
        assert hit.marks
        assert hit.text


RUBBISH = st.text(
    st.sampled_from("补贴农机渔5G \"“”「()（）*:^-+,.NOTANDR{}'\\\n\0¶") | st.characters(), max_size=60
)
WORDS = st.lists(
    st.sampled_from(["补贴", "农机", "渔", "網", "AND", "OR", "NOT", "(", ")", '"', "5G"]), max_size=40
).map(" ".join)


@settings(deadline=None)
@given(RUBBISH | WORDS | st.lists(st.sampled_from(["(", "NOT", "渔 ", "OR ("]), max_size=200).map(" ".join))
def test_no_query_is_wrong(found_by: sqlite3.Connection, text: str) -> None:
    query = read_query(text[:MAX_CHARS])
    for hit in find_articles(found_by, query):
        assert hit.sentence


@settings(deadline=None)
@given(WORDS)
def test_the_index_and_a_closer_look_agree(found_by: sqlite3.Connection, text: str) -> None:
    query = read_query(text)
    if query.match is None:
        return
    texts = {
        one["id"]: "。".join(filter(None, (one.get("kicker"), one["title"], one["paragraphs"][0]["text"])))
        for one in ARTICLES
    }
    held = {name for name, text in texts.items() if query.holds(text)}
    assert {hit.article for hit in find_articles(found_by, query)} == held


@given(st.text(st.sampled_from("渔港补贴，。“”5G12,.a 漁"), max_size=40), st.integers(1, 4), st.data())
def test_a_phrase_is_found_wherever_its_tokens_stand(text: str, length: int, data: st.DataObject) -> None:
    tokens = [token.text for token in find_tokens(text)]
    if len(tokens) < length:
        return
    at = data.draw(st.integers(0, len(tokens) - length))
    phrase = tuple(tokens[at : at + length])
    wanted = [one for one in range(len(tokens)) if tuple(tokens[one : one + length]) == phrase]
    found = find_phrases(text, [phrase])
    assert len(found) == len(wanted)
    for start, end, _ in found:
        assert token_text(text[start:end]).strip(" ¶") == " ".join(phrase).strip(" ¶") or "¶" in phrase


def test_deep_brackets_are_no_trouble(found_by: sqlite3.Connection) -> None:
    text = "渔 NOT (网 OR (补 AND NOT (机 OR (" * 20
    assert list(find_articles(found_by, read_query(text)))


def test_a_text_is_no_query() -> None:
    with pytest.raises(UsageError):
        read_query("渔" * (MAX_CHARS + 1))


def test_a_hit_knows_its_place(jnrb: Jnrb, filled: Path) -> None:
    (hit,) = search(jnrb, filled, "鲜鱼约32", "首日")
    assert PAGE[hit["start"] : hit["end"]] == "首日"
    assert [hit["sentence"][start:end] for start, end in hit["marks"]] == ["首日", "鲜鱼约32"]
    assert (hit["paper"], hit["date"], hit["edition"], hit["role"]) == (
        "临湖日报",
        "2026-04-27",
        5,
        "paragraph",
    )


def test_a_headline_weighs_more_than_a_body(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    for name, title, body in (
        ("a", "鱼市开张", "湖边的渡口也热闹了，渡口停满了车。"),
        ("b", "渡口通车", "湖边的鱼市也热闹了。"),
    ):
        (tmp_path / f"{name}.txt").write_text(
            f"临湖日报\n2026年4月27日 星期一 5 湖区\n\n{title}\n本报记者 何远\n\n{body}\n", "utf-8"
        )
    assert jnrb("archive", "add", str(tmp_path / "*.txt"), "--archive", str(archive)).code == 0
    hits = search(jnrb, archive, "渡口")
    assert [hit["title"] for hit in hits] == ["渡口通车", "鱼市开张"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ((), 6),
        (("--limit", "2"), 2),
        (("--limit", "0"), 6),
        (("--from", "2026-04-05"), 2),
        (("--to", "2026-04-01"), 1),
        (("--paper", "临湖日报", "--byline", "何远"), 6),
        (("--section", "湖区新闻", "--to", "2026-04-02"), 2),
    ],
)
def test_filters(jnrb: Jnrb, filled: Path, arguments: tuple[str, ...], count: int) -> None:
    assert len(search(jnrb, filled, "开渔", *arguments)) == count


@pytest.mark.parametrize(
    "filters", [("--paper", "别的报"), ("--kind", "ad"), ("--byline", "何"), ("--from", "2027-01-01")]
)
def test_nothing_found_is_exit_1(jnrb: Jnrb, filled: Path, filters: tuple[str, str]) -> None:
    ran = jnrb("search", "开渔", *filters, "--archive", str(filled))
    assert (ran.code, ran.out, ran.err) == (1, "", "jnrb: nothing found\n")


def test_a_search_makes_no_file(jnrb: Jnrb, tmp_path: Path) -> None:
    ran = jnrb("search", "开渔", "--archive", str(tmp_path / "no" / "a.db"))
    assert ran.code == 4
    assert not list(tmp_path.iterdir())


def test_a_search_changes_nothing(jnrb: Jnrb, filled: Path) -> None:
    before = filled.read_bytes()
    search(jnrb, filled, "开渔")
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_results_come_with_those_that_go_on_in_the_same_order(jnrb: Jnrb, filled: Path) -> None:
    everything = search(jnrb, filled, "渔", "--limit", "0")
    assert search(jnrb, filled, "渔", "--limit", "3") == everything[:3]
    assert sorted(everything, key=lambda hit: -hit["score"]) == everything


@given(st.integers(1, 8), st.integers(0, 8))
def test_of_many_those_added_last_are_ranked_first(
    found_by: sqlite3.Connection, at_once: int, limit: int
) -> None:
    match = read_query("补贴 OR 渔").match
    ranks = {key: rank for key, rank in rank_articles(found_by, match)}
    newest = sorted(ranks, reverse=True)
    lots = [newest[at : at + at_once] for at in range(0, len(newest), at_once)]
    wanted = [key for lot in lots for key in sorted(lot, key=lambda key: (ranks[key], key))]
    found = list(rank_articles(found_by, match, limit=limit, at_once=at_once))
    assert [key for key, _ in found] == (wanted[:limit] if limit else wanted)
    assert dict(found).items() <= ranks.items()
    assert sorted(find_keys(found_by, match)) == sorted(ranks)


def figures(jnrb: Jnrb, archive: Path, *arguments: str) -> list[str]:
    """The figures that a search finds, as printed."""
    return [one["text"] for one in search(jnrb, archive, "--facts", *arguments)]


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (("鲜鱼", "--limit", "1", "--to", "2026-04-01"), ["约32吨"]),
        (("補貼", "--kind", "money", "--min", "8万"), ["8万元", "9万元"]),
        (("补贴", "--min", "七万", "--max", "80,000", "--kind", "money"), ["7万元", "8万元"]),
        (("补贴 NOT 出船", "--kind", "money"), []),
        (("--unit", "kg"), ["约32吨", "约33吨", "约34吨", "约35吨", "约36吨", "约32吨"]),
        (("--unit", "吨", "--min", "35"), ["约35吨", "约36吨"]),
        (("--kind", "measure", "--min", "35000", "--to", "2026-04-04"), ["约35吨"]),
        (("--kind", "money", "--min", "5", "--max", "5万"), ["5万元"]),
    ],
)
def test_figures_by_words_kind_unit_and_size(
    jnrb: Jnrb, filled: Path, arguments: tuple[str, ...], texts: list[str]
) -> None:
    if texts:
        assert sorted(figures(jnrb, filled, *arguments)) == sorted(texts)
    else:
        assert jnrb("search", "--facts", *arguments, "--archive", str(filled)).code == 1


def test_what_is_counted_comes_before_what_stands_beside_it(jnrb: Jnrb, archive: Path) -> None:
    lines = [
        PAGE_RECORD,
        article(1, title="开渔", text="补贴发到船上，当天出船127艘。"),
        article(2, title="农机", text="农机补贴1200万元。"),
    ]
    stdin = "".join(json.dumps(one) + "\n" for one in lines).encode()
    assert jnrb("archive", "add", "--archive", str(archive), stdin=stdin).code == 0
    found = search(jnrb, archive, "--facts", "补贴")
    assert found[0]["text"] == "1200万元"
    assert len(found) > 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (" ",),
        ("--facts", ""),
        ("--facts",),
        ("渔", "--min", "3"),
        ("渔", "--kind", "money"),
        ("--facts", "--kind", "story"),
        ("渔", "--from", "2026-13"),
        ("渔", "--to", "2026-04-31"),
        ("渔", "--from", "26"),
        ("渔", "--from", "2026-05", "--to", "2026-04"),
    ],
)
def test_what_cannot_be_asked(jnrb: Jnrb, filled: Path, arguments: tuple[str, ...]) -> None:
    ran = jnrb("search", *arguments, "--archive", str(filled))
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_whole_articles_are_as_they_were_put_in(jnrb: Jnrb, filled: Path) -> None:
    exported = jnrb("archive", "export", "--archive", str(filled)).out.splitlines()
    articles = {json.loads(line)["id"]: json.loads(line) for line in exported}
    for options in ((), ("--newest",), ("--newest", "-n", "2"), ("--from", "2026-04-04")):
        hits = search(jnrb, filled, "渔港", *options)
        whole = search(jnrb, filled, "渔港", "--whole", *options)
        assert whole == [articles[hit["article"]] for hit in hits] != []
    assert jnrb("search", "休渔", "--whole", "--archive", str(filled)).code == 1
    ran = jnrb("search", "--facts", "渔港", "--whole", "--archive", str(filled))
    assert (ran.code, ran.err) == (2, "jnrb: --whole is for articles: it goes without --facts\n")


def test_what_was_found_is_shown_by_its_id(jnrb: Jnrb, filled: Path, page_file: Path) -> None:
    hit = search(jnrb, filled, "湖区开渔第一天")[0]
    place = ("--archive", str(filled))
    whole = jnrb("show", str(page_file)).out
    assert jnrb("show", hit["page"], *place) == jnrb("show", hit["article"], *place) == Ran(0, whole, "")
    assert (
        jnrb("show", hit["page"], "1", *place).out == jnrb("show", hit["article"] + "#2", *place).out == whole
    )
    other = jnrb("show", hit["article"], "--paper", "临湖晚报", *place).out
    assert other == whole.replace("临湖日报", "临湖晚报") != whole
    for words in ((hit["page"], "2"), (hit["page"] + "/2",), ("0123456789ab",)):
        ran = jnrb("show", *words, *place)
        assert (ran.code, ran.out) == (2, "")
        assert f"nothing of this id in {filled}" in ran.err
    assert jnrb("show", str(page_file), *place).code == 2


def test_a_file_named_like_an_id_is_a_file(
    jnrb: Jnrb, tmp_path: Path, page_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "0123456789ab").write_bytes(page_file.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert jnrb("show", "0123456789ab").out == jnrb("show", str(page_file)).out != ""


def test_the_newest_come_first(jnrb: Jnrb, filled: Path) -> None:
    best = search(jnrb, filled, "渔港")
    newest = search(jnrb, filled, "渔港", "--newest")
    days = [hit["date"] for hit in newest]
    assert days == sorted(days, reverse=True) != [hit["date"] for hit in best]
    by_article = {hit["article"]: hit for hit in best}
    assert all({**by_article[hit["article"]], "same": None} == {**hit, "same": None} for hit in newest)
    assert search(jnrb, filled, "渔港", "--newest", "-n", "2") == newest[:2]
    chosen = search(jnrb, filled, "渔港", "--newest", "--to", "2026-04-03")
    assert [hit["date"] for hit in chosen] == [day for day in days if day <= "2026-04-03"]
    ran = jnrb("search", "--facts", "渔港", "--newest", "--archive", str(filled))
    assert (ran.code, ran.err) == (2, "jnrb: --newest is for articles: it goes without --facts\n")
