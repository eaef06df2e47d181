"""`jnrb archive jumps`: articles that go on on another page."""

from __future__ import annotations

from typing import Annotated

import typer

from ...render.archive_view import jumps_view
from ..job import Job
from ..search import count_found
from .options import ArchiveFile, PageFilters, archive_path, asking


@asking
def jumps(
    job: Job,
    *,
    loose: Annotated[bool, typer.Option("--loose", help="Only loose ends.")] = False,
    only: PageFilters,
    archive: ArchiveFile = None,
) -> None:
    """Put articles together that go on on another page.

    \b
    Example:
      jnrb archive jumps --loose

    An end stays loose where the other page of the issue, or the article on
    it, is not in the archive.
    """
    from ...archive.connect import open_for_reading
    from ...archive.jumps import find_jumps

    with open_for_reading(archive_path(job, archive)) as connection:
        found = (one for one in find_jumps(connection, only.where()) if one.loose or not loose)
        job.write(count_found(job, found), jumps_view())
