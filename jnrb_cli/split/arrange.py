"""Units to articles: one best path over the whole page.

A state says where in an article a unit stands. A: the headline comes first (Ah head, Ab body); Z: it comes last
(Zb body, Zh head); N: there is no headline (Nb), as with photos; D: the headline was torn off (Db body, Dh a head in
the heap). A page has a convention that its articles follow (A, Z, both mixed M, or D); the path is
found under each, and the best one wins. Weights were learnt offline (bench/train_arrange.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from .scene import Evidence, Scene
from .steps import (
    TOP,
    State,
    Worths,
    after_kind_parts,
    detail,
    kind_evidence,
    opening_parts,
    weigh,
)
from .units import HEADS, Unit

CONVENTIONS = ("A", "Z", "M", "D")
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
_BEFORE = {out: tuple(phase for phase in _AFTER if out in _AFTER[phase]) for out in _AFTER}
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
_BARRED = float("-inf")


class Arrangement(msgspec.Struct, frozen=True):
    """For each unit its state, the convention of the page, and the path's score."""

    states: list[State]
    convention: str
    score: float


# What a step may come from: what the unit above is, its phase, the score of the best path to there, and its state.
Source = tuple[str, str, float, State | None]


def arrange(scene: Scene, worths: Worths) -> Arrangement:
    """The best path over the units of a page."""
    own = scene.unit_evidence()
    heap = any(end - start >= _HEAP for start, end in scene.runs)
    torn = [_unit_ways(scene, k, own[k], heap, worths) for k in range(len(scene.units))]
    whole = [[steps for steps in unit if steps.phase[0] != "D"] for unit in torn]
    paths = [
        _best_path(scene, torn if convention == "D" else whole, worths, convention)
        for convention in CONVENTIONS
        if convention != "D" or heap
    ]
    return max(paths, key=lambda path: path.score)


def _states(unit: Unit, convention: str) -> tuple[State, ...]:
    """The states that a unit may stand in."""
    return _states_of(tuple(unit.kinds), convention == "D", unit.continued, unit.bare)


@lru_cache(maxsize=1000)
def _states_of(kinds: tuple[str, ...], torn: bool, continued: bool, bare: bool) -> tuple[State, ...]:
    found = []
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
    return tuple(found)


def _follows(before: State, state: State) -> bool:
    """Whether an article, or its parts, may go from one state to the next."""
    phase, opens, kind = state
    if kind in _INNER and (before[0] != phase or before[2][0] != kind[0]):
        return False
    return before[0] not in _OPEN_ENDED if opens else before[0] in _AFTER[phase]


class _Steps(dict[str, float]):
    """What the steps to one unit in one state are worth by what the unit above is; no convention changes it.

    `base` is what the unit itself is worth there, `lean` what a convention's leaning goes by.
    """

    __slots__ = ("_k", "_scene", "_worths", "base", "kind", "lean", "opens", "phase", "state")

    def __init__(self, scene: Scene, k: int, state: State, own: float, worths: Worths) -> None:
        self._scene, self._k, self._worths = scene, k, worths
        self.state = state
        self.phase, self.opens, self.kind = state
        self.lean = (self.phase, self.opens, detail(scene, k, state))
        self.base = own + worths.add_up(opening_parts(scene, k, state))

    def __missing__(self, above: str) -> float:
        parts = after_kind_parts(self._scene, self._k, above, self.state)
        self[above] = worth = self._worths.add_up(parts)
        return worth


def _unit_ways(scene: Scene, k: int, own: dict[str, Evidence], torn: bool, worths: Worths) -> list[_Steps]:
    """The steps to unit k in each state that it may stand in; `own` is what its words say, by phase."""
    kinds = scene.units[k].kinds
    told = {phase: weigh(evidence, worths.weights) for phase, evidence in own.items()}
    likely = {kind: weigh(kind_evidence(scene, k, kind), worths.weights) for kind in kinds}
    return [
        _Steps(scene, k, state, told.get(state[0], 0.0) + likely[state[2]], worths)
        for state in _states_of(tuple(kinds), torn, scene.units[k].continued, scene.units[k].bare)
    ]


class _Sources:
    """What the steps to a unit may come from, by the steps. Nothing `ahead` is the top of the page, where an article opens."""

    def __init__(self, ahead: dict[State, float]) -> None:
        self._opening: list[Source] = [] if ahead else [(TOP, TOP, 0.0, None)]
        self._going: dict[str, list[Source]] = {}
        for source in _leading(ahead):
            out = source[1]
            if out not in _OPEN_ENDED:
                self._opening.append(source)
            for phase in _BEFORE[out]:
                self._going.setdefault(phase, []).append(source)

    def before(self, steps: _Steps) -> Sequence[Source]:
        """What the steps to a unit in a state may come from; `_follows` says it of two states."""
        if steps.opens:
            return self._opening
        going = self._going.get(steps.phase, ())
        if steps.kind in _INNER:
            return [one for one in going if one[1] == steps.phase and one[0][0] == steps.kind[0]]
        return going


def _leading(ahead: dict[State, float]) -> Iterable[Source]:
    """The states a path may come from: of those that differ only in whether an article opened there, the better one."""
    best: dict[tuple[str, str], Source] = {}
    for state, score in ahead.items():
        phase, _, kind = state
        known = best.get((phase, kind))
        if known is None or score > known[2]:
            best[phase, kind] = (kind, phase, score, state)
    return best.values()


def _best_path(scene: Scene, ways: list[list[_Steps]], worths: Worths, convention: str) -> Arrangement:
    """The best path under one convention; `ways` are the steps to each unit."""
    ahead: dict[State, float] = {}
    back: list[dict[State, State | None]] = []
    leans = worths.leans(convention)
    for unit, unit_ways in zip(scene.units, ways, strict=True):
        sources = _Sources(ahead)
        best: dict[State, float] = {}
        step: dict[State, State | None] = {}
        for steps in unit_ways:
            lean = leans[steps.lean]
            top = _BARRED
            for above, phase, score, before in sources.before(steps):
                total = score + steps[above] + lean[phase]
                if total > top:
                    top, come_from = total, before
            if top > _BARRED:
                best[steps.state] = top + steps.base
                step[steps.state] = come_from
        if not best:
            _force(unit, ahead, best, step)
        floor = max(best.values()) - _BEAM
        ahead = {state: score for state, score in best.items() if score >= floor}
        back.append(step)
    if not ahead:
        return Arrangement([], convention, 0.0)
    final = {
        state: score
        + worths.weights.get(f"end {state[0]} in {convention}", 0.0)
        - (_UNFINISHED if state[0] in _OPEN_ENDED else 0.0)
        for state, score in ahead.items()
    }
    last = max(final, key=lambda s: (final[s], s))
    page = worths.weights.get(f"page {convention} of size {scene.size}", 0.0)
    return Arrangement(_trace(last, back), convention, final[last] + page)


def _force(
    unit: Unit, ahead: dict[State, float], best: dict[State, float], step: dict[State, State | None]
) -> None:
    """Where nothing may stand, as with a headline line that goes on with none: let it open one."""
    kind = unit.kind if unit.kind not in _INNER else unit.kind[0] + "B"
    state = ("Ah" if kind in HEADS else "Nb", True, kind)
    best[state] = -_FORCED
    if ahead:
        before = max(ahead, key=lambda s: (ahead[s], s))
        best[state], step[state] = ahead[before] - _FORCED, before


def _trace(last: State, back: list[dict[State, State | None]]) -> list[State]:
    """The states of the path that ends in `last`; `back` says for each unit which state comes before which."""
    path = []
    state: State | None = last
    for step in reversed(back):
        assert state is not None
        path.append(state)
        state = step.get(state)
    path.reverse()
    return path
