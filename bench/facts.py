"""How fast the figures of a page are found, beside JioNLP and Recognizers-Text on the same page in the same run.

    python -m venv peers && peers/bin/pip install -r bench/requirements-peers.txt
    python bench/facts.py [PAGE] [--peers peers/bin/python]

Prints milliseconds of processor time (least of several rounds, warm; other work on the machine stretches the
clock's) and how many times as long each peer takes. JioNLP is asked for money and time alone; Recognizers-Text for
all eight of its models.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "samples"
# What is asked for: at most so much, and at least so many times as fast.
GOAL_MS = 5
JIONLP_TIMES = 4
RECOGNIZERS_TIMES = 150
ROUNDS = {"jnrb": 15, "jnrb with subjects": 15, "jionlp": 5, "recognizers": 1}


def least_ms(call: Callable[[], object], rounds: int) -> float:
    """The least milliseconds of processor time of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best * 1000


def open_contender(name: str, text: str) -> Callable[[], object]:
    """The call that is measured, its imports and dictionaries already there."""
    if name.startswith("jnrb"):
        from jnrb_cli import find_facts

        return lambda: find_facts(text, subjects=name != "jnrb")
    if name == "jionlp":
        import jionlp  # type: ignore[import-not-found]

        return lambda: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text, time.time()))
    import recognizers_suite as suite  # type: ignore[import-not-found]

    models = (
        suite.recognize_number, suite.recognize_ordinal, suite.recognize_percentage, suite.recognize_age,
        suite.recognize_currency, suite.recognize_dimension, suite.recognize_temperature, suite.recognize_datetime,
    )  # fmt: skip
    return lambda: [model(text, suite.Culture.Chinese) for model in models]


def measure(name: str, path: Path) -> float:
    """One contender on one page, warm."""
    text = path.read_text("utf-8-sig")
    call = open_contender(name, text)
    if name != "recognizers":
        call()
    return least_ms(call, ROUNDS[name])


def measure_apart(python: str, name: str, path: Path) -> float | None:
    """A peer in an interpreter of its own; None where it is not installed there."""
    done = subprocess.run(
        [python, __file__, str(path), "--only", name],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    return float(done.stdout.split()[-1])


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", nargs="?", type=Path)
    parser.add_argument("--peers", help="the Python that has the peers")
    parser.add_argument("--only", choices=ROUNDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    path = options.page or max(SAMPLE.glob("*.txt"), key=lambda page: page.stat().st_size)
    if options.only:
        print(measure(options.only, path))
        return 0
    ours = measure("jnrb", path)
    print(f"{path.name}: {len(path.read_text('utf-8-sig')):,} characters")
    print(f"jnrb\t{ours:.1f} ms\t(goal {GOAL_MS} for 7,000 characters)")
    print(f"jnrb with subjects\t{measure('jnrb with subjects', path):.1f} ms")
    for name, times in (("jionlp", JIONLP_TIMES), ("recognizers", RECOGNIZERS_TIMES)):
        spent = measure_apart(options.peers, name, path) if options.peers else None
        if spent is not None:
            print(f"{name}\t{spent:.0f} ms\t{spent / ours:.0f} times as long (at least {times})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
