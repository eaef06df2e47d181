"""`jnrb archive list`: the pages of the archive."""

from __future__ import annotations

from ...render.archive_view import pages_view
from ..job import Job
from .options import ArchiveFile, PageFilters, archive_path, asking


@asking
def list(job: Job, *, only: PageFilters, archive: ArchiveFile = None) -> None:
    """List the pages, by day, paper and number.

    \b
    Example:
      jnrb archive list --from 2025-04-01
    """
    from ...archive.connect import open_for_reading
    from ...archive.reading import read_pages

    with open_for_reading(archive_path(job, archive)) as connection:
        job.write(read_pages(connection, only.where()), pages_view())
