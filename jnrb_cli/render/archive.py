"""What the archive holds, as Markdown and columns; its tables are `archive_table.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from ..archive.answers import ArchiveInfo, Proof, Tally, Verdict
from ..models import Count, Page, Record
from ..text import harmless
from .article import counted, escape_markdown, page_line
from .plain import Columns

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


def tally_markdown(record: Record) -> str:
    """What was done to an archive."""
    return tally_text(record) if isinstance(record, Tally) else ""


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


def proof_markdown(record: Record) -> str:
    """What is wrong with a page of the archive, as items of a list."""
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


def page_markdown(record: Record) -> str:
    """A page of the archive as an item of a list."""
    if not isinstance(record, Page):
        return ""
    source = escape_markdown(harmless(record.source))
    return f"- {escape_markdown(page_line(record))}: {counted(record.articles, 'article')}, {source}"


def info_markdown(record: Record) -> str:
    """What the archive holds, as a table."""
    if not isinstance(record, ArchiveInfo):
        return ""
    rows = [f"| {name} | {escape_markdown(value)} |" for name, value in info_rows(record)]
    return "\n".join(["| | |", "|---|---|", *rows])
