"""Articles by words: asked of the full-text index, ranked by bm25, each with the sentence that has the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..models import Article
from .answers import Hit
from .choose import Where
from .duplicates import Sieve
from .highlight import find_best, split_at_breaks
from .query import Query
from .reading import read_article

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

# A score with more places than this would only tell one processor's logarithm from another's.
SCORE_PLACES = 4

# The index is asked first, then the articles: CROSS JOIN holds SQLite to that. Articles as good as one another come in
# the order in which they were added.
_RANKED = "SELECT rowid, rank FROM pair_index WHERE pair_index MATCH ? ORDER BY rank, rowid LIMIT ?"
_RANKED_OF = (
    "SELECT article.key, rank FROM pair_index CROSS JOIN article ON article.key = pair_index.rowid"
    " WHERE pair_index MATCH ? AND {} ORDER BY rank, article.key LIMIT ?"
)
_COUNTED = (
    "SELECT count(*) FROM pair_index CROSS JOIN article ON article.key = pair_index.rowid"
    " WHERE pair_index MATCH ? AND {}"
)
_PAGE = (
    "SELECT page.source, page.edition, article.section FROM article JOIN page ON page.key = article.page"
    " WHERE article.key = ?"
)


def find_articles(
    connection: Connection, query: Query, where: Where = _EVERYTHING, *, limit: int = 0
) -> Iterator[Hit]:
    """The articles that a query finds, the best first; at most `limit`, all where that is 0."""
    sieve = Sieve(connection)
    for key, rank in rank_articles(connection, query.match, where, limit=limit):
        article = read_article(connection, key)
        hit = _hit(connection, key, article, rank, query)
        yield replace(hit, same=sieve.find_same(key, article))


def rank_articles(
    connection: Connection, match: str | None, where: Where = _EVERYTHING, *, limit: int = 0
) -> list[tuple[int, float]]:
    """The keys of the articles that FTS5's words find, with bm25's rank: the lower the better."""
    if match is None:
        return []
    condition, values = where.article_sql()
    question = _RANKED_OF.format(condition) if where != _EVERYTHING else _RANKED
    return connection.execute(question, (match, *values, limit or -1)).fetchall()


def count_articles(connection: Connection, query: Query, where: Where = _EVERYTHING) -> int:
    """How many articles a query finds."""
    if query.match is None:
        return 0
    condition, values = where.article_sql()
    counted: int = connection.execute(_COUNTED.format(condition), (query.match, *values)).fetchone()[0]
    return counted


def _hit(connection: Connection, key: int, article: Article, rank: float, query: Query) -> Hit:
    source, edition, section = connection.execute(_PAGE, (key,)).fetchone()
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
    )
