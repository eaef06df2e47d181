"""What of a noun phrase that was read on from a figure is still the name of what is counted: its end, without acts and values."""

from __future__ import annotations

from collections.abc import Callable

from ..models import Fact
from .phrases_back import ENDING, PhrasesBack
from .word_classes import (
    BODIES,
    BODY_ENDS,
    EARNING,
    JOINING,
    NAME_ENDINGS,
    PAID,
    PEOPLE,
    PERSON_ENDS,
    PERSONS,
    PLACE_ENDINGS,
    RIDDEN,
    RIDES,
    SUMS,
    VEHICLES,
    WORKERS,
    Token,
)


def _says_no_thing(token: Token) -> bool:
    """A time, or a word that only describes: 巨型."""
    return token.flag == "t" or (token.flag == "b" and len(token.text) == 2)


def _last(parts: list[Token], is_end: Callable[[str], bool]) -> int | None:
    """The place of the last word of two characters or more that is such an end."""
    return next(
        (at for at in range(len(parts) - 1, -1, -1) if len(parts[at].text) > 1 and is_end(parts[at].text)),
        None,
    )


class PhraseEnds(PhrasesBack):
    """One sentence, with what closes a noun phrase taken off it."""

    def without_acts(self, parts: list[Token], fact: Fact) -> list[Token]:
        """148家企业参展: a verb that ends the phrase is what they did, where people and things are counted."""
        if fact.unit in self.words.entity:
            acts = {"v", "vn"} if fact.unit in PEOPLE else {"v"}
            while len(parts) > 1 and parts[-1].flag in acts and parts[-1].text[-1] not in NAME_ENDINGS:
                parts = self.trim(parts[:-1])
        if len(parts) > 1 and parts[-1].flag == "v" and parts[-2].text in PLACE_ENDINGS:
            parts = self.trim(parts[:-1])  # 72个接种点开放
        if len(parts) > 1 and parts[-1].text in JOINING:
            parts = self.trim(parts[:-1])
        if len(parts) > 2 and parts[-1].flag == "a":  # 碳酸锂项目生产火热
            parts = self.trim(parts[:-1])
            if len(parts) > 1 and parts[-1].flag in {"v", "vn"}:
                parts = self.trim(parts[:-1])
        if (
            len(parts) > 2
            and parts[-1].flag in {"v", "vn"}
            and parts[-2].flag in {"a", "ad", "d"}
            and len(parts[-2].text) > 1
        ):
            parts = self.trim(parts[:-2])  # 智能岛高效运转
        while len(parts) > 1 and parts[-1].flag == "ad":  # 两项指标确实未超标
            parts = parts[:-1]
        is_name = any(
            part.flag not in {"z", "i"} and (part.flag[0] != "a" or len(part.text) > 1) for part in parts
        )
        if (
            fact.unit == "人"
            and len(parts) == 2
            and parts[0].flag[0] in "nv"
            and parts[1].flag in {"a", "ad", "an"}
        ):
            return []  # 其中4人伤势严重
        says_how = len(parts) == 1 and (parts[0].flag in {"a", "ad"} or parts[0].text in JOINING)
        if fact.unit in self.words.person and says_how:
            return []  # 5万人踊跃参与, 代表800人参会
        is_name = is_name and not (len(parts) == 1 and _says_no_thing(parts[0]))
        return self._within_bodies(parts, fact) if is_name else []

    def _within_bodies(self, parts: list[Token], fact: Fact) -> list[Token]:
        """两家机构服务协议, 23名住客送院, 9艘渔船回港: whose what stands behind is, or who acts."""
        if len(parts) < 2:
            return parts
        if fact.unit in {"名", "位"}:
            last = _last(
                parts,
                lambda text: (
                    text.endswith(BODIES + WORKERS) or text[-1] in (PERSONS | PERSON_ENDS) - VEHICLES
                ),
            )
        elif fact.unit == "家":
            last = _last(parts, lambda text: text.endswith(BODIES) or text[-1] in BODY_ENDS)
        elif fact.unit in RIDDEN:
            last = _last(parts, lambda text: text[-1] in RIDES)
        else:
            return parts
        if last is None:
            return parts
        closed = last + 1 < len(parts) and parts[last + 1].text in ENDING  # “爱心驿站”
        return parts[: last + 1 + closed]

    def without_value(self, parts: list[Token], fact: Fact, at: int) -> list[Token]:
        """3个行业大类营业收入增长5%: the sum has the next value, and those who are counted stand before it."""
        follower = self.token(at)
        if fact.kind != "count" or follower is None or len(parts) < 2:
            return parts
        if follower.fact >= 0 and parts[-1].text.endswith(PAID):
            return self.trim(parts[:-1]) or parts  # 12名工人工资38万元
        if len(parts) < 3:
            return parts
        if follower.fact >= 0 and (acts := [at for at, part in enumerate(parts) if self.acts_on_next(part)]):
            end = acts[0] - (parts[acts[0] - 1].text == "各")  # 三个村各出资50万元
            return self.trim(parts[:end]) if end > 0 else parts  # 为4个村检修线路17处
        if not parts[-1].text.endswith(SUMS) or not (self.is_reach(follower) or follower.text == "实现"):
            return parts
        left = parts[:-1]
        while len(left) > 1 and (left[-1].flag[0] in "vb" or left[-1].text in EARNING):
            left = left[:-1]
        return self.trim(left) or parts
