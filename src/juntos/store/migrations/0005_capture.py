"""Rows as they were keyed and the signatures under them: both are only ever added."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from juntos.store.together import Together
from juntos.store.triggers import permit, permit_rows, refuse, refuse_rows

ROWS = "form_capture_row"
FIXED = (ROWS, "form_list_signature", "form_signed_row")
FUNCTION = "capture_row_corrects"
# Whether a new row does not correct one of its own list and member, or corrects one keyed blind.
BROKEN = f"""
  NEW.supersedes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {ROWS} r WHERE r.id = NEW.supersedes_id
    AND r.batch_id = NEW.batch_id AND r.member_id = NEW.member_id AND r.source <> 'double')
"""


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    refuse(schema_editor, *FIXED)
    refuse_rows(schema_editor, ROWS, BROKEN, "corrects another list", FUNCTION)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    permit(schema_editor, *FIXED)
    permit_rows(schema_editor, ROWS, FUNCTION)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_form_batches"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CaptureRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=36, unique=True)),
                        ("source", models.CharField(max_length=6)),
                        ("filled_by", models.CharField(max_length=8)),
                        ("serial", models.CharField(blank=True, max_length=40)),
                        ("kept", models.TextField()),
                        ("seconds", models.IntegerField(null=True)),
                        ("at", models.DateTimeField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="capture_rows",
                                to="store.batch",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.member",
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded",
                                to="store.capturerow",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_capture_row",
                    },
                ),
                migrations.CreateModel(
                    name="ListSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.IntegerField()),
                        ("filled_by", models.CharField(max_length=8)),
                        ("signed_on", models.DateField()),
                        ("rows", models.IntegerField()),
                        ("flagged", models.IntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("at", models.DateTimeField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="store.batch",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.representative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_list_signature",
                    },
                ),
                migrations.CreateModel(
                    name="SignedRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "form_row",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="store.formrow",
                            ),
                        ),
                        (
                            "row",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signed",
                                to="store.capturerow",
                            ),
                        ),
                        (
                            "signature",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signed",
                                to="store.listsignature",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "form_signed_row",
                    },
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("source", "double"), _negated=True)
                        ),
                        fields=("batch", "member"),
                        name="capture_row_begins_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source", "double")),
                        fields=("batch", "member"),
                        name="capture_row_doubled_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("source__in", ("page", "paper", "double"))),
                        name="capture_row_source_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("filled_by__in", ("service", "microred", "gestor"))),
                        name="capture_row_filler_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "double"), _negated=True),
                            ("supersedes__isnull", True),
                            _connector="OR",
                        ),
                        name="capture_row_double_is_blind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("seconds__isnull", True), ("seconds__gte", 0), _connector="OR"),
                        name="capture_row_seconds_counted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="capturerow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="capture_row_key_given"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listsignature",
                    constraint=models.UniqueConstraint(
                        fields=("batch", "number"), name="list_signature_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listsignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("filled_by__in", ("service", "microred", "gestor"))),
                        name="list_signature_filler_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="listsignature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("flagged__gte", 0),
                            ("flagged__lte", models.F("rows")),
                            ("number__gte", 1),
                            ("rows__gte", 1),
                        ),
                        name="list_signature_counted",
                    ),
                ),
            ]
        ),
        migrations.RunPython(add, remove),
    ]
