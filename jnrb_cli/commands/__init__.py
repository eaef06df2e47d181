"""The commands, a module each, imported when it is called.

Records come with it: msgspec, imported here first, looks for typing_extensions, takes what Python itself has where there
is none, and needs no more. Loading it would take 3 ms of every run.
"""

from __future__ import annotations

import sys


def _import_records() -> None:
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]


_import_records()
