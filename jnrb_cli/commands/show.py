"""`jnrb show`: articles as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from ..errors import UsageError
from ..models import Article, Record
from ..pipeline import split_items
from ..render.view import articles_view
from .job import Job, command


@command
def show(
    job: Job,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="A page text or records; - or none is standard input.")
    ] = "-",
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="Only the article of this number.")
    ] = None,
) -> None:
    """Show one article, or all, as a person reads them.

    \b
    Example:
      jnrb show samples/city.txt 2

    On a terminal the lines are broken by the rules of Chinese print; in a
    pipe it is Markdown.
    """
    records = job.results(split_items, [file])
    job.write(records if number is None else _choose(records, number, file), articles_view(reading=True))


def _choose(records: Iterable[Record], number: int, file: str) -> Iterator[Record]:
    """The articles of one number, of every page that has one."""
    found = False
    articles = 0
    for record in records:
        if isinstance(record, Article):
            articles += 1
            if record.n == number:
                found = True
                yield record
    if articles and not found:
        raise UsageError(f"{file}: no article {number}; `jnrb split {file}` lists what there is")
