"""The normal form of characters."""

from __future__ import annotations

from jnrb_cli.text import _folds, fold


def test_every_character_of_the_table_is_looked_for() -> None:
    every = "".join(map(chr, range(0x10000)))
    assert fold(every) == every.translate(_folds())
    assert len(fold(every)) == len(every)
