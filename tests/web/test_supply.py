"""The pages of supply on a filled record: each role its own, a sheet in steps, gaps told, waivers signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from juntos.store import models as m
from juntos.store.reads.listing import Listing
from juntos.store.reads.supply.gaps import district_gap, gaps, untold
from juntos.store.reads.supply.offering import service, services, sheets_due
from juntos.store.reads.supply.sheets import read_reckoning, read_sheet
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import PASSWORD, TODAY, Filled

CLINIC, SCHOOL, DISTRICT, PLACE = 1, 27, "030603", "0306030001"
SHEET = {
    "assessed_on": "20/01/2012",
    "people-nurse": "2",
    "hours-nurse": "36",
    "people-midwife": "1",
    "hours-midwife": "36",
    "supplies-vaccine": "sí",
    "supplies-iron": "sí",
    "equipment-scale": "sí",
    "equipment-stadiometer": "sí",
    "equipment-fridge": "sí",
    "infrastructure-water": "sí",
    "infrastructure-electricity": "sí",
    "condition": "fair",
    "water": "network",
}


@pytest.fixture(autouse=True)
def office_of(record: Filled) -> Iterator[Filled]:
    """The office of the filled record, its passwords kept as an office's are."""
    hashers = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    office = replace(settings.OFFICE, today=TODAY, files=record.files)
    with override_settings(OFFICE=office, PASSWORD_HASHERS=hashers):
        yield record


def entered(login: str) -> Client:
    client = Client()
    assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302
    return client


def viewer(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY)


def test_a_gestor_reads_the_sum_and_prints_it() -> None:
    client = entered("gestor-001")
    assert "P.S. Cocharcas" in client.get("/oferta/servicios/?decision=insufficient").content.decode()
    text = client.get(f"/oferta/servicios/{CLINIC}/").content.decode()
    decided = m.SupplyDecision.objects.get(capacity__service=CLINIC)
    percent = read_reckoning(decided.terms).assessment.percent
    for said in (f"{decided.offer} de {decided.demand}", f"{percent} %", "tallímetro", "Red de salud"):
        assert said in text
    last = m.Capacity.objects.filter(service=CLINIC).latest("assessed_on")
    for address in (f"/oferta/fichas/{last.pk}/pdf/", f"/oferta/servicios/{CLINIC}/ficha-en-blanco/"):
        assert client.get(address).content.startswith(b"%PDF")
    tasks = client.get("/").content.decode()
    assert "fichas de oferta de hace más de un año" in tasks
    assert "distrito por informar" in tasks


def test_a_sheet_in_steps_loses_nothing_and_changes_no_other() -> None:
    client = entered("gestor-001")
    address = f"/oferta/servicios/{CLINIC}/ficha/"
    old = list(m.Capacity.objects.filter(service=CLINIC).values_list("pk", "sheet"))
    wrong = client.post(address, {"step": "1", "assessed_on": "ayer", "people-nurse": "2"})
    assert wrong.status_code == 422
    assert 'value="2"' in wrong.content.decode()
    second = client.post(address, {**SHEET, "step": "1"}).content.decode()
    assert '<input type="hidden" name="assessed_on" value="20/01/2012">' in second
    review = client.post(address, {**SHEET, "step": "3"}).content.decode()
    assert "Revise antes de guardar" in review
    assert m.Capacity.objects.filter(service=CLINIC).count() == len(old)
    assert client.post(address, {**SHEET, "step": "4"}).status_code == 302
    made = m.Capacity.objects.filter(service=CLINIC).latest("pk")
    assert (
        list(m.Capacity.objects.filter(service=CLINIC).exclude(pk=made.pk).values_list("pk", "sheet")) == old
    )
    kept = read_sheet(made.sheet, service_id=CLINIC, sector="health", district=DISTRICT)
    assert [(s.post, s.people, s.hours_week) for s in kept.sheet.staff] == [
        ("nurse", 2, 36),
        ("midwife", 1, 36),
    ]
    assert m.SupplyDecision.objects.get(capacity=made).decision == "sufficient"
    assert made.by
    assert made.by.login == "gestor-001"
    back = client.post(address, {**SHEET, "assessed_on": "01/01/2012", "step": "4"})
    assert back.status_code == 422
    assert "posterior" in back.content.decode()


def test_each_sees_its_own_services_and_assesses_them_or_not() -> None:
    school = m.UserScope.objects.get(user__login="escuela").code
    own = [row.code for row in services(viewer("escuela"), Listing()).rows]
    assert own == [school]
    other = m.Service.objects.exclude(code=school).order_by("pk")[0]
    assert entered("escuela").get(f"/oferta/servicios/{other.pk}/").status_code == 404
    assert {row.sector for row in services(viewer("diresa"), Listing()).rows} == {"health"}
    mine = m.Service.objects.get(code=school)
    assert entered("escuela").get(f"/oferta/servicios/{mine.pk}/ficha/").status_code == 200
    town = m.User.objects.get(role="municipality").login
    assert entered(town).get(f"/oferta/servicios/{CLINIC}/").status_code == 200
    assert entered(town).get(f"/oferta/servicios/{CLINIC}/ficha/").status_code == 403
    bank = m.User.objects.get(role="bank").login
    assert entered(bank).get("/oferta/servicios/").status_code == 403


@pytest.mark.parametrize(("login", "seen"), [("consejo", 0), ("jefatura", 0), ("gestor-001", 1)])
def test_who_may_not_reads_no_group_of_one_to_four(login: str, seen: int) -> None:
    """The board sees counts alone; a head sees rows of the padrón, but no so few pregnant women."""
    whole = read_reckoning(m.SupplyDecision.objects.get(capacity__service=CLINIC).terms)
    women = [d.members for d in whole.demand if d.group == "prenatal"]
    assert 0 < women[0] < 5
    found = service(viewer(login), CLINIC)
    assert found.decided
    made = found.decided.reckoning
    groups = {d.group for d in whole.demand}
    assert bool([t for t in made.assessment.terms if t.about in groups]) == bool(seen)
    assert made.hidden == (not seen)
    page = entered(login).get(f"/oferta/servicios/{CLINIC}/").content.decode()
    assert ("alguno es de menos de 5" in page) == (not seen)


def test_a_district_is_told_once_it_is_written_down() -> None:
    client = entered("gestor-001")
    gap = district_gap(viewer("gestor-001"), DISTRICT)
    assert (gap.row.insufficient, gap.row.conditional, gap.row.sufficient, gap.row.undecided) == (2, 6, 22, 0)
    assert {k.thing for k in gap.lacks if k.service_id == CLINIC} >= {"nurse", "iron"}
    assert untold(viewer("gestor-001")) == 1
    address = f"/oferta/brechas/{DISTRICT}/informar/"
    assert client.post(address, {"held_on": "01/03/2012", "audience": "Alcalde"}).status_code == 422
    told = {"held_on": "30/01/2012", "audience": "Alcalde y regidores", "minutes": "Piden una enfermera."}
    assert client.post(address, told).status_code == 302
    assert untold(viewer("gestor-001")) == 0
    assert gaps(viewer("gestor-001"), Listing(filters={"informado": "no"})).count == 0
    page = client.get(f"/oferta/brechas/{DISTRICT}/").content.decode()
    assert "Piden una enfermera." in page
    names = set(m.Member.objects.values_list("surname1", flat=True)[:40])
    file = client.post(f"/oferta/brechas/{DISTRICT}/?exportar=csv", {"para_que": "Municipalidad"})
    assert "Hierro" in file.content.decode("utf-8-sig")
    assert not [n for n in names if f";{n}" in file.content.decode("utf-8-sig")]
    assert client.get(f"/oferta/brechas/{DISTRICT}/pdf/").content.startswith(b"%PDF")


def test_a_waiver_is_signed_by_who_may_and_lets_a_place_enrol() -> None:
    address = f"/oferta/lugares/{PLACE}/dispensa/"
    assert entered("gestor-001").get(address).status_code == 403
    client = entered("jefatura")
    assert "No puede afiliar" in client.get(f"/oferta/lugares/{PLACE}/").content.decode()
    form = {"sector": "", "until": "01/07/2012", "reason": "Llega otra enfermera en abril"}
    assert client.post(address, form).status_code == 422  # without the signature
    late = client.post(address, {**form, "until": "02/08/2012", "signs": "sí"})
    assert late.status_code == 422
    assert client.post(address, {**form, "signs": "sí"}).status_code == 302
    assert "Puede afiliar" in client.get(f"/oferta/lugares/{PLACE}/").content.decode()
    waiver = m.Waiver.objects.get()
    assert waiver.signed_by
    assert (waiver.signed_by.login, waiver.signed_on, waiver.until) == ("jefatura", TODAY, date(2012, 7, 1))
    assert "Ccanlle" not in client.get("/oferta/lugares/?afilia=si").content.decode()


def test_a_page_asks_as_much_of_few_services_as_of_many(django_assert_max_num_queries: Any) -> None:
    gestor = viewer("gestor-001")
    for filters in ({}, {"decision": "insufficient"}):
        with django_assert_max_num_queries(3):
            services(gestor, Listing(filters=filters))
    for number in (CLINIC, SCHOOL):
        with django_assert_max_num_queries(14):
            service(gestor, number)
    with django_assert_max_num_queries(5):
        gaps(gestor, Listing())
    assert sheets_due(gestor)["undecided"] == 0


def test_a_region_is_decided_again_from_its_page() -> None:
    client = entered("gestor-001")
    assert client.post("/oferta/decidir/", {"district": DISTRICT}).status_code == 302
    assert m.SupplyDecision.objects.filter(decided_on=TODAY).exists()
    assert client.post("/oferta/decidir/", {"district": "080101"}).status_code == 422
