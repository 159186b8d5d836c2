"""Which households' classification has expired, or is about to: what the programme writes letters about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from juntos.interop.sisfoh.intake import IntakeHousehold


@dataclass(frozen=True, slots=True)
class Expiry:
    """A household, and the days from the asked day to its class's last; below 0 when it is over."""

    household: IntakeHousehold
    days_left: int

    @property
    def is_expired(self) -> bool:
        """Whether the class no longer counts on the asked day."""
        return self.days_left < 0


def expiring(households: Iterable[IntakeHousehold], day: date, days: int) -> tuple[Expiry, ...]:
    """The households whose class is over on a day, or is within so many days of it, the soonest first.

    The day written as the end of a class is the last one on which it counts.
    """
    found = [Expiry(h, (h.class_until - day).days) for h in households if h.class_until is not None]
    near = [expiry for expiry in found if expiry.days_left <= days]
    return tuple(sorted(near, key=lambda e: (e.days_left, e.household.list_code, e.household.line)))
