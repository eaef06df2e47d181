"""Pages in short: sentences, their choice, figures by weight, names, and the digest of a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from case_files import read_cases
from conftest import PAGE, ROOT, Ran
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import digest_page, read_pages, split_page
from jnrb_cli.errors import DataError
from jnrb_cli.extract.sentences import find_sentences
from jnrb_cli.models import Article, Byline, Change, Digest, Fact, Piece, Text
from jnrb_cli.summarise import names
from jnrb_cli.summarise.figures import PAGE_FIGURES, pick_for_page, rank_figures
from jnrb_cli.summarise.lead import choose_sentences, rank_sentences
from jnrb_cli.summarise.names import find_names
from jnrb_cli.summarise.sentences import find_candidates

SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.txt"))


def article(*texts: str, role: str = "paragraph", **fields: Any) -> Article:
    """An article of such paragraphs, which stand in the source one after the other with a line's end between."""
    paragraphs: list[Text] = []
    at = 0
    for text in texts:
        pieces: tuple[Piece, ...] = ((at, at + len(text)),)
        paragraphs.append(Text(role=role, text=text, pieces=pieces))  # type: ignore[arg-type]
        at += len(text) + 1
    given: dict[str, Any] = {"kind": "story", "chars": at, "paragraphs": tuple(paragraphs), **fields}
    return Article(id="f00/1", page="f00", n=1, confidence=1.0, **given)


def fact(text: str, value: float | None, kind: str = "count", **fields: Any) -> Fact:
    """A figure, told apart by its text."""
    decimal = None if value is None else Decimal(str(value))
    given = {"start": 0, "end": len(text), "sentence": text, "rule": "", **fields}
    return Fact(id=text, kind=kind, text=text, value=decimal, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", read_cases("sentence"))
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in find_sentences(text)] == case["expected"]


@given(st.text(st.sampled_from("船开了说，。！？…“”‘’「」（）《》：; \n1.5"), max_size=60))
def test_sentences_lose_nothing(text: str) -> None:
    ranges = find_sentences(text)
    assert all(start < end for start, end in ranges)
    assert all(one[1] <= two[0] for one, two in pairwise(ranges))
    kept = "".join(text[start:end] for start, end in ranges)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("case", read_cases("name"))
def test_names(case: dict[str, Any]) -> None:
    found = find_names(article(case["text"]))
    assert {key: list(value) for key, value in found._asdict().items()} == case["expected"]


def test_who_signs_is_not_named() -> None:
    text = "记者周海平走进清河县。局长何秀英说，补贴已发。"
    byline = (Byline(role="记者", name="周海平"),)
    assert find_names(article(text)).people == ("周海平", "何秀英")
    assert find_names(article(text, byline=byline)).people == ("何秀英",)


def test_the_most_frequent_name_comes_first() -> None:
    text = "局长何秀英说，补贴已发。村民周海平说，收到了。周海平表示感谢。"
    assert find_names(article(text)).people == ("周海平", "何秀英")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("title\t长 长\n", "a word twice"),
        ("poem\t诗\n", "poem"),
        ("title\t\n", "title"),
        ("title\t长\n", "missing"),
    ],
)
def test_damaged_words_around_names_are_told(damage: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "data_lines", lambda _: damage.splitlines())
    with pytest.raises(DataError, match=told):
        names.read_vocabulary.__wrapped__("names.tsv")


def test_a_sentence_in_two_paragraphs_is_put_together() -> None:
    found = find_candidates(article("昨天，清河县的渔船进了A1栋", "一楼大厅，人人来看。第二天又走了。"))
    assert [(one.text, one.pieces, one.paragraph) for one in found] == [
        ("昨天，清河县的渔船进了A1栋一楼大厅，人人来看。", ((0, 14), (15, 25)), 0),
        ("第二天又走了。", ((25, 32),), 0),
    ]


@pytest.mark.parametrize(
    "heading", ["一、总体要求", "（二）加强管理，做好服务", "“一件事”一次办", "办好三件事："]
)
def test_a_heading_is_no_part_of_the_sentence_below(heading: str) -> None:
    found = find_candidates(article(heading, "县里今年办了三件大事。"))
    assert [one.text for one in found if one.whole] == ["县里今年办了三件大事。"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("本报讯 近日，清河县渡口修好了。", "近日，清河县渡口修好了。"),
        ("（上接第一版）清河县渡口修好了。", "清河县渡口修好了。"),
        ("■ 清河县渡口修好了。", "清河县渡口修好了。"),
        ("晨报讯（记者苏禾）清河县渡口修好了。", "清河县渡口修好了。"),
    ],
)
def test_what_stands_before_the_first_sentence_is_no_part_of_it(text: str, first: str) -> None:
    (found,) = find_candidates(article(text))
    assert found.text == first
    assert found.start == text.index(first)


def test_captions_stand_for_a_photo_alone() -> None:
    photo = article("图为清河县渡口新船下水。", role="caption", kind="photo")
    assert [one.text for one in find_candidates(photo)] == ["图为清河县渡口新船下水。"]
    caption = Text(role="caption", text="图为清河县渡口新船下水。", pieces=())
    story = article("清河县渡口昨天修好了。")
    both = article(paragraphs=(caption, *story.paragraphs))
    assert [one.text for one in find_candidates(both)] == ["清河县渡口昨天修好了。"]


def test_a_text_whose_place_is_not_known_has_none() -> None:
    text = Text(role="paragraph", text="清河县渡口昨天修好了。", pieces=())
    (found,) = find_candidates(article(paragraphs=(text,)))
    assert (found.start, found.end, found.pieces) == (None, None, ())


def first_choice(*paragraphs: str) -> str:
    """The sentence that says most."""
    candidates = find_candidates(article(*paragraphs))
    return candidates[rank_sentences(candidates)[0]].text


def test_the_lead_is_picked_where_nothing_is_better() -> None:
    lead = "清河县昨天开通首条免费渡船航线，两岸居民过河不用再绕行老桥。"
    assert first_choice(f"{lead}天气晴好，江面平静。", "岸边的柳树绿了。") == lead


def test_what_the_article_comes_back_to_beats_a_scene() -> None:
    scene = "清晨的江面雾气弥漫，几只白鹭掠过水面，远处传来汽笛声。"
    told = "这几年，免费渡船成了清河县两岸居民过河的头一个选择。"
    told = told.removeprefix("这几年，")
    rest = [
        "免费渡船每天开三十班，两岸居民随到随走。",
        "清河县为免费渡船补贴油费，居民过河不花钱。",
        "两岸居民说，免费渡船解决了过河难。",
    ]
    assert first_choice(scene + told, *rest) == told


@pytest.mark.parametrize(
    "stumbling",
    [
        "“水退了，船能走了，我们今天就出发！”",
        "这让清河县两岸居民的免费渡船有了盼头。",
        "清河县两岸居民的免费渡船开到哪里了？",
        "据清河县航运局局长周海平介绍。",
    ],
)
def test_a_sentence_that_leans_on_others_is_not_picked_before_one_that_stands_alone(stumbling: str) -> None:
    plain = "清河县昨天开通免费渡船航线，两岸居民过河不用再绕行老桥。"
    assert first_choice("江面平静。", plain, stumbling) == plain


def test_sentences_come_in_the_order_of_the_text_and_do_not_repeat() -> None:
    candidates = find_candidates(
        article(
            "清河县昨天开通免费渡船航线，两岸居民过河不用再绕行老桥。",
            "清河县昨天开通了免费渡船航线，两岸居民过河不用绕行老桥了。",
            "航线全长1.2公里，首日运送乘客3600人次。",
        )
    )
    chosen = choose_sentences(candidates, 2)
    assert [one.text for one in chosen] == [candidates[0].text, candidates[2].text]
    assert len(choose_sentences(candidates, 9)) == 3
    assert choose_sentences([], 3) == []


def test_the_headline_is_not_looked_at() -> None:
    texts = ("江面上的雾散了。", "清河县开通免费渡船。", "书屋也开了门。")
    plain, headed = article(*texts), article(*texts, title="书屋开门", heads=())
    assert rank_sentences(find_candidates(plain)) == rank_sentences(find_candidates(headed))


def test_money_changes_and_large_counts_come_before_small_ones() -> None:
    up = Change(direction="up", by=Decimal("12.5"))
    figures = [
        fact("18个", 18, unit="个"),
        fact("12.5%", 12.5, "percent", unit="%", change=up),
        fact("817万元", 8170000, "money", unit="元"),
        fact("17286人次", 17286, unit="人次"),
        fact("第三", 3, "ordinal"),
        fact("今年2月", None, "date"),
        fact("69岁", 69, "age", unit="岁"),
        fact("2名", 2, unit="名"),
    ]
    assert [one.text for one in rank_figures(figures)] == ["817万元", "17286人次", "12.5%"]


def test_a_value_is_shown_once_and_what_it_rose_from_not_at_all() -> None:
    down = Change(direction="down", from_=Decimal(5200), to=Decimal(3000))
    figures = [
        fact("5200个", 5200, unit="个", sentence="s"),
        fact("3000个", 3000, unit="个", change=down, sentence="s"),
        fact("三千个", 3000, unit="个"),
        fact("5200户", 5200, unit="户", sentence="s"),
    ]
    assert [one.text for one in rank_figures(figures)] == ["3000个", "5200户"]


def test_the_headline_lifts_a_figure() -> None:
    small, large = (
        fact("600吨", 600, "measure", unit="吨", start=10, end=14),
        fact("900个", 900, unit="个", start=90, end=94),
    )
    assert rank_figures([small, large]) == [large, small]
    assert rank_figures([small, large], headlines=[(5, 20)]) == [small, large]


def test_a_page_hears_all_its_articles() -> None:
    rich = [fact(f"{n}亿元", n * 10**8, "money", unit="元") for n in range(9, 0, -1)]
    poor = [fact("171家", 171, unit="家")]
    picked = pick_for_page([rich, poor])
    assert poor[0] in picked
    assert len(picked) == PAGE_FIGURES
    assert picked == sorted(picked, key=lambda one: one.value or 0, reverse=True)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_a_card_says_stands_on_the_page(path: Any) -> None:
    for text in read_pages(str(path)):
        page, articles = split_page(text.text, source=text.source, start=text.start)
        digest = digest_page(page, articles)
        assert [card.id for card in digest.cards] == [one.id for one in articles]
        assert sum(one.count for one in digest.articles) == page.articles
        for card, source in zip(digest.cards, articles, strict=True):
            body = "\n".join(one.text for one in source.paragraphs).replace("\n", "")
            for sentence in card.sentences:
                assert sentence.text in body
                shown = "".join(
                    text.text[start - text.start : end - text.start] for start, end in sentence.pieces
                )
                assert shown == sentence.text.replace(" ", "") or shown == sentence.text
                assert (sentence.start, sentence.end) == (sentence.pieces[0][0], sentence.pieces[-1][1])
            printed = "\n".join(one.text for one in (*source.heads, *source.paragraphs))
            for name in (*card.keywords, *card.people, *card.organisations, *card.places):
                assert name in printed
            assert not {one.name for one in card.byline} & set(card.people)
        assert digest == digest_page(page, articles)


def read_digests(ran: Ran) -> list[Any]:
    """The digests that a run wrote."""
    return [json.loads(line) for line in ran.out.splitlines()]


def test_records_give_the_same_digest_as_their_page(jnrb: Callable[..., Ran]) -> None:
    split = jnrb("split", "-f", "jsonl", stdin=PAGE.encode())
    direct = jnrb("digest", "-f", "jsonl", stdin=PAGE.encode())
    piped = jnrb("digest", "-f", "jsonl", stdin=split.out.encode())
    assert direct.out == piped.out != ""
    assert jnrb("digest", "-f", "jsonl", stdin=direct.out.encode()).out == direct.out


def two_pages(jnrb: Callable[..., Ran]) -> tuple[list[str], list[str]]:
    """The records of two pages."""
    other = PAGE.replace("5 湖区新闻", "6 湖区新闻")
    return tuple(jnrb("split", stdin=text.encode()).out.splitlines() for text in (PAGE, other))  # type: ignore[return-value]


def test_pages_mix(jnrb: Callable[..., Ran]) -> None:
    first, second = two_pages(jnrb)
    mixed = "\n".join([first[0], second[0], *first[1:], *second[1:]])
    found = read_digests(jnrb("digest", "-f", "jsonl", stdin=mixed.encode()))
    assert [(one["edition"], len(one["cards"])) for one in found] == [(5, 1), (6, 1)]


def test_articles_without_their_page_are_digested(jnrb: Callable[..., Ran]) -> None:
    first, _ = two_pages(jnrb)
    (found,) = read_digests(jnrb("digest", "-f", "jsonl", stdin="\n".join(first[1:]).encode()))
    place = [found[name] for name in ("paper", "date", "edition", "section")]
    assert (place, len(found["cards"])) == (["临湖日报", "2026-04-27", 5, "湖区新闻"], 1)


def test_a_page_without_articles_has_a_digest_without_cards(jnrb: Callable[..., Ran]) -> None:
    first, second = two_pages(jnrb)
    found = read_digests(jnrb("digest", "-f", "jsonl", stdin="\n".join([first[0], *second]).encode()))
    assert sorted((one["edition"], len(one["cards"])) for one in found) == [(5, 0), (6, 1)]


def test_a_bad_line_is_told_and_the_rest_is_done(jnrb: Callable[..., Ran]) -> None:
    first, _ = two_pages(jnrb)
    ran = jnrb("digest", "-f", "jsonl", stdin="\n".join([first[0], "{bad", first[1]]).encode())
    assert (ran.code, len(read_digests(ran))) == (3, 1)
    assert ran.err.startswith("jnrb: -:2: ")


def test_a_digest_of_nothing_is_written_in_all_formats(jnrb: Callable[..., Ran]) -> None:
    empty = Digest(id="f00", source="empty.txt", chars=0)
    record = msgspec.json.encode(empty) + b"\n"
    for format in ("table", "md", "html", "csv", "json"):
        ran = jnrb("digest", "-f", format, stdin=record)
        assert ran.code == 0
        assert ("empty.txt" in ran.out) == (format != "csv")
