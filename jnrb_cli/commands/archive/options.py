"""What the commands of the archive share: its place, the wait for other writers, and the filters.

Types are kept as types here, not as text: Typer asks for them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import msgspec
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


def parse_day(text: str) -> str:
    """An option's day, as it stands in records."""
    return parse_date(text).isoformat()


# Options about how pages are read: a command that only asks the archive has none of them.
_READING = frozenset({"date", "paper", "encoding", "userdict", "stop_words", "max_chars", "jobs", "strict"})


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """A command that reads no pages."""
    return command(function, without=_READING)


class PageFilters(msgspec.Struct, frozen=True):
    """Which pages: the options of a command that lists them."""

    paper: Annotated[str | None, typer.Option("--paper", metavar="NAME", help="Only of this paper.")] = None
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="YYYY-MM-DD", parser=parse_day, help="Only of this day or later."),
    ] = None
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM-DD", parser=parse_day, help="Only of this day or earlier."),
    ] = None
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="Only of this section.")
    ] = None

    def where(self) -> "Where":
        """What they choose."""
        from ...archive.choose import Where

        return Where(paper=self.paper, since=self.since, until=self.until, section=self.section)


class Filters(PageFilters, frozen=True):
    """Which articles or figures: the options of a command that reads them."""

    byline: Annotated[
        str | None, typer.Option("--byline", metavar="NAME", help="Only of articles that this person signs.")
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="Only of this kind: of articles story, photo, brief, notice, ad; of figures count, money …; may be repeated.",
        ),
    ] = None

    def where(self, *, facts: bool = False) -> "Where":
        """What they choose; a kind is the articles', or with `facts` the figures'. UsageError where there is none such."""
        from ...archive.choose import check_kinds

        kinds = tuple(self.kind or ())
        check_kinds(kinds, facts=facts)
        return msgspec.structs.replace(
            super().where(), byline=self.byline, **{"fact_kinds" if facts else "kinds": kinds}
        )


def archive_path(job: Job, given: str | None) -> str:
    """Where the archive is."""
    return given or default_path(job.streams.environ)
