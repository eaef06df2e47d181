"""The archive: what is put in, what is passed by, what takes the place of what, and what comes out again."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PAGE, ROOT, Ran, make_page

from jnrb_cli.archive.connect import open_for_reading
from jnrb_cli.archive.place import default_path
from jnrb_cli.archive.query import read_query

Jnrb = Callable[..., Ran]
READING = (["list"], ["info"], ["export"], ["export", "--facts"], ["verify"])


def add(jnrb: Jnrb, archive: Path, *arguments: object, stdin: bytes = b"", code: int = 0) -> dict[str, Any]:
    """Add pages; what was done."""
    ran = jnrb("archive", "add", "--archive", str(archive), *map(str, arguments), stdin=stdin)
    assert ran.code == code, ran.err
    tally: dict[str, Any] = json.loads(ran.out)
    return {name: tally[name] for name in ("added", "replaced", "unchanged", "removed") if tally[name]}


def rows(archive: Path, question: str) -> list[Any]:
    """What SQLite answers."""
    connection = sqlite3.connect(archive)
    found = connection.execute(question).fetchall()
    connection.commit()
    connection.close()
    return found


def find(archive: Path, word: str) -> list[str]:
    """The titles of the articles that a word stands in, the best first."""
    with open_for_reading(str(archive)) as connection:
        return [
            title
            for (title,) in connection.execute(
                "SELECT title FROM pair_index JOIN article ON article.key = pair_index.rowid"
                " WHERE pair_index MATCH ? ORDER BY rank",
                (read_query(word).match,),
            )
        ]


def verdict(jnrb: Jnrb, archive: Path, *arguments: str) -> tuple[int, list[str], dict[str, int]]:
    """The exit code of a proof, its troubles and its numbers."""
    ran = jnrb("archive", "verify", "--archive", str(archive), *arguments)
    *proofs, last = map(json.loads, ran.out.splitlines())
    numbers = {name: last[name] for name in ("pages", "proved", "wrong")}
    return ran.code, [trouble for proof in proofs for trouble in proof["troubles"]], numbers


def whole(jnrb: Jnrb, archive: Path, pages: int) -> None:
    """Assert that an archive has so many pages and proves right."""
    assert verdict(jnrb, archive) == (0, [], {"pages": pages, "proved": pages, "wrong": 0})


def test_the_same_page_twice_changes_nothing(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    assert add(jnrb, archive, pages) == {"added": 5}
    before = archive.read_bytes()
    assert add(jnrb, archive, pages) == {"unchanged": 5}
    assert add(jnrb, archive, os.path.relpath(pages)) == {"unchanged": 5}
    assert archive.read_bytes() == before


def test_a_changed_text_takes_the_place_of_the_old_one(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    add(jnrb, archive, pages)
    assert find(archive, "第3号渔港") == ["第3号渔港开渔"]
    (pages / "3.txt").write_text(make_page(30), "utf-8")
    assert add(jnrb, archive, pages) == {"replaced": 1, "unchanged": 4}
    assert (find(archive, "第3号渔港"), find(archive, "第30号渔港")) == ([], ["第30号渔港开渔"])
    assert rows(archive, "SELECT count(*) FROM fact WHERE sentence LIKE '%第3号%'") == [(0,)]
    whole(jnrb, archive, 5)


def test_other_rules_make_a_page_anew(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    add(jnrb, archive, pages)
    rows(archive, "UPDATE recipe SET rules = 'of old'")
    rows(archive, "UPDATE page SET stamp = x'00'")
    info = json.loads(jnrb("archive", "info", "--archive", str(archive)).out)
    assert (info["outdated"], info["rules"]) == (5, [{"name": "0.1.0 of old", "count": 5}])
    assert add(jnrb, archive, pages) == {"replaced": 5}
    assert json.loads(jnrb("archive", "info", "--archive", str(archive)).out)["outdated"] == 0
    whole(jnrb, archive, 5)


def test_another_day_or_paper_makes_a_page_anew(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    add(jnrb, archive, pages)
    assert add(jnrb, archive, pages, "--paper", "湖东晚报", "--date", "2026-05-01") == {"replaced": 5}
    assert add(jnrb, archive, pages, "--paper", "湖东晚报", "--date", "2026-05-01") == {"unchanged": 5}
    assert rows(archive, "SELECT DISTINCT paper, date FROM article") == [("湖东晚报", "2026-05-01")]


def test_the_users_words_make_a_page_anew(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    """What is counted is found with them, here, in other processes, and again when they are gone."""
    page, names = tmp_path / "page.txt", tmp_path / "names.txt"
    page.write_text(PAGE.replace("首日出船171艘", "湖开节出船171艘"), "utf-8")
    names.write_text("湖开节出船 3 nz\n", "utf-8")

    def subjects() -> list[Any]:
        return rows(archive, "SELECT subject FROM fact WHERE text = '171艘'")

    add(jnrb, archive, page)
    plain = subjects()
    assert add(jnrb, archive, page, "--userdict", names, "--jobs", 2) == {"replaced": 1}
    told = jnrb("facts", "--userdict", str(names), str(page)).out.splitlines()
    wanted = [fact["subject"] for fact in map(json.loads, told) if fact["text"] == "171艘"]
    assert subjects() == [(subject,) for subject in wanted] != plain
    assert add(jnrb, archive, page, "--userdict", names) == {"unchanged": 1}
    assert json.loads(jnrb("archive", "info", "--archive", str(archive)).out)["outdated"] == 0
    assert add(jnrb, archive, page) == {"replaced": 1}
    assert subjects() == plain


def test_pages_that_a_file_has_no_longer_go(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    path.write_text("\f".join(map(make_page, range(3))), "utf-8")
    assert add(jnrb, archive, path) == {"added": 3}
    path.write_text("\f".join(map(make_page, (0, 2))), "utf-8")
    # The third has become the second: it is at another place, with other offsets.
    assert add(jnrb, archive, path) == {"unchanged": 1, "replaced": 1}
    whole(jnrb, archive, 2)
    path.write_text("\f".join(map(make_page, (0, 0, 2, 0))), "utf-8")
    assert add(jnrb, archive, path) == {"unchanged": 3, "added": 1, "removed": 1}
    assert add(jnrb, archive, path) == {"unchanged": 4}
    path.write_text("\f".join(map(make_page, (4, 0))), "utf-8")
    assert add(jnrb, archive, path) == {"replaced": 1, "added": 1, "removed": 1}
    whole(jnrb, archive, 2)
    path.write_text(make_page(4), "utf-8")
    assert add(jnrb, archive, path) == {"unchanged": 1, "removed": 1}
    path.write_bytes(b"\x00\x01 binary")
    assert add(jnrb, archive, path, code=3) == {}
    assert rows(archive, "SELECT number FROM page") == [(1,)]


def test_one_text_in_two_files_is_one_page(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    for path in (one, two):
        path.write_text(make_page(1), "utf-8")
    assert add(jnrb, archive, one, two) == {"added": 1, "unchanged": 1}
    assert add(jnrb, archive, two, one) == {"unchanged": 2}
    one.unlink()
    assert add(jnrb, archive, two) == {"replaced": 1}
    assert rows(archive, "SELECT path FROM page") == [(str(two),)]
    whole(jnrb, archive, 1)


def test_a_text_that_moves_to_another_file_is_not_lost(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    """The first file's old page is still there when the second is read, and goes when the first is written."""
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(make_page(1), "utf-8")
    two.write_text(make_page(2), "utf-8")
    add(jnrb, archive, one, two)
    one.write_text(make_page(3), "utf-8")
    two.write_text(make_page(1), "utf-8")
    add(jnrb, archive, one, two)
    assert find(archive, "第1号") == ["第1号渔港开渔"]
    whole(jnrb, archive, 2)


def test_records_are_taken_and_a_text_takes_their_place(
    jnrb: Jnrb, archive: Path, pages: Path, tmp_path: Path
) -> None:
    split = jnrb("split", str(pages)).out.encode()
    assert add(jnrb, archive, stdin=split) == {"added": 5}
    assert add(jnrb, archive, stdin=split) == {"unchanged": 5}
    assert verdict(jnrb, archive) == (0, [], {"pages": 5, "proved": 0, "wrong": 0})
    assert find(archive, "第3号渔港") == ["第3号渔港开渔"]
    facts = jnrb("archive", "export", "--facts", "--archive", str(archive)).out
    assert sorted(facts.splitlines()) == sorted(jnrb("facts", str(pages)).out.splitlines())
    assert add(jnrb, archive, pages) == {"replaced": 5}
    whole(jnrb, archive, 5)
    assert add(jnrb, archive, stdin=split) == {"unchanged": 5}
    whole(jnrb, archive, 5)


def test_articles_come_without_their_page(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    split = jnrb("split", str(pages)).out.encode().splitlines(keepends=True)
    articles = b"".join(line for line in split if b'"type":"article"' in line)
    assert add(jnrb, archive, stdin=articles) == {"added": 5}
    assert rows(archive, "SELECT DISTINCT paper, section FROM page") == [("临湖日报", "湖区新闻")]
    assert rows(archive, "SELECT edition FROM page ORDER BY edition") == [(n,) for n in (1, 2, 3, 4, 5)]


def test_figures_without_their_articles_are_refused_once(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    ran = jnrb("archive", "add", "--archive", str(archive), stdin=jnrb("facts", str(pages)).out.encode())
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "comes without its article" in ran.err


def test_standard_input_twice_changes_nothing(jnrb: Jnrb, archive: Path) -> None:
    text = "\f".join(map(make_page, range(3))).encode()
    assert add(jnrb, archive, stdin=text) == {"added": 3}
    assert add(jnrb, archive, "-", stdin=text) == {"unchanged": 3}
    assert verdict(jnrb, archive)[2] == {"pages": 3, "proved": 3, "wrong": 0}


def test_what_comes_out_is_what_split_and_facts_say(jnrb: Jnrb, archive: Path) -> None:
    files = sorted(map(str, (ROOT / "samples").glob("*.txt")))
    add(jnrb, archive, *files)

    def lines(text: str, kind: str) -> list[str]:
        return sorted(line for line in text.splitlines() if f'"type":"{kind}"' in line)

    def export(*arguments: str) -> str:
        return jnrb("archive", *arguments, "--archive", str(archive)).out

    assert lines(export("export"), "article") == lines(jnrb("split", *files).out, "article")
    assert lines(export("list"), "page") == lines(jnrb("split", *files).out, "page")
    assert lines(export("export", "--facts"), "fact") == lines(jnrb("facts", *files).out, "fact")


def test_several_processes_make_the_same_file(jnrb: Jnrb, pages: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    add(jnrb, one, pages)
    add(jnrb, two, pages, "--jobs", 2)
    assert one.read_bytes() == two.read_bytes()


def test_pages_are_removed_by_id_file_and_folder(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    add(jnrb, archive, pages)
    ((id,),) = rows(archive, "SELECT id FROM page WHERE source LIKE '%0.txt'")

    def remove(*names: object) -> tuple[int, int, str]:
        ran = jnrb("archive", "remove", "--archive", str(archive), *map(str, names))
        return ran.code, json.loads(ran.out)["removed"], ran.err

    assert remove(id, pages / "1.txt") == (0, 2, "")
    assert find(archive, "渔港开渔") == ["第2号渔港开渔", "第3号渔港开渔", "第4号渔港开渔"]
    code, removed, err = remove("nowhere", pages)
    assert (code, removed) == (3, 3)
    assert err == "jnrb: nowhere: no page of the archive has this id, file or folder\n"
    assert [
        rows(archive, f"SELECT count(*) FROM {table}") for table in ("page", "article", "byline", "fact")
    ] == [[(0,)]] * 4
    assert find(archive, "渔") == []
    whole(jnrb, archive, 0)


@pytest.fixture
def filled(jnrb: Jnrb, archive: Path, pages: Path) -> Iterator[Path]:
    """An archive of five pages of a paper and one of another."""
    add(jnrb, archive, pages)
    add(jnrb, archive, "--paper", "湖东晚报", stdin=make_page(5).replace("湖区新闻", "综合").encode())
    yield archive


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        ([], [0, 1, 2, 3, 4, 5]),
        (["--paper", "湖东晚报"], [5]),
        (["--from", "2026-04-03"], [2, 3, 4, 5]),
        (["--from", "2026-04-02", "--to", "2026-04-04"], [1, 2, 3]),
        (["--from", "2026", "--to", "2026-04"], [0, 1, 2, 3, 4, 5]),
        (["--from", "2026-05"], []),
        (["--to", "2025"], []),
        (["--section", "综合"], [5]),
        (["--byline", "何远", "--to", "2026-04-01"], [0]),
        (["--byline", "何"], []),
        (["--kind", "brief"], [0, 1, 2, 3, 4, 5]),
        (["--kind", "photo", "-k", "ad"], []),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_articles_are_chosen(jnrb: Jnrb, filled: Path, choice: list[str], numbers: list[int]) -> None:
    ran = jnrb("archive", "export", "--archive", str(filled), *choice)
    titles = [json.loads(line)["title"] for line in ran.out.splitlines()]
    assert (ran.code, titles) == (0, [f"第{number}号渔港开渔" for number in numbers])


def test_figures_are_chosen_by_kind(jnrb: Jnrb, filled: Path) -> None:
    ran = jnrb("archive", "export", "--facts", "--kind", "money", "--archive", str(filled))
    assert [json.loads(line)["text"] for line in ran.out.splitlines()] == [f"{n}万元" for n in range(5, 11)]
    ran = jnrb("archive", "export", "--facts", "--kind", "story", "--archive", str(filled))
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_hit_in_the_headline_comes_first(jnrb: Jnrb, archive: Path, tmp_path: Path) -> None:
    text = "临湖日报\n2026年4月27日 星期一 5 湖区新闻\n\n{}\n本报记者 何远\n\n昨天，{}，渔民很高兴。\n"
    (tmp_path / "1.txt").write_text(text.format("渔港开渔", "补贴补贴发到手里"), "utf-8")
    (tmp_path / "2.txt").write_text(text.format("补贴发到手里", "渔港开渔"), "utf-8")
    add(jnrb, archive, tmp_path / "1.txt", tmp_path / "2.txt")
    assert find(archive, "補貼") == ["补贴发到手里", "渔港开渔"]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_only_reads_makes_no_file(jnrb: Jnrb, tmp_path: Path, command: list[str]) -> None:
    ran = jnrb("archive", *command, environ={"XDG_DATA_HOME": str(tmp_path)})
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == f"jnrb: {tmp_path}/jnrb/archive.db: no archive there; `jnrb archive add` makes one\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_only_reads_changes_nothing(jnrb: Jnrb, filled: Path, command: list[str]) -> None:
    before = filled.read_bytes()
    assert jnrb("archive", *command, "--archive", str(filled)).code == 0
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]


def test_where_the_archive_is(jnrb: Jnrb, pages: Path, tmp_path: Path) -> None:
    assert default_path({"HOME": "/home/wen", "XDG_DATA_HOME": "relative"}).startswith("/home/wen/.local/")
    assert default_path({"JNRB_ARCHIVE": "news.db", "XDG_DATA_HOME": "/data"}) == "news.db"
    data = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert jnrb("archive", "init", environ=data).code == 0
    assert (tmp_path / "data" / "jnrb" / "archive.db").is_file()
    named = {**data, "JNRB_ARCHIVE": str(tmp_path / "named.db")}
    assert jnrb("archive", "add", str(pages), environ=named).code == 0
    info = json.loads(jnrb("archive", "info", environ=named).out)
    assert (info["path"], info["pages"], info["first"], info["last"]) == (
        *(named["JNRB_ARCHIVE"], 5),
        *("2026-04-01", "2026-04-05"),
    )


def test_init_of_an_archive_that_is_there_changes_nothing(jnrb: Jnrb, filled: Path) -> None:
    before = filled.read_bytes()
    assert json.loads(jnrb("archive", "init", "--archive", str(filled)).out)["pages"] == 6
    assert filled.read_bytes() == before


def test_another_text_of_the_same_id_is_told(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    """Twelve hex digits are not enough for ever: with ten million pages two may share them."""
    add(jnrb, archive, pages)
    rows(
        archive,
        "UPDATE page SET digest = zeroblob(32), path = 'elsewhere' WHERE number = 1 AND id = (SELECT min(id) FROM page)",
    )
    ran = jnrb("archive", "add", "--archive", str(archive), str(pages))
    assert (ran.code, ran.err.count("by chance"), ran.err.count("\n")) == (3, 1, 1)


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ("UPDATE page SET digest = zeroblob(32)", "its text is not the one that its digest was made of"),
        ("UPDATE fact SET start = start + 1", "article 1: figure"),
        ("UPDATE fact SET text = '9艘' WHERE kind = 'count'", "article 1: figure"),
        ("DELETE FROM article", "characters stand in no span, or in two"),
        (
            "INSERT INTO pair_index (rowid, head, body) VALUES (99, '一', '二')",
            "1 articles of the index are gone",
        ),
        (
            "INSERT INTO pair_index (pair_index) VALUES ('delete-all')",
            "5 articles are not in the index",
        ),
        ("INSERT INTO byline VALUES (99, '记者', '何远', null)", "a row of byline belongs to no article"),
        ("UPDATE page SET number = 7 WHERE number = 1 AND key = 3", "its file has fewer pages now"),
    ],
    ids=lambda value: value[:40],
)
def test_a_proof_finds_what_is_wrong(
    jnrb: Jnrb, archive: Path, pages: Path, change: str, trouble: str
) -> None:
    add(jnrb, archive, pages)
    whole(jnrb, archive, 5)
    rows(archive, change)
    code, troubles, numbers = verdict(jnrb, archive)
    assert code == 1
    assert numbers["wrong"] > 0
    assert any(trouble in found for found in troubles)


def test_a_proof_reads_the_sources_again(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    add(jnrb, archive, pages)
    (pages / "1.txt").write_text(make_page(9), "utf-8")
    (pages / "2.txt").unlink()
    (pages / "3.txt").write_bytes(b"\x00")
    (pages / "4.txt").write_bytes(make_page(4).encode("gb18030"))  # the same text in other bytes
    code, troubles, numbers = verdict(jnrb, archive)
    assert (code, numbers) == (1, {"pages": 5, "proved": 2, "wrong": 3})
    assert sorted(troubles) == [
        "its file cannot be read any more",
        "its file has changed since",
        "its file is gone",
    ]
    assert verdict(jnrb, archive, "--no-sources")[0] == 0
