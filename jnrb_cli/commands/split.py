"""`jnrb split`: page texts into articles."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from ..errors import UsageError
from ..models import Article
from ..pipeline import explain_items, grep_items, split_items
from ..render.view import articles_view, lines_view
from .job import Files, Job, Names, command, parse_pattern


@command
def split(
    job: Job,
    files: Files = None,
    grep: Annotated[
        list[str] | None,
        typer.Option(
            "--grep",
            "-g",
            metavar="PATTERN",
            parser=parse_pattern,
            help="Only articles that have this regular expression in headline or text; may be repeated.",
        ),
    ] = None,
    names: Names = None,
    output_dir: Annotated[
        str | None,
        typer.Option(
            "--output-dir",
            metavar="DIR",
            help="Write each article into a Markdown file of its own, in this folder.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Write for each line of the page its role, its article and the reason."
        ),
    ] = False,
) -> None:
    """Split page texts into articles.

    \b
    Example:
      jnrb split samples/city.txt
      jnrb split 'samples/*.txt' | jq -r 'select(.type == "article").title'
      jnrb split --grep 社区 'samples/*.txt' | jnrb digest

    Writes a page record, then its articles. Records are taken too, and pass
    as they are: jnrb split saved.jsonl shows them as a table. What fields
    they have: jnrb schema page, jnrb schema article.
    """
    if output_dir is not None and (explain or job.options.output is not None):
        raise UsageError("--output-dir goes with neither --output nor --explain")
    if output_dir is not None and job.options.format not in ("auto", "md"):
        raise UsageError("--output-dir writes Markdown; for one file in another format there is --output")
    patterns = job.patterns(grep, names)
    if explain and patterns:
        raise UsageError("--explain is of all lines: it goes without --grep and --names")
    if explain:
        job.write(job.results(explain_items, files), lines_view())
        return
    stage = partial(grep_items, patterns=patterns) if patterns else split_items
    records = job.results(stage, files)
    if patterns:
        records = job.note_nothing(records, (Article,))
    if output_dir is None:
        job.write(records, articles_view())
        return
    from ..render.article import counted
    from ..render.folder import write_articles

    count = write_articles(records, output_dir)
    if not job.options.quiet:
        job.streams.report(f"{counted(count, 'article')} written to {output_dir}")
