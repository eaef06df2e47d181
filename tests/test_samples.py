"""The sample pages and their expected files are what their marked-up sources say."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_samples import EXPECTED, SAMPLES, SOURCES, build, dump

PAGES = sorted(SOURCES.glob("*.txt"))


def test_there_are_samples() -> None:
    assert len(PAGES) >= 8


@pytest.mark.parametrize("source", PAGES, ids=lambda path: path.stem)
def test_sample_is_built_from_its_source(source: Path) -> None:
    sample = build(source.read_text(encoding="utf-8"))
    assert (SAMPLES / source.name).read_bytes() == sample.data
    assert (EXPECTED / f"{source.stem}.gold.json").read_text(encoding="utf-8") == dump(sample.gold)


@pytest.mark.parametrize("source", PAGES, ids=lambda path: path.stem)
def test_every_character_has_one_place(source: Path) -> None:
    sample = build(source.read_text(encoding="utf-8"))
    told = [
        i for s in sample.gold["spans"] for i in range(s["start"], s["end"]) if not sample.text[i].isspace()
    ]
    assert sorted(told) == [i for i, c in enumerate(sample.text) if not c.isspace()]


def test_builder_refuses_a_headline_that_is_not_on_the_page() -> None:
    with pytest.raises(ValueError, match="title"):
        build('@page {}\n@1 {"title": "新桥通车"}\n====\n1 title|旧桥通车')


def test_builder_refuses_the_wrong_weekday() -> None:
    with pytest.raises(ValueError, match="星期二"):
        build('@page {"date": "2025-04-22", "weekday": "星期三"}\n====\n- folio|2025年4月22日')
