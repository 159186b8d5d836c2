"""How a member stands before a schedule: what was due, what was done of it, what is missing, what is next.

A due date is a day to come; it is *due* for judging once the last day on which it could still be met is
over. Nothing here decides a payment, and no payment decides anything here (DOMAIN 0.2-4).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.calendar import add_months, age_months

KINDS = ("cred", "vaccines", "prenatal")
REASONS = ("nothing-due", "complete", "late", "missing")

# Who is followed as a child: "menores de 6 años" (study, L416-425), whatever the payment rule asks.
CHILD_AGE_MONTHS = 72


@dataclass(frozen=True)
class Standing:
    """A member before a schedule on the day of the cut.

    ``done``: of CRED and vaccines, how many of the due ones were met; of prenatal controls, all so far.
    ``missing``: the first due one not met, as kind or vaccine and number. ``reason``: ``late`` when that
    one was done after its last day, ``missing`` when it was not done. ``next_due_on``: the date of the
    first one that can still be met, None when nothing more is asked.
    """

    due: int
    done: int
    reason: str
    missing: str | None
    next_due_on: date | None

    @property
    def is_on_schedule(self) -> bool:
        return self.done >= self.due


def is_present(left_on: date | None, household_left_on: date | None, day: date) -> bool:
    """Whether a member is still in the padrón on a day: only those have a standing."""
    return all(left is None or left > day for left in (left_on, household_left_on))


def is_child(birth_on: date, day: date) -> bool:
    """Whether someone born on ``birth_on`` is followed as a child on a day: of CRED and of vaccines."""
    return birth_on <= day and age_months(birth_on, day) < CHILD_AGE_MONTHS


def due_date(birth_on: date, months: int, days: int) -> date:
    """The day on which a child born on ``birth_on`` is of an age of months and days."""
    return add_months(birth_on, months) + timedelta(days=days)


def due_date_sql(birth_on: str, months: str, days: str) -> str:
    """The SQL expression of :func:`due_date` over three expressions."""
    return f"CAST({birth_on} + INTERVAL 1 MONTH * {months} AS DATE) + {days}"
