"""Who may enter by a list's score: up to the cut-off, the cut-off included."""

from dataclasses import dataclass

from juntos.core.enrolment import (
    CLASSIFICATIONS,
    ELIGIBILITY,
    STEPS,
    Classification,
    Eligibility,
    classify,
)
from tests.agree.bench import run_steps
from tests.spec.rule import Cases, Reading, Rule, answered


@dataclass(frozen=True)
class Listed:
    """A household of a list: its score, its cut-off, whether the programme operates where it lives."""

    about: str
    score: float
    cutoff: float
    answer: str
    is_offered: bool


LIST = (
    Listed("Por debajo de la línea", 690.0, 753.0, "eligible offered", is_offered=True),
    Listed("En la línea justa", 753.0, 753.0, "eligible offered", is_offered=True),
    Listed("Un poco por encima", 753.01, 753.0, "not-eligible", is_offered=True),
    Listed("Con puntaje negativo", -12.5, 0.0, "eligible offered", is_offered=True),
    Listed(
        "En la línea, y el programa no opera en su centro poblado", 753.0, 753.0, "eligible", is_offered=False
    ),
    Listed("Por encima, y el programa opera donde vive", 900.0, 753.0, "not-eligible", is_offered=True),
)
SAID = {
    "eligible offered": "**puede entrar y se le ofrece**",
    "eligible": "puede entrar; el programa aún no opera donde vive",
    "not-eligible": "no puede entrar",
}


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−")


RULES = (
    Rule(
        slug="linea-de-corte",
        title="Quién puede entrar según la lista",
        sentence=(
            "Cada lista da a cada hogar un puntaje de pobreza y la línea de corte de su zona: mientras más "
            "bajo el puntaje, más pobre el hogar. Puede entrar quien no pasa la línea; quien está justo en "
            "ella también. Se le ofrece entrar si además el programa opera en su centro poblado."
        ),
        readings=(
            Reading(
                "Quien está justo en la línea puede entrar",
                "D",
                "Diseño del sistema; coincide con los 63 hogares en la línea del panel de Progresa (México)",
            ),
            Reading(
                "La lista trae un puntaje y una línea: es la forma de los datos de Progresa; la del "
                "SISFOH trae clase",
                "D",
                "Diseño del sistema",
            ),
            Reading(
                "El sistema no calcula el puntaje: lo recibe de la lista",
                "S",
                "Vargas Machuca 2014, L398-400: el SISFOH entrega las listas",
            ),
        ),
        cases=(
            Cases(
                "Casos",
                ("Hogar", "Puntaje", "Línea", "El programa opera allí", "Respuesta"),
                tuple(
                    (
                        c.about,
                        _number(c.score),
                        _number(c.cutoff),
                        "sí" if c.is_offered else "no",
                        SAID[c.answer],
                    )
                    for c in LIST
                ),
            ),
        ),
    ),
)


def _said(found: Eligibility) -> str:
    if not found.is_eligible:
        return "not-eligible"
    return "eligible offered" if found.is_offered else "eligible"


def test_one_case() -> None:
    found = {c.about: _said(classify(Classification(c.score, c.cutoff, c.is_offered))) for c in LIST}
    assert found == answered(LIST, "answer")


def test_by_steps() -> None:
    rows = [
        {"household_id": k, "period": "x", "score": c.score, "cutoff": c.cutoff, "is_offered": c.is_offered}
        for k, c in enumerate(LIST)
    ]
    made = run_steps(STEPS, {CLASSIFICATIONS: rows}, (ELIGIBILITY,))["eligibility"]
    found = {}
    for row in made:
        about = LIST[int(str(row["household_id"]))].about
        found[about] = _said(Eligibility(bool(row["is_eligible"]), bool(row["is_offered"])))
    assert found == answered(LIST, "answer")
