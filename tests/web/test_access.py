"""Every route as every role: the urlconf is the registry, the door is the table, and 404 tells nothing."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from juntos.core.access import ROLES
from juntos.store.models import User
from juntos.web.navigation import PROCESSES
from juntos.web.routes import Route, routes
from tests.web.conftest import ClientOf

OPEN = {"entering.enter", "entering.code"}
# A value for each part of an address, of something that is nobody's.
PARTS = {"number": "999999", "code": "0000000000", "key": "nada", "period": "2011-3", "part": "1"}
NEEDS_REASON = "/para-que/"
# On an empty store, those whose work differs most; on a filled one every role, in test_everything_access.
QUICK = {"auditor", "clinic", "gestor", "ugoal"}
each_role = pytest.mark.parametrize(
    "role", [pytest.param(r, marks=() if r in QUICK else pytest.mark.verify) for r in ROLES]
)


def registered() -> dict[str, Route]:
    assert get_resolver().url_patterns
    return dict(routes())


def address(route: Route) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: PARTS[part[1]], route.pattern)


def test_every_address_is_registered() -> None:
    patterns = get_resolver().url_patterns
    assert {str(p.pattern): p.name for p in patterns} == {r.pattern: r.name for r in registered().values()}


def test_few_doors_are_open() -> None:
    assert {name for name, route in registered().items() if route.is_open} == OPEN


def test_every_page_stands_under_something() -> None:
    known = {*PROCESSES, *registered(), ""}
    assert [r.name for r in registered().values() if r.under not in known] == []


@each_role
def test_a_role_gets_in_where_the_table_grants_it(client_of: ClientOf, role: str) -> None:
    client = client_of(role)
    if any(ROLES[role].needs_reason(kind) for kind in ROLES[role].cells):
        for route in registered().values():
            if route.kind and route.admits(ROLES[role]):
                answer = client.get(address(route))
                assert (answer.status_code, answer["Location"][: len(NEEDS_REASON)]) == (302, NEEDS_REASON)
        client.post(NEEDS_REASON, {"purpose": "Informe de control 012-2011"})
    for route in registered().values():
        if route.is_open:
            continue
        code = client.get(address(route)).status_code
        if route.admits(ROLES[role]):
            assert code == (404 if "<" in route.pattern else 200), route.name
        else:
            assert code == 403, route.name


def test_nobody_gets_in_without_an_account(client: Client, db: None) -> None:
    for route in registered().values():
        if not route.is_open:
            answer = client.get(address(route))
            assert (answer.status_code, answer["Location"][:8]) == (302, "/entrar/"), route.name
            assert client.post(address(route)).status_code == 302, route.name


def test_a_page_beyond_reach_is_the_same_as_none(client_of: ClientOf) -> None:
    client = client_of("region_head")
    foreign = client.get(f"/usuarios/{User.objects.get(login='de.cusco').pk}/")
    none = client.get("/usuarios/999999/")
    assert (foreign.status_code, none.status_code) == (404, 404)
    hide = re.compile(rb"csrfmiddlewaretoken\" value=\"\w+\"")
    assert hide.sub(b"", foreign.content) == hide.sub(b"", none.content)


def test_a_refusal_says_what_may_be_done(client_of: ClientOf) -> None:
    page = client_of("gestor").get("/usuarios/").content.decode()
    assert "Gestor local" in page
    assert "las cuentas de usuario" in page


def test_an_address_of_nothing_says_so(client: Client, db: None) -> None:
    answer = client.get("/no-hay/")
    assert answer.status_code == 404
    assert "No hay ninguna página" in answer.content.decode()
