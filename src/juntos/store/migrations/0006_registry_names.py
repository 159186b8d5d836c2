"""The words by which people are found: a word, what it leaves with a letter less, and who has it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_evidence_only_appends"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("people", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "registry_name_word",
            },
        ),
        migrations.CreateModel(
            name="NameSlip",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "left_over", "word_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("left_over", models.CharField(max_length=40)),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.nameword",
                    ),
                ),
            ],
            options={
                "db_table": "registry_name_slip",
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word_id", "member_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.member"
                    ),
                ),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.nameword",
                    ),
                ),
            ],
            options={
                "db_table": "registry_name_key",
            },
        ),
    ]
