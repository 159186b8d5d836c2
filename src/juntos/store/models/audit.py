"""The audit trail: an event per action, never changed, and the seals that chain them by hash.

Events and seals refuse UPDATE and DELETE by trigger. A seal lists the very events that it covers, so
that one that was still being written when the sealer passed is taken by the next.
"""

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One action: who, when, what, on what, how many, and the SHA-256 of the files it used or made.

    ``region`` is the two digits of its chain, empty for the nation's. ``purpose`` is what the person
    said it was for, where reading health data or exporting asks.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey("store.User", null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    region = models.CharField(max_length=2, blank=True)
    count = models.BigIntegerField(default=1)
    sha256 = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.TextField(default="{}")

    class Meta:
        db_table = "audit_event"
        indexes = [models.Index(fields=["subject", "at"], name="event_subject_at")]
        constraints = [
            models.CheckConstraint(condition=~Q(action=""), name="event_action_given"),
            models.CheckConstraint(condition=Q(count__gte=0), name="event_count_not_negative"),
        ]


class Seal(models.Model):
    """A link of a region's chain: the hash of the one before, of the events it covers, and their count.

    ``events`` counts every event sealed in the region so far, this seal's included.
    """

    region = models.CharField(max_length=2, blank=True)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    events = models.PositiveBigIntegerField()
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_seal"
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="seal_number_once")]


class SealedEvent(models.Model):
    """An event under a seal, with its digest when it was sealed."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, db_constraint=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed")
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_sealed"
