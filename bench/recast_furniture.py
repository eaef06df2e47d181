"""What stands round and between the articles of a recast page: folio, masthead, staff, contact, notices, tables."""

from __future__ import annotations

import random
from typing import Any

import recast_words as w
from recast_house import CONTACTS, FOLIOS, House
from recast_items import Words, spread

Line = list[tuple[str, str, int | None, bool]]  # text, role, article, opens a paragraph
Block = list[Line]


class Furniture:
    """Makes a page's furniture; `known` is what it says of the page."""

    def __init__(self, rng: random.Random, house: House, issue: dict[str, Any], say: Words) -> None:
        self.r, self.house, self.issue, self.say = rng, house, issue, say
        self.known: dict[str, Any] = {
            "date": issue["day"],
            "edition": issue["edition"],
            "section": issue["section"],
        }

    def furniture(self) -> tuple[list[Block], list[Block]]:
        r, say, issue = self.r, self.say, self.issue
        way = r.choice(FOLIOS)
        fill = {
            **issue,
            "sec": issue["section"],
            "n": issue["edition"],
            "nn": f"{issue['edition']:02d}",
            "name": say.name(),
            "name2": say.name(),
        }
        if "{sec}" not in way:
            self.known["section"] = None
        folio = [part.format(**fill) for part in way.split("|")]
        if r.random() < 0.06:
            folio = []
            self.known = dict.fromkeys(self.known)
        blocks: list[Block] = [[[(line, "folio", None, False)] for line in folio]] if folio else []
        if r.random() < 0.4:
            name = issue["paper"] if r.random() < 0.8 else " ".join(issue["paper"])
            blocks.append([[(name, "masthead", None, False)]])
            if r.random() < 0.2:
                blocks[-1].append([(r.choice(w.ENGLISH), "masthead", None, False)])
        elif folio and r.random() < 0.08:
            blocks[0].insert(r.randint(0, 1), [(r.choice(w.ENGLISH), "folio", None, False)])
        if r.random() < 0.08:
            front = [(say.fill(line), role, None, False) for line, role in w.FRONT if r.random() < 0.6]
            blocks.insert(0, [[line] for line in front])
        if r.random() < 0.08:
            blocks.append([[(say.fill(r.choice(w.DISCLAIMERS)), "other", None, False)]])
        if r.random() < 0.85:
            blocks.append([[(line, "staff", None, False)] for line in self.staff()])
        if r.random() < 0.6:
            blocks.append(
                [[(line, "contact", None, False)] for line in say.fill(r.choice(CONTACTS)).split("|")]
            )
        for chance, kinds in ((0.3, w.APPS), (0.2, w.NAVIGATION), (0.12, w.BOXES)):
            if r.random() < chance:
                chosen = (
                    r.choice(kinds)
                    if r.random() < 0.7
                    else [line for kind in r.sample(kinds, 2) for line in kind]
                )
                blocks.append([[(say.fill(line), "notice", None, False)] for line in chosen])
        if r.random() < 0.6:
            r.shuffle(blocks)
        cut = r.choice([len(blocks), 1, 0, len(blocks) // 2, len(blocks) // 2])
        return blocks[:cut], blocks[cut:]

    def staff(self) -> list[str]:
        r = self.r
        roles = r.choice(w.STAFF_ROLES)
        link = r.choice([" ", "：", ":", "： ", "／", "", "/", "  "])
        between = r.choice([" ", "  ", "　", "\n", "/" if link != "/" else " "])
        blank = r.choice(["", " "])
        mark = r.choice(["", "", "□", "■", "◎"])
        text = mark + between.join(
            role + (link or (" " if len(role) < 3 else "")) + spread(self.say.name(), blank) for role in roles
        )
        return text.split("\n")

    def table(self) -> Block:
        """Rows of figures, what stands over them, and where they are from."""
        r = self.r
        over, head, row = r.choice(w.TABLES)
        lines = [line for line in (over, head) if line] + [row] * r.randint(2, 5)
        said = [self.say.fill(line.replace("{year}", "2025")) for line in lines]
        if r.random() < 0.25:
            said.append(r.choice(["数据来源：", "资料来源：", "来源："]) + r.choice(w.PLACES) + "统计局")
        return [[(line, "other", None, False)][:] for line in said]

    def stray(self) -> Block:
        """Furniture between the stories."""
        r = self.r
        if r.random() < 0.25:
            return self.table()
        kind, texts = r.choice(
            [
                ("notice", w.APPS),
                ("notice", w.NAVIGATION),
                ("notice", w.BOXES),
                ("folio", [["{n}"], ["A{n}"]]),
                ("contact", [[c] for c in CONTACTS if "|" not in c]),
            ]
        )
        return [[(self.say.fill(line), kind, None, False)] for line in r.choice(texts)]
