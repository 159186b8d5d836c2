"""Which periods the record has results of."""

from juntos.store.models import Run


def last_posted() -> str | None:
    """The label of the latest period with results, None before the first."""
    return Run.objects.order_by("-period").values_list("period", flat=True).first()
