"""A payroll's households and lines between store and engine: read, made, and their fingerprint."""

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from juntos.core.steps import Table
from juntos.core.transfers import liquidation
from juntos.core.transfers.liquidation import HOUSEHOLDS, LINES, LiquidationRules
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.engines import duck
from juntos.store.bulk import Snapshot, snapshot
from juntos.store.models import Payroll, PayrollHousehold, PayrollLine

KEPT: Mapping[Table, type[PayrollHousehold] | type[PayrollLine]] = {
    HOUSEHOLDS: PayrollHousehold,
    LINES: PayrollLine,
}


@dataclass(frozen=True)
class Asked:
    """What a liquidation is of: the run, region, period and day; the last period that was paid."""

    run_id: int
    region: str
    period: str
    last_period: str
    rules: LiquidationRules

    @property
    def today(self) -> date:
        return self.rules.today


_HOMES = """
CREATE TEMPORARY TABLE homes AS SELECT r.household_id FROM result_household_results r
JOIN territory_place p ON p.id = r.place_id
WHERE r.run_id = {run} AND SUBSTR(p.district_id, 1, 2) = '{region}'
"""
_QUERIES: Mapping[Table, str] = {
    HOUSEHOLD_RESULTS: """
SELECT {columns} FROM result_household_results JOIN homes USING (household_id) WHERE run_id = {run}
""",
    ENTITLEMENTS: """
SELECT {columns} FROM result_entitlements JOIN homes USING (household_id) WHERE run_id = {run}
""",
    liquidation.STANDINGS: """
SELECT {columns} FROM result_standing JOIN homes USING (household_id) WHERE run_id = {run}
""",
    liquidation.PAYEES: """
SELECT h.household_id, t.member_id AS titular_id, h.class_until, o.hold_kind
FROM registry_household h JOIN homes ON homes.household_id = h.household_id
LEFT JOIN registry_member t ON t.member_id = h.titular_id AND (t.left_on IS NULL OR t.left_on > '{today}')
LEFT JOIN (SELECT household_id, MIN(kind) AS hold_kind FROM fact_holds
  WHERE since <= '{today}' AND (until IS NULL OR until > '{today}') GROUP BY household_id
) o ON o.household_id = h.household_id
""",
    liquidation.COMMITTED: """
SELECT household_id, line,
  CAST(SUM(CASE kind WHEN 'commit' THEN amount_cents ELSE -amount_cents END) AS BIGINT) AS amount_cents
FROM transfers_ledger JOIN homes USING (household_id) WHERE period = '{period}' AND item = ''
GROUP BY household_id, line
""",
    liquidation.LAST_PAYROLL: """
SELECT h.household_id, CAST(SUM(h.amount_cents) AS BIGINT) AS amount_cents
FROM transfers_payroll_household h JOIN transfers_payroll p ON p.id = h.payroll_id
WHERE p.region_id = '{region}' AND p.period = '{last_period}' AND p.approved_at IS NOT NULL
GROUP BY h.household_id
""",
}


def liquidate(asked: Asked, folder: Path) -> Mapping[Table, Path]:
    """The files of a payroll's households and lines, made in ``folder`` from one snapshot of the record."""
    named = {
        "run": f"{asked.run_id:d}",
        "region": asked.region,
        "period": asked.period,
        "last_period": asked.last_period,
        "today": asked.today.isoformat(),
    }
    files = {}
    with snapshot() as record:
        record.execute(_HOMES.format(**named))
        for table, query in _QUERIES.items():
            files[table] = folder / f"{table.name}.parquet"
            columns = ", ".join(table.column_names)
            duck.write_table(table, record.table(query.format(columns=columns, **named)), files[table])
    inputs = duck.Inputs(files=files, rows={liquidation.RULES: [astuple(asked.rules)]})
    duck.run(liquidation.STEPS, inputs, folder)
    return {table: folder / f"{table.name}.parquet" for table in KEPT}


def fingerprint(files: Mapping[Table, Path]) -> str:
    """The SHA-256 of a payroll's households and lines, whatever file or store they come from."""
    prints = [duck.logical_sha256(table, files[table]) for table in KEPT]
    return hashlib.sha256("".join(prints).encode()).hexdigest()


def fingerprint_kept(payroll: Payroll, record: Snapshot | None = None) -> str:
    """The same of what the record has of a payroll now."""
    if record is None:
        with snapshot() as opened:
            return fingerprint_kept(payroll, opened)
    with TemporaryDirectory(prefix="juntos-payroll-") as name:
        files = {table: Path(name) / f"{table.name}.parquet" for table in KEPT}
        for table, model in KEPT.items():
            columns = ", ".join(table.column_names)
            rows = f"SELECT {columns} FROM {model._meta.db_table} WHERE payroll_id = {payroll.pk:d}"
            duck.write_table(table, record.table(rows), files[table])
        return fingerprint(files)
