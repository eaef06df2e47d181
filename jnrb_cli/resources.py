"""The files in data/ that come with jnrb, found beside the code.

By path rather than `importlib.resources`, whose import alone costs 7 ms of a start-up of 100.
"""

from __future__ import annotations

import mmap
from pathlib import Path

DATA = Path(__file__).parent / "data"


def data_bytes(name: str) -> bytes:
    """The bytes of a bundled file."""
    with open(DATA / name, "rb") as file:
        return file.read()


def data_map(name: str) -> mmap.mmap:
    """The bytes of a bundled file of which few are looked at: each page of it is read when it first is."""
    with open(DATA / name, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def data_text(name: str) -> str:
    """The text of a bundled file."""
    return data_bytes(name).decode("utf-8")


def data_lines(name: str) -> list[str]:
    """The lines of a bundled text file that are neither blank nor notes."""
    rows = data_text(name).splitlines()
    return [row for row in rows if row and not row.startswith("#")]
