"""Lines to one text: wraps joined, blanks that the producer set in dropped, with the way back to the source."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...layout import close_up
from ...models import Piece


class Joined(msgspec.Struct, frozen=True):
    """A text and where its characters stand: `pieces` in order, [p, p] one blank set in."""

    text: str
    pieces: tuple[Piece, ...]

    def cut(self, start: int, end: int) -> Joined:
        """The part of the text from `start` to `end`, blanks at its edges left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if end - start == len(self.text):
            return self
        pieces: list[Piece] = []
        at = 0
        for a, b in self.pieces:
            size = max(1, b - a)
            low, high = max(start, at), min(end, at + size)
            if low < high:
                pieces.append((a, a) if a == b else (a + low - at, a + high - at))
            at += size
        return Joined(self.text[start:end], tuple(pieces))


def join_lines(
    source: str,
    lines: Iterable[tuple[int, int]],
    offset: int = 0,
    *,
    clauses: bool = False,
    apart: Iterable[int] = (),
) -> Joined:
    """Join stretches of `source` (offsets less `offset`) to one text.

    `clauses`: a headline, where a blank between two stretches of Chinese parts clauses and stays. `apart`: the
    numbers of the stretches before which a blank is set in though both sides are Chinese.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    set_apart = frozenset(apart)
    for number, (start, end) in enumerate(lines):
        segment = source[start - offset : end - offset]
        if not segment:
            continue
        # Few lines begin with a character that ASCII has.
        if parts and (
            number in set_apart or (segment[0].isascii() and _stand_apart(parts[-1][-1], segment[0]))
        ):
            parts.append(" ")
            pieces.append((start, start))
        for a, b in _keep(segment, clauses):
            if pieces and pieces[-1][1] == start + a and pieces[-1][0] != pieces[-1][1]:
                pieces[-1] = (pieces[-1][0], start + b)
            else:
                pieces.append((start + a, start + b))
            parts.append(segment[a:b])
    return Joined("".join(parts), tuple(pieces))


def _stand_apart(left: str, right: str) -> bool:
    """Whether a line's end parts two words of Latin; between two digits it breaks one number: 4 / 300万元."""
    return (
        left.isascii()
        and right.isascii()
        and left.isalnum()
        and right.isalnum()
        and not (left.isdigit() and right.isdigit())
    )


def _keep(segment: str, clauses: bool) -> list[tuple[int, int]]:
    """The stretches of one line that stay: all but the blanks that mean nothing."""
    if segment.split() == [segment]:
        return [(0, len(segment))]
    kept: list[tuple[int, int]] = []
    at = 0
    spread = clauses and max(map(len, segment.split())) == 1
    stretched = close_up(segment) != segment  # 1 2 0 家: a justified line, blanks between all its characters
    while at < len(segment):
        if not segment[at].isspace():
            end = at
            while end < len(segment) and not segment[end].isspace():
                end += 1
            kept.append((at, end))
        else:
            end = at
            while end < len(segment) and segment[end].isspace():
                end += 1
            if (
                at > 0
                and end < len(segment)
                and not spread
                and not (stretched and segment[at - 1].isdigit() and segment[end].isdigit())
                and (
                    _blank_stays(segment[at - 1], segment[end], clauses)
                    or (clauses and _parts_clauses(segment, at, end))
                )
            ):
                kept.append((at, at + 1))
        at = end
    merged: list[tuple[int, int]] = []
    for a, b in kept:
        if merged and merged[-1][1] == a:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return merged


_MARKS = frozenset("，。、；：？！”’）》」』】…—“‘（《「『【·,;:?!()")


def _blank_stays(left: str, right: str, clauses: bool) -> bool:
    """Whether the blank between two characters is the writer's: between words of Latin, between clauses of a headline."""
    if left.isascii() and right.isascii():
        return left not in _MARKS or right not in _MARKS
    return clauses and not (left.isdigit() or right.isdigit()) and left not in _MARKS and right not in _MARKS


# A clause of a headline has so many characters or more: “院士小屋” 开进厂区 may be a blank that the producer put beside a mark.
_LEAST_CLAUSE = 5
_OPENING = frozenset("“‘「『")
_CLOSING = frozenset("”’」』")


def _parts_clauses(segment: str, start: int, end: int) -> bool:
    """Whether a blank beside a quote is between two clauses of a headline: 企业“点菜” 社区“下厨”."""
    left, right = segment[start - 1], segment[end]
    if not (
        (left in _CLOSING and (right in _OPENING or right not in _MARKS))
        or (right in _OPENING and left not in _MARKS)
    ):
        return False
    before, after = segment[:start].split()[-1], segment[end:].split()[0]
    return min(len(before), len(after)) >= _LEAST_CLAUSE


def is_open(text: str) -> bool:
    """Whether a quote or a bracket that opens in a text does not close in it."""
    return any(text.count(a) > text.count(b) for a, b in ("（）", "“”", "「」", "《》"))
