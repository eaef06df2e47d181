"""The user's own words: names and terms to keep whole, in jieba's format, and words that say nothing.

Files are read elsewhere; here their bytes become records, and what is wrong in them is told with its line.
"""

from __future__ import annotations

import re

import msgspec

from .errors import UsageError
from .patterns import pattern
from .text import simplify


class UserWord(msgspec.Struct, frozen=True):
    """A word that the user knows and the dictionary may not: how often it is in general, and its part of speech; None is to be guessed."""

    text: str
    frequency: int | None = None
    flag: str | None = None


class Lexicon(msgspec.Struct, frozen=True):
    """What the user adds to the words that come with jnrb."""

    words: tuple[UserWord, ...] = ()
    stop_words: frozenset[str] = frozenset()


NO_LEXICON = Lexicon()
_current = NO_LEXICON


def use_lexicon(lexicon: Lexicon) -> None:
    """Cut and choose words with the user's own from here on, in this process."""
    global _current
    _current = lexicon


def current_lexicon() -> Lexicon:
    """What `use_lexicon` was last called with."""
    return _current


def parse_userdict(name: str, data: bytes) -> tuple[UserWord, ...]:
    """The words of a file in jieba's format: one a line, with its count and its part of speech after blanks, both optional.

    >>> parse_userdict("names.txt", "湖开节 3 nz\\n临湖县\\n".encode())
    (UserWord(text='湖开节', frequency=3, flag='nz'), UserWord(text='临湖县', frequency=None, flag=None))
    """
    found: list[UserWord] = []
    for number, line in enumerate(_decode(name, data).splitlines(), 1):
        match = _USER_WORD.fullmatch(line.strip())
        if match:
            found.append(
                UserWord(
                    match["word"], int(match["frequency"]) if match["frequency"] else None, match["flag"]
                )
            )
        elif line.strip():
            raise UsageError(f"{name}:{number}: no word with count and part of speech, as in: 湖开节 3 nz")
    if not found:
        raise UsageError(f"{name}: no word in it")
    return tuple(found)


# A word with a blank in it is never met: the segmenter parts there before it looks at words.
_USER_WORD = pattern(r"(?P<word>\S+)(?:\s+(?P<frequency>[0-9]{1,9}))?(?:\s+(?P<flag>[a-z]{1,4}))?")


def parse_stop_words(name: str, data: bytes) -> frozenset[str]:
    """The words of a file, parted by blanks or lines; what follows a # at a line's beginning is a note.

    >>> sorted(parse_stop_words("stop.txt", "# 注\\n湖区 本縣".encode()))
    ['本县', '湖区']
    """
    rows = [row for row in _decode(name, data).splitlines() if not row.startswith("#")]
    found = frozenset(simplify(word) for row in rows for word in row.split())
    if not found:
        raise UsageError(f"{name}: no word in it")
    return found


def parse_names(name: str, data: bytes) -> tuple[str, ...]:
    """The lines of a watch list as patterns that find them as they are; empty lines and notes (# …) are none.

    >>> parse_names("names.txt", "# 本周\\n湖开节\\r\\n\\n*ST临湖\\n".encode())
    ('湖开节', '\\\\*ST临湖')
    """
    rows = [row.strip() for row in _decode(name, data).splitlines()]
    found = tuple(dict.fromkeys(re.escape(row) for row in rows if row and not row.startswith("#")))
    if not found:
        raise UsageError(f"{name}: no name in it")
    return found


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError(f"{name}:{line}: not UTF-8; save the list as UTF-8") from None
