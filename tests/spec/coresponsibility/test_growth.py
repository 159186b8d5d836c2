"""WHO z-scores: what each is, and what posture, oedema, age and error do to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from juntos.core.coresponsibility.growth import Measure, Score, Scores, score
from juntos.programme import growth_standards
from tests.growth import duck
from tests.spec.rule import Cases, Reading, Rule, answered

# weight for age, length for age, weight for length, BMI for age: hundredths, "!" where doubtful, "-" none
Answer = tuple[str, str, str, str]


@dataclass(frozen=True)
class Measured:
    """A child measured: sex, age in days, grams, millimetres, posture, oedema."""

    about: str
    answer: Answer
    sex: str | None = "m"
    age: int | None = 365
    grams: int | None = None
    mm: int | None = None
    position: str | None = "lying"
    has_oedema: bool = False

    def measure(self) -> Measure:
        return Measure(self.sex, self.age, self.grams, self.mm, self.position, self.has_oedema)


BOY = (
    Measured("En la mediana de la OMS", ("0", "-2", "0", "2"), grams=9646, mm=757),
    Measured("Sin talla", ("0", "-", "-", "-"), grams=9646),
    Measured("Sin peso", ("-", "-2", "-", "-"), mm=757),
    Measured("Con edema", ("-", "-2", "-", "-"), grams=9646, mm=757, has_oedema=True),
    Measured("Sin sexo", ("-", "-", "-", "-"), sex=None, grams=9646, mm=757),
    Measured("Sin edad: solo peso para la talla", ("-", "-", "0", "-"), age=None, grams=9646, mm=757),
    Measured("Sin edad, de pie", ("-", "-", "-17", "-"), age=None, grams=9646, mm=757, position="standing"),
    Measured(
        "Sin edad ni postura, 86,9 cm", ("-", "-", "3", "-"), age=None, grams=12000, mm=869, position=None
    ),
    Measured(
        "Sin edad ni postura, 87,0 cm", ("-", "-", "-17", "-"), age=None, grams=12000, mm=870, position=None
    ),
    Measured("273 días, sin postura: la de su edad", ("-", "-86", "-", "-"), age=273, mm=700, position=None),
)
POSTURE = (
    Measured(
        "730 días, de pie: se suman 7 mm", ("-", "-232", "-", "-"), age=730, mm=800, position="standing"
    ),
    Measured("730 días, acostado, 7 mm más", ("-", "-232", "-", "-"), age=730, mm=807),
    Measured("730 días, acostado", ("-", "-255", "-", "-"), age=730, mm=800),
    Measured("731 días, acostado: se restan 7 mm", ("-", "-233", "-", "-"), age=731, mm=807),
    Measured("731 días, de pie", ("-", "-233", "-", "-"), age=731, mm=800, position="standing"),
    Measured(
        "8 meses (273 días), «de pie»: no se toma en cuenta",
        ("-", "-86", "-", "-"),
        age=273,
        mm=700,
        position="standing",
    ),
    Measured(
        "9 meses (274 días), de pie: se suman 7 mm",
        ("-", "-57", "-", "-"),
        age=274,
        mm=700,
        position="standing",
    ),
)
EXTREMES = (
    Measured("Muy delgado, más allá de 3", ("-303", "-2", "-414", "-428"), grams=6900, mm=757),
    Measured("Peso imposible para la edad", ("-782!", "-2", "-1052!", "-1092!"), grams=3000, mm=757),
    Measured("Talla imposible para la edad", ("0", "-662!", "578!", "585!"), grams=9646, mm=600),
    Measured(
        "El último día con puntaje (1826)",
        ("-14", "7", "-39", "-31"),
        age=1826,
        grams=18000,
        mm=1103,
        position="standing",
    ),
    Measured(
        "El día siguiente (1827)", ("-", "-", "-", "-"), age=1827, grams=18000, mm=1103, position="standing"
    ),
)
TABLES = (BOY, POSTURE, EXTREMES)


def written(found: Scores) -> Answer:
    return tuple(_written(x) for x in vars(found).values())  # type: ignore[return-value]


def _written(found: Score | None) -> str:
    return "-" if found is None else f"{found.z}{'!' if found.is_flagged else ''}"


def printed(title: str, cases: Sequence[Measured]) -> Cases:
    return Cases(
        title,
        (
            "Niño de un año, si no se dice otra cosa",
            "Peso",
            "Talla",
            "Peso/edad",
            "Talla/edad",
            "Peso/talla",
            "IMC/edad",
        ),
        tuple(
            (
                c.about,
                f"{_comma(c.grams / 1000, 3)} kg" if c.grams else "—",
                f"{_comma(c.mm / 10, 1)} cm" if c.mm else "—",
                *(_said(z) for z in c.answer),
            )
            for c in cases
        ),
    )


def _said(z: str) -> str:
    if z == "-":
        return "—"
    doubt = " (dudoso)" if z.endswith("!") else ""
    return f"{_comma(int(z.rstrip('!')) / 100, 2)}{doubt}"


def _comma(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",").replace("-", "−")


OMS = "OMS, Patrones de crecimiento infantil, 2006"
RULES = (
    Rule(
        slug="crecimiento",
        title="Peso y talla según la OMS",
        sentence=(
            "Un puntaje dice a cuántas desviaciones estándar está un niño de la mediana de los niños sanos "
            "de su sexo y edad (o de su talla). Es información para el establecimiento y para "
            "planificar: ningún pago "
            "depende de él."
        ),
        readings=(
            Reading(
                "Se mide acostado hasta los 730 días y de pie desde los 731; si no, se corrigen 0,7 cm",
                "P",
                OMS,
            ),
            Reading(
                "Antes de los 9 meses «de pie» no se toma en cuenta, y la talla queda como está",
                "P",
                f"{OMS}, programa anthro",
            ),
            Reading("Con edema no se usa el peso", "P", OMS),
            Reading(
                "Más allá de 3, lo que lleva peso sigue en línea recta, a la distancia de la "
                "segunda a la tercera desviación estándar",
                "P",
                OMS,
            ),
            Reading(
                "Es dudoso pasar de −6 o 5 en peso/edad, de −6 o 6 en talla/edad, y de −5 o 5 en los otros",
                "P",
                OMS,
            ),
            Reading("Hay puntajes hasta los 1826 días (60 meses)", "P", OMS),
        ),
        cases=(
            printed("Lo que se sabe y lo que falta", BOY),
            printed("Acostado o de pie: 0,7 cm", POSTURE),
            printed("Los extremos", EXTREMES),
        ),
    ),
)


def test_one_case() -> None:
    standards = growth_standards.load()
    found = [{c.about: written(score(c.measure(), standards)) for c in cases} for cases in TABLES]
    assert found == [answered(cases, "answer") for cases in TABLES]


def test_by_steps() -> None:
    cases = [c for table in TABLES for c in table]
    with duck.engine() as connection:
        made = duck.scored(connection, [c.measure() for c in cases])
    found = {c.about: written(scores) for c, scores in zip(cases, made, strict=True)}
    assert found == answered(cases, "answer")
