"""What a person types to search by, read into phrases joined by AND, OR and NOT, and written as SQLite's FTS5 takes it.

Nothing typed is wrong: what has no partner (a bracket, a quote, an operator) is passed over. `_quoted` is the one
place where a user's words become part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import UsageError
from .tokens import BREAK, pair_tokens, token_text

# A longer query is a text, not words to look for; SQLite opens a list for every character of a phrase.
MAX_CHARS = 1000

# Brackets deeper than this are passed over. FTS5 reads with a stack of 100 places, and gives up at that; what
# is written for one bracket takes up to eight.
MAX_DEPTH = 10

_LEXEME = re.compile(
    r"\"(?P<straight>[^\"]*)\"?|“(?P<curly>[^”]*)”?|「(?P<corner>[^」]*)」?|『(?P<double>[^』]*)』?"
    r"|(?P<open>[(（])|(?P<close>[)）])|(?P<word>[^\s\"“”「」『』()（）]+)"
)
_OPERATORS = frozenset({"AND", "OR", "NOT"})


class Phrase(NamedTuple):
    """Tokens that must stand one after another."""

    tokens: tuple[str, ...]


class All(NamedTuple):
    """All of the parts must hold."""

    parts: tuple[Tree, ...]


class Any(NamedTuple):
    """One of the parts must hold."""

    parts: tuple[Tree, ...]


class Not(NamedTuple):
    """The part must not hold."""

    part: Tree


Tree = Phrase | All | Any | Not


class Query(NamedTuple):
    """What is looked for.

    `match` is for FTS5; `loose` finds all that `match` finds in any part of an article, for looking closer
    afterwards. Both are None where nothing is looked for, or only something left out. `phrases` are those that may be pointed at.
    """

    tree: Tree | None
    match: str | None
    loose: str | None
    phrases: tuple[tuple[str, ...], ...]

    def holds(self, text: str) -> bool:
        """Whether a text of its own, not an article of the archive, is what is looked for.

        >>> read_query("渔港 NOT 休渔").holds("漁港開漁")
        True
        """
        return self.tree is not None and _holds(self.tree, f" {token_text(text)} ")


def read_query(text: str) -> Query:
    """The query that a person's words are; raises UsageError where they are more than `MAX_CHARS` characters.

    >>> read_query('補貼 (農機 OR "5G") NOT 车').match
    '(("补贴" AND ("农机" OR "5g")) NOT "车" *)'
    """
    if len(text) > MAX_CHARS:
        raise UsageError(f"a query of more than {MAX_CHARS:,} characters: search for some of its words")
    tree = _Reader(text).read()
    match, is_negative = _write(tree) if tree else (None, False)
    match = None if is_negative else match
    loose = _without_not(tree) if tree else None
    return Query(
        tree,
        match,
        _write(loose)[0] if loose else match,
        tuple(dict.fromkeys(_wanted(tree, True))) if tree else (),
    )


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self._lexemes = [_name(found) for found in _LEXEME.finditer(text)]
        self._at = 0
        self._depth = 0

    def read(self) -> Tree | None:
        """The whole query; None where there is nothing in it to look for."""
        parts: list[Tree] = []
        while self._at < len(self._lexemes):
            if part := self._any():
                parts.append(part)
            self._at += 1  # a closing bracket that nothing opened
        return _joined(All, parts)

    def _any(self) -> Tree | None:
        parts = [self._all()]
        while self._peek() == "OR":
            self._at += 1
            parts.append(self._all())
        return _joined(Any, [part for part in parts if part])

    def _all(self) -> Tree | None:
        parts: list[Tree] = []
        while self._peek() not in ("", "OR", ")"):
            if self._peek() == "AND":
                self._at += 1
            elif part := self._one():
                parts.append(part)
        return _joined(All, parts)

    def _one(self) -> Tree | None:
        is_not = False
        while self._peek() == "NOT":
            is_not = not is_not
            self._at += 1
        part = self._open() if self._peek() == "(" else self._phrase()
        return Not(part) if part and is_not else part

    def _open(self) -> Tree | None:
        self._at += 1
        if self._depth == MAX_DEPTH:
            return None
        self._depth += 1
        part = self._any()
        self._depth -= 1
        if self._peek() == ")":
            self._at += 1
        return part

    def _phrase(self) -> Tree | None:
        """The next phrase; None where an operator, a bracket or the end stands in its place."""
        kind = self._peek()
        if kind != "phrase":
            return None
        text = self._lexemes[self._at][1]
        self._at += 1
        tokens = token_text(text).split(" ")
        while tokens and tokens[-1] in ("", BREAK):  # 开渔。 may be the last words of a text
            tokens.pop()
        return Phrase(tuple(tokens)) if tokens else None

    def _peek(self) -> str:
        return self._lexemes[self._at][0] if self._at < len(self._lexemes) else ""


def _name(found: re.Match[str]) -> tuple[str, str]:
    """What a part of a query is: an operator, a bracket, or a phrase with its text."""
    kind, text = found.lastgroup or "", found[found.lastgroup or 0]
    if kind == "word" and text in _OPERATORS:
        return text, text
    return {"open": "(", "close": ")"}.get(kind, "phrase"), text


def _joined(kind: type[All] | type[Any], parts: list[Tree]) -> Tree | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


def _write(tree: Tree) -> tuple[str, bool]:
    """FTS5's words for a query, and whether what they find is to be left out: its NOT always takes from something."""
    if isinstance(tree, Phrase):
        return _quoted(tree.tokens), False
    if isinstance(tree, Not):
        match, is_negative = _write(tree.part)
        return match, not is_negative
    # By De Morgan an OR is the AND of what is left out, left out again.
    is_any = isinstance(tree, Any)
    parts = [_write(part) for part in tree.parts]
    kept = [match for match, is_negative in parts if is_negative is is_any]
    taken = [match for match, is_negative in parts if is_negative is not is_any]
    if not kept:
        return _chain(taken, "OR"), not is_any
    found = _chain(kept, "AND")
    return (f"({found} NOT {_chain(taken, 'OR')})" if taken else found), is_any


def _chain(parts: list[str], operator: str) -> str:
    return parts[0] if len(parts) == 1 else "(" + f" {operator} ".join(parts) + ")"


def _quoted(tokens: tuple[str, ...]) -> str:
    """A phrase as FTS5 takes it. Tokens are letters, digits, points and the break: none of them is a quote."""
    places, may_go_on = pair_tokens(tokens)
    return f'"{" ".join(places)}"' + (" *" if may_go_on else "")


def _without_not(tree: Tree) -> Tree | None:
    if isinstance(tree, Phrase):
        return tree
    if isinstance(tree, Not):
        return None
    parts = [part for part in map(_without_not, tree.parts) if part]
    if isinstance(tree, Any) and len(parts) < len(tree.parts):
        return None  # an OR with a NOT in it may hold where none of the others does
    return _joined(type(tree), parts)


def _wanted(tree: Tree, is_wanted: bool) -> Iterator[tuple[str, ...]]:
    if isinstance(tree, Phrase):
        if is_wanted:
            yield tree.tokens
    elif isinstance(tree, Not):
        yield from _wanted(tree.part, not is_wanted)
    else:
        for part in tree.parts:
            yield from _wanted(part, is_wanted)


def _holds(tree: Tree, tokens: str) -> bool:
    if isinstance(tree, Phrase):
        return f" {' '.join(tree.tokens)} " in tokens
    if isinstance(tree, Not):
        return not _holds(tree.part, tokens)
    test = any if isinstance(tree, Any) else all
    return test(_holds(part, tokens) for part in tree.parts)
