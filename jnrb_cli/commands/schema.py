"""`jnrb schema`: the JSON Schema of the records."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from ..archive.answers import ArchiveInfo, Hit, Movement, Passing, Proof, Story, Tally, TrendPoint, Verdict
from ..errors import UsageError
from ..models import CheckRule, Line, Record, Refused
from ..records import RECORD_TYPES, record_schema
from ..streams import Streams

# What is written and read by no command: of `--explain` and `--list-rules`, of searches, of the archive.
_ONLY_WRITTEN = (
    Line,
    Refused,
    CheckRule,
    Hit,
    TrendPoint,
    Movement,
    Story,
    Passing,
    ArchiveInfo,
    Tally,
    Proof,
    Verdict,
)


def _name_of(kind: type[Record]) -> str:
    """What stands in `type`."""
    return str(next(field.default for field in msgspec.structs.fields(kind) if field.name == "type"))


KINDS: dict[str, type[Record]] = {**RECORD_TYPES, **{_name_of(kind): kind for kind in _ONLY_WRITTEN}}
_NAMES = ", ".join(KINDS)


def parse_kind(text: str) -> str:
    """A record's name."""
    if text not in KINDS:
        raise typer.BadParameter(f"{text} is no record; there are {_NAMES}")
    return text


def schema(
    context: typer.Context,
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="[RECORD]",
            parser=parse_kind,
            autocompletion=lambda: list(KINDS),
            help=f"What stands in the record's type: {_NAMES}.",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a record, such as article or fact.

    \b
    Example:
      jnrb schema article
    """
    if record is None:
        raise UsageError(f"which record? there are {_NAMES}; see {context.command_path} --help")
    streams: Streams = context.obj
    described = msgspec.json.encode(record_schema(KINDS[record]))
    streams.stdout.write(msgspec.json.format(described, indent=2) + b"\n")
