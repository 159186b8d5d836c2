"""What a region's period looks like at its closing: what is ready, and what would stay without verifying."""

from dataclasses import dataclass

from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.conservation import verifies
from juntos.core.coresponsibility.batches.states import ENDED, BatchRules
from juntos.core.periods import Period
from juntos.store.reads.coresponsibility.batches import BatchRow, found_batches, row_of
from juntos.store.reads.viewing import Viewer, check

READY = "consolidated"


@dataclass(frozen=True)
class Closing:
    """The batches of a region's period: how many are ready to close and closed, and those that are neither.

    ``unverified`` are the members on the lists of those left that were not accepted: no form verifies them,
    which the programme owes them.
    """

    ready: int
    ended: int
    left: tuple[BatchRow, ...]

    @property
    def unverified(self) -> int:
        return sum(unverified(row) for row in self.left)

    @property
    def batches(self) -> int:
        return self.ready + self.ended + len(self.left)


def unverified(row: BatchRow) -> int:
    """How many members a batch leaves without a form that verifies them."""
    return 0 if verifies(row.state) else row.listed or 0


def closing(viewer: Viewer, region: str, period: Period, rules: BatchRules) -> Closing:
    """How a region's period stands before its closing; the batches left by district and service."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(period=period.label, service__district__province__region=region)
    rows = [row_of(one, viewer, rules) for one in found.order_by("service__district__name", "service__name")]
    return Closing(
        ready=sum(row.state == READY for row in rows),
        ended=sum(row.state in ENDED for row in rows),
        left=tuple(row for row in rows if row.state != READY and row.state not in ENDED),
    )
