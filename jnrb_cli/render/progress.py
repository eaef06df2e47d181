"""One line on standard error that says how far a long run has come, where somebody is there to see it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from ..models import Digest, Page, Record
from ..streams import Streams

# Nothing is shown of what is over sooner.
PATIENCE_S = 1.0

# As often as a person can read it.
INTERVAL_S = 0.2

_CLEAR = "\r\x1b[K"


class Progress:
    """Counts pages, and shows the count from the second second on.

    Once something has gone into a pipe no more is shown: whoever reads it (jq, less) may write to the same terminal.
    """

    def __init__(self, streams: Streams, *, quiet: bool = False, patience_s: float = PATIENCE_S) -> None:
        self._err = streams.stderr
        self._out = streams.stdout
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
            pages += isinstance(record, Page | Digest)
            self._show(lambda: f"{_counted(pages, 'page')}, {_counted(count, 'record')} …")  # noqa: B023 - called at once
            yield record

    @property
    def is_shown(self) -> bool:
        """Whether anybody sees it."""
        return self._shown

    def advance(self, meter: Meter) -> None:
        """Show a meter's line, where it is time to."""
        self._show(meter.line)

    def _show(self, line: Callable[[], str]) -> None:
        if self._shown and self._out.is_pipe and self._out.is_used:
            self.clear()
            self._shown = False
        if self._shown and time.monotonic() > self._next:
            self._next = time.monotonic() + INTERVAL_S
            self._line = True
            self._err.write_text(_CLEAR + line())
            self._err.flush()

    def clear(self) -> None:
        """Take the line away, before anything else is written there."""
        if self._line:
            self._err.write_text(_CLEAR)
            self._err.flush()
            self._line = False


# The rate is that of so many seconds: a run that passes by what is done already does not promise too much.
RATE_S = 20.0
_BAR = 24


class Meter:
    """How far a long run is: a bar, pages a second of late, and the time left.

    `total` counts the files, 0 where nobody knows how many there are (standard input).
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._files = self._pages = 0
        self._marks = deque([(clock(), 0, 0)])

    def count(self, *, files: int, pages: int) -> None:
        """So many more are done."""
        self._files += files
        self._pages += pages
        now = self._clock()
        self._marks.append((now, self._files, self._pages))
        while len(self._marks) > 2 and self._marks[1][0] < now - RATE_S:
            self._marks.popleft()

    def line(self) -> str:
        """What there is to see now."""
        then, files, pages = self._marks[0]
        spent = max(self._marks[-1][0] - then, 1e-9)
        parts = [_counted(self._pages, "page"), f"{(self._pages - pages) / spent:,.0f} a second"]
        if self._total:
            done = min(self._files / self._total, 1.0)
            full = int(done * _BAR)
            parts.insert(0, f"[{'#' * full}{'.' * (_BAR - full)}] {done:4.0%}")
            if self._files > files:
                left = (self._total - self._files) * spent / (self._files - files)
                parts.append(f"{time_text(left)} left")
        return "  ".join(parts)


def time_text(seconds: float) -> str:
    """A time for people.

    >>> time_text(75), time_text(8000)
    ('1:15', '2:13:20')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _counted(count: int, one: str) -> str:
    """As `article.counted`, which with all that it needs takes 2 ms to load: few runs last long enough to be counted."""
    from .article import counted

    return counted(count, one)
