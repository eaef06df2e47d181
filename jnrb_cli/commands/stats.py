"""`jnrb stats`: counts over pages, articles and figures."""

from __future__ import annotations

import os
from functools import partial
from typing import Annotated

import typer

from ..counts import StatsBy
from ..pipeline import stats_items
from ..render.view import stats_view
from .archive.options import archive_path
from .job import Files, Job, command


@command
def stats(
    job: Job,
    files: Files = None,
    by: Annotated[
        StatsBy,
        typer.Option(
            "--by",
            "-b",
            help="Count each page, paper, day … by itself; kind has those of articles, then those of figures.",
        ),
    ] = "all",
    words: Annotated[
        bool,
        typer.Option(
            "--words",
            "-w",
            help="Count words and organisations too; that opens the dictionary, and a short run takes some times as long.",
        ),
    ] = False,
    top: Annotated[
        int, typer.Option("--top", "-n", min=0, metavar="N", help="So many names, units and words; 0 is all.")
    ] = 10,
) -> None:
    """Count pages, articles and figures, and what they come to.

    \b
    Example:
      jnrb stats samples/city.txt
      jnrb stats --by paper --format csv 'samples/*.txt'
      jnrb facts samples/city.txt | jnrb stats --by unit

    Reads page texts, and the records that jnrb split and jnrb facts write. A
    page or an article that comes twice counts once. Alone at a terminal it
    tells of the archive, where there is one. What fields a record has: jnrb
    schema stats.
    """
    if not files and job.streams.stdin_is_terminal and os.path.isfile(path := archive_path(job, None)):
        _tell_of_archive(job, path)
        return
    from ..summarise.stats import count_records  # with the splitter and the rules of figures: not for --help

    records = job.results(partial(stats_items, words=words), files)
    job.write(count_records(records, by=by, top=top), stats_view(by))


def _tell_of_archive(job: Job, path: str) -> None:
    from ..archive.connect import open_for_reading
    from ..archive.info import describe
    from ..render.archive_view import archive_view

    with open_for_reading(path) as connection:
        job.write([describe(connection, path)], archive_view())
