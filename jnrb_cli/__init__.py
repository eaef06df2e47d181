"""Chinese newspaper page text in, articles and figures out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .extract.find import find_facts

__all__ = ["__version__", "find_facts"]

# Opened on first use: importing the package has to stay as cheap as asking for its version.
_DOORS = {"find_facts": "jnrb_cli.extract.find"}


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_DOORS[name]), name)
