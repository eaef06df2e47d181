"""`jnrb search`: articles of the archive by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from ..errors import Exit
from ..models import Record
from ..render.search import hits_view
from .archive.options import (
    ArchiveFile,
    OfByline,
    OfKind,
    OfPaper,
    OfSection,
    Since,
    Until,
    archive_path,
    asking,
)
from .job import Job

LIMIT = 20

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS...",
        help='What to look for: words, "phrases", AND, OR, NOT, brackets.',
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many, the best; 0 is all.")
]


@asking
def search(
    job: Job,
    words: Words,
    limit: Limit = LIMIT,
    paper: OfPaper = None,
    since: Since = None,
    until: Until = None,
    section: OfSection = None,
    byline: OfByline = None,
    kind: OfKind = None,
    archive: ArchiveFile = None,
) -> None:
    """Find articles of the archive by their words, the best first.

    \b
    Example:
      jnrb search 老人 NOT 食堂
      jnrb search --kind story '"银发食堂" OR (社区 信箱)' | jq -r .sentence

    Words of one character are found too, and traditional characters find
    simplified ones. All words must stand in the article; OR and NOT are
    written in capitals. A hit in the headline counts for more.
    """
    from ..archive.choose import Where, check_kinds
    from ..archive.connect import open_for_reading
    from ..archive.highlight import find_phrases
    from ..archive.query import read_query
    from ..archive.search import count_articles, find_articles

    kinds = tuple(kind or ())
    check_kinds(kinds, facts=False)
    where = Where(paper=paper, since=since, until=until, section=section, byline=byline, kinds=kinds)
    query = read_query(" ".join(words))
    with open_for_reading(archive_path(job, archive)) as connection:
        hits = find_articles(connection, query, where, limit=limit)
        view = hits_view(lambda text: [(start, end) for start, end, _ in find_phrases(text, query.phrases)])
        if query.match is None:
            job.tell("nothing to look for: no word that a text could have, or only words to leave out")
        job.write(count_found(job, hits), view)
        if limit and job.code == Exit.DONE and job.streams.stdout.is_terminal:
            _tell_of_more(job, count_articles(connection, query, where), limit)


def count_found(job: Job, records: Iterable[Record]) -> Iterator[Record]:
    """The records as they come; the exit code says so where there are none."""
    found = False
    for record in records:
        found = True
        yield record
    if not found:
        job.code = Exit.FOUND
        job.tell("nothing found")


def _tell_of_more(job: Job, count: int, limit: int) -> None:
    """Say that more were found than are shown; in a pipe nobody asked."""
    if count > limit:
        job.tell(f"the best {limit:,} of {count:,} articles; --limit shows more")
