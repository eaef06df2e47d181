"""The same story twice: articles of the archive whose bodies are nearly the same, on whatever page, day or paper.

Candidates come from the stored sketches, an exact comparison of all shingles decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import asdict, replace

from ..models import Article
from .answers import Copy, Story
from .choose import Where
from .reading import read_article, read_place
from .rows import plain_body
from .sketch import find_shingles, is_far, is_same, percent_shared

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")

_EVERYTHING = Where()

# An article is held against so many that have a shingle in common with it and were added next: a phrase that
# thousands have (`高质量发展`) proposes no millions of pairs, and of a thousand copies each is linked to the next.
WINDOW = 20

# Two articles with fewer numbers of their sketches in common are not compared. With one, a phrase of five characters
# would do: of 13,751 articles made from some hundred sentences, 800,000 pairs have one, 210,000 two. Of copies as long
# as the first, one in 500 has only one; of those half as long, one in seven.
MIN_AGREED = 2

# Articles and bodies that are held while pairs are compared; pairs come in the order of the archive.
_HELD = 2048

_BY_HASH = "SELECT hash, article FROM shingle ORDER BY hash, article"
_NUMBERS = "SELECT hash FROM shingle WHERE article = ?"


class Bodies:
    """Bodies of the archive's articles and their shingles, by their keys; those asked for last are held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Article] = {}
        self._bodies: dict[int, str] = {}
        self._shingles: dict[int, frozenset[str]] = {}

    def hold(self, key: int, article: Article) -> None:
        """Spare the reading of an article that somebody has read already."""
        _put(self._known, key, article)

    def shingles(self, key: int) -> frozenset[str]:
        """The shingles of an article's body."""
        if key not in self._shingles:
            _put(self._shingles, key, find_shingles(self._body(key)))
        return self._shingles[key]

    def are_same(self, one: int, two: int) -> bool:
        """Whether two articles tell the same story in the same words."""
        if two not in self._shingles and is_far(self.shingles(one), self._body(two)):
            return False
        return is_same(self.shingles(one), self.shingles(two))

    def _body(self, key: int) -> str:
        if key not in self._bodies:
            article = self._known.get(key) or read_article(self._connection, key)
            _put(self._bodies, key, plain_body(article))
        return self._bodies[key]


def _put(held: dict[int, T], key: int, value: T) -> None:
    if len(held) >= _HELD:
        held.clear()
    held[key] = value


class Sieve:
    """Tells of articles, one after another, which one before tells the same story."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bodies = Bodies(connection)
        self._seen: dict[int, list[int]] = {}
        self._names: dict[int, str] = {}

    def find_same(self, key: int, article: Article) -> str | None:
        """The id of the first article before that tells the story of this one."""
        numbers = [number for (number,) in self._connection.execute(_NUMBERS, (key,))]
        self._bodies.hold(key, article)
        near = Counter(chain.from_iterable(self._seen.get(number, ()) for number in numbers))
        if near:
            other, shared = near.most_common(1)[0]
            if shared >= MIN_AGREED and self._bodies.are_same(other, key):
                return self._names[other]
        self._names[key] = article.id
        for number in numbers:
            seen = self._seen.setdefault(number, [])
            if len(seen) < WINDOW:
                seen.append(key)
        return None


def find_stories(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Story]:
    """Stories that stand in the archive more than once, in the order of their first copies."""
    bodies = Bodies(connection)
    groups = _Groups()
    for one, two in _propose_pairs(connection, where):
        if groups.head(one) != groups.head(two) and bodies.are_same(one, two):
            groups.join(one, two)
    stories = [_make_story(connection, keys, bodies) for keys in groups.all()]
    yield from sorted(stories, key=lambda story: _order(story.copies[0]))


def _propose_pairs(connection: Connection, where: Where) -> list[tuple[int, int]]:
    condition, values = where.article_sql()
    asked: set[int] | None = None
    if where != _EVERYTHING:
        found = connection.execute(f"SELECT article.key FROM article WHERE {condition}", values)
        asked = {key for (key,) in found}
    agreed: Counter[tuple[int, int]] = Counter()
    for _, rows in groupby(connection.execute(_BY_HASH), key=itemgetter(0)):
        keys = [key for _, key in rows if asked is None or key in asked]
        for at, key in enumerate(keys[:-1]):
            agreed.update((key, other) for other in keys[at + 1 : at + 1 + WINDOW])
    return sorted(pair for pair, count in agreed.items() if count >= MIN_AGREED)


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
    article, place = read_place(connection, key)
    return Copy(**asdict(place), chars=article.chars)


def _order(copy: Copy) -> tuple[str, str, int, str]:
    return copy.date or "", copy.paper or "", copy.edition or 0, copy.article
