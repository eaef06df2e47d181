"""How much the sentence that `jnrb digest` picks first shares with the headline it never sees, beside two others.

    python bench/digest.py FOLDER [--budget 40]

FOLDER has pages (NAME.txt) with their gold (NAME.gold.json: spans with roles and articles, as bench/gold.py reads
them). Each article's paragraphs are those of the gold, cut into sentences once for all; the headline, kicker and
subtitle are no part of what the methods get. LEAD-1 takes the first sentence, TextRank the one that a random walk over
shared words stays at longest (Mihalcea and Tarau 2004: words of two characters or more, overlap over the logarithms of
the lengths, damping 0.85), jnrb the one that jnrb_cli.summarise.lead ranks first.

ROUGE-1, -2 and -L are F1 on characters, marks and blanks left out, against the title. Twice: with one whole sentence
each, as the program shows it, and at an equal length, where each method's sentences in its own order are cut off at
the budget (in characters), so that nobody gains by being short. Fails where jnrb is not above both everywhere.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from jnrb_cli.extract.reading import read_text
from jnrb_cli.models import Article, Text
from jnrb_cli.summarise.lead import rank_sentences
from jnrb_cli.summarise.sentences import Candidate, find_candidates
from jnrb_cli.words import tag

Method = Callable[[Sequence[Candidate]], list[int]]
Scores = tuple[float, float, float]
ROUNDS = 50


def read_articles(folder: Path) -> Iterator[tuple[str, list[Candidate]]]:
    """The title and the sentences of each gold article that has both, of two sentences or more."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        for number, about in enumerate(gold["articles"]):
            article = Article(
                id=f"x/{number}",
                page="x",
                n=number + 1,
                kind="story",
                paragraphs=tuple(_paragraphs(text, gold, number)),
                chars=0,
                confidence=1.0,
            )
            candidates = find_candidates(article)
            if about["title"] and len(candidates) > 1:
                yield about["title"], candidates


def _paragraphs(text: str, gold: dict[str, object], number: int) -> Iterator[Text]:
    starts = {start for article, start in gold["paragraph_starts"] if article == number}  # type: ignore[attr-defined]
    parts: list[str] = []
    for span in gold["spans"]:  # type: ignore[attr-defined]
        if span["article"] != number or span["role"] != "paragraph":
            continue
        inside = sorted(start for start in starts if span["start"] < start < span["end"])
        bounds = [span["start"], *inside, span["end"]]
        for start, end in pairwise(bounds):
            if start in starts or not parts:
                parts.append("")
            parts[-1] += text[start:end]
    for part in parts:
        joined = read_text(part).printed.replace("\n", "")
        yield Text(role="paragraph", text=joined, pieces=())


def rank_lead(candidates: Sequence[Candidate]) -> list[int]:
    """The order of the text."""
    return list(range(len(candidates)))


def rank_textrank(candidates: Sequence[Candidate]) -> list[int]:
    """The order of TextRank."""
    words = [frozenset(word.text for word in tag(one.text) if len(word.text) > 1) for one in candidates]
    count = len(words)
    weights = [[0.0] * count for _ in words]
    for i in range(count):
        for j in range(i):
            shared = len(words[i] & words[j])
            if shared and min(len(words[i]), len(words[j])) > 1:
                weights[i][j] = weights[j][i] = shared / math.log(len(words[i]) * len(words[j]))
    sums = [sum(row) or 1.0 for row in weights]
    ranks = [1.0] * count
    for _ in range(ROUNDS):
        ranks = [
            0.15 + 0.85 * sum(weights[j][i] / sums[j] * ranks[j] for j in range(count)) for i in range(count)
        ]
    return sorted(range(count), key=lambda number: -ranks[number])


METHODS: dict[str, Method] = {"jnrb": rank_sentences, "LEAD-1": rank_lead, "TextRank": rank_textrank}


def score_rouge(text: str, title: str) -> Scores:
    """ROUGE-1, -2 and -L of a text against a title, F1 on characters."""
    one, other = [char for char in text if char.isalnum()], [char for char in title if char.isalnum()]
    return (*(_overlap(one, other, size) for size in (1, 2)), _common(one, other))  # type: ignore[return-value]


def _overlap(one: list[str], other: list[str], size: int) -> float:
    grams = [
        Counter(tuple(chars[at : at + size]) for at in range(len(chars) - size + 1)) for chars in (one, other)
    ]
    return _f1(sum((grams[0] & grams[1]).values()), sum(grams[0].values()), sum(grams[1].values()))


def _common(one: list[str], other: list[str]) -> float:
    lengths = [0] * (len(other) + 1)
    for char in one:
        before = 0
        for at, against in enumerate(other, 1):
            held = lengths[at]
            lengths[at] = before + 1 if char == against else max(lengths[at], lengths[at - 1])
            before = held
    return _f1(lengths[-1], len(one), len(other))


def _f1(shared: int, found: int, wanted: int) -> float:
    return 2 * shared / (found + wanted) if shared else 0.0


def cut_off(candidates: Sequence[Candidate], order: Sequence[int], budget: int) -> str:
    """The sentences in an order, cut off at so many characters that are no marks."""
    chars = "".join(candidates[number].text for number in order)
    kept = [char for char in chars if char.isalnum()]
    return "".join(kept[:budget])


def main() -> int:
    """Measure, print, and fail where jnrb is not above both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--budget", type=int, default=40)
    options = parser.parse_args()
    articles = list(read_articles(options.folder))
    below = 0
    for heading, budget in (
        ("one sentence each", None),
        (f"the first {options.budget} characters", options.budget),
    ):
        means: dict[str, Scores] = {}
        print(f"{len(articles)} articles, {heading}: ROUGE-1, -2, -L, characters")
        for name, method in METHODS.items():
            texts = []
            for _, candidates in articles:
                order = method(candidates)
                texts.append(
                    candidates[order[0]].text if budget is None else cut_off(candidates, order, budget)
                )
            scores = [score_rouge(text, title) for text, (title, _) in zip(texts, articles, strict=True)]
            means[name] = tuple(sum(column) / len(articles) for column in zip(*scores, strict=True))  # type: ignore[assignment]
            length = sum(sum(map(str.isalnum, text)) for text in texts) / len(articles)
            print(f"  {name:10} {'  '.join(f'{mean:.3f}' for mean in means[name])}  {length:5.1f}")
        below += sum(means["jnrb"][n] <= means[name][n] for name in ("LEAD-1", "TextRank") for n in range(3))
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
