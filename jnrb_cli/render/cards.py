"""Digests on a terminal: a page's heading, its top figures, and a card for each article.

A card has a bar on its left and no frame on its right: many Chinese terminals draw quotes and dashes twice as wide as
others, and a frame would break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.text import Text as RichText

from ..models import Card, Digest, Record
from ..text import harmless
from .article import jump_text, page_line
from .cells import pad, text_width, wrap
from .console import READING_WIDTH, Screen
from .digest import (
    above_text,
    card_number,
    count_text,
    figure_ranges,
    named_groups,
    signed_text,
)
from .fact import change_text, value_text

# Left of the bar stand the number and the kind: 导读 and 简讯 of one page may reach 99.
GUTTER = 9
BAR = "│ "
GAP = "  "
# Before each sentence, as before a paragraph.
INDENT = 4
# From this width on figures and names stand beside the sentences.
WIDE = 116
# What stands beside them needs so much.
ASIDE = 40
# The names of groups (organisations) are as wide.
LABEL = 13
# Columns of the page's figures, as printed and what they come to: as wide as the widest, within these.
FIGURE = (14, 24)
VALUE = (22, 36)
_STYLES = {"story": "bold", "photo": "magenta", "brief": "blue", "notice": "yellow", "ad": "yellow"}


class Cards:
    """Each digest as it comes."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        width = screen.width
        self._wide = width is not None and width >= WIDE
        room = None if width is None else max(width - GUTTER - len(BAR), 20)
        self._aside = None if room is None else (min(room - READING_WIDTH - 2, 56) if self._wide else room)
        if self._wide and self._aside is not None and self._aside < ASIDE:
            self._aside = ASIDE
        self._main = room
        if room is not None and self._aside is not None:
            self._main = min(room - self._aside - 2 if self._wide else room, READING_WIDTH)
        self._first = True

    def write(self, record: Record) -> None:
        """Write a digest."""
        if not isinstance(record, Digest):
            return
        if not self._first:
            self._screen.print()
        self._first = False
        self._print(self._screen.wrapped(page_line(record), self._screen.width, "bold"))
        self._print(self._screen.wrapped(count_text(record), self._screen.width, "dim"))
        if record.figures:
            self._screen.print()
        self._write_figures(record)
        for card in record.cards:
            self._screen.print()
            self._write_card(card)

    def close(self) -> None:
        """Nothing stands after the last."""

    def _print(self, lines: Iterable[RichText]) -> None:
        for line in lines:
            self._screen.print(line)

    def _write_figures(self, digest: Digest) -> None:
        """The page's top figures: each one's article, as printed, what it comes to, of what."""
        rows = [(fact, harmless(fact.text), harmless(value_text(fact))) for fact in digest.figures]
        figure_width = _column_width((figure for _, figure, _ in rows), FIGURE)
        value_width = _column_width((value for _, _, value in rows), VALUE)
        for fact, figure, value in rows:
            parts = [
                RichText(f"{card_number(digest, fact) or '':>4}{GAP}", "dim"),
                RichText(pad(figure, figure_width), "bold green"),
                RichText(GAP + pad(value, value_width) + GAP),
            ]
            used = sum(text_width(part.plain) for part in parts)
            width = None if self._screen.width is None else max(self._screen.width - used, 12)
            for line in self._screen.wrapped(fact.subject or "", width):
                self._screen.print(*parts, line)
                parts = [RichText(" " * used)]

    def _write_card(self, card: Card) -> None:
        main = [*self._headline(card), *self._sentences(card)]
        aside = [*self._figures(card), *self._names(card)]
        if self._wide:
            for number, (left, right) in enumerate(zip_longest(main, aside)):
                self._write_line(card, number, left or RichText(), right)
            return
        blank = [RichText()] if main and aside else []
        for number, line in enumerate([*main, *blank, *aside]):
            self._write_line(card, number, line)

    def _write_line(self, card: Card, number: int, main: RichText, aside: RichText | None = None) -> None:
        style = _STYLES[card.kind]
        left = f"{card.n:>2} {card.kind}" if number == 0 else ""
        parts = [RichText(pad(left, GUTTER), style), RichText(BAR, "dim"), main]
        if aside is not None and aside.plain and self._main is not None:
            parts += [RichText(" " * max(0, self._main - text_width(main.plain)) + GAP), aside]
        self._screen.print(*parts)

    def _headline(self, card: Card) -> list[RichText]:
        return [
            line
            for text, style in (
                (above_text(card), "dim"),
                (card.title, "bold"),
                (card.subtitle, "cyan"),
                (signed_text(card), "dim"),
                (jump_text(card), "yellow"),
            )
            if text
            for line in self._screen.wrapped(text, self._main, style, at_blanks=style == "dim")
        ]

    def _sentences(self, card: Card) -> list[RichText]:
        lines: list[RichText] = []
        for sentence in card.sentences:
            shown = harmless(sentence.text)
            text = RichText(shown)
            for start, end in figure_ranges(sentence, card.figures):
                text.stylize("bold green", start, end)
            for number, (start, end) in enumerate(wrap(shown, self._main, INDENT)):
                lines.append(RichText.assemble(" " * INDENT if number == 0 else "", text[start:end]))
        return lines or self._screen.wrapped("no sentence to pick", self._main, "italic dim")

    def _figures(self, card: Card) -> list[RichText]:
        lines: list[RichText] = []
        for number, fact in enumerate(card.figures):
            label = pad("figures" if number == 0 else "", LABEL)
            figure = f"{harmless(fact.text)} {change_text(fact.change)}".rstrip()
            text = RichText.assemble((figure, "green"), " ", harmless(fact.subject or ""))
            text.rstrip()
            lines += self._labelled(label, text)
        return lines

    def _names(self, card: Card) -> list[RichText]:
        return [
            line
            for name, words in named_groups(card)
            for line in self._labelled(
                pad(name, LABEL), RichText("  ".join(map(harmless, words))), at_blanks=True
            )
        ]

    def _labelled(self, label: str, text: RichText, *, at_blanks: bool = False) -> Sequence[RichText]:
        width = None if self._aside is None else max(self._aside - len(label) - 1, 8)
        parts = wrap(text.plain, width, at_blanks=at_blanks)
        return [
            RichText.assemble((f"{label if number == 0 else ' ' * len(label)} ", "dim"), text[start:end])
            for number, (start, end) in enumerate(parts)
        ]


def _column_width(cells: Iterable[str], bounds: tuple[int, int]) -> int:
    """How wide a column is: as its widest cell, within bounds."""
    least, most = bounds
    return min(max((least, *map(text_width, cells))), most)
