"""Figures on a terminal: rows under the article they stand in, written as they come."""

from __future__ import annotations

from itertools import zip_longest

from rich.text import Text as RichText

from ..models import Article, Fact, Page, Record, Refused
from ..text import harmless
from .article import first_words, page_line
from .cells import pad, text_width, wrap
from .console import Screen
from .fact import cut_around, value_text

INDENT = 2
GAP = "  "
KIND = 8
# How wide the figure, its value and its subject are, of what a line has left after kind and gaps. At 80 cells:
# 12, 17 and 13, which 95 of 100 figures of the sample pages keep to; the sentence has the rest.
SHARES = (0.19, 0.27, 0.2)
# More they do not need on a wide terminal: 98 of 100 figures, values and subjects of 80 pages keep to it.
WIDEST = (18, 22, 26)
# Without a width (in a pipe) a sentence is cut to what a wide terminal would show.
UNBOUND = 60


class FactTable:
    """One row a figure: kind, as printed, what it comes to, of what, and the sentence around it."""

    def __init__(self, screen: Screen, *, explain: bool = False) -> None:
        self._screen = screen
        self._explain = explain
        self._first = True
        self._article: str | None = None
        self._page_id: str | None = None
        self._heading: list[RichText] = []
        self._page: list[RichText] = []
        width = screen.width
        room = None if width is None else max(width - INDENT - KIND - 4 * len(GAP), 32)
        self._widths = (
            None
            if room is None
            else [min(int(room * share), most) for share, most in zip(SHARES, WIDEST, strict=True)]
        )
        self._rest = UNBOUND if room is None or self._widths is None else room - sum(self._widths)

    def write(self, record: Record) -> None:
        """Write a figure's row, under headings for its page and article; those without figures get none."""
        if isinstance(record, Page):
            self._see_page(record.id, record)
        elif isinstance(record, Article):
            self._see_page(record.page, record)
            self._article = record.id
            title = record.title or f"({first_words(record)})"
            self._heading = self._wrapped(f"{record.n}  {title}", "cyan")
        elif isinstance(record, Fact | Refused):
            if record.article != self._article:
                self._see_article(record)
            self._write_headings()
            if isinstance(record, Fact):
                self._write_fact(record)
            else:
                self._write_refused(record)

    def _see_page(self, page: str | None, record: Page | Article | Fact) -> None:
        """Hold a page's heading back until a figure comes, by the first record that speaks of it."""
        if page != self._page_id:
            self._page_id = page
            self._page = self._wrapped(page_line(record), "bold") if page_line(record) else []

    def _see_article(self, record: Fact | Refused) -> None:
        """The same for a figure that came without its article."""
        if isinstance(record, Fact):
            self._see_page(record.page, record)
        self._article = record.article
        self._heading = []
        if record.article:
            title = record.title if isinstance(record, Fact) else None
            n = record.article.rpartition("/")[2]
            heading = f"{n}  {title}" if title else f"article {record.article}"
            self._heading = self._wrapped(heading, "cyan")

    def _wrapped(self, text: str, style: str) -> list[RichText]:
        return self._screen.wrapped(text, self._screen.width, style)

    def _write_headings(self) -> None:
        if self._page and not self._first:
            self._screen.print()
        for line in (*self._page, *self._heading):
            self._screen.print(line)
        self._page, self._heading, self._first = [], [], False

    def _write_fact(self, fact: Fact) -> None:
        cells = [harmless(fact.text), harmless(value_text(fact)), harmless(fact.subject or "")]
        self._write_row(fact.kind, cells, fact.sentence, fact.text, ("bold green", "", ""))
        if self._explain:
            self._write_note(f"rule {fact.rule}")

    def _write_refused(self, refused: Refused) -> None:
        self._write_row(
            "refused", [harmless(refused.text), "", ""], refused.sentence, refused.text, ("dim", "", "")
        )
        self._write_note(f"{refused.rule}: {refused.reason}")

    def _write_note(self, note: str) -> None:
        left = " " * (INDENT + KIND) + GAP
        width = None if self._screen.width is None else self._screen.width - len(left)
        for line in self._screen.wrapped(note, width, "dim"):
            self._screen.print(RichText(left), line)

    def _write_row(
        self, kind: str, cells: list[str], sentence: str, figure: str, styles: tuple[str, ...]
    ) -> None:
        shown, at = cut_around(harmless(sentence), harmless(figure), self._rest, text_width)
        last = RichText(shown)
        if at >= 0:
            last.stylize("bold green" if kind != "refused" else "dim", at, at + len(figure))
        columns = [
            [cell[start:end] for start, end in wrap(cell, self._widths[number] if self._widths else None)]
            for number, cell in enumerate(cells)
        ]
        for number, parts in enumerate(zip_longest(*columns, fillvalue="")):
            line = RichText(" " * INDENT + pad(kind if number == 0 else "", KIND), "dim")
            for place, part in enumerate(parts):
                width = self._widths[place] if self._widths else 0
                line.append(GAP)
                line.append(pad(part, width), styles[place])
            self._screen.print(
                line, RichText(GAP if number == 0 else ""), last if number == 0 else RichText()
            )

    def close(self) -> None:
        """Nothing stands after the last."""
