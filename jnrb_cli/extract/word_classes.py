"""Words and what class a word is of: data of `subjects.tsv`, the words of changes, and endings that tell a thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import DataError
from ..resources import data_lines
from . import changes

DATA = Path(__file__).parent.parent / "data" / "subjects.tsv"

CLAUSE_MARKS = frozenset("，；：,;:（）()—…\n。！？!?【】〔〕|")
QUOTES = frozenset("“”‘’《》「」『』\"'·")
JOINERS = frozenset({"、", "和", "及", "以及", "暨"})
POSSESSIVE = frozenset({"的", "之"})
# What names of values end with: 率为 is 率 and 为.
VALUE_ENDINGS = frozenset("率额量值数费")
# Places and buildings of one character; tagged as measure words too (取水点, 加油站).
PLACE_ENDINGS = frozenset("点站场厂馆室楼店院港桩塔柜亭棚")
# What sums and sizes end with, beside those: 营收达 is 营收 and 达.
SUM_ENDINGS = frozenset("收入产利程积重长")
# 场场, 家家: every one of what was counted.
EACH = frozenset("场个家人处次件条户声天年月张层")
# What the names of offices end with: 国家卫生健康委等8部门.
BODY_ENDINGS = frozenset("委部局厅办署院会行")
# Words that end so are things, whatever the dictionary calls them: 选手 and 参展商 are in it as verbs or not at all.
NOUN_ENDINGS = frozenset("者员手商户率额量值数费款金税价险法卡证票具器机品物")
NAME_ENDINGS = NOUN_ENDINGS | PLACE_ENDINGS


class Token(NamedTuple):
    text: str
    flag: str
    start: int
    end: int
    fact: int = -1


class Vocabulary(NamedTuple):
    """Classes of words; `move`, `growth` and `gain` come from the words of changes, the others from the file.

    `acting` are the predicates that are never part of a name, `either` those that may be.
    """

    reach: frozenset[str]
    predicate: frozenset[str]
    nominal: frozenset[str]
    vague: frozenset[str]
    person: frozenset[str]
    place: frozenset[str]
    entity: frozenset[str]
    opening: frozenset[str]
    pivot: frozenset[str]
    scope: frozenset[str]
    manner: frozenset[str]
    ratio: frozenset[str]
    degree: frozenset[str]
    own: frozenset[str]
    made: frozenset[str]
    move: frozenset[str] = frozenset()
    growth: frozenset[str] = frozenset()
    gain: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()


CLASSES = frozenset(Vocabulary._fields) - {"move", "growth", "gain", "acting", "either"}


def read_vocabulary(path: Path = DATA) -> Vocabulary:
    """Read and check a file of word classes; raises DataError with the line that is wrong."""
    found: dict[str, frozenset[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        words = rest.split()
        twice = sorted({word for word in words if words.count(word) > 1})
        if name not in CLASSES or name in found or not words or twice:
            what = f"{' '.join(twice)} listed twice" if twice else f"unknown, repeated or empty class {name}"
            raise DataError(path.name, number, what)
        found[name] = frozenset(words)
    if set(found) != CLASSES:
        raise DataError(path.name, 1, f"missing: {' '.join(sorted(CLASSES - set(found)))}")
    return Vocabulary(**found)


@cache
def vocabulary() -> Vocabulary:
    """The classes of words, read once."""
    words = read_vocabulary()
    entries = changes.read_vocabulary().entries
    changing = {word for word, entry in entries.items() if entry.direction != "none"} - {"增量"}
    # 增收, 减产 and 涨价 name what rose or fell themselves.
    gains = {word for word in changing if word[-1] in "收产值价员"}
    moves = changing - gains
    growth = {word for word, entry in entries.items() if entry.manner == "noun"} - {"增量"}
    verbs = {word for word in moves - growth if len(word) == 2 and entries[word].manner != "compare"}
    return words._replace(
        reach=words.reach | moves,
        move=frozenset(verbs),
        growth=frozenset(growth),
        gain=frozenset(gains),
        acting=words.predicate - words.nominal,
        either=words.predicate & words.nominal,
    )


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset(data_lines("surnames.txt")[0])
