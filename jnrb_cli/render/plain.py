"""Records as csv and tsv for spreadsheets, and as Markdown for people."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence

from ..models import Record
from ..streams import Output
from ..text import harmless
from .jsonl import Kinds

# What a table has a row for, and what stands in its columns. A page has no row of its own: its articles have one each.
Columns = Mapping[str, Callable[[Record], object]]


class CsvWriter:
    """Comma- or tab-separated values with a line of headings, in UTF-8, with a BOM where Excel is to open it."""

    def __init__(
        self, out: Output, columns: Columns, of: Kinds, *, tabs: bool = False, bom: bool = False
    ) -> None:
        self._out = out
        self._columns = columns
        self._of = of
        self._tabs = tabs
        self._line = io.StringIO()
        import csv  # 0.8 ms that other formats do without

        self._csv = csv.writer(self._line, lineterminator="\n")
        if bom:
            out.write(b"\xef\xbb\xbf")
        self._write_row(tuple(columns))

    def write(self, record: Record) -> None:
        """Write the row of a record that has one."""
        if isinstance(record, self._of):
            self._write_row([cell_text(value(record)) for value in self._columns.values()])

    def _write_row(self, cells: Sequence[str]) -> None:
        if self._tabs:  # tab-separated values know no quotes: what would part cells or rows becomes a blank
            line = "\t".join(harmless(cell) for cell in cells) + "\n"
        else:
            self._csv.writerow(cells)
            line = self._line.getvalue()
            self._line.seek(0)
            self._line.truncate()
        self._out.write(line.encode())

    def close(self) -> None:
        """Nothing stands after the last."""


def cell_text(value: object) -> str:
    """A value as it stands in a cell: no control characters, lines kept apart."""
    return "" if value is None else "\n".join(map(harmless, str(value).split("\n")))


class LineWriter:
    """One line for each record that has one."""

    def __init__(self, out: Output, render: Callable[[Record], str]) -> None:
        self._out = out
        self._render = render

    def write(self, record: Record) -> None:
        """Write a record's line."""
        if text := self._render(record):
            self._out.write_text(harmless(text) + "\n")

    def close(self) -> None:
        """Nothing stands after the last."""


class MarkdownWriter:
    """Each record as a piece of Markdown, a blank line between two, or nothing (`gap`) where they are rows of one table."""

    def __init__(self, out: Output, render: Callable[[Record], str], gap: str = "\n") -> None:
        self._out = out
        self._render = render
        self._gap = gap
        self._before = ""

    def write(self, record: Record) -> None:
        """Write what Markdown there is of a record."""
        if text := self._render(record):
            self._out.write_text(f"{self._before}{text}\n")
            self._before = self._gap

    def close(self) -> None:
        """Nothing stands after the last."""
