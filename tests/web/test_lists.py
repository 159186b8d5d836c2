"""Lists: the whole state in the address, and files that say the same, for a purpose."""

import csv
import hashlib
import io
import zipfile

import pytest
from django.http import QueryDict
from django.test import Client

from juntos.store.models import Event, User, UserScope
from juntos.store.reads.listing import Listing, Page
from juntos.web.exporting import csv_file
from juntos.web.listing import Column, Table, listing_of
from tests.web.conftest import ClientOf

WHY = {"para_que": "Reunión con la red de salud"}


def listing(text: str) -> Listing:
    return listing_of(QueryDict(text))


def test_the_address_holds_everything() -> None:
    found = listing("buscar=%20quispe%20%20rojas&orden=-name&pagina=3&estado=activa&periodo=2011-3")
    assert found == Listing("quispe rojas", {"estado": "activa"}, "name", is_descending=True, page=3)


@pytest.mark.parametrize("text", ["", "pagina=x", "pagina=-1", "pagina=", "buscar=", "pagina=99999999"])
def test_nonsense_is_the_first_page(text: str) -> None:
    assert listing(text) == Listing()


def test_an_address_with_one_thing_changed() -> None:
    table = Table("Lista", (), Page((), 0), listing("buscar=a&estado=activa&orden=-name&pagina=2"))
    assert table.turned(3) == "?buscar=a&estado=activa&orden=-name&pagina=3"
    assert table.address(buscar="") == "?estado=activa&orden=-name"


def test_a_cell_is_never_a_formula() -> None:
    columns = (Column[str]("a", "A", lambda row: row), Column[str]("n", "N", lambda row: -5))
    text = csv_file(Table("Lista", columns, Page(("=1+1", "@x", "Ñaña"), 3), Listing())).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["A", "N"],
        ["'=1+1", "-5"],
        ["'@x", "-5"],
        ["Ñaña", "-5"],
    ]


@pytest.fixture
def head(client_of: ClientOf) -> Client:
    people = User.objects.bulk_create(
        User(login=f"g{n}", full_name=f"Gestor {n}", role="gestor", since="2010-01-01") for n in range(60)
    )
    UserScope.objects.bulk_create(UserScope(user=u, reach="places", code="030604") for u in people)
    return client_of("region_head")


def test_a_file_has_what_the_list_has_all_of_it(head: Client) -> None:
    asked = head.get("/usuarios/?buscar=gestor&exportar=csv").content.decode()
    assert "para_que" in asked
    assert head.post("/usuarios/?buscar=gestor&exportar=csv").status_code == 422
    file = head.post("/usuarios/?buscar=gestor&exportar=csv", WHY)
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nombre", "Usuario", "Rol", "Ámbito", "Desde", "Estado"]
    assert len(rows) == 1 + 62  # sixty, and two roles with the word in their name
    assert "de.cusco" not in {row[1] for row in rows}
    event = Event.objects.get(action="audit.export")
    assert (event.count, event.purpose, event.region) == (62, WHY["para_que"], "03")
    assert event.sha256 == hashlib.sha256(file.content).hexdigest()


def test_an_excel_file_keeps_days_as_days(head: Client) -> None:
    file = head.post("/usuarios/?exportar=xlsx", WHY)
    assert file["Content-Disposition"] == 'attachment; filename="accounts-users-2011-06-20.xlsx"'
    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        assert "Gestor 1" in book.read("xl/sharedStrings.xml").decode()


def test_pages_turn_and_the_last_is_the_last(head: Client) -> None:
    second = head.get("/usuarios/?pagina=2").content.decode()
    assert "Página 2 de 2" in second
    assert "← Anterior" in second
    assert "Siguiente" not in second
    assert head.get("/usuarios/?pagina=900").content.decode().count("Página 2 de 2") == 1
