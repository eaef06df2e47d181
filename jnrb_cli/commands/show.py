"""`jnrb show`: articles as a person reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ..errors import UsageError
from ..models import Article, Record, Text
from ..pipeline import show_items
from ..render.view import articles_view
from .archive.options import ArchiveFile, archive_path
from .job import Job, command

if TYPE_CHECKING:
    from ..render.article import Marker


def parse_n(text: str) -> int:
    """An article's number."""
    if text.isdecimal() and int(text):
        return int(text)
    raise typer.BadParameter(f"{text} is no number of an article; one file is shown at a time")


@command
def show(
    job: Job,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            help="A page text or records, or the id of an article or a page of the archive; - or none is standard input.",
        ),
    ] = "-",
    number: Annotated[
        int | None,
        typer.Argument(metavar="[N]", parser=parse_n, help="Only the article of this number."),
    ] = None,
    archive: ArchiveFile = None,
) -> None:
    """Show one article, or all, as a person reads them.

    \b
    Example:
      jnrb show samples/city.txt 2
      jnrb show 18250e2b4e09/3

    On a terminal the lines are broken by the rules of Chinese print; in a
    pipe it is Markdown. Figures stand out in both.
    """
    id = None if os.path.exists(file) else _ID.fullmatch(file)
    if id is not None:
        _show_stored(job, id["page"], number or (int(id["n"]) if id["n"] else None), archive)
        return
    if archive is not None:
        raise UsageError(f"{file}: --archive is for what is shown by its id, such as 18250e2b4e09/3")
    records = job.results(show_items, [file])
    shown = records if number is None else _choose(records, number, file)
    job.write(shown, articles_view(reading=True, marker=_mark_figures))


# A page's id, with an article's number, with a figure's: as searches and records have it.
_ID = re.compile(r"(?P<page>[0-9a-f]{12})(?:/(?P<n>[1-9][0-9]{0,8})(?:#[0-9]+)?)?")


def _show_stored(job: Job, page: str, number: int | None, archive: str | None) -> None:
    """What the archive has of an id."""
    from ..archive.connect import open_for_reading
    from ..archive.reading import read_page_articles

    path = archive_path(job, archive)
    with open_for_reading(path) as connection:
        records = cast(
            Iterator[Record], show_items(read_page_articles(connection, page, number), job.settings)
        )
        first = next(records, None)
        if first is None:
            name = page if number is None else f"{page}/{number}"
            raise UsageError(f"{name}: no such file, and nothing of this id in {path}")
        job.write(chain([first], records), articles_view(reading=True, marker=_mark_figures))


def _mark_figures() -> Marker:
    """Where the figures of a text stand; found when there is somebody to show them to."""
    from ..extract.find import find_facts

    def mark(text: Text) -> Sequence[tuple[int, int]]:
        ranges: list[tuple[int, int]] = []
        for fact in find_facts(text.text, subjects=False):
            if ranges and ranges[-1][1] == fact.start:  # 2省8市 stands out as one
                ranges[-1] = (ranges[-1][0], fact.end)
            else:
                ranges.append((fact.start, fact.end))
        return ranges

    return mark


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
