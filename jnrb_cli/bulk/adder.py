"""Work into the archive: made ready by a team of processes or machines, written here in batches.

Only a few pages are on their way at once, so memory does not grow with their number; what is in the archive
already is passed by, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..archive.answers import Tally
from ..archive.entry import Entry, Work
from ..archive.migrations import transaction
from ..archive.store import find_standing, put_page, remove_pages_after
from ..errors import InputError
from ..workers import Task
from .team import Team
from .works import FileEnd, Step

if TYPE_CHECKING:
    from sqlite3 import Connection

# How many pages are written in one transaction: about a second's work of a few processes. A program that is
# killed loses at most these and those on their way, and makes them again when it is started again.
BATCH_PAGES = 64

# How many pages are on their way for each process: enough that none waits for the reader.
AHEAD = 4


def sum_tallies(one: Tally, two: Tally) -> Tally:
    """Both together.

    >>> sum_tallies(Tally(added=2, facts=7), Tally(added=1, removed=1)).added
    3
    """
    counts = ("files", "added", "replaced", "unchanged", "removed", "articles", "facts")
    return Tally(**{name: getattr(one, name) + getattr(two, name) for name in counts})


class Adder:
    """Steps taken one after another; what they did comes out batch by batch, each when it is safe on the disk."""

    def __init__(self, connection: Connection, team: Team) -> None:
        self._connection = connection
        self._team = team
        self._ahead = AHEAD * team.size
        self._waiting: deque[Task | Work | FileEnd | InputError] = deque()
        self._ready: list[Entry | Work | FileEnd] = []
        self._unchanged = 0

    def add(self, steps: Iterable[Step]) -> Iterator[Tally | InputError]:
        """Take all steps."""
        for step in steps:
            yield from self._begin(step)
            while len(self._waiting) > self._ahead:
                yield from self._finish(self._waiting.popleft())
        while self._waiting:
            yield from self._finish(self._waiting.popleft())
        yield from self._write()

    def _begin(self, step: Step) -> Iterator[InputError]:
        if not isinstance(step, Work):
            self._waiting.append(step)
            return
        try:
            standing = find_standing(self._connection, step)
        except InputError as error:
            yield error
            return
        if standing.current and standing.here:
            self._unchanged += 1
        elif standing.current:
            # The same text at another place, which a page that is on its way may take: asked again in turn.
            self._waiting.append(step)
        else:
            self._waiting.append(self._team.begin(step))

    def _finish(self, held: Task | Work | FileEnd | InputError) -> Iterator[Tally | InputError]:
        result = self._team.finish(held) if isinstance(held, Task) else held
        if isinstance(result, InputError):
            yield result
            return
        self._ready.append(result)
        if len(self._ready) >= BATCH_PAGES:
            yield from self._write()

    def _write(self) -> Iterator[Tally | InputError]:
        """Write what is ready, whole or not at all."""
        tally, errors = Tally(unchanged=self._unchanged), list[InputError]()
        if self._ready:
            with transaction(self._connection):
                for one in self._ready:
                    try:
                        tally = sum_tallies(tally, self._put(one))
                    except InputError as error:
                        errors.append(error)
        self._ready, self._unchanged = [], 0
        self._ahead = (
            AHEAD * self._team.size
        )  # a cluster may have grown; to ask it for each page costs too much
        yield tally
        yield from errors

    def _put(self, ready: Entry | Work | FileEnd) -> Tally:
        if isinstance(ready, FileEnd):
            if ready.path is None or not ready.whole:
                return Tally(files=1)
            return Tally(files=1, removed=remove_pages_after(self._connection, ready.path, ready.pages))
        outcome = put_page(self._connection, ready)
        return Tally(
            added=int(outcome.word == "added"),
            replaced=int(outcome.word == "replaced"),
            unchanged=int(outcome.word == "unchanged"),
            removed=outcome.removed,
            articles=outcome.articles,
            facts=outcome.facts,
        )
