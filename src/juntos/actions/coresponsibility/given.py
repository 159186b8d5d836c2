"""What a run is told beside the cut: the period, its units, and the rules and tables in force."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from juntos.core.coresponsibility import rules as coresponsibility
from juntos.core.coresponsibility.schedules import tables as schedules
from juntos.core.parameters import InForce, rules_of
from juntos.core.periods import Period
from juntos.core.steps import Table
from juntos.core.transfers import rules as transfers
from juntos.engines.duck import Cell
from juntos.programme import growth_standards, tables

Rows = Sequence[Sequence[Cell]]

# Tables too large to be worth copying: read from the programme's own files.
FILES_GIVEN: Mapping[Table, Path] = growth_standards.FILES


def rows_given(period: Period, rules: InForce) -> Mapping[Table, Rows]:
    """The rows of every table that steps read and no cut holds."""
    verification = rules_of(coresponsibility.CoresponsibilityRules, rules, "coresponsibility")
    settlement = rules_of(transfers.TransferRules, rules, "transfers")
    return {
        coresponsibility.RULES: [astuple(verification)],
        coresponsibility.PERIOD: [(period.label, period.since, period.until, period.last_day, period.eve)],
        coresponsibility.UNITS: [astuple(u) for u in coresponsibility.units_of(period, verification)],
        coresponsibility.EVIDENCE_SOURCES: tables.evidence_sources(rules),
        transfers.RULES: [astuple(settlement)],
        transfers.LADDER_STEPS: tables.ladder_steps(rules),
        transfers.SUPPLEMENTS: tables.supplements(rules),
        **_schedules_given(rules),
    }


def _schedules_given(rules: InForce) -> Mapping[Table, Rows]:
    """The calendar in force; doses and prenatal controls of every date, each judged on its own due date."""
    calendar = tables.table_under("cred_calendars", rules)
    doses = schedules.doses_of(tables.table("vaccines").only(*schedules.DOSE_COLUMNS))
    prenatal = tables.table("prenatal")
    return {
        schedules.CRED_CALENDAR: calendar.only(*schedules.CRED_CALENDAR.column_names),
        schedules.VACCINE_DOSES: schedules.dose_rows(doses),
        schedules.PRENATAL_EXPECTED: prenatal.only(*schedules.PRENATAL_EXPECTED.column_names),
    }
