"""Articles that go on on another page of the issue: 下转第四版 and 上接第一版 put together, and the loose ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .answers import Passing, Place
from .choose import Where
from .reading import read_keys, read_place

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Where()

_ENDS = (
    "SELECT article.key FROM article JOIN page ON page.key = article.page"
    " WHERE (jump_from IS NOT NULL OR jump_to IS NOT NULL) AND {}"
    " ORDER BY article.date, article.paper, page.edition, article.page, article.n"
)
_EDITIONS = "SELECT edition FROM page WHERE date IS ? AND paper IS ? AND edition IS NOT NULL"


class _End(NamedTuple):
    """One end of a jump: an article, the page it stands on, and the page it points to."""

    place: Place
    edition: int | None
    other: int


def find_jumps(connection: Connection, where: Where = _EVERYTHING) -> Iterator[Passing]:
    """The jumps of all issues, by day and paper: those that are put together first, then the loose ends of the issue."""
    for (date, paper), rows in groupby(_read_ends(connection, where), key=lambda row: row[0]):
        outward: list[_End] = []
        inward: list[_End] = []
        for _, end, is_outward in rows:
            (outward if is_outward else inward).append(end)
        found = connection.execute(_EDITIONS, (date, paper))
        editions = {edition for (edition,) in found} if date is not None else set()
        for passing in _join(outward, inward, editions):
            yield Passing(paper=paper, date=date, from_=passing[0], to=passing[1], loose=passing[2])


def _read_ends(
    connection: Connection, where: Where
) -> Iterator[tuple[tuple[str | None, str | None], _End, bool]]:
    condition, values = where.article_sql()
    for key in read_keys(connection, _ENDS.format(condition), values):
        article, place = read_place(connection, key)
        issue, jump = (article.date, article.paper), article.jump
        if jump is not None and jump.to is not None:
            yield issue, _End(place, place.edition, jump.to), True
        if jump is not None and jump.from_ is not None:
            yield issue, _End(place, place.edition, jump.from_), False


def _join(
    outward: Sequence[_End], inward: Sequence[_End], editions: set[int]
) -> Iterator[tuple[Place | None, Place | None, str | None]]:
    """Ends that point at one another; of several the headlines most alike first, then in the order of the pages."""
    pairs = [
        (-_common(one.place.title, two.place.title), at, to)
        for at, one in enumerate(outward)
        for to, two in enumerate(inward)
        if (one.edition, one.other) == (two.other, two.edition) and one.edition in editions
    ]
    left, right = dict(enumerate(outward)), dict(enumerate(inward))
    joined = []
    for _, at, to in sorted(pairs):
        if at in left and to in right:
            joined.append((at, left.pop(at).place, right.pop(to).place))
    for _, one, two in sorted(joined, key=lambda pair: pair[0]):
        yield one, two, None
    for end in left.values():
        yield end.place, None, _reason(end, editions, "nothing on page {} is continued from page {}")
    for end in right.values():
        yield None, end.place, _reason(end, editions, "nothing on page {} is continued on page {}")


def _common(one: str | None, two: str | None) -> int:
    """How many characters two headlines have in common."""
    return len(set(one or "") & set(two or ""))


def _reason(end: _End, editions: set[int], text: str) -> str:
    if end.edition is None:
        return "its own page has no number"
    if end.other not in editions:
        return f"page {end.other} of the issue is not in the archive"
    return text.format(end.other, end.edition)
