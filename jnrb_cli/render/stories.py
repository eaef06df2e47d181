"""The same story twice, and jumps: as Markdown and columns; on a terminal they are `stories_table.py`'s."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ..archive.answers import Copy, Passing, Place, Story
from ..models import Record
from ..text import harmless
from .article import escape_inside
from .plain import Columns


class CopyRow(Record, frozen=True, kw_only=True):
    """One copy of a story as a row of its own; `story` is the first copy's article."""

    story: str
    copy: Copy


_PLACE_FIELDS = ("article", "page", "source", "paper", "date", "edition", "title", "start", "end")
COPY_COLUMNS: Columns = {
    "story": attrgetter("story"),
    **{name: attrgetter(f"copy.{name}") for name in (*_PLACE_FIELDS, "chars", "shared")},
}


def copy_rows(record: Record) -> Iterator[Record]:
    """The copies of a story."""
    if isinstance(record, Story):
        for copy in record.copies:
            yield CopyRow(story=record.copies[0].article, copy=copy)


def _of_end(end: str, name: str) -> Columns:
    def value(record: Record) -> object:
        place: Place | None = getattr(record, end)
        return None if place is None else getattr(place, name)

    return {f"{end.rstrip('_')}_{name}": value}


JUMP_COLUMNS: Columns = {
    "paper": attrgetter("paper"),
    "date": attrgetter("date"),
    **{
        key: value
        for end in ("from_", "to")
        for name in ("article", "edition", "title", "source", "start", "end")
        for key, value in _of_end(end, name).items()
    },
    "loose": attrgetter("loose"),
}


def place_text(place: Place) -> str:
    """Where an article stands, on one line.

    >>> place_text(Place(article="f00/1", page="f00", source="a.txt", paper="临湖日报", date="2026-04-27", edition=3))
    '临湖日报  2026-04-27  3版'
    """
    edition = f"{place.edition}版" if place.edition is not None else None
    parts = (place.paper, place.date, edition)
    return harmless("  ".join(part for part in parts if part)) or harmless(place.source)


def title_text(place: Place) -> str:
    """An article's title, or that it has none."""
    return harmless(place.title or "(no title)")


def story_markdown(record: Record) -> str:
    """A story and its copies as items of a list."""
    if not isinstance(record, Story):
        return ""
    lines = [f"- {escape_inside(title_text(record.copies[0]))}"]
    lines += [
        f"  - {escape_inside(place_text(copy))}: {escape_inside(title_text(copy))} ({copy.shared}%)"
        for copy in record.copies
    ]
    return "\n".join(lines)


def jump_markdown(record: Record) -> str:
    """Where an article goes on, as an item of a list."""
    if not isinstance(record, Passing):
        return ""
    ends = [
        f"{escape_inside(title_text(place))} ({escape_inside(place_text(place))})" if place else "?"
        for place in (record.from_, record.to)
    ]
    return f"- {' → '.join(ends)}" + (f": {record.loose}" if record.loose else "")
