"""The programme's tables: calendars, schedules, ladders, supplements, sources and reasons.

Each is a CSV beside this module with the columns declared here. A table keeps every version; asked
for a day or for the rules in force, it gives the rows of one version: by their dates, or by the
parameter that names the version (the ladder, the CRED calendar).
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from juntos.core.coresponsibility.results import ATTRIBUTIONS
from juntos.core.coresponsibility.tables import REASONS as REASON_CODES
from juntos.core.coresponsibility.tables import SOURCES as EVIDENCE_SOURCES
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.parameters import MARKS, InForce
from juntos.core.steps import Column, Table
from juntos.core.transfers.rules import EFFECTS
from juntos.programme.entries import read_text
from juntos.programme.loader import resolve

Cell = int | str | bool | date | None

_MARK = Column("mark", "VARCHAR", "qué tan cierto es", values=tuple(sorted(MARKS)))
_SOURCE = Column("source", "VARCHAR", "de dónde sale")
_SINCE = Column("since", "DATE", "primer día en que rige")
_UNTIL = Column("until", "DATE", "primer día en que ya no rige", is_nullable=True)
_DUE_MONTHS = Column("due_months", "INTEGER", "meses de edad en que toca", low=0, high=143)
_DUE_DAYS = Column("due_days", "INTEGER", "días después de esos meses", low=0, high=30)
_PAYMENTS = ("excused", "excused_on_proof", "breach", "by_parameter")

LADDERS = Table(
    "ladders",
    "El efecto de cada incumplimiento contado, por escala; el último escalón se repite",
    (
        Column("ladder", "VARCHAR", "escala"),
        Column("step", "INTEGER", "número del incumplimiento", low=1),
        Column("effect", "VARCHAR", "efecto", values=EFFECTS),
        _MARK,
        _SOURCE,
    ),
    key=("ladder", "step"),
)
SUPPLEMENTS = Table(
    "supplements",
    "Los montos que se suman al del hogar cuando se cumple un paquete",
    (
        Column("supplement", "VARCHAR", "código"),
        _SINCE,
        _UNTIL,
        Column("amount_cents", "INTEGER", "céntimos por período", low=1),
        Column("group", "VARCHAR", "a quién alcanza"),
        Column("package", "VARCHAR", "qué hay que cumplir"),
        _MARK,
        _SOURCE,
    ),
    key=("supplement", "since"),
    spans=(("since", "until"),),
)
SOURCES = Table(
    "sources",
    "Las fuentes de evidencia y si bastan para dar por verificado",
    (
        Column("source", "VARCHAR", "fuente", values=EVIDENCE_SOURCES),
        _SINCE,
        _UNTIL,
        Column("satisfies", "BOOLEAN", "basta por sí sola"),
        _MARK,
        Column("text", "VARCHAR", "de dónde sale"),
    ),
    key=("source", "since"),
    spans=(("since", "until"),),
)
CRED_CALENDARS = Table(
    "cred_calendars",
    "Los controles CRED que tocan, por calendario",
    (
        Column("calendar", "VARCHAR", "calendario"),
        Column("control", "INTEGER", "número del control", low=1),
        _DUE_MONTHS,
        _DUE_DAYS,
        Column("tolerance_days", "INTEGER", "días antes o después que se aceptan", low=0, high=15),
        _MARK,
        _SOURCE,
    ),
    key=("calendar", "control"),
)
VACCINES = Table(
    "vaccines",
    "Las dosis que tocan, por esquema",
    (
        Column("schedule", "VARCHAR", "esquema"),
        _SINCE,
        _UNTIL,
        Column("vaccine", "VARCHAR", "vacuna"),
        Column("dose", "INTEGER", "número de dosis", low=1),
        _DUE_MONTHS,
        _DUE_DAYS,
        Column("grace_days", "INTEGER", "días de gracia", low=0),
        _MARK,
        _SOURCE,
    ),
    key=("schedule", "vaccine", "dose"),
    spans=(("since", "until"),),
)
PRENATAL = Table(
    "prenatal",
    "Los controles prenatales que ya deben tenerse al terminar una semana de gestación",
    (
        _SINCE,
        _UNTIL,
        Column("week_until", "INTEGER", "semana de gestación", low=1, high=42),
        Column("expected", "INTEGER", "controles acumulados", low=1),
        _MARK,
        _SOURCE,
    ),
    key=("since", "week_until"),
    spans=(("since", "until"),),
)
REASONS = Table(
    "reasons",
    "Los motivos de una falta, quién responde por cada uno y qué efecto tiene en el pago",
    (
        Column("code", "VARCHAR", "código", values=REASON_CODES),
        Column("es", "VARCHAR", "en palabras"),
        Column("en", "VARCHAR", "en inglés"),
        Column("attribution", "VARCHAR", "quién responde", values=ATTRIBUTIONS),
        Column("evidence", "VARCHAR", "con qué se prueba", is_nullable=True),
        Column("payment", "VARCHAR", "efecto en el pago", values=_PAYMENTS),
        Column("parameter", "VARCHAR", "parámetro que lo decide", is_nullable=True),
    ),
    key=("code",),
)
CITATIONS = Table(
    "citations",
    "Las obras y páginas que las fuentes citan",
    (
        Column("citation", "VARCHAR", "cómo se cita"),
        Column("title", "VARCHAR", "obra", is_nullable=True),
        Column("address", "VARCHAR", "dirección", is_nullable=True),
    ),
    key=("citation",),
)
TABLES = {
    t.name: t for t in (LADDERS, SUPPLEMENTS, SOURCES, CRED_CALENDARS, VACCINES, PRENATAL, REASONS, CITATIONS)
}
# The column that names a version, and the parameter that says which is in force.
_VERSIONS = {
    "ladders": ("ladder", "transfers.ladder"),
    "cred_calendars": ("calendar", "coresponsibility.cred_calendar"),
}


@dataclass(frozen=True)
class Rows:
    """The rows of a table, with the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def only(self, *columns: str) -> tuple[tuple[Cell, ...], ...]:
        """The rows with just these columns, in this order: what a step's table is fed with."""
        places = [self.columns.index(name) for name in columns]
        return tuple(tuple(row[k] for k in places) for row in self.rows)

    def records(self) -> tuple[dict[str, Cell], ...]:
        """The rows as mappings from column to value."""
        return tuple(dict(zip(self.columns, row, strict=True)) for row in self.rows)


def table(name: str, day: date | None = None, profile: str | None = None) -> Rows:
    """The rows of table ``name`` in force on ``day`` (under ``profile``, if named); all without a day.

    Vaccines are asked for without a day by who judges a child: each dose is due by the schedule in
    force on its own due date.
    """
    if day is None and profile is None:
        return all_rows(name)
    return table_under(name, resolve(day or date.max, profile))


def table_under(name: str, rules: InForce) -> Rows:
    """The rows of table ``name`` under rules already resolved, what-ifs included."""
    whole = all_rows(name)
    if name in _VERSIONS:
        column, parameter = _VERSIONS[name]
        version = rules.values[parameter].value
        chosen = [row for row in whole.records() if row[column] == version]
        if not chosen:
            raise RequestError(Fault("version-unknown", column=parameter, value=str(version)))
    else:
        chosen = [row for row in whole.records() if _is_current(row, rules.day)]
    return Rows(whole.columns, tuple(tuple(row.values()) for row in chosen))


def ladder_steps(rules: InForce) -> tuple[tuple[Cell, ...], ...]:
    """The ladder in force as step, effect, is_last: the rows of ``core.transfers``' ``ladder_steps``."""
    steps = table_under("ladders", rules).only("step", "effect")
    return tuple((step, effect, number == len(steps)) for number, (step, effect) in enumerate(steps, start=1))


def supplements(rules: InForce) -> tuple[tuple[Cell, ...], ...]:
    """The supplements in force as code and céntimos: the rows of ``core.transfers``' ``supplements``."""
    return table_under("supplements", rules).only("supplement", "amount_cents")


def evidence_sources(rules: InForce) -> tuple[tuple[Cell, ...], ...]:
    """The sources that verify by themselves: the rows of ``core.coresponsibility``'s ``evidence_sources``."""
    rows = table_under("sources", rules).only("source", "satisfies")
    return tuple((source,) for source, satisfies in rows if satisfies)


def versions(name: str) -> tuple[str, ...]:
    """The versions that a table chosen by a parameter has (the ladders, the CRED calendars)."""
    column, _ = _VERSIONS[name]
    return tuple(dict.fromkeys(str(value) for (value,) in all_rows(name).only(column)))


def read_rows(definition: Table, text: str) -> Rows:
    """The rows of CSV ``text``, typed by the table's columns and refused if anything is wrong."""
    file = f"{definition.name}.csv"
    reader = csv.reader(io.StringIO(text))
    header = tuple(next(reader, ()))
    if header != definition.column_names:
        expected = ",".join(definition.column_names)
        raise InputError(Fault("programme-file", file, value=",".join(header), expected=expected))
    rows: list[tuple[Cell, ...]] = []
    for number, texts in enumerate(reader, start=1):
        if len(texts) != len(header):
            raise InputError(Fault("programme-file", file, number, expected=f"{len(header)} columns"))
        cells = zip(definition.columns, texts, strict=True)
        rows.append(tuple(_cell(column, value, file, number) for column, value in cells))
    _check_keys(definition, rows, file)
    _check_spans(definition, rows, file)
    return Rows(header, tuple(rows))


@cache
def all_rows(name: str) -> Rows:
    """Every row of table ``name``, whatever its version."""
    if name not in TABLES:
        raise RequestError(Fault("table-unknown", value=name, expected=", ".join(TABLES)))
    return read_rows(TABLES[name], read_text(f"{name}.csv"))


def _is_current(row: Mapping[str, Cell], day: date) -> bool:
    since, until = row.get("since"), row.get("until")
    is_over = isinstance(until, date) and until <= day
    return not is_over and (not isinstance(since, date) or since <= day)


def _cell(column: Column, text: str, file: str, row: int) -> Cell:
    def wrong(expected: str) -> InputError:
        return InputError(Fault("programme-file", file, row, column.name, text, expected))

    if not text:
        if column.is_nullable:
            return None
        raise wrong("a value")
    if column.values and text not in column.values:
        raise wrong(" | ".join(column.values))
    value = _typed(column.type, text)
    if value is None:
        raise wrong({"DATE": "2010-01-01", "BOOLEAN": "true | false"}.get(column.type, "whole number"))
    if isinstance(value, int) and not _within(column, value):
        raise wrong(f"{column.low} … {column.high}")
    return value


def _typed(kind: str, text: str) -> Cell:
    try:
        if kind == "INTEGER":
            return int(text)
        if kind == "DATE":
            return date.fromisoformat(text)
    except ValueError:
        return None
    if kind == "BOOLEAN":
        return {"true": True, "false": False}.get(text)
    return text


def _within(column: Column, value: int) -> bool:
    low_enough = not isinstance(column.high, int) or value <= column.high
    return low_enough and (not isinstance(column.low, int) or value >= column.low)


def _check_keys(definition: Table, rows: list[tuple[Cell, ...]], file: str) -> None:
    places = [definition.column_names.index(name) for name in definition.key]
    seen = set()
    for number, row in enumerate(rows, start=1):
        key = tuple(row[k] for k in places)
        if key in seen:
            column = ", ".join(definition.key)
            raise InputError(Fault("programme-file", file, number, column, str(key), "each key once"))
        seen.add(key)


def _check_spans(definition: Table, rows: list[tuple[Cell, ...]], file: str) -> None:
    for first, last in definition.spans:
        a, b = definition.column_names.index(first), definition.column_names.index(last)
        for number, row in enumerate(rows, start=1):
            since, until = row[a], row[b]
            if isinstance(since, date) and isinstance(until, date) and until <= since:
                raise InputError(Fault("programme-file", file, number, last, str(until), f"after {since}"))
