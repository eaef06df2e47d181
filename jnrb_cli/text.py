"""Normal forms of newspaper text, each with the same length as the text it was made from.

Every change is one character for one character, so an offset in a normal form is an offset in the source.
Forms that would change the length (㎡ for m2) are vocabulary, not text.
"""

from __future__ import annotations

import unicodedata


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
    return text.translate(_FOLD)
