"""Figures by the words around them, their kind, unit and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..extract.choice import Choice
from ..models import Article, Fact, Page, Record
from .choose import Where
from .query import Query
from .reading import read_article, read_article_facts, read_page
from .rows import Cell
from .search import rank_articles

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

# Articles in which figures may be, the newest first, where no words say which are the best.
_NEWEST = (
    "SELECT article.key FROM article WHERE {} AND"
    " EXISTS (SELECT 1 FROM fact WHERE fact.article = article.key AND {}) ORDER BY article.date DESC, article.key"
)


def find_figures(
    connection: Connection,
    query: Query | None,
    choice: Choice,
    where: Where = _EVERYTHING,
    *,
    limit: int = 0,
) -> Iterator[Record]:
    """Figures in whose subject or sentence the words stand, each after the page and the article it is in.

    Figures whose subject has the words come first, then those whose sentence has them; among them those of the
    best article first. Without a query all that `choice` takes, the newest first. At most `limit`, all where that is 0.
    """
    article: Article | None = None
    page: Page | None = None
    for count, (key, fact) in enumerate(_in_order(connection, query, choice, where), 1):
        if article is None or article.id != fact.article:
            article = read_article(connection, key)
            if page is None or page.id != article.page:
                page = read_page(connection, article.page)
                yield page
            yield article
        yield fact
        if count == limit:
            return


def _in_order(
    connection: Connection, query: Query | None, choice: Choice, where: Where
) -> Iterator[tuple[int, Fact]]:
    """Figures with the keys of their articles; what was found is asked for twice rather than held."""
    articles = _articles(connection, query, choice, where)
    if query is None:
        yield from _figures(connection, articles, choice, where)
        return
    for in_subject in (True, False):
        for key, fact in _figures(connection, articles, choice, where):
            subject = fact.subject or ""
            if query.holds(subject) is in_subject and query.holds(f"{subject}，{fact.sentence}"):
                yield key, fact


def _figures(
    connection: Connection, articles: list[int], choice: Choice, where: Where
) -> Iterator[tuple[int, Fact]]:
    for key in articles:
        for fact in read_article_facts(connection, key, where):
            if is_chosen(fact, choice):
                yield key, fact


def is_chosen(fact: Fact, choice: Choice) -> bool:
    """Whether a figure is asked for; where no unit is asked for, its size is that of its base value.

    >>> from decimal import Decimal
    >>> from jnrb_cli.models import Base
    >>> road = Fact(id="1", kind="measure", text="7.2公里", start=0, end=5, value=Decimal("7.2"), unit="公里",
    ...     base=Base(value=Decimal(7200), unit="m"), sentence="", rule="")
    >>> is_chosen(road, Choice(least=Decimal(7000))), is_chosen(road, Choice(units=("公里",), least=Decimal(7000)))
    (True, False)
    """
    if fact.base is not None and fact.base.value is not None and not choice.units:
        fact = replace(fact, value=fact.base.value, high=fact.base.high, unit=fact.base.unit)
    return choice.takes(fact)


def _articles(connection: Connection, query: Query | None, choice: Choice, where: Where) -> list[int]:
    """The articles in which figures may be that are asked for, the best first."""
    if query is not None:
        return [key for key, _ in rank_articles(connection, query.loose, where)]
    condition, values = where.article_sql()
    figures, bounds = _figures_sql(choice)
    found = connection.execute(_NEWEST.format(condition, figures), (*values, *bounds))
    return [key for (key,) in found]


def _figures_sql(choice: Choice) -> tuple[str, list[Cell]]:
    """A condition on `fact` that holds for every figure the choice takes, and its parameters.

    `low` and `top` are rounded, but what is no less than a number is so too when both are rounded.
    """
    asked: list[tuple[str, tuple[Cell, ...]]] = [
        (f"fact.kind IN ({_marks(choice.kinds)})", choice.kinds),
        (
            f"coalesce(fact.base_unit, '') IN ({_marks(choice.units)}) OR fact.unit IN ({_marks(choice.units)})",
            choice.units * 2,
        ),
    ]
    if not choice.units:
        asked.append(("fact.top >= ?", () if choice.least is None else (float(choice.least),)))
        asked.append(("fact.low <= ?", () if choice.most is None else (float(choice.most),)))
    parts = [f"({text})" for text, values in asked if values]
    return " AND ".join(parts) or "1", [value for _, values in asked for value in values]


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
