"""A page's text to its articles: lines are labelled, put together to units, arranged to articles, made to records.

labels (label) → units (units) → arrangement (arrange) → drafts (assign) → records (build)
"""

from __future__ import annotations

from .page import explain_page, split_page

__all__ = ["explain_page", "split_page"]
