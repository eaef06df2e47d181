"""What recast articles are made of, the words drawn for them, and what is taken from the articles that they come from."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

import recast_words as w
from newspaper import CLOSING, CREDIT, LONGEST_CREDIT, OPENING, Record

# A paragraph so short and without a stop is a subhead, whatever the record says.
LONGEST_SUBHEAD = 24
CLAUSE = re.compile(r"[，。；：！？、“”（）—…《》\s]+")
STOPS = "。！？…；：，、—”）"
# Clauses that begin or end so make no line of a headline.
NO_HEAD_BEGINS = tuple("的了着过和与及并而但也就都还是在于以其之他她它我你这那等被将让使由从向对把 ")
NO_HEAD_ENDS = tuple("的了着过和与及并而但说是在于以其之称将对为把被向从")
PAPERS = re.compile(r"人民日报|人民网|邮箱|@")
NO_HEAD_HAS = re.compile(r"表示|介绍|记者|据|告诉|认为|指出|强调|总书记|主席")


@dataclass
class Piece:
    """A run of one element's text: characters of one role."""

    text: str
    role: str


@dataclass
class Element:
    """What is set in one go: a paragraph, a headline's line, a signature. `opens`: it begins a paragraph or subhead.
    `whole` is not to be wrapped."""

    pieces: list[Piece]
    opens: bool = False
    whole: bool = False

    @property
    def role(self) -> str:
        return self.pieces[-1].role


@dataclass
class Item:
    """An article as it will be set."""

    kind: str
    heads: dict[str, list[str]] = field(default_factory=dict)  # column, kicker, title, subtitle: its lines
    above: list[Element] = field(default_factory=list)  # signatures above the body
    body: list[Element] = field(default_factory=list)
    captions: list[list[Element]] = field(default_factory=list)
    writers: list[str] | None = field(default_factory=list)
    column: str = ""


class Words:
    """Draws invented names, and fills them into what is worded in advance."""

    def __init__(self, rng: random.Random, issue: dict[str, str]) -> None:
        self.r, self.issue = rng, issue

    def name(self) -> str:
        return self.r.choice(w.SURNAMES[:60] if self.r.random() < 0.6 else w.SURNAMES) + self.r.choice(
            w.GIVEN
        )

    def names(self, most: int = 3) -> list[str]:
        return list(dict.fromkeys(self.name() for _ in range(self.r.choice([1, 1, 1, 2, 2, most]))))

    def fill(self, text: str) -> str:
        r = self.r
        return text.format(
            place=r.choice(w.PLACES), place2=r.choice(w.PLACES), office=r.choice(w.OFFICES), name=self.name(),
            thing=r.choice(w.THINGS), column=r.choice(w.COLUMNS), n=r.randint(1, 9), m=r.randint(10, 28),
            digits=self.digits(18), digits7=self.digits(7), **self.issue,
        )  # fmt: skip

    def digits(self, count: int) -> str:
        return "".join(self.r.choice("0123456789") for _ in range(count))


def spread(name: str, blank: str) -> str:
    """A name of two characters as it is set wide; others as they are."""
    return name[0] + blank + name[1] if len(name) == 2 else name


def is_subhead(paragraph: str) -> bool:
    return (
        3 < len(paragraph) <= LONGEST_SUBHEAD and paragraph[-1] not in STOPS + "？" and "。" not in paragraph
    )


def plain_paragraphs(article: Record) -> tuple[list[str], set[int]]:
    """An article's paragraphs without the daily's own dateline, signature and credits; which of them are subheads."""
    strong = set(article.get("strong") or [])
    found: list[str] = []
    heads: set[int] = set()
    last = len(article["paragraphs"]) - 1
    for k, raw in enumerate(article["paragraphs"]):
        text = re.sub(r"[ \t\u3000]+", " ", raw).strip()
        text = OPENING.sub("", text, count=1) if OPENING.match(text) else text
        text = CLOSING.sub("", text).strip()
        if (
            not text
            or (CREDIT.fullmatch(text) and len(text) < LONGEST_CREDIT)
            or "本报" in text[:6]
            or PAPERS.search(text)
        ):
            continue
        if 0 < k < last and ((k in strong and len(text) < 30) or is_subhead(text)):
            if len(found) - 1 in heads:
                continue
            heads.add(len(found))
        elif len(text) < 12:
            continue
        found.append(text)
    while found and len(found) - 1 in heads:
        heads.discard(len(found) - 1)
        found.pop()
    return found, heads


def clauses(text: str, least: int, most: int) -> list[str]:
    """The parts of a text between its marks that could be a line of a headline."""
    return [
        part
        for part in CLAUSE.split(text)
        if least <= len(part) <= most
        and not part.startswith(NO_HEAD_BEGINS)
        and not part.endswith(NO_HEAD_ENDS)
        and not NO_HEAD_HAS.search(part)
    ]
