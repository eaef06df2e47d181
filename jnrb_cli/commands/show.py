"""`jnrb show`: articles as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from ..models import Article, Record, Text
from ..pipeline import show_items
from ..render.view import articles_view
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
        str, typer.Argument(metavar="[FILE]", help="A page text or records; - or none is standard input.")
    ] = "-",
    number: Annotated[
        int | None,
        typer.Argument(metavar="[N]", parser=parse_n, help="Only the article of this number."),
    ] = None,
) -> None:
    """Show one article, or all, as a person reads them.

    \b
    Example:
      jnrb show samples/city.txt 2

    On a terminal the lines are broken by the rules of Chinese print; in a
    pipe it is Markdown. Figures stand out in both.
    """
    records = job.results(show_items, [file])
    shown = records if number is None else _choose(records, number, file)
    job.write(shown, articles_view(reading=True, marker=_mark_figures))


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
