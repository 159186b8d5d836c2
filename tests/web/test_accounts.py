"""The users of a region before their head: what may be given, to whom, and what the list shows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.store.models import Event, User, UserScope
from tests.web.conftest import ClientOf
from tests.web.seeding import PASSWORD

NEW = {"name": "Ana Ríos", "login": "ana.rios", "role": "gestor", "codes": "030604"}


@pytest.fixture
def head(client_of: ClientOf) -> Client:
    return client_of("region_head")


def made(head: Client, **changes: str) -> tuple[int, str]:
    answer = head.post("/usuarios/nueva/", {**NEW, **changes})
    return answer.status_code, answer.content.decode()


def test_a_head_makes_an_account_that_chooses_its_own_password(head: Client, client: Client) -> None:
    code, page = made(head)
    assert code == 200
    given = page.split('<p class="secret">')[1].split("<")[0]
    assert client.post("/entrar/", {"login": "ana.rios", "password": given}).status_code == 302
    assert client.get("/")["Location"] == "/mi-cuenta/clave/"
    new = "cuatro palabras cualesquiera"
    client.post("/mi-cuenta/clave/", {"old": given, "new": new, "again": new})
    assert client.get("/").status_code == 200
    event = Event.objects.get(
        action="accounts.create_user", subject=f"user:{User.objects.get(login='ana.rios').pk}"
    )
    assert (event.region, event.actor.login) == ("03", "region_head")
    assert given not in event.detail


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"login": "gestor"}, "Ya hay una cuenta"),
        ({"login": "ana rios"}, "no sirve de usuario"),
        ({"role": "region_head"}, "no es una de las opciones"),
        ({"role": "director", "codes": ""}, "no es una de las opciones"),
        ({"codes": ""}, "Falta este dato"),
        ({"codes": "080604"}, "no es un código de su ámbito"),
        ({"codes": "999999"}, "no es un código de su ámbito"),
        ({"role": "region_coordinator", "codes": "08"}, "no es un código de su ámbito"),
        ({"role": "zone_coordinator", "codes": "0801"}, "no es un código de su ámbito"),
        ({"role": "clinic", "codes": "S8"}, "no es un código de su ámbito"),
        ({"role": "health_network", "codes": "M8"}, "no es un código de su ámbito"),
        ({"role": "health_directorate", "codes": "D8"}, "no es un código de su ámbito"),
        ({"role": "mother_leader", "codes": "0806040001"}, "no es un código de su ámbito"),
    ],
)
def test_what_a_head_cannot_give(head: Client, changes: dict[str, str], says: str) -> None:
    before = User.objects.count()
    code, page = made(head, **changes)
    assert code == 422
    assert says in page
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("zone_coordinator", "0301"),
        ("clinic", "S3"),
        ("health_directorate", "D3"),
        ("gestor", "030604, 0306050001"),
    ],
)
def test_what_a_head_can_give(head: Client, role: str, codes: str) -> None:
    code, _ = made(head, role=role, codes=codes)
    assert code == 200
    assert UserScope.objects.filter(user__login="ana.rios").count() == len(codes.split(","))


def test_a_head_sees_the_region_and_nobody_else(head: Client) -> None:
    page = head.get("/usuarios/").content.decode()
    assert "Persona Gestor local" in page
    assert "de.cusco" not in page
    assert "Dirección Ejecutiva" not in page


@pytest.mark.parametrize("verb", ["ambito", "clave", "telefono", "estado"])
@pytest.mark.parametrize("login", ["de.cusco", "director"])
def test_a_head_touches_nobody_elses_people(head: Client, login: str, verb: str) -> None:
    number = User.objects.get(login=login).pk
    before = User.objects.filter(pk=number).values().get()
    answer = head.post(f"/usuarios/{number}/{verb}/", {"codes": "03"})
    assert answer.status_code == 404
    assert User.objects.filter(pk=number).values().get() == before


def test_a_head_closes_and_opens_an_account(head: Client) -> None:
    gestor = User.objects.get(login="gestor")
    head.post(f"/usuarios/{gestor.pk}/estado/")
    gestor.refresh_from_db()
    assert not gestor.is_active
    assert "La cuenta se cerró" in head.get(f"/usuarios/{gestor.pk}/").content.decode()
    assert "La cuenta se cerró" not in head.get(f"/usuarios/{gestor.pk}/").content.decode()
    head.post(f"/usuarios/{gestor.pk}/estado/")
    gestor.refresh_from_db()
    assert gestor.is_active


def test_a_changed_scope_counts_from_the_next_page(head: Client, client_of: ClientOf) -> None:
    gestor = User.objects.get(login="gestor")
    client = client_of("gestor")
    assert "Ongoy" in client.get("/").content.decode()
    head.post(f"/usuarios/{gestor.pk}/ambito/", {"codes": "030605"})
    assert "Ocobamba" in client.get("/").content.decode()
    assert (
        Event.objects.get(action="accounts.set_scopes").detail
        == '{"after": ["030605"], "before": ["030604"]}'
    )


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("corta", "muy corta"),
        ("gestor-gestor", "repite su nombre"),
        (PASSWORD, "repite"),
        ("1234567890", "todos prueban"),
    ],
)
def test_a_weak_password_is_refused(client_of: ClientOf, new: str, says: str) -> None:
    answer = client_of("gestor").post("/mi-cuenta/clave/", {"old": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_list_costs_the_same_whoever_is_in_it(head: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        head.get("/usuarios/")
    people = User.objects.bulk_create(
        User(login=f"g{n}", full_name=f"Gestor {n}", role="gestor", since="2010-01-01") for n in range(120)
    )
    UserScope.objects.bulk_create(UserScope(user=u, reach="places", code="030604") for u in people)
    with CaptureQueriesContext(connection) as many:
        page = head.get("/usuarios/?orden=-login").content.decode()
    assert len(many) == len(few)
    assert "Página 1 de 3" in page


def test_the_auditor_looks_with_a_reason_that_stands_in_the_trail(client_of: ClientOf) -> None:
    client = client_of("auditor")
    asked = client.get("/usuarios/")
    assert asked["Location"] == "/para-que/?siguiente=%2Fusuarios%2F"
    assert client.post("/para-que/", {"purpose": "ver"}).status_code == 422
    said = "Informe de control 012-2011"
    answer = client.post("/para-que/?siguiente=/usuarios/", {"purpose": said})
    assert answer["Location"] == "/usuarios/"
    assert said in client.get("/usuarios/").content.decode()
    told = Event.objects.filter(purpose=said).values_list("action", "subject")
    assert list(told) == [("audit.state_purpose", "session"), ("audit.read", "/usuarios/")]


def test_the_reason_lasts_an_hour(client_of: ClientOf) -> None:
    client = client_of("auditor")
    client.post("/para-que/", {"purpose": "Informe de control 012-2011"})
    session = client.session
    session["purpose"] = {**session["purpose"], "at": session["purpose"]["at"] - 3601}
    session.save()
    assert client.get("/usuarios/").status_code == 302
