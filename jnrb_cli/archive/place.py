"""Where the archive is, and how long it is waited for; needs no SQLite."""

from __future__ import annotations

import os
from collections.abc import Mapping

# How long another program's write is waited for before giving up.
WAIT_S = 30.0


def default_path(environ: Mapping[str, str]) -> str:
    """Where the archive is when nobody says: JNRB_ARCHIVE, else jnrb/archive.db in the user's data folder (XDG).

    >>> default_path({"HOME": "/home/wen"})
    '/home/wen/.local/share/jnrb/archive.db'
    """
    if named := environ.get("JNRB_ARCHIVE"):
        return named
    data = environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(data):  # as the specification has it, a relative one does not count
        data = os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "jnrb", "archive.db")
