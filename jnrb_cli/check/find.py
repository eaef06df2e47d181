"""The findings of a page: runs the rules and gives what they find its place in the file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ..models import Article, Finding, Page
from .catalogue import RULES
from .sheet import Mark, Rule, Sheet


def check_page(
    page: Page | None,
    articles: Iterable[Article],
    text: str | None = None,
    *,
    line: int = 1,
    rules: Sequence[Rule] = RULES,
) -> list[Finding]:
    """What a proofreader would look at again, in order of place.

    `text` is the page's own text and `line` the number of its first line in the file; without the text,
    as where only records are there, signatures and furniture are not read and findings have no line.

    >>> from ..split import split_page
    >>> text = "春汛\\n\\n本报讯（记者 车斌）4月31日，河湾村的的水位回落。"
    >>> [(one.line, one.rule, one.words) for one in check_page(*split_page(text), text)]
    [(3, 'date', '4月31日'), (3, 'word', '的的')]
    """
    articles = tuple(articles)
    sheet = Sheet(page, articles, text, page.start if page else 0)
    lines = None if text is None else _Lines(text, sheet.start, line)
    found = {
        (finding.start, finding.end, finding.rule): finding
        for rule in rules
        for mark in rule.find(sheet)
        if (finding := _make_finding(sheet, rule, mark, lines))
    }
    return [found[key] for key in sorted(found)]


class _Lines:
    """Which line of the file a place is in."""

    def __init__(self, text: str, start: int, first: int) -> None:
        self._first = first
        self._ends = []
        at = text.find("\n")
        while at >= 0:
            self._ends.append(start + at)
            at = text.find("\n", at + 1)

    def number(self, at: int) -> int:
        return self._first + bisect_left(self._ends, at)


def _make_finding(sheet: Sheet, rule: Rule, mark: Mark, lines: _Lines | None) -> Finding:
    passage = mark.passage
    start, end = passage.span(mark.start, mark.end)
    source = passage.article.source if passage.article else sheet.page.source if sheet.page else ""
    message, other = mark.message, None
    if mark.other is not None:
        elsewhere, at, until = mark.other
        other = elsewhere.span(at, until)
        message += f" (line {lines.number(other[0])})" if lines else ""
    article = passage.article
    return Finding(
        page=article.page if article else sheet.page.id if sheet.page else None,
        article=article.id if article else None,
        source=source,
        line=lines.number(start) if lines else None,
        start=start,
        end=end,
        words=passage.text[mark.start : mark.end],
        rule=rule.name,
        message=message,
        other=other,
        sentence=passage.sentences.around(mark.start, mark.end),
    )
