"""The pages of payrolls on a filled record: the path of four people, and what each may not do."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from juntos.actions.transfers.checking import check_ledger
from juntos.actions.transfers.liquidate import prepare_payroll
from juntos.actions.transfers.signing import Allocation, record_budget
from juntos.core.access import ROLES, Scope
from juntos.core.transfers.answers import Answer, Answers
from juntos.interop.bank import write_answers
from juntos.store.models import Event, LedgerRow, Order, Payroll, PayrollMove, User, UserScope
from juntos.store.reads.orders import order_asked
from juntos.store.reads.payrolls import Counted, funds_left, told
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import NOON, PASSWORD, TODAY, Filled
from tests.store.paying import REGION, People, approved, signed
from tests.web.looking import Site

PERIOD = "2011-1"


@pytest.fixture(autouse=True)
def hashed(settings: Any) -> None:
    """The record's passwords are kept as an office's are."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def entered(login: str) -> Client:
    client = Client()
    assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302
    client.get(f"/planillas/?periodo={PERIOD}")
    return client


def colleague(login: str, of: str, region: str = "") -> Client:
    """Somebody else of the same role and password as an account, signed in; of another region if given."""
    user = User.objects.get(login=of)
    user.pk, user.login, user.full_name = None, login, f"Colega {login}"
    user.save(force_insert=True)
    if region:
        UserScope.objects.create(user=user, reach="region", code=region)
    return entered(login)


def viewer(login: str) -> Viewer:
    return viewer_of(User.objects.get(login=login).pk, today=TODAY)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def sent(client: Client, address: str, **fields: str) -> str:
    """Send the form of a page as a browser does, with what it carries; the page that follows."""
    seal = re.search(r'name="sello" value="(\w+)"', page(client, address))
    answer = client.post(address, {**fields, **({"sello": seal[1]} if seal else {})}, follow=True)
    return str(answer.content.decode())


def prepared() -> Payroll:
    """A payroll that the record's UGOAL prepared, its report signed and its year funded."""
    ana = viewer("ugoal")
    people = People(viewer("jefatura"), ana, ana, ana, viewer("direccion"))
    signed(people, PERIOD)
    return Payroll.objects.get(pk=prepare_payroll(REGION, PERIOD, by=ana, at=NOON).payroll_id or 0)


def test_four_people_take_a_payroll_from_report_to_seal(record: Filled) -> None:
    head, ugoal, director = entered("jefatura"), entered("ugoal"), entered("direccion")
    other = entered("ugoal-2")
    record_budget(Allocation(REGION, 2011, 10**9, "RD 1"), by=viewer("ugoal"), at=NOON)
    assert "Ninguna región tiene su informe" in page(ugoal, "/planillas/preparar/")
    assert "/planillas/preparar/" not in page(head, "/planillas/")
    assert "está firmado" in sent(head, "/planillas/informe/", region=REGION)
    assert "está preparada" in sent(ugoal, "/planillas/preparar/", region=REGION)
    payroll = Payroll.objects.get()
    one = f"/planillas/{payroll.pk}/"

    told_so = page(ugoal, one)
    assert "la revisa y la aprueba otra persona" in told_so
    assert f"{one}revisar/" not in told_so
    assert "planilla por revisar" not in page(ugoal, "/")
    refused = ugoal.post(f"{one}revisar/", {"sello": payroll.sha256})
    assert (refused.status_code, Payroll.objects.get().state) == (422, "liquidated")

    assert "planilla por revisar" in page(other, "/")
    assert "quedó registrada" in sent(other, f"{one}revisar/?sello={payroll.sha256}")
    assert other.get(f"{one}aprobar/").status_code == 403
    assert "planilla por aprobar" in page(director, "/")
    assert f"{one}aprobar/" in page(director, one)
    assert "está aprobada" in sent(director, f"{one}aprobar/?sello={payroll.sha256}")

    payroll.refresh_from_db()
    logins = (payroll.prepared_by.login, payroll.reviewed_by.login, payroll.approved_by.login)  # type: ignore[union-attr]
    assert (payroll.state, logins) == ("approved", ("ugoal", "ugoal-2", "direccion"))
    assert LedgerRow.objects.filter(kind="commit", payroll=payroll).exists()
    assert check_ledger() == ()
    sealed = page(director, one)
    assert payroll.sha256 in sealed
    assert f"{one}devolver/" not in sealed
    assert "en un estado en que" not in sealed


def test_a_payroll_is_sent_back_with_its_reason_and_prepared_again(record: Filled) -> None:
    one = f"/planillas/{prepared().pk}/"
    director = entered("direccion")
    other = entered("ugoal-2")
    wrong = sent(other, f"{one}devolver/", reason=" ")
    assert 'href="#reason"' in wrong
    assert "Falta el motivo" in wrong
    assert "volvió a preparación" in sent(other, f"{one}devolver/", reason="Falta mirar Ongoy")
    assert "«Falta mirar Ongoy»" in page(director, one)
    assert "Le toca a otra persona" in page(director, one)
    assert "planilla devuelta por preparar" in page(other, "/")
    again = re.search(r'href="(/planillas/preparar/\?[^"]+)"', page(other, one))
    assert again
    assert "está preparada" in sent(other, again[1].replace("&amp;", "&"), region=REGION)
    assert list(PayrollMove.objects.order_by("pk").values_list("verb", flat=True)) == [
        "liquidate",
        "refuse",
        "liquidate",
    ]
    assert Payroll.objects.get().prepared_by.login == "ugoal-2"


def test_who_looked_at_another_state_is_told_and_nothing_is_done(record: Filled) -> None:
    one = f"/planillas/{prepared().pk}/"
    answer = entered("ugoal-2").post(f"{one}revisar/", {"sello": "0" * 64})
    assert (answer.status_code, "Otra persona cambió" in answer.content.decode()) == (422, True)
    assert Payroll.objects.get().state == "liquidated"


def test_what_an_approval_lacks_is_said_before_it_is_asked_for(record: Filled) -> None:
    ana = viewer("ugoal")
    made = prepared()
    left = funds_left(REGION, PERIOD) or 0
    record_budget(Allocation(REGION, 2011, 1 - left, "RD menos"), by=ana, at=NOON)
    sent(entered("ugoal-2"), f"/planillas/{made.pk}/revisar/")
    text = page(entered("direccion"), f"/planillas/{made.pk}/")
    assert "mayor que lo que queda" in text
    assert "/aprobar/" not in text
    assert "/devolver/" in text


def test_another_region_finds_nothing_and_others_only_look(record: Filled) -> None:
    one = f"/planillas/{prepared().pk}/"
    foreign = colleague("jefatura-08", "jefatura", region="08")
    assert foreign.get(one).status_code == 404
    assert "Todavía no hay planillas" in page(foreign, "/planillas/")
    assert foreign.post("/planillas/informe/", {"region": REGION}).status_code == 422
    head = entered("jefatura")
    assert "Le toca a otra persona" in page(head, one)
    assert [head.get(f"{one}{verb}/").status_code for verb in ("revisar", "aprobar", "devolver")] == [403] * 3
    assert entered("salud").get("/planillas/").status_code == 403
    assert entered("gestor-001").get(one).status_code == 404


def test_the_pages_ask_as_much_of_one_payroll_as_of_two(record: Filled) -> None:
    people = People.hired()
    signed(people, PERIOD, "2011-2")
    first = approved(people, PERIOD)
    director = entered("direccion")

    def asked(address: str) -> int:
        page(director, address)
        with CaptureQueriesContext(connection) as queries:
            page(director, address)
        return len(queries)

    counts = [asked("/planillas/"), asked(f"/planillas/{first.payroll_id}/"), asked("/")]
    second = approved(people, "2011-2")
    assert [asked("/planillas/"), asked(f"/planillas/{second.payroll_id}/"), asked("/")] == counts
    assert max(counts) <= 20
    assert "en la última planilla aprobada" in page(director, f"/planillas/{second.payroll_id}/")
    narrowed = page(director, "/planillas/?bimestre=2011-2&orden=-amount&region=03&estado=approved")
    assert "<b>1</b> en total" in narrowed
    left = director.post("/planillas/?exportar=csv", {"para_que": "Informe del año"})
    assert left.content.decode().count("Aprobada y sellada") == 2
    assert Event.objects.filter(action="audit.export").exists()


def test_who_sees_counts_alone_is_told_no_count_of_a_few() -> None:
    rows = (
        Counted("paid", "complies", 90, 900, 0),
        Counted("held", "hold-death", 1, 0, 10),
        Counted("held", "hold-duplicate", 2, 0, 20),
        Counted("outside", "left", 7, 0, 0),
    )
    board, ugoal = (Viewer(1, "x", "", ROLES[role], Scope(), TODAY) for role in ("board", "ugoal"))
    assert told(rows, ugoal) == rows
    assert told(rows, board) == (Counted("paid", "", 90, 900, 0), Counted("", "", 10, 0, 30))
    assert told(rows[1:3], board) == ()


@pytest.mark.verify
def test_the_list_keeps_what_every_page_promises(site: Site) -> None:
    site.hold("ugoal", ["/planillas/", "/planillas/preparar/"])


def test_who_accompanies_the_households_prints_their_letters(record: Filled) -> None:
    people = People.hired()
    signed(people, "2011-6")
    number = approved(people, "2011-6").payroll_id
    gestor = entered("gestor-001")
    address = f"/planillas/{number}/cartas/"
    assert f'href="{address}"' in page(gestor, "/planillas/")
    answer = gestor.get(address)
    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(action="audit.export", subject=f"payroll:{number}").count() == 1
    assert f'href="{address}"' in page(entered("ugoal"), f"/planillas/{number}/")
    assert entered("municipalidad").get(address).status_code == 403
    assert "Imprimir las cartas" not in page(entered("municipalidad"), "/planillas/")


def test_a_payroll_goes_to_the_bank_and_comes_back(record: Filled, tmp_path: Path) -> None:
    people = People.hired()
    signed(people, PERIOD)
    number = approved(people, PERIOD).payroll_id
    ugoal, director, board = entered("ugoal"), entered("direccion"), entered("consejo")
    one = f"/planillas/{number}/conciliacion/"
    assert one in page(director, f"/planillas/{number}/")
    assert "no se ordenó nada" in page(director, one)
    assert director.get(f"/planillas/{number}/ordenar/").status_code == 403
    assert "Se hicieron 3 órdenes" in sent(ugoal, f"/planillas/{number}/ordenar/", day="2040-01-02")

    order = Order.objects.select_related("payer").filter(channel="office").get()
    left = ugoal.post(f"/ordenes/{order.pk}/archivo/", {"format": "pain.001"})
    assert left.content.count(b"<EndToEndId>") == order.items
    assert Event.objects.filter(action="order.export").count() == 1
    _answered(ugoal, order, f"/planillas/{number}/banco/", tmp_path / "COB.txt")
    shown = page(ugoal, one)
    assert "Cuadra: lo ordenado es igual" in shown
    file = re.search(r"/banco/(\d+)/devueltas/", shown)
    assert file
    assert b"X1-1999-P0-0" in ugoal.get(file[0]).content
    assert "Cobrado" in page(ugoal, f"/planillas/{number}/items/?resultado=collected")
    assert "COB.txt" not in page(board, one)
    assert board.get(f"/planillas/{number}/items/").status_code == 403
    assert check_ledger() == ()


def _answered(ugoal: Client, order: Order, address: str, path: Path) -> None:
    """A file of the bank sent twice, with an answer that fits and one that does not; and one that is none."""
    asked = order_asked(order)
    first = asked.items[0]
    told = Answer(order.code, first.end_to_end_id, "collected", order.execution_on, first.amount_cents)
    stranger = replace(told, end_to_end_id="X1-1999-P0-0")
    cents = first.amount_cents * 2
    both = Answers("B-1", told.on, (told, stranger), 2, cents, None, asked.count, asked.sum_cents)
    write_answers(both, path, "collection")
    for said in ("1 respuestas nuevas", "ya estaba registrado"):
        with path.open("rb") as source:
            answer = ugoal.post(address, {"file": source}, follow=True)
        assert said in answer.content.decode()
    assert ugoal.post(address, {"file": BytesIO(b"hola")}).status_code == 422
