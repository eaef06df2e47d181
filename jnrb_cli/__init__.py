"""Chinese newspaper page text in, articles and figures out."""

from __future__ import annotations

from .version import __version__

__all__ = ["__version__"]
