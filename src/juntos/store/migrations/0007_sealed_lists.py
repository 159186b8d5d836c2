"""The nominal lists that forms were printed from, sealed: rows are only added."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "form_sealed_list"
REFUSED = ("UPDATE", "DELETE")


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in REFUSED:
        head = f"CREATE TRIGGER {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE} FOR EACH ROW"
        tail = " EXECUTE FUNCTION only_appends()"
        if not is_postgres:
            tail = f" BEGIN SELECT RAISE(ABORT, '{TABLE} only appends'); END"
        schema_editor.execute(head + tail, params=None)
    if is_postgres:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_truncate BEFORE TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION only_appends()",
            params=None,
        )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in (*REFUSED, *(("TRUNCATE",) if is_postgres else ())):
        on = f" ON {TABLE}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{verb.lower()}{on}")


class Migration(migrations.Migration):
    dependencies = [("store", "0006_orders")]
    operations = [
        migrations.CreateModel(
            name="SealedList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("listed", models.IntegerField()),
                ("reserved", models.IntegerField(default=0)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lists", to="store.batch"
                    ),
                ),
                (
                    "cut",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.cut",
                    ),
                ),
            ],
            options={
                "db_table": "form_sealed_list",
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "edition"), name="sealed_list_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True), name="sealed_list_sealed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 0), ("listed__gte", 0), ("reserved__gte", 0)),
                        name="sealed_list_counted",
                    ),
                ],
            },
        ),
        migrations.RunPython(add, remove),
    ]
