"""Which breaks between the lines of a headline's element part clauses, so that a blank stands there: 聚力双招双引 蓄足发展“活水”.

Pages of long stories are of dailies that break headlines by width: there two lines of one length are clauses. Elsewhere
editors break them by sense, and what the lines are made of says more; weights for that were learnt offline
(bench/train_breaks.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from ...layout import ems
from ...patterns import pattern
from ...resources import data_bytes
from ..lines.joined import is_open
from .elements import bond

# A column's name in brackets that closes a headline.
COLUMN_IN_TITLE = pattern(r"[（(]([^（）()]{2,24})[）)]$")

# A headline's line that opens with one of these and a figure says what the line above speaks of: 产值 / 突破3.4亿元.
_SAYS = (
    "突破", "超过", "超", "达到", "达", "增长", "下降", "同比", "增至", "升至", "降至", "逾", "近", "约", "首破", "首超",
)  # fmt: skip
_PREDICATE = pattern(rf"^(?:{'|'.join(_SAYS)})[0-9]")

# Two lines of a headline are a pair of clauses where they differ by no more ems than this; shorter ones are words.
_EVEN = 2.1
LEAST_CLAUSE = 4
# After these a headline goes on, and before these.
_GOES_ON = "，、：；—-“《（"
_GONE_ON = "，、：；”》）—（("

# The shapes of two lines are told in steps of so many ems, up to so many.
_STEP, _STEPS = 2.0, 7
_NUMERALS = frozenset("一二三四五六七八九十两半几百千万")


def parted(lines: list[str], page: str, *, long: bool) -> list[int]:
    """The numbers of the lines before which a blank parts clauses; `page` is the page's text, `long` whether it has long stories.

    >>> parted(["物业不肯交账本？", "法院：三十天内公开"], "", long=False), parted(["小区门口的窨井盖", "谁来管"], "", long=False)
    ([1], [])
    """
    found = []
    opened = ""
    for number, (above, below) in enumerate(pairwise(lines), 1):
        opened += above
        if above[-1] in _GOES_ON or below[0] in _GONE_ON or is_open(opened) or _runs_over(above, below, page):
            continue
        if _are_even(above, below) if long else _are_clauses(above, below):
            found.append(number)
    return found


def _are_even(above: str, below: str) -> bool:
    """Whether the lines are as long as one another. On 64 pages of a national daily 97 titles in a hundred are joined so as they were printed."""
    lengths = _core(above), _core(below)
    return (
        abs(lengths[0] - lengths[1]) <= _EVEN
        and min(lengths) >= LEAST_CLAUSE
        and ("，" in above) == ("，" in below)
        and above[-1] not in "？！"
    )


def _core(text: str) -> float:
    """A line's length in ems without the column's name in brackets that closes it."""
    return ems((COLUMN_IN_TITLE.sub("", text) if text[-1:] in ("）", ")") else text) or text)


def _runs_over(above: str, below: str, page: str) -> bool:
    """Whether the words go on over a break: a word that the page holds elsewhere, or what the line above speaks of."""
    return (
        bond(page, above[-1], below[0]) == "s"
        or _is_word(above, below, page)
        or (below.startswith(_SAYS) and bool(_PREDICATE.match(below)))
    )


def _is_word(above: str, below: str, page: str) -> bool:
    """Whether a word is broken over two lines, as 引领科 / 学锻炼: the page has the characters together elsewhere.

    Three of them: two stand together by chance once in some twenty headlines (春耕 / 机手 and 旋耕机).
    """
    runs = (above[-2:] + below[:1], above[-1:] + below[:2])
    return any(len(run) == 3 and run in page for run in runs)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    raw: dict[str, float] = msgspec.json.decode(data_bytes("headline_breaks.json"))
    return raw


def _are_clauses(above: str, below: str) -> bool:
    weights = _weights()
    return sum([weights.get(name, 0.0) for name in evidence(above, below)]) > 0


def evidence(above: str, below: str) -> Iterator[str]:
    """What two lines of a headline, in their plain form, say for or against a break between clauses."""
    wide, narrow = ems(above), ems(below)
    yield "bias"
    yield f"longer {max(-4, min(4, round((wide - narrow) / 1.5)))}"
    yield f"above {_step(wide)}"
    yield f"below {_step(narrow)}"
    yield f"least {_step(min(wide, narrow))}"
    for where, line in (("above", above), ("below", below)):
        for mark in "：，？！ ":
            if mark in line:
                yield f"{where} has {mark}"
        if any(map(str.isdigit, line)):
            yield f"{where} has figures"
    if "：" in below[:8]:
        yield "below says"
    yield f"ends {'quote' if above[-1] == '”' else above[-1]}"
    first = below[0]
    yield f"opens {'quote' if first == '“' else 'figure' if first.isdigit() else 'numeral' if first in _NUMERALS else first}"
    for char in sorted(set(above[1:])):
        yield f"in {char}"
    for char in sorted(set(below[1:3])):
        yield f"near {char}"


def _step(width: float) -> int:
    return min(_STEPS, int(width // _STEP))
