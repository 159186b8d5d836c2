"""The cycle as people read it: cuts, runs and results by period, and where the State failed."""

from juntos.store.reads.coresponsibility.results import (
    CutRow,
    DistrictCount,
    HomeRow,
    Summary,
    cuts,
    districts,
    homes,
    posted,
    summary,
)
from juntos.store.reads.coresponsibility.supply import (
    ServiceFailures,
    ServiceRow,
    failing_services,
    service_failures,
)

__all__ = [
    "CutRow",
    "DistrictCount",
    "HomeRow",
    "ServiceFailures",
    "ServiceRow",
    "Summary",
    "cuts",
    "districts",
    "failing_services",
    "homes",
    "posted",
    "service_failures",
    "summary",
]
