"""Lines to labels: a linear-chain model whose weights were learnt offline (bench/train_labels.py), decoded here.

Labels: F? furniture (M masthead, F folio, S staff, C contact, N notice, O other), K T S kicker, title and
subtitle, H subhead, P paragraph, C caption, each with B for its first line and I for the others; BY a byline
above or below a body, BE a closing signature, CR a photo credit.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from operator import add, getitem, sub

import msgspec

from ...layout import Layout
from ...resources import data_map
from ..lines.looks import Looks
from .features import GROUPS, Feature, Group, Key, line_keys
from .packed import LANE_BITS, Head, Table, pack_weights, read_packed, read_weights

# Scores are whole hundredths, so that they add up to the same in any order.
_UNIT = 100

# Labels whose own score lies this far below the line's best are not followed. Measured on 120 held-out pages:
# On 130 pages 9 changes nothing, 6.5 one page in thirteen, 5 one in four.
_BEAM = 9 * _UNIT

# The scores of a line inside a text beyond doubt (features.is_inside): a paragraph's, now and then a caption's.
_INSIDE = {"PI": 8 * _UNIT, "CI": 4 * _UNIT}

# How many values of a feature, and of what a group goes by, are remembered: those of some hundred pages.
_REMEMBERED = 20_000

Labels = list[int]
# The labels of a line that are followed, and its own score for each.
_Own = tuple[Labels, list[int]]


class Packed(dict[Key, int]):
    """A feature's weights for all labels in one number, by what it is made of; looked up when first asked for.

    Adding up a line's features is adding numbers then, in a tenth of the time that label by label takes.
    """

    def __init__(self, table: Table, number: int, parts: int) -> None:
        self._find = table.find
        self._name = _name_of(number, parts)

    def __missing__(self, made_of: Key) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[made_of] = packed = self._find(self._name % made_of)
        return packed


class PackedGroup(dict[Key, int]):
    """What the features of a group weigh together by what they go by, added up when first asked for."""

    def __init__(self, group: Group, table: Table) -> None:
        self._features = [
            (Packed(table, number, len(made_of(tuple(group.parts)))), made_of)
            for number, made_of in group.features.items()
        ]

    def __missing__(self, key: Key) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[key] = weights = sum([packed[made_of(key)] for packed, made_of in self._features])
        return weights


class Steps:
    """What the steps from labels to labels weigh, in one direction, and from which labels one may come at all.

    `rows`: by the label that a step comes from, then the one that it goes to.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._rows = rows
        self._gains: dict[int, list[int]] = {}

    def go(self, labels: Labels, scores: list[int], following: Labels) -> list[int]:
        """The best score at each label that may follow, by the scores at each of some labels.

        Most labels lie so far below the best that no step brings them level; they need not be looked at.
        """
        best = max(scores)
        lead = labels[scores.index(best)]
        gains, row = self._gains.get(lead) or self._weigh_gains(lead), self._rows[lead]
        found = [best + row[label] for label in following]
        for other, score in zip(labels, scores, strict=True):
            if score + gains[other] > best and other != lead:
                row = self._rows[other]
                for place, label in enumerate(following):
                    if (new := score + row[label]) > found[place]:
                        found[place] = new
        return found

    def between(self, one: int, other: int) -> tuple[int, int, int, int]:
        """What the steps weigh that stay at either of two labels or change between them: on, over, back, on."""
        rows = self._rows
        return rows[one][one], rows[one][other], rows[other][one], rows[other][other]

    def _weigh_gains(self, lead: int) -> list[int]:
        """What each label gains on the leading one by the next step at most."""
        self._gains[lead] = gains = [max(map(sub, row, self._rows[lead])) for row in self._rows]
        return gains


class Model:
    """The weights, with a memory of the features met so far."""

    def __init__(self, head: Head, table: Table) -> None:
        self.labels = head.labels
        self.transitions = head.transitions
        self._groups = [PackedGroup(group, table) for group in GROUPS]
        self._bytes = LANE_BITS // 8 * len(head.labels)
        # Lifts every sum above nothing, so that no label borrows from the next.
        self._lift = sum(1 << LANE_BITS * label + LANE_BITS - 1 for label in range(len(head.labels)))
        self.forward = Steps(head.transitions)
        self.backward = Steps(tuple(zip(*head.transitions, strict=True)))

    def add_up(self, keys: tuple[Key, ...]) -> list[int]:
        """What a line's features weigh together for each label, all 2**15 too high."""
        total = sum(map(getitem, self._groups, keys), self._lift)
        lanes = memoryview(total.to_bytes(self._bytes, sys.byteorder)).cast("H").tolist()
        return lanes if sys.byteorder == "little" else lanes[::-1]


@lru_cache(maxsize=2)
def load_model(*, long: bool = True) -> Model:
    """The model that comes with jnrb, that for pages of long stories or that for pages of short ones."""
    return Model(*read_packed(data_map("labels.bin" if long else "labels_short.bin")))


def read_model(data: bytes) -> Model:
    """A model out of the bytes of a labels.json."""
    return Model(*read_packed(pack_weights(read_weights(data))))


def feature_name(feature: Feature) -> str:
    """The key of a feature in the file of weights."""
    number, *made_of = feature
    return _name_of(number, len(made_of)) % tuple(made_of)


def _name_of(number: object, parts: int) -> str:
    """The keys of a feature with so many parts, to be filled with what it is made of."""
    return f"{number}" + "|%s" * parts


class Labelled(msgspec.Struct, frozen=True, gc=False):
    """A line's label in the best sequence over the page, and what each other label in question would cost the sequence."""

    label: str
    margins: dict[str, float]  # label -> 0 or below; only labels that were followed


def label_lines(layout: Layout, all_looks: Looks, model: Model | None = None) -> list[Labelled]:
    """For each line its label, the best sequence over the whole page (Viterbi forwards and backwards)."""
    model = model or load_model(long=all_looks.long)
    inside = [*map(model.labels.index, _INSIDE)], [*_INSIDE.values()]
    own = [_own_scores(model, keys) if keys else inside for keys in line_keys(layout, all_looks, inside=True)]
    if not own:
        return []
    forward = _forward(own, inside, model.forward)
    backward = _backward(own, inside, model.backward)
    best = max(forward[-1])
    names = model.labels
    found: list[Labelled] = []
    chosen: int | None = None
    above: Labels | None = None
    totals: list[int] = []
    for (labels, _), ahead, behind in zip(own, forward, backward, strict=True):
        before, totals = totals, [*map(add, ahead, behind)]
        only = totals.count(best) == 1
        if labels is above and totals == before and only:
            found.append(found[-1])  # within a text every line has what the one above it has
            continue
        above = labels
        if chosen is None or only:
            chosen = labels[totals.index(best)]
        else:
            tied = [label for label, total in zip(labels, totals, strict=True) if total == best]
            chosen = _joined(tied, model.transitions[chosen])
        costs = {names[label]: (total - best) / _UNIT for label, total in zip(labels, totals, strict=True)}
        found.append(Labelled(names[chosen], costs))
    return found


def _forward(own: list[_Own], inside: _Own, steps: Steps) -> list[list[int]]:
    """For each line and label the score of the best sequence that ends there; `inside` is what lines within a text have."""
    before, scores = own[0]
    found = [scores]
    inner = inside[0]
    one_here, other_here = inside[1]
    one_on, over, back, other_on = steps.between(*inner)
    for labels, here in own[1:]:
        if labels is before is inner:  # two lines in five: written out, a fifth of the time
            one, other = scores
            stays, comes = one + one_on, other + back
            goes, stays_other = one + over, other + other_on
            scores = [
                (stays if stays > comes else comes) + one_here,
                (goes if goes > stays_other else stays_other) + other_here,
            ]
        else:
            scores = [*map(add, here, steps.go(before, scores, labels))]
            before = labels
        found.append(scores)
    return found


def _backward(own: list[_Own], inside: _Own, steps: Steps) -> list[list[int]]:
    """For each line and label the score of the best sequence that goes on from there."""
    after, here = own[-1]
    scores = [0] * len(after)
    found = [scores]
    inner = inside[0]
    one_here, other_here = inside[1]
    one_on, over, back, other_on = steps.between(*inner)
    for labels, above in reversed(own[:-1]):
        if labels is after is inner:
            one, other = scores[0] + one_here, scores[1] + other_here
            stays, comes = one + one_on, other + back
            goes, stays_other = one + over, other + other_on
            scores = [stays if stays > comes else comes, goes if goes > stays_other else stays_other]
        else:
            scores = steps.go(after, [*map(add, here, scores)], labels)
            after, here = labels, above
        found.append(scores)
    found.reverse()
    return found


def _joined(tied: list[int], row: tuple[int, ...]) -> int:
    """Where two sequences are equally good, the label that goes best with the one before, then the first in their order."""
    return max(tied, key=lambda label: (row[label], -label))


def _own_scores(model: Model, keys: tuple[Key, ...]) -> _Own:
    """A line's own score for each label within reach of its best."""
    sums = model.add_up(keys)
    least = max(sums) - _BEAM
    labels = [label for label, score in enumerate(sums) if score >= least]
    return labels, [sums[label] for label in labels]
