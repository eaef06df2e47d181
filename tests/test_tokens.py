"""Text into the tokens of the index: folded, one character a token, and back to its places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli.archive.tokens import (
    BREAK,
    SIMPLIFIED,
    find_tokens,
    fold_words,
    index_text,
    index_texts,
    pair_tokens,
    plain_text,
    token_text,
)
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
    assert token_text(text) == tokens


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    assert index_texts(["渔港", "", "开渔", "3艘"]) == "渔港 港 ¶ 开渔 渔 ¶ 3 艘"


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
    assert " ".join(token.text for token in tokens) == token_text(text)


@given(st.text(st.sampled_from(NEWS), max_size=60))
def test_plain_text_is_its_tokens_without_breaks(text: str) -> None:
    assert plain_text(text) == "".join(token for token in token_text(text).split(" ") if token != BREAK)


@given(st.text(st.sampled_from("渔港补，5G12,.a 漁"), max_size=40), st.integers(1, 5), st.data())
def test_a_phrase_stands_in_the_index_where_it_stands_in_the_text(
    text: str, length: int, data: st.DataObject
) -> None:
    tokens = [token.text for token in find_tokens(text)]
    places = index_text(text).split(" ") if tokens else []
    assert len(places) == len(tokens)
    if len(tokens) < length:
        return
    at = data.draw(st.integers(0, len(tokens) - length))
    phrase = tokens[at : at + length]
    pairs, may_go_on = pair_tokens(phrase)

    def stands(start: int) -> bool:
        part = places[start : start + len(pairs)]
        if len(part) == len(pairs) and may_go_on and part[-1].startswith(pairs[-1]):
            part[-1] = pairs[-1]
        return part == list(pairs)

    wanted = [one for one in range(len(tokens)) if tokens[one : one + length] == phrase]
    assert [one for one in range(len(tokens)) if stands(one)] == wanted


@given(
    st.text(st.sampled_from("临湖县政府说增长论台"), min_size=1, max_size=5), st.text(st.sampled_from(NEWS))
)
def test_a_word_that_stands_in_a_text_stands_in_its_tokens(word: str, around: str) -> None:
    assert f" {token_text(word)} " in f" {token_text(around + word + around)} "


def test_the_table_of_characters_is_one_to_one() -> None:
    rows = [row.split("\t") for row in data_lines(SIMPLIFIED)]
    traditional = [one for one, _ in rows]
    assert len(rows) > 2500
    assert len(set(traditional)) == len(traditional)
    assert all(len(one) == len(two) == 1 and one != two for one, two in rows)
    assert not {two for _, two in rows} & set(traditional)
