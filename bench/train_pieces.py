"""Learn the weights of jnrb_cli/split/articles/pieces.py: which piece of a page out of a PDF goes on with which.

    python bench/train_pieces.py ARTICLES.jsonl --seeds 7901:80 7902:40 7903:0 [--out jnrb_cli/data/pieces.json]

Pages are set as `typeset_pdf.py` sets them, 60 for each SEED from the so-manieth usable page on, and their text is taken out
by `pdftotext` in its default order. For each piece the one that it goes on with, or that it goes on with none, is told
from what was set: a choice among those in reach, learnt by gradients of its likelihood (Adagrad, L2). The same input and
tools give the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from newspaper import Record, Sheet, em_of, is_usable
from newspaper_gold import Finder, Known
from typeset_pdf import BATCH, EXTRACTIONS, draw_with_reportlab

from jnrb_cli.layout import lay_out, put_in_order
from jnrb_cli.split.articles.pieces import Page, Piece, tell_pieces
from jnrb_cli.split.page import take_apart, unweave_lines

PAGES = 60
ROUNDS = 8
RATE = 0.3
L2 = 1e-4
# What was weighed in fewer choices is not learnt.
LEAST = 8
DIGITS = 2
HEADS = ("kicker", "title", "subtitle")

# Of the ways in which a piece may go on, which is right, and what speaks for each.
Choice = tuple[int, list[list[str]]]


def set_pages(records: list[Record], seed: str) -> Iterator[tuple[str, Sheet]]:
    """The text of each page as `pdftotext` gives it, and what was set."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.pdf"
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            sheets = draw_with_reportlab(batch, seed, path)
            yield from zip(EXTRACTIONS["default"](path, len(batch)), sheets, strict=True)


def choices_of(text: str, sheet: Sheet) -> Iterator[Choice]:
    """For each piece of a page that is text or headline what it goes on with."""
    work = take_apart(lay_out(text))
    order = unweave_lines(work)
    if order is not None:
        work = take_apart(put_in_order(work.layout, order))
    lines = work.layout.lines
    labels = [one.label for one in work.labelled]
    pieces = tell_pieces(lines, labels, [look.cue == "dateline" for look in work.looks])
    known = Known(sheet, em_of)
    places = Finder(text, known).place
    starts = [
        next(
            (
                places[k]
                for k in range(lines[piece.lines[0]].start, lines[piece.lines[0]].end)
                if places[k] is not None
            ),
            None,
        )
        for piece in pieces
    ]
    page = Page(pieces, lines)
    for below, above in followed(pieces, starts, known.roles).items():
        ways = [None, *page.before(below)]
        if above in ways:
            told = [page.alone(below) if way is None else page.together(way, below) for way in ways]
            yield ways.index(above), told


def followed(
    pieces: Sequence[Piece], starts: Sequence[int | None], roles: Sequence[tuple[str, int | None]]
) -> dict[int, int | None]:
    """For each piece that is text or headline the one before it in its article, None for the first."""
    found: list[tuple[int, int, int, int]] = []
    for number, (piece, at) in enumerate(zip(pieces, starts, strict=True)):
        if piece.kind not in ("head", "body") or at is None:
            continue
        role, article = roles[at]
        if article is None or role == "caption":
            continue
        # A headline is drawn in one go, a signature over the text stands below it, and then the text.
        part = 2 if piece.kind == "body" else 0 if role in HEADS else 1
        found.append((article, part, at, number))
    found.sort()
    before: dict[int, int | None] = {}
    for above, one in zip([None, *found], found, strict=False):
        before[one[3]] = above[3] if above and above[0] == one[0] else None
    return before


def learn(choices: list[Choice]) -> dict[str, float]:
    """The weights under which the right ways are likeliest."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 0.01)
    counts: dict[str, int] = defaultdict(int)
    for right, ways in choices:
        for name in ways[right]:
            counts[name] += 1
    rng = random.Random(1)
    for number in range(ROUNDS):
        rng.shuffle(choices)
        hits = 0
        for right, ways in choices:
            scores = [sum(weights[name] for name in way) for way in ways]
            best = max(scores)
            odds = [math.exp(score - best) for score in scores]
            whole = sum(odds)
            hits += scores.index(best) == right
            slopes: dict[str, float] = defaultdict(float)
            for k, way in enumerate(ways):
                slope = (k == right) - odds[k] / whole
                for name in way:
                    slopes[name] += slope
            for name, slope in slopes.items():
                slope -= L2 * weights[name]
                squares[name] += slope * slope
                weights[name] += RATE * slope / math.sqrt(squares[name])
        print(f"round {number}: {hits / len(choices):.3f} of {len(choices)} told", file=sys.stderr)
    return {
        name: round(weight, DIGITS)
        for name, weight in sorted(weights.items())
        if counts[name] >= LEAST or weight < 0
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--seeds", nargs="+", required=True, metavar="SEED:SKIP")
    parser.add_argument("--out", type=Path, default=Path("jnrb_cli/data/pieces.json"))
    options = parser.parse_args()
    with options.articles.open(encoding="utf-8") as lines:
        usable = [page for page in map(json.loads, lines) if is_usable(page)]
    choices: list[Choice] = []
    for given in options.seeds:
        seed, _, skip = given.partition(":")
        first = int(skip or 0)
        for text, sheet in set_pages(usable[first : first + PAGES], seed):
            choices += choices_of(text, sheet)
    told = learn(choices)
    options.out.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
