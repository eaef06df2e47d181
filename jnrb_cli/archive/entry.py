"""A page made ready for the archive: one pure function from a page's text to rows, for whatever process runs it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

import msgspec

from ..lexicon import Lexicon, UserWord, current_lexicon, use_lexicon
from ..models import Article, Page
from .rows import ArticleRows, article_rows, pack


class Recipe(msgspec.Struct, frozen=True):
    """What a page is made with: version and rules of jnrb, and what the command line said of the page.

    `rules` is `rules.rules_of(words)`, `words` are the user's own (`--userdict`): what is counted may hang on them.
    """

    jnrb: str
    rules: str
    date: str | None = None
    paper: str | None = None
    encoding: str | None = None
    words: tuple[UserWord, ...] = ()


class Work(msgspec.Struct, frozen=True):
    """One page to be made ready: its text, or the page and article records that it came as.

    `path` is absolute, None for standard input and for records; `number` counts the pages of a file from 1;
    `start` is the text's place in the file, in characters.
    """

    source: str
    recipe: Recipe
    text: str | None = None
    path: str | None = None
    number: int | None = None
    start: int = 0
    page: Page | None = None
    articles: tuple[Article, ...] = ()

    @property
    def digest(self) -> bytes | None:
        """SHA-256 of the text in UTF-8, None where there is none."""
        return None if self.text is None else hashlib.sha256(_encode(self.text)).digest()

    @property
    def id(self) -> str:
        """The page's id."""
        if self.page is not None:
            return self.page.id
        assert self.text is not None
        return hashlib.sha256(_encode(self.text)).hexdigest()[:12]

    @property
    def stamp(self) -> bytes:
        """Sixteen bytes that change with whatever would change the records, but not with the version number of jnrb."""
        recipe = self.recipe
        made_of = (recipe.rules, recipe.date, recipe.paper, self.start, self.digest, self.page, self.articles)
        return hashlib.sha256(msgspec.json.encode(made_of)).digest()[:16]


class Entry(msgspec.Struct, frozen=True):
    """One page as rows."""

    page: Page
    digest: bytes | None
    path: str | None
    number: int | None
    stamp: bytes
    recipe: Recipe
    record: bytes
    text: bytes | None
    articles: tuple[ArticleRows, ...]

    @property
    def id(self) -> str:
        """The page's id."""
        return self.page.id

    @property
    def source(self) -> str:
        """What the page was read from, as it was named."""
        return self.page.source


def make_entry(work: Work) -> Entry:
    """Split a page, find its figures, and put both into rows; needs nothing but the work, in whatever process."""
    from ..extract.pages import find_article_facts

    if work.recipe.words != current_lexicon().words:
        use_lexicon(Lexicon(work.recipe.words))
    page, articles = _split(work)
    text = b"" if work.text is None else _encode(work.text)
    return Entry(
        page=page,
        digest=work.digest,
        path=work.path,
        number=work.number,
        stamp=work.stamp,
        recipe=work.recipe,
        record=pack(page),
        text=None if work.text is None else zlib.compress(text),
        articles=tuple(article_rows(one, page.section, find_article_facts(one), text) for one in articles),
    )


def _split(work: Work) -> tuple[Page, Sequence[Article]]:
    if work.text is None:
        assert work.page is not None
        return work.page, work.articles
    import datetime

    from ..split import split_page

    date = datetime.date.fromisoformat(work.recipe.date) if work.recipe.date else None
    return split_page(work.text, source=work.source, date=date, paper=work.recipe.paper, start=work.start)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
