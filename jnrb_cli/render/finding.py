"""Findings in plain words: one line, the columns of a spreadsheet, Markdown; and the same of rules."""

from __future__ import annotations

from operator import attrgetter

from ..models import Article, CheckRule, Finding, Page, Record
from .article import escape_inside, escape_markdown, first_words, page_line
from .plain import Columns

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


RULE_COLUMNS: Columns = {name: attrgetter(name) for name in ("name", "says", "wrong", "right")}


def rule_line(record: Record) -> str:
    """A rule's name and what it is."""
    return f"{record.name}: {record.says}" if isinstance(record, CheckRule) else ""


def rule_markdown(record: Record) -> str:
    """A rule as an item of a list, with text that it marks and text that it leaves."""
    if not isinstance(record, CheckRule):
        return ""
    told = f"- **{record.name}**: {escape_inside(record.says)}"
    return (
        f"{told} (~~{escape_inside(record.wrong)}~~ {escape_inside(record.right)})" if record.wrong else told
    )
