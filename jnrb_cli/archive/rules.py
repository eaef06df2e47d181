"""The version of the rules by which pages become records: a digest, so that nobody can forget to raise it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from .. import resources
from ..lexicon import UserWord
from .tokens import SIMPLIFIED

PACKAGE = Path(resources.__file__).parent

# What decides how a page is split and its figures are found. The segmenter is no part of it: the two that may
# be installed cut alike. Bundled data counts with its whole folder, but for what only the index, the web page, the
# proofreader or the digest reads: nothing in the archive hangs on these.
_RULES = (
    *("models.py", "patterns.py", "text.py", "lexicon.py", "words.py", "layout.py"),
    *("columns", "split", "extract", "data"),
)
_APART = frozenset({SIMPLIFIED, "digest.css", "alike.txt", "doubled.tsv", "misspelt.tsv", "names.tsv"})
_INDEX = ("text.py", "archive/rows.py", "archive/tokens.py", "archive/sketch.py", f"data/{SIMPLIFIED}")


@cache
def rules_digest() -> str:
    """Sixteen hex digits that change with any rule of splitting and extraction, code or data."""
    return _digest(path for path in _files(_RULES) if path.name not in _APART)


def rules_of(words: tuple[UserWord, ...]) -> str:
    """The digest of the rules, and where there are any, of the user's own words.

    >>> rules_of(()) == rules_digest(), len(rules_of((UserWord("湖开节"),)))
    (True, 25)
    """
    if not words:
        return rules_digest()
    own = hashlib.sha256("\n".join(f"{one.text} {one.frequency} {one.flag}" for one in words).encode())
    return f"{rules_digest()}{_WITH_WORDS}{own.hexdigest()[:8]}"


_WITH_WORDS = "+"


def are_todays(rules: str) -> bool:
    """Whether these are the rules of this program, with whatever words of the user's."""
    return rules.partition(_WITH_WORDS)[0] == rules_digest()


@cache
def index_digest() -> str:
    """Sixteen hex digits that change with the way text becomes tokens of the index."""
    return _digest(_files(_INDEX))


def _files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = PACKAGE / name
        if path.is_dir():
            inner = (one for one in path.rglob("*") if one.is_file() and one.suffix != ".pyc")
            yield from sorted(inner, key=lambda one: one.relative_to(PACKAGE).as_posix())
        else:
            yield path


def _digest(files: Iterable[Path]) -> str:
    """Over names and contents; a checkout with other line ends has the same rules."""
    total = hashlib.sha256()
    for path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.relative_to(PACKAGE).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]
