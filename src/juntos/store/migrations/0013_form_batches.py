"""The moves of batches of forms, which are only added and each follow the one before; who may sign; minutes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "form_batch_move"
REFUSED = ("UPDATE", "DELETE")
# Whether a new row does not follow the batch's last: its number, its state, its day or its edition.
BROKEN = f"""
  NEW.number <> 1 + COALESCE((SELECT MAX(m.number) FROM {TABLE} m WHERE m.batch_id = NEW.batch_id), 0)
  OR EXISTS (SELECT 1 FROM {TABLE} m WHERE m.batch_id = NEW.batch_id AND m.number = NEW.number - 1 AND (
    m.state <> NEW.since_state OR m."on" > NEW."on"
    OR NEW.edition <> m.edition + CASE WHEN NEW.verb = 'reprint' THEN 1 ELSE 0 END))
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in REFUSED:
        head = f"CREATE TRIGGER {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE} FOR EACH ROW"
        tail = " EXECUTE FUNCTION only_appends()"
        if not is_postgres:
            tail = f" BEGIN SELECT RAISE(ABORT, '{TABLE} only appends'); END"
        schema_editor.execute(head + tail, params=None)
    if not is_postgres:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} FOR EACH ROW WHEN {BROKEN}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} does not follow'); END",
            params=None,
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_truncate BEFORE TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION only_appends()",
        params=None,
    )
    schema_editor.execute(
        "CREATE FUNCTION batch_move_follows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {BROKEN} THEN RAISE EXCEPTION '{TABLE} does not follow'; END IF; RETURN NEW; END $$",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} FOR EACH ROW"
        " EXECUTE FUNCTION batch_move_follows()",
        params=None,
    )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in (*REFUSED, "INSERT", *(("TRUNCATE",) if is_postgres else ())):
        on = f" ON {TABLE}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{verb.lower()}{on}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION batch_move_follows()")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0012_sealed_second_factor"),
    ]

    operations = [
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("dni", models.CharField(max_length=8)),
                ("post", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("document", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="store.service",
                    ),
                ),
            ],
            options={
                "db_table": "form_representative",
            },
        ),
        migrations.CreateModel(
            name="BatchMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("verb", models.CharField(max_length=12)),
                ("since_state", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("edition", models.IntegerField()),
                ("list_sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="store.batch"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.representative",
                    ),
                ),
            ],
            options={
                "db_table": "form_batch_move",
            },
        ),
        migrations.CreateModel(
            name="KickOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=10)),
                ("held_on", models.DateField()),
                ("minutes", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.user",
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
                "db_table": "form_kick_off",
                "constraints": [
                    models.UniqueConstraint(fields=("region", "period"), name="kick_off_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes", ""), _negated=True), name="kick_off_minutes_given"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="representative_until_after_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="representative_document_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="batch_move_once"),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("since_state", "planned"), ("state", "generated"), ("verb", "generate")),
                    models.Q(("since_state", "generated"), ("state", "printed"), ("verb", "print")),
                    models.Q(("since_state", "generated"), ("state", "transmitted"), ("verb", "transmit")),
                    models.Q(("since_state", "printed"), ("state", "in_provision"), ("verb", "provide")),
                    models.Q(("since_state", "transmitted"), ("state", "in_provision"), ("verb", "provide")),
                    models.Q(("since_state", "in_provision"), ("state", "delivered"), ("verb", "deliver")),
                    models.Q(("since_state", "printed"), ("state", "delivered"), ("verb", "deliver")),
                    models.Q(("since_state", "transmitted"), ("state", "delivered"), ("verb", "deliver")),
                    models.Q(("since_state", "delivered"), ("state", "filling"), ("verb", "fill")),
                    models.Q(("since_state", "returned"), ("state", "filling"), ("verb", "fill")),
                    models.Q(("since_state", "delivered"), ("state", "signed"), ("verb", "sign")),
                    models.Q(("since_state", "filling"), ("state", "signed"), ("verb", "sign")),
                    models.Q(("since_state", "delivered"), ("state", "collected"), ("verb", "collect")),
                    models.Q(("since_state", "filling"), ("state", "collected"), ("verb", "collect")),
                    models.Q(("since_state", "signed"), ("state", "collected"), ("verb", "collect")),
                    models.Q(("since_state", "collected"), ("state", "checked"), ("verb", "check")),
                    models.Q(("since_state", "checked"), ("state", "observed"), ("verb", "observe")),
                    models.Q(("since_state", "observed"), ("state", "returned"), ("verb", "return")),
                    models.Q(("since_state", "checked"), ("state", "accepted"), ("verb", "accept")),
                    models.Q(("since_state", "accepted"), ("state", "captured"), ("verb", "capture")),
                    models.Q(("since_state", "accepted"), ("state", "imported"), ("verb", "import")),
                    models.Q(("since_state", "delivered"), ("state", "imported"), ("verb", "import")),
                    models.Q(("since_state", "captured"), ("state", "validated"), ("verb", "validate")),
                    models.Q(("since_state", "imported"), ("state", "validated"), ("verb", "validate")),
                    models.Q(
                        ("since_state", "validated"), ("state", "consolidated"), ("verb", "consolidate")
                    ),
                    models.Q(("since_state", "consolidated"), ("state", "closed"), ("verb", "close")),
                    models.Q(("since_state", "closed"), ("state", "corrected"), ("verb", "rectify")),
                    models.Q(("since_state", "corrected"), ("state", "corrected"), ("verb", "rectify")),
                    models.Q(("since_state", "checked"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "collected"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "delivered"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "filling"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "in_provision"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "observed"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "printed"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "returned"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "signed"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "transmitted"), ("state", "lost"), ("verb", "lose")),
                    models.Q(("since_state", "lost"), ("state", "generated"), ("verb", "reprint")),
                    _connector="OR",
                ),
                name="batch_move_legal",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), _negated=True), ("since_state", "planned"), _connector="OR"
                ),
                name="batch_move_begins_planned",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 0), ("number__gte", 1)), name="batch_move_counted"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb__in", ("generate", "reprint")), _negated=True),
                    models.Q(("list_sha256", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_move_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb__in", ("lose", "observe", "rectify")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="batch_move_reason_given",
            ),
        ),
        migrations.RunPython(add, remove),
    ]
