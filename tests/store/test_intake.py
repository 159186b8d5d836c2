"""A list of poor households enters the record: once, whole, within reach; what cannot be taken goes back."""

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.actions.registry.intake import Imported, import_list, plan_list
from juntos.core.errors import RefusedError
from juntos.interop.sisfoh import Intake, Options, read, write_rejects
from juntos.store.models import (
    DuplicatePair,
    Event,
    Hold,
    Household,
    HouseholdMove,
    ListChange,
    Member,
    NameKey,
    Place,
    SisfohList,
    User,
)
from juntos.store.reads.intake import expiring, known_places, list_file, lists
from juntos.store.reads.listing import Listing
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import NOON, PASSWORD, TODAY, Filled

COUNTS = ("new", "changed", "equal", "back", "rows_rejected", "pairs")


def viewer(role: str) -> Viewer:
    return viewer_of(User.objects.filter(role=role).order_by("pk")[0].pk, today=TODAY)


def opened(path: Path) -> Intake:
    return read(path, Options(TODAY, known_places()))


def imported(path: Path, by: Viewer | None = None, intake: Intake | None = None) -> Imported:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return import_list(
        intake or opened(path), file_name=path.name, sha256=sha256, today=TODAY, by=by, at=NOON
    )


def counts(found: Imported) -> tuple[int, ...]:
    return tuple(getattr(found, name) for name in COUNTS)


def first_lines(source: Path, to: Path, households: int) -> Path:
    """The first households of a list, as a file of its own."""
    with source.open(encoding="cp1252", newline="") as file:
        head, *rows = list(csv.reader(file, delimiter=";"))
    line = head.index("LINEA")
    last = sorted({int(row[line]) for row in rows})[households - 1]
    with to.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *(row for row in rows if int(row[line]) <= last)])
    return to


def changed_cells(source: Path, to: Path, changes: dict[str, str]) -> Path:
    """A list with some columns saying the same thing in each row."""
    with source.open(encoding="cp1252", newline="") as file:
        head, *rows = list(csv.reader(file, delimiter=";"))
    for name, value in changes.items():
        for row in rows:
            row[head.index(name)] = value
    with to.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    return to


def test_the_list_of_500_comes_in_but_for_its_37_faults_which_are_mended(
    record: Filled, tmp_path: Path
) -> None:
    manager = viewer("information_manager")
    path = record.region / "sisfoh" / "lista-500.csv"
    found = imported(path, manager)
    assert (found.new, found.changed, found.equal, found.back, found.pairs) == (463, 0, 0, 37, 0)
    truth = json.loads((record.region / "truth" / "lista-500.json").read_text(encoding="utf-8"))
    assert {fault.row for fault in found.intake.faults} == {fault["line"] for fault in truth}
    back = tmp_path / "devueltas.csv"
    assert write_rejects(found.intake, back) == found.rows_rejected
    with back.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file, delimiter=";"))
    assert all(row[-1] for row in rows)
    mend(head, rows)
    with back.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    again = imported(back, manager)
    assert counts(again) == (37, 0, 0, 0, 0, 0)
    assert Household.objects.filter(list_code="2011-3", state="listed").count() == 500


def mend(head: list[str], rows: list[list[str]]) -> None:
    """Put right what each reason is about, as an office would: with something that can be."""
    right = {
        "DNI": "",
        "FECHA DE NACIMIENTO": "05/03/1980",
        "SEXO": "F",
        "PARENTESCO": "OTRO PARIENTE",
        "APELLIDOS": "QUISPE MAMANI",
        "NOMBRES": "ROSA",
        "CSE": "POBRE",
        "GESTANTE": "NO",
        "PUNTAJE": "30",
        "VIGENCIA HASTA": "31/12/2013",
    }
    known = Place.objects.values_list("code", flat=True)[0]
    homes: dict[str, dict[str, str]] = {}
    for row in rows:
        for name in (name for name in head if f"{name}: " in row[-1]):
            if name in ("UBIGEO", "CODIGO CCPP"):
                homes[row[head.index("LINEA")]] = {"UBIGEO": known[:6], "CODIGO CCPP": known}
            elif name in ("CSE", "PUNTAJE", "VIGENCIA HASTA"):
                homes[row[head.index("LINEA")]] = {name: right[name]}
            else:
                row[head.index(name)] = right[name]
    for row in rows:
        for name, value in homes.get(row[head.index("LINEA")], {}).items():
            row[head.index(name)] = value


def test_a_new_household_has_its_line_people_titular_move_and_words(record: Filled, tmp_path: Path) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 1)
    manager = viewer("information_manager")
    intake, found = opened(path), imported(path, manager)
    home = Household.objects.select_related("place", "titular").get(sisfoh_list=found.list_id)
    said = intake.households[0]
    assert (home.list_code, home.list_line, home.state) == (said.list_code, str(said.line), "listed")
    assert (home.place.code, home.poverty_class, home.score) == (
        said.place_code,
        said.poverty_class,
        said.score,
    )
    assert (home.class_until, home.classified_on) == (said.class_until, said.classified_on)
    people = list(Member.objects.filter(household=home).order_by("pk"))
    assert [(p.surname1, p.given_names, p.dni or "") for p in people] == [
        (p.surname1, p.given_names, p.dni) for p in intake.people
    ]
    assert home.titular == people[0]
    assert (people[0].kinship, people[0].joined_on) == ("titular", TODAY)
    assert [p.is_target for p in people] == [
        (TODAY.year - p.birth_on.year < 20) or said.is_pregnant
        for p, said in zip(people, intake.people, strict=True)
    ]
    move = HouseholdMove.objects.get(household=home)
    assert (move.verb, move.before, move.after) == ("enlist", "new", "listed")
    assert (move.evidence, move.by_id) == (f"Lista {said.list_code}, línea {said.line}", manager.user_id)
    assert NameKey.objects.filter(member__in=people).values("member").distinct().count() == len(people)
    event = Event.objects.get(action="registry.import_list")
    assert (event.count, event.sha256, event.region) == (
        1,
        SisfohList.objects.get().sha256,
        home.place.code[:2],
    )
    assert Household.objects.create(place=home.place, state="listed", poverty_class="poor").pk > home.pk


def test_the_same_file_twice_and_the_same_rows_in_another_file_add_nothing(
    record: Filled, tmp_path: Path
) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 8)
    first, second = imported(path), imported(path)
    assert (first.was_kept, second.was_kept, second.list_id) == (False, True, first.list_id)
    other = tmp_path / "otra.csv"
    other.write_bytes(path.read_bytes() + b"\r\n")
    assert counts(imported(other)) == (0, 0, 8, 0, 0, 0)
    elsewhere = changed_cells(path, tmp_path / "lista-9.csv", {"NUMERO DE LISTA": "9"})
    assert counts(imported(elsewhere)) == (0, 0, 8, 0, 0, 0)
    assert Household.objects.filter(sisfoh_list=first.list_id).count() == 8
    assert DuplicatePair.objects.count() == 0


def test_what_a_later_list_says_newer_is_taken_and_what_it_says_older_is_not(
    record: Filled, tmp_path: Path
) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 3)
    first = imported(path)
    newer = {"FECHA DE CLASIFICACION": "15/01/2012", "CSE": "POBRE EXTREMO", "PUNTAJE": "21,5"}
    later = changed_cells(path, tmp_path / "b.csv", {**newer, "VIGENCIA HASTA": "15/01/2015"})
    found = imported(later)
    assert counts(found) == (0, 3, 0, 0, 0, 0)
    homes = Household.objects.filter(sisfoh_list=first.list_id)
    assert {(h.poverty_class, h.score, str(h.class_until)) for h in homes} == {
        ("extreme", 21.5, "2015-01-15")
    }
    told = json.loads(ListChange.objects.filter(sisfoh_list=found.list_id)[0].after)
    assert told["class_until"] == "2015-01-15"
    older = changed_cells(
        path, tmp_path / "c.csv", {"FECHA DE CLASIFICACION": "15/01/2009", "CSE": "NO POBRE"}
    )
    assert counts(imported(older)) == (0, 0, 3, 0, 0, 0)
    assert {h.poverty_class for h in homes.all()} == {"extreme"}


def test_a_dni_of_another_household_comes_in_and_waits_for_a_decision(record: Filled, tmp_path: Path) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 1)
    held = Member.objects.filter(dni__isnull=False, left_on=None).order_by("pk")[0]
    intake = opened(path)
    people = (replace(intake.people[0], dni=held.dni), *intake.people[1:])
    found = imported(path, intake=replace(intake, people=people))
    assert (found.new, found.pairs) == (1, 1)
    pair = DuplicatePair.objects.get()
    assert (pair.person_a_id, pair.household_a_id, pair.kind, pair.state) == (
        held.pk,
        held.household_id,
        "dni",
        "open",
    )
    assert pair.household_b.sisfoh_list_id == found.list_id
    levels = json.loads(pair.levels)
    assert (levels["dni"], levels["given"]) == ("same", "different")
    assert pair.weight < 0  # one number, and nothing else alike
    assert not Hold.objects.filter(household=pair.household_b).exists()  # it is not paid yet


def test_a_line_that_is_another_households_goes_back(record: Filled, tmp_path: Path) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 2)
    intake = opened(path)
    taken = Household.objects.exclude(list_code="").order_by("pk")[0]
    homes = (
        replace(intake.households[0], list_code=taken.list_code, line=int(taken.list_line)),
        intake.households[1],
    )
    found = imported(path, intake=replace(intake, households=homes))
    assert (found.new, found.back) == (1, 1)
    assert [fault.code for fault in found.intake.faults] == ["list-line-taken"]
    assert {person.household for person in found.intake.people} == {0}
    assert found.intake.rows_accepted + found.rows_rejected == found.intake.rows_in


def test_a_household_of_another_region_goes_back_and_the_list_stays_unseen_there(
    record: Filled, tmp_path: Path
) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 2)
    stranger = replace(
        viewer("information_manager"), scope=replace(viewer("information_manager").scope, regions={"99"})
    )
    plan = plan_list(opened(path), by=stranger)
    assert (plan.new, plan.households_back) == ((), 2)
    assert {fault.code for fault in plan.intake.faults} == {"list-place-beyond"}
    found = imported(path, viewer("ugoal"))
    assert found.new == 2
    other = replace(stranger, user_id=0)
    assert lists(other, Listing()).count == 0
    mine = viewer("information_manager")
    assert [row.new for row in lists(mine, Listing()).rows] == [2]
    assert list_file(mine, found.list_id).row.rows == found.intake.rows_in


@pytest.mark.parametrize("role", ["gestor", "region_head", "zone_coordinator"])
def test_who_does_not_bring_households_in_is_refused(record: Filled, tmp_path: Path, role: str) -> None:
    path = first_lines(record.region / "sisfoh" / "lista-2011-1.csv", tmp_path / "una.csv", 1)
    with pytest.raises(RefusedError):
        imported(path, viewer(role))
    assert SisfohList.objects.count() == 0


def test_a_list_takes_as_many_queries_whatever_its_length(record: Filled, tmp_path: Path) -> None:
    source = record.region / "sisfoh" / "lista-2011-1.csv"
    asked = []
    for number in (2, 30):
        path = first_lines(source, tmp_path / f"{number}.csv", number)
        with CaptureQueriesContext(connection) as queries:
            imported(path, viewer("ugoal"))
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1, asked


def test_whose_class_ends_is_listed_from_the_soonest(record: Filled) -> None:
    rows = expiring(viewer("information_manager"), Listing(is_whole=True), 3650).rows
    assert rows
    assert [row.days_left for row in rows] == sorted(row.days_left for row in rows)
    found = expiring(viewer("information_manager"), Listing(filters={"clase": "vencida"}), 90).rows
    assert all(row.days_left < 0 for row in found)


def test_pages_take_as_many_queries_for_many_rows(record: Filled) -> None:
    client = Client()
    login = User.objects.filter(role="information_manager").order_by("pk")[0].login
    client.post("/entrar/", {"login": login, "password": PASSWORD})
    with (record.region / "sisfoh" / "lista-2011-1.csv").open("rb") as file:
        columns = client.post("/listas/", {"file": file})["Location"]
    number = client.post(f"{columns}revisar/")["Location"].split("/")[2]
    for path, most in (
        ("/listas/", 12),
        (f"/listas/{number}/", 16),
        (f"/listas/{number}/cambios/", 14),
        ("/clasificaciones/?dias=365", 14),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= most, (path, len(queries), [q["sql"][:120] for q in queries])
