"""The pages of batches on a filled record: where each is, moved many at once, a serial traced to payment."""

import json
import re
import time
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.core.coresponsibility.batches.serials import Serial
from juntos.store.models import Batch, BatchMove, Event, Representative, SealedList
from tests.filled import PASSWORD, Filled
from tests.web.looking import Site
from tests.web.walking import papers

PERIOD = "2011-6"


@pytest.fixture(autouse=True)
def hashed(settings: Any) -> None:
    """The record's passwords are kept as an office's are."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def entered(login: str, period: str = PERIOD) -> Client:
    client = Client()
    assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302
    client.get(f"/formatos/?periodo={period}")
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:600]
    return re.sub(r"\s+", " ", answer.content.decode())


def state_of(batch: Batch) -> str:
    return str(BatchMove.objects.filter(batch=batch).latest("number").state)


def test_a_batch_is_found_looked_at_and_moved_with_others(record: Filled) -> None:
    client = entered("informacion")
    listed = page(client, "/formatos/")
    assert "Consolidar (" in listed
    assert "con el plazo vencido" in listed
    with CaptureQueriesContext(connection) as queries:
        page(client, "/formatos/?estado=validated")
    assert len(queries) < 40
    waiting = [b for b in Batch.objects.filter(period=PERIOD) if state_of(b) == "validated"]
    assert len(waiting) > 1
    one = page(client, f"/formatos/{waiting[0].pk}/")
    assert "se validó" in one
    assert SealedList.objects.get(batch=waiting[0]).sha256[:12] in one
    address = "/formatos/mover/?verbo=consolidate"
    form = page(client, address)
    assert form.count('name="lote"') == len(waiting)
    none = client.post(address, {"on": "01/02/2012"})
    assert (none.status_code, "No marcó ningún lote" in none.content.decode()) == (422, True)
    early = client.post(address, {"on": "01/03/2011", "todos": "sí"})
    assert (early.status_code, "anterior al del paso" in early.content.decode()) == (422, True)
    done = client.post(address, {"on": "01/02/2012", "todos": "sí"}, follow=True).content.decode()
    assert "ya puede cerrarlos" in done
    assert {state_of(batch) for batch in waiting} == {"consolidated"}
    assert Event.objects.get(action="forms.move").count == len(waiting)


def test_a_serial_is_traced_from_print_to_payment(record: Filled) -> None:
    batch = next(b for b in Batch.objects.filter(period=PERIOD) if state_of(b) == "accepted")
    kind = "fs2" if batch.service.sector == "health" else "education"
    first = Serial(kind, PERIOD, batch.service_id, 0, 1)
    client = entered("informacion")
    traced = page(client, f"/formatos/serie/?serie={str(first).lower()}")
    assert "registrados, revisión 0" in traced
    assert "por firmar" in traced
    assert f"/formatos/{batch.pk}/" in traced
    unmade = Serial(kind, PERIOD, batch.service_id, 1, 1)
    for wrong in ("FS2-1", str(first)[:-1] + "_", str(unmade)):
        assert "<b>Corrija:</b>" in page(client, f"/formatos/serie/?serie={wrong}")
    assert "<b>Corrija:</b>" in page(entered("escuela"), f"/formatos/serie/?serie={unmade}")


def test_forms_are_delivered_to_who_may_sign_alone(record: Filled) -> None:
    batch = Batch.objects.filter(period=PERIOD).first()
    assert batch is not None
    signer = Representative.objects.filter(service=batch.service_id, until=None).first()
    gestor = entered("gestor-001")
    assert "No se ha dicho qué paso dar" in page(gestor, "/formatos/mover/?verbo=print")
    own = page(gestor, f"/formatos/{batch.pk}/")
    if signer:
        assert signer.name in own
    assert "Seguir una serie" in page(gestor, "/formatos/")
    assert gestor.get("/formatos/?exportar=csv").status_code == 200


def test_who_sees_counts_alone_opens_no_batch(record: Filled) -> None:
    batch = Batch.objects.filter(period=PERIOD).first()
    assert batch is not None
    client = entered("gds")
    assert "Ver el mapa" in page(client, "/formatos/")
    assert "%" in page(client, "/formatos/mapa/")
    assert client.get(f"/formatos/{batch.pk}/").status_code == 403


def test_somebody_enters_formato_01_signs_and_ceases_to(record: Filled) -> None:
    client = entered("gestor-001")
    lacking = page(client, "/formatos/firmas/?firma=falta")
    numbers = [int(n) for n in re.findall(r"/formatos/firmas/(\d+)/", lacking)]
    assert numbers
    address = f"/formatos/firmas/{numbers[0]}/"
    assert "Hoy nadie puede firmar" in page(client, address)
    person = {"name": "Encargada Nueva", "dni": "5000", "post": "Suplente"}
    person |= {"document": "Memorando 1", "since": "01/02/2012"}
    refused = client.post(address, person)
    assert (refused.status_code, "no es un DNI" in refused.content.decode()) == (422, True)
    client.post(address, {**person, "dni": "50000001"})
    made = Representative.objects.get(name="Encargada Nueva")
    assert (made.service_id, made.until) == (numbers[0], None)
    assert "Encargada Nueva" in page(client, address)
    client.post(f"{address}fin/?quien={made.pk}", {"until": "01/03/2012"})
    made.refresh_from_db()
    assert str(made.until) == "2012-03-01"
    assert Event.objects.filter(action__startswith="forms.representative").count() == 2
    assert "50000001" not in "".join(Event.objects.values_list("detail", flat=True))
    assert client.get(f"{address}fin/?quien=0").status_code == 404
    other = entered("ugppe").post(address, {**person, "dni": "50000002"})
    assert other.status_code == 403


def test_the_kick_off_is_entered_and_the_period_opened_as_long_work(record: Filled) -> None:
    head = entered("jefatura")
    assert "Sin acta" in page(head, "/formatos/acta/")
    asked = {"region": "03", "held_on": "20/10/2011", "minutes": "Se acordó repartir por rutas."}
    said = head.post("/formatos/acta/", asked, follow=True).content.decode()
    assert "Se acordó repartir por rutas." in said
    assert "no tiene acta" not in page(head, "/formatos/")
    assert "Lo abre la gestión de información" in page(head, "/formatos/abrir/")
    assert head.post("/formatos/abrir/", {"region": "03"}).status_code == 403
    opener = entered("informacion")
    went = opener.post("/formatos/abrir/", {"region": "03"}, follow=True)
    address = went.redirect_chain[-1][0]
    for _ in range(120):
        text = page(opener, address)
        if "Terminado" in text or "No se hizo" in text:
            break
        time.sleep(0.5)
    assert "Lotes generados" in text


def test_a_region_is_closed_by_its_head_and_what_is_left_is_told(record: Filled) -> None:
    states = {batch: state_of(batch) for batch in Batch.objects.filter(period=PERIOD)}
    ready = [batch for batch, state in states.items() if state == "consolidated"]
    left = [batch for batch, state in states.items() if state not in ("consolidated", "closed")]
    lost = move_back(left[0])
    head = entered("jefatura")
    asked = page(head, "/formatos/cerrar/")
    assert f"Son {len(left)} lotes" in asked
    assert f"deja {lost} miembros sin verificar" in asked
    changed = head.post("/formatos/cerrar/", {"quedan": str(len(left) - 1)})
    assert (changed.status_code, "cambió lo que queda" in changed.content.decode()) == (422, True)
    done = head.post("/formatos/cerrar/", {"quedan": str(len(left))}, follow=True).content.decode()
    assert f"{len(ready)} lotes cerrados" in done
    assert {state_of(batch) for batch in ready} == {"closed"}
    assert {state_of(batch) for batch in left[1:]} == {states[batch] for batch in left[1:]}
    assert Event.objects.get(action="forms.close_region").count == len(ready)
    again = head.post("/formatos/cerrar/", {"quedan": str(len(left))})
    assert "está consolidado y por cerrar" in again.content.decode()
    assert entered("informacion").get("/formatos/cerrar/").status_code == 403
    number = ready[0].pk
    mended = head.post(
        "/formatos/mover/?verbo=rectify", {"lote": number, "on": "01/02/2012", "reason": "Otra fecha"}
    )
    assert (mended.status_code, state_of(ready[0])) == (302, "corrected")


def test_the_report_on_paper_says_what_the_page_says(record: Filled) -> None:
    head = entered("jefatura")
    shown = page(head, "/formatos/informe/")
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?) ?</dd>", shown)
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="number">([^<]*)</td>', shown)
    assert ("Lotes", "30") in pairs
    with papers() as said:
        answer = head.post("/formatos/informe/")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    printed = json.loads(said[0])
    told = [*printed["facts"], *(fact for part in printed["parts"] for fact in part["facts"])]
    assert plain(told) == [(unescape(a), unescape(b)) for a, b in pairs]
    counted = [row for part in printed["parts"] for row in part["rows"]]
    assert plain(counted) == [(unescape(a), unescape(b)) for a, b in rows]
    assert len(printed["head"].split(",")[0]) == 64
    assert "es de una región entera" in page(entered("gestor-001"), "/formatos/informe/")
    assert Event.objects.filter(action="forms.print_report").count() == 1
    assert "Informe nacional" in page(entered("ugoces"), "/formatos/informe/")


def move_back(batch: Batch) -> int:
    """Make a batch one that only came with a cut, and was lost; how many members its list names."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER form_batch_move_delete")
        cursor.execute("DELETE FROM form_batch_move WHERE batch_id = %s", [batch.pk])
    Batch.objects.filter(pk=batch.pk).update(state="lost")
    return int(SealedList.objects.get(batch=batch).listed)


def plain(pairs: list[list[str]]) -> list[tuple[str, ...]]:
    """Pairs with usual spaces, as a page's text is read here."""
    return [tuple(re.sub(r"\s+", " ", text) for text in pair) for pair in pairs]


def test_forms_are_printed_as_long_work_and_handed_to_who_asked(record: Filled) -> None:
    opener = entered("informacion")
    assert "reservado" in page(opener, "/formatos/imprimir/")
    asked = {"kinds": ["fs1", "fs3"], "split": ""}
    assert opener.post("/formatos/imprimir/", asked).status_code == 422
    went = opener.post("/formatos/imprimir/", {"kinds": ["fs1"], "split": ""}, follow=True)
    address = went.redirect_chain[-1][0]
    for _ in range(120):
        text = page(opener, address)
        if "Terminado" in text or "No se hizo" in text:
            break
        time.sleep(0.5)
    assert "descargar los archivos" in text
    number = int(address.rstrip("/").rpartition("/")[2])
    files = page(opener, f"/formatos/imprimir/{number}/")
    assert "fs1-001.pdf" in files
    first = opener.get(f"/formatos/imprimir/{number}/1/")
    assert (first.content[:5], first["Content-Disposition"][-13:]) == (b"%PDF-", '"fs1-001.pdf"')
    assert opener.get(f"/formatos/imprimir/{number}/9/").status_code == 404
    assert Event.objects.filter(action="audit.export", subject=f"/formatos/imprimir/{number}/1/").exists()
    other = entered("ugoces")
    assert other.get(f"/formatos/imprimir/{number}/").status_code == 404
    assert entered("gestor-001").post("/formatos/imprimir/", {"kinds": ["fs1"]}).status_code == 403


@pytest.mark.verify
def test_the_pages_keep_what_every_page_promises(site: Site) -> None:
    site.hold(
        "information_manager", ["/formatos/", "/formatos/mapa/", "/formatos/firmas/", "/formatos/imprimir/"]
    )
    site.hold("region_head", ["/formatos/informe/", "/formatos/cerrar/", "/formatos/acta/"])
