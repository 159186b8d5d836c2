"""The capture page without a script, its rows as the script sends them, the signature, and what goes back."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.core.coresponsibility.batches.serials import Serial
from juntos.store import models as m
from tests.filled import TODAY, Filled

PERIOD, CLINIC = "2011-6", 1
QUERIES_MOST = 40


@pytest.fixture
def office(settings: Any) -> None:
    """The filled record's own day, in the place of the seeded region's."""


def signed_in(login: str) -> Client:
    user = m.User.objects.get(login=login)
    client, now = Client(), datetime.now(tz=UTC).timestamp()
    session = client.session
    session.update({"account": user.pk, "stamp": user.get_session_auth_hash(), "begun": now, "seen": now})
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def batch(service: int = CLINIC) -> Any:
    return m.Batch.objects.get(service=service, period=PERIOD)


def members(text: str) -> list[str]:
    return re.findall(r'<tbody data-row="(\d+)"', text)


def sent_whole(text: str, rows: dict[str, dict[str, str]]) -> dict[str, str]:
    """The form of the page as a browser without scripts sends it, with some rows filled in."""
    hidden = dict(re.findall(r'type="hidden" name="(before-\d+)" value="([^"]*)"', text))
    return hidden | {f"{name}-{row}": value for row, typed in rows.items() for name, value in typed.items()}


def test_a_clinic_keys_signs_and_gets_its_list_back(record: Filled) -> None:
    nurse, number = signed_in("salud"), batch().pk
    address = f"/captura/{number}/"
    assert address in nurse.get(f"/captura/?periodo={PERIOD}").content.decode()
    page = nurse.get(address).content.decode()
    first, second, third = members(page)[:3]

    # Without a script the page is sent whole; with one, a row at a time, however often.
    answer = nurse.post(address, sent_whole(page, {first: {"day1": "12/11", "weight1": "12,4"}}))
    assert (answer.status_code, m.CaptureRow.objects.count()) == (302, 1)
    row = {"member": second, "key": "k", "before": "", "seconds": "48", "day1": "14/11/2011"}
    told = [nurse.post(f"{address}fila/", row).json() for _ in range(3)]
    assert (told[0]["tick"], told[0]["tone"], m.CaptureRow.objects.count()) == ("cumple", "good", 2)
    assert told[1:] == told[:2]
    wrong = nurse.post(f"{address}fila/", {"member": third, "key": "l", "day1": "45/11"})
    assert (wrong.status_code, [one["field"] for one in wrong.json()["faults"]]) == (422, [f"day1-{third}"])
    page = nurse.get(address).content.decode()
    assert "12/11/2011" in page
    assert "0,8 minutos por fila" in page

    bad = nurse.post(address, sent_whole(page, {third: {"day1": "45/11"}}))
    assert bad.status_code == 422
    assert f'href="#day1-{third}"' in bad.content.decode()
    assert 'value="45/11"' in bad.content.decode()
    signs_and_gets_it_back(nurse, number)


def signs_and_gets_it_back(nurse: Client, number: int) -> None:
    """The list signed by somebody of a Formato 01, and its paper; each leaves its trace."""
    address = f"/captura/{number}/"
    signer = m.Representative.objects.filter(service=CLINIC, until=None).order_by("name")[0]
    given = {"representative": signer.pk, "signed_on": TODAY.strftime("%d/%m/%Y")}
    assert nurse.post(f"{address}firma/", given).status_code == 422
    assert nurse.post(f"{address}firma/", {**given, "looked": "sí"}).status_code == 302
    signature = m.ListSignature.objects.get()
    by = m.User.objects.get(login="salud")
    assert (signature.rows, signature.representative, signature.by) == (2, signer, by)
    assert signer.name in nurse.get(address).content.decode()
    assert m.BatchMove.objects.filter(batch=number).order_by("-number")[0].verb == "capture"

    paper = nurse.post(f"{address}informe/", {"purpose": "Entrega al establecimiento"})
    assert paper.content[:5] == b"%PDF-"
    assert m.Event.objects.filter(action="audit.export", subject=f"batch:{number}").count() == 1
    read = m.Event.objects.filter(action="forms.read_list", subject=f"batch:{number}").order_by("-pk")[0]
    assert '"has_health": true' in read.detail


def test_a_sheet_of_paper_is_found_by_its_serial(record: Filled) -> None:
    gestor, number = signed_in("gestor-001"), batch().pk
    serial = str(Serial("fs2", PERIOD, CLINIC, 0, 2))
    answer = gestor.post("/captura/serie/", {"serial": serial.lower()})
    assert answer["Location"] == f"/captura/{number}/?serie={serial}"
    page = gestor.get(answer["Location"]).content.decode()
    listed = members(gestor.get(f"/captura/{number}/").content.decode())
    assert members(page) == listed[12:24]
    row = {"member": listed[12], "key": "k", "day1": "14/11", "serial": serial, "filler": "service"}
    assert gestor.post(f"/captura/{number}/fila/", row).status_code == 200
    kept = m.CaptureRow.objects.get()
    assert (kept.source, kept.filled_by, kept.serial) == ("paper", "service", serial)
    for wrong in ("FS2-2011", str(Serial("fs2", PERIOD, 99, 0, 1))):
        assert gestor.post("/captura/serie/", {"serial": wrong}).status_code == 422


def test_each_reaches_what_is_theirs(record: Filled) -> None:
    clinic, school = batch().pk, batch(15).pk
    reached = {
        "salud": (200, 404),
        "salud-2": (404, 404),
        "microred": (200, 404),
        "gestor-001": (200, 200),
        "informacion": (404, 200),
        "escuela": (404, 200),
        "zonal-4": (403, 403),
    }
    for login, codes in reached.items():
        client = signed_in(login)
        assert tuple(client.get(f"/captura/{one}/").status_code for one in (clinic, school)) == codes, login
    page = signed_in("escuela").get(f"/captura/{school}/").content.decode()
    assert "Días en nov" in page
    listed = page[page.index("<tbody") :]
    assert "DNI" not in listed
    assert "Peso" not in page


def _pages(login: str) -> str:
    client, number = signed_in(login), batch().pk
    return "".join(client.get(f"/captura/{number}/?pagina={page}").content.decode() for page in (1, 2))


def test_a_birth_on_the_list_is_proposed_to_the_padron(record: Filled) -> None:
    nurse, number = signed_in("salud"), batch().pk
    links = re.findall(rf"/captura/{number}/parto/(\d+)/", _pages("salud"))
    address = f"/captura/{number}/parto/{links[0]}/"
    born = (TODAY - timedelta(days=20)).strftime("%d/%m/%Y")
    given = {
        "happened_on": born, "outcome": "live-birth", "sex": "f",
        "given_names": "Luz", "surname1": "Ccori", "surname2": "",
    }  # fmt: skip
    assert nurse.post(address, {**given, "given_names": ""}).status_code == 422
    assert [nurse.post(address, given).status_code for _ in range(2)] == [302, 302]
    event = m.PadronEvent.objects.get(kind="birth", proposed_by__login="salud")
    assert (event.state, '"given_names": "Luz"' in event.facts) == ("proposed", True)
    assert m.CaptureRow.objects.count() == 1


def test_a_second_person_keys_the_sample_blind(record: Filled) -> None:
    nurse, number = signed_in("salud"), batch().pk
    address = f"/captura/{number}/"
    page = nurse.get(address).content.decode()
    rows = {row: {"day1": "12/11"} for row in members(page)}
    nurse.post(address, sent_whole(page, rows))
    assert "lo hace otra persona" in nurse.get(f"{address}doble/").content.decode()
    other = signed_in("microred")
    blind = other.get(f"{address}doble/").content.decode()
    sample = members(blind)
    assert 1 <= len(sample) <= 4
    assert "12/11" not in blind.split('<form method="post" novalidate')[1]
    other.post(f"{address}doble/", sent_whole(blind, {row: {"day1": "13/11"} for row in sample}))
    assert "Difieren más campos" in nurse.get(address).content.decode()


def test_a_long_list_asks_the_store_no_more_than_a_short_one(record: Filled) -> None:
    nurse, gestor = signed_in("salud"), signed_in("gestor-001")
    counts = {}
    for client, service in ((nurse, CLINIC), (gestor, 6)):
        address = f"/captura/{batch(service).pk}/"
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts[service] = len(asked)
    assert counts[CLINIC] <= counts[6] + 2, counts
    assert counts[CLINIC] <= QUERIES_MOST
