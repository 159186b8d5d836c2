"""Reads a CSV of measurements as people have it: its form understood, its rows sorted into good and bad."""

import codecs
import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc

from juntos.core.coresponsibility.tables import MEASUREMENTS
from juntos.core.errors import Fault, InputError

COLUMNS = ("id", "sex", "age_days", "weight_kg", "length_cm", "measured", "oedema")
CHUNK_ROWS = 50_000
_SEPARATORS = (",", ";", "\t", "|")
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"\x1f\x8b")
_WORDS = {"sex": ("m", "f"), "measured": ("lying", "standing"), "oedema": ("yes", "no")}
_AGE_EXPECTED = "0, 1, 2, ... 99999"


@dataclass(frozen=True)
class Form:
    """What was understood of the file: how it is written."""

    encoding: str
    separator: str
    newline: str
    decimal: str = "."


@dataclass
class Reading:
    """What has been read so far: the good rows' text and cases by chunk, and the bad rows."""

    header: list[str]
    texts: list[list[pa.Array]] = field(default_factory=list)
    cases: list[pa.Table] = field(default_factory=list)
    bad: list[tuple[list[str], tuple[Fault, ...]]] = field(default_factory=list)
    rows: int = 0
    rows_good: int = 0
    decimals: set[str] = field(default_factory=set)


def read(source: Path, form: Form, progress: Callable[[int], None] | None) -> Reading:
    """Read the whole file; raises InputError when it cannot be trusted as a whole."""
    with source.open(encoding=form.encoding, newline="") as file:
        return _read(file, source, form, progress)


def _read(file: TextIO, source: Path, form: Form, progress: Callable[[int], None] | None) -> Reading:
    header = next(csv.reader([_header_line(file)], delimiter=form.separator))
    places = _places(header, source)
    read = Reading(header)
    reader = csv.reader(file, delimiter=form.separator)
    try:
        while rows := list(islice(reader, CHUNK_ROWS)):
            _take(read, [row for row in rows if row], places, source)
            if progress:
                progress(read.rows)
    except csv.Error as error:
        raise InputError(Fault("quote-open", file=source.name, row=read.rows + 1)) from error
    except UnicodeDecodeError as error:
        raise InputError(Fault("file-not-text", file=source.name, expected="CSV")) from error
    return read


def _take(read: Reading, rows: list[list[str]], places: Mapping[str, int], source: Path) -> None:
    """Add a chunk: its good rows as columns and cases, its bad rows with their faults, in order."""
    width, first = len(read.header), read.rows + 1
    read.rows += len(rows)
    faults = _cell_faults(rows, width, first, source)
    numbers = [k for k in range(len(rows)) if k not in faults]
    columns = list(zip(*(rows[k] for k in numbers), strict=True)) or [()] * width
    texts = [pa.array(column, pa.string()) for column in columns]
    parsed = _Parsed.of({name: texts[place] for name, place in places.items()})
    read.decimals |= parsed.decimals
    for name, bad, expected in parsed.checks:
        for k in pc.indices_nonzero(bad).to_pylist():
            value = columns[places[name]][k]
            fault = Fault("value", source.name, first + numbers[k], name, value, expected)
            faults[numbers[k]] = (*faults.get(numbers[k], ()), fault)
    read.bad.extend((rows[k], faults[k]) for k in sorted(faults))
    good = pa.array([k not in faults for k in numbers], pa.bool_())
    read.texts.append([text.filter(good) for text in texts])
    case = parsed.case.filter(good)
    ids = pa.array(range(read.rows_good + 1, read.rows_good + len(case) + 1), pa.int64())
    read.cases.append(case.add_column(0, "measurement_id", ids).add_column(1, "member_id", ids))
    read.rows_good += len(case)


def _cell_faults(rows: list[list[str]], width: int, first: int, source: Path) -> dict[int, tuple[Fault, ...]]:
    """The rows with more or fewer cells than the header.

    One that also runs over several lines opened a quote and never closed it, and has swallowed others:
    then nothing after it can be trusted.
    """
    faults: dict[int, tuple[Fault, ...]] = {}
    for k, row in enumerate(rows):
        if len(row) != width:
            if any("\n" in cell for cell in row):
                raise InputError(Fault("quote-open", file=source.name, row=first + k))
            faults[k] = (Fault("row-cells", source.name, first + k, "", str(len(row)), str(width)),)
    return faults


@dataclass(frozen=True)
class _Parsed:
    """A chunk's cases, the cells that could not be understood by column, and the decimal marks seen."""

    case: pa.Table
    checks: tuple[tuple[str, pa.Array, str], ...]
    decimals: set[str]

    @classmethod
    def of(cls, columns: Mapping[str, pa.Array]) -> "_Parsed":
        known = {name: _known(text) for name, text in columns.items()}
        bounds = {c.name: (c.low, c.high) for c in MEASUREMENTS.columns}
        age = _numbers(known["age_days"], r"^[0-9]{1,5}([.]0+)?$")
        weight = _within(_numbers(known["weight_kg"]), bounds["weight_g"], 1_000)
        length = _within(_numbers(known["length_cm"]), bounds["height_mm"], 10)
        words = {name: _word(known[name], allowed) for name, allowed in _WORDS.items()}
        cells = {
            "sex": words["sex"],
            "age_days": pc.cast(age, pa.int32()),
            "weight_g": pc.cast(pc.round(weight), pa.int32()),
            "height_mm": pc.round(length, 3),  # the decimal that was written, where ×10 left a trace
            "position": words["measured"],
            "oedema": pc.equal(words["oedema"], "yes"),
        }
        expected = {
            **{name: " | ".join(allowed) for name, allowed in _WORDS.items()},
            "age_days": _AGE_EXPECTED,
            "weight_kg": _range(bounds["weight_g"], 1_000),
            "length_cm": _range(bounds["height_mm"], 10),
        }
        understood = {**words, "age_days": age, "weight_kg": weight, "length_cm": length}
        checks = tuple(
            (name, pc.and_(pc.is_valid(known[name]), pc.is_null(understood[name])), expected[name])
            for name in COLUMNS[1:]
        )
        numbers = pa.chunked_array([known["weight_kg"], known["length_cm"]])
        decimals = {mark for mark in ".," if pc.any(pc.match_substring(numbers, mark)).as_py()}
        return cls(pa.table(cells), checks, decimals)


def _known(text: pa.Array) -> pa.Array:
    """The trimmed text; null where it is empty or the NA that R writes."""
    trimmed = pc.utf8_trim_whitespace(text)
    return pc.if_else(pc.is_in(trimmed, pa.array(["", "NA"])), pa.scalar(None, pa.string()), trimmed)


def _numbers(known: pa.Array, pattern: str = r"^[0-9]{1,6}([.][0-9]{1,9})?$") -> pa.Array:
    dotted = pc.replace_substring(known, ",", ".")
    is_number = pc.match_substring_regex(dotted, pattern)
    return pc.cast(pc.if_else(is_number, dotted, pa.scalar(None, pa.string())), pa.float64())


Bounds = tuple[int | str | None, int | str | None]


def _within(values: pa.Array, bounds: Bounds, scale: int) -> pa.Array:
    """The values in the smaller unit; null outside the bounds that a cut has."""
    scaled = pc.multiply(values, scale)
    low, high = bounds
    is_within = pc.and_(pc.greater_equal(scaled, low), pc.less_equal(scaled, high))
    return pc.if_else(is_within, scaled, pa.scalar(None, pa.float64()))


def _range(bounds: Bounds, scale: int) -> str:
    low, high = (int(bound or 0) / scale for bound in bounds)
    return f"{low:g} - {high:g}"


def _word(known: pa.Array, allowed: Sequence[str]) -> pa.Array:
    lower = pc.utf8_lower(known)
    return pc.if_else(pc.is_in(lower, pa.array(allowed)), lower, pa.scalar(None, pa.string()))


def form_of(source: Path) -> Form:
    """How the file is written, judged by its bytes and its header."""
    encoding = _encoding(source)
    try:
        with source.open(encoding=encoding, newline="") as file:
            line = _header_line(file)
    except UnicodeDecodeError as error:
        raise InputError(Fault("file-not-text", file=source.name, expected="CSV")) from error
    if not line.strip():
        raise InputError(Fault("file-empty", file=source.name, expected=", ".join(COLUMNS)))

    def columns_known(separator: str) -> int:
        return len(set(COLUMNS) & set(_names(next(csv.reader([line], delimiter=separator)))))

    separator = max(_SEPARATORS, key=columns_known)
    return Form(encoding, separator, "\r\n" if line.endswith("\r\n") else "\n")


def _encoding(source: Path) -> str:
    with source.open("rb") as file:
        start = file.read(1 << 16)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if start.startswith(_NOT_TEXT) or b"\0" in start:
            raise InputError(Fault("file-not-text", file=source.name, expected="CSV"))
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while start:
                decoder.decode(start)
                start = file.read(1 << 20)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8"


def _header_line(file: TextIO) -> str:
    """The first line with something in it, past the ``sep=;`` that Excel may put before it."""
    for line in file:
        if line.strip() and not line.lower().startswith("sep="):
            return line
    return ""


def _names(header: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _places(header: Sequence[str], source: Path) -> dict[str, int]:
    """Where each column that is read stands; all must be there, once."""
    names = _names(header)
    faults = [
        Fault(
            "column-missing" if name not in names else "column-twice",
            file=source.name,
            column=name,
            value=", ".join(header),
            expected=", ".join(COLUMNS),
        )
        for name in COLUMNS
        if names.count(name) != 1
    ]
    if faults:
        raise InputError(*faults)
    return {name: names.index(name) for name in COLUMNS}


def no_cases() -> pa.Table:
    """The cases of a file without any good row."""
    nothing = _Parsed.of({name: pa.array([], pa.string()) for name in COLUMNS}).case
    ids = pa.array([], pa.int64())
    return nothing.add_column(0, "measurement_id", ids).add_column(1, "member_id", ids)
