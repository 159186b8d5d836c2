"""What a list would do to the record: which households are new, known, changed, or cannot be taken.

A household is known when the record has its line of its list with some of its people, its titular's DNI
with the same people (some more or some less), or exactly its people. Whatever is uncertain is taken as new,
with the pair of people that may be one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model, Q

from juntos.actions.registry.duplicates import OUT
from juntos.core.errors import Fault, RefusedError
from juntos.core.registry.sought import keys_of
from juntos.core.registry.states import START, verbs_from
from juntos.interop.sisfoh import Intake, IntakeHousehold, IntakePerson
from juntos.interop.sisfoh.fields import BY_NAME
from juntos.interop.sisfoh.sending_back import send_back
from juntos.store.models import Household, Member, Place
from juntos.store.reads.intake import among, among_numbers
from juntos.store.reads.viewing import Viewer, households_within, places_within

ENLIST = "enlist"
NAMES = ("surname1", "surname2", "given_names")
# What a list may say newer of a household that is there: the field of each, by its name in the list.
RENEWED = ("poverty_class", "class_until", "score", "classified_on")


@dataclass(frozen=True)
class Change:
    """What the list says newer of a household: its fields before and after."""

    household_id: int
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True)
class Twin:
    """A person of the list, by place among the intake's, whose DNI a person of the record has."""

    person: int
    member_id: int
    household_id: int


@dataclass(frozen=True)
class Plan:
    """What an import would do. ``intake`` is the list without what the record sends back.

    ``new`` are places among ``intake.households``; ``equal`` how many say nothing new; ``place_ids`` by code.
    """

    intake: Intake
    new: tuple[int, ...]
    changed: tuple[Change, ...]
    equal: int
    twins: tuple[Twin, ...]
    place_ids: Mapping[str, int]

    @property
    def households_back(self) -> int:
        """How many households go back: each gives its first faulty row to all its rows."""
        return len({(one.row.sheet, one.with_row) for one in self.intake.returned})


@dataclass(frozen=True)
class _Known:
    """A household of the record with its people's DNI, and their names and births."""

    row: Mapping[str, Any]
    dnis: frozenset[str]
    names: frozenset[tuple[frozenset[str], date]]
    size: int


def may_enlist(viewer: Viewer) -> bool:
    """Whether the viewer's role brings households into the record (core.registry.states)."""
    return ENLIST in verbs_from(START, viewer.role.name)


def check_enlist(viewer: Viewer | None) -> None:
    """Raises RefusedError for a role that does not bring households in; None is the console."""
    if viewer is not None and not may_enlist(viewer):
        raise RefusedError(Fault("access-refused", value=ENLIST, more={"role": viewer.role.title}))


def plan_list(intake: Intake, *, by: Viewer | None) -> Plan:
    """What importing a list would do, within reach of who imports it; seven queries, however long it is.

    Raises RefusedError for a role that does not import lists.
    """
    check_enlist(by)
    places = {code: (number, is_in) for code, number, is_in in _places(by)}
    within = {number for number, is_in in places.values() if is_in}
    lines, dnis = _found(intake, by)
    people: dict[int, list[IntakePerson]] = defaultdict(list)
    for person in intake.people:
        people[person.household].append(person)
    wrong: dict[int, Fault] = {}
    met: list[tuple[int, _Known | None]] = []
    for at, home in enumerate(intake.households):
        known = lines.get((home.list_code, str(home.line)))
        if long := _too_long(home, people[at]):
            wrong[at] = long
        elif not places.get(home.place_code, (0, False))[1]:
            wrong[at] = _fault("list-place-beyond", "place_code", home.place_code)
        elif known is not None and not (known.row["place_id"] in within and _shared(people[at], known)):
            wrong[at] = _fault("list-line-taken", "line", str(home.line), list=home.list_code)
        else:
            met.append((at, known or _same(people[at], dnis)))
    kept = send_back(intake, wrong)
    new = tuple(place for place, (_, known) in enumerate(met) if known is None)
    changes = [(known, newer(intake.households[at], known.row)) for at, known in met if known]
    changed = {
        known.row["pk"]: Change(known.row["pk"], {name: known.row[name] for name in after}, after)
        for known, after in changes
        if after
    }
    return Plan(
        intake=kept,
        new=new,
        changed=tuple(changed.values()),
        equal=len(changes) - len(changed),
        twins=_twins(kept, frozenset(new)),
        place_ids={code: number for code, (number, _) in places.items()},
    )


def _too_long(home: IntakeHousehold, people: Sequence[IntakePerson]) -> Fault | None:
    """The fault of a text that is longer than the record keeps."""
    told = [("list_code", home.list_code, _letters(Household, "list_code"))]
    for name in NAMES:
        told += [(name, getattr(person, name), _letters(Member, name)) for person in people]
    return next(
        (_fault("list-text-long", n, text, most=str(k)) for n, text, k in told if len(text) > k), None
    )


@cache
def _letters(model: type[Model], name: str) -> int:
    most = getattr(model._meta.get_field(name), "max_length", None)
    assert isinstance(most, int)
    return most


def newer(home: IntakeHousehold, known: Mapping[str, Any]) -> dict[str, object]:
    """What a list says newer of a household than the record: what to change, which may be nothing.

    A later day of classification is newer; where the list gives none, a later end of the class is. A list
    of the same day only fills what was blank.
    """
    said = {name: getattr(home, name) for name in RENEWED if getattr(home, name) is not None}
    if home.address:
        said["address"] = home.address[: _letters(Household, "address")]
    if not _is_later(home, known):
        said = {name: value for name, value in said.items() if known[name] in (None, "")}
    return {name: value for name, value in said.items() if value != known[name]}


def _is_later(home: IntakeHousehold, known: Mapping[str, Any]) -> bool:
    name = "classified_on" if home.classified_on else "class_until"
    said, held = getattr(home, name), known[name]
    return said is not None and (held is None or said > held)


def _places(by: Viewer | None) -> list[tuple[str, int, bool]]:
    """Every place of the record: its code, its number, and whether it is within reach."""
    every = Place.objects.values_list("code", "pk")
    if by is None:
        return [(code, number, True) for code, number in every]
    within = set(Place.objects.filter(places_within(by)).values_list("pk", flat=True))
    return [(code, number, number in within) for code, number in every]


def _found(
    intake: Intake, by: Viewer | None
) -> tuple[dict[tuple[str, str], _Known], dict[str, list[_Known]]]:
    """Households of the record that the list may be about: by list and line, and within reach by DNI."""
    codes = {home.list_code for home in intake.households}
    said = {person.dni for person in intake.people if person.dni}
    by_line = Q(list_code__in=sorted(codes))
    by_dni = Q(pk__in=Member.objects.filter(dni__in=among(said)).values("household"))
    fields = ("pk", "place_id", "list_code", "list_line", "titular__dni", "address", *RENEWED)
    rows = list(Household.objects.filter(by_line).values(*fields))
    within = households_within(by) if by else Q()
    rows_by_dni = list(Household.objects.filter(by_dni & within).values(*fields))
    members: dict[int, list[tuple[str | None, frozenset[str], date]]] = defaultdict(list)
    homes = {row["pk"] for row in (*rows, *rows_by_dni)}
    asked = ("household_id", "dni", "given_names", "surname1", "surname2", "birth_on")
    for number, dni, given, first, second, birth in Member.objects.filter(
        household__in=among_numbers(homes), left_on=None
    ).values_list(*asked):
        members[number].append((dni, keys_of(given, first, second), birth))
    lines = {(row["list_code"], row["list_line"]): _known(row, members[row["pk"]]) for row in rows}
    dnis: dict[str, list[_Known]] = defaultdict(list)
    for row in rows_by_dni:
        known = _known(row, members[row["pk"]])
        for dni in known.dnis:
            dnis[dni].append(known)
    return lines, dnis


def _known(row: Mapping[str, Any], people: Sequence[tuple[str | None, frozenset[str], date]]) -> _Known:
    return _Known(
        row,
        frozenset(dni for dni, _, _ in people if dni),
        frozenset((names, birth) for _, names, birth in people),
        len(people),
    )


def _shared(people: Sequence[IntakePerson], known: _Known) -> int:
    """How many of a list's people the record's household has: by DNI, or by name as it sounds and birth."""
    return sum(
        person.dni in known.dnis
        or (keys_of(person.given_names, person.surname1, person.surname2), person.birth_on) in known.names
        for person in people
    )


def _same(people: Sequence[IntakePerson], dnis: Mapping[str, Sequence[_Known]]) -> _Known | None:
    """The household of the same titular with the list's people, some more or some less; or of all of them."""
    titular = next(person for person in people if person.kinship == "titular")
    for known in {id(k): k for p in people for k in dnis.get(p.dni, ())}.values():
        shared, is_titulars = (
            _shared(people, known),
            bool(titular.dni) and titular.dni == known.row["titular__dni"],
        )
        if shared >= (min if is_titulars else max)(len(people), known.size):
            return known
    return None


def _twins(intake: Intake, new: frozenset[int]) -> tuple[Twin, ...]:
    """The people of new households whose DNI somebody in the padrón, or on the way in, has."""
    people = {p.dni: at for at, p in enumerate(intake.people) if p.dni and p.household in new}
    there = Member.objects.filter(dni__in=among(people), left_on=None).exclude(household__state__in=OUT)
    held = there.order_by("pk")
    return tuple(
        Twin(people[str(dni)], number, home)
        for number, home, dni in held.values_list("pk", "household_id", "dni")
    )


def _fault(code: str, field: str, value: str, **more: str) -> Fault:
    return Fault(code, column=BY_NAME[field].label, value=value, more=more)
