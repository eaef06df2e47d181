"""Learn the weights of jnrb_cli/split/headlines/elements.py from pages whose headlines are known.

    python bench/train_headlines.py FOLDER[=LABELS]… [--pages 1500] [--epochs 8] [--out jnrb_cli/data/headlines.json]

Every headline is a choice among all ways to cut its lines; the model is log-linear in the evidence (softmax),
trained by AdaGrad in the order of the pages' digests. Deterministic; takes a minute for 1,500 pages.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from gold import gold_labels
from train_arrange import AVERAGED, Names, labels_model, read_pages

from jnrb_cli.layout import lay_out
from jnrb_cli.split.headlines.elements import (
    Element,
    HeadLine,
    candidates,
    evidence,
    may_be_column,
    set_apart,
)
from jnrb_cli.split.labels.label import Model, label_lines
from jnrb_cli.split.lines.looks import looks
from jnrb_cli.split.page import head_line

RATE = 0.1
L2 = 2e-3  # with three rounds at this rate; longer, the headlines of other days come out worse


def headlines(path: Path, model: Model | None = None) -> list[tuple[list[HeadLine], list[Element], str]]:
    """The headlines of a page as lines, each with its right cut and whether the page sets elements apart."""
    text = path.read_bytes().decode("utf-8-sig")
    gold = json.loads(Path(str(path)[:-4] + ".gold.json").read_text(encoding="utf-8"))
    layout = lay_out(text)
    seen = looks(layout)
    labels = gold_labels(text, gold, layout)
    costs = label_lines(layout, seen, model)
    article: dict[int, int | None] = {}
    columns: set[int] = set()
    owner: dict[int, int | None] = defaultdict(lambda: None)
    for span in gold["spans"]:
        owner.update(dict.fromkeys(range(span["start"], span["end"]), span["article"]))
        if span["role"] == "column":
            columns.update(range(span["start"], span["end"]))
        if span["role"] in ("column", "kicker", "title", "subtitle"):
            article.update(dict.fromkeys(range(span["start"], span["end"]), span["article"]))
    bodies: dict[int | None, str] = defaultdict(str)
    for line, label in zip(layout.lines, labels, strict=True):
        if label[0] in "PCH":
            bodies[owner[line.start]] += line.plain
    found: list[tuple[list[HeadLine], list[Element]]] = []
    page = "\n".join(line.plain for line in layout.lines)
    i = 0
    while i < len(labels):
        if labels[i] not in ("KB", "TB", "SB"):
            i += 1
            continue
        j = i + 1
        while (
            j < len(labels)
            and labels[j][0] in "KTS"
            and labels[j][0:1] != ""
            and article.get(layout.lines[j].start) == article.get(layout.lines[i].start)
        ):
            j += 1
        while j - i > 1 and seen[i].cue == "column":
            i += 1
        cut: list[Element] = []
        for k in range(i, j):
            if k == i and layout.lines[k].start in columns and j - i > 1:
                cut.append(("C", k - i, k - i + 1))
            elif labels[k][1] == "B" or not cut:
                cut.append((labels[k][0], k - i, k - i + 1))
            else:
                cut[-1] = (cut[-1][0], cut[-1][1], k - i + 1)
        shape = "".join(role for role, _, _ in cut)
        if shape.removeprefix("C") in ("T", "KT", "TS", "KTS"):
            lines = [
                head_line(seen, k, costs[k].margins, page, bodies[owner[layout.lines[i].start]])
                for k in range(i, j)
            ]
            found.append((lines, cut))
        i = j
    apart = set_apart(lines for lines, _ in found)
    return [(lines, cut, apart) for lines, cut in found]


class Choice(NamedTuple):
    """One headline as a choice among all ways to cut it: the evidence of all in one row, and where each begins."""

    ids: np.ndarray
    values: np.ndarray
    starts: np.ndarray
    owners: np.ndarray
    right: int


def choices(data: list[tuple[list[HeadLine], list[Element], str]], names: Names) -> list[Choice]:
    found = []
    for lines, right, apart in data:
        options = list(candidates(len(lines), named=may_be_column(lines[0].text)))
        if len(options) < 2 or right not in options:
            continue
        rows = [evidence(lines, option, apart) for option in options]
        sizes = [len(row) for row in rows]
        found.append(
            Choice(
                np.array([names[name] for row in rows for name, _ in row]),
                np.array([value for row in rows for _, value in row]),
                np.cumsum([0, *sizes[:-1]]),
                np.repeat(np.arange(len(rows)), sizes),
                options.index(right),
            )
        )
    return found


def train(found: list[Choice], count: int, epochs: int) -> np.ndarray:
    weights = np.zeros(count)
    squares = np.full(count, 1e-2)
    mean = np.zeros(count)
    for epoch in range(epochs):
        loss = wrong = 0.0
        for ids, values, starts, owners, right in found:
            scores = np.add.reduceat(weights[ids] * values, starts)
            scores -= scores.max()
            shares = np.exp(scores)
            shares /= shares.sum()
            loss -= math.log(shares[right])
            wrong += scores[right] < 0.0
            pull = -shares
            pull[right] += 1.0
            met, places = np.unique(ids, return_inverse=True)
            gradient = np.bincount(places, weights=pull[owners] * values) - L2 * weights[met]
            squares[met] += gradient**2
            weights[met] += RATE * gradient / np.sqrt(squares[met])
        if epoch >= epochs - AVERAGED:
            mean += weights / min(AVERAGED, epochs)
        print(
            f"epoch {epoch + 1}: loss {loss / len(found):.4f}, wrong {wrong / len(found):.4f} of {len(found)}",
            flush=True,
        )
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", metavar="FOLDER[=LABELS]")
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/headlines.json"))
    options = parser.parse_args()
    data = [
        item
        for path, labels in read_pages(options.folders, options.pages)
        for item in headlines(path, labels_model(labels))
    ]
    names = Names()
    found = choices(data, names)
    weights = train(found, len(names.ids), options.epochs)
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
