"""The nominal lists that forms were printed from, as they were sealed; rows are only added."""

from django.db import models
from django.db.models import Q

from juntos.store.models.coresponsibility import Batch, Cut


class SealedList(models.Model):
    """The list of a batch's edition (FRM-07): its seal, the cut it was made from, and how many it names.

    ``reserved`` are the girls whom the clinic's Formato 03 alone names; ``listed`` are all the others, and
    the only count that anybody is told.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lists")
    edition = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    listed = models.IntegerField()
    reserved = models.IntegerField(default=0)
    cut = models.ForeignKey(Cut, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "form_sealed_list"
        constraints = [
            models.UniqueConstraint(fields=["batch", "edition"], name="sealed_list_once"),
            models.CheckConstraint(condition=~Q(sha256=""), name="sealed_list_sealed"),
            models.CheckConstraint(
                condition=Q(edition__gte=0, listed__gte=0, reserved__gte=0), name="sealed_list_counted"
            ),
        ]
