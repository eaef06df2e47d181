"""Records on a terminal, by Rich: colours and styles are its work, widths and line breaks are `cells.py`'s.

No `rich.table`: it holds all rows back to measure them, and half a second a thousand. Newspaper text
becomes Rich text, never markup.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.text import Text as RichText

from ..models import Article, Line, Page, Record, Text
from ..streams import Output
from ..text import harmless
from .article import (
    LOW_CONFIDENCE,
    Marker,
    byline_groups,
    byline_text,
    counted,
    dateline_text,
    first_words,
    jump_text,
    page_line,
)
from .cells import text_width, wrap

# No line of running text is longer: 38 Chinese characters, about what a book has.
READING_WIDTH = 76


@dataclass
class Screen:
    """A terminal: where to write, how wide it is (None: no wrapping), and whether in colour."""

    out: Output
    width: int | None
    colour: bool

    def __post_init__(self) -> None:
        self._held = io.StringIO()
        self._console = Console(
            file=self._held,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            no_color=not self.colour,
            width=self.width or 10_000,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def print(self, *parts: RichText) -> None:
        """Write one line made of parts."""
        line = RichText.assemble(*parts)
        line.rstrip()
        self._console.print(line, soft_wrap=True, crop=False, overflow="ignore")
        self.out.write_text(self._held.getvalue())
        self._held.seek(0)
        self._held.truncate()

    def wrapped(
        self, text: str, width: int | None, style: str = "", *, at_blanks: bool = False
    ) -> list[RichText]:
        """A text in lines of a width; `at_blanks` keeps names whole."""
        text = harmless(text)
        return [
            RichText(text[start:end], style=style) for start, end in wrap(text, width, at_blanks=at_blanks)
        ]


def _padded(text: RichText | None, width: int) -> RichText:
    """A cell with blanks after it."""
    text = text or RichText()
    return RichText.assemble(text, " " * max(0, width - text_width(text.plain)))


class ArticleTable:
    """One row an article, under a heading for its page. Rows are written as they come."""

    # Number, kind, paragraphs, characters, and two blanks before each column but the first.
    _FIXED = 4 + 2 + 6 + 2 + 3 + 2 + 6 + 2

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        room = None if screen.width is None else max(screen.width - self._FIXED - 2, 24)
        self._byline = None if room is None else max(10, room * 7 // 20)
        self._head = None if room is None or self._byline is None else room - self._byline
        self._page: str | None = None
        self._first = True

    def write(self, record: Record) -> None:
        """Write a page's heading or an article's row."""
        if isinstance(record, Page):
            self._write_page(record)
        elif isinstance(record, Article):
            if record.page != self._page:
                line = page_line(record) or f"page {harmless(record.page)}"
                self._write_heading([RichText(line, "bold")], record.page)
            self._write_article(record)

    def _write_page(self, page: Page) -> None:
        counts = f"{counted(page.articles, 'article')}, {counted(page.chars, 'character')}"
        line, source = page_line(page), harmless(page.source)
        if line == source:
            self._write_heading([RichText.assemble((line, "bold"), (f": {counts}", "dim"))], page.id)
            return
        facts = RichText(f"{source}: {counts}", "dim")
        heading = RichText(line, "bold")
        whole = RichText.assemble(heading, "  ", facts)
        fits = self._screen.width is None or text_width(whole.plain) <= self._screen.width
        self._write_heading([whole] if fits else [heading, facts], page.id)

    def _write_heading(self, heading: Sequence[RichText], page: str) -> None:
        screen = self._screen
        if not self._first:
            screen.print()
        self._first = False
        self._page = page
        for line in heading:
            for start, end in wrap(line.plain, screen.width):
                screen.print(line[start:end])
        head = "headline" if self._head is None else "headline".ljust(self._head)
        screen.print(RichText(f"{'n':>4}  kind    {'¶':>3}  {'chars':>6}  {head}  byline", "dim"))

    def _write_article(self, article: Article) -> None:
        left = f"{article.n:>4}  {article.kind:<6}  {len(article.paragraphs):>3}  {article.chars:>6,}  "
        heads = self._headline(article)
        names = [RichText()] * self._title_line(article, heads)
        for group in byline_groups(article.byline):
            names += self._screen.wrapped(group, self._byline, at_blanks=True)
        width = (
            self._head
            if self._head is not None
            else max((text_width(head.plain) for head in heads), default=0)
        )
        at = self._title_line(article, heads)
        for number, (head, name) in enumerate(zip_longest(heads, names)):
            before = RichText(left if number == at else " " * len(left))
            self._screen.print(before, _padded(head, width), RichText("  "), name or RichText())

    def _title_line(self, article: Article, heads: Sequence[RichText]) -> int:
        """Which line of the headline the title begins on: the number stands beside it."""
        above = " ".join(part for part in (article.column, article.kicker) if part)
        return min(len(self._screen.wrapped(above, self._head)) if above else 0, len(heads) - 1)

    def _headline(self, article: Article) -> list[RichText]:
        lines: list[RichText] = []
        above = " ".join(part for part in (article.column, article.kicker) if part)
        if above:
            lines += self._screen.wrapped(above, self._head, "dim")
        if article.title:
            lines += self._screen.wrapped(article.title, self._head, "bold")
        else:
            lines += self._screen.wrapped(f"({first_words(article)})", self._head, "italic")
        if article.subtitle:
            lines += self._screen.wrapped(article.subtitle, self._head, "cyan")
        notes = [jump_text(article)]
        if article.confidence < LOW_CONFIDENCE:
            notes.append(f"uncertain: confidence {article.confidence:.2f}")
        if any(notes):
            lines += self._screen.wrapped("; ".join(note for note in notes if note), self._head, "yellow")
        return lines

    def close(self) -> None:
        """Nothing stands after the last."""


class LineTable:
    """One row a line of the page: its number, role, article and text, and below it the reason."""

    _FIXED = 5 + 2 + 10 + 2 + 3 + 2

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._room = None if screen.width is None else max(screen.width - self._FIXED, 24)

    def write(self, record: Record) -> None:
        """Write a page's heading or a line's row."""
        if isinstance(record, Page):
            self._screen.print(RichText(page_line(record), "bold"))
            self._screen.print(RichText(f"{'line':>5}  {'role':<10}  {'n':>3}  text and reason", "dim"))
        elif isinstance(record, Line):
            article = "" if record.article is None else str(record.article)
            left = f"{record.line:>5}  {record.role:<10}  {article:>3}  "
            text = self._screen.wrapped(record.text.strip(), self._room)
            reason = self._screen.wrapped(record.reason, self._room, "dim")
            if self._room is None or text_width(text[-1].plain + reason[0].plain) + 2 <= self._room:
                text[-1:] = [RichText.assemble(text[-1], "  ", reason.pop(0))]
            for number, part in enumerate((*text, *reason)):
                self._screen.print(RichText(left if number == 0 else " " * len(left)), part)

    def close(self) -> None:
        """Nothing stands after the last."""


class Reading:
    """Articles as a person reads them: headline, who wrote it, paragraphs indented by two characters."""

    def __init__(self, screen: Screen, marker: Marker | None = None) -> None:
        self._screen = screen
        self._marker = marker
        self._width = None if screen.width is None else min(screen.width, READING_WIDTH)
        self._first = True

    def write(self, record: Record) -> None:
        """Write a page's heading or an article."""
        if isinstance(record, Page | Article):
            if not self._first:
                self._screen.print()
            self._first = False
        if isinstance(record, Page):
            self._lines(page_line(record), "dim")
        elif isinstance(record, Article):
            self._write_article(record)

    def _write_article(self, article: Article) -> None:
        above = " ".join(part for part in (article.column, article.kicker) if part)
        self._lines(above if article.title else f"{article.kind} {article.n}", "dim")
        self._lines(article.title or "", "bold")
        self._lines(article.subtitle or "", "cyan")
        signed = "  ".join(
            part for part in (byline_text(article.byline), dateline_text(article.dateline)) if part
        )
        self._lines(signed, "dim")
        self._screen.print()
        for paragraph in article.paragraphs:
            self._write_paragraph(paragraph)
        self._lines(f"({jump_text(article)})" if jump_text(article) else "", "yellow")

    def _write_paragraph(self, paragraph: Text) -> None:
        style = {"subhead": "bold", "caption": "italic dim"}.get(paragraph.role, "")
        indent = 4
        shown = harmless(paragraph.text)
        text = RichText(shown, style)
        for start, end in self._marker(paragraph) if self._marker else ():
            text.stylize("bold green", start, end)
        for number, (start, end) in enumerate(wrap(shown, self._width, indent)):
            self._screen.print(RichText(" " * indent if number == 0 else ""), text[start:end])

    def _lines(self, text: str, style: str) -> None:
        if text:
            for line in self._screen.wrapped(text, self._width, style):
                self._screen.print(line)

    def close(self) -> None:
        """Nothing stands after the last."""
