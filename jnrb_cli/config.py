"""What an option is where the command line leaves it open: from the environment, or from a settings file.

Pure: where the files lie and what the environment holds is `streams.py`'s to know. A setting has the name of its
option: `max-chars = 0` in jnrb.toml, JNRB_MAX_CHARS=0 in the environment, `--max-chars 0` on the command line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from .encoding import is_encoding
from .errors import UsageError

FILE_NAME = "jnrb.toml"
PREFIX = "JNRB_"


class Config(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What is set in one place; None is left to the next. Files are named from where jnrb was started.

    Not here: the date, which is another for every issue, and the format, which a pipe depends on.
    """

    paper: str | None = None
    encoding: str | None = None
    max_chars: Annotated[int, msgspec.Meta(ge=0)] | None = None
    jobs: Annotated[int, msgspec.Meta(ge=1)] | None = None
    bom: bool | None = None
    color: Literal["auto", "always", "never"] | None = None
    quiet: bool | None = None
    strict: bool | None = None
    userdict: str | None = None
    stop_words: str | None = None


KEYS = Config.__struct_encode_fields__
_FILES = ("userdict", "stop_words")
_WANTED = {
    "max-chars": "a whole number from 0",
    "jobs": "a whole number from 1",
    "color": "auto, always or never",
    "encoding": "an encoding like gb18030 or utf-8:replace",
    **dict.fromkeys(("bom", "quiet", "strict"), "true or false"),
}


def parse_config(name: str, data: bytes) -> Config:
    """A settings file; files that it names lie where it lies.

    >>> parse_config("etc/jnrb.toml", b'paper = "Morning Post"\\nuserdict = "names.txt"').userdict
    'etc/names.txt'
    >>> parse_config("jnrb.toml", b"jobs = 2\\npapre = 1")
    Traceback (most recent call last):
    ...
    jnrb_cli.errors.UsageError: jnrb.toml:2: no setting papre; paper is meant
    """
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError(f"{name}:{line}: not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_toml_message(name, text, str(error))) from None
    for key in table:
        if key not in KEYS:
            raise UsageError(f"{name}:{_line_of(key, text)}: no setting {key}; {_near(key)}")
    for key, value in table.items():
        if not _fits(key, value, strict=True):
            raise UsageError(f"{name}:{_line_of(key, text)}: {key} must be {_wanted(key)}")
    config = msgspec.convert(table, Config)
    folder = os.path.dirname(name)
    beside = {field: os.path.join(folder, path) for field in _FILES if (path := getattr(config, field))}
    return msgspec.structs.replace(config, **beside)


def parse_environ(environ: Mapping[str, str]) -> Config:
    """The settings of the environment; a variable that is empty is not set.

    >>> parse_environ({"JNRB_MAX_CHARS": "0", "JNRB_PAPER": ""}).max_chars
    0
    """
    found: dict[str, str] = {}
    for key in KEYS:
        name = PREFIX + key.upper().replace("-", "_")
        if value := environ.get(name):
            if not _fits(key, value, strict=False):
                raise UsageError(f"{name}={value}: must be {_wanted(key)}")
            found[key] = value
    return msgspec.convert(found, Config, strict=False)


def merge_configs(*configs: Config) -> Config:
    """Each setting from the first that has it.

    >>> merge_configs(Config(jobs=2), Config(jobs=4, paper="晨报"))
    Config(paper='晨报', encoding=None, max_chars=None, jobs=2, bom=None, color=None, quiet=None, strict=None, userdict=None, stop_words=None)
    """
    found: dict[str, object] = {}
    for config in reversed(configs):
        found.update(
            {name: value for name, value in msgspec.structs.asdict(config).items() if value is not None}
        )
    return Config(**found)  # type: ignore[arg-type]


def _fits(key: str, value: object, *, strict: bool) -> bool:
    """Whether a setting can have a value; `strict` takes no number in quotes, which is all that the environment has."""
    try:
        encoding = msgspec.convert({key: value}, Config, strict=strict).encoding
    except msgspec.ValidationError:
        return False
    return encoding is None or is_encoding(encoding)


def _near(key: str) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(key.lower().replace("_", "-"), KEYS, n=1):
        return f"{near[0]} is meant"
    return f"there are {', '.join(KEYS)}"


def _line_of(key: str, text: str) -> int:
    """The line of a key in a file that could be read; a table's key may stand in a heading."""
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?([\"']?){re.escape(key)}\1[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _wanted(key: str) -> str:
    return _WANTED.get(key, "a text in quotes")


def _toml_message(name: str, text: str, message: str) -> str:
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = (found[1] if found else None) or text.count("\n") + 1
    return f"{name}:{line}: no TOML: {message[: found.start()] if found else message}"
