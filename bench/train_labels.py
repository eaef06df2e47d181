"""Learn the weights of jnrb_cli/split/labels/label.py from pages whose lines are known.

    python bench/train_labels.py FOLDER… [--rounds 100] [--out jnrb_cli/data/labels.json]
    python bench/train_labels.py --pack jnrb_cli/data/labels.json

A FOLDER holds NAME.txt with NAME.gold.json beside it (spans with role and article). A linear-chain conditional
random field, L1 and L2, by python-crfsuite (bench/requirements-train.txt); the features are those of
jnrb_cli/split/labels/features.py. Deterministic for the same folders: pages in the order of their names, one process.
3,200 pages (860,000 lines) take six minutes and 6 GB.
Beside the file, packed, goes the one that jnrb reads, labels.bin; `--pack` makes that of a file that is there already.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from gold import gold_labels

from jnrb_cli.layout import lay_out
from jnrb_cli.split.labels.features import line_features
from jnrb_cli.split.labels.label import feature_name
from jnrb_cli.split.labels.packed import pack_weights, read_weights
from jnrb_cli.split.lines.looks import looks

# L1 keeps the file small: at 0.3 a feature in forty stays, and no score on held-out pages moves by half a point.
SETTINGS = {"c1": 0.3, "c2": 0.01, "feature.possible_transitions": True}
# Weights below this are left out of the file.
LEAST = 0.03


def learn(folders: list[Path], rounds: int, model: str) -> None:
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    lines = 0
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        gold = json.loads(Path(str(path)[:-4] + ".gold.json").read_text(encoding="utf-8"))
        layout = lay_out(text)
        if not layout.lines:
            continue
        seen = looks(layout)
        rows = [[feature_name(feature) for feature in row] for row in line_features(layout, seen)]
        trainer.append(rows, gold_labels(text, gold, layout))
        lines += len(rows)
    print(f"{lines} lines", flush=True)
    trainer.set_params({**SETTINGS, "max_iterations": rounds})
    trainer.train(model)


def write(model: str, out: Path) -> None:
    """The model as `read_weights` reads it: weights in whole hundredths."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    info = tagger.info()
    labels = sorted(info.labels)
    number = {label: place for place, label in enumerate(labels)}
    features: dict[str, dict[str, int]] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) >= LEAST:
            features.setdefault(feature, {})[label] = _hundredths(weight)
    transitions = [[_hundredths(info.transitions.get((a, b), 0.0)) for b in labels] for a in labels]
    rows = [
        f"{json.dumps(name, ensure_ascii=False)}:"
        + json.dumps(" ".join(f"{number[label]}:{row[label]}" for label in sorted(row)))
        for name, row in sorted(features.items())
    ]
    body = ",\n".join(rows)
    out.write_text(
        f'{{"labels":{json.dumps(labels)},\n"transitions":{json.dumps(transitions)},\n"features":{{\n{body}\n}}}}\n',
        encoding="utf-8",
    )
    print(f"{len(features)} features to {out}")


def pack(path: Path) -> None:
    path.with_suffix(".bin").write_bytes(pack_weights(read_weights(path.read_bytes())))


def _hundredths(weight: float) -> int:
    # By way of the printed form, which is rounded from the exact value.
    return round(float(f"{weight:.2f}") * 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/labels.json"))
    parser.add_argument("--pack", type=Path)
    options = parser.parse_args()
    if options.pack:
        pack(options.pack)
        return
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "labels.crf")
        learn(options.folders, options.rounds, model)
        write(model, options.out)
    pack(options.out)


if __name__ == "__main__":
    main()
