"""Chinese newspaper page text in, articles and figures out.

The Python door; each function is imported when it is first asked for, so that `jnrb --help` costs nothing.

>>> page, articles = split_page("蓄水池修好了\\n\\n本报讯（记者 车斌）河湾村的蓄水池昨天修好了，全村300户用上了自来水。")
>>> articles[0].title
'蓄水池修好了'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .read import read_pages
    from .split import split_page

__all__ = ["__version__", "read_pages", "split_page"]

_HOMES = {"read_pages": ".read", "split_page": ".split"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
