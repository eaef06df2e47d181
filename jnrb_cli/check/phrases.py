"""Set phrases with a wrong character, and units and magnitudes that cannot follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..errors import DataError
from ..resources import data_text
from .sheet import Mark, Sheet

MISSPELT = "misspelt.tsv"
# 5亿万元, 3万万元 in digits, 10%%, 12元元, 5%个百分点. 四万万同胞, in characters, is an old count.
_UNITS = re.compile(
    r"[0-9](?:亿万|万万|亿亿)(?=元|美元|人民币|吨|亩|平方|立方|千瓦|斤|公|户|株|只|头|尾|册|件|台|辆|次)|(?<=[0-9])[%％]{2}|(?<=[0-9])[%％](?=个百分点)|(?<=[0-9])个个(?=百分点)"
    r"|(?<=[0-9万亿])(?:元元(?![旦宵素件老])|(?P<u>公里|公斤|千米|厘米|毫米|平方米|立方米|平方公里|千瓦|小时|分钟|毫升|万元|亿元|万吨|美元|个月|人次)(?P=u))"
    # 1900米米: not 3千克克服, 5吨吨位.
    r"|(?<=[0-9])(?:米米(?![饭粉线面酒色])|吨吨(?![位级公袋桶])|亩亩(?!均?产)|万万(?=[人户名元吨亩])|时时(?![刻常候段间而]))"
)


@cache
def _misspelt() -> tuple[dict[str, str], re.Pattern[str]]:
    """The wrong forms with the right ones, and what finds them all."""
    found: dict[str, str] = {}
    patterns = []
    for number, line in enumerate(data_text(MISSPELT).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        wrong, right, before, after = [*line.split("\t"), "", "", ""][:4]
        if wrong in found or not right or wrong == right:
            raise DataError(MISSPELT, number, f"no new wrong form with its right one: {line}")
        found[wrong] = right
        patterns.append(
            (f"(?<![{before}])" if before else "") + re.escape(wrong) + (f"(?![{after}])" if after else "")
        )
    if not found:
        raise DataError(MISSPELT, 1, "nothing in it")
    return found, re.compile("|".join(patterns))


def find_misspelt(sheet: Sheet) -> Iterator[Mark]:
    """Set phrases with a character that is always wrong."""
    forms, pattern = _misspelt()
    for passage in sheet.printed:
        for match in pattern.finditer(passage.text):
            yield Mark(passage, match.start(), match.end(), f"{forms[match.group()]} is meant")


def find_doubled_units(sheet: Sheet) -> Iterator[Mark]:
    """Figures with a unit or a magnitude too many."""
    for passage in sheet.printed:
        for match in _UNITS.finditer(passage.text):
            start = match.start()
            while start and passage.text[start - 1] in "0123456789.,":
                start -= 1
            yield Mark(passage, start, match.end(), "a unit or a magnitude too many")
