"""What the commands of the archive share: its place, the wait for other writers, and the filters.

Types are kept as types here, not as text: Typer asks for them.
"""

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from ...archive.place import default_path
from ...errors import UsageError
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


def parse_first_day(text: str) -> str:
    """An option's day, as it stands in records; of a month or a year its first.

    >>> parse_first_day("1985"), parse_first_day("1985-11-05")
    ('1985-01-01', '1985-11-05')
    """
    return _read_day(text).isoformat()


def parse_last_day(text: str) -> str:
    """The same; of a month or a year its last.

    >>> parse_last_day("1985"), parse_last_day("2024-02"), parse_last_day("1985-11-05")
    ('1985-12-31', '2024-02-29', '1985-11-05')
    """
    from calendar import monthrange

    day = _read_day(text)
    if text.count("-") == 2:
        return day.isoformat()
    month = day.month if "-" in text else 12
    return day.replace(month=month, day=monthrange(day.year, month)[1]).isoformat()


_SPANS = re.compile(r"\d{4}(?:-\d\d)?")


def _read_day(text: str) -> datetime.date:
    if not _SPANS.fullmatch(text):
        return parse_date(text)
    try:
        return datetime.date.fromisoformat(text + "-01-01"[3 * text.count("-") :])
    except ValueError:
        raise typer.BadParameter(f"{text} is no year or month") from None


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
        typer.Option(
            "--from",
            metavar="YYYY-MM-DD",
            parser=parse_first_day,
            help="Only of this day or later; a month or a year will do.",
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="YYYY-MM-DD",
            parser=parse_last_day,
            help="Only of this day or earlier; a month or a year will do.",
        ),
    ] = None
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="Only of this section.")
    ] = None

    def where(self) -> "Where":
        """What they choose; UsageError where no day lies between."""
        from ...archive.choose import Where

        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--from {self.since} is after --to {self.until}: no day lies between")

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
