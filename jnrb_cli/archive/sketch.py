"""What an article's body has in common with others: its shingles, and the few of them that are stored to find others by.

A shingle is five characters in a row, punctuation left out. Of the shingles of a body those with the lowest checksums are
kept: two bodies that share a part of all their shingles share about that part of the kept ones (Broder's min-wise
sketch). It takes whole numbers only, so the same text has the same sketch everywhere.
"""

from __future__ import annotations

import hashlib
import heapq
import zlib

SHINGLE = 5

# Kept of an article: sixty bytes, twice. Each is in common with the chance of the share that two bodies have.
KEPT = 8

# A body of fewer shingles is a caption or a line of news; two of them are alike by chance.
MIN_SHINGLES = 40

# What makes two bodies the same story: so many hundredths of the shorter one's shingles stand in the other, which
# is at most so many times as long.
MIN_SHARED = 80
MAX_RATIO = 2


def find_shingles(body: str) -> frozenset[str]:
    """The shingles of a body, as `rows.plain_body` gives it.

    >>> sorted(find_shingles("大湖开渔了5g"))
    ['大湖开渔了', '开渔了5g', '湖开渔了5']
    """
    return frozenset([body[at : at + SHINGLE] for at in range(len(body) - SHINGLE + 1)])


def make_sketch(body: str) -> tuple[int, ...]:
    """The numbers that stand for a body, at most `KEPT`; none for one that is too short."""
    shingles = find_shingles(body)
    if len(shingles) < MIN_SHINGLES:
        return ()
    lowest = heapq.nsmallest(KEPT, shingles, key=_checksum)
    return tuple(sorted(map(_number, lowest)))


def _checksum(shingle: str) -> tuple[int, str]:
    """What shingles are chosen by: cheap, and equal for few; the shingle itself settles those."""
    return zlib.crc32(shingle.encode()), shingle


def _number(shingle: str) -> int:
    """63 bits, as much as SQLite takes without a sign."""
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big") >> 1


def percent_shared(one: frozenset[str], two: frozenset[str]) -> int:
    """How many hundredths of the shorter body's shingles stand in the other, rounded down."""
    smaller = min(len(one), len(two))
    return 100 * len(one & two) // smaller if smaller else 0


def is_same(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two bodies tell the same story in the same words."""
    lengths = len(one), len(two)
    if min(lengths) < MIN_SHINGLES or max(lengths) > MAX_RATIO * min(lengths):
        return False
    return percent_shared(one, two) >= MIN_SHARED


def is_far(shingles: frozenset[str], body: str) -> bool:
    """Whether a body lacks so many of another's shingles that it cannot tell its story; seen before all its own are made.

    >>> is_far(find_shingles("大湖今天开渔了"), "大湖今天修路了"), is_far(find_shingles("大湖今天开渔了"), "大湖今天开渔了")
    (True, False)
    """
    count = max(len(body) - SHINGLE + 1, 0)  # it has no more of its own, and fewer where some come twice
    shared = MIN_SHARED * len(shingles) // 100
    allowed = max(count - MIN_SHARED * count // 100, count - shared)
    lacking: set[str] = set()
    for at in range(count):
        if (shingle := body[at : at + SHINGLE]) not in shingles:
            lacking.add(shingle)
            if len(lacking) > allowed:
                return True
    return False
