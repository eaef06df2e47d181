"""Learn the weights of jnrb_cli/split/headlines/breaks.py: which breaks in a headline's element part clauses.

    python bench/train_breaks.py bench/headline_breaks.tsv [FOLDER …] [--out jnrb_cli/data/headline_breaks.json] [--folds 10]

The table has a pair of lines a row: B where a blank stands between them when they are joined, - where nothing does, then the
line above and the one below. FOLDERs hold pages with gold, whose titles are learnt from too. Logistic regression with L2, by
full gradients; the same input gives the same weights. `--folds` learns without one part in so many at a time, and
prints how many breaks of the pages in FOLDERs are told rightly then.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from jnrb_cli.layout import plain_form
from jnrb_cli.split.headlines.breaks import evidence

L2 = 1.0  # of 0.5, 1, 2 and 4 the first two are best and alike
ROUNDS = 200
RATE = 0.05
LEAST = 2  # what fewer pairs have is not learnt
DIGITS = 3


class Pair(NamedTuple):
    """A break between two lines, where it was found, and whether it parts clauses."""

    where: str
    above: str
    below: str
    parts: bool


def read_table(path: Path) -> Iterator[Pair]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        label, above, below = line.split("\t")
        yield Pair(f"{path.name}:{number}", plain_form(above), plain_form(below), label == "B")


def read_pages(folder: Path) -> Iterator[Pair]:
    """The breaks in the titles of pages whose gold says how they are joined."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8-sig")
        spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for span in gold["spans"]:
            if span["role"] == "title":
                spans[span["article"]].append((span["start"], span["end"]))
        for article, found in spans.items():
            title = gold["articles"][article]["title"]
            lines = [
                line.strip() for a, b in sorted(found) for line in text[a:b].splitlines() if line.strip()
            ]
            yield from _align(path.name, title, lines)


def _align(where: str, title: str, lines: list[str]) -> Iterator[Pair]:
    """Each break with what stands for it in the title; nothing where the title is not made of the lines."""
    if "".join(title.split()) != "".join("".join(line.split()) for line in lines):
        return
    blanks, at = set(), 0
    for char in title:
        if char.isspace():
            blanks.add(at)
        else:
            at += 1
    at = 0
    for above, below in pairwise(lines):
        at += len("".join(above.split()))
        yield Pair(where, plain_form(above), plain_form(below), at in blanks)


def learn(pairs: list[Pair]) -> dict[str, float]:
    found = [set(evidence(pair.above, pair.below)) for pair in pairs]
    counts = Counter(name for names in found for name in names)
    numbers = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    seen = np.zeros((len(pairs), len(numbers)), dtype=np.float64)
    for row, names in enumerate(found):
        seen[row, [numbers[name] for name in names if name in numbers]] = 1
    right = np.array([pair.parts for pair in pairs], dtype=np.float64)
    weights, mean, square = np.zeros(len(numbers)), np.zeros(len(numbers)), np.zeros(len(numbers))
    held = np.full(len(numbers), L2)
    held[numbers["bias"]] = 0
    for step in range(1, ROUNDS + 1):
        slope = seen.T @ (1 / (1 + np.exp(-seen @ weights)) - right) + held * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope * slope
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[number]), DIGITS) for name, number in numbers.items()}


def is_right(weights: dict[str, float], pair: Pair) -> bool:
    return (sum(weights.get(name, 0.0) for name in evidence(pair.above, pair.below)) > 0) == pair.parts


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    table = list(read_table(options.table))
    pages = [pair for folder in options.folders for pair in read_pages(folder)]
    if options.folds:
        names = sorted({pair.where for pair in pages})
        random.Random(1).shuffle(names)
        fold = {name: number % options.folds for number, name in enumerate(names)}
        right = 0
        for left_out in range(options.folds):
            weights = learn(table + [pair for pair in pages if fold[pair.where] != left_out])
            right += sum(is_right(weights, pair) for pair in pages if fold[pair.where] == left_out)
        print(
            f"{right} of {len(pages)} breaks of the pages told rightly by what was learnt without their page"
        )
    if options.out:
        weights = {name: weight for name, weight in learn(table + pages).items() if weight}
        options.out.write_text(
            json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
