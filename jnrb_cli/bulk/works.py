"""Files into work: each page's text, or the records it came as, with all that decides what is made of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from ..archive.entry import Recipe, Work
from ..archive.rules import rules_of
from ..errors import InputError
from ..lexicon import UserWord
from ..models import Article, Fact, Page
from ..pipeline import Settings, overrule, read_items, take_items
from ..read import STDIN, PageText, source_name
from ..version import __version__


class FileEnd(msgspec.Struct, frozen=True):
    """A file was read. Where all of it could be, it has so many pages, and what the archive has beyond them is gone."""

    path: str | None
    pages: int
    whole: bool


Step = Work | FileEnd | InputError


def read_works(
    files: Iterable[str | InputError],
    settings: Settings,
    stdin: BinaryIO,
    words: tuple[UserWord, ...] = (),
) -> Iterator[Step]:
    """The pages of files as work to be done, and the end of each file that could be read whole."""
    recipe = Recipe(
        jnrb=__version__,
        rules=rules_of(words),
        words=words,
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
    path = None if file == STDIN else os.path.abspath(file)
    records = _Records(file, settings, recipe)
    number = 0
    whole = True
    items = read_items(file, settings, stdin)
    for item in take_items(items, (Page, Article, Fact), "pages or articles"):
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
            yield item.at(source_name(file))
        else:
            yield from records.take(item)
    yield from records.finish()
    yield FileEnd(path, number, whole and number > 0)


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
        edition=article.edition,
        section=article.section,
        start=min((span.start for span in article.spans), default=0),
        end=max(ends, default=0),
        chars=article.chars,
        articles=1,
    )
