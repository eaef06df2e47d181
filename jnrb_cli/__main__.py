"""The program: `jnrb`, or `python -m jnrb_cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process."""
    from .cli import run
    from .streams import open_streams

    sys.exit(int(run(sys.argv[1:], open_streams())))


if __name__ == "__main__":
    main()
