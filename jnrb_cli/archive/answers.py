"""What the archive answers with: the records of search, trends, jumps, the same story twice, and what it holds itself.

Offsets count characters of the source as everywhere; they are null where an article came as records without pieces.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from ..models import SCHEMA, Approx, ArticleKind, Byline, Count, Fact, Natural, Piece, Record

HitRole = Literal["column", "kicker", "title", "subtitle", "subhead", "paragraph", "caption"]


class Hit(Record, frozen=True, kw_only=True):
    """An article that a search found, with one sentence of it.

    `role` says of which part of the article, `text`, `start` and `end` are what was found in it first, `marks` the
    ranges of `sentence` that are hits. `score` is bm25, the higher the better. `same` is the article among
    the results before that tells the same story in the same words.
    """

    schema: int = SCHEMA
    type: Literal["hit"] = "hit"
    article: str
    page: str
    source: str
    paper: str | None = None
    date: str | None = None
    edition: int | None = None
    section: str | None = None
    kind: ArticleKind
    title: str | None = None
    byline: tuple[Byline, ...] = ()
    role: HitRole
    text: str
    start: int | None
    end: int | None
    sentence: str
    marks: tuple[Piece, ...]
    score: float
    same: str | None = None


class Place(Record, frozen=True, kw_only=True):
    """An article and where it stands: `start` to `end` holds all of it, and what stands between."""

    article: str
    page: str
    source: str
    paper: str | None = None
    date: str | None = None
    edition: int | None = None
    title: str | None = None
    start: int | None = None
    end: int | None = None


class Copy(Place, frozen=True, kw_only=True):
    """One article of a story told more than once; `shared` is how many hundredths of the shorter one it shares with the first."""

    chars: int
    shared: int = 100


class Story(Record, frozen=True, kw_only=True):
    """A story that several articles tell in the same words, the earliest first."""

    schema: int = SCHEMA
    type: Literal["story"] = "story"
    copies: tuple[Copy, ...]


class Passing(Record, frozen=True, kw_only=True):
    """An article that goes on elsewhere: from where, to where. One of the two is null where an end is loose, and `loose` says why."""

    schema: int = SCHEMA
    type: Literal["jump"] = "jump"
    paper: str | None = None
    date: str | None = None
    from_: Place | None = msgspec.field(name="from", default=None)
    to: Place | None = None
    loose: str | None = None


class Mention(Record, frozen=True, kw_only=True):
    """Where a word stands in an article: the first hit, of `count`."""

    article: str
    page: str
    source: str
    title: str | None = None
    count: int
    start: int | None
    end: int | None


class TrendPoint(Record, frozen=True, kw_only=True):
    """How often words stand in the papers of a day, month or year (`period`, as far as ISO says it).

    `count` is how often, `articles` in how many of the `of` articles with their `chars` characters; `rate` is per
    10,000 characters. `places` are the articles with the most.
    """

    schema: int = SCHEMA
    type: Literal["trend"] = "trend"
    period: str
    count: int
    articles: int
    of: int
    chars: int
    rate: float
    places: tuple[Mention, ...] = ()


class Movement(Record, frozen=True, kw_only=True):
    """One figure of a row of the same: what is counted and in which unit, on which day of the paper.

    `value` is in `unit`, the canonical one where there is one; what is printed is in `fact`.
    """

    schema: int = SCHEMA
    type: Literal["movement"] = "movement"
    subject: str
    unit: str | None
    date: str
    paper: str | None = None
    source: str
    value: Decimal
    high: Decimal | None = None
    approx: Approx | None = None
    fact: Fact


class ArchiveInfo(Record, frozen=True, kw_only=True):
    """What an archive holds: how much, of which papers and days, made with which versions of jnrb and its rules."""

    schema: int = SCHEMA
    type: Literal["archive"] = "archive"
    path: str
    number: Natural
    bytes: Natural
    pages: Natural
    articles: Natural
    facts: Natural
    first: str | None = None
    last: str | None = None
    papers: tuple[Count, ...] = ()
    rules: tuple[Count, ...] = ()
    outdated: Natural = 0


class Tally(Record, frozen=True, kw_only=True):
    """What was done to an archive: files read, pages by what became of them, articles and figures written."""

    schema: int = SCHEMA
    type: Literal["tally"] = "tally"
    files: Natural = 0
    added: Natural = 0
    replaced: Natural = 0
    unchanged: Natural = 0
    removed: Natural = 0
    articles: Natural = 0
    facts: Natural = 0


class Proof(Record, frozen=True, kw_only=True):
    """What is wrong with one page of an archive, or, where `page` is null, with the archive's file.

    `proved` says whether the page's text was there to prove its offsets by.
    """

    schema: int = SCHEMA
    type: Literal["proof"] = "proof"
    page: str | None
    source: str
    proved: bool = False
    troubles: tuple[str, ...] = ()


class Verdict(Record, frozen=True, kw_only=True):
    """What a proof of an archive came to: pages read, proved by their text, and with something wrong."""

    schema: int = SCHEMA
    type: Literal["verdict"] = "verdict"
    pages: Natural
    proved: Natural
    wrong: Natural
