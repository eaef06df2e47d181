"""The labeller's weights, packed: all labels' for a feature in one number, found by the hash of the feature's name.

`labels.bin` is made of `labels.json` by bench/train_labels.py: to read fifteen thousand names, and to take their weights
apart, costs a fresh process as much as a third of a page. Layout: a line of JSON (labels, transitions), the hashes in
order (64 bits each), the rows (16 bits a label), all little-endian.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from ...errors import DataError

if TYPE_CHECKING:
    from mmap import mmap

# What a label's weights add up to stays below half of this, whatever features a line has.
LANE_BITS = 16


class Head(msgspec.Struct, frozen=True):
    """The labels, and what each weighs after each other one."""

    labels: tuple[str, ...]
    transitions: tuple[tuple[int, ...], ...]


class Weights(Head, frozen=True):
    """The file to read. `features`: for each feature the labels that it speaks for or against, "14:86 15:-36"."""

    features: dict[str, str]


class Table:
    """The rows of weights by their features' hashes."""

    def __init__(self, hashes: Sequence[int], rows: memoryview) -> None:
        self._hashes, self._rows = hashes, rows
        self._count = len(hashes)
        self._size = len(rows) // self._count if hashes else 0

    def find(self, name: str) -> int:
        """What a feature weighs for all labels, the first label's weight lowest; 0 where nothing is known of it."""
        data = name.encode()
        wanted = crc32(data) << 32 | crc32(data[::-1])  # `_hash`, without a call
        place = bisect_left(self._hashes, wanted)
        if place == self._count or self._hashes[place] != wanted:
            return 0
        at = place * self._size
        return int.from_bytes(self._rows[at : at + self._size], "little", signed=True)


def read_weights(data: bytes) -> Weights:
    """The weights out of labels.json."""
    return msgspec.json.decode(data, type=Weights)


def pack_weights(weights: Weights) -> bytes:
    """The bytes of labels.bin; weights that could add up to too much, or two names with one hash, are a DataError."""
    rows: dict[int, bytes] = {}
    largest: dict[str, int] = {}
    for name, pairs in weights.features.items():
        found = [
            (int(label), int(weight)) for label, _, weight in (pair.partition(":") for pair in pairs.split())
        ]
        template = name.partition("|")[0]
        largest[template] = max([largest.get(template, 0), *(abs(weight) for _, weight in found)])
        packed = sum(weight << LANE_BITS * label for label, weight in found)
        rows[_hash(name)] = packed.to_bytes(LANE_BITS // 8 * len(weights.labels), "little", signed=True)
    if sum(largest.values()) >> LANE_BITS - 1 or len(rows) != len(weights.features):
        raise DataError("labels.json", 1, "weights too large to be packed, or names too much alike")
    head = msgspec.json.encode(Head(weights.labels, weights.transitions))
    return b"".join(
        (head, b"\n", *(key.to_bytes(8, "little") for key in sorted(rows)), *map(rows.get, sorted(rows)))  # type: ignore[arg-type]
    )


def read_packed(data: bytes | mmap) -> tuple[Head, Table]:
    """What is in labels.bin. Hashes and rows stay where they are: a page asks for one in ten of them."""
    end = data.find(b"\n")
    head = msgspec.json.decode(data[:end], type=Head)
    count = (len(data) - end - 1) // (8 + LANE_BITS // 8 * len(head.labels))
    split = end + 1 + 8 * count
    whole = memoryview(data)
    return head, Table(_hashes(whole[end + 1 : split]), whole[split:])


def _hashes(data: memoryview) -> Sequence[int]:
    """The hashes as numbers, on any machine."""
    if sys.byteorder == "little":
        return data.cast("Q")
    return [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data), 8)]


def _hash(name: str) -> int:
    """64 bits of a name; of a million features that nobody has seen none is taken for one of the file's."""
    data = name.encode()
    return crc32(data) << 32 | crc32(data[::-1])
