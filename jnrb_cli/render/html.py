"""Digests as one web page that stands alone: no script, nothing fetched, readable on a telephone, in the dark and on paper.

Where there are several digests their headlines stand in a list before them all, so they are kept in a file of their own
until the last has come. All text is escaped here and nowhere else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from html import escape

from ..models import Card, Count, Digest, Fact, Record, Sentence
from ..resources import data_text
from ..streams import Output
from ..text import harmless, simplify
from ..version import __version__
from .article import counted, jump_text
from .digest import above_text, card_number, figure_ranges, kinds_text, named_groups, signed_text
from .fact import change_text, value_text

STYLE = "digest.css"
_COPY = 1 << 20


class HtmlWriter:
    """One page for all digests of a run."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._body = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the page is
        self._entries: list[str] = []
        self._titles: list[str] = []
        self._days: set[str] = set()

    def write(self, record: Record) -> None:
        """Keep a digest."""
        if isinstance(record, Digest):
            self._titles.append(_page_title(record))
            self._days.update([record.date] if record.date else [])
            self._entries.append(_entry(record, len(self._titles)))
            self._body.write(_page(record, len(self._titles)).encode())

    def close(self) -> None:
        """Write all that was kept, the list before it."""
        count = len(self._titles)
        self._write_head(self._title())
        if count > 1:
            entries = "".join(self._entries)
            self._out.write_text(
                f'<nav class="contents">\n<h2 lang="en">{counted(count, "page")}</h2>\n<div>\n{entries}</div>\n</nav>\n'
            )
        self._body.seek(0)
        while data := self._body.read(_COPY):
            self._out.write(data)
        self._body.close()
        nothing = "" if count else "<p>No pages.</p>\n"
        self._out.write_text(f"{nothing}<footer>jnrb {escape(__version__)}</footer>\n</body>\n</html>\n")

    def _title(self) -> str:
        """What the whole is called: the page, if it is one, else how many there are and of which days."""
        if len(self._titles) < 2:
            return self._titles[0] if self._titles else "jnrb digest"
        days = sorted({min(self._days), max(self._days)}) if self._days else []
        return ", ".join(part for part in (counted(len(self._titles), "page"), " to ".join(days)) if part)

    def _write_head(self, title: str) -> None:
        self._out.write_text(
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_text(title)}</title>\n<style>\n{data_text(STYLE)}</style>\n</head>\n<body>\n"
        )


def _text(text: str) -> str:
    """Text as it may stand in the page, on one line."""
    return escape(harmless(text))


def _tag(name: str, text: str | None, kind: str = "") -> str:
    """An element with text in it; nothing where there is none."""
    if not text:
        return ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{_text(text)}</{name}>\n"


def _language(*texts: str | None) -> str:
    """Which Chinese a text is in, so that the right fonts are taken."""
    joined = "".join(text for text in texts if text)
    return "zh-Hant" if simplify(joined) != joined else "zh-Hans"


def _page_title(digest: Digest) -> str:
    return " ".join(part for part in (digest.paper, digest.date, digest.section) if part) or digest.source


def _issue(digest: Digest) -> list[str]:
    edition = f"{digest.edition}版" if digest.edition is not None else None
    return [part for part in (digest.date, digest.weekday, edition, digest.section) if part]


def _page_language(digest: Digest) -> str:
    return _language(*(card.title for card in digest.cards), digest.paper)


def _entry(digest: Digest, number: int) -> str:
    """A page in the list of contents: its name and its headlines."""
    name = " · ".join(filter(None, (digest.paper, *_issue(digest)))) or digest.source
    lines = "".join(
        f'<li value="{card.n}"><a href="#{_anchor(number, card.n)}">{_text(card.title)}</a></li>\n'
        for card in digest.cards
        if card.title
    )
    headlines = f"<ol>\n{lines}</ol>\n" if lines else ""
    link = f'<a href="#p{number}">{_text(name)}</a>'
    return f'<div lang="{_page_language(digest)}">\n<h3>{link}</h3>\n{headlines}</div>\n'


def _page(digest: Digest, number: int) -> str:
    parts = _issue(digest)
    language = _page_language(digest)
    counts = f"{kinds_text(digest.articles) or 'no articles'}; {counted(digest.chars, 'character')}"
    return "".join(
        (
            f'<section class="page" id="p{number}" lang="{language}">\n<header>\n',
            _tag("h1", digest.paper or digest.source),
            f'<p class="issue">{"".join(f"<span>{_text(part)}</span>" for part in parts)}</p>\n'
            if parts
            else "",
            f'<p class="soft" lang="en">{_text(counts)}</p>\n</header>\n',
            _overview(digest, number),
            '<div class="cards">\n' if digest.cards else "",
            *(_card(card, number) for card in digest.cards),
            "</div>\n" if digest.cards else "",
            "</section>\n",
        )
    )


def _overview(digest: Digest, number: int) -> str:
    """The page's top figures beside how many there are of each kind."""
    if not digest.facts:
        return '<h2 lang="en">Articles</h2>\n' if digest.cards else ""
    table = ""
    if digest.figures:
        rows = "".join(_figure_row(digest, fact, number) for fact in digest.figures)
        table = (
            '<div>\n<h2 lang="en">Top figures</h2>\n<table>\n<thead lang="en"><tr><th scope="col">figure</th>'
            '<th scope="col">comes to</th><th scope="col">of what</th><th scope="col" class="number">article</th></tr></thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )
    bars = f'<div>\n<h2 lang="en">All figures by kind</h2>\n{_bars(digest.facts)}</div>\n'
    return f'<div class="overview">\n{table}{bars}</div>\n<h2 lang="en">Articles</h2>\n'


def _figure_row(digest: Digest, fact: Fact, page: int) -> str:
    number = card_number(digest, fact)
    link = f'<a href="#{_anchor(page, number)}">{number}</a>' if number is not None else ""
    cells = f'<td>{_text(fact.text)}</td><td class="value">{_text(value_text(fact))}</td><td>{_text(fact.subject or "")}</td>'
    return f'<tr>{cells}<td class="number">{link}</td></tr>\n'


def _bars(counts: Sequence[Count]) -> str:
    """How many there are of each kind, the bars drawn to the longest."""
    most = max(one.count for one in counts)
    rows = "".join(
        f'<dt>{_text(one.name)}</dt><dd><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * one.count / most:.1f}" height="8"/></svg></dd><dd class="number">{one.count:,}</dd>\n'
        for one in counts
    )
    return f'<dl class="bars" lang="en">\n{rows}</dl>\n'


def _anchor(page: int, card: int) -> str:
    return f"p{page}-{card}"


def _card(card: Card, page: int) -> str:
    return "".join(
        (
            f'<article class="card" id="{_anchor(page, card.n)}">\n',
            f'<span class="kind" lang="en">{card.n} {card.kind}</span>\n',
            _tag("p", above_text(card), "above"),
            _tag("h3", card.title),
            _tag("p", card.subtitle, "subtitle"),
            _tag("p", signed_text(card), "byline"),
            *(f"<p>{_marked(one, card.figures)}</p>\n" for one in card.sentences),
            _tag("p", jump_text(card), "soft"),
            _about(card),
            "</article>\n",
        )
    )


def _marked(sentence: Sentence, figures: Iterable[Fact]) -> str:
    """A sentence with its key figures marked."""
    parts, done = [], 0
    for start, end in figure_ranges(sentence, figures):
        parts += [_text(sentence.text[done:start]), f"<mark>{_text(sentence.text[start:end])}</mark>"]
        done = end
    return "".join((*parts, _text(sentence.text[done:])))


def _about(card: Card) -> str:
    """The figures of a card, and what it names."""
    rows = []
    if card.figures:
        figures = " ".join(
            f'<span class="figure"><b>{_text(f"{fact.text} {change_text(fact.change)}".rstrip())}</b>'
            f"{_text(' ' + fact.subject if fact.subject else '')}</span>"
            for fact in card.figures
        )
        rows.append(f'<dt lang="en">figures</dt><dd>{figures}</dd>\n')
    for name, words in named_groups(card):
        spans = " ".join(f"<span>{_text(word)}</span>" for word in words)
        rows.append(f'<dt lang="en">{name}</dt><dd>{spans}</dd>\n')
    return f'<dl class="about">\n{"".join(rows)}</dl>\n' if rows else ""
