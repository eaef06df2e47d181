"""The vocabulary files of dates and durations: read once, checked as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...errors import DataError
from ...resources import data_text


def read_rows(name: str, width: int, *, key: int = 1) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a tab-separated file, each with its line number; `#` opens a comment, a first column given twice is an error.

    `key` is how many columns, from the first, have to differ between two rows.
    """
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(data_text(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = tuple(line.split("\t"))
        if len(row) != width:
            raise DataError(name, number, f"{len(row)} columns where {width} belong")
        if row[:key] in seen:
            raise DataError(name, number, f"{row[0]} is there twice")
        seen.add(row[:key])
        yield number, row
    if not seen:
        raise DataError(name, 1, "nothing in it")


@cache
def word_table(name: str) -> dict[str, dict[str, str]]:
    """A file of `group TAB word TAB value` as {group: {word: value}}, words in the order of the file."""
    groups: dict[str, dict[str, str]] = {}
    for _, (group, word, value) in read_rows(name, 3, key=2):
        groups.setdefault(group, {})[word] = value
    return groups


def alternatives(words: dict[str, str] | list[str]) -> str:
    """The words as one branch of a pattern, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
