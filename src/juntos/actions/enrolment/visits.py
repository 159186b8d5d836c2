"""The field visit: a gestor finds a listed household, its people, and since when it lives there (PRO-02)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from juntos.actions.audit.tracing import Trace
from juntos.actions.enrolment.moving import Asked, leave_trace, move_all, reached
from juntos.actions.registry.keys import index_member
from juntos.core.calendar import add_months, age_months
from juntos.core.errors import Fault, RequestError
from juntos.core.registry.states import REASONS, Facts
from juntos.programme.record_words import said
from juntos.store.models import FieldVisit, Household, Member
from juntos.store.models.registry import KINSHIPS
from juntos.store.reads.enrolment.people import may_know
from juntos.store.reads.enrolment.rules import EnrolmentRules, rules_on
from juntos.store.reads.viewing import Viewer

OLDEST = date(1900, 1, 1)
DNI_DIGITS = 8
OPEN_STATES = ("listed", "pre_validated", "objected")


@dataclass(frozen=True)
class Visit:
    """A household as it was found: the months it has lived in the district, and who of it is a member.

    ``targets`` are of those that the gestor may know of; nothing is said of the others.
    """

    household_id: int
    residence_months: int | None
    targets: frozenset[int]


@dataclass(frozen=True)
class PersonFound:
    """A person's data as found. ``is_target`` None leaves it as it is."""

    given_names: str
    surname1: str
    surname2: str
    dni: str
    birth_on: date
    sex: str
    kinship: str
    is_target: bool | None = None


def validate_households(visits: Sequence[Visit], *, by: Viewer, at: datetime) -> int:
    """Record the visits of households of a list and validate them; how many. All of them, or none.

    Raises RequestError with what each lacks: a member, the months of residence, the turn.
    """
    if not visits:
        raise RequestError(Fault("nothing-chosen"))
    rules = rules_on(by.today)
    unsaid = [v.household_id for v in visits if v.residence_months is None]
    if unsaid:
        raise RequestError(*(Fault("residence-missing", column=f"r-{key}", value=str(key)) for key in unsaid))
    with transaction.atomic():
        found = reached((v.household_id for v in visits), by)
        counted = _mark_members(visits, by, rules)
        FieldVisit.objects.bulk_create(
            FieldVisit(
                household=found[v.household_id],
                visited_on=by.today,
                resident_since=add_months(by.today, -(v.residence_months or 0)),
                by_id=by.user_id,
                at=at,
            )
            for v in visits
        )
        facts = {
            v.household_id: Facts(
                role="",
                evidence=f"field-visit:{by.today}",
                target_members=counted.get(v.household_id, 0),
                residence_months=v.residence_months,
            )
            for v in visits
        }
        move_all(found, Asked("pre_validate", facts), conditions=rules.conditions, by=by, at=at)
        trace = Trace(
            "enrolment.validate", _subject(found), count=len(found), detail={"households": sorted(found)}
        )
        leave_trace(trace, found.values(), by=by, at=at)
    return len(visits)


def set_person(
    household_id: int, member_id: int | None, person: PersonFound, *, by: Viewer, at: datetime
) -> int:
    """Correct somebody of a household on its way in, or add who was missing; the person's number."""
    with transaction.atomic():
        home = _open(household_id, by)
        _check_person(person, by.today)
        row = Member(household=home, is_target=False, joined_on=by.today)
        if member_id is not None:
            row = _member(home, member_id)
        row.given_names, row.surname1, row.surname2 = person.given_names, person.surname1, person.surname2
        row.dni, row.birth_on = person.dni or None, person.birth_on
        row.sex, row.kinship = person.sex, person.kinship
        if person.is_target is not None and may_know(
            by, age_months(row.birth_on, by.today), rules_on(by.today)
        ):
            row.is_target = person.is_target
        row.save()
        index_member(row)
        if row.kinship == "titular" and home.titular_id != row.pk:
            Member.objects.filter(household=home, pk=home.titular_id or 0).update(kinship="other")
            Household.objects.filter(pk=home.pk).update(titular=row)
        action = "enrolment.correct_person" if member_id else "enrolment.add_person"
        leave_trace(Trace(action, f"household:{home.pk}", detail={"member": row.pk}), [home], by=by, at=at)
    return int(row.pk)


def take_out_person(household_id: int, member_id: int, *, reason: str, by: Viewer, at: datetime) -> None:
    """Somebody of the list who does not live there: closed with the reason, never deleted."""
    if reason not in REASONS["leave"]:
        raise RequestError(Fault("reason-missing", column="reason"))
    with transaction.atomic():
        home = _open(household_id, by)
        row = _member(home, member_id)
        if home.titular_id == row.pk:
            raise RequestError(Fault("last-titular"))
        row.left_on = max(by.today, row.joined_on + timedelta(days=1))
        row.left_reason = reason
        row.save(update_fields=["left_on", "left_reason"])
        trace = Trace(
            "enrolment.take_out_person", f"household:{home.pk}", detail={"member": row.pk, "reason": reason}
        )
        leave_trace(trace, [home], by=by, at=at)


def _mark_members(visits: Sequence[Visit], by: Viewer, rules: EnrolmentRules) -> dict[int, int]:
    """Say of each person that the gestor may know of whether it is a member; how many each household has."""
    ticked = frozenset().union(*(v.targets for v in visits))
    people = list(Member.objects.filter(household__in=[v.household_id for v in visits], left_on__isnull=True))
    counted: dict[int, int] = {}
    changed = []
    for person in people:
        if may_know(by, age_months(person.birth_on, by.today), rules):
            is_target = person.pk in ticked
            if is_target != person.is_target:
                person.is_target = is_target
                changed.append(person)
        counted[person.household_id] = counted.get(person.household_id, 0) + person.is_target
    Member.objects.bulk_update(changed, ["is_target"], batch_size=500)
    return counted


def _open(household_id: int, by: Viewer) -> Household:
    home = reached([household_id], by)[household_id]
    if home.state not in OPEN_STATES:
        state = said("state", home.state)
        raise RequestError(Fault("household-not-visited", value=str(household_id), expected=state))
    return home


def _member(home: Household, member_id: int) -> Member:
    row = Member.objects.filter(pk=member_id, household=home, left_on__isnull=True).first()
    if row is None:
        raise RequestError(Fault("person-not-here"))
    return row


def _check_person(person: PersonFound, today: date) -> None:
    faults = []
    if not OLDEST <= person.birth_on <= today:
        born = f"{person.birth_on:%d/%m/%Y}"
        faults.append(Fault("birth-impossible", column="birth_on", value=born, expected=f"{OLDEST:%d/%m/%Y}"))
    if person.dni and not (len(person.dni) == DNI_DIGITS and person.dni.isdecimal()):
        faults.append(Fault("dni-form", column="dni", value=person.dni))
    if person.kinship not in KINSHIPS or person.sex not in ("f", "m"):
        faults.append(Fault("field-not-offered", column="kinship", value=person.kinship))
    if faults:
        raise RequestError(*faults)


def _subject(found: Mapping[int, Household]) -> str:
    return f"household:{min(found)}" if len(found) == 1 else "households"
