"""A page's text to its articles, step by step as `page` takes them.

lines and furniture (what is there) → labels (what each line is) → headlines and articles (what goes together) → records, with
bylines read on the way. A package imports from those before it alone.
"""

from __future__ import annotations

from .page import explain_page, split_page

__all__ = ["explain_page", "split_page"]
