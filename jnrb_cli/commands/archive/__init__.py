"""`jnrb archive …`: pages, articles and figures kept in one file."""

from __future__ import annotations

import typer


def archive(context: typer.Context) -> None:
    """Keep pages, their articles and figures in one file.

    \b
    Example:
      jnrb archive add 'samples/*.txt'
      jnrb archive list

    The file is the one that --archive names, else JNRB_ARCHIVE, else
    jnrb/archive.db in your data folder (~/.local/share).
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
