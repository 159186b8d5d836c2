"""Capture on both databases: a row is kept once, and a signature makes evidence of the list or of nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from juntos.actions.coresponsibility.capturing import (
    Keyed,
    Keying,
    Signing,
    Telling,
    keep_ending,
    keep_rows,
    sign_list,
    telling,
)
from juntos.actions.registry.events import approve_event
from juntos.core.access import ROLES, Scope
from juntos.core.coresponsibility.batches.lists import Due, Listed, NominalList
from juntos.core.coresponsibility.capture.typed import ending_of
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.store import models as m
from juntos.store.numbering import take_numbers
from juntos.store.reads.coresponsibility.capture import Sheet, last_rows, sheet, signatures
from juntos.store.reads.viewing import Viewer

pytestmark = pytest.mark.django_db

NOON = datetime(2011, 7, 5, 17, 0, tzinfo=UTC)
TODAY = date(2011, 7, 5)
DUES = (Due(date(2011, 5, 10), "cred-6"), Due(date(2011, 6, 10), "cred-7"), Due(date(2011, 5, 10), "polio-3"))
ROWS = {1: {"day1": "12/5", "weight1": "6,9", "height1": "65,5", "doses1": "1"}, 2: {"reason": "D4"}}
SCOPES = {
    "clinic": Scope(services=frozenset({"000002553"})),
    "gestor": Scope(districts=frozenset({"030605"})),
    "information_manager": Scope(regions=frozenset({"03"})),
    "school": Scope(services=frozenset({"000099999"})),
}


@pytest.fixture
def batch(db: None) -> m.Batch:
    """A clinic's batch, with two small children, a woman and a girl who are pregnant on its list."""
    region = m.Region.objects.create(code="03", name="Apurímac")
    province = m.Province.objects.create(code="0306", name="Chincheros", region=region)
    district = m.District.objects.create(code="030605", name="Ongoy", province=province)
    place = m.Place.objects.create(code="0306050001", name="Ongoy Alto", district=district)
    clinic = m.Service.objects.create(
        code="000002553", name="P.S. Ongoy", sector="health", kind="puesto", district=district
    )
    m.Representative.objects.create(
        service=clinic, name="Enfermera de Ongoy", dni="50000001", post="Responsable de CRED",
        since=date(2011, 1, 1), document="Memorando 12", at=NOON,
    )  # fmt: skip
    home = m.Household.objects.create(
        household_id=1, place=place, state="active", poverty_class="poor", affiliated_on=date(2009, 1, 1)
    )
    take_numbers(m.Member, 4)  # those written out below
    births = {1: date(2010, 11, 10), 2: date(2010, 9, 2), 3: date(1985, 3, 1), 4: date(1995, 3, 1)}
    for number, birth_on in births.items():
        m.Member.objects.create(
            member_id=number, household=home, given_names=f"Rosa {number}", surname1="Ccori",
            birth_on=birth_on, sex="f", kinship="titular" if number == 3 else "child",
            joined_on=date(2011, 1, 1), is_target=True,
        )  # fmt: skip
    for number in (3, 4):
        m.Pregnancy.objects.create(
            member_id=number, last_menstruation_on=date(2010, 9, 1), detected_on=date(2011, 1, 5)
        )
    return m.Batch.objects.create(service=clinic, period="2011-3", state="delivered")


LIST = NominalList(
    "2011-3",
    1,
    "health",
    (
        Listed(1, 1, 1, "cred", date(2010, 11, 10), "f", 7, due=DUES),
        Listed(2, 1, 1, "cred", date(2010, 9, 2), "f", 9),
        Listed(3, 1, 1, "prenatal", date(1985, 3, 1), "f", 315, last_menstruation_on=date(2010, 9, 1)),
        Listed(4, 1, 1, "prenatal", date(1995, 3, 1), "f", 195, is_minor=True),
    ),
)


def viewer(role: str, login: str = "") -> Viewer:
    user, _ = m.User.objects.get_or_create(
        login=login or role, defaults={"full_name": login or role, "role": role, "since": date(2010, 1, 1)}
    )
    return Viewer(user.pk, user.login, user.full_name, ROLES[role], SCOPES[role], TODAY)


def opened(batch: m.Batch, role: str = "clinic") -> Sheet:
    return sheet(viewer(role), batch.pk)


def keep(
    batch: m.Batch, rows: Mapping[int, Mapping[str, str]], role: str = "clinic", **more: Any
) -> Mapping[int, int]:
    """Key rows as somebody does, each on top of the last one; ``keys`` begins what names them."""
    by = more.pop("by", viewer(role))
    keys, keying = more.pop("keys", ""), more.pop("keying", Keying())
    last = last_rows(batch.pk, rows)
    before = {member: last[member].row_id for member in rows if member in last} | more.pop("supersedes", {})
    sent = [
        Keyed(number, f"{keys}{number}-{typed}"[:36], typed, before.get(number), 20)
        for number, typed in rows.items()
    ]
    return keep_rows(opened(batch, by.role.name), LIST, sent, keying, by=by, at=NOON)


def told(batch: m.Batch, role: str = "clinic") -> Telling:
    return telling(opened(batch, role), LIST, by=viewer(role))


def sign(batch: m.Batch, role: str = "clinic", **more: Any) -> int:
    given = replace(Signing(m.Representative.objects.get().pk, TODAY, has_looked=True), **more)
    return sign_list(opened(batch, role), told(batch, role), given, by=viewer(role), at=NOON)


def codes(error: pytest.ExceptionInfo[Any]) -> list[tuple[str, str]]:
    return [(fault.code, fault.column) for fault in error.value.faults]


def test_a_row_sent_ten_times_is_one(batch: m.Batch) -> None:
    kept = [keep(batch, ROWS, supersedes={1: None, 2: None}) for _ in range(10)]
    assert kept == kept[:1] * 10
    assert m.CaptureRow.objects.count() == 2
    assert list(m.Event.objects.values_list("action", "count")) == [("forms.capture", 2)]
    assert [line.tick for line in told(batch).lines] == ["complies", "fails", "missing", "missing"]


def test_the_second_of_two_who_correct_the_same_row_is_told(batch: m.Batch) -> None:
    first = keep(batch, {1: ROWS[1]})
    other = viewer("clinic", "otra")
    keep(batch, {1: {"day1": "13/5"}}, by=other)
    with pytest.raises(RequestError) as error:
        keep(batch, {1: {"day1": "14/5"}}, supersedes=first)
    assert codes(error) == [("capture-conflict", "day1-1")]
    assert error.value.faults[0].more == {"by": "otra"}
    assert [line.recorded.visits[0].on for line in told(batch).lines[:1]] == [date(2011, 5, 13)]


def test_what_somebody_keyed_before_is_theirs_to_write_over(batch: m.Batch) -> None:
    keep(batch, {1: ROWS[1]})
    keep(batch, {1: {"day1": "13/5"}}, supersedes={1: None})
    assert [line.recorded.visits[0].on for line in told(batch).lines[:1]] == [date(2011, 5, 13)]


def test_every_wrong_field_of_every_row_is_told_and_nothing_is_kept(batch: m.Batch) -> None:
    with pytest.raises(RequestError) as error:
        keep(batch, {1: {"day1": "40/5", "weight1": "x"}, 2: {"reason": "Z"}, 3: {"day1": "2/6"}})
    assert codes(error) == [
        ("capture-day", "day1-1"),
        ("capture-number", "weight1-1"),
        ("capture-reason", "reason-2"),
    ]
    assert not m.CaptureRow.objects.exists()


def test_a_girls_line_is_nobodys_but_the_clinics(batch: m.Batch) -> None:
    assert [line.member_id for line in told(batch, "gestor").lines] == [1, 2, 3]
    with pytest.raises(MissingError):
        keep(batch, {4: {"day1": "2/6"}}, "gestor")
    keep(batch, {4: {"day1": "2/6"}})
    assert told(batch, "gestor").missing == 3
    with pytest.raises(MissingError):
        opened(batch, "information_manager")
    with pytest.raises(MissingError):
        opened(batch, "school")


def test_a_signature_makes_the_list_evidence(batch: m.Batch) -> None:
    keep(batch, {**ROWS, 3: {"day1": "2/6", "weight1": "58"}})
    assert (m.Attendance.objects.count(), m.FormRow.objects.count()) == (0, 0)
    assert sign(batch) == 3
    attended = m.Attendance.objects.order_by("member").values_list(
        "member_id", "attended_on", "kind", "source", "matched_by", "recorded_at"
    )
    assert list(attended) == [
        (1, date(2011, 5, 12), "cred", "form", "list", TODAY),
        (3, date(2011, 6, 2), "prenatal", "form", "list", TODAY),
    ]
    assert list(m.Measurement.objects.values_list("member_id", "weight_g", "height_mm")) == [
        (1, 6900, 655),
        (3, 58_000, None),
    ]
    assert list(m.Vaccination.objects.values_list("vaccine", "dose", "given_on")) == [
        ("polio", 3, date(2011, 5, 12))
    ]
    rows = m.FormRow.objects.order_by("member").values_list("member_id", "is_signed", "reason", "filled_by")
    assert list(rows) == [(1, True, None, "service"), (2, True, "D4", "service"), (3, True, None, "service")]
    signed = signatures(batch.pk)
    assert [(one.signer, one.rows, one.filled_by) for one in signed] == [("Enfermera de Ongoy", 3, "service")]
    assert m.Event.objects.filter(action="forms.sign_list").get().count == 3
    with pytest.raises(RequestError) as error:
        sign(batch)
    assert codes(error) == [("capture-nothing-to-sign", "")]


def test_what_was_signed_is_corrected_and_the_first_stays(batch: m.Batch) -> None:
    keep(batch, ROWS)
    sign(batch)
    keep(batch, {1: {"day1": "13/5", "weight1": "6,9", "height1": "65,5"}})
    assert sign(batch) == 1
    rows = m.Attendance.objects.order_by("pk").values_list("attended_on", "superseded_by")
    _, second = m.Attendance.objects.order_by("pk").values_list("pk", flat=True)
    assert list(rows) == [(date(2011, 5, 12), second), (date(2011, 5, 13), None)]
    assert m.FormRow.objects.filter(member=1, superseded_by__isnull=True).count() == 1
    keep(batch, {1: {"day1": "13/5", "weight1": "7,1", "height1": "65,5"}})
    sign(batch)
    assert m.Attendance.objects.count() == 2
    assert m.Measurement.objects.filter(superseded_by__isnull=True).get().weight_g == 7_100
    keep(batch, {1: {"reason": "D4"}})
    with pytest.raises(RequestError) as error:
        sign(batch)
    assert codes(error) == [("capture-signed-withdrawn", "")]


@pytest.mark.parametrize(
    ("rows", "signing", "faults"),
    [
        ({1: {"day1": "12/5"}}, {"has_looked": False}, [("capture-not-looked", "looked")]),
        ({1: {"day1": "12/7"}}, {}, [("capture-impossible-row", "")]),
        ({1: {"day1": "1/1/2010"}}, {}, [("capture-impossible-row", "")]),
        ({1: {"day1": "12/5"}}, {"signed_on": date(2011, 4, 30)}, [("capture-signed-on", "signed_on")]),
        ({1: {"day1": "12/5"}}, {"representative_id": 999}, [("batch-no-representative", "representative")]),
    ],
)
def test_a_signature_is_refused_with_its_reasons(
    batch: m.Batch, rows: Any, signing: Any, faults: list[tuple[str, str]]
) -> None:
    keep(batch, rows)
    with pytest.raises(RequestError) as error:
        sign(batch, **signing)
    assert codes(error) == faults
    assert not m.ListSignature.objects.exists()


def test_who_is_no_longer_on_a_formato_01_does_not_sign(batch: m.Batch) -> None:
    keep(batch, ROWS)
    m.Representative.objects.update(until=TODAY)
    with pytest.raises(RequestError) as error:
        sign(batch)
    assert codes(error) == [("batch-no-representative", "representative")]


def test_a_gestor_keys_paper_that_the_clinic_filled(batch: m.Batch) -> None:
    keep(batch, ROWS, "gestor", keying=Keying("paper", "service", "FS2-20113-00000001-0-001-X"))
    assert sign(batch, "gestor") == 2
    assert set(m.FormRow.objects.values_list("filled_by", flat=True)) == {"service"}
    signature = m.ListSignature.objects.get()
    assert (signature.by and signature.by.login, signature.representative.name) == (
        "gestor",
        "Enfermera de Ongoy",
    )


def test_a_live_birth_proposes_the_newborn_and_the_pregnancy_closes_after_42_days(batch: m.Batch) -> None:
    keep(batch, {3: {"day1": "2/6"}})
    line = told(batch).lines[2]
    names = {"given_names": "Luz", "surname1": "Ccori"}
    born = ending_of(date(2011, 6, 9), "live-birth", sex="f", names=names)
    event = keep_ending(opened(batch), line, born, key="k", by=viewer("clinic"), at=NOON)
    assert keep_ending(opened(batch), line, born, key="k", by=viewer("clinic"), at=NOON) == 0
    assert m.PadronEvent.objects.get(pk=event).state == "proposed"
    with pytest.raises(RequestError) as error:
        keep_ending(opened(batch), told(batch).lines[2], born, key="l", by=viewer("clinic"), at=NOON)
    assert codes(error) == [("capture-ended", "")]
    approve_event(event, by=viewer("information_manager"), at=NOON)
    child = m.Member.objects.get(given_names="Luz")
    assert (child.given_names, child.birth_on, child.household_id) == ("Luz", date(2011, 6, 9), 1)
    pregnancy = m.Pregnancy.objects.get(member=3)
    assert (pregnancy.ended_on, pregnancy.outcome) == (date(2011, 6, 9), "live-birth")
    keep(batch, {3: {"day1": "2/6", "day2": "20/6"}})
    assert told(batch).lines[2].recorded.ending == born


def test_a_birth_that_the_padron_refuses_keeps_nothing(batch: m.Batch) -> None:
    line = told(batch).lines[2]
    late = ending_of(date(2011, 7, 30), "live-birth", sex="f")
    with pytest.raises(RequestError):
        keep_ending(opened(batch), line, late, key="k", by=viewer("clinic"), at=NOON)
    assert not m.CaptureRow.objects.exists()
    assert not m.PadronEvent.objects.exists()


def test_the_sample_is_keyed_blind_by_somebody_else(batch: m.Batch) -> None:
    keep(batch, ROWS)
    sampled = told(batch).sample[0]
    with pytest.raises(RequestError):
        keep(batch, {3: {"day1": "2/6"}}, keying=Keying("double"))
    with pytest.raises(RefusedError):
        keep(batch, {1: {"day1": "12/5"}}, keying=Keying("double"))
    other = viewer("clinic", "otra")
    keep(batch, {1: {**ROWS[1], "weight1": "9,6"}}, by=other, keying=Keying("double"), keys="d")
    found = told(batch).twice
    assert (found.rows, found.fields, found.different) == (1, 4, 1)
    assert told(batch).lines[0].recorded.visits[0].weight_g == 6_900
    assert sampled in (1, 2, 3, 4)


def test_a_closed_batch_takes_no_rows(batch: m.Batch) -> None:
    m.Batch.objects.update(state="closed")
    with pytest.raises(RequestError) as error:
        keep(batch, ROWS)
    assert codes(error) == [("capture-closed", "")]


@pytest.mark.parametrize("table", ["form_capture_row", "form_list_signature", "form_signed_row"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_rows_and_signatures_are_only_added(batch: m.Batch, table: str, verb: str) -> None:
    keep(batch, ROWS)
    sign(batch)
    with (
        pytest.raises(DatabaseError, match="only appends"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


@pytest.mark.parametrize(
    "change",
    [
        {"key": "a"},
        {"key": ""},
        {"source": "guess"},
        {"filled_by": "nobody"},
        {"member_id": 1, "supersedes_id": None},
        {"source": "double"},
        {"seconds": -1},
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(batch: m.Batch, change: dict[str, Any]) -> None:
    given = {"batch": batch, "source": "page", "filled_by": "service", "kept": "{}", "at": NOON}
    first = m.CaptureRow.objects.create(member_id=1, key="a", **given)
    double = {"source": "double", "supersedes_id": None, "member_id": 1}
    m.CaptureRow.objects.create(key="d", **(given | double))
    new = given | {"member_id": 1, "key": "b", "supersedes_id": first.pk} | change
    with pytest.raises(IntegrityError), transaction.atomic():
        m.CaptureRow.objects.create(**new)


def test_a_row_corrects_its_own_member_alone(batch: m.Batch) -> None:
    given = {"batch": batch, "source": "page", "filled_by": "service", "kept": "{}", "at": NOON}
    first = m.CaptureRow.objects.create(member_id=1, key="a", **given)
    with pytest.raises(DatabaseError, match="another list"), transaction.atomic():
        m.CaptureRow.objects.create(member_id=2, key="b", supersedes=first, **given)


@pytest.mark.parametrize(
    "change", [{"number": 1}, {"filled_by": "nobody"}, {"rows": 0}, {"flagged": 3}, {"flagged": -1}]
)
def test_the_database_refuses_a_signature_that_cannot_be(batch: m.Batch, change: dict[str, Any]) -> None:
    keep(batch, ROWS)
    sign(batch)
    given = {
        name: value for name, value in m.ListSignature.objects.values().get().items() if name != "id"
    } | {"number": 2}
    with pytest.raises(IntegrityError), transaction.atomic():
        m.ListSignature.objects.create(**(given | change))
