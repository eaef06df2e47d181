"""Files, folders, globs, form feeds and records."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PAGE
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli.errors import InputError
from jnrb_cli.models import Article, Page
from jnrb_cli.read import PageText, find_files, read_file, read_pages, read_stream
from jnrb_cli.render.jsonl import JsonlWriter, JsonWriter
from jnrb_cli.streams import Output


def read(text: str, max_chars: int = 0) -> list[object]:
    """What a text in UTF-8 holds."""
    return list(read_stream(io.BytesIO(text.encode()), "f", max_chars=max_chars))


@given(st.lists(st.text(st.sampled_from("一二。 \r\n"), max_size=8), min_size=1, max_size=6))
def test_pages_stand_where_they_say(parts: list[str]) -> None:
    text = "\f".join(parts)
    pages = [item for item in read(text) if isinstance(item, PageText)]
    assert [page.text for page in pages] == [part for part in parts if part.strip()]
    for page in pages:
        assert text[page.start : page.start + len(page.text)] == page.text


def test_newlines_and_blanks_stay() -> None:
    assert read("\ufeff一\r\n\u3000二\r三\n") == [PageText("f", "一\r\n\u3000二\r三\n", 0)]


def test_only_the_page_that_is_too_long_is_refused() -> None:
    first, error, last = read("一二\f一二三四\f三", max_chars=3)
    assert first == PageText("f", "一二", 0)
    assert "page 2 has more than 3 characters; lift the limit with --max-chars" in str(error)
    assert last == PageText("f", "三", 8)


def test_pages_stream_while_the_file_is_still_coming() -> None:
    """A file of ten million characters in pages is never held whole: its first page is out before its last is in."""
    taken = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, into: object) -> int:
            nonlocal taken
            taken += 1
            assert isinstance(into, memoryview)
            data = (PAGE + "\f").encode() * 200
            into[: len(data)] = data
            return len(data)

    pages = read_stream(io.BufferedReader(Endless(), 1 << 18), "f")
    assert next(pages) == PageText("f", PAGE, 0)
    assert taken < 20


def names(found: Iterator[str | InputError], root: Path) -> list[str]:
    """Paths below a root, or what is wrong."""
    return [str(one) if isinstance(one, InputError) else os.path.relpath(one, root) for one in found]


def test_folders_are_taken_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.text", "sub/z", ".hidden", ".git/x", "sub/deep/y.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)
    assert names(find_files([str(tmp_path)]), tmp_path) == ["a.text", "b.txt", "sub/z", "sub/deep/y.txt"]


def test_globs_are_taken_where_the_shell_left_them(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "x[1].txt"):
        (tmp_path / name).write_text(PAGE)
    assert names(find_files([str(tmp_path / "?.txt")]), tmp_path) == ["1.txt", "2.txt"]
    assert names(find_files([str(tmp_path / "x[1].txt")]), tmp_path) == ["x[1].txt"]
    assert "no file matches" in names(find_files([str(tmp_path / "*.doc")]), tmp_path)[0]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert "no files in it" in names(find_files([str(tmp_path)]), tmp_path)[0]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    (error,) = read_file(str(tmp_path / "no"))
    assert str(error).endswith("no: no such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(PAGE)
    path.chmod(0)
    (error,) = read_file(str(path))
    assert "permission denied" in str(error)


def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as stream:
        stream.write(PAGE.encode())
    (page,) = read_file(os.fsdecode(path))
    assert isinstance(page, PageText)
    assert page.source.endswith("/\ufffd.txt")


def test_the_python_door_raises(page_file: Path, tmp_path: Path) -> None:
    assert [page.text for page in read_pages(page_file)] == [PAGE]
    with pytest.raises(InputError, match="no such file"):
        list(read_pages(tmp_path / "no"))


RECORDS = [
    Page(id="0123456789ab", source="f", paper="临湖日报", start=0, end=9, chars=9, articles=1),
    Article(
        id="0123456789ab/1", page="0123456789ab", n=1, kind="story", title="开渔", chars=9, confidence=0.9
    ),
]


def written(kind: type[JsonlWriter]) -> bytes:
    """The records as a writer writes them."""
    out = io.BytesIO()
    writer = kind(Output(out))
    for record in RECORDS:
        writer.write(record)
    writer.close()
    return out.getvalue()


def indented(data: bytes) -> bytes:
    """JSON as `jq .` writes it."""
    import json

    return b"".join(json.dumps(json.loads(line), indent=2).encode() + b"\n" for line in data.splitlines())


JSON_FORMS = {
    "lines": written(JsonlWriter),
    "array": written(JsonWriter),
    "indented": indented(written(JsonlWriter)),
    "indented array": b"[\n  " + indented(written(JsonlWriter)).replace(b"\n}\n", b"\n},\n").replace(b"\n", b"\n  ")
    .rstrip().rstrip(b",") + b"\n]\n",
    "array on a line": b"[" + b",".join(written(JsonlWriter).splitlines()) + b"]",
    "after a BOM": b"\xef\xbb\xbf\n" + written(JsonlWriter),
    "as PowerShell writes": written(JsonlWriter).decode().replace("\n", "\r\n").encode("utf-16"),
    "Windows lines": written(JsonlWriter).replace(b"\n", b"\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("data", JSON_FORMS.values(), ids=JSON_FORMS.keys())
@pytest.mark.parametrize("size", [7, 1 << 18])
def test_records_come_back(data: bytes, size: int) -> None:
    class Slow(io.BytesIO):
        def read1(self, wanted: int | None = -1) -> bytes:
            return super().read1(size)

    assert list(read_stream(Slow(data), "f")) == RECORDS


def test_a_bad_line_does_not_stop_the_rest() -> None:
    good = written(JsonlWriter).splitlines()
    lines = [
        good[0],
        b'{"type": "page", "id"',
        b'{"type": "poem"}',
        b'{"type": "page", "schema": 9}',
        b"x",
        good[1],
    ]
    items = list(read_stream(io.BytesIO(b"\n".join(lines)), "f"))
    assert [items[0], items[-1]] == RECORDS
    assert [str(error).split(": ")[0] for error in items[1:-1]] == ["f:2", "f:3", "f:4", "f:5"]
