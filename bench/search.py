"""How fast words are found in an archive, and whether all of them, beside SQLite's own tokenizers and LIKE.

    python bench/search.py FOLDER-OR-ARCHIVE [--queries 200]

A folder is added to an archive of its own first. Words of one to five characters are drawn from the archive's texts,
the same ones every time; the plain scan looks for them in the text of every article, in simplified characters.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jnrb_cli.archive.connect import open_for_reading
from jnrb_cli.archive.duplicates import find_stories
from jnrb_cli.archive.highlight import read_passages
from jnrb_cli.archive.query import read_query
from jnrb_cli.archive.reading import read_article
from jnrb_cli.archive.search import find_articles, rank_articles
from jnrb_cli.archive.tokens import fold_words
from jnrb_cli.archive.trend import count_words

LIMIT = 20
RUN = re.compile("[\u4e00-\u9fff]+")
Keys = set[int]


def read_texts(connection: sqlite3.Connection) -> dict[int, str]:
    """The folded text of each article, a line a passage."""
    keys = [key for (key,) in connection.execute("SELECT key FROM article ORDER BY key")]
    return {
        key: "\n".join(fold_words(passage.text) for passage in read_passages(read_article(connection, key)))
        for key in keys
    }


def draw_words(texts: dict[int, str], count: int) -> list[str]:
    """Words of one to five characters, as many of each length, each from another place."""
    chance = random.Random(7)
    keys = sorted(texts)
    words: list[str] = []
    while len(words) < count:
        length = len(words) % 5 + 1
        runs = [run for run in RUN.findall(texts[chance.choice(keys)]) if len(run) >= length]
        if runs:
            run = chance.choice(runs)
            at = chance.randrange(len(run) - length + 1)
            words.append(run[at : at + length])
    return words


def make_peers(texts: dict[int, str], path: str) -> sqlite3.Connection:
    """The same texts under FTS5's own tokenizers and in a plain table."""
    peers = sqlite3.connect(path)
    for name in ("unicode61", "trigram"):
        peers.execute(f"CREATE VIRTUAL TABLE {name} USING fts5 (text, tokenize='{name}')")
        peers.executemany(f"INSERT INTO {name} (rowid, text) VALUES (?, ?)", texts.items())
    peers.execute("CREATE TABLE plain (key INTEGER PRIMARY KEY, text TEXT)")
    peers.executemany("INSERT INTO plain VALUES (?, ?)", texts.items())
    peers.commit()
    return peers


def measure(
    name: str,
    words: list[str],
    found: Callable[[str], Keys],
    page: Callable[[str], object],
    truth: dict[str, Keys],
) -> None:
    """Print how much of the plain scan was found, and how long a page of hits took."""
    times, wanted, got = [], 0, 0
    for word in words:
        begun = time.process_time()
        page(word)
        times.append(1000 * (time.process_time() - begun))
        wanted += len(truth[word])
        got += len(truth[word] & found(word))
    times.sort()
    median, late = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"| {name} | {got / wanted:.3f} | {median:.2f} ms | {late:.1f} ms |", flush=True)


def run(path: str, count: int) -> None:
    """Measure an archive."""
    with open_for_reading(path) as connection, tempfile.TemporaryDirectory() as folder:
        texts = read_texts(connection)
        words = draw_words(texts, count)
        truth = {word: {key for key, text in texts.items() if word in text} for word in words}
        size = sum(map(len, texts.values()))
        print(f"{len(texts):,} articles, {size:,} characters, {len(words)} words\n")
        print("| | recall | median | 99th percentile |\n|---|---|---|---|")
        measure(
            f"jnrb, {LIMIT} results with sentence and copies",
            words,
            lambda word: {key for key, _ in rank_articles(connection, read_query(word).match)},
            lambda word: list(find_articles(connection, read_query(word), limit=LIMIT)),
            truth,
        )
        measure(
            f"jnrb, the keys of {LIMIT} alone",
            words,
            lambda word: {key for key, _ in rank_articles(connection, read_query(word).match)},
            lambda word: list(rank_articles(connection, read_query(word).match, limit=LIMIT)),
            truth,
        )
        peers = make_peers(texts, str(Path(folder) / "peers.db"))

        def ask(question: str, value: str) -> Keys:
            return {key for (key,) in peers.execute(question, (value,))}

        for name in ("unicode61", "trigram"):
            question = f"SELECT rowid FROM {name} WHERE {name} MATCH ?"
            measure(
                f"FTS5 {name}",
                words,
                lambda word, question=question: ask(question, f'"{word}"'),  # type: ignore[misc]
                lambda word, question=question: ask(f"{question} ORDER BY rank LIMIT {LIMIT}", f'"{word}"'),  # type: ignore[misc]
                truth,
            )
        question = "SELECT key FROM plain WHERE text LIKE ?"
        measure(
            "LIKE",
            words[:40],
            lambda word: ask(question, f"%{word}%"),
            lambda word: ask(question, f"%{word}%"),
            truth,
        )
        peers.close()
        begun = time.process_time()
        for word in words[:40]:
            list(count_words(connection, read_query(word)))
        print(f"\ntrend: {1000 * (time.process_time() - begun) / 40:.1f} ms a word in the mean")
        begun = time.process_time()
        stories = list(find_stories(connection))
        print(f"duplicates: {time.process_time() - begun:.1f} s, {len(stories):,} stories")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="a folder of pages, or an archive")
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    if not options.path.is_dir():
        run(str(options.path), options.queries)
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = str(Path(folder) / "archive.db")
        command = [
            sys.executable,
            "-m",
            "jnrb_cli",
            "archive",
            "add",
            "--archive",
            archive,
            str(options.path),
        ]
        subprocess.run(command, check=True)
        run(archive, options.queries)


if __name__ == "__main__":
    main()
