"""The nominal lists that forms were printed from, sealed: rows are only added."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.triggers import permit, refuse

TABLE = "form_sealed_list"


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    refuse(schema_editor, TABLE)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permit(schema_editor, TABLE)


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
