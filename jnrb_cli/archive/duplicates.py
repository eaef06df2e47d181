"""The same story twice: articles of the archive whose bodies are nearly the same, on whatever page, day or paper.

Candidates come from the stored sketches, an exact comparison of all shingles decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .answers import Copy, Story
from .choose import Where
from .reading import read_article
from .rows import index_body
from .sketch import find_shingles, is_same, percent_shared

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

# An article is held against so many that have a shingle in common with it and were added next: a phrase that
# thousands have (`高质量发展`) proposes no millions of pairs, and of a thousand copies each is linked to the next.
WINDOW = 20

# Of one article so many candidates are looked at when it is shown.
MAX_CANDIDATES = 10

# Bodies that are held while pairs are compared; pairs come in the order of the archive.
_HELD = 512

_BY_HASH = "SELECT hash, article FROM shingle ORDER BY hash, article"
_LIKE = (
    "SELECT other.article FROM shingle AS own JOIN shingle AS other ON other.hash = own.hash AND other.article <> own.article"
    " WHERE own.article = ? GROUP BY other.article HAVING count(*) > 1 ORDER BY count(*) DESC, other.article LIMIT ?"
)
_PLACE = (
    "SELECT page.source, page.edition FROM article JOIN page ON page.key = article.page WHERE article.key = ?"
)


class Bodies:
    """Shingles of the archive's articles by their keys, some of them held."""

    def __init__(self, connection: Connection) -> None:
        def read(key: int) -> frozenset[str]:
            return find_shingles(index_body(read_article(connection, key)))

        self.shingles = lru_cache(_HELD)(read)

    def are_same(self, one: int, two: int) -> bool:
        """Whether two articles tell the same story in the same words."""
        return is_same(self.shingles(one), self.shingles(two))


def find_same(connection: Connection, key: int, bodies: Bodies) -> tuple[str, ...]:
    """The ids of other articles that tell an article's story, at most `MAX_CANDIDATES`."""
    found = connection.execute(_LIKE, (key, MAX_CANDIDATES)).fetchall()
    same = (other for (other,) in found if bodies.are_same(key, other))
    return tuple(read_article(connection, other).id for other in same)


def find_stories(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Story]:
    """Stories that stand in the archive more than once, in the order of their first copies."""
    bodies = Bodies(connection)
    groups = _Groups()
    for one, two in sorted(_propose_pairs(connection, where)):
        if groups.head(one) != groups.head(two) and bodies.are_same(one, two):
            groups.join(one, two)
    stories = [_make_story(connection, keys, bodies) for keys in groups.all()]
    yield from sorted(stories, key=lambda story: _order(story.copies[0]))


def _propose_pairs(connection: Connection, where: Where) -> set[tuple[int, int]]:
    condition, values = where.article_sql()
    asked: set[int] | None = None
    if where != _EVERYTHING:
        found = connection.execute(f"SELECT article.key FROM article WHERE {condition}", values)
        asked = {key for (key,) in found}
    pairs: set[tuple[int, int]] = set()
    for _, rows in groupby(connection.execute(_BY_HASH), key=itemgetter(0)):
        keys = [key for _, key in rows if asked is None or key in asked]
        for at, key in enumerate(keys[:-1]):
            pairs.update((key, other) for other in keys[at + 1 : at + 1 + WINDOW])
    return pairs


class _Groups:
    """Keys that belong together."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def head(self, key: int) -> int:
        """The lowest key of a key's group."""
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def join(self, one: int, two: int) -> None:
        """Make one group of two keys' groups."""
        low, high = sorted((self.head(one), self.head(two)))
        self._above.setdefault(low, low)
        self._above[high] = low

    def all(self) -> Iterable[list[int]]:
        """The groups."""
        groups: dict[int, list[int]] = {}
        for key in sorted(self._above):
            groups.setdefault(self.head(key), []).append(key)
        return groups.values()


def _make_story(connection: Connection, keys: Iterable[int], bodies: Bodies) -> Story:
    copies = sorted(((_make_copy(connection, key), key) for key in keys), key=lambda pair: _order(pair[0]))
    first = bodies.shingles(copies[0][1])
    return Story(
        copies=tuple(
            replace(copy, shared=percent_shared(first, bodies.shingles(key))) for copy, key in copies
        )
    )


def _make_copy(connection: Connection, key: int) -> Copy:
    article = read_article(connection, key)
    source, edition = connection.execute(_PLACE, (key,)).fetchone()
    return Copy(
        article=article.id,
        page=article.page,
        source=source,
        paper=article.paper,
        date=article.date,
        edition=edition,
        title=article.title,
        start=min((span.start for span in article.spans), default=None),
        end=max((span.end for span in article.spans), default=None),
        chars=article.chars,
    )


def _order(copy: Copy) -> tuple[str, str, int, str]:
    return copy.date or "", copy.paper or "", copy.edition or 0, copy.article
