"""Payrolls and the ledger: rows that are only added, lines that are sealed, accounts never below zero."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

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


def _refuse(vendor: str, table: str, verb: str) -> str:
    head = f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}"
    if vendor == "postgresql":
        each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        return f"{head} FOR EACH {each} EXECUTE FUNCTION only_appends()"
    return f"{head} FOR EACH ROW BEGIN SELECT RAISE(ABORT, '{table} only appends'); END"


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


def _refusals(vendor: str) -> list[str]:
    verbs = ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")
    made = [_refuse(vendor, table, verb) for table in APPENDED for verb in verbs]
    made += [_refuse(vendor, table, verb) for table in LINES for verb in verbs if verb != "DELETE"]
    made += [_refuse(vendor, "transfers_payroll", verb) for verb in verbs if verb != "UPDATE"]
    return made


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for statement in (*_refusals(vendor), *(_postgres() if vendor == "postgresql" else _sqlite())):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The tables' own triggers go with them; PostgreSQL's functions do not."""
    if schema_editor.connection.vendor == "postgresql":
        for name in POSTGRES_FUNCTIONS:
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_titulars"),
    ]

    operations = [
        migrations.CreateModel(
            name="Payroll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.SmallIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("as_of", models.DateField()),
                ("households", models.IntegerField(default=0)),
                ("amount_cents", models.BigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("reviews_needed", models.SmallIntegerField(default=1)),
                ("prepared_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.region"
                    ),
                ),
                (
                    "reviewed_again_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.run"
                    ),
                ),
            ],
            options={
                "db_table": "transfers_payroll",
            },
        ),
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("kind", models.CharField(max_length=10)),
                ("debit", models.CharField(max_length=10)),
                ("credit", models.CharField(max_length=10)),
                ("household_id", models.BigIntegerField()),
                ("amount_cents", models.BigIntegerField()),
                ("period", models.CharField(max_length=10)),
                ("revision", models.SmallIntegerField()),
                ("line", models.CharField(blank=True, max_length=40)),
                ("item", models.CharField(blank=True, max_length=35)),
                ("replaces", models.CharField(blank=True, max_length=35)),
                ("rule", models.CharField(max_length=40)),
                ("document", models.CharField(max_length=64)),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.event",
                    ),
                ),
                (
                    "payroll",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.payroll",
                    ),
                ),
            ],
            options={
                "db_table": "transfers_ledger",
            },
        ),
        migrations.CreateModel(
            name="PayrollHousehold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.SmallIntegerField()),
                ("household_id", models.BigIntegerField()),
                ("place_id", models.IntegerField(null=True)),
                ("titular_id", models.BigIntegerField(null=True)),
                ("decision", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=20, null=True)),
                ("suspensions", models.SmallIntegerField()),
                ("amount_cents", models.BigIntegerField()),
                ("last_cents", models.BigIntegerField()),
                ("change", models.CharField(max_length=10)),
                (
                    "payroll",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.payroll",
                    ),
                ),
            ],
            options={
                "db_table": "transfers_payroll_household",
            },
        ),
        migrations.CreateModel(
            name="PayrollLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("revision", models.SmallIntegerField()),
                ("household_id", models.BigIntegerField()),
                ("line", models.CharField(max_length=40)),
                ("units", models.SmallIntegerField()),
                ("amount_cents", models.BigIntegerField()),
                ("reason", models.CharField(max_length=40)),
                (
                    "payroll",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.payroll",
                    ),
                ),
            ],
            options={
                "db_table": "transfers_payroll_line",
            },
        ),
        migrations.CreateModel(
            name="PayrollMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20)),
                ("before", models.CharField(max_length=20)),
                ("after", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("sha256", models.CharField(max_length=64)),
                ("households", models.IntegerField()),
                ("amount_cents", models.BigIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                    ),
                ),
                (
                    "payroll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="store.payroll"
                    ),
                ),
            ],
            options={
                "db_table": "transfers_payroll_move",
            },
        ),
        migrations.CreateModel(
            name="RegionReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("results_sha256", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.region"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.run"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                    ),
                ),
            ],
            options={
                "db_table": "transfers_region_report",
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("amount_cents", models.BigIntegerField()),
                ("document", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.user"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.region"
                    ),
                ),
            ],
            options={
                "db_table": "transfers_budget",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "year", "document"), name="budget_document_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="budget_document_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gt", 0), ("amount_cents__lt", 0), _connector="OR"),
                        name="budget_amount_given",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.UniqueConstraint(fields=("region", "period", "revision"), name="payroll_once"),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    ("state", "liquidated"),
                    ("state", "reviewed"),
                    ("state", "approved"),
                    ("state", "ordered"),
                    ("state", "acknowledged"),
                    ("state", "available"),
                    ("state", "closed"),
                    ("state", "reconciled"),
                    _connector="OR",
                ),
                name="payroll_state_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gte", 0), ("households__gte", 0), ("revision__gte", 0)),
                name="payroll_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("sha256", ""), _negated=True), _connector="OR"
                ),
                name="payroll_has_a_fingerprint",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    ("state", "liquidated"),
                    models.Q(
                        ("reviewed_by__isnull", False),
                        models.Q(
                            ("reviews_needed", 1), ("reviewed_again_by__isnull", False), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="payroll_was_reviewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state", "draft"),
                            ("state", "liquidated"),
                            ("state", "reviewed"),
                            _connector="OR",
                        ),
                        ("approved_at__isnull", True),
                        ("approved_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(
                            ("state", "approved"),
                            ("state", "ordered"),
                            ("state", "acknowledged"),
                            ("state", "available"),
                            ("state", "closed"),
                            ("state", "reconciled"),
                            _connector="OR",
                        ),
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="payroll_was_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prepared_by__isnull", True),
                    ("reviewed_by__isnull", True),
                    ("prepared_by__lt", models.F("reviewed_by")),
                    ("prepared_by__gt", models.F("reviewed_by")),
                    _connector="OR",
                ),
                name="payroll_prepared_by_not_reviewed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prepared_by__isnull", True),
                    ("reviewed_again_by__isnull", True),
                    ("prepared_by__lt", models.F("reviewed_again_by")),
                    ("prepared_by__gt", models.F("reviewed_again_by")),
                    _connector="OR",
                ),
                name="payroll_prepared_by_not_reviewed_again_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prepared_by__isnull", True),
                    ("approved_by__isnull", True),
                    ("prepared_by__lt", models.F("approved_by")),
                    ("prepared_by__gt", models.F("approved_by")),
                    _connector="OR",
                ),
                name="payroll_prepared_by_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    ("reviewed_again_by__isnull", True),
                    ("reviewed_by__lt", models.F("reviewed_again_by")),
                    ("reviewed_by__gt", models.F("reviewed_again_by")),
                    _connector="OR",
                ),
                name="payroll_reviewed_by_not_reviewed_again_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    ("approved_by__isnull", True),
                    ("reviewed_by__lt", models.F("approved_by")),
                    ("reviewed_by__gt", models.F("approved_by")),
                    _connector="OR",
                ),
                name="payroll_reviewed_by_not_approved_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="payroll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_again_by__isnull", True),
                    ("approved_by__isnull", True),
                    ("reviewed_again_by__lt", models.F("approved_by")),
                    ("reviewed_again_by__gt", models.F("approved_by")),
                    _connector="OR",
                ),
                name="payroll_reviewed_again_by_not_approved_by",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(fields=["payroll", "household_id"], name="ledger_payroll_household"),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gt", 0)), name="ledger_amount_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("debit__lt", models.F("credit")), ("debit__gt", models.F("credit")), _connector="OR"
                ),
                name="ledger_accounts_differ",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("credit", "treasury"), ("debit", "committed"), ("kind", "commit")),
                    models.Q(("credit", "committed"), ("debit", "treasury"), ("kind", "withdraw")),
                    models.Q(("credit", "committed"), ("debit", "ordered"), ("kind", "order")),
                    models.Q(("credit", "ordered"), ("debit", "available"), ("kind", "release")),
                    models.Q(("credit", "ordered"), ("debit", "returned"), ("kind", "reject")),
                    models.Q(("credit", "ordered"), ("debit", "returned"), ("kind", "block")),
                    models.Q(("credit", "available"), ("debit", "returned"), ("kind", "block")),
                    models.Q(("credit", "available"), ("debit", "collected"), ("kind", "collect")),
                    models.Q(("credit", "available"), ("debit", "returned"), ("kind", "return")),
                    models.Q(("credit", "returned"), ("debit", "ordered"), ("kind", "reissue")),
                    models.Q(("credit", "returned"), ("debit", "forfeited"), ("kind", "forfeit")),
                    _connector="OR",
                ),
                name="ledger_movement_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kind", "commit"), ("kind", "withdraw"), _connector="OR"),
                        models.Q(("line", ""), _negated=True),
                        ("item", ""),
                    ),
                    models.Q(
                        models.Q(
                            ("kind", "order"),
                            ("kind", "release"),
                            ("kind", "reject"),
                            ("kind", "block"),
                            ("kind", "collect"),
                            ("kind", "return"),
                            ("kind", "reissue"),
                            ("kind", "forfeit"),
                            _connector="OR",
                        ),
                        ("line", ""),
                        models.Q(("item", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ledger_cause_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "reissue"), models.Q(("replaces", ""), _negated=True)),
                    models.Q(models.Q(("kind", "reissue"), _negated=True), ("replaces", "")),
                    _connector="OR",
                ),
                name="ledger_reissue_replaces",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", ""), _negated=True), models.Q(("rule", ""), _negated=True)
                ),
                name="ledger_document_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("item", "")),
                fields=("household_id", "period", "line", "revision", "kind"),
                name="ledger_line_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("item", ""), _negated=True),
                fields=("item", "kind"),
                name="ledger_item_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", ""), _negated=True),
                fields=("replaces",),
                name="ledger_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollhousehold",
            constraint=models.UniqueConstraint(
                fields=("period", "revision", "household_id"), name="payroll_household_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollhousehold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision", "paid"),
                    ("decision", "held"),
                    ("decision", "suspended"),
                    ("decision", "unverified"),
                    ("decision", "outside"),
                    _connector="OR",
                ),
                name="payroll_decision_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollhousehold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("change", "enters"),
                    ("change", "leaves"),
                    ("change", "more"),
                    ("change", "less"),
                    ("change", "same"),
                    ("change", "none"),
                    _connector="OR",
                ),
                name="payroll_change_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollhousehold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_cents__gt", 0), ("decision", "paid")),
                    models.Q(models.Q(("decision", "paid"), _negated=True), ("amount_cents", 0)),
                    _connector="OR",
                ),
                name="payroll_paid_has_an_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.UniqueConstraint(
                fields=("payroll", "household_id", "line"), name="payroll_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gt", 0)), name="payroll_line_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="payrollmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb", "refuse"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="payroll_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionreport",
            constraint=models.UniqueConstraint(fields=("region", "run"), name="region_report_once"),
        ),
        migrations.RunPython(add, remove),
    ]
