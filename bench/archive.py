"""How fast pages go into the archive, how much memory and disk that takes, and how two processes compare with one.

    python bench/archive.py FOLDER [--pages 20000] [--rounds 3]

FOLDER takes the corpus (`corpus.py`) and the archives. A tenth of the pages goes in with one process and with two, in
turns, so that a busy machine slows both; then all of them, with two. Printed are pages a second by the clock, the
processors' time of a page, how far two processes could go by that time alone (all of it over the greater of the
writer's share and half the whole; at least 1.7), the peak memory of the largest process for the tenth and for all
(at most 1.15 times), and bytes a page and a character.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus

BOUND, GROWTH = 1.7, 1.15

SCRIPT = """
import json, multiprocessing, resource, sys
from jnrb_cli.cli import run
from jnrb_cli.streams import open_streams
code = run(sys.argv[1:], open_streams())
for child in multiprocessing.active_children():
    child.join()
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([code, *(one.ru_utime + one.ru_stime for one in (own, others)), max(own.ru_maxrss, others.ru_maxrss)]))
"""


@dataclass
class Ran:
    """One run: seconds by the clock, processor seconds of the writing process and of its others, peak kB, pages."""

    clock: float
    own: float
    others: float
    peak: int
    pages: int

    @property
    def work(self) -> float:
        """All processor seconds."""
        return self.own + self.others


def add_pages(corpus: Path, archive: Path, jobs: int) -> Ran:
    """Add a corpus to a new archive."""
    archive.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-c",
        SCRIPT,
        "archive",
        "add",
        "-q",
        "-j",
        str(jobs),
        "--archive",
        archive,
        corpus,
    ]
    start = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    clock = time.perf_counter() - start
    tally, measured = map(json.loads, ran.stdout.splitlines())
    code, own, others, peak = measured
    assert code == 0, ran.stderr
    return Ran(clock, own, others, peak, tally["added"])


def main() -> int:
    """Measure, print, and fail where a bound is passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    small = write_corpus(options.folder / f"pages-{options.pages // 10}", options.pages // 10)
    one: list[Ran] = []
    two: list[Ran] = []
    for _ in range(options.rounds):
        one.append(add_pages(small, options.folder / "one.db", 1))
        two.append(add_pages(small, options.folder / "two.db", 2))
    for name, runs in (("one process", one), ("two processes", two)):
        rate = statistics.median(ran.pages / ran.clock for ran in runs)
        work = statistics.median(ran.work / ran.pages for ran in runs)
        own = statistics.median(ran.own / ran.pages for ran in runs)
        print(
            f"{name}: {rate:.1f} pages a second; {work * 1000:.1f} ms of processor time a page, {own * 1000:.1f} of it the writer's",
            flush=True,
        )
    ratio = statistics.median(a.clock / b.clock for a, b in zip(one, two, strict=True))
    bound = statistics.median(a.work / max(b.own, b.work / 2) for a, b in zip(one, two, strict=True))
    print(f"two processes by the clock {ratio:.2f} times one; by processor time {bound:.2f}", flush=True)
    large = write_corpus(options.folder / f"pages-{options.pages}", options.pages)
    ran = add_pages(large, options.folder / "large.db", 2)
    growth = ran.peak / statistics.median(run.peak for run in two)
    size = (options.folder / "large.db").stat().st_size
    chars = sum(len(path.read_text("utf-8")) for path in large.glob("*.txt"))
    print(
        f"{ran.pages:,} pages of {chars / ran.pages:,.0f} characters: {ran.pages / ran.clock:.1f} pages a second"
    )
    print(
        f"  {ran.work / ran.pages * 1000:.1f} ms of processor time a page, {ran.own / ran.pages * 1000:.1f} of it the writer's"
    )
    print(f"  peak {ran.peak / 1000:.0f} MB, {growth:.2f} times that of a tenth of the pages")
    print(
        f"  {size / 1e6:,.0f} MB on disk, {size / ran.pages / 1000:.1f} kB a page, {size / chars:.1f} bytes a character"
    )
    return int(bound < BOUND or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
