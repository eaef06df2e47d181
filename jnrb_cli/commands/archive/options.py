"""What the commands of the archive share: its place, the wait for other writers, and the filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from ...archive.place import default_path
from ..job import Job, command, parse_date

ArchiveFile = Annotated[
    str | None,
    typer.Option(
        "--archive",
        metavar="FILE",
        help="The archive's file; else JNRB_ARCHIVE says, else it is in your data folder.",
    ),
]
Wait = Annotated[
    float,
    typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait while another program writes."),
]
OfPaper = Annotated[str | None, typer.Option("--paper", metavar="NAME", help="Only of this paper.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="YYYY-MM-DD",
        parser=lambda text: parse_date(text).isoformat(),
        help="Only of this day or later.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="YYYY-MM-DD",
        parser=lambda text: parse_date(text).isoformat(),
        help="Only of this day or earlier.",
    ),
]
OfSection = Annotated[str | None, typer.Option("--section", metavar="NAME", help="Only of this section.")]

# Options about how pages are read; a command that only asks the archive has none of them, nor, where it writes
# no records, those about how they are written.
_READING = frozenset({"date", "paper", "encoding", "max_chars", "jobs", "strict"})
_WRITING = frozenset({"format", "output", "bom"})


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """A command that shows what is in the archive."""
    return command(function, without=_READING)


def changing(function: Callable[..., None]) -> Callable[..., None]:
    """A command that changes the archive and reads no pages."""
    return command(function, without=_READING | _WRITING)


def adding(function: Callable[..., None]) -> Callable[..., None]:
    """A command that reads pages into the archive."""
    return command(function, without=_WRITING)


def archive_path(job: Job, given: str | None) -> str:
    """Where the archive is."""
    return given or default_path(job.streams.environ)
