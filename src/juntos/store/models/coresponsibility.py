"""Evidence, which is only ever added to, and what each run of a period found from it."""

from django.db import models

from juntos.core.coresponsibility import results, tables
from juntos.store.models.accounts import User
from juntos.store.models.facts import Field, fact, known, result
from juntos.store.models.registry import Household, Member
from juntos.store.models.territory import Place, Region, Service

_MEMBER = {"member_id": Member}
_BOTH = {"member_id": Member, "service_id": Service}


def of_period() -> dict[str, Field]:
    """The column of facts that belong to a period rather than to a day."""
    return {"period": models.CharField(max_length=10)}


Attendance = fact("Attendance", tables.ATTENDANCES, _BOTH)
Vaccination = fact("Vaccination", tables.VACCINATIONS, _MEMBER)
Measurement = fact("Measurement", tables.MEASUREMENTS, _MEMBER)
SchoolEnrolment = fact("SchoolEnrolment", tables.SCHOOL_ENROLMENTS, _BOTH)
SchoolMonth = fact("SchoolMonth", tables.SCHOOL_MONTHS, _BOTH)
Promotion = fact("Promotion", tables.PROMOTIONS, _MEMBER)
Refusal = fact("Refusal", tables.REFUSALS, _BOTH, more=known())
Travel = fact("Travel", tables.TRAVELS, {"place_id": Place, "service_id": Service})
Outreach = fact("Outreach", tables.OUTREACHES, {"place_id": Place})
Batch = fact("Batch", tables.BATCHES, {"service_id": Service}, more=of_period())
FormRow = fact("FormRow", tables.FORM_ROWS, {"batch_id": Batch, **_MEMBER})
Contact = fact("Contact", tables.CONTACTS, {"household_id": Household}, more=known())
Talk = fact("Talk", tables.TALKS, {"household_id": Household})
ExceptionRequest = fact("ExceptionRequest", tables.EXCEPTIONS, _MEMBER, more=of_period())


class Cut(models.Model):
    """A frozen cut: its period, how far it knew, and the fingerprint of its manifest.

    ``folder`` is its name under the record's files; ``parent`` the cut that it revises.
    """

    period = models.CharField(max_length=10)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    known_at = models.DateField()
    sha256 = models.CharField(max_length=64, unique=True)
    folder = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="revisions")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cycle_cut"


class Run(models.Model):
    """A posted run of a period: the cut it was computed from and the fingerprint of its manifest.

    ``revision`` counts the runs of a period from 0; the latest is the one in force.
    """

    period = models.CharField(max_length=10)
    revision = models.IntegerField()
    cut = models.ForeignKey(Cut, null=True, on_delete=models.PROTECT, related_name="runs")
    profile = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    results_sha256 = models.CharField(max_length=64)
    folder = models.CharField(max_length=200)
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "cycle_run"
        constraints = [models.UniqueConstraint(fields=["period", "revision"], name="run_revision_once")]


MemberResult = result("MemberResult", results.MEMBER_RESULTS, Run)
AttributionResult = result("AttributionResult", results.ATTRIBUTION, Run)
