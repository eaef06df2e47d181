"""Records as XLSX and Parquet: the columns of the csv, but numbers as numbers. Needs the extras `xlsx` and `parquet`."""

from __future__ import annotations

import datetime
import math
import tempfile
from decimal import Context, Decimal
from typing import Any, Literal

from ..errors import OutputError, UsageError
from ..models import Record
from ..streams import Output
from .plain import Columns, cell_text

Kind = Literal["int", "decimal", "float", "text"]

# Columns that hold numbers; all others are text.
_INTS = ("n", "start", "end", "chars", "paragraphs", "articles", "edition", "line")
_DECIMALS = ("value", "high", "base_value", "base_high", "from", "to", "by")
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_INTS, "int"),
    **dict.fromkeys(_DECIMALS, "decimal"),
    "confidence": "float",
}

# What a sheet of XLSX can hold, its line of headings aside, and one of its cells: a longer text ends in a mark.
XLSX_ROWS = 1_048_575
XLSX_CHARS = 32_767

# Rows that go into one group of a Parquet file, and are held until then.
GROUP_ROWS = 10_000

# Exact decimals in Parquet: 38 digits, 9 of them after the point, as many as a fraction is rounded to.
DIGITS, PLACES = 38, 9
_UNIT = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=1000)

_COPY = 1 << 20

# A workbook notes when it was made; the same input has to give the same bytes.
_NO_DAY = datetime.datetime(1980, 1, 1)


def _value(kind: Kind, value: object) -> Any:
    """A cell's value in the type of its column."""
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(str(value))
    if kind == "text":
        return cell_text(value)
    return value


def _fitting(text: str) -> str:
    return text if len(text) <= XLSX_CHARS else text[: XLSX_CHARS - 1] + "…"


class XlsxWriter:
    """One sheet with a frozen line of headings. It is written when all is there; rows are not held in memory."""

    def __init__(self, out: Output, columns: Columns, of: type[Record]) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("--format xlsx needs XlsxWriter: pip install 'jnrb-cli[xlsx]'") from None
        self._out = out
        self._columns = columns
        self._of = of
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the sheet is
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._file, options)
        self._book.set_properties({"created": _NO_DAY})
        self._sheet = self._book.add_worksheet(of.__name__.lower())
        bold = self._book.add_format({"bold": True})
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
        for at, (name, read) in enumerate(self._columns.items()):
            kind = _KINDS.get(name, "text")
            value = _value(kind, read(record))
            if value is None or value == "":
                continue
            if kind == "text":
                self._sheet.write_string(self._rows, at, _fitting(value))
            elif math.isinf(float(value)):  # more digits than a cell's number takes
                self._sheet.write_string(self._rows, at, _fitting(str(value)))
            else:
                self._sheet.write_number(self._rows, at, value)

    def close(self) -> None:
        """Put the sheet together and write it."""
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

    def __init__(self, out: Output, columns: Columns, of: type[Record]) -> None:
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
        self._columns = columns
        self._of = of
        self._schema = pyarrow.schema([(name, types[_KINDS.get(name, "text")]) for name in columns])
        self._sink = pyarrow.PythonFile(_Sink(out), mode="w")
        self._writer = pyarrow.parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        self._rows: list[list[Any]] = []

    def write(self, record: Record) -> None:
        """Hold the row of a record that has one, and write a group where it is full."""
        if isinstance(record, self._of):
            kinds = ((_KINDS.get(name, "text"), read) for name, read in self._columns.items())
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
