"""Numbers with their hedges and ranges, read once at each place and handed to the kind their unit belongs to."""

from __future__ import annotations

from .engine import Rule

RULES: tuple[Rule, ...] = ()
