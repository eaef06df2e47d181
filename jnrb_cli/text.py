"""Normal forms of newspaper text, each with the same length as the text it was made from.

Every change is one character for one character, so an offset in a normal form is an offset in the source.
Forms that would change the length (㎡ for m2) are vocabulary, not text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .resources import data_lines


def _single(codes: range) -> dict[int, int]:
    """The compatibility characters among `codes` whose NFKC form is one other character."""
    table: dict[int, int] = {}
    for code in codes:
        form = unicodedata.normalize("NFKC", chr(code))
        if len(form) == 1 and ord(form) != code:
            table[code] = ord(form)
    return table


# Full-width ASCII; compatibility ideographs (年 as U+F98E, seen in text out of PDFs whose fonts are mapped
# by glyph); Kangxi radicals (⽉ for 月, the same cause). Done once, at 1 ms.
_FOLD: dict[int, int] = {
    **_single(range(0xFF01, 0xFF5F)),
    **_single(range(0xF900, 0xFAFF)),
    **_single(range(0x2F00, 0x2FD6)),
    0x3000: 0x20,
    0xA0: 0x20,
}
# Punctuation whose full-width form carries meaning in Chinese text keeps it: ，is not a decimal comma.
for _mark in "，；：！？（）":
    _FOLD.pop(ord(_mark), None)


def fold(text: str) -> str:
    """The text with full-width letters and digits, compatibility ideographs and odd blanks in their plain form, same length.

    >>> fold("１９９８年　Ａ栋")
    '1998年 A栋'
    """
    return _UNFOLDED.sub(_fold_run, text)


# The ranges of what the table changes. Few characters of a page are among them, so they are looked for:
# translating every character takes four times as long.
_UNFOLDED = re.compile(
    r"[\u3000\xa0\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e\uf900-\ufaff\u2f00-\u2fd5]+"
)


def _fold_run(run: re.Match[str]) -> str:
    return run.group().translate(_FOLD)


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
_HARMLESS: dict[int, str] = {
    **dict.fromkeys((*_OBEYED, 0xFEFF, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys(map(ord, "\t\n\r\f\v"), " "),
}


def harmless(text: str) -> str:
    """The text on one line and without anything that a terminal obeys, same length.

    >>> harmless("今天\\x1b[31m有雨")
    '今天�[31m有雨'
    """
    return text if text.isprintable() else text.translate(_HARMLESS)


def simplify(text: str) -> str:
    """The text in simplified characters, same length; what simplified text has too (乾, 著) stays.

    >>> simplify("舊樓加裝升降機")
    '旧楼加装升降机'
    """
    table, pattern = _simplified()
    return text.translate(table) if pattern.search(text) else text


@cache
def _simplified() -> tuple[dict[int, int], re.Pattern[str]]:
    """Simplified characters by traditional ones, and the set of these: looking for one is cheaper than changing none."""
    pairs = [row.split("\t") for row in data_lines("traditional.tsv")]
    pairs += [[pair[0], pair[1]] for row in data_lines("simplified.txt") for pair in row.split()]
    table = {ord(old): ord(new) for old, new in pairs}
    return table, re.compile(f"[{''.join(map(chr, table))}]")
