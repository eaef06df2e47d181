"""The mean of several sets of weights, each with its share.

    python bench/mean_weights.py OUT 0.5=FILE 0.5=FILE… [--least 0.01] [--open 0.6]

The files are those of train_labels.py (labels.json) or of train_arrange.py and train_headlines.py (a table of names).
A name, or a label, that one file lacks counts nothing in it; where only some know a label at all, they share it alone.
What is below `--least` is left out. `--open` is added to what opening an article is worth on pages of short items, half
of it for each side of a headline torn off: pages learnt from have longer stories than most have. Beside labels goes
labels.bin.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from train_labels import pack

from jnrb_cli.split.articles.scene import _DENSITIES

OPENINGS = {"Ah": 1.0, "Zb": 1.0, "Nb": 1.0, "Dh": 0.5, "Db": 0.5}
KINDS = "KTPCBHS"


def mean_labels(files: list[tuple[float, dict[str, Any]]], least: float) -> str:
    """The mean of labels.json files, as text of the same form."""
    labels = sorted({label for _, data in files for label in data["labels"]})
    known = {label: sum(share for share, data in files if label in data["labels"]) for label in labels}
    steps = [[0.0] * len(labels) for _ in labels]
    features: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for share, data in files:
        place = [labels.index(label) for label in data["labels"]]
        for one, row in enumerate(data["transitions"]):
            for other, weight in enumerate(row):
                a, b = place[one], place[other]
                steps[a][b] += share * weight / min(known[labels[a]], known[labels[b]])
        for name, weights in data["features"].items():
            for part in weights.split():
                number, weight = part.split(":")
                label = place[int(number)]
                features[name][label] += share * float(weight) / known[labels[label]]
    rows = []
    for name in sorted(features):
        kept = {k: round(w) for k, w in sorted(features[name].items()) if abs(w) >= least * 100}
        if kept:
            said = " ".join(f"{k}:{w}" for k, w in kept.items())
            rows.append(f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(said)}")
    whole = [[round(weight) for weight in row] for row in steps]
    body = ",\n".join(rows)
    return (
        f'{{"labels":{json.dumps(labels)},\n"transitions":{json.dumps(whole)},\n"features":{{\n{body}\n}}}}\n'
    )


def mean_names(files: list[tuple[float, dict[str, float]]], least: float, more: float) -> str:
    """The mean of tables of names, as text of the same form."""
    total: dict[str, float] = defaultdict(float)
    for share, data in files:
        for name, weight in data.items():
            total[name] += share * weight
    if more:
        for phase, part in OPENINGS.items():
            for kind in KINDS:
                for density in range(len(_DENSITIES)):
                    total[f"open {phase} {kind} among {density}"] += part * more
    kept = {name: round(weight, 3) for name, weight in sorted(total.items()) if abs(weight) >= least}
    return json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", metavar="SHARE=FILE")
    parser.add_argument("--least", type=float, default=0.01)
    parser.add_argument("--open", type=float, default=0.0)
    options = parser.parse_args()
    files = []
    for one in options.files:
        share, _, name = one.partition("=")
        files.append((float(share), json.loads(Path(name).read_text(encoding="utf-8"))))
    if "labels" in files[0][1]:
        options.out.write_text(mean_labels(files, options.least), encoding="utf-8")
        pack(options.out)
    else:
        options.out.write_text(mean_names(files, options.least, options.open), encoding="utf-8")


if __name__ == "__main__":
    main()
