"""The tables of growth: the standards' own, those made on the way, and the scores."""

from juntos.core.coresponsibility.growth import AGE_DAYS_MAX
from juntos.core.steps import Column, Table

INDICATORS = ("weight_for_age", "length_for_age", "weight_for_length", "bmi_for_age")
PARTS = {"power": "potencia L", "median": "mediana M", "variation": "coeficiente de variación S"}
_WORDS = ("peso para la edad", "talla para la edad", "peso para la talla", "IMC para la edad")


def _curve_columns(prefix: str, what: str, *, is_nullable: bool = False) -> tuple[Column, ...]:
    return tuple(
        Column(prefix + part, "DOUBLE", f"{meaning}{what}", is_nullable) for part, meaning in PARTS.items()
    )


_SEX = Column("sex", "VARCHAR", "sexo", values=("f", "m"))
_MEASUREMENT = Column("measurement_id", "BIGINT", "medida", low=1)
_MEMBER = Column("member_id", "BIGINT", "miembro")

GROWTH_BY_AGE = Table(
    "growth_by_age",
    "Patrones de crecimiento de la OMS (2006) por edad",
    (
        _SEX,
        Column("age_days", "INTEGER", "edad en días", low=0, high=AGE_DAYS_MAX),
        *_curve_columns("weight_", " del peso (g)"),
        *_curve_columns("length_", " de la longitud o talla (mm)"),
        *_curve_columns("bmi_", " del índice de masa corporal (kg/m²)"),
    ),
    key=("sex", "age_days"),
)

GROWTH_BY_LENGTH = Table(
    "growth_by_length",
    "Patrones de crecimiento de la OMS (2006): peso (g) para la longitud o talla",
    (
        Column("posture", "VARCHAR", "longitud (acostado) o talla (de pie)", values=("lying", "standing")),
        _SEX,
        Column("length_mm", "INTEGER", "longitud o talla en mm", low=450, high=1_200),
        *_curve_columns("", " del peso (g)"),
    ),
    key=("posture", "sex", "length_mm"),
)

GROWTH_CASES = Table(
    "growth_cases",
    "Una medida que se puntúa, con la edad y el sexo de quien se midió",
    (
        _MEASUREMENT,
        _MEMBER,
        Column("sex", "VARCHAR", "sexo", is_nullable=True, values=("f", "m")),
        Column("age_days", "INTEGER", "edad en días al medir", is_nullable=True),
        Column("weight_g", "INTEGER", "peso en gramos", is_nullable=True),
        Column("height_mm", "DOUBLE", "longitud o talla en mm, tal como se midió", is_nullable=True),
        Column("position", "VARCHAR", "acostado o de pie", is_nullable=True, values=("lying", "standing")),
        Column("oedema", "BOOLEAN", "edema", is_nullable=True),
    ),
    key=("measurement_id",),
)

GROWTH_LENGTHS = Table(
    "growth_lengths",
    "Una medida en la postura que la OMS pide a su edad",
    (
        _MEASUREMENT,
        _MEMBER,
        Column("sex", "VARCHAR", "sexo", is_nullable=True, values=("f", "m")),
        Column("age_days", "INTEGER", "edad en días al medir", is_nullable=True),
        Column("weight_g", "DOUBLE", "peso en gramos, vacío con edema", is_nullable=True),
        Column("length_mm", "DOUBLE", "longitud o talla en la postura que toca a la edad", is_nullable=True),
        Column("posture", "VARCHAR", "tabla de peso para la talla que toca", is_nullable=True),
    ),
    key=("measurement_id",),
)

GROWTH_CURVES = Table(
    "growth_curves",
    "Una medida con las curvas de la OMS con que se compara",
    (
        _MEASUREMENT,
        _MEMBER,
        Column("weight_g", "DOUBLE", "peso en gramos, vacío con edema", is_nullable=True),
        Column("length_mm", "DOUBLE", "longitud o talla en la postura que toca a la edad", is_nullable=True),
        Column("bmi", "DOUBLE", "índice de masa corporal, kg/m²", is_nullable=True),
        *(
            column
            for indicator, words in zip(INDICATORS, _WORDS, strict=True)
            for column in _curve_columns(f"{indicator}_", f" del {words}", is_nullable=True)
        ),
    ),
    key=("measurement_id",),
)

GROWTH_SCORES = Table(
    "growth_scores",
    "Los puntajes z de una medida, sin redondear",
    (
        _MEASUREMENT,
        _MEMBER,
        *(
            Column(f"{indicator}_z", "DOUBLE", f"{words}, puntaje z", is_nullable=True)
            for indicator, words in zip(INDICATORS, _WORDS, strict=True)
        ),
    ),
    key=("measurement_id",),
)

GROWTH = Table(
    "growth",
    "Los puntajes z de la OMS de una medida; se informan, nunca condicionan el pago",
    (
        _MEASUREMENT,
        _MEMBER,
        *(
            Column(f"{indicator}_z", "INTEGER", f"{words}, centésimas de puntaje z", is_nullable=True)
            for indicator, words in zip(INDICATORS, _WORDS, strict=True)
        ),
        *(
            Column(f"{indicator}_flag", "BOOLEAN", f"{words}: medida dudosa", is_nullable=True)
            for indicator, words in zip(INDICATORS, _WORDS, strict=True)
        ),
    ),
    key=("measurement_id",),
)
