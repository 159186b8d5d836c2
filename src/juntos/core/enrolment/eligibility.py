"""Entering the programme: the classification of households and who is offered a place."""

from dataclasses import dataclass

from juntos.core.steps import Column, Step, Table

CLASSIFICATIONS = Table(
    "classifications",
    "El puntaje de pobreza de un hogar en una lista, con la línea de corte que le toca",
    (
        Column("household_id", "BIGINT", "código del hogar", low=1),
        Column("period", "VARCHAR", "período de la lista"),
        Column("place_id", "INTEGER", "centro poblado", refers="places.place_id"),
        Column("score", "DOUBLE", "puntaje; menor es más pobre"),
        Column("cutoff", "DOUBLE", "línea de corte de su zona"),
        Column("is_offered", "BOOLEAN", "si el programa opera en su centro poblado ese período"),
    ),
    key=("household_id", "period"),
    is_optional=True,
)

TABLES = (CLASSIFICATIONS,)

ELIGIBILITY = Table(
    "eligibility",
    "Si un hogar es elegible en una lista, y si se le ofrece entrar",
    (
        Column("household_id", "BIGINT", "código del hogar"),
        Column("period", "VARCHAR", "período de la lista"),
        Column("is_eligible", "BOOLEAN", "su puntaje no pasa la línea de corte"),
        Column("is_offered", "BOOLEAN", "elegible y el programa opera donde vive"),
    ),
    key=("household_id", "period"),
)


@dataclass(frozen=True)
class Classification:
    """A household's score in a list; the lower the poorer."""

    score: float
    cutoff: float
    is_offered: bool


@dataclass(frozen=True)
class Eligibility:
    """Whether a household may enter, and whether the programme offers it to enter."""

    is_eligible: bool
    is_offered: bool


def classify(case: Classification) -> Eligibility:
    """A household is eligible up to the cut-off, the cut-off included."""
    is_eligible = case.score <= case.cutoff
    return Eligibility(is_eligible, is_eligible and case.is_offered)


STEPS = (
    Step(
        "eligibility",
        reads=(CLASSIFICATIONS,),
        makes=ELIGIBILITY,
        is_result=True,
        sql="""
SELECT c.household_id, c.period, c.score <= c.cutoff AS is_eligible,
  c.score <= c.cutoff AND c.is_offered AS is_offered
FROM classifications c
""",
    ),
)
