"""How much what two texts of a page have in common tells: the rarer it is among the page's texts, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

# Weights are whole numbers, in steps this fine, so that they add up to the same in any order.
_FINE = 1 << 40

Grams = frozenset[str]


class Group(NamedTuple):
    """Some texts of a page: the pairs in them that stand in other texts too, and the weight of all their pairs."""

    repeated: Grams
    weight: int


class Rarity:
    """How telling each pair of characters is on a page, judged by how many of its texts hold it.

    Most pairs stand in one text only. What several texts have in common is looked for among the others alone, and
    how much those few weigh is known by their number.
    """

    def __init__(self, texts: Sequence[Grams]) -> None:
        seen: set[str] = set()
        repeated: set[str] = set()
        for text in texts:
            repeated |= seen & text
            seen |= text
        self._seen = seen
        # For each text the pairs that another one holds too, and the weight of the others.
        self._repeated = [text & repeated for text in texts]
        total = len(texts) + 1
        self._once = round(_FINE * math.log(total))
        self._rest = [
            self._once * (len(text) - len(held)) for text, held in zip(texts, self._repeated, strict=True)
        ]
        counts = Counter(chain.from_iterable(self._repeated))
        tell = {count: round(_FINE * math.log(total / count)) for count in set(counts.values())}
        self._tell = {gram: tell[count] for gram, count in counts.items()}
        self._wholes: dict[Grams, int] = {}

    def __contains__(self, gram: str) -> bool:
        """Whether any of the texts holds it."""
        return gram in self._seen

    def weigh_group(self, numbers: Sequence[int]) -> Group:
        """What some texts of the page, given by their places, hold together."""
        repeated = frozenset[str]().union(*[self._repeated[number] for number in numbers])
        rest = sum([self._rest[number] for number in numbers])
        return Group(repeated, rest + self._weigh_repeated(repeated))

    def share(self, one: Group, other: Group) -> float:
        """The share of the lighter group's weight that the other holds too, 0 to 1; no text is in both."""
        whole = min(one.weight, other.weight)
        return self._weigh_repeated(one.repeated & other.repeated) / whole if whole > 0 else 0.0

    def affinity(self, head: Grams, body: Grams) -> float:
        """The share of a headline's weight that a body holds too, 0 to 1."""
        shared = head & body
        if not shared:
            return 0.0
        whole = self._wholes.get(head)
        if whole is None:
            whole = self._wholes[head] = self.weigh(head)
        return self.weigh(shared) / whole if whole > 0 else 0.0

    def weigh(self, found: Grams) -> int:
        """The weight of all the pairs together, every one of which stands on the page."""
        repeated = found & self._tell.keys()
        return self._once * (len(found) - len(repeated)) + self._weigh_repeated(repeated)

    def _weigh_repeated(self, found: Iterable[str]) -> int:
        return sum(map(self._tell.__getitem__, found))
