"""List the characters and pairs of characters that lines begin and end with in many wordings, for the labeller.

    python bench/make_edges.py FOLDER… [--least 6] [--out jnrb_cli/data/edges.tsv]

A FOLDER holds NAME.txt. Read are the lines that do not stand inside a text beyond doubt. A beginning is kept where `--least`
different pairs of characters follow it, an ending where as many stand before it: so what only one paper, place, person
or story has stays out, however often it was set. Deterministic: by code point.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from jnrb_cli.layout import lay_out
from jnrb_cli.split.lines.looks import is_inside, looks

# Lines shorter than this have no edges apart from each other.
LEAST_CHARS = 4


def gather(folders: list[Path]) -> dict[str, dict[str, set[str]]]:
    """For beginnings and endings, what stands beside each."""
    found: dict[str, dict[str, set[str]]] = {"first": defaultdict(set), "last": defaultdict(set)}
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        layout = lay_out(path.read_bytes().decode("utf-8"))
        seen = looks(layout) if layout.lines else []
        for above, look in zip([None, *seen], seen, strict=False):
            plain = look.line.plain
            if look.cue or len(plain) < LEAST_CHARS or (above and is_inside(above, look)):
                continue
            for size in (1, 2) if look.headish else (1,):
                found["first"][plain[:size]].add(plain[size : size + 2])
                found["last"][plain[-size:]].add(plain[-size - 2 : -size])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=6)
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/edges.tsv"))
    options = parser.parse_args()
    lines = [
        f"{edge}\t{' '.join(kept)}\n"
        for edge, beside in gather(options.folders).items()
        for kept in [
            sorted(
                text
                for text, others in beside.items()
                if len(others) >= options.least and not (set(text) & set(" \t"))
            )
        ]
    ]
    options.out.write_text("".join(lines), encoding="utf-8")
    print([len(line.split(" ")) for line in lines])


if __name__ == "__main__":
    main()
