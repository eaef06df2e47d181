"""Single words of a noun phrase that are told from their neighbours: degrees, devices, last characters cut off."""

from __future__ import annotations

from ..models import Fact
from .phrase_ends import PhraseEnds
from .word_classes import BEST, BODIES, CLAUSE_MARKS, CLOSED, DEVICES, JOINERS, OTHERS, PEOPLE, PERSONS, Token


class PhraseParts(PhraseEnds):
    """One sentence, with what its words are beside one another."""

    def _is_superlative(self, at: int, has_word: bool) -> bool:
        """7项赛季世界最好成绩."""
        token, follower = self.tokens[at], self.token(at + 1)
        is_most = token.text in BEST
        return is_most and has_word and follower is not None and self.is_noun(follower)

    def _is_most(self, at: int) -> bool:
        """33个非洲最不发达国家: a degree and what it is of, before a noun."""
        ahead = at + 1 + (self.text(at + 1) == "不")
        token, head = self.token(ahead), self.token(ahead + 1)
        return (
            self.text(at) == "最"
            and token is not None
            and describes(token)
            and (token.flag == "l" or (head is not None and self.is_noun(head)))
        )

    def _is_hurt(self, at: int, fact: Fact) -> bool:
        """10名脊髓损伤患者: a verb between a thing and the person that it describes."""
        token, last, head = self.tokens[at], self.tokens[at - 1], self.token(at + 1)
        return (
            fact.unit in PEOPLE
            and token.flag in {"v", "vn"}
            and len(token.text) == 2
            and token.text not in self.words.predicate
            and last.text[-1:] not in PERSONS
            and not last.text.endswith(BODIES)
            and head is not None
            and head.flag[0] == "n"
            and head.text[-1] in "者员"
        )

    def _ends_name(self, at: int) -> bool:
        """A last character that the segmenter took for a measure word: 砾石路段, 文物点."""
        token, after = self.tokens[at], self.text(at + 1)
        last = self.tokens[at - 1]
        return (
            (token.flag == "q" or token.text == "地")
            and len(token.text) == 1
            and last.fact < 0
            and last.flag[0] == "n"
            and (after in CLOSED or after in JOINERS)
        )

    def _names_device(self, at: int, fact: Fact) -> bool:
        """A verb between a noun and the device that it describes, where things are counted and the device ends the name."""
        token, device, after = self.tokens[at], self.token(at + 1), self.text(at + 2)
        return (
            token.flag in {"v", "vn"}
            and len(token.text) > 1
            and token.text not in self.words.predicate
            and fact.kind == "count"
            and fact.unit not in self.words.person
            and fact.unit not in PEOPLE
            and device is not None
            and device.text in DEVICES
            and (not after or after in CLAUSE_MARKS or after in JOINERS)
        )

    def _is_listed(self, at: int) -> bool:
        """Only the words of a name stand between `at` and the next of a row: 46家重点产废企业、4家医院."""
        while (token := self.token(at)) is not None and (self.is_noun(token) or token.flag == "v"):
            if token.text in self.words.predicate:
                return False
            at += 1
        follower = self.token(at + 1)
        return self.text(at) == "、" and follower is not None and follower.fact >= 0

    def _goes_on(self, at: int) -> bool:
        """A second noun follows the joiner, and is not itself counted: 国家和地区, against 企业、高校5所."""
        while self.text(at) in OTHERS:
            at += 1
        start = at
        while (token := self.token(at)) is not None and token.fact < 0 and self.is_noun(token):
            at += 1
        return at > start and (at >= len(self.tokens) or self.tokens[at].fact < 0)


def describes(token: Token) -> bool:
    """An adjective or a set phrase: before 的 it says of what sort a thing is."""
    return token.flag[0] in "ail" or token.flag == "z"
