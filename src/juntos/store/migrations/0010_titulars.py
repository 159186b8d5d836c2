"""Who was the titular until a day: a change of titular leaves the cuts of before as they were."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_intake"),
    ]

    operations = [
        migrations.CreateModel(
            name="PastTitular",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_titulars",
                        to="store.household",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.member",
                    ),
                ),
            ],
            options={
                "db_table": "registry_past_titular",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="past_titular_until_after_since",
                    ),
                    models.UniqueConstraint(fields=("household", "since"), name="past_titular_once"),
                ],
            },
        ),
    ]
