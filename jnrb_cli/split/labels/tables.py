"""Lines about a table's rows of figures: what stands over them, the names of their columns, notes under them. No stories, all furniture."""

from __future__ import annotations

from ...patterns import pattern
from ..lines.cues import is_figure
from ..lines.looks import Look
from .label import Labelled

# 昨日北门农贸市场参考价（单位：元/斤）, 表1 一季度出口情况; no headline ends so.
_OVER = pattern(
    r"^表 ?[0-9一二三四五六七八九十]|[（(](?:单位[：:])?[^（）()，。]{0,6}[/／][^（）()，。]{1,6}[）)]$|[（(]单位[：:][^（）()]{1,12}[）)]$"
    r"|^单位[：:]|(?:参考价|均价|牌价|报价|一览表?|积分榜|射手榜|奖牌榜|时刻表|分段表|对照表|行情)$"
)
_UNDER = pattern(
    r"^注[：:]|^(?:数据|资料)?来源[：:]|^[（(][^（）()]{0,30}(?:数据|资料|报价|价格)(?:来自|来源|截至|由)?[^（）()]{0,24}[）)]$"
)
# The names of columns are so many or more, none longer than so many characters.
_NAMES = 3
_LONGEST_NAME = 9
_MARKS = frozenset("，。、；！？")
# So many lines over a table's rows may belong to it: what it is of, the names of its columns.
_REACH = 2


def settle_tables(looks: list[Look], labelled: list[Labelled]) -> list[Labelled]:
    """The labels, those of lines that belong to a table put right."""
    rows = [i for i, (look, one) in enumerate(zip(looks, labelled, strict=True)) if _is_row(look, one)]
    if not rows:
        return labelled
    found = list(labelled)
    for i in rows:
        for place in range(i - 1, max(-1, i - 1 - _REACH), -1):
            if found[place].label[0] == "F" and place not in rows:
                continue
            plain = looks[place].line.plain
            if not (_OVER.search(plain) or _is_names(plain)):
                break
            found[place] = Labelled("FO", {"FO": 0.0})
        if i + 1 < len(found) and _goes_under(looks[i + 1].line.plain):
            found[i + 1] = Labelled("FO", {"FO": 0.0})
    return found


def _goes_under(plain: str) -> bool:
    """Whether a line under a table's last row belongs to it: a note, or one more name and its figure, 大市成交 2,781亿元."""
    name, _, figure = plain.partition(" ")
    return bool(_UNDER.match(plain)) or (
        len(name) <= _LONGEST_NAME and name.isalpha() and is_figure(figure.strip())
    )


def _is_row(look: Look, one: Labelled) -> bool:
    return look.cue == "table" and one.label[0] == "F"


def _is_names(plain: str) -> bool:
    """Whether a line is the names of a table's columns: 分数 本段人数 累计人数."""
    cells = plain.split()
    return len(cells) >= _NAMES and max(map(len, cells)) <= _LONGEST_NAME and _MARKS.isdisjoint(plain)
