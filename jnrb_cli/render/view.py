"""What a command shows, format by format, and the choice of a writer; nothing heavy is imported before it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec

from ..counts import StatsBy
from ..errors import UsageError
from ..models import CheckRule, Digest, Fact, Finding, Record, Refused
from ..streams import Output
from .jsonl import JsonlWriter, JsonWriter, Kinds, Writer

if TYPE_CHECKING:
    from .article import Marker
    from .console import Screen
    from .plain import Columns

Format = Literal["auto", "table", "jsonl", "json", "csv", "tsv", "md", "html", "xlsx", "parquet", "text"]


class View(msgspec.Struct, frozen=True):
    """One command's output: its table, its Markdown, its columns, what it is in a pipe, which records go there, its web page.

    `rows` are what of a record has a row of its own in a spreadsheet, the record itself where there is none; `lines`
    is what `text` writes. All functions import what they need when they are called. `gap` parts two records in Markdown.
    """

    table: Callable[[Screen], Writer]
    markdown: Callable[[], Callable[[Record], str]]
    columns: Callable[[], tuple[Kinds, Columns]]
    piped: Format = "jsonl"
    records: Kinds = Record
    rows: Callable[[Record], Iterable[Record]] | None = None
    html: Callable[[Output], Writer] | None = None
    lines: Callable[[], Callable[[Record], str]] | None = None
    gap: str = "\n"


class Expanded:
    """A writer that gets the rows of each record."""

    def __init__(self, writer: Writer, rows: Callable[[Record], Iterable[Record]]) -> None:
        self._writer = writer
        self._rows = rows

    def write(self, record: Record) -> None:
        """Write the rows of one record."""
        for row in self._rows(record):
            self._writer.write(row)

    def close(self) -> None:
        """Close the writer."""
        self._writer.close()


def _expanded(writer: Writer, view: View) -> Writer:
    return writer if view.rows is None else Expanded(writer, view.rows)


def open_writer(
    view: View, format: Format, out: Output, screen: Callable[[], Screen], *, bom: bool = False
) -> Writer:
    """The writer for a format; `auto` must have been decided before."""
    if format == "text":
        from .plain import LineWriter

        if view.lines is None:
            raise UsageError("text is a format of jnrb check alone")
        return LineWriter(out, view.lines())
    if format == "table":
        return view.table(screen())
    if format == "md":
        from .plain import MarkdownWriter

        return MarkdownWriter(out, view.markdown(), view.gap)
    if format in ("csv", "tsv"):
        from .plain import CsvWriter

        kind, columns = view.columns()
        return _expanded(CsvWriter(out, columns, kind, tabs=format == "tsv", bom=bom), view)
    if format == "html":
        if view.html is None:
            raise UsageError("html is a format of jnrb digest alone")
        return view.html(out)
    if format in ("xlsx", "parquet"):
        if out.is_terminal:
            raise UsageError(f"--format {format} is nothing for a terminal: name a file with --output")
        from .sheets import ParquetWriter, XlsxWriter

        kind, columns = view.columns()
        sheet = XlsxWriter(out, columns, kind) if format == "xlsx" else ParquetWriter(out, columns, kind)
        return _expanded(sheet, view)
    return JsonWriter(out, view.records) if format == "json" else JsonlWriter(out, view.records)


def articles_view(*, reading: bool = False, marker: Callable[[], Marker] | None = None) -> View:
    """Articles in rows, or (`reading`) as a person reads them, with what the marker finds in their texts standing out."""

    def table(screen: Screen) -> Writer:
        from .console import ArticleTable, Reading

        return Reading(screen, marker() if marker else None) if reading else ArticleTable(screen)

    def markdown() -> Callable[[Record], str]:
        from .article import record_markdown

        return partial(record_markdown, marker=marker() if marker else None)

    def columns() -> tuple[Kinds, Columns]:
        from ..models import Article
        from .article import ARTICLE_COLUMNS

        return Article, ARTICLE_COLUMNS

    return View(table, markdown, columns, "md" if reading else "jsonl")


def lines_view() -> View:
    """Lines of pages in rows, with what became of them."""

    def table(screen: Screen) -> Writer:
        from .console import LineTable

        return LineTable(screen)

    def markdown() -> Callable[[Record], str]:
        from .article import line_markdown

        return line_markdown

    def columns() -> tuple[Kinds, Columns]:
        from ..models import Line
        from .article import LINE_COLUMNS

        return Line, LINE_COLUMNS

    return View(table, markdown, columns)


def facts_view(*, explain: bool = False) -> View:
    """Figures in rows under the articles they stand in; `explain` says by which rule, and what was refused."""

    def table(screen: Screen) -> Writer:
        from .fact_table import FactTable

        return FactTable(screen, explain=explain)

    def markdown() -> Callable[[Record], str]:
        from .fact import fact_markdown

        return fact_markdown

    def columns() -> tuple[Kinds, Columns]:
        from .fact import EXPLAINED_COLUMNS, FACT_COLUMNS

        return ((Fact, Refused), EXPLAINED_COLUMNS) if explain else (Fact, FACT_COLUMNS)

    return View(table, markdown, columns, records=(Fact, Refused))


def stats_view(by: StatsBy) -> View:
    """Counts with bars: of everything, or one row a group."""

    def table(screen: Screen) -> Writer:
        from .stats_table import StatsTable

        return StatsTable(screen)

    def markdown() -> Callable[[Record], str]:
        from .stats import StatsMarkdown

        return StatsMarkdown(rows=by != "all")

    def columns() -> tuple[Kinds, Columns]:
        from ..counts import Stats
        from .stats import STATS_COLUMNS

        return Stats, STATS_COLUMNS

    return View(table, markdown, columns, gap="\n" if by == "all" else "")


def digests_view() -> View:
    """Digests of pages as cards, one an article, and as a web page."""

    def table(screen: Screen) -> Writer:
        from .cards import Cards

        return Cards(screen)

    def markdown() -> Callable[[Record], str]:
        from .digest import digest_markdown

        return digest_markdown

    def columns() -> tuple[Kinds, Columns]:
        from .digest import CARD_COLUMNS, CardRow

        return CardRow, CARD_COLUMNS

    def rows(record: Record) -> Iterable[Record]:
        from .digest import card_rows

        return card_rows(record)

    def html(out: Output) -> Writer:
        from .html import HtmlWriter

        return HtmlWriter(out)

    return View(table, markdown, columns, "md", Digest, rows, html)


def findings_view() -> View:
    """Findings under the articles they stand in, each with its sentence; `text` is one line each, as compilers write."""

    def table(screen: Screen) -> Writer:
        from .finding_table import FindingTable

        return FindingTable(screen)

    def markdown() -> Callable[[Record], str]:
        from .finding import FindingMarkdown

        return FindingMarkdown()

    def columns() -> tuple[Kinds, Columns]:
        from .finding import FINDING_COLUMNS

        return Finding, FINDING_COLUMNS

    def lines() -> Callable[[Record], str]:
        from .finding import finding_line

        return finding_line

    return View(table, markdown, columns, records=Finding, lines=lines)


def rules_view() -> View:
    """Rules of a check: in a table each with examples, in a pipe too; `text` is one line each."""

    def table(screen: Screen) -> Writer:
        from .finding_table import RuleList

        return RuleList(screen)

    def markdown() -> Callable[[Record], str]:
        from .finding import rule_markdown

        return rule_markdown

    def columns() -> tuple[Kinds, Columns]:
        from .finding import RULE_COLUMNS

        return CheckRule, RULE_COLUMNS

    def lines() -> Callable[[Record], str]:
        from .finding import rule_line

        return rule_line

    return View(table, markdown, columns, "table", lines=lines, gap="")
