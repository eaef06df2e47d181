"""`jnrb archive add`: pages into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated

import typer

from ...archive.answers import Tally
from ...archive.place import WAIT_S
from ...errors import InputError
from ...read import STDIN, find_files
from ...render.archive_view import tally_view
from ..job import Files, Job, command
from .options import ArchiveFile, Wait, archive_path

if TYPE_CHECKING:
    from sqlite3 import Connection

    from ...bulk.team import Team


@command
def add(
    job: Job,
    files: Files = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            metavar="ADDRESS",
            help="Let the workers of this Dask scheduler do it, as tcp://scheduler:8786, in place of --jobs.",
        ),
    ] = None,
    archive: ArchiveFile = None,
    wait: Wait = WAIT_S,
) -> None:
    """Add pages, with their articles and figures.

    \b
    Example:
      jnrb archive add 'samples/*.txt'
      jnrb split samples/city.txt | jnrb archive add

    Where there is no archive yet it is made. What is there already is
    passed by; a page whose text has changed, or that was made by other
    rules, takes the place of the old one. A run that was stopped goes on
    where it was when it is started again.
    """
    from ...archive.connect import open_for_writing

    paths = job.readable(files)
    with (
        _open_team(job.options.jobs, dask) as team,
        open_for_writing(archive_path(job, archive), wait_s=wait) as connection,
    ):
        _add(job, paths, connection, team)


def _open_team(jobs: int, dask: str | None) -> AbstractContextManager[Team]:
    if dask is not None:
        from ...bulk.cluster import open_cluster

        return open_cluster(dask)
    from ...bulk.team import open_team

    return open_team(jobs)


def _add(job: Job, paths: Sequence[str], connection: Connection, team: Team) -> None:
    """Add all, and say what was done, also where it could not be done to the end."""
    from ...bulk.adder import Adder, sum_tallies
    from ...bulk.works import read_works
    from ...render.progress import Meter, Progress

    total = Tally()
    with Progress(job.streams, quiet=job.options.quiet) as progress:
        known = progress.is_shown and STDIN not in paths
        meter = Meter(sum(map(bool, find_files(paths))) if known else 0)
        words = job.read_lexicon().words
        works = read_works(find_files(paths), job.settings, job.streams.stdin, words)
        try:
            for result in Adder(connection, team).add(works):
                if isinstance(result, InputError):
                    progress.clear()
                    job.refuse(result)
                else:
                    total = sum_tallies(total, result)
                    pages = result.added + result.replaced + result.unchanged
                    meter.count(files=result.files, pages=pages)
                progress.advance(meter)
        finally:
            progress.clear()
            job.write([total], tally_view())
