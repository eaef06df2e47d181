"""Normal forms of newspaper text, each with the same length as the text it was made from.

Every change is one character for one character, so an offset in a normal form is an offset in the source.
Forms that would change the length (㎡ for m2) are vocabulary, not text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

from .errors import DataError
from .resources import data_text

# Characters, each once.
Chars = frozenset[str]

# What is folded: full-width ASCII, but not ，；：！？（）, whose full-width form carries meaning in Chinese text (，is not a
# decimal comma); compatibility ideographs (年 as U+F98E, seen in text out of PDFs whose fonts are mapped by glyph);
# Kangxi radicals (⽉ for 月, the same cause); odd blanks.
_UNFOLDED = frozenset(
    {*map(chr, (0x3000, 0xA0, *range(0xFF02, 0xFF5F), *range(0xF900, 0xFB00), *range(0x2F00, 0x2FD6)))}
    - {*"，；：！？（）"}
)


def known_chars(change: Callable[[str], str], chars: Chars) -> Chars:
    """The characters that a text may hold which held no others than these before it was changed.

    >>> sorted(known_chars(fold, frozenset("１桥")))
    ['1', '桥', '１']
    """
    return chars.union(change("".join(chars)))


def fold(text: str, chars: Chars | None = None) -> str:
    """The text with full-width letters and digits, compatibility ideographs and odd blanks in their plain form, same length.

    `chars` are those that it may hold and no others, where they are known: they need not be looked for then.

    >>> fold("１９９８年　Ａ栋")
    '1998年 A栋'
    """
    for char in _UNFOLDED.intersection(text if chars is None else chars):
        text = text.replace(char, _plain_char(char))
    return text


@cache
def _plain_char(char: str) -> str:
    """The one character that is a character's NFKC form; itself where the form is longer."""
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char


class Kind(dict[str, bool]):
    """A kind of characters, each looked at once, and all of a text told at once.

    Most characters beyond Latin-1 must be of it, and neither ! nor ? may be: those stand as ? where a text is written in
    Latin-1, and the few of them that are of another kind are made ! before.

    >>> high = Kind(lambda char: char > "~" and char != "，")
    >>> list(high.mark("桥，a?", frozenset("a?，桥")))
    [1, 0, 0, 0]
    """

    def __init__(self, is_one: Callable[[str], bool]) -> None:
        self._is_one = is_one

    def __missing__(self, char: str) -> bool:
        self[char] = found = self._is_one(char)
        return found

    def mark(self, text: str, chars: Chars) -> bytes:
        """For each character of a text 1 where it is of the kind, else 0; it may hold `chars` and no others."""
        latin = bytearray(256)
        for char in chars:
            if char <= "\xff":
                latin[ord(char)] = self[char]
            elif not self[char]:
                text = text.replace(char, "!")
        latin[ord("?")] = 1
        return text.replace("?", "!").encode("latin-1", "replace").translate(latin)


def pair_up(text: str) -> list[int]:
    """Each character of a text and the one after it as one number.

    >>> first, second, third = pair_up("新桥新桥")
    >>> first == third != second
    True
    """
    data = memoryview(text.encode("utf-32", "surrogatepass"))[
        4:
    ]  # without a BOM; no codec needs to be imported for it
    pairs = [0] * max(0, len(text) - 1)
    for start in (0, 1):  # characters 0 and 1, 2 and 3 …, then 1 and 2, 3 and 4 …
        size = max(0, len(text) - start) // 2 * 8
        pairs[start::2] = data[4 * start : 4 * start + size].cast("Q").tolist()
    return pairs


TRADITIONAL = "traditional.txt"


def simplify(text: str, chars: Chars | None = None) -> str:
    """The text in simplified characters, same length; `chars` as for `fold`.

    >>> simplify("本報訊：兩萬個")
    '本报讯：两万个'
    """
    return (
        text if _traditional().isdisjoint(text if chars is None else chars) else text.translate(_simplified())
    )


@cache
def _traditional() -> frozenset[str]:
    """The traditional characters; most pages need none of their simplified forms."""
    return frozenset("".join(_rows(data_text(TRADITIONAL)).split())[::2])


@cache
def _simplified() -> dict[int, int]:
    """The traditional characters and their simplified forms."""
    return load_pairs(TRADITIONAL, data_text(TRADITIONAL))


def _rows(text: str) -> str:
    """The lines of a table that are no notes."""
    return "\n".join(row for row in text.splitlines() if not row.startswith("#"))


def load_pairs(name: str, text: str) -> dict[int, int]:
    """Pairs of characters, as `str.translate` takes them; a damaged file is a DataError with the line.

    >>> load_pairs("x.txt", "# 注\\n萬万 億亿") == {ord("萬"): ord("万"), ord("億"): ord("亿")}
    True
    """
    pairs = _rows(text).split()
    flat = "".join(pairs)
    table = str.maketrans(flat[: 2 * (len(flat) // 2) : 2], flat[1::2])
    if not table or not len(flat) == 2 * len(table) == 2 * len(
        pairs
    ):  # all at once, a look at each costs 5 ms
        raise _damage(name, text)
    return table


def _damage(name: str, text: str) -> DataError:
    seen: set[str] = set()
    for number, row in enumerate(text.splitlines(), 1):
        for pair in () if row.startswith("#") else row.split():
            if len(pair) != 2:
                return DataError(name, number, f"not one character for one: {pair}")
            if pair[0] in seen:
                return DataError(name, number, f"{pair[0]} is listed twice")
            seen.add(pair[0])
    return DataError(name, 1, "nothing in it")


def printed_form(value: str, text: str) -> str:
    """The part of a text whose simplified form is `value`, blanks left out on both sides; `value` where there is none.

    >>> printed_form("张国华", "■記者 張 國 華 攝")
    '張國華'
    """
    printed = "".join(text.split())
    at = simplify(printed).find("".join(value.split()))
    return value if at < 0 or not value else printed[at : at + len("".join(value.split()))]


# What a terminal would obey instead of showing: control characters, and those that turn the direction of
# writing around, so that one line could stand as another.
_OBEYED = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)


@cache
def _harmless() -> dict[int, str]:
    return {
        **dict.fromkeys((*_OBEYED, 0xFEFF, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"),
        **dict.fromkeys(map(ord, "\t\n\r\f\v"), " "),
    }


def harmless(text: str) -> str:
    """The text on one line and without anything that a terminal obeys, same length.

    >>> harmless("今天\\x1b[31m有雨")
    '今天�[31m有雨'
    """
    return text if text.isprintable() else text.translate(_harmless())
