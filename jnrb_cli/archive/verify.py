"""Proof that an archive is whole: its file, each page's text, each offset in it, and the sources as they are now.

Nothing is changed. A page that came as records has no text to prove anything by, and is only read.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ..models import Article, Fact, Page, Piece, Text
from ..read import PageText, read_file
from .answers import Proof
from .reading import read_article_facts, read_keys, snapshot
from .rows import inflate, unpack


def verify_archive(connection: sqlite3.Connection, *, sources: bool = True) -> Iterator[Proof]:
    """What was proved, a page at a time, with what is wrong with it; the file itself comes first.

    With `sources` each page's file is read again too.
    """
    yield Proof(page=None, source=_file_name(connection), troubles=tuple(_check_file(connection)))
    for (path, encoding), keys in groupby(_read_keys(connection), key=itemgetter(0, 1)):
        source = _Source(path, encoding) if sources and path is not None else None
        for _, _, key in keys:
            with snapshot(connection):
                proof = _prove_page(connection, key, source)
            if proof is not None:
                yield proof


def _read_keys(connection: sqlite3.Connection) -> Iterator[tuple[str | None, str | None, int]]:
    """The file, the encoding that was asked for, and the key of each page, file by file."""
    file = "SELECT path, encoding FROM page JOIN recipe ON recipe.key = page.recipe WHERE page.key = ?"
    order = "SELECT page.key FROM page JOIN recipe ON recipe.key = page.recipe ORDER BY path, encoding, number, page.key"
    for key in read_keys(connection, order):
        path, encoding = connection.execute(file, (key,)).fetchone() or (None, None)
        yield path, encoding, key


def _file_name(connection: sqlite3.Connection) -> str:
    name: str = connection.execute("PRAGMA database_list").fetchone()[2]
    return name


def _check_file(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong with its own file, and whether each article is in the index."""
    for (said,) in connection.execute("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield f"the file: {said}"
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"the file: a row of {table} belongs to no {parent}"
    lacking = (
        "SELECT count(*) FROM article"
        " WHERE NOT EXISTS (SELECT 1 FROM pair_index_docsize WHERE pair_index_docsize.id = article.key)"
    )
    spare = (
        "SELECT count(*) FROM pair_index_docsize"
        " WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.key = pair_index_docsize.id)"
    )
    for question, what in (
        (lacking, "articles are not in the index"),
        (spare, "articles of the index are gone"),
    ):
        (count,) = connection.execute(question).fetchone()
        if count:
            yield f"the index: {count} {what}"
    yield from _check_index(connection)


def _check_index(connection: sqlite3.Connection) -> Iterator[str]:
    """The index's own check, which SQLite lets only a writer ask for; it writes nothing."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO pair_index (pair_index) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            yield "the index is damaged"
        elif not getattr(error, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
            raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA query_only = ON")


class _Source:
    """A file read again: the digests of its pages, by their number."""

    def __init__(self, path: str, encoding: str | None) -> None:
        self._digests: list[bytes] = []
        self._trouble = ""
        if not os.path.exists(path):
            self._trouble = "its file is gone"
            return
        for item in read_file(path, encoding=encoding, max_chars=0):
            if isinstance(item, PageText):
                self._digests.append(_digest(item.text.encode("utf-8", "surrogatepass")))
            elif not self._trouble:
                self._trouble = "its file cannot be read any more"

    def check(self, number: int, digest: bytes | None) -> Iterator[str]:
        """What is wrong with a page's source."""
        if number <= len(self._digests):
            if self._digests[number - 1] != digest:
                yield "its file has changed since"
        else:
            yield self._trouble or "its file has fewer pages now"


def _prove_page(connection: sqlite3.Connection, key: int, source: _Source | None) -> Proof | None:
    """What is wrong with a page; None where another program has taken it out meanwhile."""
    row = connection.execute(
        "SELECT id, number, digest, source, record, text FROM page WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    id, number, digest, name, record, packed = row
    page = unpack(record, Page)
    raw = inflate(packed)
    troubles: list[str] = []
    if page.id != id:
        troubles.append(f"its record is that of page {page.id}")
    articles = connection.execute(
        "SELECT key, record FROM article WHERE page = ? ORDER BY n", (key,)
    ).fetchall()
    if packed is None:
        for article, data in articles:
            unpack(data, Article)
            read_article_facts(connection, article)
        return Proof(page=id, source=name, troubles=tuple(troubles))
    if _digest(raw) != digest or not digest.hex().startswith(id):
        troubles.append("its text is not the one that its digest was made of")
    text = _PageText(raw.decode("utf-8", "surrogatepass"), page.start)
    found = [unpack(data, Article, raw) for _, data in articles]
    troubles += text.check_cover(page, found)
    for (article, _), one in zip(articles, found, strict=True):
        troubles += text.check_article(one, read_article_facts(connection, article))
    if source is not None and number is not None:
        troubles += source.check(number, digest)
    return Proof(page=id, source=name, troubles=tuple(troubles), proved=True)


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


class _PageText:
    """A page's text, asked by the offsets of its file."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start

    def check_cover(self, page: Page, articles: list[Article]) -> Iterator[str]:
        """Every character that is not blank stands in one span of one article or of the furniture."""
        covered = bytearray(len(self._text))
        spans = [(span.start, span.end) for article in articles for span in article.spans]
        for start, end in (*spans, *((span.start, span.end) for span in page.furniture)):
            for at in range(start - self._start, end - self._start):
                if 0 <= at < len(covered):
                    covered[at] = min(covered[at] + 1, 2)
                else:
                    yield "a span lies outside its text"
                    return
        wrong = sum(times != 1 for times, char in zip(covered, self._text, strict=True) if not char.isspace())
        if wrong:
            yield f"{wrong} characters stand in no span, or in two"

    def check_article(self, article: Article, facts: list[Fact]) -> Iterator[str]:
        """Each text is what its pieces are in the source, and each figure stands where it says."""
        texts = (*article.heads, *article.paragraphs)
        for one in texts:
            if self._join(one.pieces) != one.text:
                yield f"article {article.n}: a {one.role} is not what stands at its place"
        for fact in facts:
            if not any(self._stands_in(fact, one) for one in texts):
                yield f"article {article.n}: figure {fact.id} is not what stands at its place"

    def _join(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(
            self._text[start - self._start : end - self._start] if end > start else " "
            for start, end in pieces
        )

    def _stands_in(self, fact: Fact, text: Text) -> bool:
        """Whether a figure's characters, blanks aside, are those of a text's pieces between its offsets."""
        cut = tuple(
            (max(start, fact.start), min(end, fact.end))
            for start, end in text.pieces
            if start < fact.end and end > fact.start
        )
        return "".join(self._join(cut).split()) == "".join(fact.text.split())
