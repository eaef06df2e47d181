"""Learn the weights of jnrb_cli/split/articles/steps.py from pages whose articles are known.

    python bench/train_arrange.py FOLDER[=LABELS]… [--pages 600] [--epochs 12] [--of short] [--out jnrb_cli/data/arrange.json]

A FOLDER holds NAME.txt with NAME.gold.json beside it (spans with role and article); LABELS is a file of labels that was
learnt without these pages, so that its doubts are those it has of pages it has not seen. The model is log-linear over
whole paths: the gradient is what the gold path shows less what all paths under all conventions show on average.
`--of long` takes pages of long stories only, `--of short` the others: each kind goes by weights of its own.
Deterministic: pages in the order of their names' digests, one process, AdaGrad with a fixed rate.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from gold import gold_labels, gold_states, without_furniture

from jnrb_cli.layout import lay_out
from jnrb_cli.split.articles import arrange as arranging
from jnrb_cli.split.articles.arrange import CONVENTIONS
from jnrb_cli.split.articles.scene import Scene
from jnrb_cli.split.articles.steps import State, kind_evidence, step_evidence
from jnrb_cli.split.labels.certain import settle
from jnrb_cli.split.labels.label import Model, label_lines, read_model
from jnrb_cli.split.labels.units import make_units
from jnrb_cli.split.lines.looks import looks

RATE = 0.5
L2 = 0.005  # a hundred pages; held-out pages lose less than half a point at a fifth or five times as much


AVERAGED = 4


class Names:
    """Evidence names to numbers."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def __getitem__(self, name: str) -> int:
        return self.ids.setdefault(name, len(self.ids))


class Lattice:
    """All paths over one page under one convention, as arrays."""

    def __init__(self, scene: Scene, convention: str, names: Names, gold: list[State]) -> None:
        own = scene.unit_evidence()
        self.steps: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, int]] = []
        self.ok = True
        before: list[State] = []
        self.gold_ids: list[int] = [names[f"page {convention} of size {scene.size}"]]
        self.gold_values: list[float] = [1.0]
        self.page_id = names[f"page {convention} of size {scene.size}"]
        for k, unit in enumerate(scene.units):
            states = []
            sources, targets, ids, values, starts = [], [], [], [], []
            for state in arranging._states(unit, convention):
                base = own[k].get(state[0], []) + kind_evidence(scene, k, state[2])
                edges: list[tuple[int, State | None]] = (
                    [(0, None)]
                    if k == 0 and state[1]
                    else [(i, s) for i, s in enumerate(before) if k and arranging._follows(s, state)]
                )
                if not edges:
                    continue
                for i, source in edges:
                    evidence = base + step_evidence(scene, k, source, state, convention)
                    starts.append(len(ids))
                    sources.append(i)
                    targets.append(len(states))
                    ids += [names[name] for name, _ in evidence]
                    values += [value for _, value in evidence]
                    if state == gold[k] and (k == 0 or source == gold[k - 1]):
                        self.gold_ids += [names[name] for name, _ in evidence]
                        self.gold_values += [value for _, value in evidence]
                states.append(state)
            if gold[k] not in states:
                self.ok = False
            self.steps.append(
                (
                    np.array(sources),
                    np.array(targets),
                    np.array(ids),
                    np.array(values),
                    np.array(starts),
                    len(states),
                )
            )
            before = states
        self.ends = np.array([names[f"end {state[0]} in {convention}"] for state in before])
        self.unfinished = np.array(
            [arranging._UNFINISHED if state[0] in arranging._OPEN_ENDED else 0.0 for state in before]
        )
        self.gold_ids.append(names[f"end {gold[-1][0]} in {convention}"])
        self.gold_values.append(1.0)

    def total(self, weights: np.ndarray) -> tuple[float, list[tuple[np.ndarray, np.ndarray]]]:
        """The log of the sum over all paths, and what the backward pass needs."""
        alpha = np.zeros(1)
        kept = []
        for sources, targets, ids, values, starts, count in self.steps:
            scores = np.add.reduceat(weights[ids] * values, starts) + alpha[sources]
            kept.append((alpha, scores))
            alpha = np.full(count, -np.inf)
            np.logaddexp.at(alpha, targets, scores)
        alpha = alpha + weights[self.ends] - self.unfinished
        self.last = alpha
        return float(np.logaddexp.reduce(alpha)) + float(weights[self.page_id]), kept

    def expect(
        self,
        weights: np.ndarray,
        kept: list[tuple[np.ndarray, np.ndarray]],
        share: float,
        gradient: np.ndarray,
    ) -> None:
        """Take `share` times the average evidence of all paths off the gradient."""
        posterior = np.exp(self.last - np.logaddexp.reduce(self.last)) * share
        np.subtract.at(gradient, self.ends, posterior)
        gradient[self.page_id] -= share
        for (sources, targets, ids, values, starts, count), (alpha, scores) in zip(
            reversed(self.steps), reversed(kept), strict=True
        ):
            top = np.full(count, -np.inf)
            np.logaddexp.at(top, targets, scores)
            edges = np.exp(scores - top[targets]) * posterior[targets]
            lengths = np.diff(np.append(starts, len(ids)))
            np.subtract.at(gradient, ids, np.repeat(edges, lengths) * values)
            posterior = np.bincount(sources, weights=edges, minlength=len(alpha))

    def gold(self, weights: np.ndarray) -> float:
        return float(weights[self.gold_ids] @ np.array(self.gold_values))


class Source(NamedTuple):
    """A page to learn from, and the labels to read it with: such as were learnt without it, or it would look too plain."""

    path: Path
    labels: Path | None


def read_pages(folders: list[str], count: int) -> list[Source]:
    """The pages to learn from, in an order that has nothing to do with their names. Folders as on the command line."""
    found = []
    for folder in folders:
        name, _, labels = folder.partition("=")
        found += [
            Source(path, Path(labels) if labels else None)
            for path in Path(name).glob("*.txt")
            if Path(str(path)[:-4] + ".gold.json").exists()
        ]
    found.sort(key=lambda page: (hashlib.sha256(page.path.name.encode()).digest(), str(page.path)))
    return found[:count]


@lru_cache(maxsize=8)
def labels_model(path: Path | None) -> Model | None:
    """The labels of a file; None where the shipped ones are meant."""
    return read_model(path.read_bytes()) if path else None


def lattices(pages_to_read: list[Source], names: Names, kind: str | None = None) -> list[list[Lattice]]:
    pages: list[list[Lattice]] = []
    left_out = others = 0
    for path, labels in pages_to_read:
        text = path.read_bytes().decode("utf-8-sig")
        gold = json.loads(Path(str(path)[:-4] + ".gold.json").read_text(encoding="utf-8"))
        layout = lay_out(text)
        seen = looks(layout)
        units = make_units(seen, settle(seen, label_lines(layout, seen, labels_model(labels))))
        if kind and Scene(units, seen).has_long_stories != (kind == "long"):
            others += 1
            continue
        units = without_furniture(units, seen, gold)
        states = gold_states(units, seen, gold_labels(text, gold, layout), gold)
        if states is None:
            left_out += 1
            continue
        scene = Scene(units, seen)
        right = convention_of(states)
        found = {convention: Lattice(scene, convention, names, states) for convention in CONVENTIONS}
        if not found[right].ok:
            left_out += 1
            continue
        pages.append(
            [found[right], *(lattice for convention, lattice in found.items() if convention != right)]
        )
    print(
        f"{len(pages)} pages, {left_out} left out: labels too far from the gold; {others} of another kind",
        flush=True,
    )
    return pages


def convention_of(states: list[State]) -> str:
    """The convention of a page whose states are known."""
    phases = {state[0][0] for state in states if state[1]}
    if "D" in phases:
        return "D"
    return "M" if {"A", "Z"} <= phases else "Z" if "Z" in phases else "A"


def train(pages: list[list[Lattice]], names: Names, epochs: int) -> np.ndarray:
    weights = np.zeros(len(names.ids))
    squares = np.full(len(names.ids), 1e-2)
    mean = np.zeros(len(names.ids))
    for epoch in range(epochs):
        loss = 0.0
        for page in pages:
            gradient = -L2 * weights / 100
            totals = [lattice.total(weights) for lattice in page]
            z = np.logaddexp.reduce([total for total, _ in totals])
            loss += z - page[0].gold(weights)
            np.add.at(gradient, page[0].gold_ids, page[0].gold_values)
            for lattice, (total, kept) in zip(page, totals, strict=True):
                lattice.expect(weights, kept, math.exp(total - z), gradient)
            squares += gradient**2
            weights += RATE * gradient / np.sqrt(squares)
        # The last few rounds are averaged: single ones swing about what they agree on.
        if epoch >= epochs - AVERAGED:
            mean += weights / min(AVERAGED, epochs)
        print(f"epoch {epoch + 1}: loss a page {loss / len(pages):.3f}", flush=True)
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="FOLDER[=LABELS]")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--of", choices=["long", "short"])
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/arrange.json"))
    options = parser.parse_args()
    names = Names()
    pages = lattices(read_pages(options.folders, options.pages), names, options.of)
    weights = train(pages, names, options.epochs)
    kept = {
        name: round(float(weights[number]), 3)
        for name, number in sorted(names.ids.items())
        if abs(weights[number]) >= 0.01
    }
    options.out.write_text(
        json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(kept)} weights to {options.out}")


if __name__ == "__main__":
    main()
