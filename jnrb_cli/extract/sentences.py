"""The sentence a figure stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..patterns import pattern

# A closing quote or bracket after the mark belongs to the sentence that ends.
_END = pattern(r"(?:[。！？!?；]+|\n)[”’」』）)]*")


class SentenceFinder:
    """Where the sentences of one text end, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in _END.finditer(text)]

    def around(self, start: int, end: int) -> str:
        """The sentence of text[start:end], trimmed.

        >>> SentenceFinder("天晴。共171家。再会。").around(4, 8)
        '共171家。'
        """
        before = bisect_right(self._ends, start)
        after = bisect_left(self._ends, end)
        left = self._ends[before - 1] if before else 0
        right = self._ends[after] if after < len(self._ends) else len(self._text)
        return self._text[left:right].strip()
