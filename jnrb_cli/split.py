"""A stand-in until the splitter is there: the whole page as one article."""

from __future__ import annotations

import datetime
import hashlib

from .models import Article, Page, Span, Text


def split_page(
    text: str,
    *,
    source: str = "",
    date: datetime.date | None = None,
    paper: str | None = None,
    start: int = 0,
) -> tuple[Page, list[Article]]:
    """Everything as one paragraph."""
    day = date.isoformat() if date else None
    key = hashlib.sha256(text.encode()).hexdigest()[:12]
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip())
    whole = Text(role="paragraph", text=text.strip(), pieces=((first, last),))
    page = Page(
        id=key,
        source=source,
        paper=paper,
        date=day,
        start=start,
        end=start + len(text),
        chars=len(text),
        articles=1,
    )
    article = Article(
        id=f"{key}/1", page=key, n=1, kind="story", chars=len(text), confidence=0.1, date=day, paper=paper,
        paragraphs=(whole,), spans=(Span(start=first, end=last, role="paragraph"),), source=source,
    )  # fmt: skip
    return page, [article]
