"""How much what two texts of a page have in common tells: the rarer it is among the page's texts, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain
from operator import or_

import msgspec

# Weights are whole numbers, in steps this fine, so that they add up to the same in any order.
_FINE = 1 << 40

Grams = frozenset[str]


class Group(msgspec.Struct, frozen=True):
    """What some texts of a page hold together.

    `repeated` has a bit set for each pair of characters that another text of the page holds too, so that what groups
    have in common, or together, is one operation on two numbers; `single` is how many of its pairs no other text holds.
    """

    repeated: int = 0
    single: int = 0

    def __bool__(self) -> bool:
        return bool(self.repeated or self.single)


class Rarity:
    """How telling each pair of characters is on a page, judged by how many of its texts hold it.

    Most pairs stand in one text only. What several texts have in common is looked for among the others alone.
    Groups that are held against each other have no text in common.
    """

    def __init__(self, texts: Sequence[Grams]) -> None:
        self._counts = counts = Counter(chain.from_iterable(texts))
        total = len(texts) + 1
        self._once = round(_FINE * math.log(total))
        by_count: dict[int, list[str]] = {}
        for gram, count in counts.items():
            if count > 1:
                by_count.setdefault(count, []).append(gram)
        bits: dict[str, int] = {}
        # For each number of texts the bits of the pairs that so many hold, and what one of them tells; the many that
        # two hold come last, so that the other numbers are short.
        self._classes: list[tuple[int, int]] = []
        at = 0
        for count, grams in sorted(by_count.items(), reverse=True):
            bits.update(zip(grams, map((1).__lshift__, range(at, at + len(grams))), strict=True))
            bits_of_class = ((1 << len(grams)) - 1) << at
            self._classes.append((bits_of_class, round(_FINE * math.log(total / count))))
            at += len(grams)
        repeated = frozenset(bits)
        # What each text holds.
        self.groups = [
            Group(sum(map(bits.__getitem__, held)), len(text) - len(held))
            for text, held in zip(texts, map(repeated.intersection, texts), strict=True)
        ]
        self._weights: dict[Group, int] = {}

    def __contains__(self, gram: str) -> bool:
        """Whether any of the texts holds it."""
        return gram in self._counts

    def gather(self, numbers: Iterable[int]) -> Group:
        """What some texts of the page, given by their places, hold together."""
        held = [self.groups[number] for number in numbers]
        return Group(
            reduce(or_, [group.repeated for group in held], 0), sum([group.single for group in held])
        )

    def share(self, one: Group, other: Group) -> float:
        """The share of the lighter group's weight that the other holds too, 0 to 1."""
        whole = min(self.weigh(one), self.weigh(other))
        return self.weigh_shared(one, other) / whole if whole > 0 else 0.0

    def affinity(self, head: Group, body: Group) -> float:
        """The share of a headline's weight that a body holds too, 0 to 1."""
        if not head.repeated & body.repeated:
            return 0.0
        whole = self.weigh(head)
        return self.weigh_shared(head, body) / whole if whole > 0 else 0.0

    def weigh(self, group: Group) -> int:
        """The weight of all pairs of a group together."""
        weight = self._weights.get(group)
        if weight is None:
            weight = self._weights[group] = self._once * group.single + self._weigh_repeated(group.repeated)
        return weight

    def weigh_shared(self, one: Group, other: Group) -> int:
        """The weight of the pairs that both groups hold."""
        return self._weigh_repeated(one.repeated & other.repeated)

    def _weigh_repeated(self, pairs: int) -> int:
        weight = 0
        if pairs:
            for bits_of_class, tell in self._classes:
                weight += tell * (pairs & bits_of_class).bit_count()
        return weight
