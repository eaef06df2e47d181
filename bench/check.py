"""What `jnrb check` says of clean pages, and how many slips it sees when they are put in.

    python bench/check.py FOLDER [--slips]

Without `--slips` each finding is printed, to be judged by hand, and the counts by rule: on pages that were proofread
well, fewer than one in five pages should be no oddity of the text. With it one slip of each kind is made on every
page, at a place drawn from a fixed seed, and the share that is seen by the right rule is printed.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from jnrb_cli import read_pages, split_page
from jnrb_cli.check.find import check_page

SEED = 3
_WEEK = "一二三四五六日"


class Slip(NamedTuple):
    """One kind of slip: where it may be made, what is then printed, and the rule that should see it."""

    name: str
    pattern: str
    printed: Callable[[re.Match[str]], str]
    rule: str


SLIPS = (
    Slip("a quotation mark dropped", "[“”]", lambda _: "", "quote"),
    Slip("a single quotation mark dropped", "[‘’]", lambda _: "", "quote"),
    Slip("a quotation mark turned around", "”(?=[^\n])", lambda _: "“", "quote"),
    Slip("a bracket dropped", "[（）]", lambda _: "", "bracket"),
    Slip("a title's mark dropped", "[《》]", lambda _: "", "bracket"),
    Slip("a bracket of half width", "）", lambda _: ")", "bracket-width"),
    Slip("the next weekday", "(?<=星期)[一二三四五六日]", lambda m: _WEEK[(_WEEK.index(m[0]) + 1) % 7], "weekday"),
    Slip("a 31st of April or June", r"(?<=[46]月)[123]?\d(?=日)", lambda _: "31", "date"),
    Slip("的 twice", "(?<=[一-鿿])的(?=[一-鿿])", lambda _: "的的", "word"),
    Slip("a comma twice", "，", lambda _: "，，", "mark"),
    Slip("a full-width digit", r"(?<=\d)\d(?=[一-鿿])", lambda m: chr(ord(m[0]) + 0xFEE0), "figure-width"),
    Slip("近 before 余", r"(?<=[一-鿿])\d+余", lambda m: "近" + m[0], "hedge"),
)  # fmt: skip


def make_slip(text: str, slip: Slip, chance: random.Random) -> str | None:
    """The text with one slip in it; None where it has no place for one."""
    places = list(re.finditer(slip.pattern, text))
    if not places:
        return None
    place = chance.choice(places)
    return text[: place.start()] + slip.printed(place) + text[place.end() :]


def print_findings(folder: str) -> None:
    """Each finding, and how many there are by rule."""
    counts: Counter[str] = Counter()
    pages = 0
    for page in read_pages(folder):
        pages += 1
        split = split_page(page.text, source=page.source, start=page.start)
        for one in check_page(*split, page.text, line=page.line):
            counts[one.rule] += 1
            print(
                f"{one.source}:{one.line}: {one.words[:30]}: {one.message} [{one.rule}] {one.sentence[:80]}"
            )
    print(f"{sum(counts.values())} findings on {pages} pages:", dict(counts.most_common()))


def print_seen(folder: str) -> None:
    """Of each kind of slip how many were made and how many seen."""
    chance = random.Random(SEED)
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for page in read_pages(folder):
        clean = Counter(one.rule for one in check_page(*split_page(page.text), page.text))
        for slip in SLIPS:
            text = make_slip(page.text, slip, chance)
            if text is None:
                continue
            made[slip.name] += 1
            found = Counter(one.rule for one in check_page(*split_page(text), text))
            seen[slip.name] += found[slip.rule] > clean[slip.rule]
    for name, count in made.items():
        print(f"{name:34}{seen[name]:4} of {count}")


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--slips"]
    if len(folders) != 1:
        raise SystemExit(__doc__)
    (print_seen if "--slips" in sys.argv else print_findings)(f"{folders[0]}/*.txt")
