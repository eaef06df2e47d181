"""Where one lone photo's text ends and the next one's begins, once a page's path is known."""

from __future__ import annotations

from .arrange import Arrangement
from .scene import Scene


def is_next_photo(scene: Scene, arrangement: Arrangement, k: int) -> bool:
    """Whether a lone photo ends at the credit above unit k and the text of another one begins here."""
    unit = scene.units[k]
    return (
        arrangement.states[k][0] == "Nb"
        and unit.kind == "P"
        and unit.scene != ""
        and not unit.runs_on
        and k > 0
        and arrangement.states[k - 1][0] == "Nb"
        and scene.units[k - 1].kind == "CR"
    )


def is_same_photo(scene: Scene, arrangement: Arrangement, k: int) -> bool:
    """Whether the caption that is unit k goes on with the photo's text above it: one credit closes both."""
    if not k or arrangement.states[k][0] != "Nb" or arrangement.states[k - 1][0] != "Nb":
        return False
    unit, above = scene.units[k], scene.units[k - 1]
    return (
        unit.kind == "C"
        and above.kind == "P"
        and above.scene != ""
        and scene.credited[k] != ""
        and scene.credited[k - 1] not in ("", "0", scene.credited[k])
    )
