"""`jnrb archive duplicates`: the same story twice."""

from __future__ import annotations

from ...render.archive_view import stories_view
from ..job import Job
from ..search import count_found
from .options import ArchiveFile, Filters, archive_path, asking


@asking
def duplicates(job: Job, *, only: Filters, archive: ArchiveFile = None) -> None:
    """Find stories that several articles tell in the same words.

    \b
    Example:
      jnrb archive duplicates --quiet || echo each story stands there once

    Pages, days and papers may differ. Of each story the earliest article
    comes first, and with each other one how much of the shorter of the two
    stands in the longer. Headlines do not count, and neither do texts of less
    than some forty characters.
    """
    from ...archive.connect import open_for_reading
    from ...archive.duplicates import find_stories

    where = only.where()
    with open_for_reading(archive_path(job, archive)) as connection:
        job.write(count_found(job, find_stories(connection, where)), stories_view())
