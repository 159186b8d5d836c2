"""What the State offers, day by day, and what was assessed of it before a community may enrol."""

from django.db import models
from django.db.models import F, Q

from juntos.core import supply
from juntos.store.models.accounts import User
from juntos.store.models.facts import fact, known
from juntos.store.models.territory import District, Place, Service

DECISIONS = ("sufficient", "conditional", "insufficient")

ServiceMonth = fact("ServiceMonth", supply.SERVICE_MONTHS, {"service_id": Service})
VisitDay = fact("VisitDay", supply.VISIT_DAYS, {"service_id": Service})
Closure = fact("Closure", supply.CLOSURES, {"service_id": Service}, more=known())
Incident = fact("Incident", supply.INCIDENTS, {"service_id": Service}, more=known())


class Capacity(models.Model):
    """A capacity sheet (FRM-20): what a service had on a day. A new sheet never changes an old one.

    ``sheet`` is a JSON object of the fields that ``core.supply.capacity`` declares for the sector.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="capacities")
    assessed_on = models.DateField()
    sheet = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "supply_capacity"
        indexes = [models.Index(fields=["service", "assessed_on"], name="capacity_service_on")]


class SupplyDecision(models.Model):
    """Whether a service suffices for its demand, with the arithmetic that said so, as of a day."""

    capacity = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    decision = models.CharField(max_length=12)
    demand = models.IntegerField()
    offer = models.IntegerField()
    terms = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "supply_decision"
        constraints = [
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="supply_decision_listed")
        ]


class Disclosure(models.Model):
    """An act in which a district was told what its services lack (Tabla 10, row 4)."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    audience = models.CharField(max_length=200)
    minutes = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "supply_disclosure"


class Waiver(models.Model):
    """A signed waiver: a place may enrol, for a time, though its services do not suffice.

    Without a ``sector`` it is of both.
    """

    sector = models.CharField(max_length=20, blank=True, default="", db_default="")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="waivers")
    signed_on = models.DateField()
    until = models.DateField()
    reason = models.TextField()
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "supply_waiver"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("signed_on")), name="waiver_until_after_signed"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_reason_given"),
            models.CheckConstraint(
                condition=Q(sector__in=("", *supply.SECTORS)), name="waiver_sector_exists"
            ),
        ]


class AccessMonth(models.Model):
    """What the people of a place say of a month of the year: reached, hard to reach, or cut off (FND-05)."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="access_months")
    month = models.SmallIntegerField()
    is_hard = models.BooleanField()
    is_cut = models.BooleanField(default=False, db_default=False)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "supply_access_month"
        constraints = [
            models.UniqueConstraint(fields=["place", "month"], name="access_month_once"),
            models.CheckConstraint(condition=Q(month__gte=1) & Q(month__lte=12), name="access_month_of_year"),
            models.CheckConstraint(
                condition=Q(is_cut=False) | Q(is_hard=True), name="access_month_cut_is_hard"
            ),
        ]
