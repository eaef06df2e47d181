"""`jnrb completion`: what a shell needs to complete commands, options and their values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from ..streams import Streams

# By this variable a shell's script asks the program what could follow.
VARIABLE = "_JNRB_COMPLETE"


def completion(
    context: typer.Context,
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        typer.Argument(metavar="SHELL", help="The shell that is to complete: bash, zsh or fish."),
    ],
) -> None:
    """Print the script by which a shell completes what is typed.

    \b
    Example:
      jnrb completion bash

    For bash, this line in ~/.bashrc does it: eval "$(jnrb completion bash)".
    For zsh the same in ~/.zshrc, after compinit; for fish:
    jnrb completion fish > ~/.config/fish/completions/jnrb.fish
    """
    streams: Streams = context.obj
    streams.stdout.write_text(_complete(context.find_root().command, f"source_{shell}").strip() + "\n")


def _complete(command: Any, instruction: str) -> str:
    """What Typer answers a shell; it writes to standard output, which is not ours to write to here."""
    import contextlib
    import io

    from typer.completion import completion_init, shell_complete  # type: ignore[attr-defined]

    completion_init()
    answer = io.StringIO()
    with contextlib.redirect_stdout(answer):
        shell_complete(command, {}, "jnrb", VARIABLE, instruction)
    return answer.getvalue()


def answer_shell(command: Any, streams: Streams) -> int:
    """Answer a shell that asks what could follow; the exit code."""
    streams.stdout.write_text(_complete(command, streams.environ[VARIABLE]))
    return 0
