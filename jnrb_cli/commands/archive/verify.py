"""`jnrb archive verify`: proof that the archive is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from ...archive.answers import Proof, Verdict
from ...errors import Exit
from ...render.archive_view import proofs_view
from ..job import Job
from .options import ArchiveFile, archive_path, asking


@asking
def verify(
    job: Job,
    no_sources: Annotated[
        bool, typer.Option("--no-sources", help="Do not read the pages' files again.")
    ] = False,
    archive: ArchiveFile = None,
) -> None:
    """Prove digests, offsets and sources.

    \b
    Example:
      jnrb archive verify

    Writes a record for each page with which something is wrong (the exit
    code is then 1), and at the end how many there are.
    """
    from ...archive.connect import open_for_reading
    from ...archive.verify import verify_archive

    with open_for_reading(archive_path(job, archive)) as connection:
        job.write(_count(job, verify_archive(connection, sources=not no_sources)), proofs_view())


def _count(job: Job, proofs: Iterable[Proof]) -> Iterator[Proof | Verdict]:
    """Those with something wrong; in the end how many there were of which."""
    from ...render.progress import Meter, Progress

    pages = proved = wrong = 0
    with Progress(job.streams, quiet=job.options.quiet) as progress:
        meter = Meter(0)
        for proof in proofs:
            pages += proof.page is not None
            proved += proof.proved and not proof.troubles
            meter.count(files=0, pages=proof.page is not None)
            progress.advance(meter)
            if proof.troubles:
                wrong += 1
                job.code = Exit.FOUND
                progress.clear()
                yield proof
    yield Verdict(pages=pages, proved=proved, wrong=wrong)
