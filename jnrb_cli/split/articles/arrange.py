"""Units to articles: one best path over the whole page.

A state says where in an article a unit stands. A: the headline comes first (Ah head, Ab body); Z: it comes last
(Zb body, Zh head); N: there is no headline (Nb), as with photos; D: the headline was torn off (Db body, Dh a head in
the heap). A page has a convention that its articles follow (A, Z, both mixed M, or D); the path is
found under each, and the best one wins. Weights were learnt offline (bench/train_arrange.py).
"""

from __future__ import annotations

from functools import lru_cache
from operator import add

import msgspec

from ...resources import data_bytes
from ..labels.units import HEADS, Unit
from .scene import Scene
from .steps import (
    TOP,
    Leans,
    Opening,
    Stand,
    State,
    Worths,
    after_kind_parts,
    detail,
    doubt_evidence,
    fine,
    kind_part,
    opening_at,
    opening_parts,
    place_of,
    stand_at,
)

_TORN = ("D",)
_WHOLE = ("A", "Z", "M")
CONVENTIONS = (*_WHOLE, *_TORN)
_HEAD_PHASES = (("Ah", True), ("Ah", False), ("Zh", False), ("Dh", True), ("Dh", False))
_BODY_PHASES = (
    ("Ab", False),
    ("Zb", True),
    ("Zb", False),
    ("Nb", True),
    ("Nb", False),
    ("Db", True),
    ("Db", False),
)
_AFTER = {
    "Ah": ("Ah",),
    "Zh": ("Zb", "Zh"),
    "Dh": ("Dh",),
    "Ab": ("Ah", "Ab"),
    "Zb": ("Zb",),
    "Nb": ("Nb",),
    "Db": ("Db",),
}
# The lines that go on with a headline's element.
_INNER = ("KI", "TI", "SI")
# An article may not end before it has all its parts: a head that comes first needs a body, a body whose head comes last needs it.
_OPEN_ENDED = ("Ah", "Zb")
# Paths that lie this far below the best one so far are not followed. On 170 pages 12 changes one article of a
# thousand, 16 none.
_BEAM = 16.0
# A heap of torn-off heads has at least so many lines of headline in a row.
_HEAP = 2
# What a path loses where it has to break these rules: more than any evidence weighs, so only where nothing else is left.
_FORCED = 50.0
_UNFINISHED = 20.0
_BARRED = -(1 << 62)
# What a path loses for each signature that it leaves in the middle of an article's text: writers sign above their text or
# below it. On 60 pages out of PDFs in drawing order body F1 is 0.792 without, 0.822 at 4, 0.827 at 7, 0.829 at 10; on
# 64 pages that were not learnt from and 96 with heads torn off nothing falls.
SIGNED_WITHIN = 7.0
# How many kinds of units are remembered: those of some hundred pages.
_REMEMBERED = 10_000


class States(tuple[State, ...]):
    """The states that a unit may stand in. Made once for each kind of unit, so one is told from others by what it is, not by
    what it holds: it is part of the keys that everything about paths is remembered by."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


class Arrangement(msgspec.Struct, frozen=True):
    """For each unit its state, the convention of the page, and the path's score."""

    states: list[State]
    convention: str
    score: int


# What a step is worth under a convention goes by (`Leans`): the phase above, the state's, whether an article opens, a detail.
Lean = tuple[str, str, bool, str]


class After(dict[str, list[tuple[int, Lean, int]]]):
    """The steps to units that stand alike, under any convention: by where a step comes from (`_source`), to which of the
    states it may go, by its number, what of it leans on the convention, and what the rest is worth.

    Worked out when first asked for.
    """

    def __init__(self, stand: Stand, states: States, worths: Worths) -> None:
        self.states = states
        self.sources = _sources(states)
        self._stand, self._worths = stand, worths
        self._details = [detail(stand, state) for state in states]
        self._by_kind: dict[str, list[int]] = {}

    def __missing__(self, source: str) -> list[tuple[int, Lean, int]]:
        phase, kind = source.split()
        worths = self._by_kind.get(kind) or self._weigh(kind)
        self[source] = found = [
            (number, (phase, state[0], state[1], self._details[number]), worths[number])
            for number, state in _reachable(source, self.states)
        ]
        return found

    def _weigh(self, above: str) -> list[int]:
        """What the steps are worth by what the unit above is."""
        self._by_kind[above] = found = [
            self._worths.add_up(after_kind_parts(self._stand, above, state)) for state in self.states
        ]
        return found


class Ways(dict[str, list[tuple[int, int]]]):
    """The same under one convention: to which of the states a step may go, by its number, and what it is worth."""

    def __init__(self, after: After, leans: Leans) -> None:
        self._after, self._leans = after, leans
        self.states, self.sources = after.states, after.sources

    def __missing__(self, source: str) -> list[tuple[int, int]]:
        self[source] = found = [
            (number, worth + self._leans[lean]) for number, lean, worth in self._after[source]
        ]
        return found


class Habits:
    """The weights of paths, with a memory of the units met so far: most of a page stand as others did."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.worths = Worths(weights)
        self._ways: dict[tuple[Stand, States], dict[str, Ways]] = {}
        self._openings: dict[tuple[Opening, States], list[int]] = {}
        self._leans = {convention: Leans(convention, self.worths) for convention in CONVENTIONS}

    def ways(self, stand: Stand, states: States) -> dict[str, Ways]:
        """The steps to a unit under each convention."""
        key = stand, states
        known = self._ways.get(key)
        if known is None:
            if len(self._ways) > _REMEMBERED:
                self._ways.clear()
            after = After(stand, states, self.worths)
            known = {convention: Ways(after, leans) for convention, leans in self._leans.items()}
            self._ways[key] = known
        return known

    def openings(self, opening: Opening, states: States) -> list[int]:
        """What a unit itself is worth in each state, as far as it goes by what opens there."""
        key = opening, states
        known = self._openings.get(key)
        if known is None:
            if len(self._openings) > _REMEMBERED:
                self._openings.clear()
            known = [self.worths.add_up(opening_parts(opening, state)) for state in states]
            self._openings[key] = known
        return known


@lru_cache(maxsize=2)
def load_habits(*, long: bool = True) -> Habits:
    """The weights that come with jnrb, those for pages of long stories or those for pages of short ones."""
    name = "arrange.json" if long else "arrange_short.json"
    return Habits(msgspec.json.decode(data_bytes(name), type=dict[str, float]))


# What a step may come from: what is above as `_source` names it, the score of the best path to there, and its state's number.
Source = tuple[str, int, int]


def arrange(scene: Scene, habits: Habits) -> Arrangement:
    """The best path over the units of a page."""
    numbers = range(len(scene.units))
    told = [
        {phase: habits.worths.weigh(evidence) for phase, evidence in unit.items()}
        for unit in scene.unit_evidence()
    ]
    likely = [_weigh_kinds(scene, k, habits.worths) for k in numbers]
    stands = [stand_at(scene, k) for k in numbers]
    openings = [opening_at(scene, k) for k in numbers]
    heap = any(end - start >= _HEAP for start, end in scene.runs)
    paths: list[Arrangement] = []
    for conventions in (_WHOLE, _TORN) if heap else (_WHOLE,):
        states = [_states(unit, conventions[0]) for unit in scene.units]
        own = [
            [
                told[k].get(phase, 0) + likely[k][kind] + worth
                for (phase, _, kind), worth in zip(
                    states[k], habits.openings(openings[k], states[k]), strict=True
                )
            ]
            for k in numbers
        ]
        ways = [habits.ways(stands[k], states[k]) for k in numbers]
        for convention in conventions:
            steps = [unit[convention] for unit in ways]
            paths.append(_best_path(scene, steps, own, habits, convention))
    return max(paths, key=lambda path: path.score - fine(SIGNED_WITHIN) * _signed_within(scene, path.states))


def _signed_within(scene: Scene, states: list[State]) -> int:
    """How many signatures stand in the middle of an article's text."""
    return sum(
        above[0][1] == signature[0][1] == "b" and not (signature[1] or below[1]) and scene.signs_anew(k)
        for k, (above, signature, below) in enumerate(zip(states, states[1:], states[2:], strict=False), 1)
    )


def _weigh_kinds(scene: Scene, k: int, worths: Worths) -> dict[str, int]:
    """What speaks for unit k being each of what it may be."""
    unit = scene.units[k]
    if len(unit.kinds) == 1:
        return dict.fromkeys(unit.kinds, 0)
    place = place_of(scene, k)
    return {
        kind: worths[kind_part(kind, place)] + worths.weigh(doubt_evidence(unit, kind)) for kind in unit.kinds
    }


def _states(unit: Unit, convention: str) -> States:
    """The states that a unit may stand in."""
    return _states_of(tuple(unit.kinds), convention == "D", unit.continued, unit.bare)


@lru_cache(maxsize=1000)
def _states_of(kinds: tuple[str, ...], torn: bool, continued: bool, bare: bool) -> States:
    found: list[State] = []
    for kind in kinds:
        for phase, opens in _HEAD_PHASES if kind in HEADS else _BODY_PHASES:
            if phase[0] == "D" and not torn:
                continue
            # A text that comes from another page left its headline there.
            if opens and (kind in _INNER or (continued and phase in ("Zb", "Db"))):
                continue
            # A photo's text begins with a sentence; what is none is a headline.
            if bare and opens and phase == "Nb" and kind == "P":
                continue
            found.append((phase, opens, kind))
    return States(found)


def _follows(before: State, state: State) -> bool:
    """Whether an article, or its parts, may go from one state to the next."""
    phase, opens, kind = state
    if kind in _INNER and (before[0] != phase or before[2][0] != kind[0]):
        return False
    return before[0] not in _OPEN_ENDED if opens else before[0] in _AFTER[phase]


@lru_cache(maxsize=1000)
def _reachable(source: str, states: States) -> list[tuple[int, State]]:
    """To which of some states a step may go, with their numbers, by where it comes from."""
    phase, kind = source.split()
    before = None if phase == TOP else (phase, False, kind)
    return [
        (number, state)
        for number, state in enumerate(states)
        if (_follows(before, state) if before else state[1])
    ]


@lru_cache(maxsize=1000)
def _sources(states: States) -> list[str]:
    """What each of some states is to the unit below it."""
    return [_source(phase, kind) for phase, _, kind in states]


@lru_cache(maxsize=1000)
def _source(phase: str, kind: str) -> str:
    """What a state is to the unit below it: whether an article opened there makes no difference."""
    return f"{phase} {kind}"


class _Reached(msgspec.Struct, frozen=True):
    """What of a unit's states paths have come to: by the states' numbers their scores, and from which of the unit above."""

    states: States
    scores: list[int]
    come_from: list[int]

    def leading(self, sources: list[str]) -> list[Source]:
        """What a path may come from: of states that differ only in whether an article opened there, the better one."""
        floor = max(self.scores) - fine(_BEAM)
        best: dict[str, Source] = {}
        for number, score in enumerate(self.scores):
            if score >= floor:
                source = sources[number]
                known = best.get(source)
                if known is None or score > known[1]:
                    best[source] = (source, score, number)
        return [*best.values()]

    def best(self) -> int:
        """The number of the best state, of equal ones that of the last in the order of states."""
        return max(range(len(self.scores)), key=lambda number: (self.scores[number], self.states[number]))


def _best_path(
    scene: Scene, ways: list[Ways], own: list[list[int]], habits: Habits, convention: str
) -> Arrangement:
    """The best path under one convention; `ways` are the steps to each unit, `own` what it is worth itself in each state."""
    sources: list[Source] = [(_source(TOP, TOP), 0, 0)]
    path: list[_Reached] = []
    for unit, steps, worths in zip(scene.units, ways, own, strict=True):
        top = [_BARRED] * len(worths)
        come_from = [0] * len(worths)
        for source, score, before in sources:
            for number, worth in steps[source]:
                total = score + worth
                if total > top[number]:
                    top[number], come_from[number] = total, before
        if max(top, default=_BARRED) > _BARRED:
            reached = _Reached(steps.states, [*map(add, top, worths)], come_from)
            sources = reached.leading(steps.sources)
        else:
            reached = _force(unit, path[-1] if path else None)
            sources = reached.leading([_source(reached.states[0][0], reached.states[0][2])])
        path.append(reached)
    if not path:
        return Arrangement([], convention, 0)
    weights = habits.worths.weights
    last = path[-1]
    floor = max(last.scores) - fine(_BEAM)
    final = [
        score
        + fine(weights.get(f"end {state[0]} in {convention}", 0.0))
        - (fine(_UNFINISHED) if state[0] in _OPEN_ENDED else 0)
        if score >= floor
        else _BARRED
        for state, score in zip(last.states, last.scores, strict=True)
    ]
    number = _Reached(last.states, final, []).best()
    page = fine(weights.get(f"page {convention} of size {scene.size}", 0.0))
    return Arrangement(_trace(path, number), convention, final[number] + page)


def _force(unit: Unit, above: _Reached | None) -> _Reached:
    """Where nothing may stand, as with a headline line that goes on with none: let it open one."""
    kind = unit.kind if unit.kind not in _INNER else unit.kind[0] + "B"
    states = States([("Ah" if kind in HEADS else "Nb", True, kind)])
    if above is None:
        return _Reached(states, [-fine(_FORCED)], [0])
    before = above.best()
    return _Reached(states, [above.scores[before] - fine(_FORCED)], [before])


def _trace(path: list[_Reached], number: int) -> list[State]:
    """The states of the path that ends in the last unit's state of that number."""
    found = []
    for reached in reversed(path):
        found.append(reached.states[number])
        number = reached.come_from[number]
    found.reverse()
    return found
