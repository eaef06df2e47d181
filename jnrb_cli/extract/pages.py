"""The figures of an article: found in its joined texts, placed in the page they came from.

Headlines, paragraphs, subheads and captions are read; datelines and furniture are not among an article's texts.
Each text is read alone, so no figure runs from one into the next.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec.structs import replace

from ..models import Article, Fact, Piece, Refused, Text
from .find import explain_refusals, find_facts
from .sentences import SentenceFinder


def find_article_facts(article: Article, *, subjects: bool = True) -> list[Fact]:
    """The figures of an article, in order of their place in the page; `start` and `end` are the page's.

    >>> caption = Text(role="caption", text="到场171家企业", pieces=((40, 45), (52, 55)))
    >>> article = Article(id="f00/1", page="f00", n=1, kind="photo", paragraphs=(caption,), chars=8, confidence=1.0)
    >>> [(fact.id, fact.text, fact.start, fact.end) for fact in find_article_facts(article, subjects=False)]
    [('f00/1#1', '171家', 42, 53)]
    """
    day = reference_day(article)
    placed = [
        fact
        for text in (*article.heads, *article.paragraphs)
        for fact in place_facts(find_facts(text.text, date=day, subjects=subjects), text)
        if not _numbers_a_section(fact, text)
    ]
    placed.sort(key=lambda fact: (fact.start, fact.end))
    return [
        replace(
            fact,
            id=f"{article.id}#{number}",
            article=article.id,
            page=article.page,
            source=article.source,
            paper=article.paper,
            issue=article.date,
            edition=article.edition,
            section=article.section,
            title=article.title,
        )
        for number, fact in enumerate(placed, 1)
    ]


def _numbers_a_section(fact: Fact, text: Text) -> bool:
    """Whether a text is nothing but a number: 三 on a line of its own, over the third part of a story."""
    return fact.kind == "number" and fact.text == text.text.strip()


def find_article_refusals(article: Article) -> list[Refused]:
    """What looks like a figure in an article and was taken for none, with the reason, in order of place."""
    day = reference_day(article)
    found: list[Refused] = []
    for text in (*article.heads, *article.paragraphs):
        place = Places(text.pieces)
        finder = SentenceFinder(text.text)
        for refusal in explain_refusals(text.text, date=day):
            start, end = place.span(refusal.start, refusal.end)
            found.append(
                Refused(
                    article=article.id,
                    page=article.page,
                    text=text.text[refusal.start : refusal.end],
                    start=start,
                    end=end,
                    sentence=finder.around(refusal.start, refusal.end),
                    rule=refusal.rule,
                    reason=refusal.reason,
                )
            )
    return sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end))


def reference_day(article: Article) -> datetime.date | None:
    """The day that an article's 今天 is: its dateline's where there is one, else the issue's.

    >>> reference_day(Article(id="f00/1", page="f00", n=1, kind="story", chars=0, confidence=1.0, date="2026-05-14"))
    datetime.date(2026, 5, 14)
    """
    for day in (article.dateline.date if article.dateline else None, article.date):
        if day:
            try:
                return datetime.date.fromisoformat(day)
            except ValueError:  # a month, or a day that no calendar has
                continue
    return None


def place_facts(facts: Iterable[Fact], text: Text) -> Iterator[Fact]:
    """Facts of a joined text with the offsets of the page that its pieces came from."""
    if not text.pieces:
        return
    place = Places(text.pieces)
    for fact in facts:
        start, end = place.span(fact.start, fact.end)
        yield replace(fact, start=start, end=end)


class Places:
    """Where each character of a joined text stands in its source; a piece [p, p] is one blank that stands nowhere."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces
        self._begins = list(accumulate((max(end - start, 1) for start, end in pieces), initial=0))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span of text[start:end].

        >>> Places(((10, 12), (12, 12), (20, 24))).span(1, 5)
        (11, 22)
        """
        return self._place(start), self._place(end - 1) + 1

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The source's pieces of text[start:end], a blank that stands nowhere among them.

        >>> Places(((10, 12), (12, 12), (20, 24))).cut(1, 5)
        ((11, 12), (12, 12), (20, 22))
        """
        parts: list[Piece] = []
        for begin, (left, right) in zip(self._begins, self._pieces, strict=False):
            size = max(right - left, 1)
            first, last = max(start - begin, 0), min(end - begin, size)
            if first < last:
                parts.append((left, right) if left == right else (left + first, left + last))
        return tuple(parts)

    def _place(self, at: int) -> int:
        number = min(bisect_right(self._begins, at), len(self._pieces)) - 1
        return self._pieces[number][0] + at - self._begins[number]
