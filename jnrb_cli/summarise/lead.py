"""Which sentences carry a story, told without its headline.

In the news the first sentence is hard to beat. One does better only where it says in fewer words what the rest
of the article comes back to, so each is weighed by place, by length, and by how often the article repeats what it
says, counted in pairs of characters: that needs no dictionary and works for every script.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ..patterns import pattern
from .sentences import Candidate

# Weights were fitted to headlines of 1,114 articles of 230 pages of a daily, none of which bench/digest.py was run on
# (November 2026), so that the picked sentence shares most with the headline by ROUGE. Half or twice REPEATED costs up
# to 5 of 100, FIRST and BEST_CHARS up to 3, any other less than 2. The first sentence alone reaches 0.233 ROUGE-1
# there, these weights 0.260.
FIRST = 3.0
FIRST_PARAGRAPH = 3.5
PER_PLACE = -4.5  # times how far down it stands, 0 to 1
REPEATED = 7.5  # times the other sentences that have a pair of its characters, in the mean
QUOTED_TERM = 3.0  # “厂门口课堂”: what the story gives a name
FIGURE = 1.2
LENGTH = -2.5  # times the square of the logarithm of its length over the best one
BEST_CHARS = 37
# What a reader who sees this sentence alone would stumble over; these cost 1 of 100 by the same measure.
STUMBLE = -3.0
BROKEN = -20.0
# For a second and third sentence: times the share of its pairs of characters that are told already, and what a figure
# weighs there, where the place no longer counts.
TOLD = -12.0
MORE_FIGURE = 4.0

_QUOTED_TERM = pattern(r"[“「][^”」。！？，：]{2,12}[”」]")
_REFERS_BACK = pattern(
    r"[他她它其这這那此但而也还還并並]|同时|同時|此外|另外|因此|于是|於是|然而|其中|其次|再次|最后|最後|比如|例如|原来|原來|随后|隨後|接着|接著|对此|對此|为此|為此|当时|當時"
)

# How many sentences stand for an article that has so many characters at most; three for a longer one.
ONE_SENTENCE_CHARS = 220
TWO_SENTENCES_CHARS = 800


def choose_sentences(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """The sentences that carry the story, at most `count`, in the order of the text."""
    chosen = rank_sentences(candidates)[:1]
    pairs = [_pairs(one.text) for one in candidates]
    repeated = _score_repeated(candidates)
    while chosen and len(chosen) < count:
        told = frozenset().union(*(pairs[number] for number in chosen))
        left = [n for n, one in enumerate(candidates) if n not in chosen and one.whole]
        if not left:
            break
        weights = {
            n: repeated[n]
            + _score_words(candidates[n])
            + MORE_FIGURE * _has_figure(candidates[n].text)
            + TOLD * _share(pairs[n], told)
            for n in left
        }
        chosen.append(max(left, key=weights.__getitem__))
    return [candidates[number] for number in sorted(chosen)]


def rank_sentences(candidates: Sequence[Candidate]) -> list[int]:
    """The numbers of the sentences, the one that says most first; of two that weigh the same the first in the text."""
    scores = score_sentences(candidates)
    return sorted(range(len(candidates)), key=lambda number: -scores[number])


def score_sentences(candidates: Sequence[Candidate]) -> list[float]:
    """The weight of each sentence of an article."""
    return [
        FIRST * (number == 0)
        + FIRST_PARAGRAPH * (candidate.paragraph == candidates[0].paragraph)
        + PER_PLACE * number / len(candidates)
        + repeated
        + _score_words(candidate)
        for number, (candidate, repeated) in enumerate(
            zip(candidates, _score_repeated(candidates), strict=True)
        )
    ]


def _score_repeated(candidates: Sequence[Candidate]) -> list[float]:
    """How much of each sentence the others say too."""
    pairs = [_pairs(one.text) for one in candidates]
    having: dict[str, int] = {}
    for one in pairs:
        for pair in one:
            having[pair] = having.get(pair, 0) + 1
    return [REPEATED * sum(having[pair] - 1 for pair in one) / max(len(one), 1) for one in pairs]


def _score_words(candidate: Candidate) -> float:
    """What a sentence weighs by itself."""
    text = candidate.text
    length = sum(map(str.isalnum, text))
    stumbles = (text[0] in "“「‘『") + (text[-1] in "？?") + bool(_REFERS_BACK.match(text))
    return (
        LENGTH * math.log(max(length, 1) / BEST_CHARS) ** 2
        + QUOTED_TERM * bool(_QUOTED_TERM.search(text))
        + FIGURE * _has_figure(text)
        + STUMBLE * stumbles
        + BROKEN * (not candidate.whole)
    )


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters that stand side by side with no mark between them."""
    return frozenset(a + b for a, b in pairwise(text) if a.isalnum() and b.isalnum())


def _share(pairs: frozenset[str], told: frozenset[str]) -> float:
    return len(pairs & told) / max(len(pairs), 1)


def sentence_count(chars: int) -> int:
    """How many sentences stand for an article of so many characters.

    >>> [sentence_count(chars) for chars in (150, 600, 2000)]
    [1, 2, 3]
    """
    return 1 + (chars > ONE_SENTENCE_CHARS) + (chars > TWO_SENTENCES_CHARS)
