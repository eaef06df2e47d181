"""Who does the work: a thread here, a pool of processes, or the machines of a Dask cluster, all behind one door.

Each is a `concurrent.futures.Executor`. A process that dies takes the whole pool with it; then there is a new
one, and what was on its way is done again, one page at a time, so that a page that kills whoever works on it is
found out and the others are not lost. Dask does a lost machine's work again by itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from typing import NamedTuple

from ..archive.entry import Entry, Work, make_entry
from ..archive.rules import are_todays
from ..errors import ClusterError, InputError, PageBug
from ..workers import begin_worker

# After so many pages for each of its processes a pool makes way for a new one. A process grows by some 10 kB a page
# (not in Python's objects: their number stays), from 80 MB to 100 at a thousand pages and 145 at five thousand;
# to begin again costs a second of a thousand pages' forty.
PAGES_A_PROCESS = 1000


class Task(NamedTuple):
    """A page that is being worked on; `pool` counts the executors that there were before this one."""

    work: Work
    future: Future[Entry]
    pool: int


class Team:
    """An executor that is replaced when it breaks."""

    def __init__(
        self,
        start: Callable[[], Executor],
        size: Callable[[], int],
        stop: Callable[[Executor], None],
        *,
        renewed: int | None = None,
    ) -> None:
        self._start = start
        self._stop = stop
        self._executor = start()
        self._pool = 0
        self._begun = 0
        self._renewed = renewed
        self._size = size

    @property
    def size(self) -> int:
        """How many pages are worked on at the same time, as far as is known now."""
        return max(1, self._size())

    def submit(self, work: Work) -> Task:
        """Begin to work on a page; with another executor after `renewed` pages."""
        if self._renewed and self._begun >= self._renewed:
            self._executor.shutdown(wait=False)  # what it has begun, it finishes
            self._begin_anew()
        self._begun += 1
        try:
            return Task(work, self._executor.submit(do_work, work), self._pool)
        except BrokenExecutor:
            self._restart()
            return Task(work, self._executor.submit(do_work, work), self._pool)

    def finish(self, task: Task) -> Entry | InputError:
        """What came of a page; waits for it. Raises ClusterError where nobody can do the work."""
        error = _wait(task)
        if isinstance(error, BrokenExecutor):
            if task.pool == self._pool:
                self._restart()
            task = self.submit(task.work)
            error = _wait(task)
            if isinstance(error, BrokenExecutor):
                self._restart()
        if error is None:
            return task.future.result()
        if isinstance(error, ClusterError):
            raise error
        return PageBug(task.work.source, error)

    def stop(self) -> None:
        """Let nobody begin anything more."""
        self._stop(self._executor)

    def _restart(self) -> None:
        self.stop()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._executor = self._start()
        self._pool += 1
        self._begun = 0


def do_work(work: Work) -> Entry:
    """Make a page ready, in whatever process this is; raises ClusterError where it has other rules."""
    if not are_todays(work.recipe.rules):
        raise ClusterError("a worker has another version of jnrb or its rules; install the same everywhere")
    return make_entry(work)


def _wait(task: Task) -> BaseException | None:
    """What went wrong with a page, None where nothing did; waits for it."""
    try:
        return task.future.exception()
    except CancelledError as error:  # nobody here cancels what is waited for: the scheduler is gone
        raise ClusterError("the Dask scheduler is gone; what was added is there, run it again") from error


def drop_work(executor: Executor) -> None:
    """Leave an executor without waiting for what it does."""
    executor.shutdown(wait=False, cancel_futures=True)


@contextlib.contextmanager
def open_team(jobs: int = 1, dask: str | None = None) -> Iterator[Team]:
    """A team of so many processes, or that of a Dask scheduler's address (`tcp://scheduler:8786`)."""
    with contextlib.ExitStack() as stack:
        if dask is not None:
            from .cluster import open_cluster

            team = stack.enter_context(open_cluster(dask))
        elif jobs > 1:
            from multiprocessing import get_context

            # Processes that begin with nothing: a copy of this one would begin with all that it holds by then.
            context = get_context("spawn")
            team = Team(
                lambda: ProcessPoolExecutor(jobs, context, begin_worker),
                lambda: jobs,
                drop_work,
                renewed=PAGES_A_PROCESS * jobs,
            )
        else:
            team = Team(lambda: ThreadPoolExecutor(1), lambda: 1, drop_work)
        try:
            yield team
        finally:
            team.stop()
