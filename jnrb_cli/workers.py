"""How a process of a pool begins, whatever it works on: interrupts are its parent's, and it ends with it."""

from __future__ import annotations

from .lexicon import NO_LEXICON, Lexicon, use_lexicon


def begin_worker(lexicon: Lexicon = NO_LEXICON) -> None:
    """Leave an interrupt to the process that the user started, and end with it, however it ends."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
