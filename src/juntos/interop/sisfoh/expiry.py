"""Which households' classification has expired, or is about to: what the programme writes letters about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from juntos.core.registry.coverage import CoverageRules, class_standing
from juntos.interop.sisfoh.intake import IntakeHousehold


@dataclass(frozen=True, slots=True)
class Expiry:
    """A household, the days from the asked day to its class's last (below 0 when over), how that stands."""

    household: IntakeHousehold
    days_left: int
    standing: str


def expiring(households: Iterable[IntakeHousehold], day: date, rules: CoverageRules) -> tuple[Expiry, ...]:
    """The households whose class is over on a day, or is within the days of warning, the soonest first.

    The day written as the end of a class is the last one on which it counts.
    """
    found = [
        Expiry(h, (h.class_until - day).days, standing)
        for h in households
        if h.class_until and (standing := class_standing(h.class_until, day, rules)) in ("expired", "soon")
    ]
    return tuple(sorted(found, key=lambda e: (e.days_left, e.household.list_code, e.household.line)))
