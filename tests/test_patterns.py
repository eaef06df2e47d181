"""Patterns that were compiled beforehand: the same as compiled anew, and most of the package's are there."""

from __future__ import annotations

import re
import sys

import pytest
from conftest import ROOT

from jnrb_cli import patterns
from jnrb_cli.patterns import compile_pattern, source_key

sys.path.insert(0, str(ROOT / "bench"))

from compile_patterns import all_sources

READY, _, _ = patterns._ready()
# The file is made for one version of Python's engine.
this_engine = pytest.mark.skipif(not READY.patterns, reason="patterns.bin is for another engine")


def test_a_pattern_from_the_file_is_what_compiling_makes_of_it() -> None:
    for source in all_sources():
        found, made = compile_pattern(source), re.compile(source)
        assert (found, found.flags, found.groups) == (made, made.flags, made.groups)
        assert found.groupindex == made.groupindex


def test_a_pattern_that_is_not_in_the_file_is_compiled() -> None:
    source = "没有的(?P<word>桥)"
    assert source_key(source) not in READY.patterns
    match = compile_pattern(source).search("没有的桥")
    assert match is not None
    assert match["word"] == "桥"


@this_engine
def test_most_patterns_are_in_the_file() -> None:
    sources = all_sources()
    there = sum(source_key(source) in READY.patterns for source in sources)
    assert there >= 0.9 * len(sources), "compile them anew: python bench/compile_patterns.py"


def test_another_engine_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "ENGINE", (0, 4, "little"))
    patterns._ready.cache_clear()
    try:
        assert compile_pattern(patterns.HAN) == re.compile(patterns.HAN)
        assert not patterns._ready()[0].patterns
    finally:
        patterns._ready.cache_clear()


def test_without_the_file_all_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_FILE", "not-there.bin")
    patterns._ready.cache_clear()
    try:
        assert compile_pattern(patterns.HAN) == re.compile(patterns.HAN)
        assert not patterns._ready()[0].patterns
    finally:
        patterns._ready.cache_clear()
