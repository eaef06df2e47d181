"""Units to articles: one best path over the whole page.

A state says where in an article a unit stands. A: the headline comes first (Ah head, Ab body); Z: it comes last
(Zb body, Zh head); N: there is no headline (Nb), as with photos; D: the headline was torn off (Db body, Dh a head in
the heap). A page has a convention that its articles follow (A, Z, both mixed M, or D); the path is
found under each, and the best one wins. Weights were learnt offline (bench/train_arrange.py).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from ..resources import data_bytes
from .scene import Evidence, Scene
from .units import HEADS, Unit

State = tuple[str, bool, str]  # phase, whether the unit opens an article, what the unit is

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


class Arrangement(NamedTuple):
    """For each unit its state, the convention of the page, and the path's score."""

    states: list[State]
    convention: str
    score: float


# What a step may come from: the phase and kind of the unit above.
Source = tuple[str, str]


def _place(unit: Unit, kind: str) -> str:
    """What a unit is, and what its words add to that."""
    return kind + ("d" if unit.dateline else "") + ("+" if unit.runs_on else "")


def _ending(scene: Scene, k: int, kind: str) -> str:
    """How the unit above k, being `kind`, ends."""
    if k == 0:
        return "#"
    if kind != "P":
        return kind
    look = scene.looks[scene.units[k - 1].last]
    if look.end != ".":
        return "P~"
    return "P|" if look.share >= 4 else "P."


def step_evidence(scene: Scene, k: int, before: State | None, state: State, convention: str) -> Evidence:
    """What speaks for unit k standing in `state` after the unit above it standing in `before`, on a page of this convention."""
    return place_evidence(scene, k, before, state) + convention_evidence(before, state, convention)


def convention_evidence(before: State | None, state: State, convention: str) -> Evidence:
    """The part of it that the page's convention makes."""
    if state[1]:
        return [(f"open {state[0][0]} in {convention}", 1.0)]
    if before and before[0] != state[0]:
        return [(f"on {before[0]}>{state[0]} in {convention}", 1.0)]
    return []


def place_evidence(scene: Scene, k: int, before: State | None, state: State) -> Evidence:
    """The part of it that the units themselves make."""
    phase, kind = (before[0], before[2]) if before else ("#", "#")
    return after_kind_evidence(scene, k, kind, state) + after_phase_evidence(scene, k, phase, state)


def after_phase_evidence(scene: Scene, k: int, out: str, state: State) -> Evidence:
    """The part that goes by the phase which the unit above stands in."""
    phase, opens, kind = state
    if opens:
        return [(f"open {phase} {_place(scene.units[k], kind)} out of {out}", 1.0)]
    return [(f"on {out}>{phase} credited {scene.credited[k]}", 1.0)] if out != phase else []


def after_kind_evidence(scene: Scene, k: int, above: str, state: State) -> Evidence:
    """The part that goes by what the unit above is."""
    phase, opens, kind = state
    unit = scene.units[k]
    gap = "g" if unit.gap else "-"
    place = _place(unit, kind)
    found: Evidence = []
    ending = _ending(scene, k, above)
    if opens:
        found.append((f"open {phase} {place} after {ending} {gap}", 1.0))
        if k and phase[0] != "D" and (phase[1] == "b" or above not in HEADS):
            found.append((f"open {phase} shift {scene.shift(k)}", 1.0))
        if phase[1] == "b":
            down = scene.units[k + 1].kind if k + 1 < len(scene.units) else "#"
            found.append((f"open {phase} {place} before {down}", 1.0))
            if kind in ("P", "C"):
                long = min(3, len(unit.text) // 60)
                found.append((f"open {phase} {kind} {'scene' if unit.scene else long} before {down}", 1.0))
                found.append((f"open {phase} credited {scene.credited[k]} after {ending}", 1.0))
            if kind == "P" and not unit.dateline and k:
                found.append((f"open {phase[0]} tie {scene.tie(k)}", 1.0))
            if k:
                width = (
                    scene.looks[unit.first].line.column - scene.looks[scene.units[k - 1].first].line.column
                )
                found.append((f"open {phase} width {abs(width) > 1.5}", 1.0))
        elif above in HEADS:
            found.append((f"open {phase} {above}>{kind} {gap}", 1.0))
            found += _edge_evidence(scene, k, "|", kind)
    else:
        found.append(
            (f"on {phase} {ending if phase[1] == 'b' and above not in HEADS else above}>{place} {gap}", 1.0)
        )
        if above in HEADS and kind in HEADS:
            found += _edge_evidence(scene, k, above, kind)
    return found


def _edge_evidence(scene: Scene, k: int, above: str, kind: str) -> Evidence:
    """What the break between two lines of headlines says: of going on in one, or of another one that opens."""
    return [(f"edge {above}>{kind} {said}", 1.0) for said in scene.edges[k]]


def kind_evidence(scene: Scene, k: int, kind: str) -> Evidence:
    """What speaks for unit k being `kind`: what the labeller thought of it, and whether others like it stand near."""
    unit = scene.units[k]
    if len(unit.kinds) == 1:
        return []
    found = [(f"{kind[0]} parallel {scene.parallels[k]}", 1.0)]
    if cost := unit.kinds.get(kind, 0.0):
        found += [("doubt", cost), (f"{kind} for {unit.kind}", 1.0)]
    return found


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights that come with jnrb."""
    raw: dict[str, float] = msgspec.json.decode(data_bytes("arrange.json"))
    return raw


def arrange(
    scene: Scene, weights: dict[str, float] | None = None, conventions: tuple[str, ...] = CONVENTIONS
) -> Arrangement:
    """The best path over the units of a page."""
    used = load_weights() if weights is None else weights
    own = scene.unit_evidence()
    steps: list[dict[State, _Steps]] = [{} for _ in scene.units]
    heap = any(end - start >= _HEAP for start, end in scene.runs)
    paths = [
        _best_path(scene, own, used, convention, steps)
        for convention in conventions
        if convention != "D" or heap
    ]
    return max(paths, key=lambda path: path.score)


def _states(unit: Unit, convention: str) -> list[State]:
    """The states that a unit may stand in."""
    found: list[State] = []
    for kind in unit.kinds:
        for phase, opens in _HEAD_PHASES if kind in HEADS else _BODY_PHASES:
            if phase[0] == "D" and convention != "D":
                continue
            # A text that comes from another page left its headline there.
            if opens and (kind in ("KI", "TI", "SI") or (unit.continued and phase in ("Zb", "Db"))):
                continue
            found.append((phase, opens, kind))
    return found


def _follows(before: State, state: State) -> bool:
    """Whether an article, or its parts, may go from one state to the next."""
    phase, opens, kind = state
    if kind in ("KI", "TI", "SI") and (before[0] != phase or before[2][0] != kind[0]):
        return False
    return before[0] not in _OPEN_ENDED if opens else before[0] in _AFTER[phase]


def _best_path(
    scene: Scene,
    own: list[dict[str, Evidence]],
    weights: dict[str, float],
    convention: str,
    memory: list[dict[State, _Steps]],
) -> Arrangement:
    """The best path under one convention; `memory` keeps what no convention changes."""
    ahead: dict[State, float] = {}
    back: list[dict[State, State]] = []
    leans = _Leans(convention, weights)
    for k, unit in enumerate(scene.units):
        sources = _leading(ahead)
        best: dict[State, float] = {}
        step: dict[State, State] = {}
        for state in _states(unit, convention):
            phase, opens, kind = state
            worth = memory[k].get(state)
            if worth is None:
                evidence = own[k].get(phase, []) + kind_evidence(scene, k, kind)
                worth = memory[k][state] = _Steps(scene, k, state, weigh(evidence, weights), weights)
            if k == 0:
                if opens:
                    evidence = step_evidence(scene, k, None, state, convention)
                    best[state] = worth.base + weigh(evidence, weights)
                continue
            lean = leans[phase, opens]
            top = _BARRED
            for source, before, score in sources:
                total = score + worth[source] + lean[source[0]]
                if total > top:
                    top, step[state] = total, before
            if top > _BARRED:
                best[state] = top
        # Nothing may stand here, as with a headline line that goes on with none: let it open one.
        if not best:
            kind = unit.kind if unit.kind not in ("KI", "TI", "SI") else unit.kind[0] + "B"
            state = ("Ah" if kind in HEADS else "Nb", True, kind)
            best[state] = -_FORCED
            if ahead:
                before = max(ahead, key=lambda s: (ahead[s], s))
                best[state], step[state] = ahead[before] - _FORCED, before
        floor = max(best.values()) - _BEAM
        ahead = {state: score for state, score in best.items() if score >= floor}
        back.append(step)
    if not ahead:
        return Arrangement([], convention, 0.0)
    final = {
        state: score
        + weights.get(f"end {state[0]} in {convention}", 0.0)
        - (_UNFINISHED if state[0] in _OPEN_ENDED else 0.0)
        for state, score in ahead.items()
    }
    state = max(final, key=lambda s: (final[s], s))
    path = [state]
    for step in reversed(back[1:]):
        path.append(step[path[-1]])
    path.reverse()
    return Arrangement(
        path, convention, final[state] + weights.get(f"page {convention} of size {scene.size}", 0.0)
    )


class _Steps(dict[Source, float]):
    """What the steps to one unit in one state are worth, by what they come from; no convention changes it.

    The unit's own weight is part of it. A step that may not be taken is worth -inf.
    """

    def __init__(self, scene: Scene, k: int, state: State, base: float, weights: dict[str, float]) -> None:
        self._scene, self._k, self._state, self._weights = scene, k, state, weights
        self._after_kind: dict[str, float] = {}
        self.base = base

    def __missing__(self, source: Source) -> float:
        phase, kind = source
        worth = _BARRED
        if _follows((phase, False, kind), self._state):
            worth = self._kind(kind) + self._phase(phase) + self.base
        self[source] = worth
        return worth

    def _kind(self, above: str) -> float:
        known = self._after_kind.get(above)
        if known is None:
            evidence = after_kind_evidence(self._scene, self._k, above, self._state)
            known = self._after_kind[above] = weigh(evidence, self._weights)
        return known

    def _phase(self, out: str) -> float:
        return weigh(after_phase_evidence(self._scene, self._k, out, self._state), self._weights)


class _Leans(dict[tuple[str, bool], dict[str, float]]):
    """How much a convention leans to a phase, opened or gone on with, after each phase."""

    def __init__(self, convention: str, weights: dict[str, float]) -> None:
        self._convention, self._weights = convention, weights

    def __missing__(self, key: tuple[str, bool]) -> dict[str, float]:
        phase, opens = key
        found = {
            before: weigh(
                convention_evidence((before, False, ""), (phase, opens, ""), self._convention), self._weights
            )
            for before in _AFTER
        }
        self[key] = found
        return found


def _leading(ahead: dict[State, float]) -> list[tuple[Source, State, float]]:
    """The states a path may come from: of those that differ only in whether an article opened there, the better one."""
    best: dict[Source, tuple[State, float]] = {}
    for state, score in ahead.items():
        source = state[0], state[2]
        if source not in best or score > best[source][1]:
            best[source] = (state, score)
    return [(source, *found) for source, found in best.items()]


def weigh(evidence: Evidence, weights: dict[str, float]) -> float:
    """The sum of the evidence's weights."""
    total = 0.0
    for name, value in evidence:
        weight = weights.get(name)
        if weight:
            total += weight * value
    return total


def path_evidence(scene: Scene, arrangement: Arrangement) -> dict[str, float]:
    """All evidence along a path, summed by name: what the training compares."""
    own = scene.unit_evidence()
    total: dict[str, float] = {f"page {arrangement.convention} of size {scene.size}": 1.0}
    if arrangement.states:
        total[f"end {arrangement.states[-1][0]} in {arrangement.convention}"] = 1.0
    before: State | None = None
    for k, state in enumerate(arrangement.states):
        evidence = own[k].get(state[0], []) + kind_evidence(scene, k, state[2])
        for name, value in evidence + step_evidence(scene, k, before, state, arrangement.convention):
            total[name] = total.get(name, 0.0) + value
        before = state
    return total
