"""Bytes are read in the encoding they were written in, or refused."""

from __future__ import annotations

from encodings.aliases import aliases

import pytest
from conftest import PAGE
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli.encoding import find_encoding, frequent_share, is_encoding, load_frequent
from jnrb_cli.errors import DataError, InputError
from jnrb_cli.read import PageText, read_stream

SIMPLIFIED = "近日，记者从县政府获悉，今年以来全县新增就业三千余人，群众的生活越来越好。"
TRADITIONAL = "【本報訊】昨日記者從政府獲悉，今年以來新增就業三千餘人，市民的生活越來越好。"

# Each script with the encodings that papers in it use.
WRITTEN = [(SIMPLIFIED, "gbk"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "big5hkscs")]
WRITTEN += [
    (TRADITIONAL, "gbk"),
    *((text, name) for text in (SIMPLIFIED, TRADITIONAL) for name in ("utf-8", "utf-16")),
]
WRITTEN += [
    (text, name) for text in (SIMPLIFIED, TRADITIONAL) for name in ("utf-8-sig", "utf-16-le", "utf-16-be")
]


def read(data: bytes, encoding: str | None = None) -> list[object]:
    """What a stream of bytes holds."""
    import io

    return list(read_stream(io.BytesIO(data), "page.txt", encoding=encoding))


@pytest.mark.parametrize(("text", "encoding"), WRITTEN, ids=[f"{name}-{text[0]}" for text, name in WRITTEN])
@pytest.mark.parametrize("length", [20, 38])
def test_text_comes_back(text: str, encoding: str, length: int) -> None:
    assert read(text[:length].encode(encoding)) == [PageText("page.txt", text[:length], 0)]


@given(
    st.text(st.sampled_from(SIMPLIFIED + "\r\n 　，。《》ABC0123"), min_size=1).map(
        lambda noise: SIMPLIFIED + noise
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]),
)
def test_any_mixture_comes_back_to_the_character(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == [PageText("page.txt", text, 0)]


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    for item in read(data):
        assert item


def test_share_of_frequent_characters_tells_encodings_apart() -> None:
    right = frequent_share(TRADITIONAL)
    wrong = frequent_share(TRADITIONAL.encode("big5").decode("gb18030", "ignore"))
    assert right > 0.7
    assert wrong < 0.15


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n", "run pdftotext first"),
        (b"PK\x03\x04xx", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 \\ansi}", "RTF"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x7fELF\x02\x01" + bytes(60), "binary"),
        ("d\u00e9j\u00e0 vu, na\u00efve caf\u00e9".encode("latin-1"), "--encoding"),
        ("ニュースを読みましょう。".encode("shift_jis"), "--encoding"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<p>", "a web page"),
        (b"<HTML lang=zh>", "a web page"),
        (b"", "nothing in it"),
        (b" \r\n\x0c\n", "nothing but blanks"),
    ],
    ids=[
        "pdf",
        "zip",
        "png",
        "gzip",
        "rtf",
        "binary",
        "program",
        "latin-1",
        "shift-jis",
        "html",
        "old-html",
        "empty",
        "blank",
    ],
)
def test_what_is_no_chinese_text_is_refused(data: bytes, says: str) -> None:
    (error,) = read(data)
    assert isinstance(error, InputError)
    assert says in str(error)


def test_damage_is_named_with_its_line() -> None:
    data = PAGE.encode() + b"\xff\n"
    (error,) = read(data)
    assert str(error).startswith("page.txt:9: UTF-8, but for a byte")
    (page,) = read(data, "utf-8:replace")
    assert isinstance(page, PageText)
    assert page.text == PAGE + "\ufffd\n"


def test_asked_encoding_wins() -> None:
    data = TRADITIONAL.encode("big5")
    (page,) = read(data, "big5")
    assert isinstance(page, PageText)
    assert page.text == TRADITIONAL
    (error,) = read(b"\xff\xff\n", "utf-8")
    assert "not utf-8 all through" in str(error)


def test_utf16_that_was_asked_for_wants_a_bom() -> None:
    (page,) = read(TRADITIONAL.encode("utf-16"), "utf-16")
    assert isinstance(page, PageText)
    assert page.text == TRADITIONAL
    (error,) = read(TRADITIONAL.encode("utf-16-be"), "utf-16")
    assert str(error) == "page.txt: not utf-16: it does not begin with a BOM; try --encoding utf-16-le"


@pytest.mark.parametrize("repair", ["", ":strict", ":replace", ":ignore", ":backslashreplace"])
def test_what_is_read_in_any_encoding_is_text(repair: str) -> None:
    samples = (b"abc\\ud800+2AA-\xff\xfe\x00 \xd8\x00", PAGE.encode(), TRADITIONAL.encode("big5"))
    known = [name for name in sorted({*aliases.values(), "undefined", "idna"}) if is_encoding(name)]
    assert len(known) > 80
    for name in known:
        for item in (item for data in samples for item in read(data, name + repair)):
            assert isinstance(item, InputError) or (isinstance(item, PageText) and item.text.encode())


@pytest.mark.parametrize("repair", ["surrogateescape", "surrogatepass", "xmlcharrefreplace", "explode", ""])
def test_a_way_to_repair_that_makes_no_text_is_none(repair: str) -> None:
    assert not is_encoding(f"utf-8:{repair}")


def test_encoding_is_found_past_the_judged_bytes() -> None:
    text = PAGE * 4000
    (page,) = read(text.encode("gbk"))
    assert isinstance(page, PageText)
    assert page.text == text


@pytest.mark.parametrize(("text", "line"), [("", 1), ("# 注\n", 1), ("的一\n是的\n", 2)])
def test_damaged_data_file_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DataError, match=f"^x.txt:{line}: "):
        load_frequent("x.txt", text)


def test_ascii_is_utf8() -> None:
    assert find_encoding("x", b"Weather: 25 C\n", whole=True) == "utf-8"
