"""The archive on a terminal: its pages in rows, and what it holds in lines."""

from __future__ import annotations

from rich.text import Text as RichText

from ..archive.answers import ArchiveInfo, Tally
from ..models import Page, Record
from ..text import harmless
from .archive import info_rows, proof_lines, tally_text
from .cells import pad, text_width
from .console import Screen


class PageTable:
    """One row a page. Rows are written as they come."""

    # Id, day, number of the page, articles; paper, section and source share what is left.
    _FIXED = 12 + 2 + 10 + 2 + 4 + 2 + 3 + 2
    _SHARES = (0.24, 0.22)

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        room = None if screen.width is None else max(screen.width - self._FIXED - 4, 24)
        self._widths = (12, 12) if room is None else tuple(int(room * share) for share in self._SHARES)
        self._rest = None if room is None else room - sum(self._widths)
        self._first = True

    def write(self, record: Record) -> None:
        """Write a page's row."""
        if not isinstance(record, Page):
            return
        if self._first:
            self._first = False
            self._row("id", "day", "page", "n", ("paper", "section", "source"), "dim")
        edition = "" if record.edition is None else f"{record.edition}版"
        names = (record.paper or "", record.section or "", record.source)
        self._row(record.id, record.date or "", edition, f"{record.articles}", names)

    def _row(
        self, id: str, day: str, edition: str, articles: str, names: tuple[str, ...], style: str = ""
    ) -> None:
        left = f"{id:<12}  {day:<10}  {pad(edition, 4)}  {articles:>3}  "
        cells = [
            self._screen.wrapped(harmless(name), width, style)
            for name, width in zip(names, (*self._widths, self._rest), strict=True)
        ]
        for number in range(max(map(len, cells))):
            line = RichText(left if number == 0 else " " * self._FIXED, style or ("" if number else "dim"))
            for place, lines in enumerate(cells):
                part = lines[number] if number < len(lines) else RichText()
                line.append(part)
                if place < len(self._widths):
                    line.append(" " * (self._widths[place] + 2 - text_width(part.plain)))
            self._screen.print(line)

    def close(self) -> None:
        """Nothing stands after the last."""


class InfoLines:
    """An archive in lines of name and value."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def write(self, record: Record) -> None:
        """Write what there is to say of an archive."""
        if isinstance(record, ArchiveInfo):
            for name, value in info_rows(record):
                self._screen.print(RichText(f"{name:<8}  ", "dim"), RichText(value))

    def close(self) -> None:
        """Nothing stands after the last."""


class TallyLine:
    """What was done to an archive, in a line."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def write(self, record: Record) -> None:
        """Write the line."""
        if isinstance(record, Tally):
            for line in self._screen.wrapped(tally_text(record), self._screen.width, at_blanks=True):
                self._screen.print(line)

    def close(self) -> None:
        """Nothing stands after the last."""


class ProofLines:
    """What is wrong with an archive, a line for each trouble."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def write(self, record: Record) -> None:
        """Write what is wrong with a page."""
        for text in proof_lines(record):
            for line in self._screen.wrapped(text, self._screen.width, at_blanks=True):
                self._screen.print(line)

    def close(self) -> None:
        """Nothing stands after the last."""
