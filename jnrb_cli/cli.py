"""The command line: which commands there are, and how a run ends.

Commands are imported when they are called. Help is written without Rich: with it, it takes twice as long and
comes in boxes that a pipe cannot use.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.core

from .errors import EXIT_MEANINGS, Exit, JnrbError
from .streams import Streams, silence_stdout

# In the order of the help; each is a function of the same name in a module of the same name in `commands`.
COMMANDS = (
    "split",
    "facts",
    "digest",
    "stats",
    "show",
    "check",
    "archive",
    "search",
    "trend",
    "schema",
    "completion",
)

# Commands that have commands of their own: modules in a package of that name.
GROUPS: dict[str, tuple[str, ...]] = {
    "archive": ("init", "add", "list", "info", "export", "duplicates", "jumps", "verify", "remove")
}

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(typer.core.TyperGroup):
    """A group of commands; one is imported only when it is asked for."""

    names: tuple[str, ...] = COMMANDS
    package = f"{__package__}.commands"

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return list(self.names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, None where there is none."""
        if cmd_name not in self.names:
            from difflib import get_close_matches

            if near := get_close_matches(cmd_name.lower(), self.names, n=1):
                ctx.fail(f"no such command '{cmd_name}'; {near[0]} is meant")
            if self.names is COMMANDS and os.path.exists(cmd_name):
                ctx.fail(f"a file, but no command: try `{ctx.command_path} split {cmd_name}`")
            return None
        module = import_module(f"{self.package}.{cmd_name}")
        function = getattr(module, cmd_name)
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        if self.package == Commands.package and cmd_name in GROUPS:
            inner = type("Inner", (Commands,), {"names": GROUPS[cmd_name], "package": module.__name__})
            one.callback(cls=inner, invoke_without_command=True, context_settings=_CONTEXT)(function)
        else:
            one.command(cmd_name, context_settings=_CONTEXT)(function)
        return typer.main.get_command(one)


def _show_version(wanted: bool) -> None:
    if wanted:
        from .version import __version__

        typer.echo(f"jnrb {__version__}")
        raise typer.Exit()


def _exit_codes() -> str:
    rows = "\n".join(f"  {code.value:>3}  {meaning}" for code, meaning in EXIT_MEANINGS.items())
    return f"\b\nExit codes:\n{rows}"


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(cls=Commands, invoke_without_command=True, epilog=_exit_codes(), context_settings=_CONTEXT)
def jnrb(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version and leave."),
    ] = False,
) -> None:
    """Chinese newspaper page text in; articles, facts and figures out.

    \b
    Example:
      jnrb digest samples/city.txt
      jnrb facts 'samples/*.txt' | jq -r .text

    `jnrb COMMAND --help` tells what each reads, writes and can be told.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str], streams: Streams) -> int:
    """Run one command line; the exit code. Errors are one line on standard error, with `--debug` the traceback too."""
    try:
        code = _invoke(arguments, streams)
        streams.flush()
    except BrokenPipeError:
        silence_stdout()
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except JnrbError as error:
        code = _fail(streams, arguments, error, str(error), error.code)
    except typer.TyperException as error:
        code = _fail(streams, arguments, error, _usage(error, arguments), Exit.USAGE)
    except OSError as error:  # help that a full disk does not take: Typer writes that itself
        code = _fail(streams, arguments, error, f"the system refused: {error.strerror or error}", Exit.USAGE)
    except Exception as error:
        what = f"a bug: {type(error).__name__}: {error}; run again with --debug and report it"
        code = _fail(streams, arguments, error, what, Exit.BUG)
    return code


def _invoke(arguments: Sequence[str], streams: Streams) -> int:
    root = typer.main.get_command(app)
    if "_JNRB_COMPLETE" in streams.environ:
        from .commands.completion import answer_shell

        return answer_shell(root, streams)
    try:
        with root.make_context("jnrb", list(arguments), obj=streams) as context:
            root.invoke(context)
    except typer.Exit as leave:
        return leave.exit_code
    return Exit.DONE


def _fail(streams: Streams, arguments: Sequence[str], error: Exception, message: str, code: Exit) -> Exit:
    if "--debug" in arguments:
        streams.stderr.write_text("".join(traceback.format_exception(error)))
    streams.report(message)
    try:
        streams.flush()
    except (JnrbError, BrokenPipeError):
        silence_stdout()
    return code


def _usage(error: typer.TyperException, arguments: Sequence[str]) -> str:
    """What Typer complains of, on one line, with a way on."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else _command_path(arguments)
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message.replace("is not a valid int range", "is no whole number")
    return f"{message[:1].lower()}{message[1:]}; see {path} --help"


def _command_path(arguments: Sequence[str]) -> str:
    """The command that a command line begins with, where Typer does not say.

    >>> _command_path(["archive", "add", "--jobs"]), _command_path(["--version", "add"])
    ('jnrb archive add', 'jnrb')
    """
    path: list[str] = ["jnrb"]
    names: tuple[str, ...] = COMMANDS
    for word in arguments:
        if word not in names:
            break
        path.append(word)
        names = GROUPS.get(word, ())
    return " ".join(path)
