"""How fast pages are split in a process that is warm, and how the cost grows with the length of a page.

    python bench/pages.py [FOLDER]

Prints milliseconds a page and for 7,000 characters (at most 25, better 10), and the time of a page ten times as
long over the time of the page (at most 12).
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from pathlib import Path

from jnrb_cli import read_pages, split_page
from jnrb_cli.__main__ import _GC_OBJECTS

PAGE_CHARS = 7000


def time_split(text: str, rounds: int = 3) -> float:
    """The least milliseconds of processor time that splitting a text takes."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        split_page(text)
        best = min(best, time.process_time() - start)
    return best * 1000


def main() -> int:
    """Measure and print."""
    folder = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "samples")
    texts = [page.text for page in read_pages(f"{folder}/*.txt")]
    gc.set_threshold(_GC_OBJECTS)  # as the program does
    split_page(texts[0])
    times = [time_split(text) for text in texts]
    rates = [spent / len(text) * PAGE_CHARS for spent, text in zip(times, texts, strict=True)]
    middle = sorted(texts, key=len)[len(texts) // 2]
    growth = time_split("\n".join([middle] * 10), 2) / time_split(middle)
    print(
        f"{len(texts)} pages, {statistics.mean(times):.1f} ms a page, {1000 / statistics.mean(times):.0f} pages a second"
    )
    print(f"{statistics.median(rates):.1f} ms for {PAGE_CHARS:,} characters (worst {max(rates):.1f})")
    print(f"a page ten times as long takes {growth:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
