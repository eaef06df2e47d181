"""Records as XLSX and Parquet: the columns of the csv, but numbers as numbers. Needs the extras `xlsx` and `parquet`."""

from __future__ import annotations

import datetime
import math
import tempfile
from decimal import Context, Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ..errors import OutputError, UsageError
from ..models import Record
from ..streams import Output
from .cells import text_width
from .jsonl import Kinds
from .plain import Columns, cell_text

Kind = Literal["int", "decimal", "float", "text"]

# Columns that hold numbers, where their record has no field of that name, or one that is neither number nor text.
_PLACES = ("edition", "start", "end")
_INTS = (
    "n",
    "chars",
    "paragraphs",
    "shared",
    *_PLACES,
    *(f"{end}_{name}" for end in ("from", "to") for name in _PLACES),
)
_DECIMALS = ("base_value", "base_high", "from", "to", "by", "sum", "median", "least", "most")
_KINDS: dict[str, Kind] = {**dict.fromkeys(_INTS, "int"), **dict.fromkeys(_DECIMALS, "decimal")}
_TYPES: dict[object, Kind] = {int: "int", Decimal: "decimal", float: "float", str: "text", Literal: "text"}

# What a sheet of XLSX can hold, its line of headings aside, and one of its cells: a longer text ends in a mark.
XLSX_ROWS = 1_048_575
XLSX_CHARS = 32_767

# How wide a column of XLSX is, in digits: as its widest cell, and some room for the button of its filter, but no wider
# than most headlines; whole texts are for reading in their cell.
XLSX_WIDEST = 50
_BUTTON = 3

# From here on a cell without a format of its own shows 1E+11.
_GREAT = 10**11

# Rows that go into one group of a Parquet file, and are held until then.
GROUP_ROWS = 10_000

# Exact decimals in Parquet: 38 digits, 9 of them after the point, as many as a fraction is rounded to.
DIGITS, PLACES = 38, 9
_UNIT = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=1000)

_COPY = 1 << 20

# A workbook notes when it was made; the same input has to give the same bytes.
_NO_DAY = datetime.datetime(1980, 1, 1)


def column_kinds(columns: Columns, of: Kinds) -> list[Kind]:
    """What each column holds: what its record's field of that name does, else what is always so called.

    >>> from ..models import Page
    >>> column_kinds({"source": str, "start": str, "median": str, "loose": str}, Page)
    ['text', 'int', 'decimal', 'text']
    """
    fields: dict[str, object] = {}
    for record in of if isinstance(of, tuple) else (of,):
        fields = {**get_type_hints(record), **fields}
    return [_kind_of_type(fields.get(name)) or _KINDS.get(name, "text") for name in columns]


def _kind_of_type(hint: object) -> Kind | None:
    """What values of a type are in a sheet; None where they may be anything."""
    choices = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kinds = (_TYPES.get(get_origin(one) or one) for one in choices)
    return next((kind for kind in kinds if kind), None)


def _value(kind: Kind, value: object) -> Any:
    """A cell's value in the type of its column."""
    if value is None or value == "":
        return None
    if kind == "decimal":
        return Decimal(str(value))
    if kind == "text":
        return cell_text(value)
    return value


def _fitting(text: str) -> str:
    return text if len(text) <= XLSX_CHARS else text[: XLSX_CHARS - 1] + "…"


class XlsxWriter:
    """One sheet, its line of headings frozen and with filters, its columns as wide as what stands in them.

    It is written when all is there; rows are not held in memory.
    """

    def __init__(self, out: Output, columns: Columns, of: Kinds) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("--format xlsx needs XlsxWriter: pip install 'jnrb-cli[xlsx]'") from None
        self._out = out
        self._columns = list(zip(column_kinds(columns, of), columns.values(), strict=True))
        self._of = of
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the sheet is
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._file, options)
        self._book.set_properties({"created": _NO_DAY})
        self._sheet = self._book.add_worksheet((of[0] if isinstance(of, tuple) else of).__name__.lower())
        bold = self._book.add_format({"bold": True})
        self._great = self._book.add_format({"num_format": "#,##0"})
        self._widths = [text_width(name) for name in columns]
        for at, name in enumerate(columns):
            self._sheet.write_string(0, at, name, bold)
        self._sheet.freeze_panes(1, 0)
        self._rows = 0

    def write(self, record: Record) -> None:
        """Write the row of a record that has one."""
        if not isinstance(record, self._of):
            return
        self._rows += 1
        if self._rows > XLSX_ROWS:
            raise OutputError(self._out.name, f"a sheet holds no more than {XLSX_ROWS:,} rows; choose fewer")
        for at, (kind, read) in enumerate(self._columns):
            value = _value(kind, read(record))
            if value is None:
                continue
            self._widen(at, str(value))
            if kind == "text":
                self._sheet.write_string(self._rows, at, _fitting(value))
            elif math.isinf(float(value)):  # more digits than a cell's number takes
                self._sheet.write_string(self._rows, at, _fitting(str(value)))
            else:
                great = abs(value) >= _GREAT
                self._widen(at, f"{value:,.0f}" if great else "")
                self._sheet.write_number(self._rows, at, value, self._great if great else None)

    def _widen(self, at: int, text: str) -> None:
        """Make a column wide enough for the first line of a cell."""
        if self._widths[at] < XLSX_WIDEST:
            first, *_ = text[:XLSX_WIDEST].split("\n", 1)
            self._widths[at] = max(self._widths[at], text_width(first))

    def close(self) -> None:
        """Put the sheet together and write it."""
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, min(width, XLSX_WIDEST) + _BUTTON)
        self._sheet.autofilter(0, 0, self._rows, len(self._widths) - 1)
        self._book.close()
        self._file.seek(0)
        while data := self._file.read(_COPY):
            self._out.write(data)
        self._file.close()


class _Sink:
    """An output as the file that Parquet is written to."""

    closed = False

    def __init__(self, out: Output) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        """Write bytes; what pyarrow still holds of a table that was given up goes nowhere."""
        if not self._out.stream.closed:
            self._out.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held here."""

    def close(self) -> None:
        """The output is closed by whoever opened it."""


class ParquetWriter:
    """A table of typed columns, in groups of rows, deflated with zstd."""

    def __init__(self, out: Output, columns: Columns, of: Kinds) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise UsageError("--format parquet needs pyarrow: pip install 'jnrb-cli[parquet]'") from None
        types = {
            "int": pyarrow.int64(),
            "decimal": pyarrow.decimal128(DIGITS, PLACES),
            "float": pyarrow.float64(),
            "text": pyarrow.string(),
        }
        self._out = out
        self._arrow = pyarrow
        self._kinds = column_kinds(columns, of)
        self._columns = columns
        self._of = of
        self._schema = pyarrow.schema(
            [(name, types[kind]) for name, kind in zip(columns, self._kinds, strict=True)]
        )
        self._sink = pyarrow.PythonFile(_Sink(out), mode="w")
        self._writer = pyarrow.parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        self._rows: list[list[Any]] = []

    def write(self, record: Record) -> None:
        """Hold the row of a record that has one, and write a group where it is full."""
        if isinstance(record, self._of):
            kinds = zip(self._kinds, self._columns.values(), strict=True)
            self._rows.append([_value(kind, read(record)) for kind, read in kinds])
            if len(self._rows) == GROUP_ROWS:
                self._write_group()

    def _write_group(self) -> None:
        columns = zip(*self._rows, strict=True)
        try:
            arrays = [
                self._arrow.array(map(_rounded, column), field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
        except self._arrow.ArrowInvalid as error:  # more digits than any figure of a newspaper has
            raise OutputError(self._out.name, f"a number does not fit into the table: {error}") from error
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def close(self) -> None:
        """Write what is held, and the table of contents that ends the file."""
        if self._rows:
            self._write_group()
        self._writer.close()


def _rounded(value: Any) -> Any:
    """A decimal of no more places than the column has."""
    return value.quantize(_UNIT, context=_EXACT) if isinstance(value, Decimal) else value
