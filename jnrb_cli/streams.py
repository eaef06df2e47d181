"""The outside world as one object: three streams, terminal or not, width and colour.

Commands and renderers hold it; stages never do. Everything is written as bytes: UTF-8 in pipes and files
whatever the locale says, and on a terminal with another encoding what it lacks becomes a question mark.

Plain classes, not dataclasses: making two of those takes 1.5 ms of every start.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Literal

from .errors import OutputError, UsageError
from .text import harmless

Colour = Literal["auto", "always", "never"]

# A user dictionary of a million words is less.
MAX_SETTINGS_BYTES = 1 << 25
# Where neither COLUMNS nor the terminal says how wide it is.
DEFAULT_WIDTH = 80


class Output:
    """Where something is written: a stream of bytes, and what is known of who reads it; `is_used` once something was."""

    is_used = False

    def __init__(
        self,
        stream: BinaryIO,
        name: str = "stdout",
        is_terminal: bool = False,
        encoding: str = "utf-8",
        is_pipe: bool = False,
    ) -> None:
        self.stream = stream
        self.name = name
        self.is_terminal = is_terminal
        self.encoding = encoding
        self.is_pipe = is_pipe

    def write(self, data: bytes) -> None:
        """Write bytes; a full disk is an OutputError, a reader that went away a BrokenPipeError."""
        self.is_used = True
        with self._checked():
            self.stream.write(data)

    def write_text(self, text: str) -> None:
        """Write text in the reader's encoding."""
        self.write(text.encode(self.encoding, "replace"))

    def flush(self) -> None:
        """Send what was written on its way."""
        with self._checked():
            self.stream.flush()

    @contextlib.contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:  # ValueError: the stream was closed
            raise OutputError(self.name, getattr(error, "strerror", None) or str(error)) from error


class Streams:
    """Standard input, output and error, and the environment that says how to use them.

    `folder` is where jnrb was started, for the settings that lie there; None is nowhere.
    """

    def __init__(
        self,
        stdin: BinaryIO,
        stdout: Output,
        stderr: Output,
        stdin_is_terminal: bool = False,
        environ: Mapping[str, str] | None = None,
        folder: str | None = None,
    ) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.stdin_is_terminal = stdin_is_terminal
        self.environ: Mapping[str, str] = {} if environ is None else environ
        self.folder = folder

    def report(self, message: str) -> None:
        """One line on standard error, whatever stands in the message; nobody there to read it is no trouble."""
        with contextlib.suppress(OutputError, BrokenPipeError):
            self.stderr.write_text(f"jnrb: {harmless(message)}\n")
            self.stderr.flush()

    def width(self, output: Output) -> int | None:
        """How many cells a line has: COLUMNS, else the terminal's; None, no wrapping, where there is neither."""
        columns = self.environ.get("COLUMNS", "")
        if columns.isdecimal() and int(columns) > 0:
            return int(columns)
        if not output.is_terminal:
            return None
        try:
            return os.get_terminal_size(output.stream.fileno()).columns or DEFAULT_WIDTH
        except (OSError, ValueError):
            return DEFAULT_WIDTH

    def has_colour(self, output: Output, colour: Colour) -> bool:
        """Whether to write colours: as `--color` says, else FORCE_COLOR, NO_COLOR, TERM=dumb and the terminal."""
        if colour != "auto":
            return colour == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return output.is_terminal and self.environ.get("TERM") != "dumb"

    def settings_files(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The settings files that there are, the nearest first: in the folder of the work, then the user's own."""
        home = self.environ.get("HOME") or self.environ.get("USERPROFILE")
        own = self.environ.get("XDG_CONFIG_HOME") or (os.path.join(home, ".config") if home else None)
        folders = (self.folder, os.path.join(own, "jnrb") if own else None)
        for folder in folders:
            path = os.path.normpath(os.path.join(folder, name)) if folder is not None else ""
            if path and os.path.isfile(path):
                yield path, read_small_file(path)

    def flush(self) -> None:
        """Send all that was written on its way."""
        self.stdout.flush()
        with contextlib.suppress(OutputError, BrokenPipeError):
            self.stderr.flush()


def open_streams() -> Streams:
    """The streams of this process. One that is closed (`>&-`) takes the place of an empty one, or of a full disk."""
    stdin = sys.stdin.buffer if sys.stdin else io.BytesIO()
    return Streams(
        stdin=stdin,
        stdout=_open_output(sys.stdout, "stdout"),
        stderr=_open_output(sys.stderr, "stderr"),
        stdin_is_terminal=bool(sys.stdin) and sys.stdin.isatty(),
        environ=os.environ,
        folder=os.curdir,
    )


def read_small_file(path: str) -> bytes:
    """A file that an option names; one that cannot be read is a UsageError."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_SETTINGS_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_SETTINGS_BYTES:
        raise UsageError(f"{path}: more than {MAX_SETTINGS_BYTES:,} bytes")
    return data


def _open_output(stream: object, name: str) -> Output:
    if not isinstance(stream, io.TextIOWrapper):
        closed = io.BytesIO()
        closed.close()
        return Output(closed, name)
    is_terminal = stream.isatty()
    encoding = (stream.encoding or "utf-8") if is_terminal else "utf-8"
    is_pipe = not is_terminal and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    return Output(stream.buffer, name, is_terminal, encoding, is_pipe)


def silence_stdout() -> None:
    """Let what is still held for a reader that went away go nowhere, so that Python does not complain on leaving."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)


@contextlib.contextmanager
def open_file(path: str) -> Iterator[Output]:
    """A file to write: put in its place whole when all went well, so that a run that fails leaves the old one.

    A device or a pipe is written as it is.
    """
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # by its own name: /dev/stdout leads to none
            with open(path, "wb") as stream:
                yield Output(stream, path)
            return
        target = os.path.realpath(path)
        folder, name = os.path.split(target)
        beside = os.path.join(
            folder, f".{name[:40]}.{os.getpid()}.tmp"
        )  # 40 characters are at most 160 bytes
        try:
            with open(beside, "xb") as stream:
                yield Output(stream, path)
            with contextlib.suppress(FileNotFoundError):
                os.chmod(beside, os.stat(target).st_mode & 0o7777)
            os.replace(beside, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(beside)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
