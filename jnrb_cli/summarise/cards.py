"""A page's articles to cards, and the cards to the digest of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from ..extract.pages import find_article_facts
from ..models import Article, ArticleKind, Card, Count, Digest, Fact, FactKind, Page
from ..text import simplify
from ..words import keywords, tag
from .figures import CARD_FIGURES, pick_for_page, rank_figures
from .lead import choose_sentences, sentence_count
from .names import article_text, find_names
from .sentences import find_candidates

CARD_KEYWORDS = 6


def digest_page(page: Page, articles: Iterable[Article]) -> Digest:
    """A page and its articles in short.

    >>> from jnrb_cli import split_page
    >>> page, articles = split_page("临湖日报\\n2026年4月27日 星期一\\n\\n湖区开渔\\n\\n昨天湖区开渔，首日出船171艘，捕鱼约32吨。")
    >>> digest = digest_page(page, articles)
    >>> [(card.title, [fact.text for fact in card.figures]) for card in digest.cards]
    [('湖区开渔', ['约32吨', '171艘'])]
    """
    kinds: Counter[str] = Counter()
    tallies: Counter[str] = Counter()
    cards: list[Card] = []
    ranked: list[Sequence[Fact]] = []
    for article in articles:
        facts = find_article_facts(article)
        card, figures = _make_card(article, facts)
        kinds[article.kind] += 1
        tallies.update(fact.kind for fact in facts)
        cards.append(card)
        ranked.append(figures)
    return Digest(
        id=page.id,
        source=page.source,
        paper=page.paper,
        date=page.date,
        weekday=page.weekday,
        edition=page.edition,
        section=page.section,
        chars=page.chars,
        articles=_counts(kinds, get_args(ArticleKind)),
        facts=_counts(tallies, get_args(FactKind)),
        figures=tuple(pick_for_page(ranked)),
        cards=tuple(cards),
    )


def _make_card(article: Article, facts: Sequence[Fact]) -> tuple[Card, list[Fact]]:
    """An article's card, and its figures by weight, more than the card has."""
    count = 1 if article.kind in ("notice", "ad") else sentence_count(article.chars)
    sentences = choose_sentences(find_candidates(article), count)
    figures = rank_figures(
        facts,
        headlines=[piece for head in article.heads for piece in head.pieces],
        lead=[piece for sentence in sentences for piece in sentence.pieces],
    )
    printed = article_text(article)
    words = tag(simplify(printed))  # the dear part, done once
    names = find_names(article, printed, words)
    card = Card(
        id=article.id,
        n=article.n,
        kind=article.kind,
        column=article.column,
        kicker=article.kicker,
        title=article.title,
        subtitle=article.subtitle,
        byline=article.byline,
        dateline=article.dateline,
        chars=article.chars,
        sentences=tuple(sentence.plain() for sentence in sentences),
        figures=tuple(figures[:CARD_FIGURES]),
        keywords=tuple(keywords(printed, CARD_KEYWORDS, words)),
        people=names.people,
        organisations=names.organisations,
        places=names.places,
        jump=article.jump,
    )
    return card, figures


def _counts(counts: Counter[str], order: Sequence[str]) -> tuple[Count, ...]:
    return tuple(Count(name=kind, count=counts[kind]) for kind in order if counts[kind])
