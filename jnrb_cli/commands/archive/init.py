"""`jnrb archive init`: an archive made, or brought up to date."""

from __future__ import annotations

from ...archive.place import WAIT_S
from ..job import Job
from .options import ArchiveFile, Wait, archive_path, changing


@changing
def init(job: Job, archive: ArchiveFile = None, wait: Wait = WAIT_S) -> None:
    """Make an empty archive, or bring one of an older jnrb up to date.

    \b
    Example:
      jnrb archive init --archive news.db
    """
    from ...archive.connect import open_for_writing
    from ...archive.migrations import schema_number

    path = archive_path(job, archive)
    with open_for_writing(path, wait_s=wait) as connection:
        job.tell(f"{path}: schema {schema_number(connection)}")
