"""Write the invented pages of other papers in bench/papers/ as page texts, each with its gold.

    python bench/papers.py OUT [--part first|second|third|fourth]

The sources are marked up as tests/build_samples.py says. They were written by people who knew neither the program nor its
rules. In the order of their names, those of the first half of each lot (01 to 10, cn_1958 to hk_free) have been
read to find out what was wrong, and learnt from since; the others, the second part, are for measuring only, so leave them
unread. So is the third part (bench/papers/third/), by another writer, of which nothing but the scores of five versions was ever
looked at; they decided one thing, that the last weights were kept. The fourth (bench/papers/fourth/), by one more, is to stay unread too.
OUT gets NAME.txt in UTF-8 and NAME.gold.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from build_samples import build  # noqa: E402

# How many of the two lots, numbered pages and others, have been read.
READ = {True: 10, False: 9}


def sources(part: str | None = None) -> list[Path]:
    """The marked-up pages, all or those of one part."""
    folder = HERE / "papers"
    found = [
        path
        for lot in ("third", "fourth")
        if part in (None, lot)
        for path in sorted((folder / lot).glob("*.txt"))
    ]
    for numbered, read in READ.items():
        lot = sorted(path for path in folder.glob("*.txt") if path.stem[0].isdigit() == numbered)
        found += {None: lot, "first": lot[:read], "second": lot[read:]}.get(part, [])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=["first", "second", "third", "fourth"])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sources(options.part):
        page = build(path.read_text(encoding="utf-8"))
        (options.out / path.name).write_bytes(page.text.encode("utf-8"))
        gold = options.out / f"{path.stem}.gold.json"
        gold.write_text(json.dumps(page.gold, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
