"""`jnrb archive info`: what the archive holds."""

from __future__ import annotations

from ...render.archive_view import archive_view
from ..job import Job
from .options import ArchiveFile, archive_path, asking


@asking
def info(job: Job, archive: ArchiveFile = None) -> None:
    """Tell what the archive holds: papers, days, rules.

    \b
    Example:
      jnrb archive info
    """
    from ...archive.connect import open_for_reading
    from ...archive.info import describe

    path = archive_path(job, archive)
    with open_for_reading(path) as connection:
        job.write([describe(connection, path)], archive_view())
