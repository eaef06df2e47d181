"""Learn the weights of jnrb_cli/split/headline.py from pages whose headlines are known.

    python bench/train_headlines.py FOLDER… [--pages 1500] [--epochs 8] [--out jnrb_cli/data/headlines.json]

Every headline is a choice among all ways to cut its lines; the model is log-linear in the evidence (softmax),
trained by AdaGrad in the order of the pages' digests. Deterministic; takes a minute for 1,500 pages.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

from gold import gold_labels
from train_arrange import read_pages

from jnrb_cli.layout import lay_out
from jnrb_cli.split.headline import Element, HeadLine, candidates, evidence
from jnrb_cli.split.label import label_lines
from jnrb_cli.split.looks import looks
from jnrb_cli.split.page import head_line

RATE = 0.25
L2 = 3e-5


def headlines(path: Path) -> list[tuple[list[HeadLine], list[Element]]]:
    """The headlines of a page as lines, each with its right cut."""
    text = path.read_bytes().decode("utf-8-sig")
    gold = json.loads(Path(str(path)[:-4] + ".gold.json").read_text(encoding="utf-8"))
    layout = lay_out(text)
    seen = looks(layout)
    labels = gold_labels(text, gold, layout)
    costs = label_lines(layout, seen)
    article: dict[int, int | None] = {}
    for span in gold["spans"]:
        if span["role"] in ("kicker", "title", "subtitle"):
            article.update(dict.fromkeys(range(span["start"], span["end"]), span["article"]))
    found: list[tuple[list[HeadLine], list[Element]]] = []
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
        cut: list[Element] = []
        for k in range(i, j):
            if labels[k][1] == "B" or not cut:
                cut.append((labels[k][0], k - i, k - i + 1))
            else:
                cut[-1] = (cut[-1][0], cut[-1][1], k - i + 1)
        shape = "".join(role for role, _, _ in cut)
        if shape in ("T", "KT", "TS", "KTS"):
            found.append(([head_line(seen[k], costs[k].margins) for k in range(i, j)], cut))
        i = j
    return found


def train(data: list[tuple[list[HeadLine], list[Element]]], epochs: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    choices = []
    for lines, right in data:
        options = list(candidates(len(lines)))
        if right in options and len(options) > 1:
            choices.append(([evidence(lines, option) for option in options], options.index(right)))
    for epoch in range(epochs):
        loss = wrong = 0.0
        for options, right in choices:
            scores = [sum(weights.get(n, 0.0) * v for n, v in option) for option in options]
            top = max(scores)
            shares = [math.exp(score - top) for score in scores]
            whole = sum(shares)
            loss -= scores[right] - top - math.log(whole)
            wrong += scores[right] < top
            gradient: dict[str, float] = {}
            for number, option in enumerate(options):
                pull = (number == right) - shares[number] / whole
                for name, value in option:
                    gradient[name] = gradient.get(name, 0.0) + pull * value
            for name, value in gradient.items():
                value -= L2 * weights.get(name, 0.0)
                squares[name] = squares.get(name, 1e-2) + value * value
                weights[name] = weights.get(name, 0.0) + RATE * value / math.sqrt(squares[name])
        print(
            f"epoch {epoch + 1}: loss {loss / len(choices):.4f}, wrong {wrong / len(choices):.4f} of {len(choices)}",
            flush=True,
        )
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/headlines.json"))
    parser.add_argument("--test", type=Path)
    options = parser.parse_args()
    data = [item for path in read_pages(options.folders, options.pages) for item in headlines(path)]
    weights = train(data, options.epochs)
    kept = {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.01}
    options.out.write_text(
        json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    if options.test:
        from jnrb_cli.split.headline import parse_headline

        held = [item for path in read_pages([options.test], 400) for item in headlines(path)]
        right = sum(parse_headline(lines, kept) == cut for lines, cut in held)
        print(f"held out: {right}/{len(held)} = {right / len(held):.4f}")


if __name__ == "__main__":
    main()
