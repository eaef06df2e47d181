"""Chinese newspaper page text in, articles and figures out.

The Python door; each function is imported when it is first asked for, so that `jnrb --help` costs nothing.

>>> page, articles = split_page("临湖日报\\n2026年4月27日 星期一\\n\\n河湾村的蓄水池昨天修好了。")
>>> page.date
'2026-04-27'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extract.find import find_facts
    from .read import read_pages
    from .split import split_page
    from .summarise.cards import digest_page
    from .version import __version__

__all__ = ["__version__", "digest_page", "find_facts", "read_pages", "split_page"]

_HOMES = {
    "__version__": ".version",
    "digest_page": ".summarise.cards",
    "find_facts": ".extract.find",
    "read_pages": ".read",
    "split_page": ".split",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
