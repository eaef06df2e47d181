"""Units and their states to articles: which units make up which article, heads torn off put back to their bodies."""

from __future__ import annotations

import math

from .arrange import HEADS, Arrangement, Scene, step_evidence
from .units import Unit

# What a body loses for standing under the wrong head rather than none, in the measure of the path's weights.
# Tuned on 143 detached pages: 8 finds 0.90 of the bodies, 16 finds 0.93, 32 no more.
_NEAR = 16.0
_SKIP = 6.0


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
    heap: list[list[int]] = []
    torn: list[int] = []
    for k, (phase, opens) in enumerate(arrangement.states):
        if phase == "Dh":
            if opens or not heap:
                heap.append([])
            heap[-1].append(k)
        elif phase == "Db":
            torn.append(k)
        else:
            if opens or not drafts:
                drafts.append(Draft())
                drafts[-1].convention = phase[0]
            (drafts[-1].head if phase[1] == "h" else drafts[-1].body).append(k)
    if heap or torn:
        drafts += _put_together(scene, arrangement, heap, torn, weights)
    drafts = [draft for draft in drafts if draft.head or draft.body]
    for draft in drafts:
        draft.near = nearness(scene, draft.head, draft.body)
    return sorted(drafts, key=lambda draft: draft.units[0])


def nearness(scene: Scene, head: list[int], body: list[int]) -> float:
    """The share of a headline's weight that its body holds too."""
    over = frozenset[str]().union(*(scene.units[k].grams for k in head))
    under = frozenset[str]().union(*(scene.units[k].grams for k in body))
    return scene.rarity.affinity(over, under)


def _put_together(scene: Scene, arrangement: Arrangement, heap: list[list[int]], torn: list[int], weights: dict[str, float]) -> list[Draft]:
    """Bodies and torn-off heads to articles: first in the order of the heap, then, where the words speak against that, in any order."""
    if not heap or not torn:
        return _alone(heap, torn, arrangement)
    ordered = _in_order(scene, heap, torn, weights)
    segments = _segments(torn, arrangement)
    free = _in_any_order(scene, heap, segments)
    if _told(scene, free) > 1.25 * _told(scene, ordered) + 0.2:
        return free
    return ordered


def _told(scene: Scene, drafts: list[Draft]) -> float:
    return math.fsum(nearness(scene, draft.head, draft.body) for draft in drafts if draft.head and draft.body)


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


def _in_order(scene: Scene, heap: list[list[int]], torn: list[int], weights: dict[str, float]) -> list[Draft]:
    """Body units to heads in the order of both: one best path, the heads its states."""
    heads = [frozenset[str]().union(*(scene.units[k].grams for k in head)) for head in heap]
    count = len(heads)
    best = [-math.inf] * count
    back: list[list[int]] = []
    for number, k in enumerate(torn):
        unit = scene.units[k]
        near = [_NEAR * scene.rarity.affinity(head, unit.grams) for head in heads] if unit.kind in ("P", "C", "H") else [0.0] * count
        if number == 0:
            best = [near[h] - _SKIP * h for h in range(count)]
            back.append([-1] * count)
            continue
        opening = _sum(step_evidence(scene, k, "Db", ("Db", True), "D"), weights)
        going = _sum(step_evidence(scene, k, "Db", ("Db", False), "D"), weights)
        fresh = [-math.inf] * count
        step = [0] * count
        skip, source = -math.inf, 0
        for h in range(count):
            stay = best[h] + going
            move = skip + opening
            fresh[h], step[h] = (stay, h) if stay >= move else (move, source)
            fresh[h] += near[h]
            if best[h] > skip - _SKIP:
                skip, source = best[h], h
            else:
                skip -= _SKIP
        best = fresh
        back.append(step)
    final = [score - _SKIP * (count - 1 - h) for h, score in enumerate(best)]
    h = max(range(count), key=lambda i: (final[i], -i))
    drafts = [Draft() for _ in heap]
    for draft, head in zip(drafts, heap, strict=True):
        draft.head, draft.convention = head, "D"
    for k, step in zip(reversed(torn), reversed(back), strict=True):
        drafts[h].body.insert(0, k)
        h = step[h]
    return drafts


def _sum(evidence: list[tuple[str, float]], weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in evidence)


def _in_any_order(scene: Scene, heap: list[list[int]], segments: list[list[int]]) -> list[Draft]:
    """Bodies to heads so that the sum of what they share is greatest (the assignment problem)."""
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
        if h not in used:
            draft = Draft()
            draft.head, draft.convention = head, "D"
            drafts.append(draft)
    return drafts


def assign(gain: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column), no row or column twice, whose gains sum highest: the Hungarian method with potentials.

    >>> assign([[0.9, 0.8], [0.8, 0.1]])
    [(0, 1), (1, 0)]
    """
    if not gain or not gain[0]:
        return []
    if len(gain) > len(gain[0]):
        flipped = [list(column) for column in zip(*gain, strict=True)]
        return sorted((row, column) for column, row in assign(flipped))
    rows, columns = len(gain), len(gain[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0] = row
        column = 0
        least = [math.inf] * (columns + 1)
        way = [0] * (columns + 1)
        seen = [False] * (columns + 1)
        while True:
            seen[column] = True
            at, delta, next_column = match[column], math.inf, 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = -gain[at - 1][j - 1] - u[at] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, column
                if least[j] < delta:
                    delta, next_column = least[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = next_column
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sorted((match[j] - 1, j - 1) for j in range(1, columns + 1) if match[j])


def is_head(unit: Unit) -> bool:
    return unit.kind in HEADS
