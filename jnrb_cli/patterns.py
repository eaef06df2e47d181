"""Regular expressions that are compiled when they are first used.

Compiling those of the whole package takes longer than splitting a page, and most pages need half of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

# A Chinese character, and a letter of any script, in a pattern. Told by what they are not: `re` walks through a
# range like 一-龥 character by character to compile it (Python 3.11: 1 ms each time it stands in a pattern).
HAN = r"[^\W\d_A-Za-z]"
LETTER = r"[^\W\d_]"
# What a change or a range starts from; the same characters in 自有资金, 理由, 把握 and 将士 start nothing.
ORIGIN = r"(?:(?<![来亲独各擅])自(?![有筹身己主动然愿行用费备建产由信立治])|(?<![自理缘])由(?![于衷])|从(?![事业])|(?<![即必])将(?![近军士领])|(?<!一)把(?![握关手]))"

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Pattern:
    """The methods of a compiled pattern, there from their first use on."""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if TYPE_CHECKING:

    def pattern(source: str) -> re.Pattern[str]:
        """A pattern to be compiled on first use."""
else:
    pattern = _Pattern
