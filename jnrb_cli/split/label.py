"""Lines to labels: a linear-chain model whose weights were learnt offline (bench/train_labels.py), decoded here.

Labels: F? furniture (M masthead, F folio, S staff, C contact, N notice, O other), K T S kicker, title and
subtitle, H subhead, P paragraph, C caption, each with B for its first line and I for the others; BY a byline
above or below a body, BE a closing signature, CR a photo credit.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from ..layout import Layout
from .features import Feature, Look, line_features

# Labels whose own score lies this far below the line's best are not followed. Measured on 120 held-out pages:
# 6 changes one line in 10,000 against no pruning, 9 none; time falls to a fifth.
_BEAM = 9.0

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
    raw = msgspec.json.decode(resources.files("jnrb_cli").joinpath("data/labels.json").read_bytes())
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


def label_lines(layout: Layout, all_looks: list[Look]) -> list[str]:
    """For each line its label, the best sequence over the whole page."""
    return [label for label, _ in score_lines(layout, all_looks)]


def score_lines(layout: Layout, all_looks: list[Look]) -> list[tuple[str, dict[str, float]]]:
    """For each line its label in the best sequence, and the scores of its own that were followed, by label."""
    model = load_model()
    known, size = model.known, len(model.labels)
    back: list[dict[int, int]] = []
    kept: list[dict[int, float]] = []
    ahead: dict[int, float] = {}
    for features in line_features(layout, all_looks):
        own = [0.0] * size
        for feature in features:
            pairs = known.get(feature)
            if pairs is None:
                pairs = _emission(model, feature)
            for label, weight in pairs:
                own[label] += weight
        floor = max(own) - _BEAM
        here = {label: score for label, score in enumerate(own) if score >= floor}
        step: dict[int, int] = {}
        if ahead:
            best: dict[int, float] = {}
            for label, score in here.items():
                top, source = max((before + model.transitions[last][label], -last) for last, before in ahead.items())
                best[label] = top + score
                step[label] = -source
            ahead = best
        else:
            ahead = dict(here)
        back.append(step)
        kept.append(here)
    path: list[int] = []
    if ahead:
        path.append(max(ahead, key=lambda label: (ahead[label], -label)))
        for step in reversed(back[1:]):
            path.append(step[path[-1]])
        path.reverse()
    return [
        (model.labels[label], {model.labels[k]: score for k, score in here.items()})
        for label, here in zip(path, kept, strict=True)
    ]
