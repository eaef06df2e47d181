"""Gold spans to what the two learners of the splitter learn from: a label a line, a state a unit."""

from __future__ import annotations

from typing import Any

from jnrb_cli.layout import HEAD_MARKS, Layout
from jnrb_cli.split.articles import arrange as arranging
from jnrb_cli.split.articles.steps import State
from jnrb_cli.split.labels.units import HEADS, Unit
from jnrb_cli.split.lines.looks import Look

FURNITURE = {"masthead": "FM", "folio": "FF", "staff": "FS", "contact": "FC", "notice": "FN", "other": "FO"}
WHOLE = {"HB": "H", "PB": "P", "CB": "C", "PI": "P", "HI": "H", "CI": "C"}


def _roles(text_length: int, gold: dict[str, Any]) -> list[tuple[str, int | None] | None]:
    roles: list[tuple[str, int | None] | None] = [None] * text_length
    for span in gold["spans"]:
        for i in range(span["start"], min(span["end"], text_length)):
            roles[i] = (span["role"], span["article"])
    return roles


def gold_labels(text: str, gold: dict[str, Any], layout: Layout) -> list[str]:
    """For each line of the layout its right label: that of its first character, past a printer's mark that is no part of it."""
    roles = _roles(len(text), gold)
    starts = {start for _, start in gold["paragraph_starts"]}
    labels: list[str] = []
    above: tuple[str, int | None] | None = None
    for line in layout.lines:
        at = line.start + (text[line.start] in HEAD_MARKS and roles[line.start] == ("other", None))
        while at < line.end - 1 and text[at].isspace():
            at += 1
        role, article = roles[at] or ("other", None)
        if article is None:
            labels.append(FURNITURE.get(role, "FO"))
            above = (role, article)
            continue
        role = "paragraph" if role == "dateline" else role
        same = above == (role, article)
        labels.append(_label(role, same, line.start in starts, text, line, above, article))
        above = roles[line.end - 1] or (role, article)
        if above[0] == "dateline":
            above = ("paragraph", above[1])
    return labels


def _label(
    role: str,
    same: bool,
    starts: bool,
    text: str,
    line: Any,
    above: tuple[str, int | None] | None,
    article: int,
) -> str:
    if role == "paragraph":
        return "PB" if starts else "PI"
    if role == "subhead":
        return "HB" if starts or not same else "HI"
    if role in ("kicker", "title", "subtitle"):
        return {"kicker": "K", "title": "T", "subtitle": "S"}[role] + ("I" if same else "B")
    if role == "caption":
        return "CI" if same else "CB"
    if role == "credit":
        return "CR"
    if role == "column":
        return "KB"
    closes = above is not None and above[0] in ("paragraph", "byline") and above[1] == article and not starts
    return "BE" if text[line.start] in "（(" or (closes and text[line.end - 1] in "）)") else "BY"


def gold_states(
    units: list[Unit], seen: list[Look], labels: list[str], gold: dict[str, Any]
) -> list[State] | None:
    """The right state of each unit; None where the labeller erred too far for a right path to exist."""
    length = max((span["end"] for span in gold["spans"]), default=0)
    roles = _roles(length, gold)
    articles: dict[int, list[int]] = {}
    kinds: list[str] = []
    for k, unit in enumerate(units):
        said = roles[seen[unit.first].line.start]
        if said is None or said[1] is None:
            return None
        kind = _kind(unit, labels[unit.first])
        if kind is None or (
            kind in ("KI", "TI", "SI") and (not kinds or kinds[-1] not in HEADS or kinds[-1][0] != kind[0])
        ):
            return None
        kinds.append(kind)
        articles.setdefault(said[1], []).append(k)
    states: list[State | None] = [None] * len(units)
    for numbers in articles.values():
        if not _place(numbers, kinds, states, _is_torn(gold)):
            return None
    return _checked(units, states)


def without_furniture(units: list[Unit], seen: list[Look], gold: dict[str, Any]) -> list[Unit]:
    """The units of a page less those that the labeller should have seen to be furniture."""
    roles = _roles(max((span["end"] for span in gold["spans"]), default=0), gold)
    return [unit for unit in units if (roles[seen[unit.first].line.start] or ("", None))[1] is not None]


def _is_torn(gold: dict[str, Any]) -> bool:
    """Whether the headlines of a page stand in a heap, away from their bodies."""
    return gold.get("style") == "detached" or gold.get("order") in ("heads_last", "heads_first", "heap")


def _kind(unit: Unit, label: str) -> str | None:
    kind = WHOLE.get(label, label)
    if kind in unit.kinds:
        return kind
    if kind in HEADS:
        return unit.kind if unit.kind in HEADS else None
    if unit.kind not in HEADS:
        return unit.kind
    return next((other for other in unit.kinds if other not in HEADS), None)


def _place(numbers: list[int], kinds: list[str], states: list[State | None], torn: bool) -> bool:
    heads = [k for k in numbers if kinds[k] in HEADS]
    bodies = [k for k in numbers if kinds[k] not in HEADS]
    if not (heads and bodies):
        mode = "N"
    elif torn:
        mode = "D"
    elif max(heads) < min(bodies):
        mode = "A"
    elif min(heads) > max(bodies):
        mode = "Z"
    else:
        return False
    if mode == "N" and heads and not torn:
        return False
    if mode in "AZ" and numbers != list(range(numbers[0], numbers[-1] + 1)):
        return False
    for group, phase in ((heads, "Dh" if mode in "ND" else mode + "h"), (bodies, mode + "b")):
        for k in group:
            opens = k == (group[0] if mode in "ND" else numbers[0])
            states[k] = (phase, opens, kinds[k])
    return True


def _checked(units: list[Unit], states: list[State | None]) -> list[State] | None:
    right: list[State] = []
    for unit, state in zip(units, states, strict=True):
        if state is None or state not in arranging._states(unit, "D"):
            return None
        if not right and not state[1]:
            return None
        if right and not arranging._follows(right[-1], state):
            return None
        right.append(state)
    return right or None
