"""The words that signatures are made of, from `signatures.tsv`."""

from __future__ import annotations

from ...errors import DataError
from ...resources import data_text

_FILE = "signatures.tsv"
_CLASSES = (
    "office", "rank", "task", "report", "glyph", "house", "institution", "title", "nobody", "trade", "desk", "rare", "remark",
)  # fmt: skip


def load_words(name: str, text: str) -> dict[str, tuple[str, ...]]:
    """The words of each class, the longest first; a damaged file is a DataError with its line."""
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(text.splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        kind, _, words = row.partition("\t")
        listed = words.split()
        if kind not in _CLASSES or kind in found:
            raise DataError(name, number, f"{kind} is no class, or stands there twice")
        if not listed or len(set(listed)) < len(listed):
            raise DataError(name, number, f"{kind} is empty, or has a word twice")
        found[kind] = tuple(sorted(listed, key=len, reverse=True))
    for kind in _CLASSES:
        if kind not in found:
            raise DataError(name, 1, f"no {kind}")
    return found


_WORDS = load_words(_FILE, data_text(_FILE))
OFFICES, RANKS, REPORTS = _WORDS["office"], _WORDS["rank"], frozenset(_WORDS["report"])
TASKS = frozenset(_WORDS["task"]) | REPORTS
GLYPHS = frozenset(_WORDS["glyph"])
HOUSES, INSTITUTIONS, TITLES = _WORDS["house"], _WORDS["institution"], _WORDS["title"]
NOBODY = frozenset(_WORDS["nobody"])
TRADE = _WORDS["trade"]
DESKS = frozenset(_WORDS["desk"])
RARE_SURNAMES = frozenset(_WORDS["rare"])
REMARKS = frozenset(_WORDS["remark"])
