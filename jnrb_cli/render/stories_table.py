"""The same story twice, and jumps, on a terminal."""

from __future__ import annotations

from rich.text import Text as RichText

from ..archive.answers import Copy, Passing, Place, Story
from ..models import Record
from .cells import pad
from .console import Screen
from .stories import place_text, title_text

# What stands before a title: `100%` of a copy, `from` and `to` of a jump.
LEFT = 4


class StoryList:
    """A story's copies one below another, and how much of the shorter one is in the first."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._first = True

    def write(self, record: Record) -> None:
        """Write the copies of a story."""
        if not isinstance(record, Story):
            return
        if not self._first:
            self._screen.print()
        self._first = False
        for number, copy in enumerate(record.copies):
            write_place(self._screen, self._share(copy) if number else "", copy)

    @staticmethod
    def _share(copy: Copy) -> str:
        return f"{copy.shared}%"

    def close(self) -> None:
        """Nothing stands after the last."""


class JumpList:
    """Both ends of a jump one below another, or one end and why it is loose."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._first = True

    def write(self, record: Record) -> None:
        """Write a jump."""
        if not isinstance(record, Passing):
            return
        if not self._first:
            self._screen.print()
        self._first = False
        for name, place in (("from", record.from_), ("to", record.to)):
            if place is not None:
                write_place(self._screen, name, place)
        if record.loose:
            width = None if self._screen.width is None else self._screen.width - LEFT - 2
            for line in self._screen.wrapped(f"loose: {record.loose}", width, "yellow", at_blanks=True):
                self._screen.print(RichText(" " * (LEFT + 2)), line)

    def close(self) -> None:
        """Nothing stands after the last."""


def write_place(screen: Screen, left: str, place: Place) -> None:
    """Write an article's title, and below it where it stands."""
    width = None if screen.width is None else max(screen.width - LEFT - 2, 24)
    for number, line in enumerate(screen.wrapped(title_text(place), width, "bold")):
        screen.print(RichText(pad(left, LEFT) if number == 0 else " " * LEFT, "green"), RichText("  "), line)
    for line in screen.wrapped(f"{place_text(place)}  {place.article}", width, "dim", at_blanks=True):
        screen.print(RichText(" " * (LEFT + 2)), line)
