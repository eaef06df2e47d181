"""`jnrb archive add`: pages into the archive."""

from __future__ import annotations

from ...archive.place import WAIT_S
from ...errors import InputError
from ..job import Files, Job
from .options import ArchiveFile, Wait, adding, archive_path


@adding
def add(job: Job, files: Files = None, archive: ArchiveFile = None, wait: Wait = WAIT_S) -> None:
    """Add pages, with their articles and figures; made where there is no archive yet.

    \b
    Example:
      jnrb archive add --archive news.db 'samples/*.txt'
      jnrb split samples/city.txt | jnrb archive add --archive news.db

    What is there already is passed by; a page whose text has changed, or
    that was made by other rules, takes the place of the old one. A run that
    was stopped goes on where it was when it is started again.
    """
    from concurrent.futures import ThreadPoolExecutor

    from ...archive.connect import open_for_writing
    from ...bulk import Adder, Tally, read_works
    from ...read import find_files

    path = archive_path(job, archive)
    total = Tally()
    works = read_works(find_files(job.readable(files)), job.settings, job.streams.stdin)
    with open_for_writing(path, wait_s=wait) as connection, ThreadPoolExecutor(1) as executor:
        for result in Adder(connection, executor, jobs=1).add(works):
            if isinstance(result, InputError):
                job.refuse(result)
            else:
                total += result
    job.tell(
        f"{path}: {total.added:,} pages added, {total.replaced:,} replaced, {total.unchanged:,} unchanged,"
        f" {total.removed:,} removed; {total.articles:,} articles and {total.facts:,} figures written"
    )
