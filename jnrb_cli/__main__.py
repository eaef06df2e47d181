"""The program: `jnrb`, or `python -m jnrb_cli`."""

from __future__ import annotations

import gc
import sys

# New objects between two searches for cycles. Hardly anything here is in a cycle; at the usual 700 the searches take
# a twentieth of a run over one page.
_GC_OBJECTS = 200_000


def main() -> None:
    """Run the command line of this process."""
    gc.set_threshold(_GC_OBJECTS)
    from .cli import run
    from .streams import open_streams

    sys.exit(int(run(sys.argv[1:], open_streams())))


if __name__ == "__main__":
    main()
