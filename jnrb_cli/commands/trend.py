"""`jnrb trend`: words and figures of the archive over time."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ..errors import UsageError
from ..extract.choice import Choice
from ..render.archive_view import movements_view, trend_view
from .archive.options import ArchiveFile, Filters, archive_path, asking
from .facts import OfUnit
from .job import Job
from .search import check_words, count_found

PLACES = 3


@asking
def trend(
    job: Job,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="What to look for, as `jnrb search` takes it."),
    ],
    *,
    by: Annotated[
        Literal["day", "month", "year"] | None,
        typer.Option("--by", help="How long a period is; left alone what suits the span."),
    ] = None,
    places: Annotated[
        int, typer.Option("--places", min=0, metavar="N", help="Name so many articles with each period.")
    ] = PLACES,
    facts: Annotated[
        bool, typer.Option("--facts", help="Figures that count what the words say, from issue to issue.")
    ] = False,
    unit: OfUnit = None,
    only: Filters,
    archive: ArchiveFile = None,
) -> None:
    """Tell how words or figures of the archive fare over time.

    \b
    Example:
      jnrb trend --by year 老人
      jnrb trend --facts 总投资 | jq -c '[.date, .value, .fact.text]'

    Counted is how often the words stand there, and how often in 10,000
    characters of what was printed. Each period names the articles with the
    most; each figure is one of the paper, with its place.
    """
    from ..archive.connect import open_for_reading
    from ..archive.query import read_query
    from ..archive.trend import count_words, follow_figures

    if unit and not facts:
        raise UsageError("--unit goes with --facts")
    if by and facts:
        raise UsageError("--by is for words: figures are told one by one")
    where = only.where(facts=facts)
    query = read_query(" ".join(words))
    check_words(job, query)
    with open_for_reading(archive_path(job, archive)) as connection:
        if facts:
            moving = follow_figures(connection, query, Choice(units=tuple(unit or ())), where)
            nothing = "nothing found: no figure of the same subject and unit on two days"
            job.write(count_found(job, moving, nothing), movements_view())
        else:
            points = count_words(connection, query, where, by=by, places=places)
            job.write(count_found(job, points), trend_view())
