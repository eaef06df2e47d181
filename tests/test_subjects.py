"""What figures count or measure, with either segmenter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from case_files import read_cases
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import find_facts
from jnrb_cli.errors import DataError
from jnrb_cli.extract.word_classes import read_flags, read_vocabulary, word_flags
from jnrb_cli.words import is_known, tag


def subjects_of(text: str) -> dict[str, str | None]:
    """The subject of each figure, by the figure's words."""
    return {fact.text: fact.subject for fact in find_facts(text)}


@pytest.mark.parametrize("case", read_cases("subject"))
def test_subject(case: dict[str, Any]) -> None:
    found = subjects_of(case["text"])
    assert {one["text"]: found.get(one["text"], "no such figure") for one in case["expected"]} == {
        one["text"]: one["subject"] for one in case["expected"]
    }


PLAIN = """
import sys, json
sys.modules["rjieba"] = None
from jnrb_cli import find_facts
cases = json.load(sys.stdin)
print(json.dumps([{fact.text: fact.subject for fact in find_facts(text)} for text in cases]))
"""
# The two guess unknown words a little differently: 4 of 50 cases at most.
MAY_DIFFER = 4


def test_subjects_with_plain_jieba(tmp_path: Path) -> None:
    pytest.importorskip("rjieba")
    texts = [parameter.values[0]["text"] for parameter in read_cases("subject")]
    done = subprocess.run(
        [sys.executable, "-c", PLAIN],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
    )
    assert done.stderr == ""
    plain = json.loads(done.stdout)
    assert sum(one != subjects_of(text) for one, text in zip(plain, texts, strict=True)) <= MAY_DIFFER


PIECES = [
    *(
        "招聘企业",
        "3名",
        "的",
        "、",
        "，",
        "占",
        "比上年",
        "增长",
        "5%",
        "《条例》",
        "第二条",
        "和",
        "分别",
        "达",
        "两国",
    ),
    *("“双百”", "（枪）", "18岁", "王大初", "今年", "为", "每斤", "2元", "由", "\ue000", "😀", "\n", " "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_a_subject_is_words_of_the_text(text: str) -> None:
    joined = "".join(text.split())
    for fact in find_facts(text):
        if fact.subject is not None:
            assert fact.subject.strip() == fact.subject != ""
            assert "".join(fact.subject.split()) in joined
            assert "，" not in fact.subject


def test_no_subject_opens_no_segmenter() -> None:
    code = (
        "import sys; from jnrb_cli import find_facts; assert find_facts('招聘企业171家', subjects=False);"
        "print(*sys.modules)"
    )
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"jieba", "rjieba", "jnrb_cli.words"} & set(modules)


@pytest.mark.parametrize("lines", ["", "reach\t达", "reach\t达 达", "sideways\t达", "reach\t"])
def test_a_damaged_vocabulary_is_refused(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "subjects.tsv"
    path.write_text(lines, "utf-8")
    with pytest.raises(DataError, match=r"subjects\.tsv:1:"):
        read_vocabulary(path)


@pytest.mark.parametrize("lines", ["", "n", "n\t大米 大米", "n\t大米\nv\t大米", "n1\t大米"])
def test_damaged_parts_of_speech_are_refused(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "word_flags.tsv"
    path.write_text(lines, "utf-8")
    with pytest.raises(DataError, match=r"word_flags\.tsv:[12]:"):
        read_flags(path)


def test_parts_of_speech_are_other_than_the_dictionary_has() -> None:
    """A word that the dictionary does not have is cut otherwise, and one that has its flag needs no entry."""
    flags = word_flags()
    assert [word for word in flags if not is_known(word)] == []
    assert [word for word, flag in flags.items() if [one.flag for one in tag(word)] == [flag]] == []
