"""`jnrb facts`: the figures of pages."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Annotated, get_args

import typer

from ..errors import UsageError
from ..extract.choice import Choice
from ..models import Fact, FactKind, Refused
from ..pipeline import find_items
from ..render.view import facts_view
from ..text import fold
from .job import Files, Job, Names, command, parse_pattern

KINDS: tuple[str, ...] = get_args(FactKind)


def parse_kind(text: str) -> str:
    """A kind of figure."""
    if text not in KINDS:
        raise typer.BadParameter(f"{text} is no kind; there are {', '.join(KINDS)}")
    return text


def parse_number(text: str) -> Decimal:
    """An option's number, in any numerals that a paper has: 3000000, 3,000,000, 300万, 三百万.

    >>> parse_number("1.5亿"), parse_number("-3")
    (Decimal('150000000'), Decimal('-3'))
    """
    from ..extract.numerals import parse

    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        numeral = parse(fold(text).removeprefix("-")) if text else None
        # 三四十 and 几百 are no bounds.
        number = Decimal("nan") if numeral is None or numeral.high or numeral.approx else numeral.value
        number = -number if text.startswith("-") else number
    if not number.is_finite():
        raise typer.BadParameter(f"{text} is no number like 3000000 or 300万")
    return number


OfUnit = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        "-u",
        metavar="UNIT",
        help="Only figures in this unit, as printed (元) or canonical (CNY); may be repeated.",
    ),
]
Least = Annotated[
    Decimal | None,
    typer.Option(
        "--min",
        metavar="NUMBER",
        parser=parse_number,
        help="Only figures of at least so much: 3000000 or 300万.",
    ),
]
Most = Annotated[
    Decimal | None,
    typer.Option("--max", metavar="NUMBER", parser=parse_number, help="Only figures of at most so much."),
]


def check_bounds(least: Decimal | None, most: Decimal | None) -> None:
    """UsageError where no figure can lie between."""
    if least is not None and most is not None and least > most:
        raise UsageError(f"--min {least:,f} is more than --max {most:,f}: no figure lies between")


@command
def facts(
    job: Job,
    files: Files = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            parser=parse_kind,
            autocompletion=lambda: list(KINDS),
            help="Only figures of this kind: " + ", ".join(KINDS) + "; may be repeated.",
        ),
    ] = None,
    minimum: Least = None,
    maximum: Most = None,
    unit: OfUnit = None,
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article",
            "-a",
            metavar="N",
            help="Only figures of the article of this number or id; may be repeated.",
        ),
    ] = None,
    grep: Annotated[
        list[str] | None,
        typer.Option(
            "--grep",
            "-g",
            metavar="PATTERN",
            parser=parse_pattern,
            help="Only figures whose sentence has this regular expression; may be repeated.",
        ),
    ] = None,
    names: Names = None,
    no_subject: Annotated[
        bool, typer.Option("--no-subject", help="Do not look for what is counted; no dictionary is opened.")
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Write the rule of each figure, and what was refused and why."),
    ] = False,
) -> None:
    """Find the figures of pages: how many, how much, since when.

    \b
    Example:
      jnrb facts samples/city.txt
      jnrb facts --kind money --min 100万 'samples/*.txt'
      jnrb split samples/city.txt | jnrb facts | jq -r .text

    Reads page texts, and the records that jnrb split and jnrb facts write.
    What fields a figure has: jnrb schema fact.
    """
    check_bounds(minimum, maximum)
    choice = Choice(
        kinds=tuple(kind or ()),
        units=tuple(unit or ()),
        articles=tuple(article or ()),
        least=minimum,
        most=maximum,
        patterns=job.patterns(grep, names),
    )
    stage = partial(find_items, choice=choice, subjects=not no_subject, explain=explain)
    records = job.note_nothing(job.results(stage, files), (Fact, Refused))
    job.write(records, facts_view(explain=explain))
