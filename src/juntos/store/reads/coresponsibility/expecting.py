"""The woman whom a clinic tells of by her DNI, or by her names and birth: one of a household of its list.

Nobody is offered for choice: a clinic knows the people assigned to it, not their mothers and sisters. A girl
is found only by who may know of a minor's pregnancy, whether she expects a child or not.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from juntos.core.access import Kind, Verb
from juntos.core.calendar import add_months
from juntos.core.coresponsibility.batches.lists import NominalList
from juntos.core.parameters import rules_of
from juntos.core.registry.events import EventRules
from juntos.core.registry.sought import keys_of
from juntos.programme import resolve
from juntos.store.models import Member, PadronEvent, Pregnancy
from juntos.store.reads.padron_events import is_minor
from juntos.store.reads.viewing import Viewer, check


@dataclass(frozen=True)
class Identity:
    """Who is meant: a DNI, or where there is none the names and the day of birth."""

    dni: str = ""
    given_names: str = ""
    surname1: str = ""
    birth_on: date | None = None


@dataclass(frozen=True)
class Woman:
    """A woman of a household of the list, of an age to be a mother, of whom no pregnancy is known."""

    member_id: int
    household_id: int


def woman_of(viewer: Viewer, listed: NominalList, who: Identity) -> Woman | None:
    """The one woman meant; None where there is none, or more than one, or she is told of already."""
    check(viewer, Verb.CHANGE, Kind.VERIFICATION)
    check(viewer, Verb.VIEW, Kind.HEALTH)
    rules = rules_of(EventRules, resolve(viewer.today), "registry")
    latest = add_months(viewer.today, -12 * rules.mother_age_years_min)
    found = Member.objects.filter(
        Q(dni=who.dni) if who.dni else Q(birth_on=who.birth_on),
        Q(left_on__isnull=True) | Q(left_on__gt=viewer.today),
        household__in={line.household_id for line in listed.members}, sex="f", birth_on__lte=latest,
    )  # fmt: skip
    sees_all = viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    meant = [one for one in found if _is_called(one, who) and (sees_all or not is_minor(one, viewer.today))]
    if len(meant) != 1 or _is_known(meant[0]):
        return None
    return Woman(meant[0].pk, meant[0].household_id)


def _is_called(one: Member, who: Identity) -> bool:
    """Whether somebody has the names that were said, forgiving spelling; a DNI says it by itself."""
    said = keys_of(who.given_names, who.surname1)
    return bool(who.dni) or (bool(said) and said <= keys_of(one.given_names, one.surname1, one.surname2))


def _is_known(one: Member) -> bool:
    told = PadronEvent.objects.filter(member=one, kind="pregnancy", state="proposed")
    return Pregnancy.objects.filter(member=one, ended_on__isnull=True).exists() or told.exists()
