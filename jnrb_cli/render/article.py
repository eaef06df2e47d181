"""Articles and pages in plain words: the columns of a spreadsheet, Markdown, and the lines that both and the terminal share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import cast

import msgspec

from ..models import Article, Byline, Card, Dateline, Digest, Fact, Line, Page, Record, Text
from ..text import harmless
from .plain import Columns

# What of a text is to stand out, such as its figures: ranges of it, in order and apart.
Marker = Callable[[Text], Sequence[tuple[int, int]]]

# Below this an article is shown as uncertain. Measured with the splitter's own confidence on typeset pages.
LOW_CONFIDENCE = 0.5


def byline_groups(byline: Iterable[Byline]) -> list[str]:
    """Who signs, those of one role together."""
    groups: dict[str, list[str]] = {}
    for one in byline:
        groups.setdefault((one.org or "") + one.role, []).append(one.name)
    return [" ".join((role, *names)).strip() for role, names in groups.items()]


def byline_text(byline: Iterable[Byline]) -> str:
    """Who signs, on one line.

    >>> byline_text([Byline(role="记者", name="车斌", org="本报"), Byline(role="记者", name="李明", org="本报")])
    '本报记者 车斌 李明'
    """
    return "；".join(byline_groups(byline))


def dateline_text(dateline: Dateline | None) -> str:
    """Where a report comes from, as far as it is known.

    >>> dateline_text(Dateline(agency="新华社", place="日内瓦", date="2026-05-14"))
    '新华社 日内瓦 2026-05-14'
    """
    parts = (dateline.agency, dateline.place, dateline.date) if dateline else ()
    return " ".join(part for part in parts if part)


def page_line(page: Page | Digest | Article | Fact) -> str:
    """A page's paper, day, number and section on one line, as far as the record of it or of what stands on it says.

    >>> page_line(Article(id="f00/1", page="f00", n=1, kind="photo", chars=0, confidence=1.0, paper="临湖日报", edition=5))
    '临湖日报  5版'
    """
    parts = (
        page.paper,
        page.issue if isinstance(page, Fact) else page.date,
        page.weekday if isinstance(page, Page | Digest) else None,
        f"{page.edition}版" if page.edition is not None else None,
        page.section,
    )
    return harmless("  ".join(part for part in parts if part)) or harmless(page.source)


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "page"), counted(1200, "story", "stories")
    ('1 page', '1,200 stories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def jump_text(article: Article | Card) -> str:
    """Where an article comes from or goes on."""
    jump = article.jump
    if jump is None:
        return ""
    parts = [f"from page {jump.from_}"] if jump.from_ is not None else []
    parts += [f"on page {jump.to}"] if jump.to is not None else []
    return "continued " + " and ".join(parts) if parts else ""


def first_words(article: Article, length: int = 24) -> str:
    """What stands for the headline of an article that has none: how its text begins."""
    text = article.paragraphs[0].text if article.paragraphs else ""
    return text if len(text) <= length else text[: length - 1] + "…"


def full_text(article: Article) -> str:
    """The paragraphs, one a line."""
    return "\n".join(paragraph.text for paragraph in article.paragraphs)


def _article(record: Record) -> Article:
    return cast(Article, record)


ARTICLE_COLUMNS: Columns = {
    "id": attrgetter("id"),
    "source": attrgetter("source"),
    "paper": attrgetter("paper"),
    "date": attrgetter("date"),
    "edition": attrgetter("edition"),
    "section": attrgetter("section"),
    "n": attrgetter("n"),
    "kind": attrgetter("kind"),
    "column": attrgetter("column"),
    "kicker": attrgetter("kicker"),
    "title": attrgetter("title"),
    "subtitle": attrgetter("subtitle"),
    "byline": lambda record: byline_text(_article(record).byline),
    "dateline": lambda record: dateline_text(_article(record).dateline),
    "paragraphs": lambda record: len(_article(record).paragraphs),
    "chars": attrgetter("chars"),
    "confidence": attrgetter("confidence"),
    "text": lambda record: full_text(_article(record)),
}

LINE_COLUMNS: Columns = {
    name: attrgetter(name) for name in ("source", "line", "start", "end", "role", "article", "reason", "text")
}

# What Markdown would take for a mark of its own, anywhere in a line and at its beginning.
_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_LEADING = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    r"""The text so that Markdown shows it as it is.

    >>> escape_markdown("# 一[a]*")
    '\\# 一\\[a\\]\\*'
    """
    return _LEADING.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else found[0] + "\\",
        escape_inside(text),
    )


def escape_inside(text: str) -> str:
    r"""The same for text that does not begin its line.

    >>> escape_inside("12.5%*")
    '12.5%\\*'
    """
    return _MARKS.sub(r"\\\1", harmless(text))


def mark_markdown(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text for Markdown, with ranges of it in bold.

    >>> mark_markdown("出船171艘*", [(2, 6)])
    '出船**171艘**\\\\*'
    """
    parts, done = [], 0
    for start, end in ranges:
        before = text[done:start]
        parts += [
            escape_inside(before) if done else escape_markdown(before),
            f"**{escape_inside(text[start:end])}**",
        ]
        done = end
    rest = text[done:]
    return "".join((*parts, escape_inside(rest) if done else escape_markdown(rest)))


def article_markdown(article: Article, level: int = 2, marker: Marker | None = None) -> str:
    """An article as Markdown: headline, who wrote it, paragraphs, subheads, captions; `marker` says what is bold."""
    mark = "#" * level
    title = article.title or f"（{first_words(article)}）"
    parts = [
        f"*{escape_markdown(article.kicker)}*" if article.kicker else "",
        f"{mark} {escape_markdown(title)}",
    ]
    parts.append(f"**{escape_markdown(article.subtitle)}**" if article.subtitle else "")
    signed = " · ".join(
        part for part in (byline_text(article.byline), dateline_text(article.dateline)) if part
    )
    parts.append(f"*{escape_markdown(signed)}*" if signed else "")
    for paragraph in article.paragraphs:
        before = {"subhead": f"{mark}# ", "caption": "> "}.get(paragraph.role, "")
        parts.append(before + mark_markdown(paragraph.text, marker(paragraph) if marker else ()))
    parts.append(f"({jump_text(article)})" if jump_text(article) else "")
    return "\n\n".join(part for part in parts if part)


def record_markdown(record: Record, marker: Marker | None = None) -> str:
    """A page as a heading, an article below it."""
    if isinstance(record, Page):
        return f"# {escape_markdown(page_line(record))}"
    return article_markdown(record, marker=marker) if isinstance(record, Article) else ""


def line_markdown(record: Record) -> str:
    """A page as a heading, a line as an item below it."""
    if isinstance(record, Line):
        about = f"{record.line} {record.role} {record.article or ''}".strip()
        return f"- {about}: {escape_markdown(record.text.strip())} ({escape_markdown(record.reason)})"
    return record_markdown(record)


def article_file(article: Article) -> str:
    """An article as a Markdown file of its own: its fields as YAML in front, then the text."""
    fields: dict[str, object] = {
        "id": article.id,
        "paper": article.paper,
        "date": article.date,
        "edition": article.edition,
        "section": article.section,
        "kind": article.kind,
        "column": article.column,
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "byline": [f"{one.org or ''}{one.role} {one.name}".strip() for one in article.byline],
        "source": article.source,
        "chars": article.chars,
        "confidence": article.confidence,
    }
    # JSON strings are YAML strings, once what YAML does not allow unescaped is gone.
    lines = [
        f"{name}: {harmless(msgspec.json.encode(value).decode())}" for name, value in fields.items() if value
    ]
    return "\n".join(("---", *lines, "---", "", article_markdown(article, level=1), ""))


_UNSAFE = re.compile(r'[\s/\\:*?"<>|.#%&{}\[\]$!@`\'=+…\ufffd]+')


def file_name(article: Article) -> str:
    """A name that every system takes, the same for the same article: day, page number, page id, number, title.

    >>> one = Article(id="abc/1", page="abcdef123456", n=1, kind="story", title="a/b: 春天", chars=0, confidence=1)
    >>> file_name(one)
    'undated_abcdef_01_a_b_春天.md'
    """
    edition = f"p{article.edition:02d}" if article.edition is not None else ""
    title = _UNSAFE.sub("_", harmless(article.title or first_words(article))).strip("_")[:40]
    parts = (article.date or "undated", edition, article.page[:6], f"{article.n:02d}", title)
    return "_".join(_UNSAFE.sub("_", part) for part in parts if part) + ".md"
