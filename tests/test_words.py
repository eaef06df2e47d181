"""The segmenter's door: what it gives, when it opens, and what it keeps from the user."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jnrb_cli import words
from jnrb_cli.text import simplify

SEGMENTERS = {"jieba", "jieba.posseg", "rjieba", "pkg_resources"}


def run_python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter, because what is loaded is the question."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **env}
    )


def test_importing_the_door_opens_nothing() -> None:
    done = run_python("import sys, json, jnrb_cli.words; print(json.dumps(sorted(sys.modules)))")
    assert not SEGMENTERS & set(json.loads(done.stdout))


def test_words_are_the_text() -> None:
    text = "据统计，招聘企业１７１家。\n  ABC-3 型号😀与 “引号”"
    found = words.tag(text)
    assert "".join(word.text for word in found) == text
    assert all(text[word.start : word.end] == word.text for word in found)
    assert "".join(words.cut(text)) == text


@pytest.mark.parametrize("text", ["", " ", "\n", "。"])
def test_little_text(text: str) -> None:
    assert "".join(word.text for word in words.tag(text)) == text


def test_half_a_character_is_a_sign_among_words() -> None:
    found = words.tag("招聘\ud800企业")
    assert [word.start for word in found] == [0, 2, 3]
    assert words.cut("\udfff") == ["?"]


PLAIN_JIEBA = """
import sys, json, warnings
sys.modules["rjieba"] = None
from jnrb_cli import words
tagged = words.tag("招聘企业带来岗位，实训楼里有3台ABC设备")
print(json.dumps({"words": [word[:3] for word in tagged], "modules": sorted(sys.modules), "hidden": "pkg_resources" in sys.modules}))
"""


def test_plain_jieba_is_quiet_and_keeps_its_cache_with_us(tmp_path: Path) -> None:
    pytest.importorskip("jieba")
    done = run_python(
        PLAIN_JIEBA, XDG_CACHE_HOME=str(tmp_path), TMPDIR=str(tmp_path / "none"), HOME=str(tmp_path)
    )
    answer = json.loads(done.stdout)
    assert done.stderr == ""
    assert ["招聘", "v", 0] in answer["words"]
    assert ["ABC", "eng", 16] in answer["words"]
    assert [name.name for name in (tmp_path / "jnrb").iterdir()] == ["jieba.cache"]
    assert not answer["hidden"]
    assert "jieba.posseg" not in answer["modules"]


def test_both_segmenters_cut_alike() -> None:
    pytest.importorskip("rjieba")
    text = "全市规上工业增加值同比增长，新建口袋公园，辖区企业用工需求旺盛。"
    done = run_python(
        f"import sys; sys.modules['rjieba'] = None\nfrom jnrb_cli import words\nprint('/'.join(words.cut({text!r})))"
    )
    assert done.stdout.strip() == "/".join(words.cut(text))


def test_keywords_are_words_of_the_text_as_printed() -> None:
    text = "【本報訊】舊樓加裝升降機，市區重建事務處建議放寬資助。升降機的資助由250萬元提高，每宗資助比例維持六成。"
    found = words.keywords(text, 3)
    assert found[:2] == ["資助", "升降機"]
    assert all(word in text for word in found)


def test_keywords_leave_what_all_news_says() -> None:
    text = "记者近日从有关部门了解到，目前工作进展顺利。渔船进港，渔船卸货。"
    assert words.keywords(text, 1) == ["渔船"]
    assert not {"记者", "工作", "目前", "有关部门"} & set(words.keywords(text, 99))


def test_words_that_stand_together_are_one_keyword() -> None:
    assert words.keywords("蜗牛文化好。蜗牛文化节开幕，蜗牛文化传承。", 9)[0] == "蜗牛文化"
    apart = words.keywords("蜗牛爬树。文化丰富。蜗牛文化节。蜗牛吃叶，文化长久。", 9)
    assert "蜗牛文化" not in apart


@pytest.mark.parametrize("text", ["", "。", "的了在是", "171家"])
def test_nothing_to_say_gives_no_keywords(text: str) -> None:
    assert words.keywords(text, 5) == []


def test_stop_words_are_simplified_and_listed_once() -> None:
    stops = words.stop_words()
    assert {"记者", "据悉", "近日"} <= stops
    assert {word for word in stops if simplify(word) != word} == set()


def test_common_words_are_not_rare() -> None:
    assert words.rarity("发展") < words.rarity("渔业") < words.rarity("湖潮社区")
