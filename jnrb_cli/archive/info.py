"""What an archive holds, in figures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..models import Count
from .answers import ArchiveInfo
from .migrations import schema_number
from .rules import are_todays

if TYPE_CHECKING:
    from sqlite3 import Connection


def describe(connection: Connection, path: str) -> ArchiveInfo:
    """What the archive of that path holds."""
    (pages, first, last) = connection.execute("SELECT count(*), min(date), max(date) FROM page").fetchone()
    papers = connection.execute("SELECT paper, count(*) FROM page GROUP BY paper ORDER BY 2 DESC, paper")
    rules = connection.execute(
        "SELECT recipe.jnrb || ' ' || recipe.rules, recipe.rules, count(*) FROM page"
        " JOIN recipe ON recipe.key = page.recipe GROUP BY 1, 2 ORDER BY 3 DESC, 1"
    ).fetchall()
    return ArchiveInfo(
        path=path,
        number=schema_number(connection),
        bytes=os.path.getsize(path),
        pages=pages,
        articles=connection.execute("SELECT count(*) FROM article").fetchone()[0],
        facts=connection.execute("SELECT count(*) FROM fact").fetchone()[0],
        first=first,
        last=last,
        papers=tuple(Count(name=name or "", count=count) for name, count in papers),
        rules=tuple(Count(name=name, count=count) for name, _, count in rules),
        outdated=sum(count for _, digest, count in rules if not are_todays(digest)),
    )
