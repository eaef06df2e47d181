"""Words, marks and paragraphs that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ..errors import DataError
from ..resources import data_text
from .sheet import Mark, Passage, Sheet

DOUBLED = "doubled.tsv"
# A run of at least three characters said twice is no reduplication; 哈哈哈哈哈哈 and 加油加油加油加油 are none either.
_RUN = re.compile(r"(?P<word>[一-鿿]{3,12})(?P=word)")
# 一家一户一家一户, 想学什么学什么, 哈哈哈哈哈哈.
_ON_PURPOSE = re.compile(r"^[一又再]|什么|怎么|哪|谁|多[少久大远长]|几|^(.{1,2})\1*$")
_MARKS = re.compile(
    r"，[，。；、]+|、[、，。]+|。{2,}|。[，、；]|；[；，、]|：[：，。、]|。[”』」]。|[！？][。，、；]"
    r"|[，；、：][,;:]|[,;:][，；、：。]"
    # A row is closed by 等, not by a mark and 等: the mark is one too many. 、等不来 is no end of a row.
    r"|、等(?=[一二三四五六七八九十两多0-9]|[，。；）]|方面|领域|单位|部门|活动|项目|工作|内容|问题|产品|企业|地)"
)
_LEAST = 20


@cache
def _words() -> re.Pattern[str]:
    """The words that never stand twice, with what must stand neither before nor behind them."""
    found: dict[str, str] = {}
    for number, line in enumerate(data_text(DOUBLED).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        word, before, after = [*line.split("\t"), "", ""][:3]
        if word in found:
            raise DataError(DOUBLED, number, f"{word} is listed twice")
        found[word] = (
            (f"(?<![{before}])" if before else "") + re.escape(word * 2) + (f"(?![{after}])" if after else "")
        )
    if not found:
        raise DataError(DOUBLED, 1, "nothing in it")
    return re.compile("|".join(found[word] for word in sorted(found, key=lambda word: (-len(word), word))))


def find_doubled_words(sheet: Sheet) -> Iterator[Mark]:
    """The same word twice in a row: 的的, 进行进行."""
    for passage in sheet.printed:
        for match in _words().finditer(passage.text):
            if passage.is_together(match.start(), match.end()):
                word = match.group()[: len(match.group()) // 2]
                yield Mark(passage, match.start(), match.end(), f"{word} stands twice")
    runs = [
        (passage, match)
        for passage in sheet.printed
        for match in _RUN.finditer(passage.text)
        if not _ON_PURPOSE.search(match["word"]) and passage.is_unbroken(match.start(), match.end())
    ]
    # A name that is made so (恩戈罗恩戈罗) stands on its page more than once.
    often = Counter(match.group() for _, match in runs)
    for passage, match in runs:
        if often[match.group()] == 1:
            yield Mark(passage, match.start(), match.end(), f"{match['word']} stands twice")


def find_doubled_marks(sheet: Sheet) -> Iterator[Mark]:
    """Punctuation twice, or two marks of which one is enough."""
    for passage in sheet.printed:
        for match in _MARKS.finditer(passage.text):
            if passage.is_together(match.start(), match.end()):
                yield Mark(passage, match.start(), match.end(), "one mark is enough")


def find_doubled_paragraphs(sheet: Sheet) -> Iterator[Mark]:
    """A paragraph that has stood on the page before."""
    seen: dict[str, Passage] = {}
    for passage in sheet.printed:
        text = "".join(passage.text.split())
        if passage.role != "paragraph" or len(text) < _LEAST:
            continue
        if text in seen:
            before = seen[text]
            other = (before, 0, len(before.text))
            yield Mark(passage, 0, len(passage.text), "this paragraph stands on the page twice", other)
        seen.setdefault(text, passage)
