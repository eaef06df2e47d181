"""One line on standard error that says how far a long run has come, where somebody is there to see it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from types import TracebackType

from ..models import Page, Record
from ..streams import Streams

# Nothing is shown of what is over sooner.
PATIENCE_S = 1.0

# As often as a person can read it.
INTERVAL_S = 0.2

_CLEAR = "\r\x1b[K"


class Progress:
    """Counts pages, and shows the count from the second second on."""

    def __init__(self, streams: Streams, *, quiet: bool = False, patience_s: float = PATIENCE_S) -> None:
        self._err = streams.stderr
        self._shown = streams.stderr.is_terminal and streams.environ.get("TERM") != "dumb" and not quiet
        self._next = time.monotonic() + patience_s
        self._line = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def follow(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records, counted on their way."""
        pages = 0
        for count, record in enumerate(records, 1):
            pages += isinstance(record, Page)
            if self._shown and time.monotonic() > self._next:
                self._next = time.monotonic() + INTERVAL_S
                self._line = True
                self._err.write_text(f"{_CLEAR}{pages:,} pages, {count:,} records …")
                self._err.flush()
            yield record

    def clear(self) -> None:
        """Take the line away, before anything else is written there."""
        if self._line:
            self._err.write_text(_CLEAR)
            self._err.flush()
            self._line = False
