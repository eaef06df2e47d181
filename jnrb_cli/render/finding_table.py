"""Findings on a terminal, two lines each under the article they stand in, and rules; written as they come."""

from __future__ import annotations

from rich.text import Text as RichText

from ..models import Article, CheckRule, Finding, Page, Record
from ..text import harmless
from .article import first_words, page_line
from .cells import pad, text_width, wrap
from .console import Screen
from .fact import cut_around
from .finding import place_text, short_words

INDENT = "  "
# Without a width (in a pipe) a sentence is cut to what a wide terminal would show.
UNBOUND = 120
# The longest name of a rule, bracket-width, takes so much.
NAME = 13


class FindingTable:
    """Where, what and why on one line, the sentence with its words standing out on the next."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._articles: dict[str, Article] = {}
        self._article: str | None = None
        self._page: list[RichText] = []
        self._first = True

    def write(self, record: Record) -> None:
        """Write a finding under headings for its page and article; those without findings get none."""
        if isinstance(record, Page):
            self._page = self._wrapped(page_line(record), "bold")
            self._articles.clear()
        elif isinstance(record, Article):
            if self._articles and next(iter(self._articles.values())).page != record.page:
                self._articles.clear()
            self._articles[record.id] = record
        elif isinstance(record, Finding):
            self._write_headings(record)
            self._write_finding(record)

    def _wrapped(self, text: str, style: str) -> list[RichText]:
        return self._screen.wrapped(text, self._screen.width, style)

    def _write_headings(self, finding: Finding) -> None:
        lines = list(self._page)
        if lines and not self._first:
            self._screen.print()
        if finding.article != self._article or self._page:
            self._article = finding.article
            article = self._articles.get(finding.article or "")
            if article is not None:
                title = article.title or f"({first_words(article)})"
                lines += self._wrapped(f"{article.n}  {title}", "cyan")
            elif finding.article:
                lines += self._wrapped(f"article {finding.article}", "cyan")
        for line in lines:
            self._screen.print(line)
        self._page, self._first = [], False

    def _write_finding(self, finding: Finding) -> None:
        room = None if self._screen.width is None else max(self._screen.width - 2 * len(INDENT), 8)
        place, words = harmless(place_text(finding)), harmless(short_words(finding.words))
        parts = [part for part in (place, finding.rule, f"{words}: {harmless(finding.message)}") if part]
        text = "  ".join(parts)
        for number, (start, end) in enumerate(wrap(text, room, -len(INDENT))):
            line = RichText(text[start:end])
            if number == 0:
                line.stylize("dim", 0, len(place))
                line.stylize("yellow", len(place) + 2 if place else 0, len(place) + 2 + len(finding.rule))
            self._screen.print(RichText(INDENT if number == 0 else INDENT * 2), line)
        shown, at = cut_around(
            harmless(finding.sentence), harmless(finding.words), room or UNBOUND, text_width
        )
        sentence = RichText(shown)
        if at >= 0:
            sentence.stylize("bold red", at, min(at + len(finding.words), len(shown)))
        self._screen.print(RichText(INDENT * 2), sentence)

    def close(self) -> None:
        """Nothing stands after the last."""


class RuleList:
    """Rules in three lines: name and what it is, text that it marks, text that it leaves."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def write(self, record: Record) -> None:
        """Write a rule."""
        if not isinstance(record, CheckRule):
            return
        self._screen.print(RichText(pad(record.name, NAME), "yellow"), RichText(f"  {record.says}"))
        for sign, text, style in (("-", record.wrong, "red"), ("+", record.right, "green")):
            if text:
                self._screen.print(RichText(" " * (NAME + 4)), RichText(f"{sign} {text}", style))

    def close(self) -> None:
        """Nothing stands after the last."""
