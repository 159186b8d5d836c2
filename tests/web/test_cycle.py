"""The cycle's pages on a filled record: what each role finds, and long work that tells how it goes."""

import re
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.actions.coresponsibility import work as works
from juntos.core.access import ROLES, Scope
from juntos.store.models import Cut, Event, Run
from juntos.store.reads.viewing import Viewer
from tests.filled import PASSWORD, TODAY, Filled

SECONDS = 240


@pytest.fixture(autouse=True)
def hashed(settings: Any) -> None:
    """The record's passwords are kept as an office's are."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def entered(login: str) -> Client:
    client = Client()
    assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_each_number_of_a_period_opens_what_it_counts(record: Filled) -> None:
    client = entered("ugoal")
    text = page(client, "/resultados/?periodo=2011-3")
    run = Run.objects.get(period="2011-3")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pay_reason, count(*) FROM result_household_results WHERE run_id = %s"
            " AND NOT is_payable GROUP BY 1",
            [run.pk],
        )
        reasons = cursor.fetchall()
    assert reasons
    for reason, count in reasons:
        assert f"motivo={reason}" in text
        assert f"<b>{count}</b> en total" in page(client, f"/resultados/hogares/?pago=no&motivo={reason}")
    assert "en 2011-2" in text


def test_a_page_of_results_asks_as_much_of_few_rows_as_of_many(record: Filled) -> None:
    client = entered("ugoal")
    counts = []
    for filters in ("", "?motivo=does-not-comply"):
        page(client, f"/resultados/hogares/{filters}")
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/resultados/hogares/{filters}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_who_sees_counts_alone_opens_no_household(record: Filled) -> None:
    client = entered("crst")
    assert "/resultados/hogares/" not in page(client, "/resultados/?periodo=2011-3")
    assert client.get("/resultados/hogares/").status_code == 403


def test_the_note_about_a_service_is_a_pdf_without_names(record: Filled) -> None:
    client = entered("ugoal")
    listed = page(client, "/resultados/servicios/?periodo=2011-3")
    address = re.findall(r'href="/resultados/servicios/(\d+/)"', listed)[0]
    assert "¿Qué falló?" in page(client, f"/resultados/servicios/{address}")
    answer = client.get(f"/resultados/servicios/{address}nota/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    left = Event.objects.get(action="audit.export", sha256=sha256(answer.content).hexdigest())
    assert left.purpose.startswith("Nota a la Dirección Regional")


def test_only_who_may_takes_the_next_step(record: Filled) -> None:
    assert "/ciclo/paso/" in page(entered("ugoal"), "/ciclo/")
    gestor = entered("gestor-001")
    assert "/ciclo/paso/" not in page(gestor, "/ciclo/")
    assert gestor.get("/ciclo/paso/").status_code == 403
    assert gestor.post("/ciclo/paso/", {"known_at": "2012-02-01"}).status_code == 403


@pytest.fixture
def ugoal(record: Filled) -> Client:
    return entered("ugoal")


def ended(client: Client, address: str, files: Path) -> works.Work:
    """The work whose page this is, once it has ended."""
    number = int(address.rstrip("/").split("/")[-1])
    until = time.monotonic() + SECONDS
    while works.work_of(number, files).is_going:
        assert time.monotonic() < until
        time.sleep(0.2)
    page(client, address)
    return works.work_of(number, files)


def test_a_rule_is_tried_and_its_cost_told_by_province(ugoal: Client, record: Filled) -> None:
    page(ugoal, "/ciclo/probar/?periodo=2011-3")
    answer = ugoal.post("/ciclo/probar/", {"attendances": "2"})
    assert answer.status_code == 302
    again = ugoal.post("/ciclo/probar/", {"attendances": "3"})
    assert (again.status_code, "Ya hay un trabajo" in again.content.decode()) == (422, True)
    work = ended(ugoal, answer["Location"], record.files)
    assert (work.state, work.faults) == (works.DONE, ())
    assert work.made["total"]["paid_after"] < work.made["total"]["paid_before"]
    assert "Chincheros" in page(ugoal, answer["Location"])


def test_duplicates_are_looked_for_beside_the_pages_and_followed(ugoal: Client, record: Filled) -> None:
    answer = ugoal.post("/duplicados/buscar/")
    work = ended(ugoal, answer["Location"], record.files)
    assert (work.state, work.faults) == (works.DONE, ())
    assert work.made["people"] > 1000
    told = page(ugoal, answer["Location"])
    assert "Personas comparadas" in told
    assert "/duplicados/" in told
    assert Event.objects.filter(action="padron.find_duplicates", actor__login="ugoal").exists()


def test_a_rule_tried_is_for_who_asked_and_who_reaches_all() -> None:
    def viewer(user: int, role: str) -> Viewer:
        return Viewer(user, str(user), "", ROLES[role], Scope(), TODAY)

    tried, taken = (works.Work(1, kind, "2011-3", 7, "jefatura", "", "") for kind in (works.TRY, works.TAKE))
    seen = {
        role: works.may_see(viewer(8, role), tried) for role in ("region_head", "gestor", "ugoal", "director")
    }
    assert seen == {"region_head": False, "gestor": False, "ugoal": True, "director": True}
    assert works.may_see(viewer(7, "region_head"), tried)
    assert works.may_see(viewer(8, "gestor"), taken)


def test_a_value_that_no_rule_has_is_refused_beside_its_field(ugoal: Client) -> None:
    page(ugoal, "/ciclo/probar/?periodo=2011-3")
    answer = ugoal.post("/ciclo/probar/", {"attendances": "40"})
    assert (answer.status_code, 'href="#attendances"' in answer.content.decode()) == (422, True)


def test_a_cut_taken_again_with_nothing_new_says_so(ugoal: Client, record: Filled) -> None:
    page(ugoal, "/ciclo/?periodo=2011-6")
    answer = ugoal.post("/ciclo/paso/", {"known_at": "2012-01-20"})
    assert answer.status_code == 302, answer.content.decode()[:300]
    work = ended(ugoal, answer["Location"], record.files)
    assert (work.state, work.made["was_kept"]) == (works.DONE, True)
    assert Cut.objects.filter(period="2011-6").count() == 1


def test_work_whose_process_is_gone_was_interrupted(record: Filled, ugoal: Client) -> None:
    left = works.Work(7, works.TAKE, "2011-6", 1, "ugoal", "2012-02-01T12:00:00", "2012-02-01")
    (record.files / works.FOLDER).mkdir(exist_ok=True)
    works.write(left, record.files)
    assert works.work_of(7, record.files).state == works.STOPPED
    assert "se interrumpió" in page(ugoal, "/ciclo/trabajos/7/")


def test_a_period_without_results_says_what_comes_first(record: Filled) -> None:
    text = page(entered("ugoal"), "/resultados/?periodo=2012-1")
    assert "todavía no tiene resultados" in text


def test_a_second_work_is_refused_while_one_goes(record: Filled) -> None:
    folder = record.files / works.FOLDER
    folder.mkdir(exist_ok=True)
    with works._tried(folder) as lock:
        assert lock is not None
        client = entered("ugoal")
        page(client, "/ciclo/probar/?periodo=2011-3")
        assert "Ya hay un trabajo" in client.post("/ciclo/probar/", {"attendances": "2"}).content.decode()
