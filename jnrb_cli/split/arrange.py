"""Units to articles: one best path over the whole page.

A state says where in an article a unit stands. A: the headline comes first (Ah head, Ab body); Z: it comes last
(Zb body, Zh head); N: there is no headline (Nb), as with photos; D: the headline was torn off (Db body, Dh a head in
the heap). A page has a convention (A, Z or D) that its articles mostly follow; the path is
found under each, and the best one wins. Weights were learnt offline (bench/train_arrange.py).
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import msgspec

from .features import Look, end_class
from .units import Rarity, Unit

State = tuple[str, bool]  # phase, whether the unit opens an article

HEADS = ("K", "T", "S")
CONVENTIONS = ("A", "Z", "D")
_HEAD_STATES: tuple[State, ...] = (("Ah", True), ("Ah", False), ("Zh", False), ("Dh", True), ("Dh", False))
_BODY_STATES: tuple[State, ...] = (
    ("Ab", False),
    ("Zb", True),
    ("Zb", False),
    ("Nb", True),
    ("Nb", False),
    ("Db", True),
    ("Db", False),
)
_AFTER = {
    ("Ah", False): ("Ah",),
    ("Zh", False): ("Zb", "Zh"),
    ("Dh", False): ("Dh",),
    ("Ab", False): ("Ah", "Ab"),
    ("Zb", False): ("Zb",),
    ("Nb", False): ("Nb",),
    ("Db", False): ("Db",),
}
# An article may not end before it has all its parts: a head that comes first needs a body, a body whose head comes last needs it.
_OPEN_ENDED = ("Ah", "Zb")


class Arrangement(NamedTuple):
    """For each unit its state, the convention of the page, and the path's score."""

    states: list[State]
    convention: str
    score: float


Evidence = list[tuple[str, float]]


class Scene:
    """What is known of the units of a page before any path is tried."""

    def __init__(self, units: list[Unit], all_looks: list[Look]) -> None:
        self.units = units
        self.looks = all_looks
        self.rarity = Rarity(units)
        self._find_runs()

    def _find_runs(self) -> None:
        """Runs of headline units, and for each unit the nearest run above and below it."""
        units = self.units
        self.runs: list[tuple[int, int]] = []
        for k, unit in enumerate(units):
            if unit.kind not in HEADS:
                continue
            if self.runs and self.runs[-1][1] == k:
                self.runs[-1] = (self.runs[-1][0], k + 1)
            else:
                self.runs.append((k, k + 1))
        above: list[int | None] = [None] * len(units)
        below: list[int | None] = [None] * len(units)
        last: int | None = None
        starts = {start: number for number, (start, _) in enumerate(self.runs)}
        for k, unit in enumerate(units):
            if k in starts:
                last = starts[k]
            above[k] = last if unit.kind not in HEADS else (starts[k] if k in starts else last)
        after: int | None = None
        for k in range(len(units) - 1, -1, -1):
            if units[k].kind in HEADS:
                after = next(n for n, (s, e) in enumerate(self.runs) if s <= k < e) if after is None or k < self.runs[after][0] else after
            below[k] = after
        self.above, self.below = above, below
        self.last_head = [self._grams(*self._tail(s, e)) for s, e in self.runs]
        self.first_head = [self._grams(*self._lead(s, e)) for s, e in self.runs]

    def _grams(self, start: int, end: int) -> frozenset[str]:
        return frozenset().union(*(unit.grams for unit in self.units[start:end]))

    def _tail(self, start: int, end: int) -> tuple[int, int]:
        """The last headline of a run."""
        k = end - 1
        while k > start and not opens_head(self.units[k - 1].kind, self.units[k].kind):
            k -= 1
        return k, end

    def _lead(self, start: int, end: int) -> tuple[int, int]:
        """The first headline of a run."""
        k = start + 1
        while k < end and not opens_head(self.units[k - 1].kind, self.units[k].kind):
            k += 1
        return start, k

    def tie(self, k: int) -> int:
        """How much of unit k's weight the two units above it hold too, in steps of a twelfth."""
        above = frozenset().union(*(unit.grams for unit in self.units[max(0, k - 2) : k]))
        return min(3, int(12 * self.rarity.affinity(self.units[k].grams, above)))

    def unit_evidence(self) -> list[dict[str, Evidence]]:
        """For each unit, by phase, what its words say for it."""
        found: list[dict[str, Evidence]] = []
        units, rarity = self.units, self.rarity
        around: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        for number, (start, end) in enumerate(self.runs):
            top = self.runs[number - 1][1] if number else 0
            bottom = self.runs[number + 1][0] if number + 1 < len(self.runs) else len(units)
            over = [u.grams for u in units[max(top, start - 14) : start]]
            under = [u.grams for u in units[end : min(bottom, end + 14)]]
            around[number] = (frozenset().union(*over), frozenset().union(*under))
        for k, unit in enumerate(units):
            entry: dict[str, Evidence] = {}
            if unit.kind in HEADS:
                number = self.below[k]
                assert number is not None
                over_grams, under_grams = around[number]
                entry["Ah"] = [("head near", rarity.affinity(unit.grams, under_grams))]
                entry["Zh"] = [("head near", rarity.affinity(unit.grams, over_grams))]
                entry["Dh"] = [("heap near", max(entry["Ah"][0][1], entry["Zh"][0][1]))]
            elif unit.kind in ("P", "C", "H"):
                up, down = self.above[k], self.below[k]
                with_up = rarity.affinity(self.last_head[up], unit.grams) if up is not None else 0.0
                with_down = rarity.affinity(self.first_head[down], unit.grams) if down is not None else 0.0
                entry["Ab"] = [("body near", with_up)]
                entry["Zb"] = [("body near", with_down)]
                entry["Nb"] = [("lone near", max(with_up, with_down))]
                if unit.kind == "P":
                    entry["Nb"].append((f"lone P {min(4, len(unit.text) // 80)}", 1.0))
            found.append(entry)
        return found


def opens_head(before: str, kind: str) -> bool:
    """Whether a headline unit after another one opens a new headline: kicker, title, subtitle is the order."""
    order = {"K": 0, "T": 1, "S": 2}
    return order[kind] < order[before] or (kind == before == "T")


def _place(scene: Scene, k: int) -> str:
    """How unit k stands to the one above: what kind, and whether a body could end there."""
    unit = scene.units[k]
    kind = unit.kind + ("d" if unit.dateline else "") + ("+" if unit.runs_on else "")
    return kind


def _ending(scene: Scene, k: int) -> str:
    """How the unit above k ends."""
    if k == 0:
        return "#"
    unit = scene.units[k - 1]
    look = scene.looks[unit.last]
    if unit.kind != "P":
        return unit.kind
    if end_class(look.line.plain) != ".":
        return "P~"
    return "P|" if look.share >= 4 else "P."


def step_evidence(scene: Scene, k: int, before: str, state: State, convention: str) -> Evidence:
    """What speaks for unit k standing in `state` after a unit in phase `before`."""
    phase, opens = state
    unit = scene.units[k]
    gap = "g" if unit.gap else "-"
    place = _place(scene, k)
    found: Evidence = []
    if opens:
        found.append((f"open {phase[0]} in {convention}", 1.0))
        found.append((f"open {phase} {place} after {_ending(scene, k)} {gap}", 1.0))
        found.append((f"open {phase} {place} out of {before or '#'}", 1.0))
        if phase[1] == "b":
            down = scene.units[k + 1].kind if k + 1 < len(scene.units) else "#"
            found.append((f"open {phase} {place} before {down}", 1.0))
            if unit.kind in "PC":
                long = min(3, len(unit.text) // 60)
                found.append((f"open {phase} {unit.kind} {'scene' if unit.scene else long} before {down}", 1.0))
            if unit.kind == "P" and not unit.dateline and k:
                found.append((f"open {phase[0]} tie {scene.tie(k)}", 1.0))
        if k and phase != "Ah" and phase != "Dh":
            width = scene.looks[unit.first].line.column - scene.looks[scene.units[k - 1].first].line.column
            found.append((f"open {phase} width {abs(width) > 1.5}", 1.0))
        if k and phase == "Ah" and scene.units[k - 1].kind in HEADS:
            found.append((f"open Ah {scene.units[k - 1].kind}>{unit.kind}", 1.0))
        if k and phase == "Dh" and scene.units[k - 1].kind in HEADS:
            found.append((f"open Dh {scene.units[k - 1].kind}>{unit.kind} {gap}", 1.0))
    else:
        above = scene.units[k - 1]
        found.append((f"on {phase} {above.kind if above.kind in HEADS or phase[1] == 'h' else _ending(scene, k)}>{place} {gap}", 1.0))
        if before != phase:
            found.append((f"on {before}>{phase} in {convention}", 1.0))
    return found


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights that come with jnrb."""
    raw: dict[str, float] = msgspec.json.decode(resources.files("jnrb_cli").joinpath("data/arrange.json").read_bytes())
    return raw


def arrange(scene: Scene, weights: dict[str, float] | None = None, conventions: tuple[str, ...] = CONVENTIONS) -> Arrangement:
    """The best path over the units of a page."""
    used = load_weights() if weights is None else weights
    own = scene.unit_evidence()
    paths = [_best_path(scene, own, used, convention) for convention in conventions]
    return max(paths, key=lambda path: path.score)


def _best_path(scene: Scene, own: list[dict[str, Evidence]], weights: dict[str, float], convention: str) -> Arrangement:
    get = weights.get
    ahead: dict[State, float] = {}
    back: list[dict[State, State]] = []
    for k, unit in enumerate(scene.units):
        states = _HEAD_STATES if unit.kind in HEADS else _BODY_STATES
        best: dict[State, float] = {}
        step: dict[State, State] = {}
        memo: dict[tuple[str, State], float] = {}
        for state in states:
            phase, opens = state
            if phase[0] == "D" and convention != "D":
                continue
            base = sum(get(name, 0.0) * value for name, value in own[k].get(phase, ()))
            if k == 0:
                if opens:
                    best[state] = base + sum(get(n, 0.0) * v for n, v in step_evidence(scene, k, "", state, convention))
                continue
            after = _AFTER.get(state) if not opens else None
            for source, score in ahead.items():
                if opens:
                    if source[0] in _OPEN_ENDED:
                        continue
                elif after is not None and source[0] not in after:
                    continue
                key = (source[0], state)
                gain = memo.get(key)
                if gain is None:
                    gain = memo[key] = sum(get(n, 0.0) * v for n, v in step_evidence(scene, k, source[0], state, convention))
                total = score + gain + base
                if state not in best or total > best[state]:
                    best[state], step[state] = total, source
        if not best:  # a body that nothing may follow: let it be a lone one
            state = ("Nb", True) if unit.kind not in HEADS else ("Ah", True)
            source = max(ahead, key=lambda s: (ahead[s], s))
            best[state], step[state] = ahead[source] - 50.0, source
        ahead = best
        back.append(step)
    if not ahead:
        return Arrangement([], convention, 0.0)
    final = {
        state: score + get(f"end {state[0]} in {convention}", 0.0) - (20.0 if state[0] in _OPEN_ENDED else 0.0)
        for state, score in ahead.items()
    }
    state = max(final, key=lambda s: (final[s], s))
    states = [state]
    for step in reversed(back[1:]):
        states.append(step[states[-1]])
    states.reverse()
    return Arrangement(states, convention, final[state] + get(f"page {convention}", 0.0))


def path_evidence(scene: Scene, arrangement: Arrangement) -> dict[str, float]:
    """All evidence along a path, summed by name: what the training compares."""
    own = scene.unit_evidence()
    total: dict[str, float] = {f"page {arrangement.convention}": 1.0}
    if arrangement.states:
        total[f"end {arrangement.states[-1][0]} in {arrangement.convention}"] = 1.0
    before = ""
    for k, state in enumerate(arrangement.states):
        for name, value in own[k].get(state[0], []) + step_evidence(scene, k, before, state, arrangement.convention):
            total[name] = total.get(name, 0.0) + value
        before = state[0]
    return total
