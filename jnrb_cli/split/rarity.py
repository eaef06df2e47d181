"""How much what two texts of a page have in common tells: the rarer it is among the page's texts, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

# Weights are whole numbers, in steps this fine, so that they add up to the same in any order.
_FINE = 1 << 40

Grams = frozenset[str]


class Rarity:
    """How telling each pair of characters is on a page, judged by how many of its texts hold it."""

    def __init__(self, texts: Sequence[Grams]) -> None:
        counts = Counter(chain.from_iterable(texts))
        total = len(texts) + 1
        tell = {count: round(_FINE * math.log(total / count)) for count in set(counts.values())}
        self._tell = {gram: tell[count] for gram, count in counts.items()}
        self._wholes: dict[Grams, int] = {}

    def __contains__(self, gram: str) -> bool:
        """Whether any of the texts holds it."""
        return gram in self._tell

    def weigh(self, found: Grams) -> int:
        """The weight of all the pairs together, every one of which stands on the page."""
        return sum(map(self._tell.__getitem__, found))

    def affinity(self, head: Grams, body: Grams) -> float:
        """The share of a headline's weight that a body holds too, 0 to 1."""
        shared = head & body
        if not shared:
            return 0.0
        whole = self._wholes.get(head)
        if whole is None:
            whole = self._wholes[head] = self.weigh(head)
        return self.weigh(shared) / whole if whole > 0 else 0.0
