"""The words that figures are written with, read once from `data/` and checked as they are read.

Units, currencies, classifiers and counted nouns share one table, because what follows a number is looked up
once, longest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, cast, get_args

import msgspec

from ..errors import DataError
from ..models import Approx
from ..resources import data_text

UnitKind = Literal["measure", "percent", "ratio", "count", "money", "noun", "duration", "age"]
# What a counted word may follow: any numeral (三家), figures and longer numerals (十二期, but 三期 is a name), digits alone.
Follows = Literal["any", "figures", "digits"]

_KINDS = get_args(UnitKind)
_CANONICAL = frozenset(
    [
        "m",
        "m2",
        "m3",
        "kg",
        "J",
        "W",
        "degC",
        "degF",
        "K",
        "m/s",
        "m3/s",
        "bit",
        "bit/s",
        "B",
        "Hz",
        "V",
        "A",
        "Pa",
        "N",
        "dB",
        "lm",
        "lx",
        "mol",
        "Bq",
        "ohm",
        "%",
        "s",
        "mo",
        "y",
        "pcs",
        "-",
    ]
)
# What a product that does not end is rounded to, as fractions are.
_EXACT = Context(prec=120)
_PLACES = Decimal("0.000000001")


class Unit(msgspec.Struct, frozen=True):
    """One word that may follow a number; `factor` leads to the canonical unit, where there is one."""

    word: str
    kind: UnitKind
    canonical: str | None = None
    factor: Fraction = Fraction(1)
    follows: Follows = "any"
    not_before: str = ""

    def holds(self, smaller: Unit) -> Decimal:
        """How many of a smaller unit make one of this."""
        ratio = self.factor / smaller.factor
        return Decimal(ratio.numerator) / Decimal(ratio.denominator)

    def convert(self, value: Decimal) -> Decimal:
        """A value of this unit in its canonical one, rounded to nine places where it does not end."""
        exact = Fraction(value) * self.factor
        number = _EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator))
        if Fraction(number) == exact:
            return number
        return number.quantize(_PLACES, context=_EXACT)


class Hedge(msgspec.Struct, frozen=True):
    """A word that says how exact a figure is; after a character of `blocked` it is part of another word (签约), unless that character ends a word of `freed` (续签)."""

    word: str
    approx: Approx
    blocked: str
    freed: tuple[str, ...] = ()

    def is_part(self, before: str) -> bool:
        """Whether the characters before make another word of it."""
        return bool(before) and before[-1] in self.blocked and not before.endswith(self.freed)


class Vocabulary(msgspec.Struct, frozen=True):
    """Everything that figures are read with."""

    units: dict[str, tuple[Unit, ...]]
    longest_unit: dict[str, int]
    before: dict[str, Hedge]
    after: dict[str, Hedge]
    outside: dict[str, Hedge]
    # How long the hedges before a number are that end with a character, the longest first.
    hedge_ends: dict[str, tuple[int, ...]]
    phrases: frozenset[str]
    # Where the first numeral stands in a phrase and how long it is, by that numeral and the next character, or,
    # for phrases that begin with another word, the one before.
    heads: dict[str, tuple[tuple[int, int], ...]]
    inners: dict[str, tuple[tuple[int, int], ...]]
    signs: dict[str, Unit]

    def units_at(self, text: str, at: int) -> tuple[Unit, ...]:
        """The units that the text has at a place, the longest word only; none where there is none."""
        first = text[at : at + 1]
        for length in range(self.longest_unit.get(first, 0), 0, -1):
            found = self.units.get(text[at : at + length])
            if found is not None and (length == 1 or len(found[0].word) == length):
                return found
        return ()


def read_rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a vocabulary file with their line numbers; a file without any is an error."""
    seen = False
    text = data_text(name)
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("# "):
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise DataError(name, number, f"{len(row)} columns where {columns} belong")
        seen = True
        yield number, row
    if not seen:
        raise DataError(name, 1, "nothing in it")


def _read_factor(name: str, number: int, text: str) -> Fraction:
    try:
        factor = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise DataError(name, number, f"{text!r} is no factor") from None
    if factor <= 0:
        raise DataError(name, number, f"a factor of {text}")
    return factor


def _read_units() -> Iterator[Unit]:
    name, seen = "units.tsv", set[str]()
    for number, (word, kind, canonical, factor) in read_rows(name, 4):
        if word in seen:
            raise DataError(name, number, f"{word} is listed twice")
        if kind not in _KINDS or canonical not in _CANONICAL:
            raise DataError(name, number, f"unknown kind or unit: {kind} {canonical}")
        seen.add(word)
        if canonical == "-":
            yield Unit(word, cast(UnitKind, kind))
        else:
            yield Unit(word, cast(UnitKind, kind), canonical, _read_factor(name, number, factor))


def _read_counted(name: str, kind: UnitKind) -> Iterator[Unit]:
    seen = set[str]()
    for number, (word, follows, not_before) in read_rows(name, 3):
        if word in seen:
            raise DataError(name, number, f"{word} is listed twice")
        if follows not in get_args(Follows):
            raise DataError(name, number, f"none of `any`, `figures`, `digits`: {follows}")
        seen.add(word)
        yield Unit(word, kind, follows=cast(Follows, follows), not_before=not_before)


def _read_currencies() -> Iterator[tuple[str, Unit]]:
    name, seen = "currencies.tsv", set[str]()
    for number, (word, code, parts, place) in read_rows(name, 4):
        if word in seen:
            raise DataError(name, number, f"{word} is listed twice")
        if place not in {"before", "after", "both"} or (code != "-" and len(code) != 3):
            raise DataError(name, number, f"unknown place or code: {code} {place}")
        seen.add(word)
        unit = Unit(word, "money", None if code == "-" else code, 1 / _read_factor(name, number, parts))
        yield place, unit


def _read_hedges() -> dict[str, dict[str, Hedge]]:
    name = "hedges.tsv"
    places: dict[str, dict[str, Hedge]] = {"before": {}, "after": {}, "outside": {}}
    for number, (place, word, approx, blocked) in read_rows(name, 4):
        if place not in places or approx not in get_args(Approx):
            raise DataError(name, number, f"unknown place or meaning: {place} {approx}")
        if word in places[place]:
            raise DataError(name, number, f"{word} is listed twice")
        chars, *freed = blocked.split(" ")
        idle = [one for one in freed if one[-1] not in chars]
        if idle:
            raise DataError(name, number, f"{' '.join(idle)} frees nothing")
        places[place][word] = Hedge(word, cast(Approx, approx), chars, tuple(freed))
    return places


def _read_phrases(numeral_chars: str) -> Iterator[str]:
    name, seen = "phrases.txt", set[str]()
    for number, (phrase,) in read_rows(name, 1):
        if phrase in seen:
            raise DataError(name, number, f"{phrase} is listed twice")
        if not any(char in numeral_chars for char in phrase):
            raise DataError(name, number, f"{phrase} has no numeral")
        seen.add(phrase)
        yield phrase


def _longest_first(spans: dict[str, set[tuple[int, int]]]) -> dict[str, tuple[tuple[int, int], ...]]:
    return {key: tuple(sorted(found, key=lambda span: (-span[1], span[0]))) for key, found in spans.items()}


def _lengths_by_end(words: list[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with jnrb."""
    from .numerals import FIRST

    units: dict[str, tuple[Unit, ...]] = {}
    signs: dict[str, Unit] = {}

    def add(unit: Unit) -> None:
        units[unit.word] = (*units.get(unit.word, ()), unit)

    for unit in _read_units():
        add(unit)
    for place, unit in _read_currencies():
        if place != "before":
            add(unit)
        if place != "after":
            signs[unit.word] = unit
    for unit in _read_counted("classifiers.tsv", "count"):
        add(unit)
    for unit in _read_counted("nouns.tsv", "noun"):
        add(unit)
    longest: dict[str, int] = {}
    for word in units:
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    hedges = _read_hedges()
    phrases = frozenset(_read_phrases(FIRST))
    heads: dict[str, set[tuple[int, int]]] = {}
    inners: dict[str, set[tuple[int, int]]] = {}
    for phrase in phrases:
        at = next(index for index, char in enumerate(phrase) if char in FIRST)
        spans, key = (inners, phrase[at - 1 : at + 1]) if at else (heads, phrase[:2])
        spans.setdefault(key, set()).add((at, len(phrase)))
    return Vocabulary(
        units=units,
        longest_unit=longest,
        before=hedges["before"],
        after=hedges["after"],
        outside=hedges["outside"],
        hedge_ends=_lengths_by_end([*hedges["before"], *hedges["outside"]]),
        phrases=phrases,
        heads=_longest_first(heads),
        inners=_longest_first(inners),
        signs=signs,
    )
