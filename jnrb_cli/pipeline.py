"""The stages joined as generators, over one input after another or over several at once.

A stage takes items (page texts, records, errors) and yields records and errors. It is a function at the top
of its module, so that it can be sent to another process.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

import msgspec

from .counts import Stats
from .errors import InputError
from .lexicon import NO_LEXICON, Lexicon, use_lexicon
from .models import Article, Digest, Fact, Finding, Line, Page, Record, Refused
from .read import MAX_PAGE_CHARS, STDIN, Item, PageText, read_file, read_stream, source_name

if TYPE_CHECKING:
    from .extract.choice import Choice
    from .workers import Task

Result = Record | InputError
R = TypeVar("R", bound=Record)


class Settings(msgspec.Struct, frozen=True):
    """What holds for all inputs of a run."""

    encoding: str | None = None
    max_chars: int = MAX_PAGE_CHARS
    date: datetime.date | None = None
    paper: str | None = None


Stage = Callable[[Iterable[Item], Settings], Iterator[Result]]

# What the records that may come are called where they are not what is needed.
_CALLED: dict[type[Record], str] = {
    Page: "pages",
    Article: "articles",
    Fact: "figures",
    Digest: "digests",
    Stats: "counts",
    Finding: "findings",
}


def take_items(items: Iterable[Item], useful: tuple[type[Record], ...], wanted: str) -> Iterator[Item]:
    """The items, without records of other kinds than the useful ones; where none but such came, an error that says what is wanted.

    The error names no source: that is `run_stage`'s to know.

    >>> from .counts import Stats
    >>> [error.what for error in take_items([Stats(pages=1, articles=2, figures=0)], (Page,), "pages")]
    ['counts, where pages are needed']
    """
    other: Record | None = None
    found = False
    for item in items:
        if isinstance(item, (PageText, InputError, *useful)):
            found = found or not isinstance(item, InputError)
            yield item
        else:
            assert isinstance(item, Record)
            other = other or item
    if other is not None and not found:
        yield InputError("", f"{_CALLED[type(other)]}, where {wanted} are needed")


def split_items(items: Iterable[Item], settings: Settings) -> Iterator[Result]:
    """Page texts into pages and articles; records pass, with the date and paper that were asked for."""
    for item in items:
        if isinstance(item, PageText):
            from .split import split_page  # half of the start-up, which records do without

            page, articles = split_page(
                item.text, source=item.source, date=settings.date, paper=settings.paper, start=item.start
            )
            yield page
            yield from articles
        elif isinstance(item, InputError):
            yield item
        else:
            yield overrule(item, settings)


# The page of an article that is asked for stands before it; so many are held back until one comes.
_HELD_PAGES = 1 << 10


def grep_items(items: Iterable[Item], settings: Settings, *, patterns: Sequence[str]) -> Iterator[Result]:
    """Page texts, or pages and articles, as the articles that have one of the patterns, and their pages."""
    from .extract.choice import mentions

    pages: dict[str, Page] = {}
    for result in show_items(items, settings):
        if isinstance(result, Page):
            pages[result.id] = result
            if len(pages) > _HELD_PAGES:
                del pages[next(iter(pages))]
        elif isinstance(result, Article):
            if mentions(result, patterns):
                if result.page in pages:
                    yield pages.pop(result.page)
                yield result
        else:
            yield result


def explain_items(items: Iterable[Item], settings: Settings) -> Iterator[Result]:
    """Page texts into their pages and, for each line, what became of it and why."""
    from .split import explain_page, split_page

    for item in items:
        if isinstance(item, PageText):
            page, _ = split_page(
                item.text, source=item.source, date=settings.date, paper=settings.paper, start=item.start
            )
            yield page
            for row in explain_page(item.text, start=item.start):
                text = item.text[row.start - item.start : row.end - item.start]
                yield Line(source=item.source, page=page.id, text=text, **msgspec.structs.asdict(row))
        elif isinstance(item, InputError):
            yield item
        else:
            yield InputError("", "a record, where only the text of a page can be explained")
            return


def show_items(items: Iterable[Item], settings: Settings) -> Iterator[Result]:
    """Page texts, or pages and articles, as pages and articles that can be read."""
    return split_items(take_items(items, (Page, Article), "pages or articles"), settings)


def find_items(
    items: Iterable[Item],
    settings: Settings,
    *,
    choice: Choice | None = None,
    subjects: bool = True,
    explain: bool = False,
) -> Iterator[Result]:
    """Page texts, or pages and articles, and after each article its figures that are asked for; facts are chosen from too."""
    from .extract.choice import EVERY_FACT
    from .extract.pages import find_article_facts, find_article_refusals

    choice = choice or EVERY_FACT
    useful = (Page, Article, Fact)
    for result in split_items(take_items(items, useful, "pages, articles or figures"), settings):
        if isinstance(result, Fact):
            if choice.takes(result):
                yield result
            continue
        yield result
        if isinstance(result, Article) and choice.takes_article(result.id):
            found: list[Fact | Refused] = [
                fact for fact in find_article_facts(result, subjects=subjects) if choice.takes(fact)
            ]
            if explain:
                found += find_article_refusals(result)
                found.sort(key=lambda one: (one.start, one.end))
            yield from found


def check_items(items: Iterable[Item], settings: Settings, *, rules: Sequence[str] = ()) -> Iterator[Result]:
    """Page texts, or pages and articles, each page followed by what a proofreader would look at again; findings pass.

    `rules` names the rules, none of them is all.
    """
    from .check.catalogue import choose_rules
    from .check.find import check_page

    chosen = choose_rules(rules)
    useful = (Page, Article, Finding)
    for group in _gather_pages(take_items(items, useful, "pages or articles"), settings):
        if isinstance(group, InputError | Finding):
            yield group
            continue
        page, articles, text = group
        if page is not None:
            yield page
        yield from articles
        if text is not None:
            yield from check_page(page, articles, text.text, line=text.line, rules=chosen)
            continue
        # The page's weekday is not that of a date which wins over its own.
        if page is not None and settings.date:
            page = msgspec.structs.replace(page, weekday=None)
        yield from check_page(page, articles, rules=chosen)


_Gathered = tuple[Page | None, list[Article], PageText | None]


def _gather_pages(items: Iterable[Item], settings: Settings) -> Iterator[_Gathered | InputError | Finding]:
    """Each page with its articles and, where it was one, its text; articles whose page did not come are together too."""
    page: Page | None = None
    articles: list[Article] = []
    for item in items:
        if isinstance(item, Article) and item.page == (
            page.id if page else articles[-1].page if articles else None
        ):
            articles.append(overrule(item, settings))
            continue
        if isinstance(item, Page | Article | PageText) and (page is not None or articles):
            yield page, articles, None
            page, articles = None, []
        if isinstance(item, Page):
            page = overrule(item, settings)
        elif isinstance(item, Article):
            articles.append(overrule(item, settings))
        elif isinstance(item, PageText):
            split, *rest = split_items([item], settings)
            yield cast(Page, split), cast(list[Article], rest), item
        elif isinstance(item, InputError | Finding):
            yield item
    if page is not None or articles:
        yield page, articles, None


def stats_items(items: Iterable[Item], settings: Settings, *, words: bool = False) -> Iterator[Result]:
    """Page texts, or pages, articles and figures, into what is counted of them; counts pass."""
    from .summarise.stats_measure import Context

    context = Context()
    useful = (Page, Article, Fact, Stats)
    for result in split_items(take_items(items, useful, "pages, articles or figures"), settings):
        if isinstance(result, Page):
            yield context.page(result)
        elif isinstance(result, Article):
            yield context.article(result, words=words)
        elif isinstance(result, Fact):
            yield context.figure(result)
        else:
            yield result


def digest_items(items: Iterable[Item], settings: Settings) -> Iterator[Result]:
    """Page texts, or pages and articles, into one digest a page; digests pass. Articles of one page that stand apart are digested apart."""
    from .summarise.cards import digest_page

    pages: dict[str, Page] = {}  # those whose articles have not come
    articles: list[Article] = []

    def finish() -> Iterator[Digest]:
        if articles:
            page = pages.pop(articles[0].page) if articles[0].page in pages else _page_of(articles)
            yield digest_page(page, articles)
            articles.clear()

    useful = (Page, Article, Digest)
    for result in split_items(take_items(items, useful, "pages or articles"), settings):
        if isinstance(result, Article):
            if articles and articles[0].page != result.page:
                yield from finish()
            articles.append(result)
        elif isinstance(result, Page):
            yield from finish()
            if result.articles:
                pages[result.id] = result
            else:
                yield digest_page(result, ())
        elif isinstance(result, Digest):
            yield from finish()
            yield result
        elif isinstance(result, InputError):
            yield result
    yield from finish()
    for page in pages.values():
        yield digest_page(page, ())


def _page_of(articles: Sequence[Article]) -> Page:
    """What articles without their page know of it."""
    first = articles[0]
    return Page(
        id=first.page,
        source=first.source,
        paper=first.paper,
        date=first.date,
        edition=first.edition,
        section=first.section,
        start=0,
        end=0,
        chars=sum(article.chars for article in articles),
        articles=len(articles),
    )


def overrule(record: R, settings: Settings) -> R:
    """The record with the date and paper of the settings, which win over the page's."""
    if isinstance(record, Page | Article | Fact):
        if settings.date:
            day = {"issue" if isinstance(record, Fact) else "date": settings.date.isoformat()}
            record = msgspec.structs.replace(record, **day)
        if settings.paper:
            record = msgspec.structs.replace(record, paper=settings.paper)
    return record


def read_items(path: str, settings: Settings, stdin: BinaryIO) -> Iterator[Item]:
    """What one file, or standard input, holds."""
    if path == STDIN:
        yield from read_stream(stdin, STDIN, encoding=settings.encoding, max_chars=settings.max_chars)
    else:
        yield from read_file(path, encoding=settings.encoding, max_chars=settings.max_chars)


def run_stage(
    stage: Stage,
    files: Iterable[str | InputError],
    settings: Settings,
    stdin: BinaryIO,
    *,
    jobs: int = 1,
    lexicon: Lexicon = NO_LEXICON,
) -> Iterator[Result]:
    """The results of a stage over all files, in their order."""
    use_lexicon(lexicon)
    files = iter(files)
    ahead = list(islice(files, jobs)) if jobs > 1 else []  # no more processes than there is work for
    files = chain(ahead, files)
    if len(ahead) > 1:
        yield from _run_parallel(stage, files, settings, stdin, len(ahead), lexicon)
        return
    for file in files:
        if isinstance(file, InputError):
            yield file
        else:
            yield from _run_here(stage, file, settings, stdin)


def _run_parallel(
    stage: Stage,
    files: Iterable[str | InputError],
    settings: Settings,
    stdin: BinaryIO,
    jobs: int,
    lexicon: Lexicon,
) -> Iterator[Result]:
    """The same with a pool of processes: a few files ahead, so that memory does not grow with their number."""
    from .workers import WorkerDied, open_pool  # most runs work alone

    waiting: deque[Task | str | InputError] = deque()

    def finish(work: Task | str | InputError) -> Iterator[Result]:
        if isinstance(work, InputError):
            yield work
        elif isinstance(work, str):
            yield from _run_here(stage, work, settings, stdin)
        else:
            try:
                yield from pool.finish(work)
            except WorkerDied:
                hint = "there may be too little memory; try it alone, without --jobs"
                yield InputError(
                    source_name(work.arguments[1]), "the process that worked on it was killed", hint
                )

    with open_pool(jobs, lexicon) as pool:
        for file in files:
            here = isinstance(file, InputError) or file == STDIN
            waiting.append(file if here else pool.submit(_run_file, stage, file, settings))
            if len(waiting) > 2 * jobs:
                yield from finish(waiting.popleft())
        while waiting:
            yield from finish(waiting.popleft())


def _run_file(stage: Stage, path: str, settings: Settings) -> list[Result]:
    import io

    return list(_run_here(stage, path, settings, io.BytesIO()))


def _run_here(stage: Stage, path: str, settings: Settings, stdin: BinaryIO) -> Iterator[Result]:
    """What a stage makes of one file."""
    for result in stage(read_items(path, settings, stdin), settings):
        yield result.at(source_name(path)) if isinstance(result, InputError) else result
