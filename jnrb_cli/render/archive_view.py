"""What the commands of the archive show, format by format, as `view.py` has it for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..archive.answers import ArchiveInfo, Hit, Movement, Passing, Proof, Tally, TrendPoint
from ..models import Page
from .archive import (
    INFO_COLUMNS,
    PAGE_COLUMNS,
    PROOF_COLUMNS,
    TALLY_COLUMNS,
    info_markdown,
    page_markdown,
    proof_markdown,
    tally_markdown,
)
from .jsonl import Writer
from .search import HIT_COLUMNS, Finder, hit_markdown
from .stories import COPY_COLUMNS, JUMP_COLUMNS, CopyRow, copy_rows, jump_markdown, story_markdown
from .trend import MOVEMENT_COLUMNS, POINT_COLUMNS, movement_markdown, point_markdown
from .view import View

if TYPE_CHECKING:
    from .console import Screen


def pages_view() -> View:
    """Pages in rows: their id, day, paper, number, section and where they came from."""

    def table(screen: Screen) -> Writer:
        from .archive_table import PageTable

        return PageTable(screen)

    return View(table, lambda: page_markdown, lambda: (Page, PAGE_COLUMNS), records=Page)


def archive_view() -> View:
    """An archive in lines: what it is, and how much of it there is."""

    def table(screen: Screen) -> Writer:
        from .archive_table import InfoLines

        return InfoLines(screen)

    return View(table, lambda: info_markdown, lambda: (ArchiveInfo, INFO_COLUMNS))


def tally_view() -> View:
    """What was done to an archive, in a line."""

    def table(screen: Screen) -> Writer:
        from .archive_table import TallyLine

        return TallyLine(screen)

    return View(table, lambda: tally_markdown, lambda: (Tally, TALLY_COLUMNS))


def proofs_view() -> View:
    """What is wrong with an archive, a line for each trouble."""

    def table(screen: Screen) -> Writer:
        from .archive_table import ProofLines

        return ProofLines(screen)

    return View(table, lambda: proof_markdown, lambda: (Proof, PROOF_COLUMNS))


def hits_view(finder: Finder) -> View:
    """Articles that were found, each with a sentence in which what was found stands out."""

    def table(screen: Screen) -> Writer:
        from .search_table import HitList

        return HitList(screen, finder)

    return View(table, lambda: hit_markdown, lambda: (Hit, HIT_COLUMNS))


def stories_view() -> View:
    """Stories that are there more than once, with their copies."""

    def table(screen: Screen) -> Writer:
        from .stories_table import StoryList

        return StoryList(screen)

    return View(table, lambda: story_markdown, lambda: (CopyRow, COPY_COLUMNS), rows=copy_rows)


def jumps_view() -> View:
    """Articles that go on on another page, and loose ends."""

    def table(screen: Screen) -> Writer:
        from .stories_table import JumpList

        return JumpList(screen)

    return View(table, lambda: jump_markdown, lambda: (Passing, JUMP_COLUMNS))


def trend_view() -> View:
    """How often words stand in the papers of each period."""

    def table(screen: Screen) -> Writer:
        from .trend_table import TrendChart

        return TrendChart(screen)

    return View(table, lambda: point_markdown, lambda: (TrendPoint, POINT_COLUMNS))


def movements_view() -> View:
    """Figures of the same subject and unit, day by day."""

    def table(screen: Screen) -> Writer:
        from .trend_table import MovementChart

        return MovementChart(screen)

    return View(table, lambda: movement_markdown, lambda: (Movement, MOVEMENT_COLUMNS))
