"""`jnrb digest`: pages in short."""

from __future__ import annotations

from ..pipeline import digest_items
from ..render.view import digests_view
from .job import Files, Job, command


@command
def digest(job: Job, files: Files = None) -> None:
    """Tell pages in short: sentences, figures, who is named.

    \b
    Example:
      jnrb digest samples/city.txt
      jnrb digest --format html samples/city.txt
      jnrb split samples/city.txt | jnrb digest

    Reads page texts, and the records that jnrb split writes. The sentences
    are the articles' own, picked and not reworded. On a terminal each
    article is a card, in a pipe it is Markdown; --output digest.html makes
    a web page to mail. What fields a record has: jnrb schema digest.
    """
    job.write(job.results(digest_items, files), digests_view())
