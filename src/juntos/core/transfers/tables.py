"""What settlement keeps from one period to the next, and what holds a household's payment."""

from juntos.core.steps import Column, Table

STATES = ("affiliated", "active", "suspended", "on_hold", "in_exit", "disaffiliated", "exited")

LADDER = Table(
    "ladder",
    "La situación de un hogar al terminar un período; en el corte, la del período anterior",
    (
        Column("household_id", "BIGINT", "hogar", low=1),
        Column("state", "VARCHAR", "estado (DOMAIN 6.1)", values=STATES),
        Column("suspensions", "SMALLINT", "incumplimientos contados hacia la desafiliación", low=0),
        Column("compliant_streak", "SMALLINT", "períodos seguidos cumplidos", low=0),
        Column("owed_cents", "BIGINT", "céntimos bloqueados, por pagar al cumplir", low=0),
        Column("last_result", "VARCHAR", "resultado del último período", is_nullable=True),
    ),
    key=("household_id",),
    is_optional=True,
)

HOLDS = Table(
    "holds",
    "Una retención administrativa del pago de un hogar",
    (
        Column("hold_id", "BIGINT", "número de la retención", low=1),
        Column("household_id", "BIGINT", "hogar", refers="households.household_id"),
        Column("kind", "VARCHAR", "causa", values=("duplicate", "uncollected", "death", "fraud")),
        Column("since", "DATE", "desde"),
        Column("until", "DATE", "hasta", is_nullable=True),
    ),
    key=("hold_id",),
    spans=(("since", "until"),),
    is_optional=True,
)

PACKAGES = Table(
    "packages",
    "El paquete de un suplemento (TPI, TAS) cumplido o no por un hogar en el período",
    (
        Column("household_id", "BIGINT", "hogar", refers="households.household_id"),
        Column("supplement", "VARCHAR", "código del suplemento"),
        Column("is_met", "BOOLEAN", "paquete cumplido"),
    ),
    key=("household_id", "supplement"),
    is_optional=True,
)

TABLES = (LADDER, HOLDS, PACKAGES)
