"""What texts of a page share, and how much that tells, held as bits and, on long pages, as sets."""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain

import pytest

from jnrb_cli.split.lines.rarity import Grams, Rarity


def make_texts(grams: int) -> list[Grams]:
    """Five texts; each pair of characters stands in one to five of them."""
    pairs = [chr(0x4E00 + number // 200) + chr(0x4E00 + number % 200) for number in range(grams)]
    return [frozenset(pair for number, pair in enumerate(pairs) if number % 5 <= text) for text in range(5)]


@pytest.mark.parametrize("grams", [300, 25_000], ids=["bits", "sets"])
def test_weights_go_by_how_many_texts_hold_a_pair(grams: int) -> None:
    texts = make_texts(grams)
    counts = Counter(chain.from_iterable(texts))

    def weigh(pairs: Grams) -> int:
        return sum(round((1 << 40) * math.log((len(texts) + 1) / counts[pair])) for pair in pairs)

    rarity = Rarity(texts)
    one, other = rarity.gather([0, 2]), rarity.gather([1, 3])
    whole, rest = texts[0] | texts[2], texts[1] | texts[3]
    assert rarity.weigh(one) == weigh(whole)
    assert rarity.weigh(rarity.groups[0]) == weigh(texts[0])
    assert rarity.weigh_shared(one, other) == weigh(whole & rest)
    assert rarity.affinity(one, other) == weigh(whole & rest) / weigh(whole)
    assert rarity.share(one, other) == weigh(whole & rest) / min(weigh(whole), weigh(rest))
    assert not rarity.gather(())
    assert rarity.affinity(rarity.gather(()), one) == 0.0


@pytest.mark.parametrize("grams", [300, 25_000], ids=["bits", "sets"])
def test_only_what_hardly_any_text_holds_counts_as_rare(grams: int) -> None:
    few = make_texts(grams)
    common = frozenset(f"常{number}" for number in range(7))
    texts = [text | common for text in few] * 2
    counts = Counter(chain.from_iterable(texts))
    rarity = Rarity(texts)
    assert {count for count in counts.values() if count > 8}  # some are common, and count nothing
    for own, others in ((0, [1]), (1, [2, 3]), (4, []), (3, [0, 4])):
        held = frozenset().union(*[texts[other] for other in others])
        assert rarity.count_rare(own, others) == sum(counts[gram] <= 8 for gram in texts[own] & held)
