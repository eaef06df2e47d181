"""Who signs, read from the signature alone; the corpus is `cases/signature/*.jsonl`.

`expected` lists role, name and house of everyone, in order; look-alikes that name nobody lie in `nobody.jsonl`.
"""

from __future__ import annotations

from typing import Any

import pytest
from case_files import read_cases

from jnrb_cli.errors import DataError
from jnrb_cli.split.names import read_people
from jnrb_cli.split.vocabulary import load_words


@pytest.mark.parametrize("case", read_cases("signature"))
def test_signature(case: dict[str, Any]) -> None:
    got = [[one.role, one.name, one.org] for one in read_people(case["text"])]
    assert got == case["expected"], case["note"]


@pytest.mark.parametrize(
    ("text", "line"), [("office\t", 1), ("# 注\noffice\t记者 记者", 2), ("offices\t记者", 1), ("", 1)]
)
def test_a_damaged_vocabulary_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DataError, match=str(line)):
        load_words("signatures.tsv", text)
