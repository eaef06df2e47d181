"""`jnrb archive remove`: pages out of the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from ...archive.answers import Tally
from ...archive.place import WAIT_S
from ...errors import InputError
from ...render.archive_view import tally_view
from ..job import Job
from .options import ArchiveFile, Wait, archive_path, asking


@asking
def remove(
    job: Job,
    pages: Annotated[
        list[str],
        typer.Argument(metavar="PAGES...", help="Pages: their ids, or the files or folders they came from."),
    ],
    archive: ArchiveFile = None,
    wait: Wait = WAIT_S,
) -> None:
    """Remove pages; their files stay.

    \b
    Example:
      jnrb archive remove samples/city.txt
    """
    from ...archive.connect import open_for_writing
    from ...archive.migrations import transaction
    from ...archive.store import find_pages, remove_page

    path = archive_path(job, archive)
    removed = 0
    with open_for_writing(path, wait_s=wait) as connection:
        for name in pages:
            with transaction(connection):
                found = find_pages(connection, name)
                for key in found:
                    remove_page(connection, key)
            removed += len(found)
            if not found:
                job.refuse(InputError(name, "no page of the archive has this id, file or folder"))
    job.write([Tally(removed=removed)], tally_view())
