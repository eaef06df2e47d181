"""Counts, shares, money, measures, ordinals and bare numbers in text."""

from __future__ import annotations

import random
import shutil
from itertools import pairwise
from typing import Any

import pytest
from case_files import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from jnrb_cli import find_facts, resources
from jnrb_cli.errors import DataError
from jnrb_cli.extract import vocabulary
from jnrb_cli.extract.find import explain_refusals
from jnrb_cli.extract.sentences import MAX_SENTENCE

KINDS = ("count", "percent", "ratio", "money", "measure", "ordinal", "number")
CASES = [
    pytest.param(kind, case.values[0], id=f"{kind}-{case.id}") for kind in KINDS for case in read_cases(kind)
]
SENTENCES = [case.values[1]["text"] for case in CASES]


def figures_of(kind: str, text: str) -> list[dict[str, Any]]:
    """The figures of one kind as the cases write them."""
    facts = [fact.to_dict() for fact in find_facts(text, subjects=False)]
    return [
        {
            **{key: fact[key] for key in ("text", "value", "high", "unit")},
            "base": fact["base"] and [fact["base"]["value"], fact["base"]["high"], fact["base"]["unit"]],
            "approx": fact["approx"],
        }
        for fact in facts
        if fact["kind"] == kind
    ]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_figure(kind: str, case: dict[str, Any]) -> None:
    assert figures_of(kind, case["text"]) == case["expected"]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_sentences_around_change_nothing(kind: str, case: dict[str, Any]) -> None:
    assert figures_of(kind, f"天气转晴。{case['text']}天气转晴。") == case["expected"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.integers(0, 2**32))
def test_spans_hold_under_wraps(sentences: list[str], seed: int) -> None:
    plain = "".join(text.translate({10: None, 32: None}).rstrip("。") + "。" for text in sentences)
    chance = random.Random(seed)
    wrapped = "".join(
        char
        + ("\n" + "　" * chance.randrange(3) if chance.random() < 0.2 and not _is_latin(char, after) else "")
        for char, after in zip(plain, plain[1:] + "。", strict=True)
    )
    want = [(fact.kind, fact.text, fact.value, fact.unit) for fact in find_facts(plain, subjects=False)]
    found = find_facts(wrapped, subjects=False)
    assert [(fact.kind, fact.text, fact.value, fact.unit) for fact in found] == want
    for fact in found:
        lines = wrapped[fact.start : fact.end].split("\n")
        assert "".join([lines[0], *(line.lstrip("　") for line in lines[1:])]) == fact.text


def _is_latin(char: str, after: str) -> bool:
    """Whether a wrap here would stand for the blank between two words."""
    return char.isascii() and after.isascii()


PIECES = st.one_of(
    st.sampled_from(
        "零一二两三四五六七八九十百千万亿半几数余多来第约近超过的个家元角分年月日点度级成折倍至到—-～.,，。：:%％℃￥$（）《》“”+×/\n 　"
    ),
    st.characters(exclude_categories=("Cs",)),
    st.integers(0, 10**12).map(str),
    st.sampled_from(
        [
            "百分之",
            "分之",
            "个百分点",
            "以上",
            "左右",
            "千瓦时",
            "US$",
            "N",
            "翻一番",
            "零下",
            "百分之-",
            "又",
            "9" * 39,
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_raises_and_no_figures_overlap(text: str) -> None:
    facts = find_facts(text, subjects=False)
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
    for one, other in pairwise(facts):
        assert one.end <= other.start


def test_refusals_say_why() -> None:
    refusals = explain_refusals("他十分高兴，写了《三个和尚》，又买了一个包。")
    assert [(refusal.rule, refusal.reason) for refusal in refusals if refusal.rule != "count"] == [
        ("phrase", "a word, name or set phrase"),
        ("title", "a title"),
    ]
    assert any(refusal.reason == "一 is an article here" for refusal in refusals)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("units.tsv", "", 1),
        ("units.tsv", "# nothing\n米\tmeasure\tm\t1\n米\tmeasure\tm\t1", 3),
        ("units.tsv", "米\tmeasure\tfurlong\t1", 1),
        ("units.tsv", "米\tmeasure\tm\tmany", 1),
        ("units.tsv", "米\tmeasure", 1),
        ("currencies.tsv", "元\tYUAN\t1\tafter", 1),
        ("currencies.tsv", "元\tCNY\t1\tafter\n元\tCNY\t1\tafter", 2),
        ("classifiers.tsv", "个\tsometimes\t", 1),
        ("hedges.tsv", "before\t约\tmaybe\t", 1),
        ("phrases.txt", "一定\n一定", 2),
        ("phrases.txt", "天气", 1),
    ],
)
def test_damaged_vocabulary_is_told_with_its_line(
    name: str, text: str, line: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    shutil.copytree(resources.DATA, tmp_path / "data")
    (tmp_path / "data" / name).write_text(text, "utf-8")
    monkeypatch.setattr(resources, "DATA", tmp_path / "data")
    vocabulary.vocabulary.cache_clear()
    try:
        with pytest.raises(DataError, match=f"{name}:{line}:"):
            vocabulary.vocabulary()
    finally:
        vocabulary.vocabulary.cache_clear()


def test_a_sentence_without_an_end_is_cut_around_its_figure() -> None:
    text = "本报讯昨天来了3个人，" * 500
    facts = find_facts(text, subjects=False)
    assert len(facts) > 400
    for fact in facts:
        assert fact.sentence in text and fact.text in fact.sentence
        assert len(fact.sentence) <= MAX_SENTENCE + len(fact.text)
