"""Processes that work: how one begins, whatever it works on, and a pool that outlives those that die."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .lexicon import NO_LEXICON, Lexicon, use_lexicon

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


class WorkerDied(Exception):
    """The process that did this work alone was killed: by the system, for its memory, or by the work itself."""


class Task(NamedTuple):
    """Work on its way: a function that can be sent, and what it takes; `pool` counts the pools there were before."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Future[Any]
    pool: int


class Pool:
    """So many processes. When one dies all are begun anew, and what was on its way is done again, each alone."""

    def __init__(self, size: int, lexicon: Lexicon = NO_LEXICON) -> None:
        from multiprocessing import active_children

        self._size = size
        self._lexicon = lexicon
        self._others = frozenset(active_children())
        self._executor = self._begin(size)
        self._begun = 0

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Task:
        """Begin with some work."""
        from concurrent.futures import BrokenExecutor

        try:
            future = self._executor.submit(function, *arguments)
        except BrokenExecutor:
            self._begin_anew()
            future = self._executor.submit(function, *arguments)
        return Task(function, arguments, future, self._begun)

    def finish(self, task: Task) -> Any:
        """What came of it; waits for it. Raises what the work raised, and WorkerDied."""
        from concurrent.futures import BrokenExecutor

        try:
            return task.future.result()
        except BrokenExecutor:
            if task.pool == self._begun:
                self._begin_anew()
        with self._begin(1) as alone:  # so that nobody else's death is taken for its own
            try:
                return alone.submit(task.function, *task.arguments).result()
            except BrokenExecutor:
                raise WorkerDied from None

    def kill(self) -> None:
        """End the processes, whatever they are at."""
        from multiprocessing import active_children

        for child in active_children():
            if child not in self._others:
                child.terminate()

    def stop(self) -> None:
        """Wait for the processes to end; nothing is begun any more."""
        self._executor.shutdown(cancel_futures=True)

    def _begin(self, size: int) -> Executor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(size, initializer=begin_worker, initargs=(self._lexicon,))

    def _begin_anew(self) -> None:
        self.stop()
        self._executor = self._begin(self._size)
        self._begun += 1


@contextlib.contextmanager
def open_pool(size: int, lexicon: Lexicon = NO_LEXICON) -> Iterator[Pool]:
    """A pool that ends with its block, at once where that ends in an interrupt or because nobody reads on."""
    pool = Pool(size, lexicon)
    try:
        yield pool
    except BaseException:
        pool.kill()
        raise
    finally:
        pool.stop()


def begin_worker(lexicon: Lexicon = NO_LEXICON) -> None:
    """Leave an interrupt to the process that the user started, and end with it or when it says so, whatever is at work."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_lexicon(lexicon)


def _end_with_parent() -> None:
    """A pool's processes would wait for ever for work from a parent that was killed."""
    import os
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
