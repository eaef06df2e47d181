"""Runs rules over a text and settles which of their finds stand.

What a rule looks for, and what any character means, is left to the rules: nothing here depends on a language.
A rule is tried only where a character stands that its match may begin with, so the text is walked once.

The one policy for overlaps: the longest find stands, among equals the one whose rule is listed first. Refusals
(spans known to be no figure) claim their place by the same policy. A find that only touches a refusal, but
sticks out of it, is looked for again without the refused characters.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from ..models import Approx, Base, Change, DateValue, FactKind

# Stands for a refused character when the rest is read again; no pattern matches it.
BLANKED = "\x00"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A figure found in a text, before it becomes a record; offsets are those of the text the engine was given."""

    kind: FactKind
    start: int
    end: int
    rule: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    base: Base | None = None
    approx: Approx | None = None
    change: Change | None = None
    date: DateValue | None = None
    # What a later stage of the same kind needs: the words of a date that waits for the one before it.
    parts: object = None


class Refusal(msgspec.Struct, frozen=True):
    """A span that looks like a figure and is none, and why; `--explain` shows it."""

    start: int
    end: int
    rule: str
    reason: str


class Context(msgspec.Struct, frozen=True):
    """What rules may know: `text` in normal form, `printed` as it stands in print (same length), the day of the issue."""

    text: str
    printed: str
    today: datetime.date | None = None


Find = Draft | Refusal
_FINDS = (Draft, Refusal)
Build = Callable[[re.Match[str], Context], Find | Iterable[Find] | None]


class Rule(msgspec.Struct, frozen=True):
    """A pattern, tried at each character of `first`, and the function that builds what was found from its match."""

    name: str
    first: str
    pattern: str
    build: Build


Match = Callable[..., re.Match[str] | None]
Try = tuple[int, Match, Build]


class _Found(NamedTuple):
    """A find with the place of its rule in the list."""

    order: int
    find: Find


class Sweep(msgspec.Struct, frozen=True):
    """A rule whose finds depend on one another, as dates do on those before them: it reads the whole text by itself."""

    name: str
    find: Callable[[Context], Iterable[Find]]


class Findings(NamedTuple):
    """What stands, in order of place, and everything that was refused."""

    drafts: list[Draft]
    refusals: list[Refusal]


class _Tries(dict[str, tuple[Try, ...]]):
    """What to try at a character, by the rules that may begin with it; compiled when a text first has the character."""

    def __init__(self, rules: dict[str, list[tuple[int, Rule]]]) -> None:
        super().__init__()
        self._rules = rules
        self._matches: dict[int, Match] = {}

    def __missing__(self, char: str) -> tuple[Try, ...]:
        self[char] = tries = tuple(
            (order, self._match(order, rule), rule.build) for order, rule in self._rules.get(char, ())
        )
        return tries

    def _match(self, order: int, rule: Rule) -> Match:
        if order not in self._matches:
            self._matches[order] = re.compile(rule.pattern).match
        return self._matches[order]


class Engine:
    """A list of rules, ready to run."""

    def __init__(self, rules: Sequence[Rule | Sweep]) -> None:
        self.rules = rules
        names = set[str]()
        beginnings: dict[str, list[tuple[int, Rule]]] = {}
        sweeps: list[tuple[int, Callable[[Context], Iterable[Find]]]] = []
        for order, rule in enumerate(rules):
            if rule.name in names or (isinstance(rule, Rule) and not rule.first):
                raise ValueError(f"rule {rule.name!r} is listed twice or begins nowhere")
            names.add(rule.name)
            if isinstance(rule, Sweep):
                sweeps.append((order, rule.find))
                continue
            for char in dict.fromkeys(rule.first):
                beginnings.setdefault(char, []).append((order, rule))
        self._sweeps = tuple(sweeps)
        self._tries = _Tries(beginnings)
        # A run of digits is one place to begin: no figure starts inside it.
        chars = "".join(char for char in beginnings if not "0" <= char <= "9")
        self._anchor = re.compile(rf"[0-9]+|[{re.escape(chars)}]" if chars else "[0-9]+")

    def run(self, context: Context) -> Findings:
        """Everything that the rules find in a text, overlaps settled."""
        finds = self._collect(context)
        stand, torn = _settle(finds)
        refused = [find for _, find in finds if isinstance(find, Refusal)]
        if torn:
            text = context.text
            for _, refusal in torn:
                text = text[: refusal.start] + BLANKED * (refusal.end - refusal.start) + text[refusal.end :]
            again = self._collect(Context(text, context.printed, context.today))
            refused = list(
                dict.fromkeys([*refused, *(find for _, find in again if isinstance(find, Refusal))])
            )
            stand, _ = _settle([*torn, *again])
        drafts = [find for find in stand if isinstance(find, Draft)]
        return Findings(sorted(drafts, key=lambda draft: draft.start), refused)

    def _collect(self, context: Context) -> list[_Found]:
        text, tries = context.text, self._tries
        finds = [_Found(order, find) for order, sweep in self._sweeps for find in sweep(context)]
        for anchor in self._anchor.finditer(text):
            start = anchor.start()
            for order, match, build in tries[text[start]]:
                found = match(text, start)
                if found is None:
                    continue
                built = build(found, context)
                if built is None:
                    continue
                if isinstance(built, _FINDS):
                    finds.append(_Found(order, built))
                else:
                    finds.extend(_Found(order, find) for find in built)
        return finds


def _settle(finds: list[_Found]) -> tuple[list[Find], list[_Found]]:
    """The finds that stand, and the refusals out of which a fallen find sticks."""
    finds = sorted(
        finds, key=lambda found: (found.find.start - found.find.end, found.order, found.find.start)
    )
    owner: dict[int, _Found] = {}
    stand: list[Find] = []
    torn: list[_Found] = []
    for found in finds:
        find = found.find
        # Finds come longest first, so one that overlaps a standing one has an end inside it.
        holders = [owner[at] for at in (find.start, find.end - 1) if at in owner]
        if not holders:
            stand.append(find)
            for at in range(find.start, find.end):
                owner[at] = found
        elif isinstance(find, Draft) and len(holders) == 1 and isinstance(holders[0].find, Refusal):
            torn.append(holders[0])
    return stand, list(dict.fromkeys(torn))
