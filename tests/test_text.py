"""The normal form of characters."""

from __future__ import annotations

import unicodedata

from jnrb_cli.text import fold

# Full-width ASCII, compatibility ideographs and Kangxi radicals; the marks whose width carries meaning stay.
FOLDED = (range(0xFF01, 0xFF5F), range(0xF900, 0xFB00), range(0x2F00, 0x2FD6), (0x3000, 0xA0))
KEPT = "，；：！？（）"


def test_what_is_folded_and_nothing_else() -> None:
    for char in map(chr, range(0x10000)):
        form = unicodedata.normalize("NFKC", char)
        folds = len(form) == 1 and char not in KEPT and any(ord(char) in codes for codes in FOLDED)
        assert fold(char) == (form if folds else char), hex(ord(char))


def test_a_text_folds_character_by_character() -> None:
    every = "".join(map(chr, range(0x10000)))
    assert fold(every) == "".join(map(fold, every))
