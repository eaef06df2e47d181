"""Which records a command takes, and what it says of those that it has no use for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PAGE, Ran

Jnrb = Callable[..., Ran]

MAKING = {
    "pages and articles": ("split",),
    "figures": ("facts", "--no-subject"),
    "digests": ("digest", "-f", "jsonl"),
    "counts": ("stats",),
    "findings": ("check",),
}
# For each command the records that it takes, and what it asks for where none of them comes.
TAKING = {
    ("split",): (set(MAKING), ""),
    ("facts", "--no-subject"): ({"pages and articles", "figures"}, "pages, articles or figures"),
    ("digest", "-f", "jsonl"): ({"pages and articles", "digests"}, "pages or articles"),
    ("stats",): ({"pages and articles", "figures", "counts"}, "pages, articles or figures"),
    ("show",): ({"pages and articles"}, "pages or articles"),
    ("check",): ({"pages and articles", "findings"}, "pages or articles"),
    ("archive", "add", "--archive", "ARCHIVE"): ({"pages and articles"}, "pages or articles"),
}
# With a slip, so that a check finds something.
TEXT = PAGE.replace("星期一", "星期二")


def fill_in(command: tuple[str, ...], folder: Path) -> list[str]:
    """The command with the place of its archive."""
    return [str(folder / "archive.db") if word == "ARCHIVE" else word for word in command]


@pytest.mark.parametrize("made", MAKING)
@pytest.mark.parametrize("command", TAKING, ids=lambda command: command[0])
def test_records_are_taken_or_told_to_be_of_no_use(
    jnrb: Jnrb, tmp_path: Path, command: tuple[str, ...], made: str
) -> None:
    path = tmp_path / "saved.jsonl"
    path.write_text(jnrb(*MAKING[made], stdin=TEXT.encode()).out, "utf-8")
    assert path.stat().st_size
    ran = jnrb(*fill_in(command, tmp_path), str(path))
    taken, wanted = TAKING[command]
    if made in taken:
        assert (ran.code in (0, 1), ran.err) == (True, "")
    elif (command[0], made) == ("archive", "figures"):
        assert ran.err.startswith(f"jnrb: {path}: figure ")  # and which
    else:
        assert (ran.code, ran.err) == (3, f"jnrb: {path}: {made}, where {wanted} are needed\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_file_is_named(jnrb: Jnrb, tmp_path: Path, jobs: str) -> None:
    figures = jnrb("facts", "--no-subject", stdin=TEXT.encode()).out
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(figures, "utf-8")
    ran = jnrb("show", str(tmp_path), "--jobs", jobs)
    assert ran.err.count(str(tmp_path / "a.jsonl")) == ran.err.count(str(tmp_path / "b.jsonl")) == 1


def test_other_records_among_useful_ones_are_passed_by(jnrb: Jnrb) -> None:
    pages = jnrb("split", stdin=TEXT.encode()).out
    mixed = jnrb("facts", "--no-subject", stdin=TEXT.encode()).out + pages
    assert jnrb("check", stdin=mixed.encode()) == jnrb("check", stdin=pages.encode())


def test_records_that_nothing_reads_are_told_with_what_is_read(jnrb: Jnrb) -> None:
    lines = jnrb("split", "--explain", stdin=TEXT.encode()).out
    ran = jnrb("facts", "--no-subject", stdin=lines.encode())
    assert ran.code == 3
    assert 'a record of type "line"; what is read is page, article, fact' in ran.err


def test_all_records_of_one_type_are_one_line(jnrb: Jnrb, archive: Path, pages: Path) -> None:
    assert jnrb("archive", "add", "--archive", str(archive), str(pages)).code == 0
    hits = jnrb("search", "渔港", "--archive", str(archive)).out
    assert hits.count("\n") == 5
    ran = jnrb("digest", stdin=hits.encode())
    hint = "`jnrb search --whole` writes the articles"
    assert (ran.code, ran.err) == (3, f'jnrb: -:1: a record of type "hit"; {hint}\n')
    page, *articles = jnrb("split", stdin=TEXT.encode()).out.splitlines(True)
    mixed = jnrb("split", stdin="".join([page, hits, '{"type": "poem"}\n', *articles]).encode())
    assert (mixed.code, mixed.out, mixed.err.count("\n")) == (3, "".join([page, *articles]), 2)


def test_json_of_another_kind_is_one_line(jnrb: Jnrb, tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(
        '[\n  {\n    "role": "title"\n  },\n' + '  {\n    "role": "byline"\n  },\n' * 200 + "]\n", "utf-8"
    )
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    ran = jnrb("split", str(tmp_path))
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert ran.err.startswith(f"jnrb: {path}: JSON of another kind: none of its ")
    assert ran.out == jnrb("split", str(tmp_path / "page.txt")).out


@pytest.mark.parametrize(("bad", "lines"), [(3, 3), (10, 10), (11, 11), (500, 11)])
def test_bad_lines_among_records_are_told_up_to_a_number(jnrb: Jnrb, bad: int, lines: int) -> None:
    record = jnrb("split", stdin=TEXT.encode()).out.splitlines()[0]
    for stream in (["{}"] * bad + [record], [record] + ["{}"] * bad):
        ran = jnrb("split", stdin="\n".join(stream).encode())
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, record + "\n", lines)
