"""Articles by words: asked of the full-text index, ranked by bm25, each with the sentence that has the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..models import Article
from .answers import Hit
from .choose import Where
from .duplicates import Sieve
from .highlight import find_best, split_at_breaks
from .query import Query
from .reading import find_article, read_in_parts
from .rows import Cell, inflate, unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

# A score with more places than this would only tell one processor's logarithm from another's.
SCORE_PLACES = 4

# Of words that more articles have, those that were added last are ranked before the rest: bm25 looks at every hit,
# 0.75 µs each, while the index hands out the last ones without a look at the others. At 15,700 generated pages (106,000
# articles) 200 words of one to five characters, of which half have 3,000 articles and more, are ranked in 2.5 ms in
# the median; a thousand at once take 2.3, three thousand 3.0, five 3.9. At 8,000 pages it is 4.2 in the mean, and 10.2 with all at once.
RANKED_AT_ONCE = 2000

# Above all keys that SQLite gives out.
_NO_KEY = 2**63 - 1

# Articles as good as one another come in the order in which they were added.
_RANKED = (
    "SELECT key, rank FROM (SELECT pair_index.rowid AS key, rank FROM {} WHERE pair_index MATCH ?"
    " AND pair_index.rowid < ? AND {} ORDER BY pair_index.rowid DESC LIMIT ?) ORDER BY rank, key LIMIT ?"
)
_KEYS = "SELECT pair_index.rowid FROM {} WHERE pair_index MATCH ? AND {}"
# Those without a day come last.
_NEWEST = (
    "SELECT article.key, rank FROM pair_index CROSS JOIN article ON article.key = pair_index.rowid"
    " WHERE pair_index MATCH ? AND {} ORDER BY article.date DESC, article.key LIMIT ?"
)
_COUNTED = "SELECT count(*) FROM {} WHERE pair_index MATCH ? AND {}"

# The index is asked first, then the articles: CROSS JOIN holds SQLite to that.
_JOINED = "pair_index CROSS JOIN article ON article.key = pair_index.rowid"

_FOUND = (
    "SELECT article.record, page.text, page.source, page.edition, article.section"
    " FROM article JOIN page ON page.key = article.page WHERE article.key = ?"
)


def find_articles(
    connection: Connection,
    query: Query,
    where: Where = _EVERYTHING,
    *,
    limit: int = 0,
    newest: bool = False,
) -> Iterator[Hit]:
    """The articles that a query finds, the best or the `newest` first; at most `limit`, all where that is 0."""
    sieve = Sieve(connection)
    ranked = _list_found(connection, query, where, limit=limit, newest=newest)
    return read_in_parts(connection, ranked, lambda one: _find_hit(connection, *one, query, sieve))


def find_whole_articles(
    connection: Connection,
    query: Query,
    where: Where = _EVERYTHING,
    *,
    limit: int = 0,
    newest: bool = False,
) -> Iterator[Article]:
    """The same articles in the same order, as they were put in."""
    ranked = _list_found(connection, query, where, limit=limit, newest=newest)
    return read_in_parts(connection, ranked, lambda one: find_article(connection, one[0]))


def _list_found(
    connection: Connection, query: Query, where: Where, *, limit: int, newest: bool
) -> Iterator[tuple[int, float]]:
    ranked = _list_newest if newest else rank_articles
    return ranked(connection, query.match, where, limit=limit)


def rank_articles(
    connection: Connection,
    match: str | None,
    where: Where = _EVERYTHING,
    *,
    limit: int = 0,
    at_once: int = RANKED_AT_ONCE,
) -> Iterator[tuple[int, float]]:
    """The keys of the articles that FTS5's words find, with bm25's rank: the lower the better.

    The `at_once` that were added last come first, then as many of those before them, each lot by itself by rank.
    """
    if match is None:
        return
    table, condition, values = _asked(where)
    question = _RANKED.format(table, condition)
    below, wanted = _NO_KEY, limit
    while True:
        most = wanted if 0 < wanted <= at_once else -1
        lot = connection.execute(question, (match, below, *values, at_once, most)).fetchall()
        yield from lot
        if len(lot) < at_once or len(lot) == wanted:
            return
        below = min(key for key, _ in lot)
        wanted -= len(lot) if wanted else 0


def _list_newest(
    connection: Connection, match: str | None, where: Where, *, limit: int
) -> Iterator[tuple[int, float]]:
    """The same by the articles' days, the latest first."""
    if match is None:
        return
    condition, values = where.article_sql()
    yield from connection.execute(_NEWEST.format(condition), (match, *values, limit or -1)).fetchall()


def find_keys(connection: Connection, match: str | None, where: Where = _EVERYTHING) -> Iterator[int]:
    """The keys of the articles that FTS5's words find, in the order in which they were added."""
    if match is not None:
        table, condition, values = _asked(where)
        yield from (key for (key,) in connection.execute(_KEYS.format(table, condition), (match, *values)))


def count_articles(connection: Connection, query: Query, where: Where = _EVERYTHING) -> int:
    """How many articles a query finds."""
    if query.match is None:
        return 0
    table, condition, values = _asked(where)
    counted = connection.execute(_COUNTED.format(table, condition), (query.match, *values))
    count: int = counted.fetchone()[0]
    return count


def _asked(where: Where) -> tuple[str, str, list[Cell]]:
    """The tables that have to be asked, the condition and its values."""
    return ("pair_index" if where == _EVERYTHING else _JOINED, *where.article_sql())


def _find_hit(connection: Connection, key: int, rank: float, query: Query, sieve: Sieve) -> Hit | None:
    """The result that an article is; None where it is gone."""
    row = connection.execute(_FOUND, (key,)).fetchone()
    if row is None:
        return None
    record, text, source, edition, section = row
    article = unpack(record, Article, inflate(text))
    # What runs over two lines of a headline (开渔，补贴) stands in none of its texts whole, but its parts do.
    found = find_best(article, query.phrases) or find_best(article, split_at_breaks(query.phrases))
    assert found is not None, article.id  # the index is made of these very texts
    passage, left = found.passage, found.start
    first, last = found.marks[0]
    start, end = passage.span(first, last)
    return Hit(
        article=article.id,
        page=article.page,
        source=source,
        paper=article.paper,
        date=article.date,
        edition=edition,
        section=section,
        kind=article.kind,
        title=article.title,
        byline=article.byline,
        role=passage.role,
        text=passage.text[first:last],
        start=start,
        end=end,
        sentence=passage.text[left : found.end],
        marks=tuple((one - left, two - left) for one, two in found.marks),
        score=round(-rank, SCORE_PLACES),
        same=sieve.find_same(key, article),
    )
