"""What rules read: a page as passages, each a joined text that knows its place in the source.

A passage is a headline, paragraph, subhead or caption of an article; where the page's own text is there, also
its signatures and datelines, and the page's furniture. No rule reads across passages unless it says so.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..extract.find import find_facts
from ..extract.pages import Places, reference_day
from ..extract.reading import Reading, read_text
from ..extract.sentences import SentenceFinder
from ..models import Article, Fact, Page, Piece
from ..split.lines.joined import join_lines

HEADS = frozenset({"kicker", "title", "subtitle"})
# What of an article stands in no text of its record.
_SIGNED = frozenset({"byline", "dateline", "credit"})
# Characters of the source between two that follow each other in print: a line's end and an indent. What stands
# further apart was put together by us, over a column's break or a caption.
_NEAR = 6


def read_day(text: str | None) -> datetime.date | None:
    """A record's date; None where it has none, or one that no calendar has.

    >>> read_day("2026-04-27"), read_day("2026-02-30")
    (datetime.date(2026, 4, 27), None)
    """
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None


@dataclass(eq=False)
class Passage:
    """One text, its wraps joined; `pieces` are its places in the source."""

    role: str
    text: str
    pieces: tuple[Piece, ...]
    article: Article | None = None

    @cached_property
    def reading(self) -> Reading:
        """The text as rules about words read it: blanks dropped, traditional characters of figures simplified."""
        return read_text(self.text)

    @cached_property
    def facts(self) -> list[Fact]:
        """The figures, with offsets in the text; no dictionary is opened."""
        return find_facts(self.text, date=self.day, subjects=False)

    @cached_property
    def day(self) -> datetime.date | None:
        """The day that 今天 is."""
        return reference_day(self.article) if self.article else None

    @cached_property
    def sentences(self) -> SentenceFinder:
        """The text's sentences."""
        return SentenceFinder(self.text)

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int, int]]:
        """What a pattern finds in the reading, with its span in the text."""
        for match in pattern.finditer(self.reading.text):
            if match.end() > match.start():
                yield match, *self.reading.span(match.start(), match.end())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span of text[start:end]."""
        return self._places.span(start, end)

    @cached_property
    def _places(self) -> Places:
        """Made once: a page of short lines has many pieces and many finds."""
        return Places(self.pieces)

    def is_together(self, start: int, end: int) -> bool:
        """Whether text[start:end] stands in the source as it does here, but for one line's end.

        >>> passage = Passage("paragraph", "好的的", ((0, 2), (40, 41)))
        >>> passage.is_together(0, 2), passage.is_together(1, 3)
        (True, False)
        """
        first, last = self.span(start, end)
        return 0 <= last - first - (end - start) <= _NEAR

    def is_unbroken(self, start: int, end: int) -> bool:
        """Whether text[start:end] stands in one line of the source."""
        first, last = self.span(start, end)
        return last - first == end - start


@dataclass(eq=False)
class Sheet:
    """One page to be checked; `page` is None where only articles came, `text` where only records did."""

    page: Page | None
    articles: tuple[Article, ...]
    text: str | None = None
    start: int = 0

    @cached_property
    def passages(self) -> list[Passage]:
        """Every passage: the articles' in their order, then the furniture."""
        return [*self.printed, *self.signed, *self.furniture]

    @cached_property
    def printed(self) -> list[Passage]:
        """The passages that are texts of articles."""
        return [passage for article in self.articles for passage in self.texts[article.id]]

    @cached_property
    def texts(self) -> dict[str, list[Passage]]:
        """The texts of each article by its id, headlines first."""
        return {
            article.id: [
                Passage(text.role, text.text, text.pieces, article)
                for text in (*article.heads, *article.paragraphs)
                if text.pieces
            ]
            for article in self.articles
        }

    @cached_property
    def signed(self) -> list[Passage]:
        """The signatures, datelines and credits of the articles, where the page's text is there."""
        found = []
        for article in self.articles:
            for role in sorted(_SIGNED):
                spans = [(span.start, span.end) for span in article.spans if span.role == role]
                found += [passage for run in self._runs(spans) if (passage := self._cut(role, run, article))]
        return found

    @cached_property
    def furniture(self) -> list[Passage]:
        """What belongs to no article, a line each."""
        spans = self.page.furniture if self.page else ()
        cut = [self._cut(span.role, [(span.start, span.end)], None) for span in spans]
        return [passage for passage in cut if passage]

    def _runs(self, spans: list[Piece]) -> Iterator[list[Piece]]:
        """Spans with nothing but blanks between them, together."""
        run: list[Piece] = []
        for span in spans:
            if run and self.text is not None and self._between(run[-1][1], span[0]).strip():
                yield run
                run = []
            run.append(span)
        if run:
            yield run

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start] if self.text is not None else ""

    def _cut(self, role: str, spans: list[Piece], article: Article | None) -> Passage | None:
        if self.text is None:
            return None
        joined = join_lines(self.text, spans, self.start)
        return Passage(role, joined.text, joined.pieces, article) if joined.text else None


class Mark(NamedTuple):
    """What a rule found: text[start:end] of a passage, what is odd in it, and the words elsewhere that it does not fit with."""

    passage: Passage
    start: int
    end: int
    message: str
    other: tuple[Passage, int, int] | None = None


@dataclass(frozen=True)
class Rule:
    """One thing to look for: its name, what it is in a few words, text that has it and text that only looks so."""

    name: str
    says: str
    wrong: str
    right: str
    find: Callable[[Sheet], Iterable[Mark]]
