"""Batches of forms on both databases: moved by who may, refused by the table of moves and by the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from juntos.actions.coresponsibility.batches import Given, move_batch, move_batches
from juntos.actions.coresponsibility.opening import Sealed, open_batches, record_kick_off
from juntos.core.access import ROLES, Reach, Scope
from juntos.core.coresponsibility.batches.serials import Serial
from juntos.core.coresponsibility.batches.states import BatchRules
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.programme import resolve
from juntos.store.models import (
    Batch,
    BatchMove,
    District,
    Event,
    Province,
    Region,
    Representative,
    SealedList,
    Service,
    User,
    Zone,
)
from juntos.store.reads.coresponsibility.batch_file import trace_of
from juntos.store.reads.coresponsibility.batches import batches
from juntos.store.reads.viewing import Viewer

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 5, 20, 17, 0, tzinfo=UTC)
TODAY = date(2011, 7, 12)
PERIOD = "2011-3"
SEAL = "a" * 64
DEADLINES = rules_of(BatchRules, resolve(parse_period(PERIOD).since), "coresponsibility")
SCOPES = {
    Reach.REGION: Scope(regions=frozenset({"03"})),
    Reach.ZONE: Scope(zones=frozenset({"Z1"})),
    Reach.PLACES: Scope(districts=frozenset({"030605"})),
    Reach.SERVICE: Scope(services=frozenset({"000002553"})),
}


@pytest.fixture
def clinic() -> Service:
    region = Region.objects.create(code="03", name="Apurímac")
    province = Province.objects.create(code="0306", name="Chincheros", region=region)
    zone = Zone.objects.create(code="Z1", name="Zona 1", region=region)
    district = District.objects.create(code="030605", name="Ongoy", province=province, zone=zone)
    return Service.objects.create(
        code="000002553", name="P.S. Ongoy", sector="health", kind="puesto", district=district
    )


@pytest.fixture
def nurse(clinic: Service) -> Representative:
    return Representative.objects.create(
        service=clinic,
        name="Enfermera de Ongoy",
        dni="50000001",
        post="Responsable de CRED",
        since=date(2011, 1, 1),
        until=date(2011, 6, 1),
        document="Memorando 12",
        at=NOON,
    )


@pytest.fixture
def batch(clinic: Service) -> Batch:
    opened = open_batches(
        period=PERIOD,
        lists={clinic.pk: Sealed(SEAL, 12, 1)},
        region="03",
        by=viewer("information_manager"),
        at=NOON,
    )
    assert (opened.planned, opened.listed, opened.lacks_minutes) == (1, 12, True)
    return Batch.objects.get()


def viewer(role: str) -> Viewer:
    user, _ = User.objects.get_or_create(
        login=role, defaults={"full_name": role, "role": role, "since": date(2010, 1, 1)}
    )
    found = ROLES[role]
    return Viewer(user.pk, role, role, found, SCOPES[found.reach], TODAY)


def moved(batch: Batch, role: str, verb: str, given: Given) -> str:
    return move_batch(batch_id=batch.pk, verb=verb, given=given, by=viewer(role), at=NOON)


def day(text: str, **more: object) -> Given:
    return Given(date.fromisoformat(f"2011-{text}"), **more)  # type: ignore[arg-type]


def test_a_batch_goes_from_print_to_closed(batch: Batch, nurse: Representative) -> None:
    Representative.objects.filter(pk=nurse.pk).update(until=None)
    on, signer = Given(TODAY), Given(TODAY, representative_id=nurse.pk)
    way = (
        ("information_manager", "print", on),
        ("zone_coordinator", "provide", on),
        ("gestor", "deliver", signer),
        ("clinic", "fill", on),
        ("clinic", "sign", signer),
        ("gestor", "collect", on),
        ("gestor", "check", on),
        ("gestor", "accept", on),
        ("information_manager", "capture", on),
        ("information_manager", "validate", on),
        ("information_manager", "consolidate", on),
    )
    for role, verb, given in way:
        moved(batch, role, verb, given)
    assert moved(batch, "region_head", "close", on) == "closed"
    batch.refresh_from_db()
    assert (batch.state, batch.delivered_on, batch.collected_on) == ("closed", TODAY, TODAY)
    assert Event.objects.filter(action="forms.move", subject=f"batch:{batch.pk}").count() == len(way) + 1
    assert moved(batch, "region_head", "rectify", Given(TODAY, "otra fecha")) == "corrected"


def test_lost_it_is_printed_again_and_the_old_serial_is_void(batch: Batch) -> None:
    moved(batch, "information_manager", "print", Given(TODAY))
    moved(batch, "gestor", "lose", Given(TODAY, "se lo llevó el río"))
    moved(batch, "information_manager", "reprint", Given(TODAY, list_sha256=SEAL))
    first = Serial("fs2", PERIOD, batch.service_id, 0, 1)
    traced = [trace_of(viewer("gestor"), serial, DEADLINES) for serial in (first, again(first))]
    assert [one.is_void for one in traced] == [True, False]
    assert [m.verb for m in traced[0].file.moves] == ["generate", "print", "lose", "reprint"]
    with pytest.raises(MissingError):
        trace_of(viewer("gestor"), again(again(first)), DEADLINES)


def test_a_reprint_is_of_the_same_sealed_list(batch: Batch) -> None:
    moved(batch, "information_manager", "print", Given(TODAY))
    moved(batch, "gestor", "lose", Given(TODAY, "se lo llevó el río"))
    moved(batch, "information_manager", "reprint", Given(TODAY))
    kept = SealedList.objects.order_by("edition").values_list("edition", "sha256", "listed", "reserved")
    assert list(kept) == [(0, SEAL, 12, 1), (1, SEAL, 12, 1)]
    with pytest.raises(DatabaseError, match="only appends"), transaction.atomic():
        run("UPDATE form_sealed_list SET listed = 13")


def test_many_move_at_once_all_or_none(batch: Batch, clinic: Service) -> None:
    clinic.pk, clinic.code = None, "000002554"
    clinic.save(force_insert=True)
    lists = {clinic.pk: Sealed(SEAL, 3)}
    open_batches(period=PERIOD, lists=lists, region="03", by=viewer("information_manager"), at=NOON)
    both = {one.pk: Given(TODAY) for one in Batch.objects.all()}
    by = viewer("information_manager")
    assert set(move_batches(both, "print", by=by, at=NOON).values()) == {"printed"}
    event = Event.objects.get(action="forms.move", subject=f"period:{PERIOD}")
    assert (event.count, event.region) == (2, "03")
    moved(batch, "zone_coordinator", "provide", Given(TODAY))
    with pytest.raises(RequestError) as refused:
        move_batches(both, "provide", by=by, at=NOON)
    assert [fault.column for fault in refused.value.faults] == [f"lote-{batch.pk}"]
    assert BatchMove.objects.filter(verb="provide").count() == 1


def again(serial: Serial) -> Serial:
    return Serial(serial.kind, serial.period, serial.service_id, serial.edition + 1, serial.page)


def test_each_batch_says_since_when_and_whether_it_is_late(batch: Batch) -> None:
    row = batches(viewer("gestor"), PERIOD, DEADLINES)[0]
    assert (row.state, row.due_on, row.is_late, row.age_days(TODAY)) == (
        "generated",
        date(2011, 4, 21),
        True,
        0,
    )
    assert batches(viewer("gestor"), "2011-4", DEADLINES) == ()


def test_what_the_table_does_not_allow_is_refused(batch: Batch, nurse: Representative) -> None:
    with pytest.raises(RefusedError):
        moved(batch, "gestor", "print", Given(TODAY))
    with pytest.raises(RequestError, match="batch-no-such-move"):
        moved(batch, "gestor", "collect", Given(TODAY))
    with pytest.raises(RequestError, match="day-to-come"):
        moved(batch, "information_manager", "print", day("12-01"))
    moved(batch, "information_manager", "print", Given(TODAY))
    with pytest.raises(RequestError, match="batch-no-representative"):  # the Formato 01 ended in June
        moved(batch, "gestor", "deliver", Given(TODAY, representative_id=nurse.pk))
    with pytest.raises(RequestError, match="batch-day-before-last"):
        moved(batch, "gestor", "deliver", day("05-20", representative_id=nurse.pk))
    assert BatchMove.objects.count() == 2


def test_the_kick_off_is_written_once_and_opening_again_adds_nothing(batch: Batch, clinic: Service) -> None:
    asked = {"region": "03", "period": PERIOD, "held_on": date(2011, 4, 14), "by": viewer("region_head")}
    with pytest.raises(RequestError, match="kick-off-incomplete"):
        record_kick_off(**asked, minutes=" ", at=NOON)  # type: ignore[arg-type]
    record_kick_off(**asked, minutes="Se acordó repartir por rutas.", at=NOON)  # type: ignore[arg-type]
    with pytest.raises(RequestError, match="kick-off-kept"):
        record_kick_off(**asked, minutes="Otra vez.", at=NOON)  # type: ignore[arg-type]
    by = viewer("information_manager")
    opened = open_batches(period=PERIOD, lists={clinic.pk: Sealed(SEAL, 12, 1)}, region="03", by=by, at=NOON)
    assert (opened.planned, opened.lacks_minutes) == (0, False)


def test_what_came_with_a_cut_and_is_planned_is_generated(clinic: Service) -> None:
    came = Batch.objects.create(service=clinic, period=PERIOD, state="planned")
    by = viewer("information_manager")
    opened = open_batches(period=PERIOD, lists={clinic.pk: Sealed(SEAL, 12)}, region="03", by=by, at=NOON)
    assert (opened.planned, Batch.objects.get().pk) == (1, came.pk)


ROW = (
    'INSERT INTO form_batch_move (batch_id, number, verb, since_state, state, "on", reason, edition,'
    " list_sha256, at) VALUES ({batch}, {number}, '{verb}', '{since}', '{state}', '{on}', '{reason}',"
    " {edition}, '', '2011-05-20 17:00:00')"
)
GOOD = {
    "number": 2,
    "verb": "print",
    "since": "generated",
    "state": "printed",
    "on": "2011-07-12",
    "reason": "",
    "edition": 0,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"verb": "close", "state": "closed"},
        {"since": "consolidated", "verb": "close", "state": "closed"},
        {"number": 3},
        {"number": 1, "since": "planned", "verb": "generate", "state": "generated"},
        {"on": "2011-07-01"},
        {"edition": 1},
        {"verb": "lose", "since": "printed", "state": "lost"},
    ],
)
def test_the_database_refuses_a_move_that_does_not_follow(batch: Batch, wrong: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run(ROW.format(batch=batch.pk, **{**GOOD, **wrong}))
    run(ROW.format(batch=batch.pk, **GOOD))


@pytest.mark.parametrize(
    "statement", ["UPDATE form_batch_move SET state = 'closed'", "DELETE FROM form_batch_move"]
)
def test_no_move_is_undone(batch: Batch, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only appends"), transaction.atomic():
        run(statement)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
