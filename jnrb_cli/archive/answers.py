"""What the archive answers with: the records of search, trends, jumps and the same story twice.

Offsets count characters of the source as everywhere; they are null where an article came as records without pieces.
"""

from __future__ import annotations

from typing import Literal

from ..models import SCHEMA, ArticleKind, Byline, Piece, Record

HitRole = Literal["column", "kicker", "title", "subtitle", "subhead", "paragraph", "caption"]


class Hit(Record, frozen=True, kw_only=True):
    """An article that a search found, with one sentence of it.

    `role` says of which part of the article, `text`, `start` and `end` are what was found in it first, `marks` the
    ranges of `sentence` that are hits. `score` is bm25, the higher the better. `same` are other articles that tell
    the same story in the same words.
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
    same: tuple[str, ...] = ()
