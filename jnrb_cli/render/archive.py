"""What the archive holds, as Markdown and columns; its tables are `archive_table.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from ..models import ArchiveInfo, Count, Page, Proof, Record, Tally, Verdict
from ..text import harmless
from .article import counted, escape_markdown, page_line
from .jsonl import Writer
from .plain import Columns
from .view import View

if TYPE_CHECKING:
    from .console import Screen


def pages_view() -> View:
    """Pages in rows: their id, day, paper, number, section and where they came from."""

    def table(screen: Screen) -> Writer:
        from .archive_table import PageTable

        return PageTable(screen)

    return View(table, lambda: _page_markdown, lambda: (Page, PAGE_COLUMNS), records=Page)


def archive_view() -> View:
    """An archive in lines: what it is, and how much of it there is."""

    def table(screen: Screen) -> Writer:
        from .archive_table import InfoLines

        return InfoLines(screen)

    return View(table, lambda: _info_markdown, lambda: (ArchiveInfo, INFO_COLUMNS))


def tally_view() -> View:
    """What was done to an archive, in a line."""

    def table(screen: Screen) -> Writer:
        from .archive_table import TallyLine

        return TallyLine(screen)

    return View(table, lambda: _tally_markdown, lambda: (Tally, TALLY_COLUMNS))


_TALLY_FIELDS = ("files", "added", "replaced", "unchanged", "removed", "articles", "facts")
TALLY_COLUMNS: Columns = {name: attrgetter(name) for name in _TALLY_FIELDS}


def tally_text(tally: Tally) -> str:
    """What was done, on one line.

    >>> tally_text(Tally(added=1200, articles=9000, facts=1))
    '1,200 pages added, 0 replaced, 0 unchanged, 0 removed; 9,000 articles and 1 figure written'
    """
    return (
        f"{counted(tally.added, 'page')} added, {tally.replaced:,} replaced, {tally.unchanged:,} unchanged,"
        f" {tally.removed:,} removed;"
        f" {counted(tally.articles, 'article')} and {counted(tally.facts, 'figure')} written"
    )


def _tally_markdown(record: Record) -> str:
    return tally_text(record) if isinstance(record, Tally) else ""


def proofs_view() -> View:
    """What is wrong with an archive, a line for each trouble."""

    def table(screen: Screen) -> Writer:
        from .archive_table import ProofLines

        return ProofLines(screen)

    return View(table, lambda: _proof_markdown, lambda: (Proof, PROOF_COLUMNS))


PROOF_COLUMNS: Columns = {
    "page": attrgetter("page"),
    "source": attrgetter("source"),
    "troubles": lambda record: "；".join(getattr(record, "troubles", ())),
}


def proof_lines(proof: Record) -> list[str]:
    """What is wrong with a page, a line each, and what it all comes to."""
    if isinstance(proof, Verdict):
        return [
            f"{counted(proof.pages, 'page')}, {proof.proved:,} proved by their text, {proof.wrong:,} with something wrong"
        ]
    if not isinstance(proof, Proof):
        return []
    name = f"{harmless(proof.source)}: page {proof.page}: " if proof.page else f"{harmless(proof.source)}: "
    return [name + harmless(trouble) for trouble in proof.troubles]


def _proof_markdown(record: Record) -> str:
    return "\n".join(f"- {escape_markdown(line)}" for line in proof_lines(record))


_PAGE_FIELDS = ("id", "source", "paper", "date", "edition", "section", "articles", "chars", "start", "end")
PAGE_COLUMNS: Columns = {name: attrgetter(name) for name in _PAGE_FIELDS}


def _counts(field: str) -> Callable[[Record], object]:
    def text(record: Record) -> str:
        counts: Iterable[Count] = getattr(record, field)
        return "；".join(f"{one.name} {one.count}" for one in counts)

    return text


INFO_COLUMNS: Columns = {
    **{
        name: attrgetter(name)
        for name in ("path", "number", "bytes", "pages", "articles", "facts", "first", "last", "outdated")
    },
    "papers": _counts("papers"),
    "rules": _counts("rules"),
}


def info_rows(info: ArchiveInfo) -> Iterable[tuple[str, str]]:
    """What there is to say of an archive, each with its name; one that goes on from the line above has none."""
    yield "archive", harmless(info.path)
    yield "schema", str(info.number)
    yield "size", size_text(info.bytes)
    yield "pages", f"{info.pages:,}"
    yield "articles", f"{info.articles:,}"
    yield "figures", f"{info.facts:,}"
    if info.first:
        yield "days", f"{info.first} to {info.last}"
    for name, counts in (("papers", info.papers), ("made by", info.rules)):
        for number, one in enumerate(counts):
            yield name if number == 0 else "", f"{harmless(one.name) or '(no name)'}  {one.count:,}"
    if info.outdated:
        yield "outdated", f"{counted(info.outdated, 'page')} made by other rules; to add again"


def size_text(size: int) -> str:
    """A number of bytes for people.

    >>> size_text(12_345_678), size_text(999)
    ('12.3 MB', '999 bytes')
    """
    for name, unit in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} bytes"


def _page_markdown(record: Record) -> str:
    if not isinstance(record, Page):
        return ""
    source = escape_markdown(harmless(record.source))
    return f"- {escape_markdown(page_line(record))}: {counted(record.articles, 'article')}, {source}"


def _info_markdown(record: Record) -> str:
    if not isinstance(record, ArchiveInfo):
        return ""
    rows = [f"| {name} | {escape_markdown(value)} |" for name, value in info_rows(record)]
    return "\n".join(["| | |", "|---|---|", *rows])
