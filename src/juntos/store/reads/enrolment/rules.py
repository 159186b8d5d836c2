"""What a day's rules ask of a household that enters, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from juntos.core.enrolment.agreement import Agreement, TextVersion, must_sign_again
from juntos.core.enrolment.assembly import AssemblyRules
from juntos.core.enrolment.assignment import CLINIC, AssignmentRules
from juntos.core.parameters import rules_of
from juntos.core.registry.states import Conditions
from juntos.programme.agreement_texts import versions
from juntos.programme.loader import resolve

# The level that a school serves, by the kind that the territory keeps.
SCHOOL_KINDS: Mapping[str, str] = {"inicial": "inicial", "primaria": "primary", "secundaria": "secondary"}


@dataclass(frozen=True)
class EnrolmentRules:
    """The rules of a day. Ages are in whole months; ``texts`` are those of the agreement, oldest first."""

    day: date
    conditions: Conditions
    assembly: AssemblyRules
    assignment: AssignmentRules
    child_months: int
    school_months: int
    minutes_max: int
    texts: tuple[TextVersion, ...]

    @property
    def valid_texts(self) -> tuple[str, ...]:
        """The versions that nobody has to sign again on this day."""
        return tuple(
            text.version
            for text in self.texts
            if text.since <= self.day
            and not must_sign_again(Agreement(0, text.version, text.since, "", None), self.texts, self.day)
        )


@cache
def rules_on(day: date) -> EnrolmentRules:
    """The rules in force on a day."""
    values = resolve(day)

    def whole(name: str) -> int:
        return int(values.values[name].value)

    return EnrolmentRules(
        day=day,
        conditions=rules_of(Conditions, values, "enrolment"),
        assembly=rules_of(AssemblyRules, values, "enrolment"),
        assignment=rules_of(AssignmentRules, values, "enrolment"),
        child_months=whole("coresponsibility.age_limit_years") * 12,
        school_months=whole("coresponsibility.education_age_months_min"),
        minutes_max=whole("coresponsibility.travel_minutes_max"),
        texts=versions(),
    )


def level_served(sector: str, kind: str) -> str:
    """Which level of members a service takes: a clinic's, or a school's; its kind where we do not know it."""
    return CLINIC if sector == "health" else SCHOOL_KINDS.get(kind, kind)
