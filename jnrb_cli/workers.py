"""Processes that work: how one begins, whatever it works on, and a pool that outlives those that die."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .lexicon import NO_LEXICON, Lexicon, use_lexicon

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future


_TOLD_TO_END = (signal.SIGINT, signal.SIGTERM)


class WorkerDied(Exception):
    """The process that did this work alone was killed: by the system, for its memory, or by the work itself."""


class Task(NamedTuple):
    """Work on its way: a function that can be sent, and what it takes; `pool` counts the executors there were before."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Future[Any]
    pool: int


def stop_now(executor: Executor) -> None:
    """Leave an executor without waiting for what it does."""
    executor.shutdown(wait=False, cancel_futures=True)


class Pool:
    """An executor that is replaced when it breaks, and what was on its way is done again, each piece of work alone.

    A process that dies takes all of its executor with it; alone, so that work which kills whoever does it is found out
    and nobody else's death is taken for its own. With `renewed` another executor takes over after so much work.
    """

    def __init__(
        self,
        start: Callable[[], Executor],
        stop: Callable[[Executor], None] = stop_now,
        *,
        alone: Callable[[], Executor] | None = None,
        renewed: int | None = None,
    ) -> None:
        self._start = start
        self._stop = stop
        self._start_alone = alone or start
        self._alone: Executor | None = None
        self._renewed = renewed
        self._executor = start()
        self._pool = 0
        self._begun = 0

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Task:
        """Begin with some work."""
        from concurrent.futures import BrokenExecutor

        if self._renewed and self._begun >= self._renewed:
            self._executor.shutdown(wait=False)  # what it has begun, it finishes
            self._begin_anew()
        self._begun += 1
        with _undisturbed():
            try:
                future = self._executor.submit(function, *arguments)
            except BrokenExecutor:
                self._replace()
                future = self._executor.submit(function, *arguments)
        return Task(function, arguments, future, self._pool)

    def settle(self, task: Task) -> Future[Any]:
        """The work when it is done or has failed; waits for it. It is broken where it died alone."""
        from concurrent.futures import BrokenExecutor

        future = task.future
        if isinstance(future.exception(), BrokenExecutor):
            if task.pool == self._pool:
                self._replace()
            future = self._submit_alone(task)
            future.exception()  # waits
        return future

    def finish(self, task: Task) -> Any:
        """What came of the work; waits for it. Raises what the work raised, and WorkerDied."""
        from concurrent.futures import BrokenExecutor

        future = self.settle(task)
        if isinstance(future.exception(), BrokenExecutor):
            raise WorkerDied
        return future.result()

    def stop(self) -> None:
        """Let nobody begin anything more."""
        self._stop(self._executor)
        if self._alone is not None:
            self._stop(self._alone)

    def _submit_alone(self, task: Task) -> Future[Any]:
        from concurrent.futures import BrokenExecutor

        with _undisturbed():
            if self._alone is not None:
                with contextlib.suppress(BrokenExecutor):
                    return self._alone.submit(task.function, *task.arguments)
            self._alone = self._start_alone()
            return self._alone.submit(task.function, *task.arguments)

    def _replace(self) -> None:
        self._stop(self._executor)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._executor = self._start()
        self._pool += 1
        self._begun = 0


@contextlib.contextmanager
def open_pool(size: int, lexicon: Lexicon = NO_LEXICON) -> Iterator[Pool]:
    """A pool of so many processes that ends with its block, at once where that ends in an interrupt or because nobody reads on."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    def begin(size: int) -> Executor:
        return ProcessPoolExecutor(size, initializer=begin_worker, initargs=(lexicon,))

    others = frozenset(active_children())
    pool = Pool(
        lambda: begin(size), lambda executor: executor.shutdown(cancel_futures=True), alone=lambda: begin(1)
    )
    try:
        yield pool
    except BaseException:
        for child in active_children():
            if child not in others:
                child.terminate()
        raise
    finally:
        pool.stop()


class _Held:
    """Whether words to end are held back just now, and whether processes that are forked meanwhile are told to hear them."""

    now = False
    told = False


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let whoever tells us to end wait until processes have begun: in a fork the word is lost, and half a pool cannot be stopped."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    if not _Held.told:
        import os

        os.register_at_fork(after_in_child=_hear_again)
        _Held.told = True
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD_TO_END)
    _Held.now = True
    try:
        yield
    finally:
        _Held.now = False
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hear_again() -> None:
    """In a process forked meanwhile: whoever waits for its end would wait for ever, did it not hear that it shall."""
    if _Held.now:
        _heed_parent()


def _heed_parent() -> None:
    """Leave an interrupt to the process that the user started; end at once when told to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD_TO_END)


def begin_worker(lexicon: Lexicon = NO_LEXICON) -> None:
    """Leave an interrupt to the process that the user started, and end with it or when it says so, whatever is at work."""
    import threading

    _heed_parent()
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
