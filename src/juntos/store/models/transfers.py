"""What holds a payment, and what each run settled: results, lines, and where each household then stands."""

from django.db import models
from django.db.models import Q

from juntos.core.transfers import results, tables
from juntos.store.models.coresponsibility import Run, of_period
from juntos.store.models.facts import fact, result
from juntos.store.models.registry import Household

Hold = fact("Hold", tables.HOLDS, {"household_id": Household})
Package = fact("Package", tables.PACKAGES, {"household_id": Household}, more=of_period())
HouseholdResult = result("HouseholdResult", results.HOUSEHOLD_RESULTS, Run)
Entitlement = result("Entitlement", results.ENTITLEMENTS, Run)


class Standing(models.Model):
    """Where a household stood after a period: what the next one starts from.

    Rows without a run are the opening position of a record that begins in the middle of the programme.
    """

    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    household_id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    suspensions = models.SmallIntegerField()
    compliant_streak = models.SmallIntegerField()
    owed_cents = models.BigIntegerField()
    last_result = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "result_standing"
        constraints = [
            models.UniqueConstraint(fields=["run", "household_id"], name="standing_once"),
            models.CheckConstraint(condition=Q(state__in=tables.STATES), name="standing_state_listed"),
            models.CheckConstraint(condition=Q(owed_cents__gte=0), name="standing_owed_not_negative"),
        ]
