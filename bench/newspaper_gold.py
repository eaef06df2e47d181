"""Gold for a text taken out of a PDF: each of its characters looked up in what was set on the sheet."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from newspaper import Advance, Frame, Record, Sheet, em_of, writers_of
from newspaper_columns import flow

# A piece of so many characters is rarely found twice.
GRAM = 6
# Fonts that share one glyph between an ideograph and a radical give back the radical; those without a
# (right) compatibility mapping in Unicode, by EquivalentUnifiedIdeograph.txt. Dashes go the same way.
RADICALS = dict(
    zip(
        "⺁⺇⺒⺓⺟⺠⺩⺪⺮⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳―⼾",
        "厂几巳幺母民王疋竹肉虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟—户",
        strict=True,
    )
)


def _key(character: str) -> str:
    """A character as it is compared: a font may give back a radical or a compatibility form for it."""
    character = RADICALS.get(character, character)
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


class Known:
    """Everything set on a sheet, in drawing order and without blanks, each character with its role, article and
    place on the page; what is found of it is taken."""

    def __init__(self, sheet: Sheet, advance: Advance) -> None:
        keys: list[str] = []
        self.roles: list[tuple[str, int | None]] = []
        self.opening: list[bool] = []
        self.first: list[bool] = []
        self.at: list[tuple[float, float]] = []
        for frame in sheet.frames:
            spots = _spots(frame, advance)
            for item in frame.items:
                element, fresh = item.element, True
                for k, (character, role) in enumerate(zip(element.text, element.roles, strict=True)):
                    if character.isspace():
                        continue
                    keys.append(_key(character))
                    self.roles.append((role, element.article))
                    self.opening.append(element.opens and fresh)
                    self.first.append(fresh)
                    self.at.append(spots.get((id(item), k), frame.columns[0]))
                    fresh = False
        self.text = "".join(keys)
        self.taken = [False] * len(keys)
        self.grams: dict[str, list[int]] = defaultdict(list)
        for k in range(len(keys) - GRAM + 1):
            self.grams[self.text[k : k + GRAM]].append(k)

    def run(self, at: int, piece: str) -> int:
        """How many characters of the piece stand at `at`, free and in one element."""
        n = 0
        while (
            n < len(piece)
            and at + n < len(self.text)
            and self.text[at + n] == piece[n]
            and not self.taken[at + n]
            and (n == 0 or not self.first[at + n])
        ):
            n += 1
        return n

    def take(self, at: int, length: int) -> None:
        self.taken[at : at + length] = [True] * length

    def follows(self, at: int) -> bool:
        """Whether what stands before `at` is found already, or nothing does."""
        return self.first[at] or self.taken[at - 1]

    def fills(self, at: int, length: int) -> bool:
        """Whether the piece would leave no gap on either side."""
        end = at + length
        return self.follows(at) and (end == len(self.text) or self.first[end] or self.taken[end])

    def away(self, one: int, other: int) -> float:
        """How far apart two characters stand. What is read in one go stands in a row or below one another."""
        (x, y), (across, down) = self.at[one], self.at[other]
        return abs(y - down) + 0.3 * abs(x - across)

    def places(self, piece: str) -> Iterator[int]:
        at = self.text.find(piece)
        while at >= 0:
            if self.run(at, piece) == len(piece):
                yield at
            at = self.text.find(piece, at + 1)


def _spots(frame: Frame, advance: Advance) -> dict[tuple[int, int], tuple[float, float]]:
    """Where each character of the frame's items stands; about, where the producer breaks the lines itself."""
    spots = {}
    done = flow(frame, advance)
    for line in done[0] if done else ():
        x = line.x
        for k in range(line.start, line.end):
            spots[id(line.item), k] = (x, line.y)
            x += advance(line.item.element.text[k]) * line.item.size
    return spots


class Finder:
    """Looks up an extracted text in what was set: `place` has, for each of its characters, which one it is;
    `guessed` counts those that had a twin of another role or article in reach."""

    def __init__(self, text: str, known: Known) -> None:
        self.text, self.known = text, known
        self.keys = [_key(character) for character in text]
        self.place: list[int | None] = [None] * len(text)
        self.inked = [k for k, character in enumerate(text) if not character.isspace()]
        self.rank = {k: n for n, k in enumerate(self.inked)}
        self.last: int | None = None
        self.guessed = 0
        left = [short for row in _rows_of(text) for short in self._read_row(row)]
        self._fill(left)

    def _put(self, indexes: list[int], at: int) -> None:
        for n, k in enumerate(indexes):
            self.place[k] = at + n
        self.known.take(at, len(indexes))
        self.last = at + len(indexes) - 1

    def _read_row(self, words: list[list[int]]) -> list[list[int]]:
        """Place the words of a row, each with what follows it where that goes on; the pieces that are not sure."""
        row = [k for word in words for k in word]
        ends = {word[-1] + 1 for word in words}
        unsure: list[list[int]] = []
        n = 0
        while n < len(row):
            rest = row[n:]
            at, length = self._longest("".join(self.keys[k] for k in rest), rest, ends)
            if length:
                if at is None:
                    unsure.append(rest[:length])
                else:
                    self._put(rest[:length], at)
                n += length
                continue
            if unsure and unsure[-1][-1] == row[n] - 1:
                unsure[-1].append(row[n])
            else:
                unsure.append([row[n]])
            n += 1
        return unsure

    @staticmethod
    def _whole(length: int, rest: list[int], ends: set[int]) -> int:
        """As much of a run as ends with a word; a run within the first word is left as it is."""
        cut = next((n for n in range(length, 0, -1) if rest[n - 1] + 1 in ends), 0)
        return cut or length

    def _longest(self, piece: str, rest: list[int], ends: set[int]) -> tuple[int | None, int]:
        """Where the head of a row stands (None: in more than one place) and how much of it."""
        known, last = self.known, self.last
        best: int | None = None
        length = 0
        if last is not None and last + 1 < len(known.text) and not known.first[last + 1]:
            goes_on = self._whole(known.run(last + 1, piece), rest, ends)
            if goes_on >= GRAM or (goes_on and rest[goes_on - 1] + 1 in ends):
                best, length = last + 1, goes_on
        runs = {k: known.run(k, piece) for k in known.grams.get(piece[:GRAM], ())}
        longest = max(runs.values(), default=0)
        if longest and self._whole(longest, rest, ends) > length:
            twins = [k for k, run in runs.items() if run == longest]
            # Of twins the one whose beginning is accounted for; else both neighbours have to say, later.
            twins = [k for k in twins if known.follows(k)] or twins
            best = twins[0] if len(twins) == 1 else None
            length = self._whole(longest, rest, ends)
        return best, length

    def _fill(self, waiting: list[list[int]]) -> None:
        """Place the short pieces: first those that join what is found and fit one place, at last any."""
        for least, unique in ((2, True), (1, True), (0, True), (2, False), (0, False)):
            while True:
                left = [piece for piece in waiting if not self._settle(piece, least, unique)]
                done, waiting = len(left) < len(waiting), left
                if not done:
                    break
        for piece in waiting:
            for k in piece:
                at = next(self.known.places(self.keys[k]), None)
                if at is not None:
                    self._put([k], at)

    def _settle(self, indexes: list[int], least: int, unique: bool) -> bool:
        """Place a piece whose best place joins a neighbour (2) or fills a gap (1); whether it is placed."""
        known = self.known
        first, after = self.rank[indexes[0]] - 1, self.rank[indexes[-1]] + 1
        around = [self.place[self.inked[n]] for n in (first, after) if 0 <= n < len(self.inked)]
        near = [at for at in around if at is not None]
        scored = []
        for at in known.places("".join(self.keys[k] for k in indexes)):
            joins = (at - 1 in near) + (at + len(indexes) in near)
            score = 2 * joins + known.fills(at, len(indexes))
            scored.append((-score, sum(known.away(p, at) for p in near), at))
        scored.sort()
        if (
            not scored
            or -scored[0][0] < least
            or (unique and len(scored) > 1 and scored[1][0] == scored[0][0])
        ):
            return False
        equal = {known.roles[at] for score, _, at in scored if score == scored[0][0]}
        self.guessed += len(indexes) if len(equal) > 1 else 0
        self._put(indexes, scored[0][2])
        return True


def _rows_of(text: str) -> Iterator[list[list[int]]]:
    """The words between blanks, as indexes of their characters, row by row; a wide blank parts rows too."""
    for row in re.finditer(r"\S+(?:[^\S\r\n]\S+)*", text):
        yield [
            list(range(row.start() + m.start(), row.start() + m.end()))
            for m in re.finditer(r"\S+", row.group())
        ]


def gold_of(text: str, page: Record, sheet: Sheet, style: str) -> tuple[Record, float]:
    """The gold and the share of characters surely found, of those extracted or set, whichever are more."""
    known = Known(sheet, em_of)
    finder = Finder(text, known)
    place = finder.place
    inked = [k for k, character in enumerate(text) if not character.isspace()]
    found = [k for k in inked if place[k] is not None]
    share = (len(found) - finder.guessed) / max(1, len(inked), len(known.text))
    spans: list[dict[str, Any]] = []
    role: tuple[str, int | None] = ("other", None)
    starts: list[list[int | None]] = []
    for k in inked:
        at = place[k]
        if at is not None:
            role = known.roles[at]
            if known.opening[at]:
                starts.append([role[1], k])
        last = spans[-1] if spans else None
        if last and (last["role"], last["article"]) == role and not text[last["end"] : k].strip():
            last["end"] = k + 1
        else:
            spans.append({"start": k, "end": k + 1, "role": role[0], "article": role[1]})
    articles = [
        {
            "n": story.number + 1,
            **{part: story.record.get(part) or "" for part in ("kicker", "title", "subtitle", "author")},
            "writers": writers_of(story.record),
        }
        for story in sheet.stories
    ]
    gold = {
        "style": style,
        "order": sheet.order,
        "date": page["date"],
        "edition": page["page"],
        "section": page["section"],
    }
    return {**gold, "articles": articles, "spans": spans, "paragraph_starts": starts}, share
