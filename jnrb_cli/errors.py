"""The exception tree and the table of exit codes.

A stage raises with data (path, line, value); the wording is made here. Whoever prints an error prints
`str(error)` on one line.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the program's exit code says."""

    DONE = 0
    FOUND = 1  # a search that found nothing, a check that found something
    USAGE = 2
    INPUT = 3  # some input could not be read; the rest was done
    ARCHIVE = 4
    BUG = 70
    INTERRUPTED = 130


class JnrbError(Exception):
    """Base of everything that jnrb raises on purpose; `code` is the exit code it leads to."""

    code: Exit = Exit.BUG


class UsageError(JnrbError):
    """The command was called with options or words that do not fit together."""

    code = Exit.USAGE


class InputError(JnrbError):
    """Something that was to be read could not be: `source` names it, `line` counts from 1 where there is one."""

    code = Exit.INPUT

    def __init__(self, source: str, what: str, hint: str = "", *, line: int | None = None) -> None:
        where = source if line is None else f"{source}:{line}"
        super().__init__(f"{where}: {what}" + (f"; {hint}" if hint else ""))
        self.source = source
        self.line = line


class DataError(JnrbError):
    """A vocabulary file that comes with jnrb is damaged: empty, an entry twice, an unknown unit."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(f"{name}:{line}: {what}")
