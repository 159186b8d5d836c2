"""The report of figures written by hand: what it says, what it holds back, and what it leaves out."""

import re
from dataclasses import replace
from html import unescape

import pytest

from juntos.paper.cubes import Cube
from juntos.paper.formats import NO_BREAK
from juntos.paper.report import build, render
from tests.paper.figures import FIGURES, INVENTED


@pytest.fixture(scope="module")
def page() -> str:
    return render(build(INVENTED))


def table(page: str, caption: str) -> dict[str, list[str]]:
    """The rows of the table with a caption, by their first cell."""
    found = next(t for t in re.findall(r"<table>(.*?)</table>", page, re.DOTALL) if caption in t)
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', found, re.DOTALL)
    return {
        plain(head): [plain(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", cells, re.DOTALL)]
        for head, cells in rows
    }


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text)).replace(NO_BREAK, " ")


def test_every_section_is_there_and_in_the_index(page: str) -> None:
    keys = ["cumplimiento", "territorio", "causas", "estado", "a-salvo", "al-dia", "montos", "acierto"]
    for key in (*keys, "hogares", "que-es"):
        assert f'<section id="{key}"' in page
        assert f'<li><a href="#{key}">' in page


def test_compliance_is_of_the_verified_and_payment_of_all(page: str) -> None:
    rows = table(page, "Cumplimiento y abono por período")
    assert rows["2011-2 (mar–abr)"] == [
        "95,6 %, 2 700 de 2 823",
        "95,2 %, 3 000 de 3 150",
        "150",
        "99,3 %, 2 953 de 2 973",
    ]


def test_a_district_with_three_failures_is_held_back_and_cannot_be_computed(page: str) -> None:
    rows = table(page, "Cumplimiento por distrito")
    assert rows["Mamara (Grau)"] == ["94,7 %, 1 800 de 1 900", "100"]
    provinces = table(page, "¿Cómo le fue a cada provincia?")
    assert provinces["Andahuaylas"] == ["res.", "res."]
    assert provinces["Grau"] == ["res.", "res."]


def test_no_cell_of_any_table_is_under_five(page: str) -> None:
    cells = [plain(c) for c in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]
    assert [c for c in cells if re.fullmatch(r"[1-4]", c)] == []
    assert "res." in cells


def test_what_the_state_would_have_cost_families(page: str) -> None:
    rows = table(page, "Abonos a salvo, por causa")
    assert rows["Todo el tiempo"][0] == "180"
    assert rows["En soles"][0] == "S/ 36 000,00"
    assert "S/ 36 000" in plain(page.split('class="headlines"')[1].split("</ul>")[0])


def test_paid_is_not_on_schedule(page: str) -> None:
    rows = table(page, "Menores de 3 años: abono, atención y calendario CRED")
    assert rows["2011-2 (mar–abr)"] == [
        "100,0 %, 1 000 de 1 000",
        "100,0 %, 1 000 de 1 000",
        "43,0 %, 430 de 1 000",
        "570",
    ]


def test_amounts_by_group_and_province(page: str) -> None:
    rows = table(page, "Soles y abonos por provincia y grupo")
    assert rows["Grau"] == ["S/ 320 000,00 (1 600)", "S/ 480 000,00 (2 400)", "S/ 800 000,00 (4 000)"]
    assert rows["Apurímac"][-1] == "S/ 1 180 000,00 (5 900)"


def test_the_matrix_says_that_the_data_are_invented(page: str) -> None:
    rows = table(page, "Matriz de confusión, sobre datos inventados")
    assert rows["Servicio"] == ["170", "0", "0", "0", "0", "10", "0", "180", "94,4 %"]
    errors = table(page, "Los dos errores que importan, sobre datos inventados")
    assert list(errors.values()) == [["5,6 %, 10 de 180"], ["25,0 %, 30 de 120"]]
    assert "Datos inventados." in page


def test_real_data_have_no_matrix_and_no_warning() -> None:
    page = render(build(FIGURES))
    assert "nventados" not in page
    assert 'id="acierto"' not in page


def test_a_run_without_schedules_says_nothing_of_them() -> None:
    page = render(build(replace(FIGURES, schedules=Cube(FIGURES.schedules.columns, ()))))
    assert "al-dia" not in page


def test_one_run_is_a_report_too() -> None:
    cubes = ("households", "members", "failures", "saved", "payments", "schedules")
    last = {name: getattr(FIGURES, name).where("period", ("2011-2",)) for name in cubes}
    page = render(build(replace(FIGURES, runs=FIGURES.runs[1:], **last)))
    assert "comparados con el anterior" not in page
    assert "2011-1" not in page


def test_names_are_escaped_and_a_district_without_position_is_in_the_table(page: str) -> None:
    assert "Andarapa <A>" not in page
    assert "Andarapa &lt;A&gt;" in page
    assert "Sin coordenadas en el corte, solo en la tabla: Turpay." in page


def test_it_says_where_it_comes_from_and_what_is_no_norm(page: str) -> None:
    assert INVENTED.runs[1].run_sha256 in page
    assert INVENTED.runs[1].cut_sha256 in page
    assert table(page, "que no son norma")["Días de camino cortado."] == [
        "15 días",
        "diseño del sistema (D)",
        "Diseño",
    ]


def test_every_drawing_and_table_can_be_read_aloud(page: str) -> None:
    assert page.count("<svg") == page.count('role="img"') > 8
    assert page.count("<table") == page.count("<caption")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_no_health_right_is_needed_to_read_a_household(page: str) -> None:
    homes = page.split('<section id="hogares"')[1].split("</section>")[0]
    assert not re.search(r"gestante|embaraz|prenatal|CRED", plain(homes))
