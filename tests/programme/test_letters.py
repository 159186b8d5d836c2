"""What a letter tells a household: every reason that a payroll can give has its words, and none threatens."""

from datetime import date

import pytest

from juntos.core.transfers.results import PAY_REASONS
from juntos.programme.letters import Collects, letter, poster
from juntos.programme.tellings import quechua, sentences

POINT = Collects("Agencia de Andahuaylas", date(2011, 8, 3))
HOLDS = (
    "hold-titular",
    "hold-class-expired",
    "hold-duplicate",
    "hold-death",
    "hold-uncollected",
    "hold-fraud",
)
THREATS = ("sanción", "sancion", "castig", "perder", "multa", "obligad", "será retirad", "culpa")
HEALTH = ("embaraz", "gestante", "prenatal", "peso", "talla", "vacuna", "anemia", "control")


@pytest.mark.parametrize("reason", sorted({*PAY_REASONS, *HOLDS}))
def test_every_reason_has_its_letter(reason: str) -> None:
    found = letter("2011-3", reason, 20000, POINT)
    assert found is not None
    said = " ".join(one.text for one in (found.pays, *found.collects, *found.todo)).lower()
    assert not [word for word in (*THREATS, *HEALTH) if word in said]
    assert "reclamar es su derecho" in said
    assert found.heading == "tercer bimestre de 2011"


def test_a_paid_household_is_told_how_much_where_and_when() -> None:
    found = letter("2011-3", "complies", 20000, POINT)
    assert found is not None
    assert "S/ 200" in found.pays.text.replace("\N{NO-BREAK SPACE}", " ")
    assert [one.text for one in found.collects][:2] == [
        "Puede cobrar desde el 3 ago 2011 en Agencia de Andahuaylas.",
        "Lleve su DNI.",
    ]
    of_account = letter("2011-3", "complies", 20000, Collects("", date(2011, 8, 3)))
    before_an_order = letter("2011-3", "complies", 20000, None)
    assert of_account is not None
    assert before_an_order is not None
    assert "en su cuenta" in of_account.collects[0].text
    assert "Su gestor le dirá" in before_an_order.collects[0].text


def test_who_is_not_paid_is_told_what_can_be_done_and_no_place() -> None:
    found = letter("2011-3", "hold-class-expired", 0, None)
    assert found is not None
    assert found.collects == ()
    assert found.todo[0].code == "todo.class"
    assert letter("2011-3", "not-in-results", 0, None) is None


def test_letters_and_posters_are_in_quechua_too() -> None:
    codes = [code for code in sentences("es") if code.startswith("letter.")]
    assert codes
    assert set(codes) <= set(quechua())
    assert all(one.beside for one in poster(POINT.point, POINT.since))
