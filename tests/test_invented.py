"""The invented articles that are learnt from: all can be read, and set on a page without a character lost."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "bench"))

from recast_house import House, draw_issue
from recast_invented import as_item, read_invented

INVENTED = ROOT / "bench" / "invented"


def test_all_articles_are_read_and_a_fifth_is_kept_out() -> None:
    every = read_invented(INVENTED)
    kept, out = read_invented(INVENTED, "0,1,2,3/5"), read_invented(INVENTED, "4/5")
    assert (len(every), len(kept), len(out)) == (560, 448, 112)
    assert not [one for one in out if one in kept]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_set_is_what_was_printed(seed: int) -> None:
    drawing = random.Random(seed)
    house = House(drawing, draw_issue({}, drawing))
    house.subhead_mark = ""
    for one in read_invented(INVENTED):
        item = as_item(one, house, drawing)
        pieces = [piece.text for element in [*item.above, *item.body] for piece in element.pieces]
        pieces += [piece.text for lines in item.captions for element in lines for piece in element.pieces]
        pieces += [line for lines in item.heads.values() for line in lines]
        # A column's name that heads no headline is left out.
        printed = [text for role, text in one.lines if role != "column" or item.heads]
        assert sorted("".join("".join(pieces).split())) == sorted("".join("".join(printed).split()))


@pytest.mark.parametrize(
    ("text", "told"), [("=== 某报 | story\n引言|河湾", "2: no line"), ("=== 某报 | poem", "1: no kind")]
)
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        read_invented(tmp_path)
