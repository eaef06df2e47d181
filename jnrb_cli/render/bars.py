"""Bars of charts on a terminal, in eighths of a cell."""

from __future__ import annotations

# No bar is longer: what is seen at a glance.
MAX_BAR = 40
_PARTS = " ▏▎▍▌▋▊▉"


def draw_bar(share: float, width: int) -> str:
    """The bar of what is `share` (0 to 1) of the largest, which fills `width` cells; above nothing it has an eighth of a cell at least.

    >>> draw_bar(0.75, 4), draw_bar(0.001, 4), draw_bar(0, 4), draw_bar(1, 0)
    ('███', '▏', '', '')
    """
    if share <= 0 or width <= 0:
        return ""
    whole, rest = divmod(max(round(share * width * 8), 1), 8)
    return "█" * whole + _PARTS[rest].strip()
