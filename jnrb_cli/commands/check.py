"""`jnrb check`: what a proofreader would look at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated

import typer

from ..errors import Exit, UsageError
from ..models import CheckRule, Finding, Record
from ..pipeline import check_items
from ..render.view import findings_view, rules_view
from .job import Files, Job, command


def parse_rule(text: str) -> str:
    """A rule's name."""
    from ..check.catalogue import NAMES

    if text not in NAMES:
        raise typer.BadParameter(f"{text} is no rule; jnrb check --list-rules has them all")
    return text


@command
def check(
    job: Job,
    files: Files = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule",
            "-r",
            metavar="RULE",
            parser=parse_rule,
            help="Look only for this, such as date or quote; may be repeated.",
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            "--skip", "-s", metavar="RULE", parser=parse_rule, help="Do not look for this; may be repeated."
        ),
    ] = None,
    list_rules: Annotated[
        bool, typer.Option("--list-rules", help="List the rules with an example of each, and leave.")
    ] = False,
) -> None:
    """Find what a proofreader would look at again.

    \b
    Example:
      jnrb check samples/proof.txt
      jnrb check --skip hedge --format text 'samples/*.txt'
      jnrb split samples/proof.txt | jnrb check | jq -r .rule

    Wrong weekdays, open quotes, sums that do not come out: --list-rules has
    them all. The exit code is 1 where something was found. Reads page texts,
    and the records of jnrb split, which have neither lines nor signatures.
    What fields a finding has: jnrb schema finding.
    """
    from ..check.catalogue import choose_rules

    chosen = choose_rules(rule or (), skip or ())
    if list_rules:
        told = [CheckRule(name=one.name, says=one.says, wrong=one.wrong, right=one.right) for one in chosen]
        job.write(told, rules_view())
        return
    if not chosen:
        raise UsageError("no rule is left: all that --rule names are skipped")
    stage = partial(check_items, rules=tuple(one.name for one in chosen))
    records = job.note_nothing(job.results(stage, files), (Finding,))
    job.write(_note_findings(job, records), findings_view())


def _note_findings(job: Job, records: Iterable[Record]) -> Iterator[Record]:
    """The records; where a finding is among them and all could be read, the exit code says so."""
    found = False
    for record in records:
        found = found or isinstance(record, Finding)
        yield record
    if found and job.code == Exit.DONE:
        job.code = Exit.FOUND
