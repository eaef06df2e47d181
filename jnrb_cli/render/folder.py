"""Articles as Markdown files in a folder, one each."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..errors import OutputError
from ..models import Article, Record
from ..streams import open_file
from .article import article_file, file_name


def write_articles(records: Iterable[Record], folder: str) -> int:
    """Write each article into a file named for its day, page and title; how many there were."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, error.strerror or str(error)) from error
    count = 0
    for record in records:
        if isinstance(record, Article):
            with open_file(os.path.join(folder, file_name(record))) as out:
                out.write(article_file(record).encode())
            count += 1
    return count
