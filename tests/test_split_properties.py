"""What holds for any text at all: no character is lost or doubled, and joined texts are what their pieces say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jnrb_cli.models import Article, Page, Text
from jnrb_cli.read import read_pages
from jnrb_cli.split import explain_page, split_page

SAMPLES = [(page.source, page.text) for page in read_pages(str(ROOT / "samples" / "*.txt"))]

# What newspaper lines are made of, and what gets between them.
WORDS = [
    *"的一是在市县今年，。：“”！（）()【】《》■□●▲—…·、%0123456789aZ \t\u3000\xa0\ufeff\ufffd\ufffe\x00\x1b\x9b\u2028\u202e",
    "本报记者 车斌", "通讯员", "（上接第一版）", "（下转第4版）", "新华社北京4月26日电", "本报讯（记者 何远）", "【本報訊】", "摄",
    "责编：李明 校对：王小满", "2026年4月27日 星期一 5 要闻", "图为湖区开渔。", "\u5e74\uf98e", "𠀀", "e\u0301", "（国际视点）",
]  # fmt: skip
ENDS = ["\n", "\n\n", "\r\n", "\n\n\n", "\r", "\v", "", ""]
MIXTURES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=12).map("".join), st.sampled_from(ENDS)), max_size=30
).map(lambda lines: "".join(line + end for line, end in lines))


def check(text: str, start: int, page: Page, articles: list[Article]) -> None:
    """Every character that is not white space stands in exactly one span, and every joined text in its pieces."""
    stands = [0] * len(text)
    for span in (*page.furniture, *(span for article in articles for span in article.spans)):
        assert 0 <= span.start - start < span.end - start <= len(text)
        for at in range(span.start - start, span.end - start):
            stands[at] += 1
    wrong = {at: count for at, count in enumerate(stands) if count != 1 and not text[at].isspace()}
    assert not wrong, [(at, text[max(0, at - 20) : at + 20]) for at in list(wrong)[:3]]
    for article in articles:
        for joined in (*article.heads, *article.paragraphs):
            assert joined.text == put_together(text, start, joined)
    assert (page.start, page.end, page.articles) == (start, start + len(text), len(articles))
    assert [article.n for article in articles] == list(range(1, len(articles) + 1))


def put_together(text: str, start: int, joined: Text) -> str:
    """What the pieces of a text say that it is; [p, p] is one blank."""
    return "".join(
        text[first - start : last - start] if last > first else " " for first, last in joined.pieces
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(MIXTURES, st.sampled_from([0, 7]))
@example("", 0)
@example("\n", 0)
@example("。", 7)
def test_nothing_is_lost_of_any_mixture(text: str, start: int) -> None:
    check(text, start, *split_page(text, start=start))


@settings(deadline=None, max_examples=30)
@given(st.randoms(use_true_random=False))
def test_nothing_is_lost_of_samples_cut_anywhere(chance: random.Random) -> None:
    _, text = chance.choice(SAMPLES)
    lines = text.splitlines(keepends=True)
    first = chance.randrange(len(lines))
    cut = "".join(lines[first : first + chance.randrange(1, 60)])
    cut = (
        cut[chance.randrange(20) :]
        + chance.choice(WORDS)
        + chance.choice(SAMPLES)[1][-chance.randrange(1, 200) :]
    )
    check(cut, 0, *split_page(cut))


@pytest.mark.parametrize(("source", "text"), SAMPLES, ids=[Path(source).stem for source, _ in SAMPLES])
def test_nothing_is_lost_of_a_sample(source: str, text: str) -> None:
    check(text, 0, *split_page(text, source=source))


@pytest.mark.parametrize(("source", "text"), SAMPLES, ids=[Path(source).stem for source, _ in SAMPLES])
def test_a_sample_is_the_same_wherever_it_stands_and_however_often(source: str, text: str) -> None:
    _, here = split_page(text)
    _, again = split_page(text)
    _, there = split_page(text, start=1000)
    assert here == again
    assert [article.title for article in here] == [article.title for article in there]
    for one, other in zip(here, there, strict=True):
        assert [(span.start + 1000, span.role) for span in one.spans] == [
            (span.start, span.role) for span in other.spans
        ]


@pytest.mark.parametrize(("source", "text"), SAMPLES, ids=[Path(source).stem for source, _ in SAMPLES])
def test_every_line_is_explained(source: str, text: str) -> None:
    rows = explain_page(text)
    explained = {at for row in rows for at in range(row.start, row.end)}
    assert not {at for at, char in enumerate(text) if not char.isspace()} - explained
    _, articles = split_page(text)
    assert {row.article for row in rows} - {None} <= {article.n for article in articles}


def test_nothing_is_lost_of_real_pages(shared_pages: Path) -> None:
    for path in sorted((shared_pages / "dev").glob("*.txt"))[::4]:
        text = path.read_bytes().decode("utf-8")
        check(text, 0, *split_page(text))


def test_blanks_in_a_caption_are_no_riddle() -> None:
    """However wide a gap is, its blanks are shared out among the parts of a credit in one way: this took minutes."""
    caption = "图为村民在收稻。" + " " * 2000 + "一"
    text = f"稻子熟了\n\n　　8月3日，河湾村的早稻开镰了。\n\n{caption}\n"
    check(text, 0, *split_page(text))


def test_signatures_that_never_close_cost_in_step() -> None:
    """Each line was read with all those before it, as long as none closed the bracket: 3,200 took half a minute."""
    text = "稻子熟了\n\n8月3日，河湾村的早稻开镰了。\n" + "■本报记者（ 王一\n" * 3200
    check(text, 0, *split_page(text))
