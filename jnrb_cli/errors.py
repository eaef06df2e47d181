"""The exception tree and the table of exit codes.

A stage raises with data (path, line, value); the wording is made here. Whoever prints an error prints
`str(error)` on one line.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """What the program's exit code says."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    INPUT = 3
    ARCHIVE = 4
    BUG = 70
    INTERRUPTED = 130


EXIT_MEANINGS: dict[Exit, str] = {
    Exit.DONE: "done (a reader that went away, as in `| head`, too)",
    Exit.FOUND: "a search found nothing, or a check found something",
    Exit.USAGE: "wrong usage, or an output that cannot be written",
    Exit.INPUT: "some input could not be read; the rest was done",
    Exit.ARCHIVE: "the archive is missing, busy or newer than the program",
    Exit.BUG: "a bug in jnrb; run again with --debug and report it",
    Exit.INTERRUPTED: "interrupted",
}


# A name without a character, as an empty variable of the shell makes it.
_NO_NAME = "''"


class JnrbError(Exception):
    """Base of everything that jnrb raises on purpose; `code` is the exit code it leads to."""

    code: Exit = Exit.BUG


class UsageError(JnrbError):
    """The command was called with options or words that do not fit together."""

    code = Exit.USAGE


class OutputError(JnrbError):
    """What was made could not be written: no such folder, no permission, a full disk."""

    code = Exit.USAGE

    def __init__(self, target: str, what: str) -> None:
        super().__init__(f"{target or _NO_NAME}: cannot be written: {what}")


class InputError(JnrbError):
    """Something that was to be read could not be: `source` names it, `line` counts from 1 where there is one."""

    code = Exit.INPUT

    def __init__(self, source: str, what: str, hint: str = "", *, line: int | None = None) -> None:
        where = source or _NO_NAME
        where = where if line is None else f"{where}:{line}"
        super().__init__(f"{where}: {what}" + (f"; {hint}" if hint else ""))
        self.source = source
        self.what = what
        self.hint = hint
        self.line = line

    def at(self, source: str) -> InputError:
        """The same of this input, where whoever found it did not know its name."""
        return self if self.source else _make_input_error(source, self.what, self.hint, self.line)

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors travel from worker processes as values; the default way would lose their parts."""
        return _make_input_error, (self.source, self.what, self.hint, self.line)


def _make_input_error(source: str, what: str, hint: str, line: int | None) -> InputError:
    return InputError(source, what, hint, line=line)


class PageBug(InputError):
    """The work on one page failed in a way nobody foresaw; the others go on."""

    code = Exit.BUG

    def __init__(self, source: str, error: BaseException) -> None:
        what = f"a bug: {type(error).__name__}: {error}"
        super().__init__(
            source, " ".join(what.split()), f"`jnrb facts {source} --debug` shows where; report it"
        )


class ClusterError(JnrbError):
    """The machines that were to do the work could not be reached, or cannot do it."""

    code = Exit.USAGE


class DataError(JnrbError):
    """A vocabulary file that comes with jnrb is damaged: empty, an entry twice, an unknown unit."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(f"{name}:{line}: {what}")


class ArchiveError(JnrbError):
    """The archive could not be used: `path` names it."""

    code = Exit.ARCHIVE

    def __init__(self, path: str, what: str, hint: str = "") -> None:
        super().__init__(f"{path}: {what}" + (f"; {hint}" if hint else ""))
        self.path = path
        self.what = what
        self.hint = hint
