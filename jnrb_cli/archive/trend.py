"""How often words stand in the papers over time, and how a figure moves from issue to issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from ..extract.choice import Choice
from ..models import Fact
from .answers import Mention, Movement, TrendPoint
from .choose import Where
from .figures import is_chosen
from .highlight import find_phrases, read_passages
from .query import Query
from .reading import read_article, read_article_facts
from .search import find_keys
from .tokens import fold_words, pair_tokens

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

By = Literal["day", "month", "year"]

# How much of an ISO date names the period.
LENGTHS: dict[str, int] = {"day": 10, "month": 7, "year": 4}

# Papers of more days than this are counted by month, of more than so many by year: what a screen has lines for.
MAX_DAYS = 62
MAX_MONTH_DAYS = 5 * 366

# Hundredths: of 10,000 characters, an issue's page or two, no more can be told apart.
RATE_PLACES = 2
PER_CHARS = 10_000

_DAYS = "SELECT date, count(*), sum(chars) FROM article WHERE {} AND date(date, '+0 days') = date GROUP BY date ORDER BY date"
_DATED = "SELECT date FROM article WHERE key = ?"
_SOURCE = "SELECT page.source FROM article JOIN page ON page.key = article.page WHERE article.key = ?"
_TIMES = "SELECT count(*) FROM pair_place WHERE {}"
_PLACES = "SELECT doc, col, offset FROM pair_place WHERE {}"
_TERM = "term = ?"
_BEGINS = "term >= ? AND term < ? || char(0x10ffff)"


def count_words(
    connection: Connection,
    query: Query,
    where: Where = _EVERYTHING,
    *,
    by: By | None = None,
    places: int = 3,
) -> Iterator[TrendPoint]:
    """How often the phrases of a query stand in the articles that it finds, period by period.

    `by` None takes what fits the span of days; each point names the `places` articles with the most. Periods with
    papers but without the words are told too. Articles without a date count nowhere.
    """
    condition, values = where.article_sql()
    days = connection.execute(_DAYS.format(condition), values).fetchall()
    if not days or query.match is None:
        return
    length = LENGTHS[by or _fitting([day for day, _, _ in days])]
    found = _count_phrases(connection, query, where)
    if not found:
        return
    keys: dict[str, list[int]] = defaultdict(list)
    for key in found:
        (date,) = connection.execute(_DATED, (key,)).fetchone()
        if date is not None:
            keys[date[:length]].append(key)
    for period, rows in groupby(days, key=lambda row: row[0][:length]):
        of, chars = map(sum, zip(*((count, size) for _, count, size in rows), strict=True))
        count = sum(found[key] for key in keys[period])
        best = sorted(keys[period], key=lambda key: (-found[key], key))[:places]
        yield TrendPoint(
            period=period,
            count=count,
            articles=len(keys[period]),
            of=of,
            chars=chars,
            rate=round(PER_CHARS * count / chars, RATE_PLACES) if chars else 0.0,
            places=tuple(_mention(connection, key, query, found[key]) for key in best),
        )


def _fitting(days: list[str]) -> By:
    """The period that a span of days is told by."""
    import datetime

    span = (datetime.date.fromisoformat(days[-1]) - datetime.date.fromisoformat(days[0])).days
    return "day" if span <= MAX_DAYS else "month" if span <= MAX_MONTH_DAYS else "year"


def _count_phrases(connection: Connection, query: Query, where: Where) -> Counter[int]:
    """How often the phrases stand in each of the articles that the query finds, by their keys."""
    wanted = set(find_keys(connection, query.match, where))
    found: Counter[int] = Counter()
    for phrase in query.phrases:
        for doc, _, _ in _find_phrase(connection, phrase):
            if doc in wanted:
                found[doc] += 1
    return found


def _find_phrase(connection: Connection, phrase: tuple[str, ...]) -> Iterable[tuple[int, str, int]]:
    """Where a phrase stands: article, column and number of its first token.

    The rarest part is taken first, so that no more places are held than it has.
    """
    terms, may_go_on = pair_tokens(phrase)
    asked: list[tuple[str, tuple[str, ...]]] = [(_TERM, (term,)) for term in terms]
    if may_go_on:
        asked[-1] = (_BEGINS, (terms[-1], terms[-1]))
    if len(asked) == 1:
        ((condition, values),) = asked
        return connection.execute(_PLACES.format(condition), values)
    counts = {one: connection.execute(_TIMES.format(one[0]), one[1]).fetchone()[0] for one in set(asked)}
    order = sorted(range(len(asked)), key=lambda at: (counts[asked[at]], at))
    places: set[tuple[int, str, int]] | None = None
    for number in order:
        condition, values = asked[number]
        rows = connection.execute(_PLACES.format(condition), values)
        found = ((doc, col, at - number) for doc, col, at in rows)
        places = set(found) if places is None else {place for place in found if place in places}
        if not places:
            break
    return sorted(places or ())


def _mention(connection: Connection, key: int, query: Query, count: int) -> Mention:
    article = read_article(connection, key)
    (source,) = connection.execute(_SOURCE, (key,)).fetchone()
    start = end = None
    for passage in read_passages(article):
        if hits := find_phrases(passage.text, query.phrases):
            start, end = passage.span(*hits[0][:2])
            break
    return Mention(
        article=article.id,
        page=article.page,
        source=source,
        title=article.title,
        count=count,
        start=start,
        end=end,
    )


def follow_figures(
    connection: Connection, query: Query, choice: Choice, where: Where = _EVERYTHING
) -> Iterator[Movement]:
    """Figures whose subject has the words, the same subject and unit together, in the order of their days.

    Only what stands in the papers of two days at least moves; the longest rows come first. What something rose or
    fell by is no value of it.
    """
    rows: dict[tuple[str, str], list[Movement]] = defaultdict(list)
    for key in find_keys(connection, query.loose, where):
        (date,) = connection.execute(_DATED, (key,)).fetchone()
        if date is None:
            continue
        for fact in read_article_facts(connection, key, where):
            if _is_level(fact) and query.holds(fact.subject or "") and is_chosen(fact, choice):
                one = _movement(connection, key, date, fact)
                rows[one.subject, one.unit or ""].append(one)
    moving = [row for row in rows.values() if len({one.date for one in row}) > 1]
    for row in sorted(moving, key=lambda row: (-len(row), row[0].subject, row[0].unit or "")):
        yield from sorted(row, key=lambda one: (one.date, one.fact.page or "", one.fact.start))


def _is_level(fact: Fact) -> bool:
    """Whether a figure says how much there is of something, not how much more or less."""
    return (
        fact.subject is not None
        and fact.value is not None
        and (fact.change is None or fact.change.by is None)
    )


def _movement(connection: Connection, key: int, date: str, fact: Fact) -> Movement:
    base = fact.base if fact.base is not None and fact.base.value is not None else None
    (source,) = connection.execute(_SOURCE, (key,)).fetchone()
    paper, *_ = connection.execute("SELECT paper FROM article WHERE key = ?", (key,)).fetchone()
    value = base.value if base is not None and base.value is not None else fact.value
    assert value is not None
    return Movement(
        subject=fold_words(fact.subject or ""),
        unit=base.unit if base is not None else fact.unit,
        date=date,
        paper=paper,
        source=source,
        value=value,
        high=base.high if base is not None else fact.high,
        approx=fact.approx,
        fact=fact,
    )
