"""Set phrases and names that hold a numeral and are no figure (三元桥, 统一), and what frees the shortest of them (每小时三元)."""

from __future__ import annotations

from ..patterns import pattern
from .vocabulary import vocabulary

ORDERS = frozenset("十百千万亿拾佰仟廿卅卌兆")
_PRICED = r"(?:每[^，。；]{1,3}|价[格钱]?[由为是]?|收费?|卖|只要|由|奖金|票价|变成|涨[到至]|降[到至])$"
_A_PIECE = r"一[位斤公个只份瓶张盒碗两袋箱串件条把碟杯次枝支包本]|钱"
# Phrases of two characters that the words around make figures: what may stand before, and what behind.
_FREED = {
    "三元": (pattern(_PRICED), pattern(_A_PIECE + "|变成|[涨升降加][到至]")),
    "八角": (pattern(_PRICED), pattern(_A_PIECE + "|[至到](?=[一二两])|[一二三四五六七八九]分")),
    "三角": (pattern(_PRICED), pattern("钱|[一二三四五六七八九]分")),
    "九天": (pattern(r"(?:提前|推迟|[才仅共近]|整整|足足|缩短|休息)$"), pattern(r"(?:时间|后|内|没)")),
    "四面": (pattern("(?!)"), pattern(r"[^，。；、]{0,5}(?:墙|旗|锣|鼓|镜)(?![壁])")),
    "四处": (pattern(r"(?:共|共有|新建|设[了有]?|留[了有]?|发现[了]?|出现[了]?)$"), pattern(r"(?:台阶|隐患|遗址|工地)")),
    "两头": (pattern("(?!)"), pattern(r"[大小公母肥黄奶肉老耕水牦种]?(?:牛|猪|羊|驴|骡|象|蒜|熊|鹿|狮|鲸)")),
}  # fmt: skip


def _is_freed(text: str, at: int) -> bool:
    """每小时三元 and 两头牛 are figures, where 三元 and 两头 are words elsewhere."""
    around = _FREED.get(text[at : at + 2])
    if around is None:
        return False
    before, behind = around
    return behind.match(text, at + 2) is not None or before.search(text, max(0, at - 5), at) is not None


def is_named(text: str, at: int) -> tuple[int, int] | None:
    """The set phrase or name whose first numeral stands at a place, or None; the longest."""
    words = vocabulary()
    for _, length in words.heads.get(text[at : at + 2], ()):
        if text[at : at + length] in words.phrases and at + length <= len(text):
            if length == 2 and text[at + 1] in "天年日月夜" and text[at - 1 : at] == "了":
                continue  # 住了九天
            if length == 2 and _is_freed(text, at):
                continue
            return at, at + length
    return find_inside(text, at)


def is_inside_word(text: str, at: int) -> bool:
    """Whether the numeral at a place is a later character of a word: 统一, 老百姓."""
    return find_inside(text, at) is not None


def find_inside(text: str, at: int) -> tuple[int, int] | None:
    """The set phrase in which the numeral at a place is a later character, or None."""
    words = vocabulary()
    if not at:
        return None
    for lead, length in words.inners.get(text[at - 1 : at + 1], ()):
        start, end = at - lead, at - lead + length
        if start < 0 or end > len(text) or text[start:end] not in words.phrases:
            continue
        # 传统一百: where the number goes on, it is no word's last character.
        if end == at + 1 and text[end : end + 1] in ORDERS:
            continue
        return start, end
    return None
