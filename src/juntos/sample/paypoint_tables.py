"""The tables of ``record/`` that say where invented households collect, who pays, and from what budget."""

from juntos.core.steps import Column, Table
from juntos.core.transfers.ordering import POINT_KINDS

PAY_POINTS = Table(
    "pay_points",
    "Un punto de pago: oficina, transportadora o agente",
    (
        Column("pay_point", "VARCHAR", "código"),
        Column("name", "VARCHAR", "nombre"),
        Column("kind", "VARCHAR", "clase", values=POINT_KINDS),
        Column("place_id", "INTEGER", "centro poblado en que está"),
        Column("latitude", "DOUBLE", "latitud"),
        Column("longitude", "DOUBLE", "longitud"),
        Column("calendar_day", "SMALLINT", "día del operativo en que paga, desde 1", low=1),
    ),
    key=("pay_point",),
)
HOUSEHOLD_POINTS = Table(
    "household_points",
    "Dónde cobra un hogar desde un día, y a qué distancia en línea recta",
    (
        Column("household_id", "BIGINT", "hogar", low=1),
        Column("pay_point", "VARCHAR", "punto de pago"),
        Column("since", "DATE", "desde qué día"),
        Column("distance_m", "INTEGER", "metros desde su centro poblado", low=0),
    ),
    key=("household_id", "since"),
)
TITULAR_ACCOUNTS = Table(
    "titular_accounts",
    "La cuenta inventada de un titular, y el día en que recibió su tarjeta",
    (
        Column("person_id", "BIGINT", "titular", low=1),
        Column("since", "DATE", "desde qué día"),
        Column("cci", "VARCHAR", "CCI inventado, de una entidad que no existe"),
        Column("card_on", "DATE", "día de la tarjeta", is_nullable=True),
    ),
    key=("person_id",),
)
PAYERS = Table(
    "payers",
    "Quién ordena los pagos, y de qué cuenta salen",
    (
        Column("since", "DATE", "desde qué día"),
        Column("name", "VARCHAR", "nombre"),
        Column("ruc", "VARCHAR", "RUC inventado"),
        Column("cci", "VARCHAR", "CCI inventado"),
    ),
    key=("since",),
)
BUDGETS = Table(
    "budgets",
    "Lo que un documento inventado da a una región para las transferencias del año",
    (
        Column("region", "VARCHAR", "región"),
        Column("year", "SMALLINT", "año"),
        Column("amount_cents", "BIGINT", "céntimos"),
        Column("document", "VARCHAR", "documento"),
    ),
    key=("region", "year"),
)
PAY_TABLES = (PAY_POINTS, HOUSEHOLD_POINTS, TITULAR_ACCOUNTS, PAYERS, BUDGETS)
