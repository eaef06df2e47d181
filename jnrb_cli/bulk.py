"""Many pages into the archive: read here, made ready by an executor, written here in batches.

The work on a page is `archive.entry.make_entry`, one pure function behind a `concurrent.futures.Executor`, so
that threads, processes and the machines of a cluster do it alike. Only a few pages are on their way at once;
what is in the archive already is passed by, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from .archive.entry import Entry, Recipe, Work, make_entry
from .archive.migrations import transaction
from .archive.rules import rules_digest
from .archive.store import find_standing, put_entry, remove_pages_after
from .errors import InputError
from .models import Article, Fact, Page
from .pipeline import Settings, overrule, read_items
from .read import STDIN, PageText
from .version import __version__

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from sqlite3 import Connection

# How many pages are written in one transaction: a second's work of a few processes. What is lost when the
# program is killed is at most this and what was on its way.
BATCH_PAGES = 64

# How many pages are on their way for each process: enough that none waits for the reader.
AHEAD = 4


class FileEnd(msgspec.Struct, frozen=True):
    """All pages of a file were read: it has so many, and what the archive has beyond them is gone."""

    path: str
    pages: int


class Tally(msgspec.Struct, frozen=True):
    """What one batch did: numbers of pages, and of the articles and figures that came with them."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    articles: int = 0
    facts: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            *(
                one + two
                for one, two in zip(
                    msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True
                )
            )
        )


Step = Work | FileEnd | InputError


def read_works(files: Iterable[str | InputError], settings: Settings, stdin: BinaryIO) -> Iterator[Step]:
    """The pages of files as work to be done, and the end of each file that could be read whole."""
    recipe = Recipe(
        jnrb=__version__,
        rules=rules_digest(),
        date=settings.date.isoformat() if settings.date else None,
        paper=settings.paper,
        encoding=settings.encoding,
    )
    for file in files:
        if isinstance(file, InputError):
            yield file
        else:
            yield from _read_file(file, settings, stdin, recipe)


def _read_file(file: str, settings: Settings, stdin: BinaryIO, recipe: Recipe) -> Iterator[Step]:
    import os

    path = None if file == STDIN else os.path.abspath(file)
    records = _Records(file, settings, recipe)
    number = 0
    whole = True
    for item in read_items(file, settings, stdin):
        if isinstance(item, PageText):
            number += 1
            yield Work(
                source=item.source,
                recipe=recipe,
                text=item.text,
                path=path,
                number=None if path is None else number,
                start=item.start,
            )
        elif isinstance(item, InputError):
            whole = False
            yield item
        else:
            yield from records.take(item)
    yield from records.finish()
    if whole and number and path is not None:
        yield FileEnd(path, number)


class _Records:
    """Page and article records put together into work, a page at a time."""

    def __init__(self, file: str, settings: Settings, recipe: Recipe) -> None:
        self._file = file
        self._settings = settings
        self._recipe = recipe
        self._page: Page | None = None
        self._articles: dict[int, Article] = {}
        self._told = False

    def take(self, record: object) -> Iterator[Step]:
        """Take one more; the page before it is done when another begins."""
        if isinstance(record, Page):
            yield from self.finish()
            self._page = overrule(record, self._settings)
        elif isinstance(record, Article):
            article = overrule(record, self._settings)
            if self._page is None or self._page.id != article.page:
                yield from self.finish()
                self._page = _page_of(article)
            self._articles[article.n] = article
        elif (
            isinstance(record, Fact)
            and not self._told
            and (self._page is None or self._page.id != record.page)
        ):
            self._told = True
            hint = "add the page itself, or what `jnrb split` writes"
            yield InputError(self._file, f"figure {record.id} comes without its article", hint)

    def finish(self) -> Iterator[Step]:
        """The page that was held."""
        if self._page is not None:
            yield Work(
                source=self._page.source or self._file,
                recipe=self._recipe,
                page=self._page,
                articles=tuple(self._articles.values()),
            )
        self._page = None
        self._articles = {}


def _page_of(article: Article) -> Page:
    """What an article says of its page, where the page's own record is not there."""
    ends = [span.end for span in article.spans]
    return Page(
        id=article.page,
        source=article.source,
        paper=article.paper,
        date=article.date,
        start=min((span.start for span in article.spans), default=0),
        end=max(ends, default=0),
        chars=article.chars,
        articles=1,
    )


class Adder:
    """Steps taken one after another; what they did comes out batch by batch, each when it is safe on the disk."""

    def __init__(self, connection: Connection, executor: Executor, *, jobs: int) -> None:
        self._connection = connection
        self._executor = executor
        self._ahead = AHEAD * jobs
        self._waiting: deque[tuple[Work, Future[Entry]] | FileEnd | InputError] = deque()
        self._ready: list[Entry | FileEnd] = []
        self._tally = Tally()

    def add(self, steps: Iterable[Step]) -> Iterator[Tally | InputError]:
        """Take all steps."""
        for step in steps:
            yield from self._begin(step)
            while len(self._waiting) > self._ahead:
                yield from self._finish(self._waiting.popleft())
        while self._waiting:
            yield from self._finish(self._waiting.popleft())
        yield from self._write()

    def _begin(self, step: Step) -> Iterator[InputError]:
        if not isinstance(step, Work):
            self._waiting.append(step)
            return
        try:
            standing = find_standing(self._connection, step)
        except InputError as error:
            yield error
            return
        if standing.current:
            self._tally += Tally(unchanged=1)
        else:
            self._waiting.append((step, self._executor.submit(make_entry, step)))

    def _finish(
        self, held: tuple[Work, Future[Entry]] | FileEnd | InputError
    ) -> Iterator[Tally | InputError]:
        if isinstance(held, InputError):
            yield held
            return
        self._ready.append(held if isinstance(held, FileEnd) else held[1].result())
        if len(self._ready) >= BATCH_PAGES:
            yield from self._write()

    def _write(self) -> Iterator[Tally | InputError]:
        """Write what is ready, whole or not at all."""
        tally, errors = self._tally, list[InputError]()
        if self._ready:
            with transaction(self._connection):
                for one in self._ready:
                    try:
                        tally += self._put(one)
                    except InputError as error:
                        errors.append(error)
        self._ready, self._tally = [], Tally()
        yield tally
        yield from errors

    def _put(self, ready: Entry | FileEnd) -> Tally:
        if isinstance(ready, FileEnd):
            return Tally(removed=remove_pages_after(self._connection, ready.path, ready.pages))
        outcome = put_entry(self._connection, ready)
        if outcome == "unchanged":
            return Tally(unchanged=1)
        facts = sum(len(rows.facts) for rows in ready.articles)
        counted = Tally(articles=len(ready.articles), facts=facts)
        return counted + (Tally(added=1) if outcome == "added" else Tally(replaced=1))
