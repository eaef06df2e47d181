"""Who does the work: a thread here, or a pool of processes; `cluster.py` has the machines of a Dask cluster.

Each is a `concurrent.futures.Executor`, and what becomes of those who die is the pool's to settle. Dask does a lost
machine's work again by itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import (
    CancelledError,
    Executor,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)

from ..archive.entry import Entry, Work, make_entry
from ..archive.rules import are_todays
from ..errors import ClusterError, InputError, PageBug
from ..workers import Pool, Task, begin_worker, stop_now

# After so many pages for each of its processes a pool makes way for a new one. A process grows by some 10 kB a page
# (not in Python's objects: their number stays), from 80 MB to 100 at a thousand pages and 145 at five thousand;
# to begin again costs a second of a thousand pages' forty.
PAGES_A_PROCESS = 1000


class Team(Pool):
    """A pool that makes pages ready; `size` says how many are worked on at the same time, as far as is known now."""

    def __init__(
        self,
        start: Callable[[], Executor],
        size: Callable[[], int],
        stop: Callable[[Executor], None] = stop_now,
        *,
        alone: Callable[[], Executor] | None = None,
        renewed: int | None = None,
    ) -> None:
        super().__init__(start, stop, alone=alone, renewed=renewed)
        self._size = size

    @property
    def size(self) -> int:
        """How many pages are worked on at the same time."""
        return max(1, self._size())

    def begin(self, work: Work) -> Task:
        """Begin to work on a page."""
        return self.submit(do_work, work)

    def finish(self, task: Task) -> Entry | InputError:
        """What came of a page; waits for it. Raises ClusterError where nobody can do the work."""
        try:
            future = self.settle(task)
        except CancelledError as gone:  # nobody here cancels what is waited for: the scheduler is gone
            raise ClusterError("the Dask scheduler is gone; what was added is there, run it again") from gone
        error = future.exception()
        if error is None:
            entry: Entry = future.result()
            return entry
        if isinstance(error, ClusterError):
            raise error
        work: Work = task.arguments[0]
        return PageBug(work.source, error)


def do_work(work: Work) -> Entry:
    """Make a page ready, in whatever process this is; raises ClusterError where it has other rules."""
    if not are_todays(work.recipe.rules):
        raise ClusterError("a worker has another version of jnrb or its rules; install the same everywhere")
    return make_entry(work)


@contextlib.contextmanager
def open_team(jobs: int = 1) -> Iterator[Team]:
    """A team of so many processes; one is a thread of this process."""
    if jobs > 1:
        from multiprocessing import get_context

        # Processes that begin with nothing: a copy of this one would begin with all that it holds by then.
        context = get_context("spawn")
        team = Team(
            lambda: ProcessPoolExecutor(jobs, context, begin_worker),
            lambda: jobs,
            renewed=PAGES_A_PROCESS * jobs,
            alone=lambda: ProcessPoolExecutor(1, context, begin_worker),
        )
    else:
        team = Team(lambda: ThreadPoolExecutor(1), lambda: 1)
    try:
        yield team
    finally:
        team.stop()
