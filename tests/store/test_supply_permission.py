"""Which places may enrol: the services that answer for them, their decided sheets, and signed waivers."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from juntos.store import models as m
from juntos.store.reads.supply import permissions
from juntos.store.reads.supply.answering import services_of_places

NOON = datetime(2011, 5, 1, 17, 0, tzinfo=UTC)
ON = date(2011, 6, 1)


@pytest.fixture
def district(db: None) -> m.District:
    region = m.Region.objects.create(code="03", name="Apurímac")
    province = m.Province.objects.create(code="0306", name="Chincheros", region=region)
    return m.District.objects.create(code="030604", name="Ongoy", province=province)


def place(district: m.District, number: int, latitude: float | None = -13.4) -> m.Place:
    code = f"{district.code}{number:04}"
    return m.Place.objects.create(
        code=code, name=f"Lugar {number}", district=district, latitude=latitude, longitude=-73.6
    )


def service(district: m.District, code: str, kind: str, latitude: float | None = -13.4) -> m.Service:
    sector = "health" if kind == "puesto" else "education"
    return m.Service.objects.create(
        code=code,
        name=code,
        sector=sector,
        kind=kind,
        district=district,
        latitude=latitude,
        longitude=-73.6,
    )


def decided(of: m.Service, decision: str, by: m.User | None, on: date = date(2011, 3, 1)) -> None:
    sheet = m.Capacity.objects.create(service=of, assessed_on=on, sheet="{}", by=by, at=NOON)
    m.SupplyDecision.objects.create(
        capacity=sheet, decided_on=on, decision=decision, demand=1, offer=1, terms="{}", at=NOON
    )


def answers(of: m.Place, on: date = ON) -> list[tuple[str, bool, str]]:
    permission = permissions([of.pk], on)[of.pk]
    return [(s.sector, s.is_allowed, s.reason) for s in permission.sectors]


def test_a_place_enrols_with_its_clinic_and_its_school_assessed(
    district: m.District, gestora: m.User
) -> None:
    here = place(district, 1)
    assert answers(here) == [("health", False, "not-assessed"), ("education", False, "not-assessed")]
    decided(service(district, "P1", "puesto"), "conditional", gestora)
    decided(service(district, "E1", "primaria"), "sufficient", gestora)
    assert permissions([here.pk], ON)[here.pk].is_allowed
    assert answers(here) == [("health", True, "conditional"), ("education", True, "sufficient")]
    assert answers(here, date(2012, 3, 1))[0] == ("health", False, "assessment-expired")


def test_the_nearest_answers_until_members_use_another(district: m.District, gestora: m.User) -> None:
    here = place(district, 1)
    near, far = service(district, "P1", "puesto"), service(district, "P2", "puesto", -13.9)
    assert services_of_places([here.pk], ON)[here.pk] == {near.pk}
    household = m.Household.objects.create(place=here, state="affiliated", poverty_class="extreme")
    member = m.Member.objects.create(
        household=household,
        given_names="Ana",
        surname1="Rojas",
        birth_on=date(2009, 1, 1),
        sex="f",
        kinship="child",
        is_target=True,
        joined_on=date(2010, 1, 1),
    )
    m.Assignment.objects.create(member=member, sector="health", service=far, since=date(2010, 1, 1))
    assert services_of_places([here.pk], ON)[here.pk] == {far.pk}
    decided(near, "sufficient", gestora)
    assert answers(here)[0] == ("health", False, "not-assessed")


def test_where_nobody_knows_how_far_all_the_district_answers(district: m.District) -> None:
    here = place(district, 1, None)
    found = {service(district, code, "puesto").pk for code in ("P1", "P2")}
    assert services_of_places([here.pk], ON)[here.pk] == found


def test_the_last_decision_of_the_last_sheet_counts(district: m.District, gestora: m.User) -> None:
    here, clinic = place(district, 1), service(district, "P1", "puesto")
    decided(clinic, "sufficient", gestora, date(2011, 2, 1))
    decided(clinic, "insufficient", gestora, date(2011, 3, 1))
    assert answers(here)[0] == ("health", False, "insufficient")
    decided(clinic, "sufficient", None, date(2011, 4, 1))  # without an evaluator it is not one
    assert answers(here)[0] == ("health", False, "insufficient")


def test_a_waiver_is_of_one_sector_or_of_both(district: m.District, gestora: m.User) -> None:
    here = place(district, 1)
    given: dict[str, Any] = {"place": here, "signed_on": date(2011, 5, 1), "reason": "Llega otra enfermera"}
    m.Waiver.objects.create(**given, sector="health", until=date(2011, 9, 1), signed_by=gestora, at=NOON)
    assert answers(here) == [("health", True, "waived"), ("education", False, "not-assessed")]
    m.Waiver.objects.create(**given, until=date(2011, 9, 1), signed_by=gestora, at=NOON)
    assert permissions([here.pk], ON)[here.pk].until == date(2011, 9, 1)
    assert answers(here, date(2011, 9, 1)) == [
        ("health", False, "waiver-expired"),
        ("education", False, "waiver-expired"),
    ]


def test_many_places_are_asked_in_as_few_queries(
    district: m.District, gestora: m.User, django_assert_num_queries: Any
) -> None:
    here = [place(district, number).pk for number in range(1, 30)]
    decided(service(district, "P1", "puesto"), "sufficient", gestora)
    for asked in (here[:1], here):
        with django_assert_num_queries(5):
            permissions(asked, ON)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda place: m.Waiver(
            place=place, sector="x", signed_on=ON, until=date(2011, 9, 1), reason="r", at=NOON
        ),
        lambda place: m.Waiver(place=place, signed_on=ON, until=ON, reason="r", at=NOON),
        lambda place: m.Waiver(place=place, signed_on=ON, until=date(2011, 9, 1), reason="", at=NOON),
        lambda place: m.AccessMonth(place=place, month=13, is_hard=True),
        lambda place: m.AccessMonth(place=place, month=1, is_hard=False, is_cut=True),
    ],
)
def test_what_the_store_refuses(district: m.District, wrong: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(place(district, 1)).save()
