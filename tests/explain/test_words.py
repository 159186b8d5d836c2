"""The words of explanations: complete, the same in both languages, respectful, honest about sources."""

import re
from string import Formatter

import pytest

from juntos.core.coresponsibility.attribution import REASONS
from juntos.core.coresponsibility.results import ATTRIBUTIONS, BASES, HOLD_REASONS
from juntos.core.explanations import GESTOR, HOUSEHOLD
from juntos.core.transfers.results import PAY_REASONS
from juntos.programme.entries import read
from juntos.programme.tellings import Reviewed, Teller, bits, quechua, sentences
from juntos.programme.words import render
from juntos.programme.words_page import words_page
from tests.explain.homes import failed, home, unit

THREATS = re.compile(
    r"sanci|castig|multa|amenaz|obligad|adverten|perder[áa]|se le quitar|culpa|irresponsab|incumplid", re.I
)
EXEMPT = (
    "age",
    "left",
    "not-born",
    "not-affiliated",
    "affiliated-this-period",
    "too-recent",
    "school-holidays",
)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("find", [sentences, bits], ids=["sentences", "bits"])
def test_both_languages_say_the_same_things(find) -> None:
    spanish, english = find("es"), find("en")
    assert spanish.keys() == english.keys()
    assert {k for k in spanish if blanks(spanish[k]) != blanks(english[k])} == set()


def test_the_command_line_too() -> None:
    spanish, english = read("words/cli.es.yaml"), read("words/cli.en.yaml")
    for part in ("headings", "common", "sayings"):
        a, b = spanish.entry(part).fields, english.entry(part).fields
        assert a.keys() == b.keys()
        assert {k for k in a if blanks(str(a[k])) != blanks(str(b[k]))} == set()
    a, b = spanish.entry("commands").fields, english.entry("commands").fields
    assert {name: set(fields) for name, fields in a.items()} == {
        name: set(fields) for name, fields in b.items()
    }


def test_every_reason_has_its_sentence() -> None:
    wanted = {f"pay.{reason}" for reason in PAY_REASONS}
    wanted |= {f"answer.{reason}" for reason in REASONS}
    wanted |= {f"answer-by.{attribution}" for attribution in ATTRIBUTIONS}
    wanted |= {f"effect.{basis}" for basis in BASES if basis != "evidence"}
    wanted |= {f"exempt.{reason}" for reason in EXEMPT}
    assert wanted - sentences("es").keys() == set()


@pytest.mark.parametrize("reason", REASONS)
def test_every_cause_can_be_told(reason: str) -> None:
    attribution = REASONS[reason].attribution
    hold = {"contact-owed": "contact_owed", "supply-suspected": "supply_suspected"}.get(reason)
    one = home((30, "f", failed("cred", reason, attribution, hold_reason=hold)), pay_reason="excepted")
    text = render(one, "es", GESTOR).text
    assert sentences("es")[f"answer.{reason}"].split("{")[0].split(".")[0] in text
    assert HOLD_REASONS


def test_nobody_is_threatened() -> None:
    said = {**sentences("es"), **bits("es")}
    assert {code: text for code, text in said.items() if THREATS.search(text)} == {}


def test_a_quechua_sentence_fills_only_blanks_of_its_spanish() -> None:
    assert {c for c, s in quechua().items() if not blanks(s.text) <= blanks(sentences("es")[c])} == set()


def test_unreviewed_quechua_stands_beside_the_spanish() -> None:
    said = Teller.of("qu").say("pay.complies", amount="S/ 200,00")
    assert said.reviewed is None
    assert said.text == "Recibe S/ 200,00: todos los que tenían algo que cumplir cumplieron."
    assert said.beside.startswith("S/ 200,00 qullqitam chaskinki")


def test_reviewed_quechua_stands_alone() -> None:
    said = Reviewed("Llapanpiqa {amount}.", "una hablante").said("En total, {amount}.", "x", amount="S/ 1,00")
    assert (said.text, said.beside, said.reviewed) == ("Llapanpiqa S/ 1,00.", "", "una hablante")


def test_every_quechua_sentence_is_listed_with_its_reviewer() -> None:
    page = words_page()
    assert {c for c, s in quechua().items() if f"| `{c}` |" not in page or s.text not in page} == set()
    assert f"sin revisar: {sum(s.by is None for s in quechua().values())}" in page


def test_only_norms_are_called_rules_of_the_programme() -> None:
    document = render(home((30, "f", unit("cred"))), "es", GESTOR)
    section = next(s for s in document.sections if s.heading == "Qué reglas se aplicaron")
    norms, system = (paragraph.text for paragraph in section.paragraphs)
    assert "S/ 200,00. Fuente: Vargas Machuca 2014" in norms
    assert "decisión de diseño" not in norms
    assert "No son norma" in system
    assert "todos los miembros objetivo (decisión de diseño)" in system
    assert "Fuente" not in system


def test_a_mother_is_told_in_one_page() -> None:
    closed = failed("cred", "service-closed", "supply", result="excepted", result_basis="attributed_excuse")
    one = home((30, "f", closed), (100, "m", unit("school")), pay_reason="excepted", result="excepted")
    assert render(one, "es", HOUSEHOLD).text.split("Qué se puede hacer")[0] == PAGE


PAGE = """Hogar 12: tercer bimestre de 2011

En pocas palabras

Recibe S/ 200,00: hubo una falta, y hay una razón que no le quita el pago a la familia.

Vive en Patahuasi, distrito de Huayana, provincia de Andahuaylas. Período: del 1 may 2011 al 30 jun 2011.

Qué le tocaba a cada uno y qué se halló

La niña de 2 años (código 100): Le tocaba su control de salud, en P.S. Huayana (Huayana). El formato llegó \
firmado y no anota ninguna asistencia en el período. El servicio estuvo cerrado buena parte del período (sin \
fecha anotada). Responde el servicio, no la familia. No le quita el pago.

El niño de 8 años (código 101): Le tocaba asistir a la escuela, en I.E. Huayana (Huayana). Asistió 40 de 40 \
días de clase. Dónde consta: 20 días en mayo 2011, I.E. Huayana (formato firmado).

Qué se paga y por qué

S/ 200,00, por las corresponsabilidades del período. El monto es igual para todos los hogares.

"""
