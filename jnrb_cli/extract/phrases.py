"""Noun phrases in a row of words, read from a figure on and from a figure back.

Segmenters do not tell a verb that acts from one that describes (获得 and 失学 before a noun are both `v`), so the
words that decide are data, and a phrase ends where that is not plain.
"""

from __future__ import annotations

from typing import NamedTuple

from ..models import Fact
from .clauses import CLAUSE_MARKS, JOINERS, NOUN_ENDINGS, POSSESSIVE, QUOTES, Clauses, Token

# The longest name that is given whole, in characters; a longer one loses what stands before its first 的 or 、.
# The longest of 190 annotated names has 16; at 24 a hundredth of all names in the news is cut.
MAX_NAME = 24
DEGREE = frozenset({"不", "很", "较", "最", "更", "极", "十分", "非常", "比较", "相对", "各"})


class Name(NamedTuple):
    """A subject found: its place in the text, and whether it stands before its figure (what a sentence speaks of mostly does)."""

    start: int
    end: int
    is_topic: bool = False


class Phrases(Clauses):
    """One sentence, with the noun phrases around its figures."""

    def phrase(self, at: int, fact: Fact, linked: bool) -> list[Token]:
        """The words of a noun phrase from `at` on; `linked` where 的 has announced it."""
        parts: list[Token] = []
        acts = fact.unit in self.words.person and not linked  # what follows 人 is what they did
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            if token.text == "《":
                at, title = self._title(at, 1)
                parts += title
            elif token.text in self.words.vague and _has_word(parts) and not self._is_inner(at):
                break
            elif token.text in POSSESSIVE:
                if not self._runs_on(parts, fact, linked):
                    break
                parts = [] if parts[-1].flag.startswith("a") else [*parts, token]
            elif token.text in JOINERS:
                if not _has_word(parts) or fact.kind == "age" or not self._goes_on(at + 1):
                    break
                parts.append(token)
            elif self.is_noun(token) or token.text in QUOTES or self._is_inner(at):
                parts.append(token)
            elif token.text in DEGREE and self.text(at + 2) == "的" and _has_word(parts):
                parts, at = [], at + 2
            elif (
                self._is_nominal_act(at, fact, linked)
                or (not _has_word(parts) and not acts and self._modifies(at))
                or (
                    fact.kind == "measure"
                    and _has_word(parts)
                    and token.flag == "v"
                    and self.text(at + 1) == "的"
                )
            ):
                parts.append(token)
            else:
                break
            at += 1
        return self.trim(parts)

    def _runs_on(self, parts: list[Token], fact: Fact, linked: bool) -> bool:
        """Whether 的 inside a phrase leads on to its head: 5种新鲜的蔬菜, against 3个国家的代表."""
        if not _has_word(parts) or parts[-1].text in self.words.vague:
            return False
        return fact.kind in {"measure", "duration"} or linked or parts[-1].flag.startswith("a")

    def _is_inner(self, at: int) -> bool:
        """A word of place inside a phrase: 中老年, 国内外知名企业."""
        token, follower = self.tokens[at], self.token(at + 1)
        return token.flag[0] == "f" and follower is not None and self.is_noun(follower)

    def _is_nominal_act(self, at: int, fact: Fact, linked: bool) -> bool:
        """A verb that is a thing here, with nothing behind it: 5天的激烈角逐, 第十一批集采."""
        token, follower = self.tokens[at], self.token(at + 1)
        if token.flag[0] != "v" or len(token.text) < 2 or not (linked or fact.kind == "ordinal"):
            return False
        return follower is None or follower.text in CLAUSE_MARKS

    def _modifies(self, at: int) -> bool:
        """A verb that stands before a noun as its attribute: 失学儿童, against 获得表彰."""
        token = self.tokens[at]
        follower = self.token(at + 1)
        if (
            token.flag[0] != "v"
            or len(token.text) < 2
            or token.text in self.words.predicate
            or follower is None
        ):
            return False
        return self.is_noun(follower)

    def _goes_on(self, at: int) -> bool:
        """A second noun follows the joiner, and is not itself counted: 国家和地区, against 企业、高校5所."""
        start = at
        while (token := self.token(at)) is not None and token.fact < 0 and self.is_noun(token):
            at += 1
        return at > start and (at >= len(self.tokens) or self.tokens[at].fact < 0)

    def phrase_back(self, at: int) -> list[Token]:
        """The words of the noun phrase that ends at `at`."""
        parts: list[Token] = []
        while (token := self.token(at)) is not None and token.fact < 0 and token.text not in CLAUSE_MARKS:
            if token.text == "》":
                at, title = self._title(at, -1)
                parts += title
            elif token.text in POSSESSIVE or token.text in JOINERS or token.text in {"与", "等"}:
                left = self.token(at - 1)
                if left is None or left.fact >= 0 or not (self.is_noun(left) or left.text in QUOTES):
                    break
                if not parts and token.text != "等":
                    break
                parts.append(token)
            elif (
                self.is_noun(token)
                or token.text in QUOTES
                or token.text in {"各", "其他", "其它", "本"}
                or (token.flag == "v" and parts and parts[-1].text in NOUN_ENDINGS)
            ):
                parts.append(token)
            else:
                break
            at -= 1
        parts.reverse()
        return self.trim(parts)

    def _title(self, at: int, step: int) -> tuple[int, list[Token]]:
        """The words of a title in 《》, whatever they are, from one bracket to the other."""
        goal = "》" if step > 0 else "《"
        title = [self.tokens[at]]
        while (token := self.token(at + step)) is not None and token.fact < 0 and title[-1].text != goal:
            title.append(token)
            at += step
        return at, title

    def trim(self, parts: list[Token]) -> list[Token]:
        """Without what only joins, and without a quotation mark whose other half is not there."""
        while parts and (parts[-1].flag[0] == "f" or self._is_loose(parts, -1)):
            parts = parts[:-1]
        while parts and self._is_loose(parts, 0):
            parts = parts[1:]
        return parts

    def _is_loose(self, parts: list[Token], end: int) -> bool:
        text = parts[end].text
        if text in POSSESSIVE or text in JOINERS or text in {"与", "等", "·"}:
            return True
        if text not in QUOTES:
            return False
        return sum(part.text in QUOTES for part in parts) % 2 == 1

    def clip(self, parts: list[Token]) -> Name:
        """Not longer than MAX_NAME: what stands before the last 的 goes first."""
        start, end = parts[0].start, parts[-1].end
        if end - start > MAX_NAME:
            for part in parts:
                if part.text in POSSESSIVE | JOINERS:
                    start = part.end
                if end - start <= MAX_NAME:
                    break
        return Name(start, end, is_topic=True)


def _has_word(parts: list[Token]) -> bool:
    return any(part.text not in QUOTES for part in parts)
