"""The ratified households of a community, each with all that its affiliation stands on or still lacks."""

from dataclasses import dataclass

from juntos.core.access import Kind, Verb
from juntos.store import models as m
from juntos.store.reads.enrolment.progress import name_of
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.enrolment.standing import RATIFIED, Standing, standing_of
from juntos.store.reads.viewing import Viewer, check, households_within


@dataclass(frozen=True)
class ToApprove:
    """A household that waits for the approval."""

    household_id: int
    titular: str
    standing: Standing


def to_approve(viewer: Viewer, place_code: str, rules: EnrolmentRules) -> tuple[ToApprove, ...]:
    """The ratified households of a community within reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = m.Household.objects.filter(households_within(viewer), place__code=place_code, state=RATIFIED)
    standings = standing_of(found, rules)
    named = found.select_related("titular").order_by("titular__surname1", "pk")
    return tuple(ToApprove(row.pk, name_of(row.titular), standings[row.pk]) for row in named)
