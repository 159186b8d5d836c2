"""What becomes of a list of poor households: how many went back, of which region, and what it said newer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_enrolment"),
    ]

    operations = [
        migrations.AddField(
            model_name="sisfohlist",
            name="households_back",
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sisfohlist",
            name="region",
            field=models.CharField(blank=True, db_default="", max_length=2),
        ),
        migrations.AddField(
            model_name="sisfohlist",
            name="rows_in",
            field=models.IntegerField(db_default=0),
        ),
        migrations.CreateModel(
            name="ListChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.TextField()),
                ("after", models.TextField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_changes",
                        to="store.household",
                    ),
                ),
                (
                    "sisfoh_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="store.sisfohlist",
                    ),
                ),
            ],
            options={
                "db_table": "registry_list_change",
            },
        ),
    ]
