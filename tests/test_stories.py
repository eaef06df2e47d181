"""The same story twice, and stories that go on on another page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli.archive.sketch import (
    KEPT,
    MIN_SHINGLES,
    find_shingles,
    is_far,
    is_same,
    make_sketch,
    percent_shared,
)
from jnrb_cli.archive.tokens import plain_text

Jnrb = Callable[..., Ran]

STORY = (
    "大湖昨天开渔，首日出船一百七十一艘，捕捞鲜鱼约三十二吨。渔民老顾说，头一网就有半舱银鱼。"
    "合作社给每艘船换了新网，又请人教大家看探鱼仪。县里的柴油补贴上周已经发到每户手里。"
)
OTHER = (
    "区图书馆昨晚起试行夜间开放，晚上九时以后还有两百六十个座位亮着灯。值班的馆员多了四名，"
    "末班公交也为此晚了半个小时。读者小林说，下班以后总算有地方可去，家里孩子也跟着来了。"
)


def page(name: str, *articles: dict[str, Any], **parts: Any) -> bytes:
    """A page and its articles as JSONL."""
    first = {
        **{"type": "page", "id": name, "source": f"{name}.txt", "start": 0, "end": 999, "chars": 999},
        **{"paper": "临湖日报", "date": "2026-04-27", "articles": len(articles), **parts},
    }
    shared = {"page": name, "paper": first["paper"], "date": first["date"]}
    lines = [first]
    for n, article in enumerate(articles, 1):
        lines.append({"type": "article", "id": f"{name}/{n}", "n": n, **shared, **article})
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def article(text: str, **parts: Any) -> dict[str, Any]:
    """An article of one paragraph."""
    body = [{"role": "paragraph", "text": text, "pieces": [[0, len(text)]]}]
    return {"kind": "story", "chars": len(text), "confidence": 1.0, "paragraphs": body, **parts}


@pytest.fixture
def fill(jnrb: Jnrb, archive: Path) -> Callable[..., None]:
    """Adds pages to the archive."""

    def add(*pages: bytes) -> None:
        for one in pages:
            assert jnrb("archive", "add", "--archive", str(archive), stdin=one).code == 0

    return add


def stories(jnrb: Jnrb, archive: Path, *arguments: str) -> list[list[str]]:
    """The ids of the articles of each story that is there more than once."""
    ran = jnrb("archive", "duplicates", "--archive", str(archive), *arguments)
    found = [[one["article"] for one in json.loads(line)["copies"]] for line in ran.out.splitlines()]
    assert ran.code == (0 if found else 1)
    return found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (STORY, True),
        (STORY.replace("，", ""), True),
        (STORY.replace("湖", "湖 ").replace("渔", "漁"), True),
        (STORY.replace("老顾", "老秦").replace("三十二", "三十三"), True),
        (STORY[: len(STORY) * 2 // 3], True),
        (STORY + OTHER[:20], True),
        (STORY[:30], False),
        (STORY + OTHER + OTHER[::-1], False),
        (OTHER, False),
        (STORY[:40] + OTHER[:40], False),
    ],
)
def test_what_is_the_same_story(
    jnrb: Jnrb, archive: Path, fill: Callable[..., None], text: str, is_found: bool
) -> None:
    fill(
        page("a00", article(STORY, title="开渔")),
        page("b00", article(text, title="鱼满舱"), paper="北屿晨报"),
    )
    assert stories(jnrb, archive) == ([["a00/1", "b00/1"]] if is_found else [])
    ran = jnrb("search", "开渔", "--archive", str(archive))
    same = {one["article"]: one["same"] for one in map(json.loads, ran.out.splitlines())}
    assert sorted(map(str, same.values())) == (
        ["None", next(iter(same))] if is_found else ["None"] * len(same)
    )


def test_copies_come_by_day_and_a_third_joins_them(
    jnrb: Jnrb, archive: Path, fill: Callable[..., None]
) -> None:
    fill(
        page("a00", article(STORY), article(OTHER), date="2026-04-28"),
        page("b00", article(OTHER + "。"), article("，" + STORY), date="2026-04-27"),
        page("c00", article(STORY + STORY[:9]), date="2026-04-29"),
    )
    assert stories(jnrb, archive) == [["b00/1", "a00/2"], ["b00/2", "a00/1", "c00/1"]]
    assert stories(jnrb, archive, "--from", "2026-04-28") == [["a00/1", "c00/1"]]


def test_a_thousand_copies_are_one_story(jnrb: Jnrb, archive: Path, fill: Callable[..., None]) -> None:
    fill(*(page(f"p{number}", *[article(STORY)] * 50) for number in range(3)))
    (copies,) = stories(jnrb, archive)
    assert len(copies) == 150


def test_what_is_removed_is_no_copy(jnrb: Jnrb, archive: Path, fill: Callable[..., None]) -> None:
    fill(page("a00", article(STORY)), page("b00", article(STORY)))
    assert jnrb("archive", "remove", "a00", "--archive", str(archive)).code == 0
    assert stories(jnrb, archive) == []
    connection = sqlite3.connect(archive)
    assert connection.execute("SELECT count(DISTINCT article) FROM shingle").fetchone() == (1,)
    connection.close()


BODIES = st.text(st.sampled_from("渔港补贴农机网船"), max_size=120).map(plain_text)


@given(BODIES, BODIES)
@settings(deadline=None)
def test_sketches_are_small_and_alike_for_the_same(one: str, two: str) -> None:
    sketch = make_sketch(one)
    assert len(sketch) == (KEPT if len(find_shingles(one)) >= MIN_SHINGLES else 0)
    assert list(sketch) == sorted(set(sketch))
    assert all(0 <= number < 2**63 for number in sketch)
    shared = percent_shared(find_shingles(one), find_shingles(two))
    assert 0 <= shared <= 100
    assert is_same(find_shingles(one), find_shingles(two)) == is_same(find_shingles(two), find_shingles(one))
    if is_same(find_shingles(one), find_shingles(two)):
        assert shared >= 80
        assert not is_far(find_shingles(one), two)


@given(BODIES, st.integers(0, 120), st.integers(0, 120))
@settings(deadline=None)
def test_a_part_or_a_longer_body_is_far_only_where_it_is_not_the_same(one: str, cut: int, more: int) -> None:
    two = one[cut:] + STORY[:more]
    if is_far(find_shingles(one), two):
        assert not is_same(find_shingles(one), find_shingles(two))


def test_a_sketch_is_the_same_everywhere() -> None:
    assert make_sketch(plain_text(STORY))[:2] == (274050098790650534, 2722937619032296552)


def jumps(jnrb: Jnrb, archive: Path, *arguments: str) -> list[Sequence[str | None]]:
    """From where, to where, and why an end is loose."""
    ran = jnrb("archive", "jumps", "--archive", str(archive), *arguments)
    found = []
    for one in map(json.loads, ran.out.splitlines()):
        ends = [one[side] and one[side]["article"] for side in ("from", "to")]
        found.append((*ends, one["loose"]))
    assert ran.code == (0 if found else 1)
    return found


def test_jumps_of_an_issue_are_put_together(jnrb: Jnrb, archive: Path, fill: Callable[..., None]) -> None:
    fill(
        page(
            "p01",
            article(STORY, title="开渔", jump={"to": 4}),
            article(OTHER, title="图书馆", jump={"to": 4}),
            article(OTHER, title="旧桥", jump={"to": 3}),
            article(OTHER, title="新桥", jump={"to": 9}),
            edition=1,
        ),
        page(
            "p04",
            article(OTHER, title="图书馆夜里也开门", jump={"from": 1}),
            article(STORY, title="大湖开渔", jump={"from": 1}),
            article(STORY, jump={"from": 2}),
            edition=4,
        ),
        page("p03", article(STORY, title="无关"), edition=3),
        page("q04", article(STORY, title="开渔", jump={"from": 1}), edition=4, date="2026-04-28"),
        page("r00", article(STORY, title="开渔", jump={"from": 1}), date="2026-04-29"),
    )
    joined = [("p01/1", "p04/2", None), ("p01/2", "p04/1", None)]
    loose = [
        ("p01/3", None, "nothing on page 3 is continued from page 1"),
        ("p01/4", None, "page 9 of the issue is not in the archive"),
        (None, "p04/3", "page 2 of the issue is not in the archive"),
        (None, "q04/1", "page 1 of the issue is not in the archive"),
        (None, "r00/1", "its own page has no number"),
    ]
    assert jumps(jnrb, archive) == joined + loose
    assert jumps(jnrb, archive, "--loose") == loose
    assert jumps(jnrb, archive, "--from", "2026-04-30") == []
