"""Payrolls and the ledger: rows that are only added, lines that are sealed, accounts never below zero."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.triggers import permit, refuse

SEALED = ("approved", "ordered", "acknowledged", "available", "closed", "reconciled")
MOVES = (
    ("draft", "liquidated"),
    ("liquidated", "reviewed"),
    ("liquidated", "draft"),
    ("reviewed", "draft"),
    ("reviewed", "approved"),
    ("approved", "ordered"),
    ("ordered", "acknowledged"),
    ("acknowledged", "available"),
    ("available", "closed"),
    ("closed", "reconciled"),
)
APPENDED = ("transfers_ledger", "transfers_payroll_move", "transfers_budget", "transfers_region_report")
LINES = ("transfers_payroll_household", "transfers_payroll_line")
ALWAYS = ("region_id", "period", "revision")
OF_A_DRAFT = (
    "run_id",
    "as_of",
    "households",
    "amount_cents",
    "sha256",
    "reviews_needed",
    "prepared_by_id",
    "prepared_at",
)
REVIEWS = ("reviewed_by_id", "reviewed_again_by_id")
APPROVAL = ("approved_by_id", "approved_at")


def _listed(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def _changed(columns: tuple[str, ...], is_not: str) -> str:
    return "(" + " OR ".join(f"NEW.{name} {is_not} OLD.{name}" for name in columns) + ")"


def _illegal(is_not: str) -> dict[str, str]:
    """What a payroll may not become, by the words with which it is refused."""
    moves = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in MOVES)
    return {
        "transfers_payroll keeps its region, period and revision": _changed(ALWAYS, is_not),
        "transfers_payroll does not move so": f"OLD.state <> NEW.state AND NOT ({moves})",
        "transfers_payroll keeps what was liquidated": (
            f"OLD.state <> 'draft' AND {_changed(OF_A_DRAFT, is_not)}"
        ),
        "transfers_payroll keeps its reviews": (
            f"OLD.state NOT IN ('draft', 'liquidated') AND NEW.state <> 'draft' AND {_changed(REVIEWS, is_not)}"
        ),
        "transfers_payroll keeps its approval": (
            f"OLD.state IN {_listed(SEALED)} AND {_changed(APPROVAL, is_not)}"
        ),
    }


# In PostgreSQL what is added is looked at once a statement: a payroll has as many lines as a region has homes.
POSTGRES_FUNCTIONS = {
    "payroll_moves": "BEGIN {cases} RETURN NEW; END",
    "payroll_is_draft": """
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT payroll_id, period, revision FROM touched) t
    LEFT JOIN transfers_payroll p ON p.id = t.payroll_id AND p.state = 'draft'
      AND p.period = t.period AND p.revision = t.revision
    WHERE p.id IS NULL
  ) THEN RAISE EXCEPTION '% changes only while its payroll is a draft', TG_TABLE_NAME; END IF;
  RETURN NULL;
END""",
    "ledger_holds": f"""
BEGIN
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT payroll_id, period, revision FROM touched) t
    LEFT JOIN transfers_payroll p ON p.id = t.payroll_id AND p.state IN {_listed(SEALED)}
      AND p.period = t.period AND p.revision = t.revision
    WHERE p.id IS NULL
  ) THEN RAISE EXCEPTION 'transfers_ledger moves the money of approved payrolls only'; END IF;
  PERFORM pg_advisory_xact_lock(7105012, t.payroll_id::integer)
    FROM (SELECT DISTINCT payroll_id FROM touched WHERE credit <> 'treasury' ORDER BY payroll_id) t;
  IF EXISTS (
    SELECT 1 FROM (
      SELECT DISTINCT payroll_id, household_id, credit AS account FROM touched WHERE credit <> 'treasury'
    ) t
    JOIN transfers_ledger l ON l.payroll_id = t.payroll_id AND l.household_id = t.household_id
      AND (l.debit = t.account OR l.credit = t.account)
    GROUP BY t.payroll_id, t.household_id, t.account
    HAVING SUM(CASE WHEN l.debit = t.account THEN l.amount_cents ELSE -l.amount_cents END) < 0
  ) THEN RAISE EXCEPTION 'transfers_ledger would take an account below zero'; END IF;
  RETURN NULL;
END""",
}


def _postgres() -> list[str]:
    cases = " ".join(
        f"IF {wrong} THEN RAISE EXCEPTION '{said}'; END IF;"
        for said, wrong in _illegal("IS DISTINCT FROM").items()
    )
    made = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body.replace('{cases}', cases)} $$"
        for name, body in POSTGRES_FUNCTIONS.items()
    ]
    made.append(
        "CREATE TRIGGER transfers_payroll_update BEFORE UPDATE ON transfers_payroll"
        " FOR EACH ROW EXECUTE FUNCTION payroll_moves()"
    )
    looked_at = [(table, verb, "payroll_is_draft") for table in LINES for verb in ("INSERT", "DELETE")]
    for table, verb, function in (*looked_at, ("transfers_ledger", "INSERT", "ledger_holds")):
        rows = "NEW" if verb == "INSERT" else "OLD"
        made.append(
            f"CREATE TRIGGER {table}_{verb.lower()} AFTER {verb} ON {table}"
            f" REFERENCING {rows} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
    return made


def _sqlite() -> list[str]:
    made = [
        f"CREATE TRIGGER transfers_payroll_update_{number} BEFORE UPDATE ON transfers_payroll FOR EACH ROW"
        f" WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{said}'); END"
        for number, (said, wrong) in enumerate(_illegal("IS NOT").items(), 1)
    ]
    for table in LINES:
        for verb, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
            made.append(
                f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW WHEN NOT EXISTS ("
                f"SELECT 1 FROM transfers_payroll p WHERE p.id = {row}.payroll_id AND p.state = 'draft'"
                f" AND p.period = {row}.period AND p.revision = {row}.revision)"
                f" BEGIN SELECT RAISE(ABORT, '{table} changes only while its payroll is a draft'); END"
            )
    made.append(
        "CREATE TRIGGER transfers_ledger_insert BEFORE INSERT ON transfers_ledger FOR EACH ROW WHEN NOT EXISTS ("
        f"SELECT 1 FROM transfers_payroll p WHERE p.id = NEW.payroll_id AND p.state IN {_listed(SEALED)}"
        " AND p.period = NEW.period AND p.revision = NEW.revision)"
        " BEGIN SELECT RAISE(ABORT, 'transfers_ledger moves the money of approved payrolls only'); END"
    )
    made.append(
        "CREATE TRIGGER transfers_ledger_holds BEFORE INSERT ON transfers_ledger FOR EACH ROW"
        " WHEN NEW.credit <> 'treasury' AND NEW.amount_cents > (SELECT COALESCE(SUM("
        "CASE WHEN l.debit = NEW.credit THEN l.amount_cents WHEN l.credit = NEW.credit THEN -l.amount_cents"
        " ELSE 0 END), 0) FROM transfers_ledger l"
        " WHERE l.payroll_id = NEW.payroll_id AND l.household_id = NEW.household_id)"
        " BEGIN SELECT RAISE(ABORT, 'transfers_ledger would take an account below zero'); END"
    )
    return made


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    refuse(schema_editor, *APPENDED)
    refuse(schema_editor, *LINES, verbs=("UPDATE",))
    refuse(schema_editor, "transfers_payroll", verbs=("DELETE",))
    for statement in _postgres() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permit(schema_editor, *APPENDED)
    permit(schema_editor, *LINES, verbs=("UPDATE",))
    permit(schema_editor, "transfers_payroll", verbs=("DELETE",))
    if schema_editor.connection.vendor == "postgresql":
        for name in POSTGRES_FUNCTIONS:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
        return
    for statement in _sqlite():
        schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}")


class Migration(migrations.Migration):
    dependencies = [("store", "0002_only_appends")]
    operations = [migrations.RunPython(add, remove)]
