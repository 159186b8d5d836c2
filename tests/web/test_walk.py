"""Each role walks its path in a browser, one after the other on one record: from the list to the note.

The tests are one story and run in their order: what a role leaves, the next one finds.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from juntos.core.access import ROLES
from tests.filled import TODAY, Filled
from tests.web.walking_roles import WORK_MS, Office, follow, go, opened_office, press, said, taken

HOUSEHOLDS, FAULTS = 500, 37
PLACE, PLACE_NAME, CLINIC = "0306030008", "Achibamba", 4  # a hamlet whose clinic's assessment ran out
WALKED = (
    "information_manager",
    "gestor",
    "ugoal",
    "region_head",
    "health_directorate",
    "clinic",
    "auditor",
)
# Account, role, the page of its home that it opens, and what that page says.
OTHERS = (
    ("zonal-4", "zone_coordinator", "Carga de los gestores", "en total"),
    ("coordinacion", "region_coordinator", "Hogares", "en total"),
    ("apoyo", "region_support", "DNI y SIS", "DNI"),
    ("ugoces", "ugoces", "Resultados del período", "hogares con resultado"),
    ("ugppe", "ugppe", "El ciclo", "Todos los cortes y corridas"),
    ("direccion", "director", "Resultados del período", "hogares con resultado"),
    ("consejo", "board", "Brechas por distrito", "Cocharcas"),
    ("minsa", "health_ministry", "Dónde falló el Estado", "Familias"),
    ("microred", "health_network", "Servicios", "P.S. Cocharcas"),
    ("dre", "education_directorate", "Servicios", "I.E."),
    ("ugel", "education_network", "Servicios", "I.E."),
    ("escuela", "school", "Servicios", "1 en total"),
    ("gds", "social_development", "Lugares que pueden afiliar", "Achibamba"),
    ("municipalidad", "municipality", "Avance de la afiliación", "etapa"),
    ("madre-lider", "mother_leader", "Hogares", "Cocharcas"),
    ("clst", "local_committee", "Brechas por distrito", "Cocharcas"),
    ("crst", "committee", "Dónde falló el Estado", "Familias"),
    ("cnst", "national_committee", "Resultados del período", "hogares con resultado"),
    ("banco", "bank", "Hogares", "Hogares"),
    ("titular", "titular", "Hogares", "1 en total"),
    ("publico", "public", "Cifras", "hogares en el programa"),
)
VISITED = 4  # of the hamlet's households; the others stay on the list
CALLED_FOR = TODAY + timedelta(days=8)


@pytest.fixture(scope="module")
def office(chromium: Any, filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with opened_office(chromium, filled, tmp_path_factory.mktemp("walk"), TODAY) as opened:
        yield opened


def day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def test_informacion_imports_a_list_with_37_faults(office: Office) -> None:
    sent = office.region / "sisfoh" / "lista-500.csv"
    rows = list(csv.DictReader(io.StringIO(sent.read_text(encoding="utf-8"))))
    planted = json.loads((office.region / "truth" / "lista-500.json").read_text(encoding="utf-8"))
    with office.enter("informacion") as page:
        follow(page, "Listas de hogares (SISFOH)")
        page.set_input_files("#file", sent)
        press(page, "Continuar")
        said(page, f"lista-500.csv: {len(rows):,} filas".replace(",", "\N{NO-BREAK SPACE}"))
        press(page, "Revisar la lista")
        said(page, "Todavía no se ha guardado nada", f"{FAULTS} hogares")
        press(page, "Importar la lista")
        said(
            page,
            "La lista se importó",
            f"{HOUSEHOLDS - FAULTS} hogares nuevos",
            f"{FAULTS} hogares volvieron",
        )
        back = list(
            csv.DictReader(io.StringIO(taken(page, "Descargue sus filas").decode("utf-8-sig")), delimiter=";")
        )
    spoiled = {rows[fault["line"] - 2]["LINEA"] for fault in planted}
    assert {row["LINEA"] for row in back} == spoiled
    assert len({row["LINEA"] for row in back if row["Motivo"]}) == FAULTS


def test_a_gestor_assesses_the_clinic_that_holds_a_hamlet_back(office: Office) -> None:
    with office.enter("gestor-001") as page:
        go(page, f"/oferta/lugares/{PLACE}/")
        said(page, "No puede afiliar", "la evaluación venció")
        follow(page, "P.S. Achibamba")
        fill_sheet(page, people="1")
        go(page, f"/oferta/lugares/{PLACE}/")
        said(page, "Puede afiliar hasta")


def test_a_clinic_keeps_its_own_sheet(office: Office) -> None:
    with office.enter("salud") as page:
        follow(page, "Servicios", is_whole=True)
        said(page, "1 en total")
        follow(page, "P.S. Cocharcas")
        said(page, "Oferta insuficiente")
        fill_sheet(page, people="4")
        said(page, "Ficha de oferta de P.S. Cocharcas", "suficiente")


def fill_sheet(page: Any, people: str) -> None:
    """A clinic's capacity sheet in its four steps: so many nurses and midwives, and all it should have."""
    follow(page, "Nueva ficha de oferta")
    page.fill("#assessed_on", day(TODAY - timedelta(days=2)))
    for post in ("nurse", "midwife"):
        page.fill(f"#people-{post}", people)
        page.fill(f"#hours-{post}", "36")
    press(page, "Seguir")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "Seguir")
    page.get_by_label("Regular").check()
    page.get_by_label("Red pública").check()
    press(page, "Seguir")
    said(page, "Revise antes de guardar")
    press(page, "Guardar la ficha")


def test_a_gestor_visits_the_households_and_calls_the_assembly(office: Office) -> None:
    with office.enter("gestor-001") as page:
        follow(page, "Visitas de campo")
        follow(page, PLACE_NAME)
        months = page.locator("main input[name^='r-']")
        assert months.count() >= VISITED
        for field in months.all()[:VISITED]:
            field.fill("24")
        press(page, "Validar los hogares visitados")
        said(page, f"Se validaron {VISITED} hogares")
        go(page, "/afiliacion/asambleas/")
        follow(page, "Convocar una asamblea")
        page.select_option("#place", PLACE)
        page.fill("#on", day(CALLED_FOR))
        page.fill("#venue", "Local comunal")
        press(page, "Convocar")
        follow(page, "Anotar dónde se publicó")
        page.fill("#on", day(TODAY + timedelta(days=1)))
        press(page, "Guardar")
        said(page, "Lista publicada", "municipalidad")
        assert taken(page, "Imprimir la lista").startswith(b"%PDF")


def test_the_assembly_is_held_services_given_and_agreements_signed(office: Office) -> None:
    office.on(CALLED_FOR)
    with office.enter("gestor-001") as page:
        follow(page, "Asambleas")
        follow(page, PLACE_NAME)
        follow(page, "Anotar lo que se decidió")
        homes = page.locator("main select[name^='o-']")
        assert homes.count() == VISITED
        page.fill("#attended", str(VISITED))
        page.fill("#others", "6")
        page.fill("#signatures", "Rosa, gestora\nJuan, presidente de la comunidad\nAna, madre líder")
        homes.first.select_option("other")
        page.locator("main input[name^='w-']").first.fill("Vive en Lima desde hace años")
        press(page, "Guardar y cerrar el acta")
        said(page, f"{VISITED - 1} ratificados, 1 objetados")
        assert taken(page, "Imprimir el acta").startswith(b"%PDF")
        go(page, f"/afiliacion/servicios/{PLACE}/")
        said(page, "minutos a pie")
        press(page, "Confirmar los servicios de los hogares marcados")
        for _ in range(VISITED - 1):
            go(page, f"/afiliacion/acuerdos/?lugar={PLACE}")
            page.locator("main tbody a").first.click()
            page.fill("#signed_on", day(CALLED_FOR))
            page.get_by_label("Huella digital").check()
            press(page, "Registrar la firma")
            said(page, "La firma se registró")


def test_ugoal_approves_what_others_prepared(office: Office) -> None:
    with office.enter("ugoal") as page:
        follow(page, "Aprobar afiliaciones")
        follow(page, PLACE_NAME)
        said(page, "Tienen todo")
        press(page, "Afiliar a los hogares marcados")
        said(page, "Hecho")
        go(page, f"/hogares/?lugar={PLACE}&estado=affiliated")
        said(page, f"{VISITED - 1} en total")


def test_ugoal_takes_the_cut_runs_and_posts_it(office: Office) -> None:
    with office.enter("ugoal") as page:
        go(page, "/ciclo/?periodo=2012-1")
        for step in ("Tomar el corte", "Correr el período", "Registrar los resultados"):
            follow(page, step)
            press(page, step)
            said(page, "¿Estaba ya, igual?", within_ms=WORK_MS)
            follow(page, "Volver al ciclo")
        follow(page, "Ver los resultados del período")
        said(page, "hogares con resultado", "se pagan")


def test_a_gestor_finds_an_unpaid_family_by_a_misspelt_name_and_why(office: Office) -> None:
    with office.enter("gestor-001") as page:
        go(page, "/resultados/hogares/?periodo=2011-3&motivo=does-not-comply")
        row = page.locator("main tbody tr").first
        code, name = row.locator("th").inner_text(), row.locator("td").first.inner_text()
        go(page, "/hogares/")
        page.fill("#buscar", misspelt(name))
        press(page, "Buscar")
        page.locator("main tbody tr").filter(has=page.get_by_role("cell", name=code, exact=True)).locator(
            "th a"
        ).click()
        said(page, f"Hogar {code}: {name.split()[0]}")
        follow(page, "¿Por qué?")
        go(page, f"/hogares/{code}/por-que/2011-3/")
        said(page, "En pocas palabras", "Qué le tocaba a cada uno y qué se halló", "Qué se puede hacer")


def misspelt(name: str) -> str:
    """A name as somebody who heard it writes it: given names first, no accent, s for z, b for v, no h."""
    bare = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    words = re.sub("[^a-z ]", "", bare.translate(str.maketrans("zv", "sb", "h"))).split()
    return " ".join(reversed(words))


@pytest.mark.parametrize("login", ["jefatura", "diresa"])
def test_who_answers_sees_where_the_state_failed_and_prints_the_note(office: Office, login: str) -> None:
    with office.enter(login) as page:
        go(page, "/resultados/servicios/?periodo=2011-2&sector=health")
        families = [int(cell) for cell in page.locator("main tbody td:nth-of-type(3)").all_inner_texts()]
        assert families
        assert families == sorted(families, reverse=True)
        name = page.locator("main tbody th a").first.inner_text()
        follow(page, name)
        said(page, name, "¿Qué falló?")
        assert taken(page, "Imprimir la nota").startswith(b"%PDF")


def test_an_auditor_says_why_before_a_family_is_shown(office: Office) -> None:
    with office.enter("auditor") as page:
        follow(page, "Hogares", is_whole=True)
        page.fill("#purpose", "Informe de control 012-2012")
        press(page, "Continuar")
        said(page, "en total")
        assert "Informe de control 012-2012" in page.inner_text(".purpose")


def test_the_tests_above_and_below_walk_every_role() -> None:
    assert {role for _, role, _, _ in OTHERS} | set(WALKED) == set(ROLES)


@pytest.mark.parametrize(("login", "role", "link", "says"), OTHERS, ids=[one[1] for one in OTHERS])
def test_every_other_role_opens_its_home_and_a_page_of_its_own(
    office: Office, login: str, role: str, link: str, says: str
) -> None:
    with office.enter(login) as page:
        said(page, "Qué hay que hacer hoy")
        assert ROLES[role].title in page.inner_text("header")
        follow(page, link, is_whole=True)
        said(page, says)
