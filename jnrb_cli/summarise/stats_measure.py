"""What of a page, an article, a figure is counted: small records that can go from one process to another."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

import msgspec

from ..models import Article, Fact, Page
from .stats import Counted, Figure, Measured

# Kinds of figures that can be added up, and canonical units of measure that can.
_ADDED_KINDS = frozenset({"count", "money", "measure", "duration"})
_NO_AMOUNTS = frozenset({"date", "ordinal"})
_ADDED_MEASURES = frozenset({"m", "m2", "m3", "kg", "J", "B", "bit", "mol", "pcs"})
_RATES = ("/", "／", "每")
# A figure's article and an article's page stand a few records before them.
_REMEMBERED = 1 << 10
M = TypeVar("M", Counted, Measured)


def measure_page(page: Page) -> Counted:
    """What of a page is counted, and what tells it from others: paper, day, number and name, or where it was read."""
    label = _label(page.paper, page.date, page.edition, page.section) or page.source or None
    return Counted(**msgspec.structs.asdict(page), label=label)


def _label(paper: str | None, date: str | None, edition: int | None, section: str | None) -> str:
    parts = (paper, date, f"{edition}版" if edition is not None else None, section)
    return " ".join(part for part in parts if part)


def measure_article(article: Article, page: Counted | None, *, words: bool = False) -> Measured:
    """What of an article is counted; `page` is the one it stands on, where that is known, `words` opens the dictionary.

    >>> article = Article(id="f/1", page="f", n=1, kind="story", chars=120, confidence=1.0, paper="临湖日报")
    >>> measure_article(article, None).chars
    120
    """
    from ..extract.pages import find_article_facts

    facts = find_article_facts(article, subjects=False)
    return Measured(
        article=article.id,
        page=article.page,
        label=page.label if page else _label_alone(article, article.date),
        paper=article.paper,
        date=article.date,
        section=page.section if page else article.section,
        kind=article.kind,
        chars=article.chars,
        names=tuple(dict.fromkeys(one.name for one in article.byline)),
        figures=tuple(map(measure_fact, facts)),
        words=tuple(_count_words(article).items()) if words else (),
        organisations=_organisations(article) if words else (),
    )


def _label_alone(record: Article | Fact, date: str | None) -> str | None:
    """What tells a page from others, by a record that came without it."""
    return _label(record.paper, date, record.edition, record.section) or record.source or None


class Context:
    """The pages and articles met last, for the records that speak of them by their id."""

    def __init__(self) -> None:
        self._pages: dict[str, Counted] = {}
        self._articles: dict[str, Measured] = {}

    def page(self, page: Page) -> Counted:
        """A page to be counted."""
        return _remember(self._pages, page.id, measure_page(page))

    def article(self, article: Article, *, words: bool) -> Measured:
        """An article to be counted."""
        one = measure_article(article, self._pages.get(article.page), words=words)
        _remember(self._articles, article.id, msgspec.structs.replace(one, figures=(), words=()))
        return one

    def figure(self, fact: Fact) -> Measured:
        """A figure to be counted."""
        return measure_figure(fact, self._articles.get(fact.article or ""))


def _remember(known: dict[str, M], key: str, one: M) -> M:
    known[key] = one
    if len(known) > _REMEMBERED:
        del known[next(iter(known))]
    return one


def measure_figure(fact: Fact, article: Measured | None) -> Measured:
    """What of a figure is counted that came without its article; `article` is what is known of that."""
    figures = (measure_fact(fact),)
    if article is None:
        return Measured(
            article=fact.article,
            page=fact.page,
            label=_label_alone(fact, fact.issue),
            paper=fact.paper,
            date=fact.issue,
            section=fact.section,
            figures=figures,
        )
    return msgspec.structs.replace(
        article, kind=None, chars=None, names=(), words=(), organisations=(), figures=figures
    )


def measure_fact(fact: Fact) -> Figure:
    """A figure in its canonical unit, where it has one.

    >>> measure_fact(Fact(id="1", kind="count", text="171家", start=0, end=4, value=171, unit="家", sentence="", rule=""))
    Figure(kind='count', unit='家', value=171, added=True)
    """
    if fact.kind in _NO_AMOUNTS:
        return Figure(fact.kind)
    rate = any(mark in (fact.unit or "") for mark in _RATES)
    if fact.base is not None and not rate:
        unit: str | None = fact.base.unit
        value = fact.base.value
    else:
        unit, value = fact.unit, fact.value
    added = fact.kind in _ADDED_KINDS and not rate
    if fact.kind == "measure":
        added &= unit in _ADDED_MEASURES
    return Figure(fact.kind, unit, value, added)


def _count_words(article: Article) -> Counter[str]:
    """The words that say something, as printed where they first stand, with how often they stand there."""
    from ..text import simplify
    from ..words import is_topical, tag

    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for text in (*article.heads, *article.paragraphs):
        for word in tag(simplify(text.text)):
            if is_topical(word):
                counts[printed.setdefault(word.text, text.text[word.start : word.end])] += 1
    return counts


def _organisations(article: Article) -> tuple[str, ...]:
    from .names import find_names

    return find_names(article).organisations
