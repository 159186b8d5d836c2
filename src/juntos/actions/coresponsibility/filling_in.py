"""What is printed in the rows of each form: a nominal list with the names laid over it, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from juntos.actions.coresponsibility.listing import Lists, rows_of
from juntos.core.coresponsibility.batches.lists import Listed, NominalList
from juntos.core.errors import Fault, InputError
from juntos.core.supply import SERVICE_MONTHS, SERVICES
from juntos.core.territory import DISTRICTS, PLACES
from juntos.paper.formats import NO_BREAK, day
from juntos.paper.forms import Service

ROLES = (
    "Jefe o jefa del establecimiento",
    "Encargado o encargada",
    "Responsable de CRED («Vida Niño»)",
    "Responsable de salud sexual y reproductiva",
    "Responsable de estadística",
    "Suplente",
)
PREGNANCY_DAYS = 280  # from the last menstruation to the expected birth (Naegele)
NAME_SHOWN = 58
PLACE_SHOWN = 22
# Doses as health cards shorten them; others are known by their letters.
_SHORT = {
    "pentavalente": "Penta",
    "neumococo": "Neumo",
    "rotavirus": "Rota",
    "influenza": "Influ",
    "antiamarilica": "AMA",
    "polio": "Polio",
    "hepatitis_a": "HepA",
    "varicela": "Varicela",
}
PEOPLE = ("person_id", "given_names", "surname1", "surname2", "dni")


@dataclass(frozen=True)
class Person:
    """Who a member is: the name as forms write it, surnames first, and the DNI, empty without one."""

    name: str
    dni: str = ""


def people_of(path: Path) -> Mapping[int, Person]:
    """The names in a Parquet file with the columns PEOPLE, by member. Raises InputError for another file."""
    try:
        table = pq.read_table(path, columns=list(PEOPLE))
    except (OSError, KeyError, ValueError) as error:
        raise InputError(Fault("people-file", file=path.name, expected=", ".join(PEOPLE))) from error
    rows = zip(*(table[name].to_pylist() for name in PEOPLE), strict=True)
    return {
        number: Person(written(given, first, second), dni or "") for number, given, first, second, dni in rows
    }


def written(given_names: str, surname1: str, surname2: str) -> str:
    """A name as a form writes it.

    >>> written("Juana Rosa", "Quispe", "Mamani")
    'QUISPE MAMANI, Juana Rosa'
    """
    surnames = " ".join(filter(None, (surname1, surname2))).upper()
    return f"{surnames}, {given_names}"


def services_of(lists: Lists) -> Mapping[int, Service]:
    """The services of a cut as the heads of forms name them, by number."""
    files = lists.cut.files
    districts = {row["district"]: row for row in rows_of(DISTRICTS, files[DISTRICTS])}
    days: dict[int, list[tuple[str, int]]] = {}
    for row in rows_of(SERVICE_MONTHS, files[SERVICE_MONTHS]):
        if lists.period.has(row["month"]):
            days.setdefault(row["service_id"], []).append((_month(row["month"]), row["days"]))
    found = {}
    for row in rows_of(SERVICES, files[SERVICES]):
        district = districts[row["district"]]
        found[row["service_id"]] = Service(
            service_id=row["service_id"],
            code=row["code"],
            name=row["name"],
            sector=row["sector"],
            ubigeo=row["district"],
            district=district["name"],
            province=district["province"],
            region=district["region"],
            network=row["network"],
            directorate=row["directorate"],
            days=tuple(days.get(row["service_id"], ())),
        )
    return found


class Rows:
    """The rows of the forms of one print."""

    def __init__(self, lists: Lists, people: Mapping[int, Person]) -> None:
        self._people = people
        files = lists.cut.files
        self._places = {row["place_id"]: row["name"] for row in rows_of(PLACES, files[PLACES])}
        self._of: Mapping[str, Callable[[NominalList], Sequence[tuple[str, ...]]]] = {
            "fs1": lambda one: [(role,) for role in ROLES],
            "fs2": lambda one: self._numbered(one.of_groups(["cred"]), self._child),
            "fs3": lambda one: self._numbered(one.of_groups(["prenatal"]), self._mother),
            "education": lambda one: self._numbered(one.members, self._pupil),
            "single": lambda one: self._numbered(
                [member for member in one.members if not member.is_minor_pregnant], self._child
            ),
        }

    def of(self, kind: str, one: NominalList) -> tuple[tuple[str, ...], ...]:
        """The printed cells of each row of a form."""
        return tuple(self._of[kind](one))

    def of_minors(self, one: NominalList) -> tuple[tuple[str, ...], ...]:
        """The rows of a Formato 03 that goes beside a single format: minors, who are on no other paper."""
        return tuple(self._numbered([m for m in one.members if m.is_minor_pregnant], self._mother))

    def _numbered(
        self, members: Sequence[Listed], row: Callable[[Listed], tuple[str, ...]]
    ) -> list[tuple[str, ...]]:
        return [(str(number), *row(member)) for number, member in enumerate(members, start=1)]

    def _child(self, one: Listed) -> tuple[str, ...]:
        return (self._code(one), self._identity(one), "", _due(one))

    def _mother(self, one: Listed) -> tuple[str, ...]:
        return (self._code(one), self._identity(one), "", _dates(one.last_menstruation_on), _due(one))

    def _pupil(self, one: Listed) -> tuple[str, ...]:
        """A school is told the name and the code: neither the DNI nor anything of health."""
        return (self._code(one), self._name(one))

    def _code(self, one: Listed) -> str:
        return f"{one.household_id}-{one.member_id}\n{_short(self._places[one.place_id], PLACE_SHOWN)}"

    def _name(self, one: Listed) -> str:
        person = self._people.get(one.member_id)
        return _short(person.name, NAME_SHOWN) if person else ""

    def _identity(self, one: Listed) -> str:
        person = self._people.get(one.member_id)
        dni = f"DNI {person.dni}" if person and person.dni else "sin DNI"
        said = f"{dni} · {one.sex.upper()} · {one.birth_on:%d/%m/%Y} · {_age(one.age_months)}"
        return f"{self._name(one)}\n{said}"


def _age(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = (f"{months} m",) if years < 2 else (f"{years} a", f"{rest} m") if years < 6 else (f"{years} a",)
    return " ".join(parts).replace(" ", NO_BREAK)


def _dates(last_menstruation_on: date | None) -> str:
    if last_menstruation_on is None:
        return ""
    expected = last_menstruation_on + timedelta(days=PREGNANCY_DAYS)
    return f"{day(last_menstruation_on)}\n{day(expected)}"


def _due(one: Listed) -> str:
    """What falls in the period by day, and what was missing before it."""
    by_day: dict[date, list[str]] = {}
    for due in one.due:
        by_day.setdefault(due.due_on, []).append(control(due.code))
    said = " · ".join(f"{_day(on)}: {', '.join(names)}" for on, names in by_day.items())
    missing = ", ".join(control(code) for code in one.pending)
    return "\n".join(filter(None, (said, f"falta {missing}" if missing else "")))


def control(code: str) -> str:
    """A control or dose as clinics call it: ``cred-7`` CRED 7, ``spr-1`` SPR 1, ``prenatal-4`` control 4."""
    name, _, number = code.rpartition("-")
    if name == "prenatal":
        return f"control{NO_BREAK}{number}"
    return f"{_SHORT.get(name, name.upper())}{NO_BREAK}{number}"


def _day(on: date) -> str:
    return day(on).rpartition(NO_BREAK)[0]


def _month(on: date) -> str:
    return day(on).split(NO_BREAK)[1]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
