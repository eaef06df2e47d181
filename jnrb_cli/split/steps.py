"""What speaks for a step of a path: for a unit standing in one state after the unit above it standing in another.

Evidence comes in parts. A part is a function and the few small things it goes by, so that units which are alike have
the same parts, and what a part weighs is worked out once (`Worths`); the names of the evidence are made then only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from ..resources import data_bytes
from .cues import MARKS
from .scene import Evidence, Scene
from .units import HEADS, Unit

State = tuple[str, bool, str]  # phase, whether the unit opens an article, what the unit is
Part = tuple[Callable[..., Evidence], *tuple[object, ...]]

PHASES = ("Ah", "Zh", "Dh", "Ab", "Zb", "Nb", "Db")
# Stands for the phase and the kind of what is above the first unit.
TOP = "#"
# What begins by pointing at a photo or by naming a work of art, and an index's lines, have ways of their own to stand.
_POINTED = {"figure": "f", "art": "a", "index": "i", "wrote": "w", "column": "n"}

# How many parts are remembered: those of some thousand pages.
_REMEMBERED = 100_000


class Worths(dict[Part, float]):
    """What parts of evidence weigh, each worked out when first asked for. `weights`: by the evidence's names."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._leans: dict[str, Leans] = {}

    def __missing__(self, part: Part) -> float:
        if len(self) > _REMEMBERED:
            self.clear()
        tell, *about = part
        self[part] = worth = weigh(tell(*about), self.weights)
        return worth

    def add_up(self, parts: list[Part]) -> float:
        """What some parts weigh together."""
        return sum(map(self.__getitem__, parts))

    def leans(self, convention: str) -> Leans:
        """What a convention leans to."""
        if convention not in self._leans:
            self._leans[convention] = Leans(convention, self)
        return self._leans[convention]


class Leans(dict[tuple[str, bool, str], dict[str, float]]):
    """What steps under one convention are worth by the phase above: to a phase, opened or gone on with, by a unit's `detail`."""

    def __init__(self, convention: str, worths: Worths) -> None:
        self._convention, self._worths = convention, worths

    def __missing__(self, key: tuple[str, bool, str]) -> dict[str, float]:
        phase, opens, said = key
        state = (phase, opens, "")
        self[key] = found = {
            out: self._worths.add_up(
                after_phase_parts(out, state, said) + convention_parts(out, state, self._convention)
            )
            for out in (TOP, *PHASES)
        }
        return found


@lru_cache(maxsize=2)
def load_worths(*, long: bool = True) -> Worths:
    """The weights that come with jnrb, those for pages of long stories or those for pages of short ones."""
    name = "arrange.json" if long else "arrange_short.json"
    return Worths(msgspec.json.decode(data_bytes(name), type=dict[str, float]))


def weigh(evidence: Evidence, weights: dict[str, float]) -> float:
    """The sum of the evidence's weights."""
    total = 0.0
    for name, value in evidence:
        weight = weights.get(name)
        if weight:
            total += weight * value
    return total


def kind_evidence(scene: Scene, k: int, kind: str) -> Evidence:
    """What speaks for unit k being `kind`: what the labeller thought of it, and whether others like it stand near."""
    unit = scene.units[k]
    if len(unit.kinds) == 1:
        return []
    found = [
        (f"{kind[0]} parallel {scene.parallels[k]}", 1.0),
        (f"{kind[0]} {scene.stands(k)}", 1.0),
        (f"{kind[0]} wide {scene.wide(k)}", 1.0),
        (f"{kind[0]} among {scene.density}", 1.0),
    ]
    if cost := unit.kinds.get(kind, 0.0):
        found += [("doubt", cost), (f"{kind} for {unit.kind}", 1.0)]
    return found


def step_evidence(scene: Scene, k: int, before: State | None, state: State, convention: str) -> Evidence:
    """What speaks for unit k standing in `state` after the unit above it standing in `before`, on a page of this convention."""
    phase, above = (before[0], before[2]) if before else (TOP, TOP)
    parts = [
        *opening_parts(scene, k, state),
        *after_kind_parts(scene, k, above, state),
        *after_phase_parts(phase, state, detail(scene, k, state)),
        *convention_parts(phase, state, convention),
    ]
    return tell_all(parts)


def tell_all(parts: Iterable[Part]) -> Evidence:
    """The evidence of some parts, by name."""
    return [one for tell, *about in parts for one in tell(*about)]


def convention_parts(out: str, state: State, convention: str) -> list[Part]:
    """The part of a step's evidence that the page's convention makes; `out` is the phase of the unit above."""
    phase, opens, _ = state
    if opens:
        return [(_open_in, phase[0], convention)]
    return [(_on_in, out, phase, convention)] if out != phase else []


def after_phase_parts(out: str, state: State, said: str) -> list[Part]:
    """The part that goes by the phase which the unit above stands in; `said` is the unit's `detail`."""
    phase, opens, _ = state
    if opens:
        return [(_open_out_of, phase, said, out)]
    return [(_on_credited, out, phase, said)] if out != phase else []


def detail(scene: Scene, k: int, state: State) -> str:
    """What of unit k counts beside the phase above: its place where it opens an article, else how far its credit is."""
    return _place(scene.units[k], state[2]) if state[1] else scene.credited[k]


def opening_parts(scene: Scene, k: int, state: State) -> list[Part]:
    """The part that goes by unit k alone: an article that opens there, or a subhead."""
    phase, opens, kind = state
    found: list[Part] = []
    # In a heap nothing stands below a headline.
    if kind == "H" or (opens and phase[1] == "h" and phase[0] != "D"):
        found.append((_heads, kind[0] if opens else "-" + kind, scene.heading[k]))
    if opens:
        found.append((_open_among, phase, kind[0], scene.density))
    if not opens or phase[1] != "b":
        return found
    unit = scene.units[k]
    down = scene.units[k + 1].kind if k + 1 < len(scene.units) else TOP
    found.append((_open_before, phase, _place(unit, kind), down))
    if kind in ("P", "C"):
        found.append((_open_long, phase, kind, unit.scene or min(3, len(unit.text) // 60), down))
    if k:
        above = scene.looks[scene.units[k - 1].first].line.column
        found.append((_open_width, phase, abs(scene.looks[unit.first].line.column - above) > 1.5))
        if kind == "P" and not unit.dateline:
            found.append((_open_tie, phase[0], scene.tie(k)))
        if phase[0] != "D":
            found.append((_open_shift, phase, scene.shift(k)))
    return found


def after_kind_parts(scene: Scene, k: int, above: str, state: State) -> list[Part]:
    """The part that goes by what the unit above is."""
    phase, opens, kind = state
    unit = scene.units[k]
    place = _place(unit, kind)
    ending = _ending(scene, k, above)
    found: list[Part]
    if not opens:
        said = ending if phase[1] == "b" and above not in HEADS else above
        found = [(_on, phase, said, place, unit.gap)]
        if kind in ("P", "C") and scene.credited[k]:
            found.append((_on_to_credit, phase, kind, scene.credited[k], unit.scene))
        if above in HEADS and kind in HEADS:
            found.append((_edge, above, kind, scene.edges[k]))
        return found
    found = [(_open_after, phase, place, ending, unit.gap)]
    if phase[1] == "b":
        if kind in ("P", "C"):
            found.append((_open_credited, phase, scene.credited[k], ending))
            found.append((_open_to_credit, phase, kind, scene.credited[k], unit.scene))
    elif above in HEADS:
        found.append((_open_under, phase, above, kind, unit.gap))
        found.append((_edge, "|", kind, scene.edges[k]))
    elif k and phase[0] != "D":
        found.append((_open_shift, phase, scene.shift(k)))
    return found


def _place(unit: Unit, kind: str) -> str:
    """What a unit is, and what its words add to that."""
    said = (
        "d"
        if unit.dateline
        else _POINTED.get(unit.scene, "m" if kind == "P" and unit.text[0] in MARKS else "")
    )
    return kind + said + ("+" if unit.runs_on else "")


def _ending(scene: Scene, k: int, kind: str) -> str:
    """How the unit above k, being `kind`, ends."""
    if kind != "P":
        return kind
    if scene.units[k - 1].signed:
        return "P)"
    look = scene.looks[scene.units[k - 1].last]
    if look.end != ".":
        return "P~"
    return "P|" if look.share >= 4 else "P."


def _gap(gap: bool) -> str:
    return "g" if gap else "-"


def _open_in(way: str, convention: str) -> Evidence:
    return [(f"open {way} in {convention}", 1.0)]


def _on_in(out: str, phase: str, convention: str) -> Evidence:
    return [(f"on {out}>{phase} in {convention}", 1.0)]


def _open_out_of(phase: str, place: str, out: str) -> Evidence:
    return [(f"open {phase} {place} out of {out}", 1.0)]


def _on_credited(out: str, phase: str, credited: str) -> Evidence:
    return [(f"on {out}>{phase} credited {credited}", 1.0)]


def _open_among(phase: str, kind: str, density: int) -> Evidence:
    return [(f"open {phase} {kind} among {density}", 1.0)]


def _heads(what: str, below: str) -> Evidence:
    return [(f"{what} heads {below}", 1.0)]


def _open_before(phase: str, place: str, down: str) -> Evidence:
    return [(f"open {phase} {place} before {down}", 1.0)]


def _open_long(phase: str, kind: str, long: str | int, down: str) -> Evidence:
    return [(f"open {phase} {kind} {long} before {down}", 1.0)]


def _open_width(phase: str, other: bool) -> Evidence:
    return [(f"open {phase} width {other}", 1.0)]


def _open_tie(way: str, tie: int) -> Evidence:
    return [(f"open {way} tie {tie}", 1.0)]


def _open_shift(phase: str, shift: int) -> Evidence:
    return [(f"open {phase} shift {shift}", 1.0)]


def _open_after(phase: str, place: str, ending: str, gap: bool) -> Evidence:
    return [(f"open {phase} {place} after {ending} {_gap(gap)}", 1.0)]


def _open_credited(phase: str, credited: str, ending: str) -> Evidence:
    return [(f"open {phase} credited {credited} after {ending}", 1.0)]


def _open_to_credit(phase: str, kind: str, credited: str, scene: str) -> Evidence:
    return [(f"open {phase} {kind} to credit {credited} {scene}", 1.0)]


def _on_to_credit(phase: str, kind: str, credited: str, scene: str) -> Evidence:
    return [(f"on {phase} {kind} to credit {credited} {scene}", 1.0)]


def _open_under(phase: str, above: str, kind: str, gap: bool) -> Evidence:
    return [(f"open {phase} {above}>{kind} {_gap(gap)}", 1.0)]


def _on(phase: str, said: str, place: str, gap: bool) -> Evidence:
    return [(f"on {phase} {said}>{place} {_gap(gap)}", 1.0)]


def _edge(above: str, kind: str, edges: tuple[str, ...]) -> Evidence:
    """What the break between two lines of headlines says: of going on in one, or of another one that opens."""
    return [(f"edge {above}>{kind} {said}", 1.0) for said in edges]
