"""How long `jnrb split` of one page, and the commands that find more, take as a whole process, beside an empty Typer program.

    python bench/startup.py [PAGE] [--runs 15]

All run in turns, so that a busy machine slows both; the ratio of the medians is what counts (for split at most 2). Bytecode is
written by the first run, which is not counted, as it is when a package is installed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def nothing() -> None: pass
app()
"""

LIMIT = 2.0


def time_run(command: list[str]) -> float:
    """The milliseconds of one run."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Measure, print, and fail where the limit is passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    samples = sorted(Path(__file__).parent.parent.joinpath("samples").glob("*.txt"))
    parser.add_argument("page", nargs="?", default=str(samples[0]) if samples else None)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.write_text(EMPTY)
        commands = {
            "python": [sys.executable, "-c", "pass"],
            "empty Typer program": [sys.executable, str(empty)],
            "jnrb --version": [sys.executable, "-m", "jnrb_cli", "--version"],
            "jnrb split": [sys.executable, "-m", "jnrb_cli", "split", options.page],
            "jnrb facts": [sys.executable, "-m", "jnrb_cli", "facts", options.page],
            "jnrb digest": [sys.executable, "-m", "jnrb_cli", "digest", options.page],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs + 1):
            for name, command in commands.items():
                times[name].append(time_run(command))
    medians = {name: statistics.median(runs[1:]) for name, runs in times.items()}
    base = medians["empty Typer program"]
    for name, median in medians.items():
        print(f"{name:20} {median:7.1f} ms  {median / base:5.2f} times an empty Typer program")
    return int(medians["jnrb split"] > LIMIT * base)


if __name__ == "__main__":
    sys.exit(main())
