"""Text into the tokens of the index: folded, one character a token, and back to its places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli.archive.tokens import BREAK, SIMPLIFIED, find_tokens, fold_words, index_text, index_texts
from jnrb_cli.resources import data_lines

NEWS = "临湖縣政府說，１０月增長12.5%。“5G基站”1,127個（App）\n臺　ΑΒ《論》"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("临湖", "临 湖"),
        ("臨湖縣", "临 湖 县"),
        ("年（）", "年"),
        ("１９９８年", "1998 年"),
        ("12.5%", "12.5"),
        ("1,127封，1,12", "1127 封 ¶ 1 ¶ 12"),
        ("5G、A1栋", "5g ¶ a1 栋"),
        ("手机APP下载", "手 机 app 下 载"),
        ("full-text search", "full text search"),
        ("“银发食堂”怎样", "银 发 食 堂 怎 样"),
        ("车 斌", "车 斌"),
        ("好。。！我", "好 ¶ 我"),
        ("。好", "好"),
        ("カナ々〇", "カ ナ 々 〇"),
        ("Αθήνα МОСКВА", "αθήνα москва"),
        ("İstanbul", "i̇stanbul".replace("i̇", "İ")),
        ("_a_b", "a b"),
        ("", ""),
        ("，。", ""),
    ],
)
def test_text_becomes_tokens(text: str, tokens: str) -> None:
    assert index_text(text) == tokens


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    assert index_texts(["渔港", "", "开渔"]) == "渔 港 ¶ 开 渔"


@given(st.text(st.sampled_from(NEWS) | st.characters()))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    folded = fold_words(text)
    assert len(folded) == len(text)
    assert fold_words(folded) == folded


@given(st.text(st.sampled_from(NEWS), max_size=60))
def test_tokens_lie_where_they_say(text: str) -> None:
    tokens = list(find_tokens(text))
    folded = fold_words(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(tokens))
    for token in tokens:
        if token.text != BREAK:
            assert token.text == folded[token.start : token.end].replace(",", "")
    assert " ".join(token.text for token in tokens) == index_text(text)


@given(
    st.text(st.sampled_from("临湖县政府说增长论台"), min_size=1, max_size=5), st.text(st.sampled_from(NEWS))
)
def test_a_word_that_stands_in_a_text_stands_in_its_tokens(word: str, around: str) -> None:
    assert f" {index_text(word)} " in f" {index_text(around + word + around)} "


def test_the_table_of_characters_is_one_to_one() -> None:
    rows = [row.split("\t") for row in data_lines(SIMPLIFIED)]
    traditional = [one for one, _ in rows]
    assert len(rows) > 2500
    assert len(set(traditional)) == len(traditional)
    assert all(len(one) == len(two) == 1 and one != two for one, two in rows)
    assert not {two for _, two in rows} & set(traditional)
