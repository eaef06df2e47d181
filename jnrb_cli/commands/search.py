"""`jnrb search`: articles of the archive by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import Exit, UsageError
from ..extract.choice import EVERY_FACT, Choice
from ..models import Record
from ..render.archive_view import hits_view
from ..render.view import articles_view, facts_view
from .archive.options import ArchiveFile, Filters, archive_path, asking
from .facts import Least, Most, OfUnit, check_bounds
from .job import Job

if TYPE_CHECKING:
    from sqlite3 import Connection

    from ..archive.choose import Where
    from ..archive.query import Query

LIMIT = 20

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]...",
        help='What to look for: words, "phrases", AND, OR, NOT, brackets.',
    ),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many; 0 is all.")]


@asking
def search(
    job: Job,
    words: Words = None,
    *,
    limit: Limit = LIMIT,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the best.")] = False,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="The whole articles, as jnrb split writes them, not a sentence of each."
        ),
    ] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help="Figures, whose subject or sentence has the words.")
    ] = False,
    unit: OfUnit = None,
    minimum: Least = None,
    maximum: Most = None,
    only: Filters,
    archive: ArchiveFile = None,
) -> None:
    """Find articles of the archive by their words, the best first.

    \b
    Example:
      jnrb search 老人 NOT 食堂
      jnrb search --kind story '"银发食堂" OR (社区 信箱)' | jq -r .sentence
      jnrb search --facts 游客 --min 1万
      jnrb search --whole --newest 老人 | jnrb digest

    Words of one character are found too, and traditional characters find
    simplified ones. All words must stand in the article; OR and NOT are
    written in capitals. A hit in the headline counts for more. What fields a
    result has: jnrb schema hit.
    """
    from ..archive.connect import open_for_reading

    where = only.where(facts=facts)
    if not facts and (unit or minimum is not None or maximum is not None):
        raise UsageError("--unit, --min and --max go with --facts")
    if facts and (newest or whole):
        raise UsageError(f"{'--newest' if newest else '--whole'} is for articles: it goes without --facts")
    check_bounds(minimum, maximum)
    choice = Choice(kinds=where.fact_kinds, units=tuple(unit or ()), least=minimum, most=maximum)
    text = " ".join(words or ()).strip()
    if not text and (not facts or choice == EVERY_FACT):
        raise UsageError("nothing to look for: say some words")
    with open_for_reading(archive_path(job, archive)) as connection:
        if facts:
            _search_figures(job, connection, text, choice, where, limit)
        else:
            _search_articles(job, connection, text, where, limit, newest, whole)


def _search_articles(
    job: Job, connection: Connection, text: str, where: Where, limit: int, newest: bool, whole: bool
) -> None:
    from ..archive.highlight import find_phrases
    from ..archive.query import read_query
    from ..archive.search import count_articles, find_articles, find_whole_articles

    query = read_query(text)
    check_words(job, query)
    if whole:
        found = find_whole_articles(connection, query, where, limit=limit, newest=newest)
        job.write(count_found(job, found), articles_view())
    else:
        hits = find_articles(connection, query, where, limit=limit, newest=newest)
        view = hits_view(lambda text: [(start, end) for start, end, _ in find_phrases(text, query.phrases)])
        job.write(count_found(job, hits), view)
    if limit and job.code == Exit.DONE and job.streams.stdout.is_terminal:
        count = count_articles(connection, query, where)
        if count > limit:
            job.tell(
                f"the {'newest' if newest else 'best'} {limit:,} of {count:,} articles; --limit shows more"
            )


def _search_figures(
    job: Job, connection: Connection, text: str, choice: Choice, where: Where, limit: int
) -> None:
    from ..archive.figures import find_figures
    from ..archive.query import read_query

    query = read_query(text) if text else None
    check_words(job, query)
    job.write(count_found(job, find_figures(connection, query, choice, where, limit=limit)), facts_view())


def check_words(job: Job, query: Query | None) -> None:
    """Say so where a query has nothing to look for."""
    if query is not None and query.match is None:
        job.tell("nothing to look for: no word that a text could have, or only words to leave out")


def count_found(job: Job, records: Iterable[Record], nothing: str = "nothing found") -> Iterator[Record]:
    """The records as they come; the exit code, and a message, say so where there are none."""
    found = False
    for record in records:
        found = True
        yield record
    if not found:
        job.code = Exit.FOUND
        job.tell(nothing)
