"""Bytes into page texts and records: files, folders and globs; encodings; form feeds; JSONL.

What cannot be read is yielded as an `InputError` in its place, so that the rest goes on. Nothing is printed
here, and memory does not grow with the size of a file: only one page of it is held.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from .encoding import decode_start, find_encoding
from .errors import InputError
from .models import Record

STDIN = "-"

# A page longer than this is refused. The densest real pages have 12,000 characters, a whole issue without
# form feeds some 400,000; what is longer is no page, and would hold the machine for seconds.
MAX_PAGE_CHARS = 1_000_000

# Bytes by which a file's encoding is judged. Pages are far smaller, so for them it is the whole file.
JUDGED_BYTES = 1 << 18

_CHUNK = 1 << 18


class PageText(msgspec.Struct, frozen=True):
    """The text of one page as it stands in its source, `start` characters into it, on its line `line` (from 1)."""

    source: str
    text: str
    start: int = 0
    line: int = 1


Item = PageText | Record | InputError


_DENIED = "may not be read: permission denied"


def find_files(paths: Sequence[str]) -> Iterator[str | InputError]:
    """The files that paths, folders and globs name: a folder's own files before its subfolders', in order of name."""
    for path in paths:
        if path == STDIN or os.path.isfile(path):
            yield path
        elif os.path.isdir(path):
            yield from _walk(path)
        elif not os.path.lexists(path) and any(mark in path for mark in "*?["):
            import glob

            matches = sorted(glob.glob(path, recursive=True))
            yield from find_files(matches) if matches else [InputError(path, "no file matches this")]
        else:
            yield path


def _walk(folder: str) -> Iterator[str | InputError]:
    troubles: list[OSError] = []
    empty = True
    for here, folders, files in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(here, name)
            if not name.startswith(".") and os.path.isfile(path):
                empty = False
                yield path
    for trouble in troubles:
        denied = isinstance(trouble, PermissionError)
        what = _DENIED if denied else trouble.strerror or "cannot be read"
        yield InputError(source_name(str(trouble.filename)), what)
    if empty and not troubles:
        yield InputError(source_name(folder), "a folder with no files in it")


def source_name(path: str) -> str:
    """The path as text that can be written anywhere; a file name need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_file(path: str, *, encoding: str | None = None, max_chars: int = MAX_PAGE_CHARS) -> Iterator[Item]:
    """The page texts, or the records, of one file; what cannot be read as an error in its place."""
    source = source_name(path)
    try:
        with open(path, "rb") as stream:
            yield from read_stream(stream, source, encoding=encoding, max_chars=max_chars)
    except FileNotFoundError:
        yield InputError(source, "no such file")
    except PermissionError:
        yield InputError(source, _DENIED)
    except OSError as error:
        yield InputError(source, error.strerror or "cannot be read")


def read_pages(
    *paths: str | os.PathLike[str], encoding: str | None = None, max_chars: int = MAX_PAGE_CHARS
) -> Iterator[PageText]:
    """The page texts of files, folders and globs, for Python programs: raises at the first that cannot be read."""
    for path in find_files([os.fspath(path) for path in paths]):
        items = (
            [path]
            if isinstance(path, InputError)
            else read_file(path, encoding=encoding, max_chars=max_chars)
        )
        for item in items:
            if isinstance(item, InputError):
                raise item
            if isinstance(item, PageText):
                yield item


def read_stream(
    stream: BinaryIO, source: str, *, encoding: str | None = None, max_chars: int = MAX_PAGE_CHARS
) -> Iterator[Item]:
    """The same for an open stream of bytes."""
    chunks = _chunks(stream)
    head = b""
    while not head.strip() and len(head) < JUDGED_BYTES and (more := next(chunks, b"")):
        head += more
    if not head:
        yield InputError(source, "empty: nothing in it")
    elif _is_jsonl(head):
        from .records import parse_records

        yield from parse_records(_chain(head, chunks), source)
    else:
        while len(head) < JUDGED_BYTES and (more := next(chunks, b"")):
            head += more
        whole = len(head) < JUDGED_BYTES
        try:
            codec, _, errors = (encoding or find_encoding(source, head, whole=whole)).partition(":")
        except InputError as error:
            yield error
            return
        texts = _decode(_chain(head, chunks), source, codec, errors or "strict")
        if _is_jsonl((decode_start(head, codec, whole=whole) or "").encode("utf-8", "replace")):
            from .records import parse_records

            # Windows PowerShell's `>` writes UTF-16.
            yield from parse_records((text.encode() for text in texts if isinstance(text, str)), source)
        else:
            yield from _cut_pages(texts, source, max_chars)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Bytes as they come, so that records flow while a pipe is still open."""
    read: object = getattr(stream, "read1", stream.read)
    assert callable(read)
    while chunk := read(_CHUNK):
        yield chunk


def _chain(head: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _is_jsonl(head: bytes) -> bool:
    """Whether it begins as records do; `[{` is how `--format json` begins, `{\\rtf` a word processor's file."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"["):
        start = start[1:].lstrip()
    return start.startswith(b"{") and not start.startswith(b"{\\rtf")


def _decode(chunks: Iterable[bytes], source: str, codec: str, errors: str) -> Iterator[str | InputError]:
    """The text of a stream piece by piece, without a BOM and with its newlines as they are."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    lines = 1
    first = True
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            if first and text:
                text = text.removeprefix("\ufeff")
                first = False
            lines += text.count("\n")
            yield text
        yield decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        line = lines + bytes(error.object[: error.start]).count(b"\n")
        hint = f"name another with --encoding, or drop what is damaged: --encoding {codec}:replace"
        yield InputError(source, f"not {codec} all through", hint, line=line)
    except UnicodeError:
        yield InputError(source, f"not {codec}: it does not begin with a BOM", f"try --encoding {codec}-le")


def _cut_pages(
    texts: Iterable[str | InputError], source: str, max_chars: int
) -> Iterator[PageText | InputError]:
    """Pages between form feeds; one that is blank is none, one that is too long is an error."""
    held: list[str] = []
    length = start = ends = 0
    number = line = 1
    found = False

    def finish() -> Iterator[PageText | InputError]:
        if max_chars and length > max_chars:
            hint = "lift the limit with --max-chars (0: none), or part the pages by form feeds"
            yield InputError(source, f"page {number} has more than {max_chars:,} characters", hint)
        elif (text := "".join(held)) and not text.isspace():
            yield PageText(source, text, start, line)

    for text in texts:
        if isinstance(text, InputError):
            yield text
            return
        for number_in_text, part in enumerate(text.split("\f")):
            if number_in_text:
                for page in finish():
                    found = True
                    yield page
                held.clear()
                start, length, number = start + length + 1, 0, number + 1
                line, ends = line + ends, 0
            length += len(part)
            ends += part.count("\n")
            if max_chars and length > max_chars:
                held.clear()
            else:
                held.append(part)
    for page in finish():
        found = True
        yield page
    if not found:
        yield InputError(source, "empty: nothing but blanks in it")
