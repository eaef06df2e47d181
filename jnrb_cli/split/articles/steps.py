"""What speaks for a step of a path: for a unit standing in one state after the unit above it standing in another.

Evidence goes by a few small things of a unit and what is about it (`Stand`, `Opening`), so that units which are alike
have the same, however many pages they are on. It comes in parts, a function and what of these it goes by: what a part
weighs is worked out once (`Worths`), and the names of the evidence are made then only.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ..labels.units import HEADS, Unit
from ..lines.cues import MARKS
from .scene import Evidence, Scene

State = tuple[str, bool, str]  # phase, whether the unit opens an article, what the unit is
# How many others of its shape stand near a unit, how it stands, how wide it is, how long the page's stories are.
Place = tuple[int, str, int, int]
Part = tuple[Callable[..., Evidence], *tuple[object, ...]]

# Stands for the phase and the kind of what is above the first unit.
TOP = "#"
# What begins by pointing at a photo or by naming a work of art, and an index's lines, have ways of their own to stand.
_POINTED = {"figure": "f", "art": "a", "index": "i", "wrote": "w", "column": "n"}
# What begins with a printer's mark; it counts of a paragraph only.
_MARKED = "m"

# How many parts are remembered: those of some thousand pages.
_REMEMBERED = 100_000
# Scores of paths are whole numbers, in steps this fine, so that they add up to the same in any order.
_FINE = 1_000_000


class Stand(msgspec.Struct, frozen=True):
    """What of a unit the steps to it go by."""

    mark: str  # what its words add to what it is
    scene: str
    gap: bool
    ending: str  # how the paragraph above ends, if it is one; "" at the top of the page
    credited: str
    edges: tuple[str, ...]
    shift: int  # of lines that may be a headline's; 0 for others


class Opening(msgspec.Struct, frozen=True):
    """What of a unit an article goes by that opens there, or a subhead that stands there."""

    mark: str
    long: str | int  # how it reads, else how long it is
    down: str  # the unit below
    wide: bool | None  # whether the column changes here; None at the top of the page
    tie: int | None  # None where it does not count
    shift: int
    heading: str
    signing: int  # how many of the page's texts under short lines are signed, in steps
    density: int  # how many paragraphs the page has for each run of short lines, in steps
    ties: tuple[int, int] | None  # of captions: what they share with the text above and below


def stand_at(scene: Scene, k: int) -> Stand:
    """What of unit k the steps to it go by."""
    unit = scene.units[k]
    shift = scene.shift(k) if k and not HEADS.isdisjoint(unit.kinds) else 0
    return Stand(
        _mark(unit), unit.scene, unit.gap, _ending(scene, k), scene.credited[k], scene.edges[k], shift
    )


def opening_at(scene: Scene, k: int) -> Opening:
    """What of unit k an article goes by that opens there."""
    unit = scene.units[k]
    down = scene.units[k + 1].kind if k + 1 < len(scene.units) else TOP
    long = unit.scene or min(3, len(unit.text) // 60)
    ties = scene.caption_ties(k) if "C" in unit.kinds or (unit.kind == "P" and scene.credited[k]) else None
    if not k:
        return Opening(
            _mark(unit), long, down, None, None, 0, scene.heading[k], scene.signing, scene.density, ties
        )
    column = scene.looks[unit.first].line.column
    above = scene.looks[scene.units[k - 1].first].line.column
    tie = scene.tie(k) if "P" in unit.kinds and not unit.dateline else None
    changes = abs(column - above) > 1.5
    return Opening(
        _mark(unit),
        long,
        down,
        changes,
        tie,
        scene.shift(k),
        scene.heading[k],
        scene.signing,
        scene.density,
        ties,
    )


class Worths(dict[Part, int]):
    """What parts of evidence weigh, each worked out when first asked for. `weights`: by the evidence's names."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    def __missing__(self, part: Part) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        tell, *about = part
        self[part] = worth = self.weigh(tell(*about))
        return worth

    def weigh(self, evidence: Evidence) -> int:
        """The evidence's weight in a path's score."""
        return round(_FINE * weigh(evidence, self.weights))

    def add_up(self, parts: list[Part]) -> int:
        """What some parts weigh together."""
        return sum(map(self.__getitem__, parts))


class Leans(dict[tuple[str, str, bool, str], int]):
    """What a step under one convention is worth by the phase above, to which phase it goes, whether an article opens, and
    a unit's `detail`; worked out when first asked for."""

    def __init__(self, convention: str, worths: Worths) -> None:
        self._convention, self._worths = convention, worths

    def __missing__(self, key: tuple[str, str, bool, str]) -> int:
        out, phase, opens, said = key
        state = (phase, opens, "")
        parts = _after_phase_parts(out, state, said) + _convention_parts(out, state, self._convention)
        self[key] = worth = self._worths.add_up(parts)
        return worth


def fine(worth: float) -> int:
    """A weight as it counts in a path's score."""
    return round(_FINE * worth)


def weigh(evidence: Evidence, weights: dict[str, float]) -> float:
    """The sum of the evidence's weights."""
    total = 0.0
    for name, value in evidence:
        if value and (weight := weights.get(name)):
            total += weight * value
    return total


def kind_evidence(scene: Scene, k: int, kind: str) -> Evidence:
    """What speaks for unit k being `kind`: what the labeller thought of it, and whether others like it stand near."""
    unit = scene.units[k]
    if len(unit.kinds) == 1:
        return []
    tell, *about = kind_part(kind, place_of(scene, k))
    return [*tell(*about), *doubt_evidence(unit, kind)]


def place_of(scene: Scene, k: int) -> Place:
    """What of the place of unit k goes for what it may be."""
    return scene.parallels[k], scene.stands(k), scene.wide(k), scene.density


def kind_part(kind: str, place: Place) -> Part:
    """The part of what speaks for a unit being `kind` that its place makes."""
    return (_placed, kind[0], place)


def doubt_evidence(unit: Unit, kind: str) -> Evidence:
    """What speaks against a unit being `kind`: that the labeller took it for something else."""
    cost = unit.kinds.get(kind, 0.0)
    return [("doubt", cost), (f"{kind} for {unit.kind}", 1.0)] if cost else []


def step_evidence(scene: Scene, k: int, before: State | None, state: State, convention: str) -> Evidence:
    """What speaks for unit k standing in `state` after the unit above it standing in `before`, on a page of this convention."""
    out, above = (before[0], before[2]) if before else (TOP, TOP)
    stand = stand_at(scene, k)
    parts = [
        *opening_parts(opening_at(scene, k), state),
        *after_kind_parts(stand, above, state),
        *_after_phase_parts(out, state, detail(stand, state)),
        *_convention_parts(out, state, convention),
    ]
    return [one for tell, *about in parts for one in tell(*about)]


def _convention_parts(out: str, state: State, convention: str) -> list[Part]:
    """The part of a step's evidence that the page's convention makes; `out` is the phase of the unit above."""
    phase, opens, _ = state
    if opens:
        return [(_open_in, phase[0], convention)]
    return [(_on_in, out, phase, convention)] if out != phase else []


def _after_phase_parts(out: str, state: State, said: str) -> list[Part]:
    """The part that goes by the phase which the unit above stands in; `said` is the unit's `detail`."""
    phase, opens, _ = state
    if opens:
        return [(_open_out_of, phase, said, out)]
    return [(_on_credited, out, phase, said)] if out != phase else []


def detail(stand: Stand, state: State) -> str:
    """What of a unit counts beside the phase above: its place where it opens an article, else how far its credit is."""
    return _place(state[2], stand.mark) if state[1] else stand.credited


def opening_parts(opening: Opening, state: State) -> list[Part]:
    """The parts that go by a unit alone: an article that opens there, or a subhead."""
    phase, opens, kind = state
    found: list[Part] = []
    # In a heap nothing stands below a headline.
    if kind == "H" or (opens and phase[1] == "h" and phase[0] != "D"):
        found.append((_heads, kind[0] if opens else "-" + kind, opening.heading, opening.signing))
    if opens:
        found.append((_open_among, phase, kind[0], opening.density))
    if not opens or phase[1] != "b":
        return found
    found.append((_open_before, phase, _place(kind, opening.mark), opening.down))
    if kind in ("P", "C"):
        found.append((_open_long, phase, kind, opening.long, opening.down))
    if opening.ties is not None:
        found.append((_open_ties, phase, kind, opening.ties))
    if opening.wide is not None:
        found.append((_open_width, phase, opening.wide))
        if kind == "P" and opening.tie is not None:
            found.append((_open_tie, phase[0], opening.tie))
        if phase[0] != "D":
            found.append((_open_shift, phase, opening.shift))
    return found


def after_kind_parts(stand: Stand, above: str, state: State) -> list[Part]:
    """The parts that go by what the unit above is."""
    phase, opens, kind = state
    place = _place(kind, stand.mark)
    ending = stand.ending if above == "P" else above
    found: list[Part]
    if not opens:
        said = ending if phase[1] == "b" and above not in HEADS else above
        found = [(_on, phase, said, place, stand.gap)]
        if kind in ("P", "C") and stand.credited:
            found.append((_on_to_credit, phase, kind, stand.credited, stand.scene))
        if above in HEADS and kind in HEADS:
            found.append((_edge, above, kind, stand.edges))
        return found
    found = [(_open_after, phase, place, ending, stand.gap)]
    if phase[1] == "b":
        if kind in ("P", "C"):
            found.append((_open_credited, phase, stand.credited, ending))
            found.append((_open_to_credit, phase, kind, stand.credited, stand.scene))
    elif above in HEADS:
        found.append((_open_under, phase, above, kind, stand.gap))
        found.append((_edge, "|", kind, stand.edges))
    elif above != TOP and phase[0] != "D":
        found.append((_open_shift, phase, stand.shift))
    return found


def _mark(unit: Unit) -> str:
    """What a unit's words add to what it is."""
    said = "d" if unit.dateline else _POINTED.get(unit.scene, _MARKED if unit.text[0] in MARKS else "")
    return said + ("+" if unit.runs_on else "")


def _place(kind: str, mark: str) -> str:
    """What a unit is, and what its words add to that."""
    return kind + (mark if kind == "P" else mark.removeprefix(_MARKED))


def _ending(scene: Scene, k: int) -> str:
    """How the unit above k ends, if it is a paragraph; "" where there is none."""
    if not k:
        return ""
    if scene.units[k - 1].signed:
        return "P)"
    look = scene.looks[scene.units[k - 1].last]
    if look.end != ".":
        return "P~"
    return "P|" if look.share >= 4 else "P."


def _gap(gap: bool) -> str:
    return "g" if gap else "-"


def _placed(kind: str, place: Place) -> Evidence:
    parallels, stands, wide, density = place
    return [
        (f"{kind} parallel {parallels}", 1.0),
        (f"{kind} {stands}", 1.0),
        (f"{kind} wide {wide}", 1.0),
        (f"{kind} among {density}", 1.0),
    ]


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


def _heads(what: str, below: str, signing: int) -> Evidence:
    return [(f"{what} heads {below}", 1.0), (f"{what} heads {below} signing {signing}", 1.0)]


def _open_before(phase: str, place: str, down: str) -> Evidence:
    return [(f"open {phase} {place} before {down}", 1.0)]


def _open_long(phase: str, kind: str, long: str | int, down: str) -> Evidence:
    return [(f"open {phase} {kind} {long} before {down}", 1.0)]


def _open_width(phase: str, other: bool) -> Evidence:
    return [(f"open {phase} width {other}", 1.0)]


def _open_tie(way: str, tie: int) -> Evidence:
    return [(f"open {way} tie {tie}", 1.0)]


def _open_ties(phase: str, kind: str, ties: tuple[int, int]) -> Evidence:
    above, below = ties
    return [(f"open {phase} {kind} tied {above} {below}", 1.0)]


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
