"""Entering the programme: the classification of households and who is offered a place."""

from juntos.core.steps import Column, Table

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
