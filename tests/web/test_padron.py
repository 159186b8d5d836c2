"""The pages of what changes in the padrón, on a filled record, as the people who use them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.store import models as m
from tests.filled import PASSWORD, Filled

SignedIn = Callable[[str], Client]
NAMED = (
    "/cambios/",
    "/cambios/decididos/",
    "/duplicados/",
    "/duplicados/buscar/",
    "/padron/filtracion/",
    "/padron/subcobertura/",
    "/padron/documentos/",
    "/padron/campanas/",
    "/padron/tipo/?periodo=2011-6",
    "/padron/duenos/",
    "/personal/",
    "/personal/tabla-11/",
    "/personal/organigrama/",
    "/personal/1/",
    "/personal/1/lugares/",
)
CHANGING = ("/avisos/", "/cambios/nuevo/", "/padron/campanas/nueva/")


@pytest.fixture
def signed_in(record: Filled) -> SignedIn:
    m.User.objects.update(password=make_password(PASSWORD))

    def enter(login: str) -> Client:
        client = Client()
        assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302
        return client

    return enter


def household() -> m.Household:
    found = m.Household.objects.filter(state="active", members__kinship="partner", titular__isnull=False)
    return found.exclude(events__state="proposed").order_by("pk")[0]


def test_a_change_goes_from_the_gestor_to_the_record(signed_in: SignedIn) -> None:
    gestor, of = signed_in("gestor-001"), household()
    assert gestor.post("/cambios/nuevo/", {"household": str(of.pk)})["Location"] == f"/cambios/hogar/{of.pk}/"
    answer = gestor.post(f"/cambios/hogar/{of.pk}/", {"kind": "address"})
    assert answer["Location"] == f"/cambios/hogar/{of.pk}/address/"
    empty = gestor.post(answer["Location"], {"happened_on": "5/1/2012"})
    assert empty.status_code == 422
    page = empty.content.decode()
    assert "Falta la dirección." in page
    assert 'href="#evidence"' in page
    sent = {"happened_on": "5/1/2012", "address": "Sector Pampa 3", "evidence": "Ficha de visita"}
    event = gestor.post(answer["Location"], sent)["Location"]
    assert "lo decide otra persona" in gestor.get(event).content.decode()
    assert gestor.post(f"{event}aprobar/").status_code == 403

    keeper = signed_in("informacion")
    assert "cambios del padrón por aprobar" in keeper.get("/").content.decode()
    assert "Sector Pampa 3" in keeper.get(event).content.decode()
    assert keeper.post(f"{event}aprobar/")["Location"] == "/cambios/"
    of.refresh_from_db()
    assert of.address == "Sector Pampa 3"
    assert keeper.post(f"{event}rechazar/", {"reason": "Ya no"}).status_code == 422
    notice = m.Notice.objects.filter(household=of).latest("pk")
    assert "Se actualizaron los datos de su hogar." in gestor.get(f"/avisos/{notice.pk}/").content.decode()
    assert gestor.post(f"/avisos/{notice.pk}/", {"given_on": "01/02/2012"}).status_code == 302


@pytest.mark.parametrize(
    "kind", ["birth", "pregnancy", "death", "move", "leaving", "titular", "service", "dni"]
)
def test_every_form_opens_and_says_what_lacks(signed_in: SignedIn, kind: str) -> None:
    address = f"/cambios/hogar/{household().pk}/{kind}/"
    gestor = signed_in("gestor-001")
    assert gestor.get(address).status_code == 200
    assert gestor.post(address, {"happened_on": "10/01/2012"}).status_code == 422


def test_the_keeper_of_information_proposes_nothing_of_health(signed_in: SignedIn) -> None:
    keeper, of = signed_in("informacion"), household()
    page = keeper.get(f"/cambios/hogar/{of.pk}/").content.decode()
    assert "Nacimiento" in page
    assert "Embarazo" not in page
    assert keeper.get(f"/cambios/hogar/{of.pk}/pregnancy/").status_code == 404
    for address in ("/cambios/", "/cambios/decididos/"):
        assert "mbarazo" not in keeper.get(address).content.decode()


@pytest.mark.parametrize("login", ["gestor-001", "informacion", "jefatura", "ugoal", "zonal-4", "salud"])
def test_pages_open_for_who_sees_names(signed_in: SignedIn, login: str) -> None:
    client = signed_in(login)
    for address in NAMED:
        expected = (200, 404) if address.startswith("/personal/1/") else (200,)
        assert client.get(address).status_code in expected, address
    codes = {client.get(address).status_code for address in CHANGING}
    assert codes == ({200} if login in ("gestor-001", "informacion") else {403})


@pytest.mark.parametrize("login", ["municipalidad", "direccion", "apoyo", "madre-lider"])
def test_who_sees_counts_sees_no_name(signed_in: SignedIn, login: str) -> None:
    client = signed_in(login)
    page = client.get("/padron/documentos/").content.decode()
    assert client.get("/padron/duenos/").status_code == 200
    for address in ("/cambios/", "/duplicados/", "/padron/filtracion/", "/personal/"):
        assert client.get(address).status_code == 403
    names = m.Member.objects.values_list("given_names", "surname1").distinct()[:300]
    assert not [name for name in names if " ".join(name) in page]


def test_the_queue_costs_the_same_however_many_wait(signed_in: SignedIn) -> None:
    client = signed_in("informacion")
    client.get("/cambios/")
    with CaptureQueriesContext(connection) as few:
        client.get("/cambios/")
    at = datetime(2012, 1, 20, tzinfo=UTC)
    gestor = m.User.objects.get(login="gestor-001")
    m.PadronEvent.objects.bulk_create(
        m.PadronEvent(
            kind="address",
            household=of,
            happened_on=date(2012, 1, 10),
            facts='{"evidence": "Ficha", "address": "Otra"}',
            proposed_by=gestor,
            proposed_at=at,
        )
        for of in m.Household.objects.order_by("pk")[:120]
    )
    with CaptureQueriesContext(connection) as many:
        page = client.get("/cambios/").content.decode()
    assert len(many) == len(few)
    assert "Página 1 de" in page


def test_places_pass_to_another_post_by_the_head_alone(signed_in: SignedIn) -> None:
    m.Post.objects.create(number=2, role="gestor", region_id="03")
    head = signed_in("jefatura")
    assert "de gestor vacante" not in head.get("/").content.decode()
    code = m.PostPlace.objects.filter(post=1).order_by("place")[0].place.code
    sent = {"codes": [code], "post": "2", "since": "15/02/2012"}
    assert signed_in("informacion").post("/personal/1/lugares/", sent).status_code == 403
    past = head.post("/personal/1/lugares/", {**sent, "since": "15/12/2011"})
    assert (past.status_code, "ya se cortó" in past.content.decode()) == (422, True)
    assert head.post("/personal/1/lugares/", {**sent, "since": "01/02/2012"})["Location"] == "/personal/"
    rows = m.PostPlace.objects.filter(place__code=code).order_by("since")
    assert [(r.post_id, r.until) for r in rows] == [(1, date(2012, 2, 1)), (2, None)]
    assert "puesto de gestor vacante" in head.get("/").content.decode()
    assert "sin gestor" in head.get("/personal/").content.decode()


def test_a_campaign_is_planned_and_told(signed_in: SignedIn) -> None:
    gestor = signed_in("gestor-001")
    sent = {"kind": "dni", "place": "0306030001", "held_on": "01/02/2012"}
    assert gestor.post("/padron/campanas/nueva/", {**sent, "place": "0801010001"}).status_code == 422
    assert gestor.post("/padron/campanas/nueva/", {**sent, "held_on": "01/01/2012"}).status_code == 422
    assert gestor.post("/padron/campanas/nueva/", sent)["Location"] == "/padron/campanas/"
    number = m.Campaign.objects.get().pk
    assert gestor.post(f"/padron/campanas/{number}/", {"reached": "14"}).status_code == 302
    assert m.Campaign.objects.get().reached == 14
