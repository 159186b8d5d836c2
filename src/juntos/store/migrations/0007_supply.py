"""Waivers of one sector, and months in which the people of a place say that nobody gets through."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("store", "0006_registry_names")]

    operations = [
        migrations.AddField(
            model_name="accessmonth",
            name="is_cut",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="waiver",
            name="sector",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="accessmonth",
            constraint=models.CheckConstraint(
                condition=Q(is_cut=False) | Q(is_hard=True), name="access_month_cut_is_hard"
            ),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=Q(sector__in=("", "health", "education")), name="waiver_sector_exists"
            ),
        ),
    ]
