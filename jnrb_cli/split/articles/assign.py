"""Units and their states to articles: which units make up which article, heads torn off put back to their bodies."""

from __future__ import annotations

import math

import msgspec

from ..labels.units import HEADS
from ..lines.rarity import Group
from .arrange import SIGNED_WITHIN, Arrangement
from .photos import is_next_photo, is_same_photo
from .scene import Scene
from .steps import State, kind_evidence, step_evidence, weigh

# What a headline's share in one unit of its body, in its first paragraph and in none are worth, in the measure of the
# path's weights. On 198 held-out pages with heads torn off titles are 0.887 at a near of 1.5, 0.896 at 2.2, 0.898 at 3.
_NEAR = 2.5
_LEAD = 4.0
_LEAD_LEAST = 0.4
_SKIP = 6.0
_HEADLESS = 3.0
# A headline torn off has hardly ever more lines (3 of 430); what reading one against all rules costs.
_MOST_LINES = 7
_MISFIT = 20.0
# What one that has no title costs.
_UNTITLED = 8.0
# The share of what a headline and its body have in common that has to remain when a part goes to another.
_LEFT = 0.8
# How much more must be shared in any order for a heap not to be in the order of its bodies.
_ASTRAY = 1.5
# A headline that shares less of its weight with every body tells nothing of where it belongs.
_TELLS = 0.15
_LEADS = frozenset(("KB", "TB"))


class Draft:
    """An article in the making: the numbers of its units, in the order of the text."""

    __slots__ = ("body", "convention", "head", "near")

    def __init__(self) -> None:
        self.head: list[int] = []
        self.body: list[int] = []
        self.convention = "N"
        self.near = 0.0

    @property
    def units(self) -> list[int]:
        return sorted(self.head + self.body)


def draft_articles(scene: Scene, arrangement: Arrangement, weights: dict[str, float]) -> list[Draft]:
    """The articles of a page in the order of the text."""
    drafts: list[Draft] = []
    for k, (phase, opens, _) in enumerate(arrangement.states):
        if phase[0] == "D":
            continue
        opens = opens and not is_same_photo(scene, arrangement, k)
        if opens or not drafts or is_next_photo(scene, arrangement, k):
            drafts.append(Draft())
            drafts[-1].convention = phase[0]
        (drafts[-1].head if phase[1] == "h" else drafts[-1].body).append(k)
    for heap, torn in _regions(arrangement):
        drafts += _put_together(scene, arrangement, heap, torn, weights)
    drafts = [draft for draft in drafts if draft.head or draft.body]
    for draft in drafts:
        draft.near = nearness(scene, draft.head, draft.body)
    return sorted(drafts, key=lambda draft: draft.units[0])


def _regions(arrangement: Arrangement) -> list[tuple[list[list[int]], list[int]]]:
    """The heaps of a page, each with the bodies that it can belong to: those down to it, or from it where it stands first."""
    found: list[tuple[list[list[int]], list[int]]] = []
    heap: list[list[int]] = []
    torn: list[int] = []
    bodies = 0
    first = next((phase for phase, _, _ in arrangement.states if phase[0] == "D"), "")
    last = ""
    for k, (phase, opens, _) in enumerate(arrangement.states):
        if phase[0] != "D":
            continue
        # A few stray heads are no heap that its bodies end at.
        if phase == first and last and last != first and 2 * len(heap) >= bodies:
            found.append((heap, torn))
            heap, torn, bodies = [], [], 0
        last = phase
        if phase == "Dh":
            if opens or not heap:
                heap.append([])
            heap[-1].append(k)
        else:
            bodies += opens
            torn.append(k)
    return [*found, (heap, torn)] if heap or torn else found


def nearness(scene: Scene, head: list[int], body: list[int]) -> float:
    """The share of a headline's weight that its body holds too."""
    return scene.rarity.affinity(scene.rarity.gather(head), scene.rarity.gather(body))


def _put_together(
    scene: Scene, arrangement: Arrangement, heap: list[list[int]], torn: list[int], weights: dict[str, float]
) -> list[Draft]:
    """Bodies and torn-off heads to articles: first in the order of the heap, then, where the words speak against that, in any order."""
    if not heap or not torn:
        return _alone(heap, torn, arrangement)
    ordered = _in_order(scene, heap, torn, weights)
    segments = _segments(torn, arrangement)
    free = _in_any_order(scene, heap, segments)
    if len(heap) < len(segments):  # headlines that were taken for one, line by line
        apart = _in_any_order(scene, [[k] for head in heap for k in head], segments)
        if not any(draft.head and not draft.body for draft in apart) and _told(scene, apart) > _told(
            scene, free
        ):
            free = apart
    if _told(scene, free) > _ASTRAY * _told(scene, ordered):
        return free
    return ordered


def _told(scene: Scene, drafts: list[Draft]) -> float:
    """The weight of all that headlines share with their bodies, in however many pieces they come."""
    rarity = scene.rarity
    return math.fsum(
        rarity.weigh_shared(rarity.gather(draft.head), rarity.gather(draft.body)) for draft in drafts
    )


def _alone(heap: list[list[int]], torn: list[int], arrangement: Arrangement) -> list[Draft]:
    drafts = []
    for head in heap:
        draft = Draft()
        draft.head, draft.convention = head, "D"
        drafts.append(draft)
    for body in _segments(torn, arrangement):
        draft = Draft()
        draft.body, draft.convention = body, "N"
        drafts.append(draft)
    return drafts


def _segments(torn: list[int], arrangement: Arrangement) -> list[list[int]]:
    found: list[list[int]] = []
    for k in torn:
        if arrangement.states[k][1] or not found:
            found.append([])
        found[-1].append(k)
    return found


class _Range(msgspec.Struct, frozen=True):
    """Neighbouring lines of a heap that may be one article's headline; `first` and `last` are places in the heap."""

    first: int
    last: int
    units: list[int]
    pairs: Group
    fit: float  # how well the lines read as one headline
    kinds: tuple[str, ...]  # what each line is then


def _ranges(scene: Scene, heap: list[int], weights: dict[str, float]) -> list[_Range]:
    """Every run of lines in the heap that may be one headline."""
    found: list[_Range] = []
    starts = [i for i, k in enumerate(heap) if i == 0 or not _LEADS.isdisjoint(scene.units[k].kinds)]
    for first in starts:
        for last in range(first, min(first + _MOST_LINES, len(heap))):
            if last + 1 < len(heap) and last + 1 not in starts:
                continue
            units = heap[first : last + 1]
            fit, kinds = _read_as_one(scene, units, weights)
            found.append(
                _Range(
                    first,
                    last,
                    units,
                    scene.rarity.gather(units),
                    fit,
                    kinds,
                )
            )
    return found


def _read_as_one(scene: Scene, units: list[int], weights: dict[str, float]) -> tuple[float, tuple[str, ...]]:
    """The score of lines read as one headline, and what each of them is: the best path over these lines alone.

    No headline begins with its subtitle or has no title.
    """
    best: dict[tuple[str, bool], tuple[float, tuple[str, ...]]] = {}
    for number, k in enumerate(units):
        unit = scene.units[k]
        kinds = [kind for kind in unit.kinds if kind in HEADS] or [unit.kind]
        fresh: dict[tuple[str, bool], tuple[float, tuple[str, ...]]] = {}
        for kind in kinds:
            own = weigh(kind_evidence(scene, k, kind), weights)
            if number == 0:
                if kind not in _LEADS:
                    continue
                above: State | None = ("Dh", False, scene.units[k - 1].kind) if k else None
                own += weigh(step_evidence(scene, k, above, ("Dh", True, kind), "D"), weights)
                fresh[kind, kind[0] == "T"] = own, (kind,)
                continue
            for (before, titled), (score, path) in best.items():
                if kind[1] == "I" and before[0] != kind[0]:
                    continue
                gain = weigh(
                    step_evidence(scene, k, ("Dh", False, before), ("Dh", False, kind), "D"), weights
                )
                key = kind, titled or kind[0] == "T"
                if key not in fresh or score + own + gain > fresh[key][0]:
                    fresh[key] = (score + own + gain, (*path, kind))
        if not fresh:
            return -_MISFIT, tuple(scene.units[j].kind for j in units)
        best = fresh
    return max((score - (0.0 if titled else _UNTITLED), path) for (_, titled), (score, path) in best.items())


def _in_order(scene: Scene, heap: list[list[int]], torn: list[int], weights: dict[str, float]) -> list[Draft]:
    """Body units to heads in the order of both: one best path whose states are the headlines that the heap may hold."""
    elements = sorted(k for head in heap for k in head)
    ranges = _ranges(scene, elements, weights)
    # A body may have no headline at all: as if it stood under an empty stretch of the heap.
    ranges += [
        _Range(place, place - 1, [], scene.rarity.gather(()), -_HEADLESS, ())
        for place in range(len(elements) + 1)
    ]
    best = [one.fit - _SKIP * one.first for one in ranges]
    back: list[list[int]] = []
    for number, k in enumerate(torn):
        unit = scene.units[k]
        telling = unit.kind in ("P", "C", "H")
        own = scene.rarity.groups[k]
        shared = [scene.rarity.affinity(one.pairs, own) if telling and one.units else 0.0 for one in ranges]
        near = [_NEAR * share for share in shared]
        lead = _lead(scene, torn, number)
        if number == 0:
            best = [score + gain for score, gain in zip(best, near, strict=True)]
            back.append([-1] * len(ranges))
            continue
        above: State = ("Db", False, scene.units[k - 1].kind if k else unit.kind)
        opening = weigh(step_evidence(scene, k, above, ("Db", True, unit.kind), "D"), weights)
        going = weigh(step_evidence(scene, k, above, ("Db", False, unit.kind), "D"), weights)
        going -= SIGNED_WITHIN * scene.signs_anew(k)
        used = _used_up(best, ranges, len(elements))
        fresh, step = [], []
        for i, one in enumerate(ranges):
            stay = best[i] + going
            move = used[one.first][0] + opening + one.fit
            if lead and one.units:
                move += _LEAD * (scene.rarity.affinity(one.pairs, lead) - _LEAD_LEAST)
            fresh.append(max(stay, move) + near[i])
            step.append(i if stay >= move else used[one.first][1])
        best = fresh
        back.append(step)
    final = [score - _SKIP * (len(elements) - 1 - one.last) for score, one in zip(best, ranges, strict=True)]
    state = max(range(len(ranges)), key=lambda i: (final[i], -i))
    bodies: list[tuple[int, list[int]]] = []
    for k, step in zip(reversed(torn), reversed(back), strict=True):
        if not bodies or bodies[-1][0] != state:
            bodies.append((state, []))
        bodies[-1][1].insert(0, k)
        state = step[state]
    return _drafts(scene, elements, ranges, bodies)


def _lead(scene: Scene, torn: list[int], number: int) -> Group:
    """The pairs of characters in the first paragraph from a unit on, over a byline or two."""
    for k in torn[number : number + 3]:
        if scene.units[k].kind == "P":
            return scene.rarity.groups[k]
    return scene.rarity.gather(())


def _used_up(best: list[float], ranges: list[_Range], count: int) -> list[tuple[float, int]]:
    """The best way to have used up the heap's lines below each place, lines left without a body at a price."""
    used = [(-math.inf, 0)] * (count + 1)
    for i, one in enumerate(ranges):
        if best[i] > used[one.last + 1][0]:
            used[one.last + 1] = (best[i], i)
    for place in range(1, len(used)):
        skipped = (used[place - 1][0] - _SKIP, used[place - 1][1])
        if skipped > used[place]:
            used[place] = skipped
    return used


def _drafts(
    scene: Scene, elements: list[int], ranges: list[_Range], bodies: list[tuple[int, list[int]]]
) -> list[Draft]:
    drafts: list[Draft] = []
    taken: set[int] = set()
    for state, body in bodies:
        one = ranges[state]
        draft = Draft()
        draft.head, draft.body, draft.convention = one.units, body, "D" if one.units else "N"
        drafts.append(draft)
        taken.update(one.units)
        for k, kind in zip(one.units, one.kinds, strict=True):
            scene.units[k].kind = kind
    for k in elements:
        if k in taken:
            continue
        if drafts and not drafts[-1].body and drafts[-1].head[-1] == k - 1:
            drafts[-1].head.append(k)
        else:
            drafts.append(Draft())
            drafts[-1].head, drafts[-1].convention = [k], "D"
    return drafts


def _in_any_order(scene: Scene, heap: list[list[int]], segments: list[list[int]]) -> list[Draft]:
    """Bodies to heads so that the sum of what they share is greatest (the assignment problem)."""
    from .matching import assign  # hardly any page has a heap

    heap = _join_heads(scene, heap, segments)
    gain = [[nearness(scene, head, body) for body in segments] for head in heap]
    pairs = assign(gain)
    taken = {body: head for head, body in pairs}
    drafts: list[Draft] = []
    used: set[int] = set()
    for b, body in enumerate(segments):
        draft = Draft()
        draft.body = body
        if b in taken and gain[taken[b]][b] > 0:
            draft.head, draft.convention = heap[taken[b]], "D"
            used.add(taken[b])
        drafts.append(draft)
    for h, head in enumerate(heap):
        if h in used:
            continue
        draft = Draft()
        draft.head, draft.convention = head, "D"
        draft.body = _take_part(scene, draft, drafts)
        drafts.append(draft)
    return drafts


def _take_part(scene: Scene, draft: Draft, others: list[Draft]) -> list[int]:
    """The part of another headline's body that speaks of this one's, taken from it; nothing where none does clearly."""
    best = 0.0
    found: Draft | None = None
    parts: tuple[list[int], list[int]] = ([], [])
    for other in others:
        if not (other.head and other.body):
            continue
        whole = nearness(scene, other.head, other.body)
        for cut in range(1, len(other.body)):
            unit = scene.units[other.body[cut]]
            if unit.kind not in ("P", "BY") or unit.runs_on:
                continue
            upper, lower = other.body[:cut], other.body[cut:]
            for mine, left in ((upper, lower), (lower, upper)):
                told, kept = nearness(scene, draft.head, mine), nearness(scene, other.head, left)
                # What is left must still speak of the headline that it stands under.
                if told >= _TELLS and kept >= _LEFT * whole and told + kept > best:
                    best, found, parts = told + kept, other, (mine, left)
    if found is None:
        return []
    found.body = parts[1]
    return parts[0]


def _join_heads(scene: Scene, heap: list[list[int]], bodies: list[list[int]]) -> list[list[int]]:
    """The headlines of a heap; neighbours that share most with the same body are one."""
    found: list[list[int]] = []
    last: int | None = None
    for head in heap:
        shared = [nearness(scene, head, body) for body in bodies]
        best = max(range(len(bodies)), key=lambda b: (shared[b], -b))
        if shared[best] >= _TELLS and best == last and len(found[-1]) + len(head) <= _MOST_LINES:
            found[-1] = found[-1] + head
        else:
            found.append(head)
        last = best if shared[best] >= _TELLS else None
    return found
