"""Papers of Hong Kong, Macau and Taiwan: what traditional characters change, and what they must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_samples import SOURCES, build

from jnrb_cli.errors import DataError
from jnrb_cli.models import Article, Page
from jnrb_cli.split import split_page
from jnrb_cli.text import load_pairs, printed_form, simplify

PAGES = sorted(SOURCES.glob("traditional_*.txt"))
MAINLAND_QUOTES = str.maketrans("「」『』", "“”‘’")


def places(page: Page, articles: list[Article]) -> list[tuple[object, ...]]:
    """Everything that a splitter decides, but for the characters."""
    spans = [
        (one.n, one.kind, span.start, span.end, span.role, len(one.byline))
        for one in articles
        for span in one.spans
    ]
    rest = [(span.start, span.end, span.role) for span in page.furniture]
    return [*spans, *rest, (page.date, page.weekday, page.edition, len(page.staff))]


def test_there_are_pages_of_three_places() -> None:
    assert len(PAGES) >= 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_split_as_its_simplified_twin(path: Path) -> None:
    text = build(path.read_text("utf-8")).text
    twin = simplify(text).translate(MAINLAND_QUOTES)
    assert twin != text
    assert places(*split_page(text)) == places(*split_page(twin))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_read_is_given_as_printed(path: Path) -> None:
    text = build(path.read_text("utf-8")).text
    printed = "".join(text.split())
    page, articles = split_page(text)
    said = [page.paper, page.section, *(part for one in page.staff for part in (one.role, one.name))]
    said += [one.name for article in articles for one in article.byline]
    assert all(value is None or value in printed for value in said)


def test_simplifying_keeps_the_length_and_simplified_text() -> None:
    text = "本報訊（記者 馮曉彤）「著名」乾隆年間，2.4億元"
    assert simplify(text) == "本报讯（记者 冯晓彤）「著名」乾隆年间，2.4亿元"
    assert simplify(simplify(text)) == simplify(text)
    assert simplify("全市新增就业1.2万人") == "全市新增就业1.2万人"


def test_a_value_that_is_not_in_the_text_stays() -> None:
    assert printed_form("作者", "記者 馮曉彤") == "作者"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# 注\n萬万\n億亿亿", "x:3: not one character for one: 億亿亿"),
        ("萬万\n億亿 萬万", "x:2: 萬 is listed twice"),
        ("# 注", "x:1: nothing in it"),
    ],
)
def test_a_damaged_table_names_its_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_pairs("x", text)
