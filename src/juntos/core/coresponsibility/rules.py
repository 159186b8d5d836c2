"""What the co-responsibility steps are told: the period, its units, and the rules in force.

Each table here is made by the engine from arguments, never read from a cut. The rules are one row
with a column per field of :class:`CoresponsibilityRules`, whose names are those of
``programme/coresponsibility.yaml``.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from juntos.core.calendar import months_between
from juntos.core.periods import Period
from juntos.core.steps import Column, Table

_SQL_TYPES: dict[object, str] = {int: "INTEGER", bool: "BOOLEAN", str: "VARCHAR"}


@dataclass(frozen=True)
class CoresponsibilityRules:
    """The parameters of verification in force at a period's start (DOMAIN 2.2, 2.3, 7.2)."""

    period_months: int
    unit_months: int
    household_rule: str
    pregnancy_health: bool
    health_age_months_max: int
    education_age_months_min: int
    education_early_if_enrolled: bool
    inicial_age_months_min: int
    age_limit_years: int
    exposure_days_min: int
    postnatal_days: int
    attendances_required: int
    attendance_percent_min: int
    school_holiday_months: str
    promotion_month: int
    promotion_required: bool
    pay_not_verified: bool
    excuse_needs_approval: bool
    cred_calendar: str
    cred_spacing_days_infant: int
    cred_spacing_days: int
    closure_percent_min: int
    road_cut_days_min: int
    travel_minutes_max: int
    travel_excused: bool
    others_failed_percent_min: int
    contagion_percent_min: int
    contagion_standard_errors: int
    batch_late_days: int
    migration_excused_first: bool
    moved_is_breach: bool
    unreturned_batch_is_programme: bool
    reported_households_min: int
    reported_alone_is_held: bool
    contact_must_reach: bool


@dataclass(frozen=True)
class Unit:
    """A stretch of a period that is judged by itself, numbered from 1.

    ``is_holiday``: every month of it is a school holiday. ``promotes_year``: the school year whose
    promotion is judged in it, or None.
    """

    unit: int
    since: date
    until: date
    last_day: date
    is_holiday: bool
    promotes_year: int | None


def rules_table(name: str, meaning: str, kind: type) -> Table:
    """The one-row table that carries a rules dataclass to the steps."""
    columns = tuple(Column(f.name, _SQL_TYPES[f.type], f.name) for f in fields(kind))
    return Table(name, meaning, columns, key=())


RULES = rules_table("rules", "Las reglas de verificación vigentes", CoresponsibilityRules)

PERIOD = Table(
    "period",
    "El período que se verifica",
    (
        Column("label", "VARCHAR", "etiqueta"),
        Column("since", "DATE", "primer día"),
        Column("until", "DATE", "primer día después"),
        Column("last_day", "DATE", "último día, la fecha de corte"),
        Column("eve", "DATE", "día anterior al primero"),
    ),
    key=(),
)

UNITS = Table(
    "units",
    "Los tramos del período que se juzgan por sí solos",
    (
        Column("unit", "SMALLINT", "número del tramo", low=1),
        Column("since", "DATE", "primer día"),
        Column("until", "DATE", "primer día después"),
        Column("last_day", "DATE", "último día"),
        Column("is_holiday", "BOOLEAN", "todo el tramo es de vacaciones escolares"),
        Column("promotes_year", "SMALLINT", "año escolar cuya promoción se mira aquí", is_nullable=True),
    ),
    key=("unit",),
)

EVIDENCE_SOURCES = Table(
    "evidence_sources",
    "Las fuentes cuyos datos bastan para dar por verificado un cumplimiento",
    (Column("source", "VARCHAR", "fuente"),),
    key=("source",),
)


def units_of(period: Period, rules: CoresponsibilityRules) -> tuple[Unit, ...]:
    """The units of a period under the rules (whole period, or its months from 2018)."""
    holidays = {int(m) for m in rules.school_holiday_months.split(",") if m.strip()}

    def unit(number: int, since: date, until: date) -> Unit:
        months = [m.month for m in months_between(since, until)]
        return Unit(
            unit=number,
            since=since,
            until=until,
            last_day=until - timedelta(days=1),
            is_holiday=all(m in holidays for m in months),
            promotes_year=since.year if rules.promotion_month in months else None,
        )

    spans = period.units(rules.unit_months)
    return tuple(unit(number, span.since, span.until) for number, span in enumerate(spans, start=1))
