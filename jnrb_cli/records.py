"""Records out of JSONL, one object a line, and out of what other tools make of it: indented, or in an array.

A line that is no record is yielded as an `InputError` with its number, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from .counts import Stats
from .errors import InputError
from .models import SCHEMA, Article, Digest, Fact, Finding, Page, Record

# By the word that stands in `type`: what a stream of records may hold.
RECORD_TYPES: dict[str, type[Record]] = {
    "page": Page,
    "article": Article,
    "fact": Fact,
    "digest": Digest,
    "stats": Stats,
    "finding": Finding,
}

# A record longer than this is refused: the text of a page of the greatest length, its pieces and spans.
MAX_RECORD_BYTES = 1 << 26

# A number with more places than this, before its point or behind it, is refused: 1e999999999 is eleven characters that
# no memory holds when they are written out.
MAX_PLACES = 1_000

# So many entries that are no records are told one by one, the others of a file by their number: a folder may hold other
# programs' JSON beside the pages, of which a line each would bury all that is to be known.
MAX_TOLD = 10

# What holding one line costs beside its bytes: an indented record of nothing but short lines is bounded too.
_LINE_COST = 64


# What brings more than a record of this type does.
_HINTS = {"hit": "`jnrb search --whole` writes the articles"}


class _OtherType(InputError):
    """A record of a type that is not read: all of one type are told in one line."""


class _Kind(msgspec.Struct):
    type: str
    schema: int = SCHEMA


def parse_records(chunks: Iterable[bytes], source: str) -> Iterator[Record | InputError]:
    """The records of a stream of bytes, and what is none; where much is none and nothing a record, that it is other JSON.

    >>> [str(error) for error in parse_records([b'{"type": "poem"}'], "a.jsonl")]
    ['a.jsonl:1: a record of type "poem"; what is read is page, article, fact, digest, stats, finding']
    """
    held: list[InputError] = []
    types: set[str] = set()
    errors = 0
    found = False
    for number, text in _objects(_lines(chunks)):
        one = _parse(text, source, number)
        if not isinstance(one, InputError):
            yield from held
            held, found = [], True
            yield one
            continue
        if isinstance(one, _OtherType):
            if one.what in types:
                continue
            types.add(one.what)
        errors += 1
        if errors > MAX_TOLD:
            continue
        if found:
            yield one
        else:
            held.append(one)
    if errors > MAX_TOLD and not found:
        yield InputError(
            source, f"JSON of another kind: none of its {errors:,} entries is a record that jnrb reads"
        )
        return
    yield from held
    if more := errors - min(errors, MAX_TOLD):
        yield InputError(source, f"{more:,} more {'entry' if more == 1 else 'entries'} that cannot be read")


def record_schema(kind: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record, as it is written: decimals are numbers.

    >>> record_schema(Fact)["properties"]["value"]
    {'anyOf': [{'type': 'number'}, {'type': 'null'}], 'default': None}
    """
    described = msgspec.json.schema(kind)
    parts = described["$defs"]
    root = parts.pop(kind.__name__)
    written: dict[str, Any] = _as_written({**root, "$defs": parts} if parts else root)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}


def _as_written(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "decimal":
        return {"type": "number"}
    return {name: _as_written(item) for name, item in schema.items()}


def _parse(text: bytes, source: str, number: int) -> Record | InputError:
    if len(text) > MAX_RECORD_BYTES:
        return InputError(source, f"a record of more than {MAX_RECORD_BYTES:,} bytes", line=number)
    try:
        kind = msgspec.json.decode(text, type=_Kind)
        if kind.schema > SCHEMA:
            return InputError(source, f"schema {kind.schema} is newer than this program", line=number)
        if kind.type not in RECORD_TYPES:
            hint = _HINTS.get(kind.type) or f"what is read is {', '.join(RECORD_TYPES)}"
            return _OtherType(source, f'a record of type "{kind.type}"', hint, line=number)
        record = msgspec.json.decode(text, type=RECORD_TYPES[kind.type])
    except msgspec.ValidationError as error:
        return InputError(source, f"no record of ours: {_lower(error)}", line=number)
    except msgspec.DecodeError as error:
        return InputError(source, f"not JSON: {_lower(error)}", line=number)
    except UnicodeDecodeError:
        return InputError(source, "not JSON: not UTF-8", line=number)
    except RecursionError:
        return InputError(source, "no record of ours: too deep", line=number)
    for value in _decimals(record):
        if not value.is_finite() or abs(value.adjusted()) > MAX_PLACES:
            return InputError(source, f"no record of ours: the number {value}", line=number)
    return record


def _decimals(record: Record) -> Iterator[Decimal]:
    """The numbers of a record that JSON does not bound."""
    if isinstance(record, Stats):
        yield from (
            number
            for one in record.units
            for number in (one.sum, one.median, one.least, one.most)
            if number is not None
        )
    for fact in _facts(record):
        base, change = fact.base, fact.change
        parts = (base.value, base.high) if base else ()
        moves = (change.from_, change.to, change.by) if change else ()
        yield from (number for number in (fact.value, fact.high, *parts, *moves) if number is not None)


def _facts(record: Record) -> Iterable[Fact]:
    if isinstance(record, Digest):
        return (*record.figures, *(fact for card in record.cards for fact in card.figures))
    return (record,) if isinstance(record, Fact) else ()


def _lower(error: Exception) -> str:
    text = str(error)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends; of one that is too long only the beginning."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        first, *whole = chunk.split(b"\n")
        if size <= MAX_RECORD_BYTES:
            held.append(first)
            size += len(first)
        if whole:
            yield b"".join(held)
            yield from whole[:-1]
            held, size = [whole[-1]], len(whole[-1])
    if size:
        yield b"".join(held)


def _members(array: bytes) -> list[bytes]:
    """The objects of an array that stands on one line (`jq -c` of an array); itself where it is none."""
    try:
        return [bytes(item) for item in msgspec.json.decode(array, type=list[msgspec.Raw])]
    except msgspec.DecodeError:
        return [array]


def _objects(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The objects in the lines, each with the number of its first line.

    An object that opens a line alone (`jq .` writes so) closes on a line that is indented as far.
    """
    held: list[bytes] = []
    first = size = 0
    close = b""
    number = 0
    for number, line in enumerate(lines, 1):
        stripped = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if held:
            size += len(line) + _LINE_COST
            if size <= MAX_RECORD_BYTES:
                held.append(line)
            if line.rstrip().rstrip(b",") == close:
                yield (
                    first,
                    _joined(held, size),
                )
                held = []
        elif stripped == b"{":
            first, size, held = number, len(line), [stripped]
            close = line[: line.index(b"{")].removeprefix(b"\xef\xbb\xbf") + b"}"
        elif stripped.startswith(b"[{"):
            yield from ((number, item) for item in _members(stripped))
        elif stripped not in (b"", b"[", b"]", b","):
            yield number, stripped.rstrip(b",")
    if held:
        yield first, _joined(held, size)


def _joined(lines: list[bytes], size: int) -> bytes:
    """The lines of one object; where they are too many, something that is too long as well."""
    return b"\n".join(lines).strip().rstrip(b",") if size <= MAX_RECORD_BYTES else bytes(MAX_RECORD_BYTES + 1)
