"""What must hold between the values of a cut, beyond each column's definition.

Each rule's SQL gives the rows that break it as ``row``, ``value`` and ``other``; ``cut`` is the
manifest's one row. Tables are read by their names, each with its file's row numbers as ``row``.
"""

from dataclasses import dataclass

from juntos.core import registry, supply, territory
from juntos.core.coresponsibility import tables
from juntos.core.steps import Table


@dataclass(frozen=True)
class Rule:
    """A condition over one or more tables; ``table`` and ``column`` are where the fault is shown."""

    code: str
    table: Table
    column: str
    sql: str
    reads: tuple[Table, ...] = ()


def _row_rule(code: str, table: Table, column: str, wrong: str, other: str = "NULL") -> Rule:
    return Rule(
        code,
        table,
        column,
        f'SELECT row, "{column}" AS value, {other} AS other FROM {table.name} WHERE {wrong}',
    )


def _before_birth(table: Table, column: str) -> Rule:
    return Rule(
        "before-birth",
        table,
        column,
        f"SELECT t.row, t.{column} AS value, m.birth_on AS other FROM {table.name} t"
        f" JOIN members m ON m.member_id = t.member_id WHERE t.{column} < m.birth_on",
        reads=(registry.MEMBERS,),
    )


def _known_later(table: Table, column: str) -> Rule:
    return Rule(
        "after-cut",
        table,
        column,
        f"SELECT t.row, t.{column} AS value, c.known_at AS other FROM {table.name} t CROSS JOIN cut c"
        f" WHERE t.{column} > c.known_at",
    )


def _recorded_first(table: Table, column: str) -> Rule:
    return _row_rule("recorded-first", table, "recorded_at", f"recorded_at < {column}", column)


def _overlap(code: str, table: Table, who: str, since: str, until: str) -> Rule:
    """Two stretches of the same ``who`` that share a day; shown on the later one."""
    return Rule(
        code,
        table,
        since,
        f"SELECT row, since AS value, before AS other FROM (SELECT row, {since} AS since,"
        f" lag(row) OVER w AS before, lag(COALESCE({until}, DATE '9999-12-31')) OVER w AS ended"
        f" FROM {table.name} WINDOW w AS (PARTITION BY {who} ORDER BY {since}, row)) t WHERE ended > since",
    )


def _wrong_sector(table: Table, sector: str) -> Rule:
    return Rule(
        "service-sector",
        table,
        "service_id",
        f"SELECT t.row, t.service_id AS value, s.sector AS other FROM {table.name} t"
        f" JOIN services s ON s.service_id = t.service_id WHERE s.sector <> {sector}",
        reads=(supply.SERVICES,),
    )


def _superseded(table: Table) -> tuple[Rule, Rule]:
    key = table.key[0]
    missing = (
        f"SELECT t.row, t.superseded_by AS value, NULL AS other FROM {table.name} t"
        f" WHERE t.superseded_by IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {table.name} n WHERE n.{key} = t.superseded_by)"
    )
    itself = _row_rule("superseded-itself", table, "superseded_by", f"superseded_by = {key}")
    return Rule("superseded-missing", table, "superseded_by", missing), itself


_MONTH_DAYS = "day(last_day(month))"
_EVENTS = (
    (tables.ATTENDANCES, "attended_on"),
    (tables.VACCINATIONS, "given_on"),
    (tables.MEASUREMENTS, "measured_on"),
)
_RECORDED = (*(table for table, _ in _EVENTS), tables.SCHOOL_MONTHS, tables.FORM_ROWS)
NEEDED = (
    territory.DISTRICTS,
    territory.PLACES,
    supply.SERVICES,
    registry.HOUSEHOLDS,
    registry.MEMBERS,
)

RULES: tuple[Rule, ...] = (
    _row_rule(
        "code-digits", territory.DISTRICTS, "district", r"NOT regexp_full_match(district, '\d{6}')", "6"
    ),
    _row_rule("code-digits", territory.PLACES, "code", r"NOT regexp_full_match(code, '\d{10}')", "10"),
    _known_later(registry.MEMBERS, "birth_on"),
    _known_later(registry.PREGNANCIES, "detected_on"),
    _row_rule("joined-before-birth", registry.MEMBERS, "joined_on", "joined_on < birth_on", "birth_on"),
    _row_rule(
        "detected-first",
        registry.PREGNANCIES,
        "detected_on",
        "detected_on < last_menstruation_on",
        "last_menstruation_on",
    ),
    _row_rule(
        "pregnancy-long",
        registry.PREGNANCIES,
        "ended_on",
        "ended_on > last_menstruation_on + 320",
        "last_menstruation_on",
    ),
    _overlap("pregnancy-overlap", registry.PREGNANCIES, "member_id", "last_menstruation_on", "ended_on"),
    _row_rule("month-first-day", supply.SERVICE_MONTHS, "month", "day(month) <> 1"),
    _row_rule("month-first-day", tables.SCHOOL_MONTHS, "month", "day(month) <> 1"),
    _row_rule("month-days", supply.SERVICE_MONTHS, "days", f"days > {_MONTH_DAYS}", _MONTH_DAYS),
    _row_rule(
        "month-days", tables.SCHOOL_MONTHS, "days_attended", f"days_attended > {_MONTH_DAYS}", _MONTH_DAYS
    ),
    _row_rule(
        "closure-months",
        supply.CLOSURES,
        "until",
        "until > since AND date_trunc('month', since) <> date_trunc('month', until - 1)",
        "since",
    ),
    _row_rule(
        "closure-days", supply.CLOSURES, "days", "until > since AND days > until - since", "until - since"
    ),
    _overlap("assignment-overlap", tables.ASSIGNMENTS, "member_id, sector", "since", "until"),
    _overlap("enrolment-overlap", tables.SCHOOL_ENROLMENTS, "member_id", "since", "until"),
    _wrong_sector(tables.ASSIGNMENTS, "t.sector"),
    _wrong_sector(tables.ATTENDANCES, "'health'"),
    _wrong_sector(tables.SCHOOL_ENROLMENTS, "'education'"),
    _wrong_sector(tables.SCHOOL_MONTHS, "'education'"),
    *(_before_birth(table, column) for table, column in _EVENTS),
    *(_recorded_first(table, column) for table, column in _EVENTS),
    *(_known_later(table, "recorded_at") for table in _RECORDED),
    *(rule for table in _RECORDED for rule in _superseded(table)),
    _row_rule(
        "collected-first", tables.BATCHES, "collected_on", "collected_on < delivered_on", "delivered_on"
    ),
)
