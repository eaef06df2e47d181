"""`jnrb schema`: the JSON Schema of the records."""

from __future__ import annotations

from typing import Annotated

import typer

from ..records import RECORD_TYPES, record_schema
from ..streams import Streams


def parse_kind(text: str) -> str:
    """A record's name."""
    if text not in RECORD_TYPES:
        raise typer.BadParameter(f"{text} is no record; there are {', '.join(RECORD_TYPES)}")
    return text


def schema(
    context: typer.Context,
    record: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            parser=parse_kind,
            autocompletion=lambda: list(RECORD_TYPES),
            help="page, article, fact, digest, stats or finding.",
        ),
    ],
) -> None:
    """Print the JSON Schema of a record: page, article, fact, digest, stats or finding.

    \b
    Example:
      jnrb schema article
    """
    import msgspec

    streams: Streams = context.obj
    described = msgspec.json.encode(record_schema(record))
    streams.stdout.write(msgspec.json.format(described, indent=2) + b"\n")
