"""Entering the programme: the communal assembly, the agreement, the service of each member."""

from django.db import models
from django.db.models import Q

from juntos.core import enrolment
from juntos.core.coresponsibility import tables as coresponsibility
from juntos.store.models.accounts import User
from juntos.store.models.facts import fact
from juntos.store.models.registry import Household, Member
from juntos.store.models.territory import Place, Service

ASSEMBLY_STATES = ("convened", "published", "held", "closed", "cancelled")
DECISIONS = ("ratified", "objected")
SIGNED_BY = ("signature", "fingerprint")

Classification = fact("Classification", enrolment.CLASSIFICATIONS, {"place_id": Place})
Assignment = fact("Assignment", coresponsibility.ASSIGNMENTS, {"member_id": Member, "service_id": Service})


class FieldVisit(models.Model):
    """A gestor's visit to a listed household: its members as found, and since when it lives there."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="field_visits")
    visited_on = models.DateField()
    resident_since = models.DateField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "enrolment_field_visit"
        constraints = [
            models.CheckConstraint(
                condition=Q(resident_since__isnull=True) | Q(resident_since__lte=models.F("visited_on")),
                name="field_visit_after_arrival",
            )
        ]


class Assembly(models.Model):
    """A communal validation assembly (PRO-02a): when and where it is called, and who came.

    ``attendees`` counts listed households with somebody there, ``others`` everyone else; ``boards`` are
    where the list was published, apart by commas; ``authorities`` who sign the minutes, one a line.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="assemblies")
    convened_for = models.DateTimeField()
    called_on = models.DateField(null=True)
    venue = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default="convened")
    published_on = models.DateField(null=True)
    boards = models.CharField(max_length=60, blank=True)
    held_on = models.DateField(null=True)
    attendees = models.IntegerField(null=True)
    others = models.IntegerField(null=True)
    authorities = models.TextField(blank=True)
    agreements = models.TextField(blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "enrolment_assembly"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ASSEMBLY_STATES), name="assembly_state_listed")
        ]


class AssemblyHousehold(models.Model):
    """A household before an assembly: ratified, or objected with a reason; in ``words`` if it is another."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="households")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assemblies")
    decision = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "enrolment_assembly_household"
        constraints = [
            models.UniqueConstraint(fields=["assembly", "household"], name="assembly_household_once"),
            models.CheckConstraint(
                condition=Q(decision__in=("", *DECISIONS)), name="assembly_decision_listed"
            ),
            models.CheckConstraint(
                condition=~Q(decision="objected") | ~Q(reason=""), name="assembly_objection_reasoned"
            ),
        ]


class Agreement(models.Model):
    """An agreement a household signed (FRM-06): which text, when, and how.

    ``terms`` is a JSON object of the members it names: each one's duty and the code of the service.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="agreements")
    text_version = models.CharField(max_length=20)
    signed_on = models.DateField()
    signed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=12, default="signature")
    terms = models.TextField(default="{}", db_default="{}")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "enrolment_agreement"
        constraints = [
            models.UniqueConstraint(fields=["household", "text_version"], name="agreement_text_once"),
            models.CheckConstraint(condition=Q(means__in=SIGNED_BY), name="agreement_means_listed"),
        ]
