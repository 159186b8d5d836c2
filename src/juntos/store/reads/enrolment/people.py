"""The people of households, as a viewer may know them.

Whom the programme asks something of is a child by age, or a pregnant woman. So whether a grown person is a
member is a health value, and whether a girl is, beyond the child's age, the most reserved of all: who may
not see that sees neither the mark, nor the question, nor a count of it.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from juntos.core.access import Kind, Verb
from juntos.core.calendar import age_months
from juntos.store import models as m
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.viewing import Viewer

ADULT_MONTHS = 18 * 12


@dataclass(frozen=True)
class Person:
    """Somebody of a household. ``is_asked``: whether the viewer may say if it is a member of the programme.

    ``is_target`` is what the viewer may know of it: False where it may not.
    """

    member_id: int
    household_id: int
    given_names: str
    surname1: str
    surname2: str
    dni: str
    birth_on: date
    sex: str
    kinship: str
    is_titular: bool
    age_months: int
    is_child: bool
    is_asked: bool
    is_target: bool

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given_names, self.surname1, self.surname2)))

    @property
    def age_years(self) -> int:
        return self.age_months // 12


def people_of(
    viewer: Viewer, household_ids: Collection[int], rules: EnrolmentRules
) -> dict[int, tuple[Person, ...]]:
    """Those who live in each household today, the titular first and then by age: one query."""
    rows = (
        m.Member.objects.filter(household__in=household_ids, left_on__isnull=True)
        .select_related("household")
        .order_by("birth_on", "pk")
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for row in rows:
        found[row.household_id].append(_person(row, viewer, rules))
    return {key: tuple(sorted(people, key=lambda p: not p.is_titular)) for key, people in found.items()}


def _person(row: m.Member, viewer: Viewer, rules: EnrolmentRules) -> Person:
    age = age_months(row.birth_on, viewer.today)
    is_asked = may_know(viewer, age, rules)
    return Person(
        member_id=row.pk,
        household_id=row.household_id,
        given_names=row.given_names,
        surname1=row.surname1,
        surname2=row.surname2,
        dni=row.dni or "",
        birth_on=row.birth_on,
        sex=row.sex,
        kinship=row.kinship,
        is_titular=row.pk == row.household.titular_id,
        age_months=age,
        is_child=age < rules.child_months,
        is_asked=is_asked and (age < rules.child_months or row.sex == "f"),
        is_target=is_asked and row.is_target,
    )


def may_know(viewer: Viewer, months: int, rules: EnrolmentRules) -> bool:
    """Whether a viewer may know if somebody of an age is a member of the programme."""
    if months < rules.child_months:
        return True
    kind = Kind.HEALTH if months >= ADULT_MONTHS else Kind.MINOR_PREGNANCY
    return viewer.may(Verb.VIEW, kind)
