"""`jnrb archive export`: articles and figures out of the archive."""

from __future__ import annotations

from typing import Annotated

import typer

from ...render.view import articles_view, facts_view
from ..job import Job
from .options import ArchiveFile, Filters, archive_path, asking


@asking
def export(
    job: Job,
    *,
    facts: Annotated[bool, typer.Option("--facts", help="The figures, not the articles.")] = False,
    only: Filters,
    archive: ArchiveFile = None,
) -> None:
    """Write articles or figures for other programs.

    \b
    Example:
      jnrb archive export --from 2025-01-01 --kind story | jq -r .title
      jnrb archive export --facts --kind money -f csv | head -3
    """
    from ...archive.connect import open_for_reading
    from ...archive.reading import read_articles, read_facts

    where = only.where(facts=facts)
    with open_for_reading(archive_path(job, archive)) as connection:
        if facts:
            job.write(read_facts(connection, where), facts_view())
        else:
            job.write(read_articles(connection, where), articles_view())
