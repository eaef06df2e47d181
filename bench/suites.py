"""Recall on the public suites, strict and lenient, beside what the contract lets anybody reach; and the ledger of every miss.

    python bench/suites.py ../shared            # the table of bench/README.md
    python bench/suites.py ../shared --check    # ends with 1 where suite_misses.tsv is not what is missed
    python bench/suites.py ../shared --write    # writes it anew; a miss without a reason gets `?`, to be filled in

The folder holds suites/*.jsonl and tools/score_facts.py, whose own rules decide what is met. `strict` is how that tool
scores texts; `lenient` is its other reading of a date: a day written with a clock is the day, a period that ends on
the first day after it is the period, and a bound has no lower end. The ledger holds no words of the suites.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from jnrb_cli import find_facts

HERE = Path(__file__).parent
LEDGER = HERE / "suite_misses.tsv"
EXCEPTIONS = HERE / "suite_exceptions.tsv"
COLUMNS = ("case", "figure", "kind", "asked", "missed", "reason")
# What stands against a case: a sentence of the contract, what no page tells, the case or its scorer, or only ourselves.
AGAINST = ("contract", "unknown", "case", "lack")
# The suites that bench/README.md adds up under one name: files, and the kinds taken from them (all where none is said).
GROUPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], float | None], ...] = (
    ("Recognizers numbers", ("rt_number_number",), (), 0.97),
    ("Recognizers number ranges", ("rt_number_numberrange",), (), None),
    ("Recognizers ordinals", ("rt_number_ordinal",), (), None),
    ("Recognizers percent", ("rt_number_percent",), (), 0.98),
    ("Recognizers dimension", ("rt_numberwithunit_dimension",), (), 0.95),
    ("Recognizers currency", ("rt_numberwithunit_currency",), (), 0.95),
    ("Recognizers age", ("rt_numberwithunit_age",), (), None),
    ("Recognizers temperature", ("rt_numberwithunit_temperature",), (), None),
    (
        "Recognizers dates and periods",
        tuple(f"rt_datetime_{part}" for part in ("dateextractor", "dateparser", "dateperiodextractor", "dateperiodparser", "datetime")),
        ("date", "daterange"),
        0.90,
    ),
    (
        "Recognizers days with hours",
        ("rt_datetime_datetime", "rt_datetime_datetimeparser", "rt_datetime_datetimeperiodparser"),
        ("datetime", "datetimerange"),
        None,
    ),
    (
        "Recognizers hours, recurrences",
        ("rt_datetime_datetime", "rt_datetime_timeparser", "rt_datetime_timeperiodparser"),
        ("time", "timerange", "set"),
        None,
    ),
    (
        "Recognizers durations",
        ("rt_datetime_datetime", "rt_datetime_durationextractor", "rt_datetime_durationparser"),
        ("duration",),
        None,
    ),
    ("cn2an", ("cn2an",), (), 0.97),
    ("NeMo", ("nemo_itn_zh",), (), 0.97),
    ("Duckling numerals", ("dk_numeral_zh",), (), 0.93),
    ("Duckling distance", ("dk_distance_zh",), (), 0.93),
    ("Duckling money", ("dk_amountofmoney_zh",), (), 0.93),
    ("Duckling quantity", ("dk_quantity_zh",), (), 0.93),
    ("Duckling duration", ("dk_duration_zh",), (), 0.93),
    ("Duckling time", ("dk_time_zh",), (), 0.70),
    ("JioNLP money, found", ("jio_money_extractor",), (), 0.95),
    ("JioNLP money, read", ("jio_money_parser",), (), 0.95),
    ("JioNLP time, found", ("jio_time_extractor",), (), None),
    ("JioNLP time, read", ("jio_time_parser",), (), 0.85),
    ("MiNLP numerals, currency", ("xm_numeral", "xm_currency"), (), None),
    ("MiNLP areas", ("xm_quantity_area",), (), None),
)  # fmt: skip


class Figure(NamedTuple):
    """One figure of a suite, and whether it was met."""

    suite: str
    case: str
    number: int
    kind: str
    asked: str
    strict: bool
    lenient: bool

    @property
    def key(self) -> tuple[str, int]:
        """What names it in the ledger."""
        return self.case, self.number


def load_scorer(shared: Path) -> ModuleType:
    """The scoring tool as a module."""
    spec = importlib.util.spec_from_file_location("score_facts", shared / "tools" / "score_facts.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_suites(shared: Path) -> list[Figure]:
    """Every figure of every suite, in the order of file and line."""
    scorer = load_scorer(shared)
    files = sorted((shared / "suites").glob("*.jsonl"))
    return [figure for file in files for figure in _score(scorer, file)]


def _score(scorer: ModuleType, file: Path) -> Iterator[Figure]:
    for line in file.read_text("utf-8").splitlines():
        case = json.loads(line)
        day = case.get("reference_date")
        date = datetime.date.fromisoformat(day) if day else None
        facts = [fact.to_dict() for fact in find_facts(case["text"], date=date, subjects=False)]
        for number, gold in enumerate(case["figures"]):
            kinds = scorer.KIN.get(gold["kind"], {gold["kind"]})
            near = [fact for fact in facts if scorer.overlap(gold, fact) and fact["kind"] in kinds]
            strict, lenient = (_is_met(scorer, gold, near, lenient=way) for way in (False, True))
            asked = gold.get("value") if gold.get("value") is not None else gold.get("iso")
            yield Figure(file.stem, case["id"], number, gold["kind"], _written(asked), strict, lenient)


def _is_met(scorer: ModuleType, gold: dict[str, Any], facts: list[dict[str, Any]], *, lenient: bool) -> bool:
    try:
        return any(scorer.same_value(gold, fact, gold["kind"], lenient) for fact in facts)
    except OverflowError:  # the suites write 0001-01-01 for a day that no calendar has
        return False


def _written(asked: object) -> str:
    if isinstance(asked, str) or asked is None:
        return asked or "-"
    return json.dumps(asked)


def read_exceptions() -> set[str]:
    """The cases that are left out of the scores."""
    return {line.split("\t")[0] for line in EXCEPTIONS.read_text("utf-8").splitlines()}


class Reason(NamedTuple):
    """Why cases are missed: what stands against them, and its words."""

    against: str
    words: str


def read_ledger() -> tuple[dict[str, Reason], dict[tuple[str, int], tuple[str, ...]]]:
    """The reasons by code, and the rows by case and figure."""
    reasons: dict[str, Reason] = {}
    rows: dict[tuple[str, int], tuple[str, ...]] = {}
    for line in LEDGER.read_text("utf-8").splitlines() if LEDGER.exists() else ():
        cells = tuple(line.removeprefix("# ").split("\t"))
        if line.startswith("# ") and len(cells) == len(("code", *Reason._fields)) and cells[1] in AGAINST:
            reasons[cells[0]] = Reason(*cells[1:])
        elif not line.startswith("# ") and cells != COLUMNS:
            rows[cells[0], int(cells[1])] = cells
    return reasons, rows


def rows_of(figures: list[Figure], old: dict[tuple[str, int], tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What the ledger has to hold: a row for each figure that is missed, its reason as it was."""
    return [
        (figure.case, str(figure.number), figure.kind, figure.asked, "strict" if figure.lenient else "both", old[figure.key][-1] if figure.key in old else "?")
        for figure in figures
        if not (figure.strict and figure.lenient)
    ]  # fmt: skip


def _share(met: int, of: int) -> str:
    return f"{met / of:.3f}" if of else ""


def table(figures: list[Figure], left_out: set[str]) -> Iterator[str]:
    """A line a suite: how much is met, and how much the contract lets anybody meet, exceptions left out of all."""
    reasons, rows = read_ledger()
    yield "| suite | figures | lenient | of which the contract allows | strict | asked |"
    yield "|---|---|---|---|---|---|"
    for name, files, kinds, asked in GROUPS:
        mine = [figure for figure in figures if figure.suite in files and (not kinds or figure.kind in kinds) and figure.case not in left_out]  # fmt: skip
        lenient, strict = sum(figure.lenient for figure in mine), sum(figure.strict for figure in mine)
        lacking = sum(
            not figure.lenient and reasons[rows[figure.key][-1]].against == "lack" for figure in mine
        )
        yield f"| {name} | {len(mine)} | {_share(lenient, len(mine))} | {_share(lenient + lacking, len(mine))} | {_share(strict, len(mine))} | {asked or ''} |"


def main() -> int:
    """Print the table, check the ledger, or write it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = score_suites(options.shared)
    reasons, old = read_ledger()
    rows = rows_of(figures, old)
    if options.write:
        head = [f"# {code}\t{reason.against}\t{reason.words}" for code, reason in reasons.items()]
        LEDGER.write_text(
            "\n".join([*head, "\t".join(COLUMNS), *("\t".join(row) for row in rows)]) + "\n", "utf-8"
        )
    elif options.check:
        for row in sorted(set(rows) ^ set(old.values())):
            print("\t".join(row))
        return int(rows != list(old.values()))
    else:
        print("\n".join(table(figures, read_exceptions())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
