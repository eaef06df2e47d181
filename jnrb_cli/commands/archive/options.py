"""What the commands of the archive share: its place, the wait for other writers, and the filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from ...archive.place import default_path
from ..job import Job, command, parse_date

if TYPE_CHECKING:
    from ...archive.choose import Where

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
OfByline = Annotated[
    str | None, typer.Option("--byline", metavar="NAME", help="Only of articles that this person signs.")
]
OfKind = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="Only of this kind: of articles story, photo, brief, notice, ad; of figures count, money …; may be repeated.",
    ),
]
OfSection = Annotated[str | None, typer.Option("--section", metavar="NAME", help="Only of this section.")]

# Options about how pages are read: a command that only asks the archive has none of them.
_READING = frozenset({"date", "paper", "encoding", "userdict", "stop_words", "max_chars", "jobs", "strict"})


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """A command that reads no pages."""
    return command(function, without=_READING)


def where_of(
    paper: str | None,
    since: str | None,
    until: str | None,
    section: str | None,
    byline: str | None,
    kind: list[str] | None,
    *,
    facts: bool = False,
) -> Where:
    """What the filters choose; a kind is the articles', or with `facts` the figures'. UsageError where there is none such."""
    from ...archive.choose import Where, check_kinds

    kinds = tuple(kind or ())
    check_kinds(kinds, facts=facts)
    return Where(
        paper=paper,
        since=since,
        until=until,
        section=section,
        byline=byline,
        kinds=() if facts else kinds,
        fact_kinds=kinds if facts else (),
    )


def archive_path(job: Job, given: str | None) -> str:
    """Where the archive is."""
    return given or default_path(job.streams.environ)
