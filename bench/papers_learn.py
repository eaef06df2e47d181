"""Write the invented pages that are learnt from as page texts with their gold, as they are or set otherwise too.

    python bench/papers_learn.py OUT [--parts 0,1/5] [--otherwise 6] [--seed 1]

The sources are those of bench/papers_learn/ in the order of their names, then the first half of bench/papers/, marked up as
tests/build_samples.py says. `--parts` takes those whose number is 0 or 1 modulo 5; 4 is kept out of what is learnt from.
They are few, so `--otherwise 6` writes each six times more: paragraphs broken anew at another width, indents dropped or added,
blank lines dropped or added. Nothing of the wording changes, nor the order; lines that several columns share stay as they are.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from build_samples import build  # noqa: E402
from papers import sources  # noqa: E402

# What may stand in a line of running text.
RUNNING = frozenset(("paragraph", "dateline", "byline", "credit"))
# Marks that begin no line: they hang at the end of the one before.
NEVER_FIRST = frozenset("，。、；：？！）》”’」』,.;:?!)")
# The narrowest and the widest column, in characters.
WIDTHS = (9, 46)
# How much narrower or wider columns are drawn.
FACTORS = (0.55, 1.7)


def pages_to_learn() -> list[Path]:
    """The marked pages that are learnt from, in their order."""
    return [*sorted((HERE / "papers_learn").glob("*.txt")), *sources("first")]


@dataclass
class Line:
    """A line of a marked page: its pieces, each with its mark and words. A blank one has none."""

    pieces: list[tuple[str, str]]

    def articles(self) -> set[str]:
        return {mark.split(" ")[0] for mark, _ in self.pieces}

    def runs(self) -> bool:
        """Whether it is a line of one article's text, with nothing of another beside it."""
        roles = {mark.split(" ")[1].rstrip("+") for mark, _ in self.pieces}
        return len(self.articles()) == 1 and "paragraph" in roles and roles <= RUNNING

    def opens(self) -> bool:
        return any(mark.endswith("paragraph+") for mark, _ in self.pieces)

    def __str__(self) -> str:
        return "‖".join(f"{mark}|{words}" for mark, words in self.pieces)


def read_lines(body: str) -> list[Line | None]:
    """The lines of a marked page; None is a form feed."""
    found: list[Line | None] = []
    for text in body.removesuffix("\n").split("\n"):
        pieces = [piece.partition("|") for piece in text.split("‖") if piece]
        found.append(
            None if text == "\\f" else Line([(mark.strip(), words) for mark, bar, words in pieces if bar])
        )
    return found


def size(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def break_anew(lines: list[Line], width: float) -> list[Line]:
    """One paragraph at another width."""
    marks, marked = _characters(lines)
    found: list[Line] = []
    begun: set[int] = set()
    for row in _rows(marked, width):
        pieces: list[tuple[str, str]] = []
        for who, group in groupby(row, key=lambda one: one[0]):
            mark = marks[who].rstrip("+") if who in begun else marks[who]
            pieces.append((mark, "".join(c for _, c in group)))
            begun.add(who)
        found.append(Line(pieces))
    return found


def _characters(lines: list[Line]) -> tuple[list[str], list[tuple[int, str]]]:
    """The marks of a paragraph's pieces, and its characters, each with the number of its mark."""
    marks: list[str] = []
    marked: list[tuple[int, str]] = []
    for line in lines:
        for k, (mark, words) in enumerate(line.pieces):
            said = words.lstrip() if marks and not k else words
            said = said.rstrip() if k == len(line.pieces) - 1 else said
            if not said:
                continue
            if marked and _is_latin(marked[-1][1]) and _is_latin(said[0]) and not k:
                said = " " + said
            if not marks or marks[-1].rstrip("+") != mark.rstrip("+") or mark.endswith("+"):
                marks.append(mark)
            marked += [(len(marks) - 1, c) for c in said]
    return marks, marked


def _is_latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _rows(marked: list[tuple[int, str]], width: float) -> list[list[tuple[int, str]]]:
    """Characters in lines of a width."""
    rows: list[list[tuple[int, str]]] = [[]]
    filled = 0.0
    for who, c in marked:
        if filled + size(c) > width and c not in NEVER_FIRST and rows[-1]:
            rows.append([])
            filled = 0.0
        if rows[-1] or len(rows) == 1 or not c.isspace():
            rows[-1].append((who, c))
            filled += size(c)
    return rows


def paragraphs(lines: list[Line | None]) -> list[list[Line | None]]:
    """The lines, those of one paragraph together, all others alone."""
    found: list[list[Line | None]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        if (
            line is not None
            and last is not None
            and line.runs()
            and not line.opens()
            and last.runs()
            and line.articles() == last.articles()
        ):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def may_break(groups: list[list[Line | None]]) -> bool:
    """Whether paragraphs hold together: not where blank lines or neighbours part their lines."""
    return all(
        group[0] is None
        or not group[0].pieces
        or {mark.split(" ")[1] for mark, _ in group[0].pieces} != {"paragraph"}
        for group in groups
    )


def set_otherwise(source: str, r: random.Random) -> str:
    """A marked page set otherwise."""
    head, body = source.split("====\n", 1)
    groups = paragraphs(read_lines(body))
    anew = may_break(groups) and r.random() < 0.8
    _indent(groups, anew, r)
    if anew:
        factor = r.uniform(*FACTORS)
        widest = max((_wide(group) for group in groups if len(group) > 1), default=float(WIDTHS[1]))
        groups = [_set(group, factor, widest) for group in groups]
    return head + "====\n" + "".join(f"{line}\n" for line in _space(groups, r))


def _wide(group: list[Line | None]) -> float:
    return max((size("".join(words for _, words in line.pieces)) for line in group if line), default=0.0)


def _set(group: list[Line | None], factor: float, widest: float) -> list[Line | None]:
    """A paragraph at a width so many times its own; one of a single line has that of the page's widest."""
    lines = [line for line in group if line is not None]
    if not lines or not lines[0].runs():
        return group
    wide = _wide(group) if len(lines) > 1 else widest
    return [*break_anew(lines, min(max(round(wide * factor), WIDTHS[0]), WIDTHS[1]))]


def _indent(groups: list[list[Line | None]], anew: bool, r: random.Random) -> None:
    """Indents as they are, dropped, or, where lines are broken anew, all alike."""
    drawn = r.choice(["as is", "as is", "", "\u3000\u3000", "    "])
    if drawn == "as is" or (drawn and not anew):
        return
    for group in groups:
        line = group[0]
        if line is not None and line.runs() and line.opens():
            mark, words = line.pieces[0]
            line.pieces[0] = (mark, drawn + words.lstrip())


def _space(groups: list[list[Line | None]], r: random.Random) -> list[str]:
    """The lines as text, blank ones as they are, none, between articles, or before what is not text too."""
    drawn = r.choice(["as is", "as is", "none", "articles", "elements", "paragraphs"])
    found: list[str] = []
    before: Line | None = None
    for group in groups:
        line = group[0]
        if drawn != "as is" and line is not None and not line.pieces:
            continue
        if line is not None and before is not None:
            other = line.articles() != before.articles()
            element = other or line.runs() != before.runs()
            wanted = {"articles": other, "elements": element, "paragraphs": element or line.opens()}
            if wanted.get(drawn):
                found.append("")
        found += ["\\f" if one is None else str(one) for one in group]
        before = group[-1] if line is not None else None
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", default="0/1")
    parser.add_argument("--otherwise", type=int, default=0)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    some, count = options.parts.split("/")
    wanted = {int(part) for part in some.split(",")}
    for number, path in enumerate(pages_to_learn()):
        if number % int(count) not in wanted:
            continue
        source = path.read_text(encoding="utf-8")
        for k in range(options.otherwise + 1):
            drawing = random.Random(f"{options.seed}/{path.stem}/{k}")
            page = build(set_otherwise(source, drawing) if k else source)
            name = options.out / f"{path.stem}_{k}.txt"
            name.write_bytes(page.text.encode("utf-8"))
            gold = json.dumps(page.gold, ensure_ascii=False)
            Path(f"{str(name)[:-4]}.gold.json").write_text(gold, encoding="utf-8")


if __name__ == "__main__":
    main()
