"""What all commands share: the options, declared once, and the way from files to what is written.

A command is a function whose first parameter is a `Job`; `command` gives it the shared options. Their types are kept
as types, not as text to be read again (no `annotations` from `__future__` here): Typer asks for them in every run.
"""

import contextlib
import datetime
import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from ..config import FILE_NAME, merge_configs, parse_config, parse_environ
from ..encoding import is_encoding
from ..errors import Exit, InputError, UsageError
from ..lexicon import Lexicon, parse_names, parse_stop_words, parse_userdict
from ..models import Digest, Page, Record
from ..pipeline import Result, Settings, Stage, run_stage
from ..read import MAX_PAGE_CHARS, STDIN, find_files
from ..render.view import Format, View, open_writer
from ..streams import Colour, Output, Streams, open_file, read_small_file

if TYPE_CHECKING:
    from ..render.console import Screen

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILES]...",
        help="Page texts or records: files, folders, globs; - or none is standard input.",
    ),
]


# What a file is called that --output names says how to write it, where --format does not.
_ENDINGS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}

# Endings that promise what jnrb does not write; records under such a name open nowhere. Of others nothing is known.
_NOT_WRITTEN = frozenset(
    (
        *(".xls", ".xlsm", ".ods", ".doc", ".docx", ".pdf", ".xml", ".yaml", ".yml"),
        *(".gz", ".bz2", ".xz", ".zst", ".zip", ".db", ".sqlite", ".arrow", ".feather"),
    )
)


def parse_date(text: str) -> datetime.date:
    """An option's date."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no date like 2026-04-27") from None


def parse_encoding(text: str) -> str:
    """An option's encoding; `:replace` after it drops what is damaged."""
    if not is_encoding(text):
        raise typer.BadParameter(f"{text} is no encoding that is known, like gb18030 or utf-8:replace")
    return text


def parse_pattern(text: str) -> str:
    """An option's regular expression."""
    try:
        re.compile(text)
    except re.error as error:
        raise typer.BadParameter(f"{text} is no regular expression: {error}") from None
    return text


Names = Annotated[
    str | None,
    typer.Option(
        "--names",
        metavar="FILE",
        help="As --grep, for each line of this file as it is: a list of names or words.",
    ),
]


def format_of_name(path: str | None) -> Format | None:
    """The format that a file's name asks for by its ending; raises UsageError for one that is not written.

    >>> format_of_name("figures.CSV"), format_of_name("figures.txt")
    ('csv', None)
    """
    ending = os.path.splitext(path or "")[1].lower()
    if ending in _NOT_WRITTEN:
        written = ", ".join(_ENDINGS)
        raise UsageError(f"{path}: {ending} is not written; there are {written}, or what --format says")
    return _ENDINGS.get(ending)


class Shared(msgspec.Struct, frozen=True):
    """The options that every command has, with the same names, meanings and defaults."""

    format: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="How to write; auto is a table on a terminal and JSONL in a pipe, Markdown for digest and show.",
        ),
    ] = "auto"
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to this file, whole or not at all; its ending (.csv, .xlsx …) says how, where --format does not.",
        ),
    ] = None
    date: Annotated[
        datetime.date | None,
        typer.Option(
            metavar="YYYY-MM-DD", parser=parse_date, help="The issue's date; it wins over the page's."
        ),
    ] = None
    paper: Annotated[
        str | None, typer.Option(metavar="NAME", help="The paper's name; it wins over the page's.")
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            parser=parse_encoding,
            help="The files' encoding, where it is judged wrongly; utf-8:replace reads over damaged bytes.",
        ),
    ] = None
    userdict: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Names and terms that the segmenter shall keep whole, in jieba's format."
        ),
    ] = None
    stop_words: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Words that are no keywords and no top words, besides those of jnrb."
        ),
    ] = None
    max_chars: Annotated[
        int, typer.Option(min=0, metavar="N", help="Refuse a page of more characters; 0 is no limit.")
    ] = MAX_PAGE_CHARS
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Let so many processes work at once.")
    ] = 1
    bom: Annotated[bool, typer.Option("--bom", help="Begin csv and tsv with a BOM, for Excel.")] = False
    color: Annotated[
        Colour, typer.Option(help="Colours on a terminal; NO_COLOR and FORCE_COLOR count too.")
    ] = "auto"
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No messages but of wrong usage and bugs.")] = (
        False
    )
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = (
        False
    )
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False


class Job:
    """One run of a command: its streams, its shared options, and the exit code it is heading for."""

    def __init__(self, streams: Streams, options: Shared, context: typer.Context) -> None:
        self.streams = streams
        self.options = options
        self.code = Exit.DONE
        self._context = context

    @property
    def settings(self) -> Settings:
        """What holds for all inputs."""
        options = self.options
        return Settings(options.encoding, options.max_chars, options.date, options.paper)

    def read_lexicon(self) -> Lexicon:
        """The user's own words."""
        named, stopped = self.options.userdict, self.options.stop_words
        return Lexicon(
            parse_userdict(named, read_small_file(named)) if named else (),
            parse_stop_words(stopped, read_small_file(stopped)) if stopped else frozenset(),
        )

    def patterns(self, grep: Sequence[str] | None, names: str | None) -> tuple[str, ...]:
        """What `--grep` and the file of `--names` ask for."""
        return (*(grep or ()), *(parse_names(names, read_small_file(names)) if names else ()))

    def results(self, stage: Stage, files: Sequence[str] | None) -> Iterator[Record]:
        """The records of a stage over files; what cannot be read is reported and remembered."""
        paths = find_files(self.readable(files))
        results = run_stage(
            stage,
            paths,
            self.settings,
            self.streams.stdin,
            jobs=self.options.jobs,
            lexicon=self.read_lexicon(),
        )
        if not self.streams.stderr.is_terminal:  # nobody is there to see how far it has come
            yield from self._keep_records(results, lambda: None)
            return
        from ..render.progress import Progress

        with Progress(self.streams, quiet=self.options.quiet or self._shows_rows()) as progress:
            yield from progress.follow(self._keep_records(results, progress.clear))

    def readable(self, files: Sequence[str] | None) -> Sequence[str]:
        """What is to be read: standard input where nothing is named, unless a person sits there."""
        files = files or [STDIN]
        if STDIN in files and self.streams.stdin_is_terminal:
            raise UsageError(
                f"nothing to read: name a file, or pipe one in (`{self._context.command_path} --help`)"
            )
        return files

    def refuse(self, error: InputError) -> None:
        """Report what cannot be read and remember it; with `--strict` stop there."""
        if self.options.strict:
            raise error
        self.code = Exit.INPUT
        self.tell(str(error))

    def tell(self, message: str) -> None:
        """One line on standard error, unless nobody wants to know."""
        if not self.options.quiet:
            self.streams.report(message)

    def note_nothing(self, records: Iterable[Record], kinds: tuple[type[Record], ...]) -> Iterator[Record]:
        """The records; a person who looks on and sees nothing of these kinds is told that nothing was found."""
        found = False
        for record in records:
            found = found or isinstance(record, kinds)
            yield record
        if not found and self.code == Exit.DONE and self._shows_rows():
            self.tell("nothing found")

    def _keep_records(
        self, results: Iterable[Result], before_message: Callable[[], None]
    ) -> Iterator[Record]:
        for result in results:
            if isinstance(result, InputError):
                before_message()
                self.refuse(result)
            else:
                yield result

    def _shows_rows(self) -> bool:
        """Whether what is written appears on the terminal itself, so that it is its own progress."""
        return self.streams.stdout.is_terminal and self.options.output is None

    def write(self, records: Iterable[Record], view: View) -> None:
        """Write records as the options say. Each page goes out as soon as it is done."""
        named = format_of_name(self.options.output) if self.options.format == "auto" else self.options.format
        with self.open_output() as out:
            format = named or ("table" if out.is_terminal else view.piped)
            writer = open_writer(view, format, out, lambda: self._screen(out), bom=self.options.bom)
            for record in records:
                if isinstance(record, Page):
                    out.flush()
                writer.write(record)
                if isinstance(record, Digest):  # a page in one record
                    out.flush()
            writer.close()
            out.flush()

    @contextlib.contextmanager
    def open_output(self) -> Iterator[Output]:
        """Where the options say that the output goes."""
        if self.options.output is None or self.options.output == STDIN:
            yield self.streams.stdout
        else:
            with open_file(self.options.output) as out:
                yield out

    def _screen(self, out: Output) -> "Screen":
        from ..render.console import Screen

        return Screen(out, self.streams.width(out), self.streams.has_colour(out, self.options.color))


def fill_options(given: dict[str, Any], context: typer.Context) -> Shared:
    """The shared options: as said, else the environment's, else the settings files', else their defaults."""
    streams: Streams = context.obj
    files = [parse_config(name, data) for name, data in streams.settings_files(FILE_NAME)]
    config = merge_configs(parse_environ(streams.environ), *files)
    for name, value in msgspec.structs.asdict(config).items():
        if name not in given:  # a command that is without this option
            continue
        source = context.get_parameter_source(name)
        if value is not None and (source is None or source.name == "DEFAULT"):
            given[name] = value
    return Shared(**given)


def command(function: Callable[..., None], *, without: frozenset[str] = frozenset()) -> Callable[..., None]:
    """A command for Typer out of a function whose first parameter is a Job and whose others are its own options.

    A parameter whose type is a struct stands for the options that are the struct's fields. The shared options named
    in `without` it does not have; they stay as they are when nobody gives them.
    """
    _, *own = inspect.signature(function, eval_str=True).parameters.values()
    groups = {one.name: one.annotation for one in own if _is_group(one.annotation)}
    shared = [one for one in _options_of(Shared) if one.name not in without]

    def run(**given: Any) -> None:
        context: typer.Context = given.pop("context")
        options = fill_options({one.name: given.pop(one.name) for one in shared}, context)
        for name, kind in groups.items():
            given[name] = kind(**{field: given.pop(field) for field in kind.__struct_fields__})
        job = Job(context.obj, options, context)
        function(job, **given)
        raise typer.Exit(job.code)

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("context", keyword, annotation=typer.Context)]
    for one in own:
        parameters += _options_of(one.annotation) if one.name in groups else [one.replace(kind=keyword)]
    parameters += shared
    run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run


def _is_group(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)


def _options_of(group: type[msgspec.Struct]) -> list[inspect.Parameter]:
    """The fields of a struct as parameters, those that it inherits first."""
    hints: dict[str, Any] = {}
    for kind in reversed(group.__mro__):
        hints |= inspect.get_annotations(kind)
    keyword = inspect.Parameter.KEYWORD_ONLY
    defaults = zip(group.__struct_fields__, group.__struct_defaults__, strict=True)
    return [
        inspect.Parameter(name, keyword, default=default, annotation=hints[name])
        for name, default in defaults
    ]
