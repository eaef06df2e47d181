"""Digests in plain words: the columns of a spreadsheet, Markdown, and what both share with the terminal and the web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import cast

from ..models import Card, Count, Digest, Fact, Record, Sentence
from .article import (
    byline_text,
    counted,
    dateline_text,
    escape_inside,
    escape_markdown,
    jump_text,
    mark_markdown,
    page_line,
)
from .fact import change_text, value_text
from .plain import Columns

# What a reader calls several of a kind; the rest take an s.
_PLURALS = {"story": "stories"}


class CardRow(Record, frozen=True, kw_only=True):
    """A card in a spreadsheet, with its page."""

    page: Digest
    card: Card


def kinds_text(counts: Iterable[Count]) -> str:
    """How many there are of each kind.

    >>> kinds_text([Count(name="story", count=4), Count(name="photo", count=1)])
    '4 stories, 1 photo'
    """
    return ", ".join(counted(one.count, one.name, _PLURALS.get(one.name, "")) for one in counts)


def count_text(digest: Digest) -> str:
    """What stands on a page: its articles by kind, figures and characters."""
    figures = sum(one.count for one in digest.facts)
    return "; ".join(
        (
            kinds_text(digest.articles) or "no articles",
            counted(figures, "figure"),
            counted(digest.chars, "character"),
        )
    )


def figure_text(fact: Fact) -> str:
    """A figure as printed, which way it went, and what it is of.

    >>> from decimal import Decimal
    >>> figure_text(Fact(id="1", kind="count", text="171家", start=0, end=4, value=Decimal(171), subject="招聘企业", sentence="", rule=""))
    '171家 招聘企业'
    """
    return " ".join(part for part in (fact.text, change_text(fact.change), fact.subject) if part)


def card_number(digest: Digest, fact: Fact) -> int | None:
    """The number of the article that a figure stands in."""
    return next((card.n for card in digest.cards if card.id == fact.article), None)


def figure_ranges(sentence: Sentence, figures: Iterable[Fact]) -> list[tuple[int, int]]:
    """Where the figures stand in a sentence, in its own characters, in order and apart.

    >>> sentence = Sentence(text="到场171家企业", start=10, end=19, pieces=((10, 14), (15, 19)))
    >>> figure_ranges(sentence, [Fact(id="1", kind="count", text="171家", start=12, end=17, sentence="", rule="")])
    [(2, 6)]
    """
    places: dict[int, int] = {}
    at = 0
    for start, end in sentence.pieces:
        places.update({place: at + place - start for place in range(start, end)})
        at += max(end - start, 1)
    found = sorted(
        (places[one.start], places[one.end - 1] + 1)
        for one in figures
        if one.start in places and one.end - 1 in places
    )
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def named_groups(card: Card) -> list[tuple[str, tuple[str, ...]]]:
    """What a card names, group by group, those that are not empty."""
    groups = (
        ("keywords", card.keywords),
        ("people", card.people),
        ("organisations", card.organisations),
        ("places", card.places),
    )
    return [(name, words) for name, words in groups if words]


def signed_text(card: Card) -> str:
    """Who signs an article, and where it comes from."""
    return "  ".join(part for part in (byline_text(card.byline), dateline_text(card.dateline)) if part)


def above_text(card: Card) -> str:
    """What stands above a headline."""
    return " ".join(part for part in (card.column, card.kicker) if part)


def _row(record: Record) -> CardRow:
    return cast(CardRow, record)


CARD_COLUMNS: Columns = {
    "id": attrgetter("card.id"),
    "source": attrgetter("page.source"),
    "paper": attrgetter("page.paper"),
    "date": attrgetter("page.date"),
    "edition": attrgetter("page.edition"),
    "section": attrgetter("page.section"),
    "n": attrgetter("card.n"),
    "kind": attrgetter("card.kind"),
    "column": attrgetter("card.column"),
    "kicker": attrgetter("card.kicker"),
    "title": attrgetter("card.title"),
    "subtitle": attrgetter("card.subtitle"),
    "byline": lambda record: byline_text(_row(record).card.byline),
    "chars": attrgetter("card.chars"),
    "sentences": lambda record: "\n".join(one.text for one in _row(record).card.sentences),
    "figures": lambda record: "\n".join(map(figure_text, _row(record).card.figures)),
    "keywords": lambda record: " ".join(_row(record).card.keywords),
    "people": lambda record: " ".join(_row(record).card.people),
    "organisations": lambda record: " ".join(_row(record).card.organisations),
    "places": lambda record: " ".join(_row(record).card.places),
}


def card_rows(record: Record) -> Iterator[CardRow]:
    """A row for each card of a digest."""
    if isinstance(record, Digest):
        yield from (CardRow(page=record, card=card) for card in record.cards)


def digest_markdown(record: Record) -> str:
    """A digest as Markdown: the page as a heading, its top figures as a table, its cards below."""
    if not isinstance(record, Digest):
        return ""
    parts = [f"# {escape_markdown(page_line(record))}", count_text(record)]
    if record.figures:
        parts.append(_figures_table(record))
    return "\n\n".join((*parts, *map(_card_markdown, record.cards)))


def _figures_table(digest: Digest) -> str:
    rows = ["| figure | comes to | of what | article |", "|---|---|---|---|"]
    for fact in digest.figures:
        cells = (fact.text, value_text(fact), fact.subject or "", str(card_number(digest, fact) or ""))
        rows.append(f"| {' | '.join(map(escape_inside, cells))} |")
    return "\n".join(rows)


def _card_markdown(card: Card) -> str:
    title = card.title or (card.kind if card.sentences else f"{card.kind}, no text")
    parts = [
        f"*{escape_markdown(above_text(card))}*" if above_text(card) else "",
        f"## {card.n}. {escape_inside(title)}",
        f"**{escape_markdown(card.subtitle)}**" if card.subtitle else "",
        f"*{escape_markdown(signed_text(card))}*" if signed_text(card) else "",
    ]
    parts += [mark_markdown(one.text, figure_ranges(one, card.figures)) for one in card.sentences]
    lines = _list_line("figures", [figure_text(fact) for fact in card.figures])
    lines += [line for name, words in named_groups(card) for line in _list_line(name, words)]
    parts.append("\n".join(lines))
    parts.append(f"({jump_text(card)})" if jump_text(card) else "")
    return "\n\n".join(part for part in parts if part)


def _list_line(name: str, words: Sequence[str]) -> list[str]:
    return [f"- {name}: {escape_inside('; '.join(words))}"] if words else []
