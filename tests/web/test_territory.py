"""The territory's pages on a filled record: counts, search, the year of a place, and an office's outlines."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from juntos.core.errors import InputError
from juntos.core.registry.states import IN_PROGRAMME
from juntos.paper.outlines import read_outlines, thinned
from juntos.store import models as m
from juntos.store.reads.listing import Listing
from juntos.store.reads.territory import place, search, unit
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import PASSWORD, TODAY, Filled

DISTRICT, HERE = "030603", "0306030001"


@pytest.fixture
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


def square(west: float) -> list[list[list[float]]]:
    corners = [(west, -13.6), (west + 0.1, -13.6), (west + 0.1, -13.5), (west, -13.5), (west, -13.6)]
    return [[list(corner) for corner in corners]]


def geojson(*features: tuple[dict[str, object], str, object]) -> str:
    told = [
        {"type": "Feature", "properties": p, "geometry": {"type": t, "coordinates": c}}
        for p, t, c in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": told})


def test_from_the_country_to_a_place_and_every_count_adds_up(office_of: Filled) -> None:
    client = entered("jefatura")
    for address in ("/territorio/", "/territorio/unidad/03/", "/territorio/unidad/0306/"):
        assert client.get(address).status_code == 200
    text = client.get(f"/territorio/unidad/{DISTRICT}/").content.decode()
    assert "¿Dónde viven los hogares de Cocharcas?" in text
    found = unit(viewer("jefatura"), DISTRICT, Listing())
    assert found.total.households == sum(row.households or 0 for row in found.inside) == 319
    assert (found.total.services, found.total.posts, len(found.inside)) == (30, 1, 15)
    assert [name for _, name in found.above] == ["Apurímac", "Chincheros"]


def test_a_misspelt_name_or_the_beginning_of_a_code_finds_a_place(office_of: Filled) -> None:
    head = viewer("jefatura")
    assert [row.name for row in search(head, "kocharkas")] == ["Cocharcas", "Cocharcas"]
    assert {row.level for row in search(head, "0306030")} == {"place"}
    assert search(head, "  ") == ()
    assert HERE.encode() in entered("jefatura").get("/territorio/?buscar=cocharcas").content


def test_who_sees_counts_alone_sees_none_of_one_to_four(office_of: Filled) -> None:
    few = m.Place.objects.get(code="0306030006")
    kept = m.Household.objects.filter(place=few).values_list("pk", flat=True)[:3]
    m.Household.objects.filter(place=few).exclude(pk__in=list(kept)).update(state="exited")
    named = {row.code: row.households for row in unit(viewer("jefatura"), DISTRICT, Listing()).inside}
    counted = {row.code: row.households for row in unit(viewer("gds"), DISTRICT, Listing()).inside}
    assert 0 < (named[few.code] or 0) < 5
    hidden = {code for code, count in counted.items() if count is None}
    assert few.code in hidden
    assert len(hidden) == 2  # another one, or it would be what is left of the total
    assert sum(named[code] or 0 for code in hidden) >= 5


def test_a_clinic_finds_no_place_and_nobody_of_others(office_of: Filled) -> None:
    client = entered("diresa")
    assert client.get(f"/territorio/lugar/{HERE}/").status_code == 404
    used = m.Assignment.objects.filter(service__sector="health", until=None, since__lte=TODAY)
    homes = used.filter(member__household__state__in=IN_PROGRAMME)
    found = unit(viewer("diresa"), "0306", Listing())
    assert found.total.households == homes.values("member__household").distinct().count()


def test_what_the_community_says_of_a_month_is_kept_and_shown(office_of: Filled) -> None:
    client = entered("gestor-001")
    address = f"/territorio/lugar/{HERE}/calendario/"
    form = {f"level-{k}": "open" for k in range(4, 11)} | {"level-2": "cut", "reason-2": "huaico"}
    assert client.post(address, form).status_code == 302
    months = place(viewer("gestor-001"), HERE).months
    assert (months[1].month.level, months[1].said_reason) == ("cut", "huaico")
    assert (months[0].is_said, months[3].is_said) == (False, True)
    assert place(viewer("gestor-001"), HERE).best == (1, 3, 4, 5, 6, 7, 8, 9, 10, 12)
    text = client.get(f"/territorio/lugar/{HERE}/").content.decode()
    assert "huaico" in text
    assert m.Event.objects.filter(action="supply.set_access_calendar").count() == 1
    assert client.post(address, {"level-1": "tal vez"}).status_code == 422
    assert entered("jefatura").get(address).status_code == 403


def test_a_page_asks_as_much_of_few_places_as_of_many(
    office_of: Filled, django_assert_max_num_queries: Any
) -> None:
    head = viewer("jefatura")
    for code in ("03", "0306", DISTRICT):
        with django_assert_max_num_queries(8):
            unit(head, code, Listing())


def test_an_office_draws_with_its_outlines(office_of: Filled) -> None:
    client = entered("jefatura")
    text = geojson(
        ({"IDDIST": 30603}, "Polygon", square(-73.7)), ({"IDDIST": "080101"}, "Polygon", square(-72))
    )
    sent = {"outlines": SimpleUploadedFile("distritos.geojson", text.encode())}
    assert client.post("/territorio/contornos/", sent).status_code == 302
    kept = read_outlines((office_of.files / "outlines" / "03-6.geojson").read_text("utf-8"), "03-6")
    assert list(kept) == [DISTRICT]  # the other is of another region
    assert b"<path d=" in client.get("/territorio/unidad/0306/").content
    assert m.Event.objects.get(action="territory.load_outlines").count == 1
    answer = client.post("/territorio/contornos/", {"outlines": SimpleUploadedFile("x.geojson", b"{")})
    assert (answer.status_code, "no se puede leer" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "outline-not-json"),
        ("[]", "outline-not-features"),
        (geojson(({"nombre": "Ongoy"}, "Polygon", square(-73))), "outline-without-code"),
        (geojson(({"ubigeo": "030603"}, "Point", [-73, -13])), "outline-shape"),
        (geojson(({"ubigeo": "030603"}, "Polygon", square(700_000))), "outline-shape"),
        (geojson(({"ubigeo": "030603"}, "Polygon", [[["a", "b"]] * 4])), "outline-shape"),
    ],
)
def test_a_file_that_is_no_outlines_is_said_what_it_is(text: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        read_outlines(text, "x.geojson")
    assert [fault.code for fault in error.value.faults] == [code]


def test_bends_that_nobody_sees_are_left_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    assert thinned(line, 0.1) == [(0.0, 0.0), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
