"""The program: `jnrb`, or `python -m jnrb_cli`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn

# New objects between two searches for cycles. Hardly anything here is in a cycle; at the usual 700 the searches take
# a twentieth of a run over one page.
_GC_OBJECTS = 200_000

# `errors.Exit.INTERRUPTED`, where it may not be loaded yet.
_INTERRUPTED = 130


def _end_in_order(number: int, frame: object) -> None:
    """End in order when told to end, as `timeout` does: half a file and processes at work are left by nobody."""
    sys.exit(128 + number)


def main() -> NoReturn:
    """Run the command line of this process."""
    gc.set_threshold(_GC_OBJECTS)
    signal.signal(signal.SIGTERM, _end_in_order)
    try:
        from .cli import run
        from .streams import open_streams

        code = int(run(sys.argv[1:], open_streams()))
    except KeyboardInterrupt:  # while all this is loaded; later ones are `run`'s
        code = _INTERRUPTED
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End this process; all files are closed.

    At once, where it worked alone and all is written: to let go of a hundred thousand objects one by one takes a
    thirtieth of a run over one page.
    """
    gc.freeze()  # or the interpreter looks for cycles in all of it once more: a tenth of such a run
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # the interpreter knows how to end with streams that are broken
    if "multiprocessing" in sys.modules:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
