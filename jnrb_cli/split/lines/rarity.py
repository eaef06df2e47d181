"""How much what two texts of a page have in common tells: the rarer it is among the page's texts, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, repeat
from operator import and_, or_

import msgspec

from .grams import Gram, Grams

# Weights are whole numbers, in steps this fine, so that they add up to the same in any order.
_FINE = 1 << 40

# Pages with more pairs that stand in several texts than this are held as sets: bits would take room by the square of the
# page's length. An ordinary page has 900, one ten times as long 9,000.
_MOST_BITS = 1 << 14

# A pair that more texts hold is common.
_RARE = 8

# Pairs of characters: a bit for each in a number, or on very long pages a set. Both know `&`, `|` and emptiness.
Pairs = int | Grams


class Group(msgspec.Struct, gc=False):
    """What some texts of a page hold together.

    `repeated` are the pairs of characters that another text of the page holds too; `single` is how many of its pairs
    no other text holds; `weight` is what all weigh together, once it was asked for.
    """

    repeated: Pairs = 0
    single: int = 0
    weight: int | None = None

    def __bool__(self) -> bool:
        return bool(self.repeated or self.single)


class Rarity:
    """How telling each pair of characters is on a page, judged by how many of its texts hold it.

    Most pairs stand in one text only. What several texts have in common is looked for among the others alone.
    Groups that are held against each other have no text in common.
    """

    def __init__(self, texts: Sequence[Grams], alone: Sequence[int] = ()) -> None:
        """`alone`: how many more grams each of the texts has, which no other has and nobody asks for."""
        self._counts = counts = Counter(chain.from_iterable(texts))
        total = len(texts) + 1
        self._once = round(_FINE * math.log(total))
        by_count: dict[int, list[Gram]] = {}
        for gram, count in [one for one in counts.items() if one[1] > 1]:  # a fifth of them
            by_count.setdefault(count, []).append(gram)
        # What a pair tells that so many texts hold.
        self._tell = {count: round(_FINE * math.log(total / count)) for count in by_count}
        self._classes: list[tuple[int, int]] = []
        # Below this bit stand the pairs that many texts hold.
        self._common = 0
        bits = self._number(by_count)
        self._as_bits = len(bits) <= _MOST_BITS
        # What each text holds.
        self.groups = [*map(self._as_group, texts, alone or [0] * len(texts), repeat(bits))]

    def _as_group(self, text: Grams, alone: int, bits: dict[Gram, int]) -> Group:
        if self._as_bits:
            repeated = sum(filter(None, map(bits.get, text)))
            return Group(repeated, alone + len(text) - repeated.bit_count())
        held = frozenset(text & bits.keys())
        return Group(held, alone + len(text) - len(held))

    def _number(self, by_count: dict[int, list[Gram]]) -> dict[Gram, int]:
        """A bit for each pair. For each number of texts the bits of its pairs are noted, and what one of them tells.

        The many that two texts hold come last, so that the other numbers are short.
        """
        bits: dict[Gram, int] = {}
        if sum(map(len, by_count.values())) > _MOST_BITS:
            return dict.fromkeys(chain.from_iterable(by_count.values()), 0)
        at = 0
        for count, grams in sorted(by_count.items(), reverse=True):
            if count > _RARE:
                self._common = at + len(grams)
            bits.update(zip(grams, map((1).__lshift__, range(at, at + len(grams))), strict=True))
            self._classes.append((((1 << len(grams)) - 1) << at, self._tell[count]))
            at += len(grams)
        return bits

    def hold(self, grams: Iterable[Gram]) -> Iterator[bool]:
        """For each of some grams whether any of the texts holds it."""
        return map(self._counts.__contains__, grams)

    def gather(self, numbers: Sequence[int]) -> Group:
        """What some texts of the page, given by their places, hold together."""
        groups = self.groups
        if isinstance(numbers, range):
            held = groups[numbers.start : numbers.stop]
        else:
            held = [groups[number] for number in numbers]
        nothing: Pairs = 0 if self._as_bits else frozenset()
        return Group(
            reduce(or_, [group.repeated for group in held], nothing), sum([group.single for group in held])
        )

    def share(self, one: Group, other: Group) -> float:
        """The share of the lighter group's weight that the other holds too, 0 to 1."""
        whole = min(self.weigh(one), self.weigh(other))
        return self.weigh_shared(one, other) / whole if whole > 0 else 0.0

    def affinity(self, head: Group, body: Group) -> float:
        """The share of a headline's weight that a body holds too, 0 to 1."""
        both: Pairs = and_(head.repeated, body.repeated)
        if not both:
            return 0.0
        whole = self.weigh(head)
        return self._weigh_repeated(both) / whole if whole > 0 else 0.0

    def count_rare(self, number: int, others: Sequence[int]) -> int:
        """How many pairs a text and some others, all given by their places, hold together that hardly any more do."""
        own = self.groups[number].repeated
        if not isinstance(own, int):
            held = frozenset[Gram]().union(*[self.groups[other].repeated for other in others])  # type: ignore[arg-type]
            return sum([self._counts[pair] <= _RARE for pair in own & held])
        own >>= self._common
        if not own:
            return 0
        again = 0
        for other in others:
            again |= self.groups[other].repeated  # type: ignore[operator]
        rare: int = own & (again >> self._common)
        return rare.bit_count()

    def weigh(self, group: Group) -> int:
        """The weight of all pairs of a group together."""
        if group.weight is None:
            group.weight = self._once * group.single + self._weigh_repeated(group.repeated)
        return group.weight

    def weigh_shared(self, one: Group, other: Group) -> int:
        """The weight of the pairs that both groups hold."""
        return self._weigh_repeated(and_(one.repeated, other.repeated))

    def _weigh_repeated(self, pairs: Pairs) -> int:
        if isinstance(pairs, frozenset):
            return sum([self._tell[self._counts[pair]] for pair in pairs])
        weight = 0
        if pairs:
            for bits_of_class, tell in self._classes:
                if held := pairs & bits_of_class:
                    weight += tell * held.bit_count()
        return weight
