"""`jnrb archive init`: an archive made, or brought up to date."""

from __future__ import annotations

from ...archive.place import WAIT_S
from ...render.archive_view import archive_view
from ..job import Job
from .options import ArchiveFile, Wait, archive_path, asking


@asking
def init(job: Job, archive: ArchiveFile = None, wait: Wait = WAIT_S) -> None:
    """Make an archive, or bring an old one up to date.

    \b
    Example:
      jnrb archive init
    """
    from ...archive.connect import open_for_writing
    from ...archive.info import describe

    path = archive_path(job, archive)
    with open_for_writing(path, wait_s=wait) as connection:
        job.write([describe(connection, path)], archive_view())
