"""Findings in plain words: one line, the columns of a spreadsheet, Markdown; and the list of rules."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from ..models import Article, Finding, Page, Record
from .article import escape_inside, escape_markdown, first_words, page_line
from .cells import pad, text_width
from .plain import Columns

if TYPE_CHECKING:
    from ..check.sheet import Rule

# Words that are longer (a paragraph that stands twice) are shown by their beginning.
MAX_WORDS = 24


def place_text(finding: Finding) -> str:
    """File and line, as editors and grep write them.

    >>> place_text(Finding(source="a.txt", line=3, start=9, end=10, words="“", rule="quote", message="", sentence=""))
    'a.txt:3'
    """
    return finding.source if finding.line is None else f"{finding.source}:{finding.line}"


def short_words(words: str) -> str:
    """The words that were found, or their beginning."""
    return words if len(words) <= MAX_WORDS else words[: MAX_WORDS - 1] + "…"


def finding_line(record: Record) -> str:
    """`file:line: words: message [rule]`; nothing of other records."""
    if not isinstance(record, Finding):
        return ""
    place = place_text(record)
    return f"{place}{': ' if place else ''}{short_words(record.words)}: {record.message} [{record.rule}]"


FINDING_COLUMNS: Columns = {
    name: attrgetter(name)
    for name in ("source", "line", "article", "rule", "words", "message", "sentence", "start", "end")
}


class FindingMarkdown:
    """A finding as an item, under headings for its page and article; those without findings get none."""

    def __init__(self) -> None:
        self._page = ""
        self._article: str | None = None
        self._titles: dict[str, str] = {}

    def __call__(self, record: Record) -> str:
        """The Markdown of a finding; of a page and an article it comes with their first."""
        if isinstance(record, Page):
            self._page = f"# {escape_markdown(page_line(record))}"
            self._titles.clear()
        elif isinstance(record, Article):
            self._titles[record.id] = f"## {escape_markdown(record.title or f'（{first_words(record)}）')}"
        if not isinstance(record, Finding):
            return ""
        parts = [self._page, "", finding_item(record)]
        if self._page or record.article != self._article:
            parts[1] = self._titles.get(record.article or "", "")
        self._page, self._article = "", record.article
        return "\n\n".join(part for part in parts if part)


def finding_item(record: Finding) -> str:
    """A finding as an item of a Markdown list."""
    told = f"({escape_inside(record.rule)}: {escape_inside(record.message)})"
    place = escape_inside(place_text(record))
    sentence = record.sentence if len(record.words) < len(record.sentence) else ""
    return f"- {place}{' ' if place else ''}**{escape_inside(short_words(record.words))}** {told} {escape_inside(sentence)}".rstrip()


def rules_text(rules: Iterable[Rule]) -> str:
    """A rule in three lines: its name and what it is, text that it marks, text that it leaves."""
    rules = list(rules)
    width = max((text_width(rule.name) for rule in rules), default=0)
    rows = []
    for rule in rules:
        rows.append(f"{pad(rule.name, width)}  {rule.says}")
        rows += [
            f"{pad('', width)}    {sign} {text}"
            for sign, text in (("-", rule.wrong), ("+", rule.right))
            if text
        ]
    return "".join(f"{row}\n" for row in rows)
