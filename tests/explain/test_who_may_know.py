"""What a viewer may not know is neither in the words nor in the data."""

import json
from dataclasses import asdict

import pytest

from juntos.core.explanations import GESTOR, HEALTH, HOUSEHOLD, Disagreement, Explanation, Viewer, seen_by
from juntos.programme.words import render
from tests.explain.homes import failed, home, unit

CHILD, GIRL, WOMAN = 8 * 12, 15 * 12, 24 * 12
OF_PREGNANCY = ("prenatal", "embaraz", "gestante", "pregnan")
OF_HEALTH = (*OF_PREGNANCY, "CRED", "cred", "P.S. Huayana", "control de", "health control")


def everything(one: Explanation, viewer: Viewer) -> str:
    """The words in two languages and the data, as the viewer has them."""
    texts = [render(one, language, viewer).text for language in ("es", "en", "qu")]
    return "\n".join([*texts, json.dumps(asdict(seen_by(one, viewer)), default=str)])


@pytest.mark.parametrize("viewer", [HOUSEHOLD, GESTOR], ids=lambda v: v.name)
@pytest.mark.parametrize(
    "what",
    [
        unit("prenatal"),
        failed("prenatal", "service-closed", "supply"),
        failed("prenatal", "did-not-attend", "demand"),
        unit("prenatal", finding="not_verified", finding_reason="no-record", attribution="unknown"),
        unit("prenatal", exempt_reason="too-recent", finding="not_applicable"),
    ],
    ids=["complied", "clinic closed", "missed", "not verified", "too recent"],
)
def test_a_minors_pregnancy_is_told_to_nobody_but_health(viewer: Viewer, what) -> None:
    told = everything(home((CHILD, "f", unit("school")), (GIRL, "f", what)), viewer)
    assert [word for word in OF_HEALTH if word in told] == []


def test_health_is_told() -> None:
    told = everything(home((GIRL, "f", unit("prenatal"))), HEALTH)
    assert "control prenatal" in told
    assert "P.S. Huayana" in told


def test_a_gestor_is_told_of_a_womans_control_and_a_letter_is_not() -> None:
    one = home((WOMAN, "f", unit("prenatal")))
    assert "control prenatal" in render(one, "es", GESTOR).text
    told = everything(one, HOUSEHOLD)
    assert "control de salud" in told
    assert [word for word in OF_PREGNANCY if word in told] == []


def test_a_letter_names_no_control_of_a_child_and_no_illness() -> None:
    ill = failed("cred", "illness", "demand_justified", result="excepted", result_basis="attributed_excuse")
    told = everything(home((14, "m", ill)), HOUSEHOLD)
    assert "control de salud" in told
    assert [word for word in ("CRED", "cred", "enfermedad", "illness") if word in told] == []
    assert "enfermedad" in render(home((14, "m", ill)), "es", GESTOR).text


def test_a_disagreement_about_her_is_not_told_either() -> None:
    differs = Disagreement("member 100 unit 1", "rule", "school", "prenatal")
    one = home((GIRL, "f", unit("prenatal")), disagreements=(differs,))
    assert seen_by(one, GESTOR).disagreements == ()
    assert seen_by(one, HEALTH).disagreements == (differs,)


@pytest.mark.parametrize("viewer", [HOUSEHOLD, GESTOR, HEALTH], ids=lambda v: v.name)
def test_hidden_twice_is_hidden_once(viewer: Viewer) -> None:
    one = home((GIRL, "f", unit("prenatal")), (14, "m", unit("cred")))
    once = seen_by(one, viewer)
    assert seen_by(once, viewer) == once
