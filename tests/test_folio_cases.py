"""What a page says of itself, read from its furniture alone; the corpus is `cases/folio/*.jsonl`.

`text` lists the lines, each with its role; `expected` has all that they say, null where they say nothing of it.
"""

from __future__ import annotations

from typing import Any

import pytest
from case_files import read_cases

from jnrb_cli.split.furniture.page_data import read_furniture


@pytest.mark.parametrize("case", read_cases("folio"))
def test_folio(case: dict[str, Any]) -> None:
    about = read_furniture([(role, text) for role, text in case["text"]])
    got = {
        "paper": about.paper,
        "date": about.date and about.date.isoformat(),
        "weekday": about.weekday,
        "edition": about.edition,
        "section": about.section,
        "staff": [[one.role, one.name] for one in about.staff],
    }
    assert got == case["expected"], case["note"]
