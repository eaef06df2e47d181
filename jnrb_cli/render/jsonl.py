"""Records as JSONL and as one JSON array; the array has a record a line too, so that it streams."""

from __future__ import annotations

from typing import Protocol

import msgspec

from ..models import Record
from ..streams import Output

Kinds = type[Record] | tuple[type[Record], ...]


class Writer(Protocol):
    """Whatever records are written with."""

    def write(self, record: Record) -> None:
        """Write one record."""

    def close(self) -> None:
        """Write what stands after the last."""


class JsonlWriter:
    """One object a line, UTF-8, decimals as JSON numbers; only records that are `of` these types."""

    def __init__(self, out: Output, of: Kinds = Record) -> None:
        self._out = out
        self._of = of
        self._encode = msgspec.json.Encoder(decimal_format="number").encode

    def write(self, record: Record) -> None:
        """Write one record."""
        if isinstance(record, self._of):
            self._out.write(self._encode(record) + b"\n")

    def close(self) -> None:
        """Nothing stands after the last."""


class JsonWriter(JsonlWriter):
    """One array of all records."""

    def __init__(self, out: Output, of: Kinds = Record) -> None:
        super().__init__(out, of)
        self._before = b"[\n"

    def write(self, record: Record) -> None:
        """Write one record, and what parts it from the one before."""
        if not isinstance(record, self._of):
            return
        self._out.write(self._before + self._encode(record))
        self._before = b",\n"

    def close(self) -> None:
        """Close the array."""
        self._out.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")
