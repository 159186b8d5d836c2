"""A list is sent, its columns said, looked at, confirmed; what goes back is taken, mended and sent again."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from juntos.store.models import ColumnMapping, Event, Household, SisfohList
from tests.web.conftest import ClientOf
from tests.web.looking import Site
from tests.web.seeding import PASSWORD

LIST = """Lista;Linea;Codigo CCPP;CSE;Vigencia;DNI;Apellidos;Nombres;Parentesco;Sexo;Nacimiento;Gestante
12;1;0306040001;PE;31/12/2012;40100200;QUISPE ROJAS;ROSA;Titular;F;05/03/1980;
12;1;0306040001;PE;31/12/2012;;QUISPE MAMANI;LUZ;Hija;F;01/02/2005;No
12;2;0306050001;PNE;30/06/2011;40100201;HUAMAN RIOS;ANA;Titular;F;05/03/1981;No
12;3;0306050001;PNE;30/06/2011;4010O202;ROJAS PUMA;JUAN;Titular;M;05/03/1979;
12;4;0806040001;PE;31/12/2012;40100203;CONDORI SONCCO;INES;Titular;F;05/03/1979;
"""


def sent(client: Client, text: str = LIST, name: str = "lista-12.csv") -> str:
    """Send a file; where it leads, or the page that refuses it."""
    file = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    answer = client.post("/listas/", {"file": file})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """What each column is taken for, as the form stands."""
    found = {}
    for part in page.split("<select ")[1:]:
        if 'name="column-' in part:
            name = part.split('name="')[1].split('"')[0]
            chosen = part.split("</select>")[0].split(" selected")
            found[name] = chosen[0].rsplit('value="', 1)[1].split('"')[0] if len(chosen) > 1 else ""
    return found


@pytest.fixture
def manager(client_of: ClientOf, tmp_path: Path, settings: Any) -> Client:
    settings.OFFICE = replace(settings.OFFICE, files=tmp_path)
    return client_of("information_manager")


def test_a_list_goes_in_step_by_step(manager: Client, tmp_path: Path) -> None:
    columns = sent(manager)
    page = manager.get(columns).content.decode()
    assert "lista-12.csv: 5 filas" in page
    chosen = fields(page)
    assert (chosen["column-0"], chosen["column-5"], chosen["column-11"]) == (
        "list_code",
        "dni",
        "is_pregnant",
    )
    answer = manager.post(columns, chosen)
    assert answer["Location"] == f"{columns}revisar/"
    page = manager.get(answer["Location"]).content.decode()
    assert "no es un código de cifras" in page
    assert "no está en su ámbito" in page
    assert Household.objects.count() == 0
    done = manager.post(answer["Location"], follow=True)
    page = done.content.decode()
    assert "La lista se importó" in page
    assert "2 hogares volvieron" in page
    kept = SisfohList.objects.get()
    assert (kept.households_new, kept.households_back, kept.rows_rejected) == (2, 2, 2)
    assert {p.name for p in (tmp_path / "intake").iterdir()} == {"returned"}
    back = manager.get(f"/listas/{kept.pk}/devueltas/")
    rows = list(csv.reader(io.StringIO(back.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["3", "4"]
    assert Event.objects.filter(action="audit.export").count() == 1
    mended = back.content.decode("utf-8-sig").replace("4010O202", "40100202")
    again = sent(manager, mended, "devueltas.csv")
    manager.post(f"{again}revisar/")
    assert sorted(Household.objects.values_list("list_line", flat=True)) == ["1", "2", "3"]
    assert "Este archivo ya se importó" in sent(manager)


def test_a_column_is_said_by_hand_and_remembered(manager: Client) -> None:
    text = LIST.replace("CSE", "Nivel")
    columns = sent(manager, text)
    page = manager.get(columns).content.decode()
    assert "No se reconoció la columna" in page
    assert manager.get(f"{columns}revisar/")["Location"] == columns
    chosen = fields(page)
    assert manager.post(columns, chosen).status_code == 422
    twice = manager.post(columns, {**chosen, "column-3": "dni"})
    assert "Dos columnas dicen ser «DNI»" in twice.content.decode()
    assert manager.post(columns, {**chosen, "column-3": "poverty_class"}).status_code == 302
    assert ColumnMapping.objects.count() == 1
    other = sent(manager, text.replace("Lista 12", "").replace("12;1;", "13;1;"), "otra.csv")
    page = manager.get(other).content.decode()
    assert "Así se leyó la última lista" in page
    assert fields(page)["column-3"] == "poverty_class"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "Falta este dato"), ("\n\n", "está vacío"), ("%PDF-1.4 \x00\x01", "no es una tabla")],
)
def test_what_is_no_list_is_refused_and_not_kept(
    manager: Client, tmp_path: Path, text: str, says: str
) -> None:
    file = SimpleUploadedFile("lista.csv", text.encode())
    answer = manager.post("/listas/", {"file": file})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not list(tmp_path.glob("intake/*"))


def test_a_file_waits_for_who_sent_it_alone(manager: Client, client_of: ClientOf) -> None:
    columns = sent(manager)
    other = Client()
    assert other.post("/entrar/", {"login": "ugoal", "password": PASSWORD}).status_code == 302
    assert other.get(columns).status_code == 404
    assert other.post(f"{columns}revisar/").status_code == 404
    gestor = Client()
    gestor.post("/entrar/", {"login": "gestor", "password": PASSWORD})
    assert 'type="file"' not in gestor.get("/listas/").content.decode()
    assert gestor.post("/listas/", {"file": SimpleUploadedFile("l.csv", LIST.encode())}).status_code == 403


def test_pregnancies_are_not_shown_to_who_sees_no_health(manager: Client) -> None:
    page = manager.get(sent(manager, LIST.replace("1980;\n", "1980;Sí\n"))).content.decode()
    assert "no se muestra" in page
    assert "Sí" not in page.split("Gestante")[1].split("<select")[0]


def test_whose_class_ends_is_counted_by_district(manager: Client) -> None:
    manager.post(f"{sent(manager)}revisar/")
    page = manager.get("/clasificaciones/").content.decode()
    assert "10 días" in page
    assert "Ocobamba" in page
    assert "Nada coincide" in manager.get("/clasificaciones/?clase=vencida").content.decode()


def test_the_pages_before_a_browser(site: Site) -> None:
    site.hold("information_manager", ["/listas/", "/clasificaciones/"])
    site.hold("gestor", ["/listas/"])
