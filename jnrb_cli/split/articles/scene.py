"""What is known of the units of a page before any arrangement is tried: runs of headlines, what their words share with the bodies about them."""

from __future__ import annotations

from itertools import accumulate

from ...patterns import pattern
from ..headlines.elements import alike, bond, compare
from ..labels.units import HEADS, Unit
from ..lines.cues import is_credit
from ..lines.looks import Looks, end_kind
from ..lines.rarity import Group, Rarity
from ..lines.wording import act, opening_of

Evidence = list[tuple[str, float]]

# A text under a photo that stands alone is hardly ever longer (71 photo items of a national daily: 3 are).
_CAPTION_CHARS = 220
# A credit at the end of a text stands in its last so many characters.
_CREDIT_CHARS = 24
# What calls for a verse is hardly longer, in characters, and a verse's line up to its comma is of four to eight.
_CALL = 6
_VERSE = pattern(r"^[^，。、；]{4,8}[，；]")
# Subheads as wide as one another within so many ems, among so many short lines before and after, are parallel.
_ALIKE = 1
_PARALLELS = 4
# Units from which a page is one of some length, and a full one.
_SIZES = (25, 60)
# Units either side that a line which may be a headline is held against.
_REACH = 8
# Units either side that a caption is held against.
_CAPTION_REACH = 5
# Paragraphs for each run of short lines, from which stories are of some length, long, and very long.
_DENSITIES = (1.5, 2.5, 4.0)
# Shares of the texts under short lines that are signed above, from which some, many and most of a page's are.
_SIGNED = (0.1, 0.35, 0.6)
# So many of these steps are enough where the page's lines are long stories' too: their captions and signatures make runs of
# their own. On 200 pages out of PDFs in drawing order body F1 is 0.809 so, 0.795 without, on 99 by -layout 0.650 and 0.633;
# on 180 of other papers and ways of setting it is the same, but for 86 that the other weights were learnt from (0.747, 0.754).
_RATHER_DENSE = 2
# How many paragraphs either side of a boundary are held against each other.
_NEIGHBOURS = 5


class Scene:
    """What is known of the units of a page before any path is tried."""

    def __init__(self, units: list[Unit], all_looks: Looks) -> None:
        self.units = units
        self.looks = all_looks
        # A page of a few short items goes by other habits than a full one.
        self.size = sum(len(units) >= limit for limit in _SIZES)
        self.rarity = Rarity(*all_looks.grams.of_stretches((unit.first, unit.last) for unit in units))
        self._shifts: dict[int, int] = {}
        self._windows: dict[tuple[int, int], Group] = {}
        self._bodies = [k for k, unit in enumerate(units) if unit.kind == "P"]
        # For each unit how many bodies stand above it.
        self._place = list(accumulate((unit.kind == "P" for unit in units), initial=0))
        self._ties: dict[int, int] = {}
        # The units that may be a line of a headline or a subhead.
        self._short_heads = [
            unit.kind == "H" or unit.kind in HEADS or not HEADS.isdisjoint(unit.kinds) for unit in units
        ]
        self.parallels = self._count_parallels()
        self.density = self._weigh_density()
        # A short line among long stories is a subhead, among short ones a title: such pages go by weights of their own.
        enough = _RATHER_DENSE if all_looks.long else len(_DENSITIES)
        self.has_long_stories = self.density >= enough
        page = "\n".join(look.line.plain for look in all_looks)
        self.bonds = [self._bond(k, page) for k in range(len(units))]
        self.edges = [self._edge(k) for k in range(len(units))]
        self.credited = [self._credit_ahead(k) for k in range(len(units))]
        self.heading = self._find_headed()
        self.signing = self._weigh_signing()
        self._find_runs()

    def _bond(self, k: int, page: str) -> str:
        """How the characters over the break above unit k belong together, where both sides may be lines of headlines; '-' elsewhere."""
        if not (k and self._short_heads[k] and self._short_heads[k - 1]):
            return "-"
        return bond(page, self.units[k - 1].text[-1], self.units[k].text[0])

    def _edge(self, k: int) -> tuple[str, ...]:
        """What the break above unit k says where both sides may be lines of headlines; nothing elsewhere."""
        if self.bonds[k] == "-":
            return ()
        above, below = self.units[k - 1].text, self.units[k].text
        wide, narrow = self._width(k - 1), self._width(k)
        return (
            f"ends {end_kind(above) or above[-1:] * (above[-1] in '，、：？！”')}",
            f"bond {self.bonds[k]}",
            f"widths {compare(wide, narrow)} {alike(above, below)}",
            f"does {act(above)} {act(below)}",
            f"starts {opening_of(above)} {opening_of(below)}",
            f"sizes {min(int(wide // 5), 5)} {min(int(narrow // 5), 5)}",
        )

    def _count_parallels(self) -> list[int]:
        """For each unit that may be a headline or a subhead, how many others of its shape stand near with text between, to 3.

        Subheads of a story are set alike, line for line; titles of neighbouring stories hardly ever are.
        """
        stands: list[tuple[int, int, tuple[int, ...]]] = []
        start = 0
        for k in range(len(self.units) + 1):
            if k < len(self.units) and self._short_heads[k]:
                continue
            if k > start:
                stands.append((start, k, tuple(round(self._width(j)) for j in range(start, k))))
            start = k + 1
        found = [0] * len(self.units)
        for number, (first, end, widths) in enumerate(stands):
            alike = sum(
                len(other) == len(widths)
                and max(abs(a - b) for a, b in zip(widths, other, strict=True)) <= _ALIKE
                for _, _, other in stands[max(0, number - _PARALLELS) : number]
                + stands[number + 1 : number + 1 + _PARALLELS]
            )
            found[first:end] = [min(3, alike)] * (end - first)
        return found

    def _weigh_density(self) -> int:
        """How many paragraphs the page has for each run of short lines, in steps: of short items few, of long stories many."""
        runs = sum(
            self._short_heads[k] and not (k and self._short_heads[k - 1]) for k in range(len(self.units))
        )
        return sum(len(self._bodies) >= limit * max(1, runs) for limit in _DENSITIES)

    def stands(self, k: int) -> str:
        """How unit k, a line that may be one of a headline, stands: how it ends, and how what is above it ends."""
        look = self.looks[self.units[k].first]
        above = self.looks[self.units[k].first - 1].end if self.units[k].first else "#"
        blank = " parted" if look.inner == " " else ""
        return f"ends {look.end} under {above}{blank}"

    def wide(self, k: int) -> int:
        """How wide unit k is, in steps of four ems."""
        return min(int(self._width(k) // 4), 6)

    def _width(self, k: int) -> float:
        unit = self.units[k]
        return sum(look.line.width for look in self.looks[unit.first : unit.last + 1])

    def _credit_ahead(self, k: int) -> str:
        """After how many units, counted from unit k on, a photographer's credit closes short texts, '' for none; 'v' where unit k leads to a verse."""
        for ahead, unit in enumerate(self.units[k : k + 4]):
            if unit.kind == "CR" and unit.scene != "wrote":
                return str(ahead)
            if unit.kind not in ("P", "C") or len(unit.text) > _CAPTION_CHARS or unit.dateline:
                break
            if unit.bare:
                break
            if is_credit(unit.text[-_CREDIT_CHARS:]):
                return str(ahead + 1)
        return "v" if self._leads_to_verse(k) else ""

    def _find_headed(self) -> list[str]:
        """For each unit that may be a line of a headline or a subhead: what the text below it is, as `credited` says of that; '' elsewhere."""
        found = [""] * len(self.units)
        below = ""
        for k in range(len(self.units) - 1, -1, -1):
            unit = self.units[k]
            if self._short_heads[k]:
                found[k] = below
            else:
                below = "d" if unit.dateline else "b" if unit.kind == "BY" else self.credited[k] or "-"
        return found

    def _weigh_signing(self) -> int:
        """How many of the texts under short lines a signature or a dateline opens, in steps: where nearly all have one, a short line
        over a text without is a subhead."""
        heads = [unit.kind == "H" or unit.kind in HEADS for unit in self.units]
        below = [
            said
            for said, head, more in zip(self.heading, heads, [*heads[1:], False], strict=False)
            if head and not more
        ]
        signed = sum(said in ("b", "d") for said in below)
        return sum(signed > share * len(below) for share in _SIGNED)

    def _leads_to_verse(self, k: int) -> bool:
        """Whether a verse follows what unit k says: 这正是： and a line of few characters up to its comma."""
        if k + 2 >= len(self.units) or self.units[k].kind not in ("P", "C"):
            return False
        call, verse = self.units[k + 1].text, self.units[k + 2].text
        return len(call) <= _CALL and call.endswith("：") and bool(_VERSE.match(verse))

    def _find_runs(self) -> None:
        """Runs of headline units, and for each unit the nearest run above and below it."""
        units = self.units
        self.runs: list[tuple[int, int]] = []
        self.run_of: dict[int, int] = {}
        self.above: list[int | None] = []
        for k, unit in enumerate(units):
            if unit.kind in HEADS:
                if self.runs and self.runs[-1][1] == k:
                    self.runs[-1] = (self.runs[-1][0], k + 1)
                else:
                    self.runs.append((k, k + 1))
                self.run_of[k] = len(self.runs) - 1
            self.above.append(len(self.runs) - 1 if self.runs else None)
        self.below: list[int | None] = [
            None
            if above is None and not self.runs
            else 0
            if above is None
            else above + 1
            if above + 1 < len(self.runs)
            else None
            for above in self.above
        ]
        self.last_head = [self.rarity.gather(self._tail(s, e)) for s, e in self.runs]
        self.first_head = [self.rarity.gather(self._lead(s, e)) for s, e in self.runs]

    def _tail(self, start: int, end: int) -> range:
        """The last headline of a run."""
        k = end - 1
        while k > start and not opens_head(self.units[k - 1].kind, self.units[k].kind):
            k -= 1
        return range(k, end)

    def _lead(self, start: int, end: int) -> range:
        """The first headline of a run."""
        k = start + 1
        while k < end and not opens_head(self.units[k - 1].kind, self.units[k].kind):
            k += 1
        return range(start, k)

    def signs_anew(self, k: int) -> bool:
        """Whether unit k signs what comes below it: a signature between a paragraph that has ended, or what closes one, and text."""
        if self.units[k].kind != "BY" or not 0 < k < len(self.units) - 1:
            return False
        above, below = self.units[k - 1], self.units[k + 1]
        closed = above.kind in ("BE", "CR") or (above.kind == "P" and self.looks[above.last].end == ".")
        return closed and below.kind in ("P", "C")

    def tie(self, k: int) -> int:
        """How much of unit k's weight the two units above it hold too, in steps of a twelfth."""
        known = self._ties.get(k)
        if known is None:
            above = self.rarity.gather(range(max(0, k - 2), k))
            known = self._ties[k] = min(3, int(12 * self.rarity.affinity(self.rarity.groups[k], above)))
        return known

    def caption_ties(self, k: int) -> tuple[int, int]:
        """How much of a caption's weight the units above it hold too, and those below it, in steps of a twelfth."""
        own = self.rarity.groups[k]
        above = self.rarity.gather(range(max(0, k - _CAPTION_REACH), k))
        below = self.rarity.gather(range(k + 1, min(len(self.units), k + 1 + _CAPTION_REACH)))
        return min(3, int(12 * self.rarity.affinity(own, above))), min(
            3, int(12 * self.rarity.affinity(own, below))
        )

    def shift(self, k: int) -> int:
        """How much the bodies above and below unit k share, in steps of a sixteenth: little where the subject changes."""
        place = self._place[k]
        known = self._shifts.get(place)
        if known is None:
            above = self._window(place - _NEIGHBOURS, place)
            below = self._window(place, place + _NEIGHBOURS)
            shared = self.rarity.share(above, below)
            known = self._shifts[place] = min(6, int(16 * shared))
        return known

    def _window(self, start: int, end: int) -> Group:
        """A stretch of the page's bodies."""
        held = self._bodies[max(0, start) : end]
        key = max(0, start), len(held)
        known = self._windows.get(key)
        if known is None:
            known = self._windows[key] = self.rarity.gather(held)
        return known

    def unit_evidence(self) -> list[dict[str, Evidence]]:
        """For each unit, by phase, what its words say for it."""
        found: list[dict[str, Evidence]] = []
        units, rarity = self.units, self.rarity
        around: list[tuple[Group, Group]] = []
        for number, (start, end) in enumerate(self.runs):
            top = self.runs[number - 1][1] if number else 0
            bottom = self.runs[number + 1][0] if number + 1 < len(self.runs) else len(units)
            over = rarity.gather(range(max(top, start - 14), start))
            around.append((over, rarity.gather(range(end, min(bottom, end + 14)))))
        for k, (unit, own) in enumerate(zip(units, rarity.groups, strict=True)):
            entry: dict[str, Evidence] = {}
            if unit.kind in HEADS:
                over, under = around[self.run_of[k]]
                above, below = rarity.affinity(own, over), rarity.affinity(own, under)
                entry["Ah"] = [("head near", below), ("head far", above)]
                entry["Zh"] = [("head near", above), ("head far", below)]
                entry["Dh"] = [("heap near", max(above, below))]
            elif self._short_heads[k]:
                above = rarity.affinity(own, rarity.gather(range(max(0, k - _REACH), k)))
                below = rarity.affinity(own, rarity.gather(range(k + 1, min(len(units), k + 1 + _REACH))))
                entry["Ah"] = [("maybe near", below), ("maybe far", above)]
                entry["Zh"] = [("maybe near", above), ("maybe far", below)]
                entry["Dh"] = [("maybe heap", max(above, below))]
            if unit.kind in ("P", "C", "H"):
                up, down = self.above[k], self.below[k]
                with_up = rarity.affinity(self.last_head[up], own) if up is not None else 0.0
                with_down = rarity.affinity(self.first_head[down], own) if down is not None else 0.0
                entry["Ab"] = [("body near", with_up), ("body far", with_down)]
                entry["Zb"] = [("body near", with_down), ("body far", with_up)]
                entry["Nb"] = [("lone near", max(with_up, with_down))]
                if unit.kind == "P":
                    entry["Nb"].append((f"lone P {min(4, len(unit.text) // 80)}", 1.0))
            found.append(entry)
        return found


_ORDER = {"K": 0, "T": 1, "S": 2}


def opens_head(before: str, kind: str) -> bool:
    """Whether a headline line after another one opens a new headline: kicker, title, subtitle is the order."""
    if kind[1] == "I":
        return False
    return _ORDER[kind[0]] < _ORDER[before[0]] or kind[0] == before[0] == "T"
