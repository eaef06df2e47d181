"""What texts are held against each other by: pairs of neighbouring characters, as numbers, and words of figures and Latin.

The pairs of a whole page are made at once, in a tenth of the time that strings of two characters take one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING

from ...patterns import pattern
from ...text import Chars, Kind, pair_up

if TYPE_CHECKING:
    import re

# A pair of characters, as a number that stands for it, or a word.
Gram = Hashable
Grams = frozenset[Gram]
# Of some texts of a page the grams of each that may stand elsewhere too, and how many others each has.
Texts = tuple[list[Grams], list[int]]

_WORD = pattern(r"[0-9A-Za-z]{2,}")


def _is_chinese(char: str) -> bool:
    """What HAN is in a pattern, but for 〇 and ①."""
    return (
        char.isalnum()
        and not (char.isdecimal() or "A" <= char <= "Z" or "a" <= char <= "z")
        and not (char == "〇" or "①" <= char <= "⓿")
    )


_IS_CHINESE = Kind(_is_chinese)


class PageGrams:
    """The grams of a page's lines, and of what is put together from them."""

    def __init__(self, lines: list[str], chars: Chars) -> None:
        """`chars` are those that the lines may hold."""
        self._page = "".join(lines)
        self._chars = chars
        self._starts = [0, *accumulate(map(len, lines))]
        self._pairs = pair_up(self._page)
        counts = Counter(self._pairs)
        again = frozenset([pair for pair, count in counts.items() if count > 1])
        # For each pair 1 where it stands on the page more than once: of the many others it is enough to know how many.
        self._again = bytes(map(again.__contains__, self._pairs))

    def joins(self) -> list[Gram]:
        """The pairs that the last character of each line but the last makes with the first one of the line below."""
        return [self._pairs[start - 1] for start in self._starts[1:-1]]

    def find_in_lines(self, characters: re.Pattern[str]) -> list[str]:
        """For each line those of its characters that a pattern finds, in their order."""
        found = [""] * (len(self._starts) - 1)
        line = 0
        for match in characters.finditer(self._page):
            while self._starts[line + 1] <= match.start():
                line += 1
            found[line] += match.group()
        return found

    def of_lines(self) -> Texts:
        """The pairs of each line."""
        grams: list[Grams] = []
        alone: list[int] = []
        for start, end in pairwise(self._starts):
            again = self._again[start : end - 1]
            grams.append(frozenset(compress(self._pairs[start : end - 1], again)))
            alone.append(again.count(0))
        return grams, alone

    def of_stretches(self, stretches: Iterable[tuple[int, int]]) -> Texts:
        """The pairs of Chinese characters and the words in texts, given by their first and last lines.

        >>> (one, other), _ = PageGrams(["植树50", "株，", "植树"], frozenset("植树50株，")).of_stretches([(0, 1), (2, 2)])
        >>> len(one), "50" in one, other < one
        (2, True, True)
        """
        chinese = _IS_CHINESE.mark(self._page, self._chars)
        # A pair counts where both its characters do.
        marks = int.from_bytes(chinese, "little") & int.from_bytes(chinese[1:], "little")
        again = marks & int.from_bytes(self._again, "little")
        pairs_again, pairs_alone = (some.to_bytes(len(chinese), "little") for some in (again, marks ^ again))
        grams: list[Grams] = []
        alone: list[int] = []
        for first, last in stretches:
            start, end = self._starts[first], self._starts[last + 1]
            words = _WORD.findall(self._page, start, end)
            pairs = compress(self._pairs[start : end - 1], pairs_again[start : end - 1])
            grams.append(frozenset([*pairs, *words]))
            alone.append(pairs_alone.count(1, start, end - 1))
        return grams, alone
