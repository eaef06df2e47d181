"""Lines to labels: a linear-chain model whose weights were learnt offline (bench/train_labels.py), decoded here.

Labels: F? furniture (M masthead, F folio, S staff, C contact, N notice, O other), K T S kicker, title and
subtitle, H subhead, P paragraph, C caption, each with B for its first line and I for the others; BY a byline
above or below a body, BE a closing signature, CR a photo credit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from ..layout import Layout
from ..resources import data_bytes
from .features import Feature, line_features
from .looks import Look

# Labels whose own score lies this far below the line's best are not followed. Measured on 120 held-out pages:
# On 130 pages 9 changes nothing, 6.5 one page in thirteen, 5 one in four.
_BEAM = 9.0

# The scores of a line inside a text beyond doubt (features.is_inside): a paragraph's, now and then a caption's.
_INSIDE = {"PI": 8.0, "CI": 4.0}

Emission = tuple[tuple[int, float], ...]


class Model(NamedTuple):
    """The weights, with a memory of the features met so far."""

    labels: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    weights: dict[str, list[Any]]
    known: dict[Feature, Emission]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that comes with jnrb."""
    return read_model(data_bytes("labels.json"))


def read_model(data: bytes) -> Model:
    """A model out of its file's bytes."""
    raw = msgspec.json.decode(data)
    return Model(tuple(raw["labels"]), tuple(map(tuple, raw["transitions"])), raw["features"], {})


def feature_name(feature: Feature) -> str:
    """The key of a feature in the file of weights."""
    return "|".join(map(str, feature))


def _emission(model: Model, feature: Feature) -> Emission:
    flat = model.weights.get(feature_name(feature), ())
    pairs: Emission = tuple(zip(map(int, flat[::2]), flat[1::2], strict=True))
    if len(model.known) > 200_000:
        model.known.clear()
    model.known[feature] = pairs
    return pairs


class Labelled(NamedTuple):
    """A line's label in the best sequence over the page, and what each other label in question would cost the sequence."""

    label: str
    margins: dict[str, float]  # label -> 0 or below; only labels that were followed


def label_lines(layout: Layout, all_looks: list[Look], model: Model | None = None) -> list[Labelled]:
    """For each line its label, the best sequence over the whole page (Viterbi forwards and backwards)."""
    model = model or load_model()
    transitions = model.transitions
    inside = {model.labels.index(label): score for label, score in _INSIDE.items()}
    kept = [
        _own_scores(model, features) if features else inside
        for features in line_features(layout, all_looks, inside=True)
    ]
    if not kept:
        return []
    forward: list[dict[int, float]] = [kept[0]]
    for here in kept[1:]:
        ahead = [(transitions[last], before) for last, before in forward[-1].items()]
        forward.append(
            {
                label: score + max([before + row[label] for row, before in ahead])
                for label, score in here.items()
            }
        )
    backward: list[dict[int, float]] = [dict.fromkeys(kept[-1], 0.0)]
    for number in range(len(kept) - 2, -1, -1):
        later = [(after, rest + kept[number + 1][after]) for after, rest in backward[-1].items()]
        backward.append(
            {
                label: max([transitions[label][after] + rest for after, rest in later])
                for label in kept[number]
            }
        )
    backward.reverse()
    best = max(forward[-1].values())
    names = model.labels
    found: list[Labelled] = []
    chosen: int | None = None
    for ahead_of, behind in zip(forward, backward, strict=True):
        margins = {label: ahead_of[label] + behind[label] - best for label in ahead_of}
        top = max(margins.values())
        # Where two sequences are equally good, the one that the labels' order names first, joined to the label before.
        tied = [label for label, margin in margins.items() if margin >= top - 1e-9]
        chosen = _joined(tied, transitions[chosen]) if chosen is not None else tied[0]
        found.append(
            Labelled(names[chosen], {names[label]: min(0.0, margin) for label, margin in margins.items()})
        )
    return found


def _joined(tied: list[int], row: tuple[float, ...]) -> int:
    return tied[0] if len(tied) == 1 else max(tied, key=lambda label: (row[label], -label))


def _own_scores(model: Model, features: list[Feature]) -> dict[int, float]:
    """A line's own score for each label within reach of its best."""
    own = [0.0] * len(model.labels)
    known = model.known
    for feature in features:
        pairs = known.get(feature)
        if pairs is None:
            pairs = _emission(model, feature)
        for label, weight in pairs:
            own[label] += weight
    floor = max(own) - _BEAM
    return {label: score for label, score in enumerate(own) if score >= floor}
