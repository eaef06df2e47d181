"""Lines that flow through the columns of a frame: `flow` of a frame of a given height, `balance` of one that has none yet."""

from __future__ import annotations

from dataclasses import dataclass

from newspaper import Advance, Frame, Item, lines_of


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of an item: `[start, end)` of the element's text, its left edge, width and baseline."""

    item: Item
    start: int
    end: int
    x: float
    y: float
    width: float
    last: bool


def flow(frame: Frame, advance: Advance) -> tuple[list[Placed], float] | None:
    """The frame's lines in its columns and the lowest edge; None where they do not fit its height."""
    placed: list[Placed] = []
    bottom = min(y for _, y in frame.columns) + frame.height
    column, lowest = 0, 0.0
    x, y = frame.columns[0]
    for item in frame.items:
        lines = lines_of(item, frame.width, advance, hangs=frame.hangs)
        whole = item.photo + len(lines) * item.leading if item.photo else 0.0
        y += item.before if placed else 0.0
        for k, (start, end) in enumerate(lines):
            need = whole if whole and k == 0 else item.leading
            while y + need > bottom + 0.01:
                column += 1
                if column == len(frame.columns):
                    return None
                x, y = frame.columns[column]
            y += item.photo if k == 0 else 0.0
            shift = item.indent * item.size if k == 0 else 0.0
            y += item.leading
            placed.append(Placed(item, start, end, x + shift, y, frame.width - shift, k == len(lines) - 1))
            lowest = max(lowest, y)
    return placed, lowest


def balance(frame: Frame, advance: Advance) -> float:
    """Give the frame the least height that holds its items; its lowest edge."""
    step = min(item.leading for item in frame.items)
    total = sum(
        item.before + item.photo + item.leading * len(lines_of(item, frame.width, advance, hangs=frame.hangs))
        for item in frame.items
    )
    frame.height = max(step, total / len(frame.columns))
    while True:
        done = flow(frame, advance)
        if done is not None:
            return done[1]
        frame.height += step
