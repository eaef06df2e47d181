"""What became of a line, in words for a proofreader: its public role, and what in the line or beside it spoke for that."""

from __future__ import annotations

from ..labels.label import Labelled
from ..lines.looks import Look

# A runner-up that would have cost the page's best sequence no more than this is named as a doubt: on 394 typeset
# pages one line in 120 has such a one, and nearly half of these are wrong (of those between 1.5 and 3, a quarter).
_NAMED_DOUBT = 1.5

_ROLES = {
    "FM": "masthead",
    "FF": "folio",
    "FS": "staff",
    "FC": "contact",
    "FN": "notice",
    "FO": "other",
    "K": "kicker",
    "T": "title",
    "S": "subtitle",
    "H": "subhead",
    "P": "paragraph",
    "C": "caption",
    "BY": "byline",
    "BE": "byline",
    "CR": "credit",
    "CO": "column",
}
# What a closed class of words says, by the roles that it speaks for.
_CUES: dict[str, tuple[str, frozenset[str]]] = {
    "by": ("byline words", frozenset({"byline", "credit"})),
    "marked": ("a mark and names", frozenset({"byline"})),
    "from": ("where one is from, and a name", frozenset({"byline", "credit"})),
    "name": ("nothing but names", frozenset({"byline", "credit"})),
    "credit": ("credit words", frozenset({"credit", "caption", "byline"})),
    "close": ("a signature in brackets", frozenset({"byline", "credit", "paragraph"})),
    "dateline": ("opens with a dateline", frozenset({"paragraph", "caption"})),
    "figure": ("speaks of a picture", frozenset({"caption"})),
    "folio": ("a date, weekday or page number", frozenset({"folio", "masthead"})),
    "number": ("a number alone", frozenset({"folio", "other"})),
    "staff": ("editors' words", frozenset({"staff", "folio"})),
    "contact": ("address, price or telephone words", frozenset({"contact", "folio", "staff", "notice"})),
    "notice": ("app or QR words", frozenset({"notice", "other"})),
    "paper": ("a paper's name", frozenset({"masthead"})),
    "jump": ("points to another page", frozenset({"paragraph", "title", "notice", "other"})),
    "dash": ("opens with a dash", frozenset({"subtitle"})),
    "column": ("a column's name", frozenset({"column"})),
    "rule": ("a rule", frozenset({"other"})),
    "table": ("a row of figures", frozenset({"other", "notice"})),
    "listed": ("numbered", frozenset({"subhead", "paragraph"})),
}
_PHASES = {
    "Ah": "its body follows",
    "Zh": "headline comes after its body",
    "Dh": "torn off, put to its body by their common words",
}


def public_role(label: str) -> str:
    """The role that stands in records for a label of the model's.

    >>> public_role("TI"), public_role("FF"), public_role("P")
    ('title', 'folio', 'paragraph')
    """
    return _ROLES.get(label) or _ROLES[label[0]]


def reason(look: Look, up: Look | None, one: Labelled, label: str, phase: str) -> str:
    """Why a line is what it is, and what else it might be where that was close."""
    role = public_role(label)
    said = _spoken(look, role) + _placed(look, up, one.label, role, phase)
    other = _doubt(one, role)
    if public_role(one.label) != role:
        said.append(f"looked like a {public_role(one.label)} by itself")
    elif other:
        said.append(f"could be a {other}")
    return "; ".join(said) or (
        "a short line with no full stop" if look.headish else "its shape and its neighbours"
    )


def _spoken(look: Look, role: str) -> list[str]:
    phrase, roles = _CUES.get(look.cue, ("", frozenset[str]()))
    return [phrase] if role in roles else []


def _placed(look: Look, up: Look | None, label: str, role: str, phase: str) -> list[str]:
    """What the line's place says."""
    if role in ("kicker", "title", "subtitle"):
        shape = ["short, no full stop"] if look.headish else []
        return shape + ([_PHASES[phase]] if phase in _PHASES else [])
    if role not in ("paragraph", "caption", "subhead"):
        return []
    if label in ("PI", "CI", "HI"):
        return ["goes on from the line above"]
    if role == "subhead":
        return ["short, between paragraphs"] if look.headish else []
    found = []
    if look.indent == 2:
        found.append("indented")
    if look.opener:
        found.append("opens as paragraphs do")
    if up is not None and up.end == "." and look.room == "y":
        found.append("short last line above")
    elif look.gap:
        found.append("blank line above")
    elif up is not None and up.end == ".":
        found.append("full stop above")
    return found[:2]


def _doubt(one: Labelled, role: str) -> str:
    rest = [
        (margin, label)
        for label, margin in one.margins.items()
        if public_role(label) != role and margin > -_NAMED_DOUBT
    ]
    return public_role(max(rest)[1]) if rest else ""
