"""Regular expressions that are compiled when they are first used.

Compiling those of the whole package takes longer than splitting a page, and most pages need a fifth of them. These would
take a tenth of a short run still: what Python's compiler makes of them stands in `data/patterns.bin`
(bench/compile_patterns.py). It is made for one version of Python's engine; another, or a pattern that has changed since
and is not in the file, is compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import sys
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from .resources import data_map

if TYPE_CHECKING:
    from mmap import mmap

# A Chinese character, and a letter of any script, in a pattern. Told by what they are not: `re` walks through a
# range like 一-龥 character by character to compile it (Python 3.11: 1 ms each time it stands in a pattern).
HAN = r"[^\W\d_A-Za-z]"
LETTER = r"[^\W\d_]"
# What a change or a range starts from; the same characters in 自有资金, 理由, 把握 and 将士 start nothing.
ORIGIN = r"(?:(?<![来亲独各擅])自(?![有筹身己主动然愿行用费备建产由信立治])|(?<![自理缘])由(?![于衷])|从(?![事业])|(?<![即必])将(?![近军士领])|(?<!一)把(?![握关手]))"


class Ready(msgspec.Struct, frozen=True):
    """A compiled pattern: where its code stands and how long it is, its flags, how many groups it has and their names."""

    start: int
    size: int
    flags: int
    groups: int
    names: dict[str, int]


class ReadyPatterns(msgspec.Struct, frozen=True):
    """The first line of patterns.bin: the engine that the patterns were compiled for, and each by its source (`source_key`)."""

    engine: tuple[int, int, str]
    patterns: dict[str, Ready]


_FILE = "patterns.bin"
# The engine's version, the size of a word of its code, and in which order its bytes stand.
ENGINE = (_sre.MAGIC, _sre.CODESIZE, sys.byteorder)


def source_key(source: str) -> str:
    """What a pattern is found by: 64 bits of its source."""
    data = source.encode()
    return f"{crc32(data):08x}{crc32(data[::-1]):08x}"


@cache
def _ready() -> tuple[ReadyPatterns, int, mmap | None]:
    """The patterns that are compiled, where their code begins, and the file; none where they are for another engine, or without it."""
    try:
        data = data_map(_FILE)
    except FileNotFoundError:
        return ReadyPatterns(ENGINE, {}), 0, None
    end = data.find(b"\n") + 1
    ready = msgspec.json.decode(data[:end], type=ReadyPatterns)
    return ready if ready.engine == ENGINE else ReadyPatterns(ENGINE, {}), end, data


def compile_pattern(source: str) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern, in a tenth of the time where it has been made before.

    >>> compile_pattern(HAN) == re.compile(HAN)
    True
    """
    ready, start, data = _ready()
    found = ready.patterns.get(source_key(source))
    if found is None or data is None:
        return re.compile(source)
    start += found.start
    code = memoryview(data[start : start + found.size * _sre.CODESIZE]).cast("I").tolist()
    names: list[str | None] = [None] * (found.groups + 1)
    for name, group in found.names.items():
        names[group] = name
    compiled: re.Pattern[str] = _sre.compile(
        source, found.flags, code, found.groups, found.names, tuple(names)
    )
    return compiled


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Pattern:
    """The methods of a compiled pattern, there from their first use on."""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = compile_pattern(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:

    def pattern(source: str) -> re.Pattern[str]:
        """A pattern to be compiled on first use."""
else:
    pattern = _Pattern
