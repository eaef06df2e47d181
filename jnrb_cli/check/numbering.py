"""Numbers of a list that skip one or stand twice: 一、二、四; 一是…二是…四是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .sheet import Mark, Passage, Sheet

_CHINESE = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
)
_NUMBER = {word: number for number, word in enumerate(_CHINESE, 1)}
_WORD = r"(?P<n>二十|十?[一二三四五六七八九]|十)"
# At the beginning of a passage, each form a list of its own.
_LABELS = (
    re.compile(rf"{_WORD}、"),
    re.compile(rf"[（(]{_WORD}[）)]"),
    re.compile(rf"第{_WORD}[，、]"),
    re.compile(r"(?P<n>[0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"[（(](?P<n>[0-9]{1,2})[）)]"),
)
# Inside a passage: 一是…；二是…. A number is left out only where the word for it stands nowhere between.
_INSIDE = re.compile(r"(?:(?<=[：；。，、:;])|^)(?P<n>[一二三四五六七八九十])(?P<word>是|要)(?!否)")
_LEAST = 2


class _Item(NamedTuple):
    number: int
    passage: Passage
    start: int
    end: int


def find_wrong_numbers(sheet: Sheet) -> Iterator[Mark]:
    """Items of a list whose numbers skip one, or of which two have the same."""
    source = sheet.text if sheet.text is not None else "\n".join(one.text for one in sheet.printed)
    printed = {label: {_value(found["n"]) for found in label.finditer(source)} for label in _LABELS}
    for article in sheet.articles:
        texts = [one for one in sheet.texts[article.id] if one.role in ("paragraph", "subhead")]
        for label in _LABELS:
            items = [
                _Item(_value(match["n"]), passage, 0, match.end())
                for passage in texts
                if (match := label.match(passage.text))
            ]
            # A number that is missing here but stands elsewhere on the page was lost by our splitting.
            numbers = {item.number for item in items}
            if not printed[label] & set(range(1, max(numbers, default=0))) - numbers:
                yield from _check(items)
        for passage in texts:
            yield from _check_inside(passage)


def _value(text: str) -> int:
    return _NUMBER.get(text) or int(text)


def _check(items: list[_Item]) -> Iterator[Mark]:
    """A row that has begun 1, 2 and goes on with another number than the next, or a new 1."""
    row: list[_Item] = []
    for item in items:
        if row and item.number == row[-1].number + 1:
            row.append(item)
            continue
        if len(row) >= _LEAST and item.number not in (1, row[-1].number + 1):
            last = row[-1]
            if item.number == last.number:
                message = f"{last.passage.text[last.start : last.end]} stands twice"
            else:
                message = f"{last.passage.text[last.start : last.end]} comes before it"
            if item.number == last.number or item.number == last.number + 2:
                yield Mark(item.passage, item.start, item.end, message, (last.passage, last.start, last.end))
        row = [item] if item.number == 1 else []


def _check_inside(passage: Passage) -> Iterator[Mark]:
    row: list[re.Match[str]] = []
    for match in _INSIDE.finditer(passage.text):
        number = _NUMBER[match["n"]]
        last = _NUMBER[row[-1]["n"]] if row else 0
        if row and match["word"] != row[-1]["word"]:
            row = [match] if number == 1 else []
        elif number == last + 1:
            row.append(match)
        else:
            between = passage.text[row[-1].end() : match.start()] if row else ""
            skipped = number == last + 2 and _CHINESE[last] not in between
            if len(row) >= _LEAST and (skipped or number == last):
                message = f"{row[-1].group()} comes before it" if skipped else f"{match.group()} stands twice"
                other = (passage, row[-1].start(), row[-1].end())
                yield Mark(passage, match.start(), match.end(), message, other)
            row = [match] if number == 1 else []
