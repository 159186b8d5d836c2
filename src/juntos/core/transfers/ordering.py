"""From a payroll's committed money to a bank order's items: who is paid where, and who cannot be yet.

A household is paid in its titular's account if she has one, and otherwise in cash at its pay point. One whose
titular left, has no DNI or has a name that no file carries, or that has no place to collect, is left out with
its reason: nothing is guessed. ``decide`` says it of one household, the step of all.
"""

from dataclasses import dataclass

from juntos.core.steps import Column, Step, Table
from juntos.core.transfers.orders import NAME_LETTERS_MAX, is_dni, is_name

POINT_KINDS = ("office", "carrier", "agent")
ACCOUNT = "account"
# Through what the bank pays, in the order in which a payroll's orders are numbered; and its name in a file.
CHANNELS = (ACCOUNT, *POINT_KINDS)
CHANNEL_CODES = {ACCOUNT: "CUENTA", "office": "OFICINA", "carrier": "ETV", "agent": "AGENTE"}
LEFT_OUT = ("no-titular", "no-dni", "name-unfit", "no-pay-point")


@dataclass(frozen=True)
class Payee:
    """Whom a household's money is for: its titular, if she is there, and where she may collect.

    ``point_kind`` is of ``pay_point``; what there is not is empty.
    """

    titular_name: str
    dni: str
    cci: str
    pay_point: str
    point_kind: str


@dataclass(frozen=True)
class Destination:
    """Through which channel a household is paid, or why it is left out; one of the two is empty."""

    channel: str
    left_out: str


def decide(payee: Payee) -> Destination:
    """Where a household's money goes. A titular without a name is one that is not there."""
    if not payee.titular_name:
        return Destination("", "no-titular")
    if not is_dni(payee.dni):
        return Destination("", "no-dni")
    if not is_name(payee.titular_name):
        return Destination("", "name-unfit")
    if payee.cci:
        return Destination(ACCOUNT, "")
    return Destination(payee.point_kind, "") if payee.pay_point else Destination("", "no-pay-point")


_HOUSEHOLD = Column("household_id", "BIGINT", "hogar")
_AMOUNT = Column("amount_cents", "BIGINT", "céntimos comprometidos y no ordenados")
_NAMED = (
    Column("titular_id", "BIGINT", "titular", is_nullable=True),
    Column("titular_name", "VARCHAR", "nombres y apellidos; vacío si no está en el hogar"),
    Column("dni", "VARCHAR", "DNI; vacío si no lo tiene"),
    Column("cci", "VARCHAR", "cuenta; vacía si no tiene"),
    Column("pay_point", "VARCHAR", "punto de pago; vacío si no tiene"),
)
PAYEES = Table(
    "order_payees",
    "Un hogar con dinero comprometido en una planilla, y a quién y dónde se le paga",
    (_HOUSEHOLD, _AMOUNT, *_NAMED, Column("point_kind", "VARCHAR", "clase del punto; vacía si no tiene")),
    key=("household_id",),
)
DESTINATIONS = Table(
    "order_destinations",
    "Por dónde se paga a cada hogar de una planilla, o por qué queda fuera de la orden",
    (
        _HOUSEHOLD,
        _AMOUNT,
        *_NAMED,
        Column("channel", "VARCHAR", "canal; vacío si queda fuera", values=("", *CHANNELS)),
        Column("left_out", "VARCHAR", "por qué queda fuera; vacío si se ordena", values=("", *LEFT_OUT)),
    ),
    key=("household_id",),
)
# What the fingerprint of an order is of: what is asked, whatever the file it is written to.
ITEMS = Table(
    "order_items",
    "Un ítem de una orden",
    (
        Column("end_to_end_id", "VARCHAR", "código del ítem, único para siempre"),
        Column("titular_name", "VARCHAR", "a quién"),
        Column("dni", "VARCHAR", "su documento"),
        Column("cci", "VARCHAR", "su cuenta; vacía si cobra en un punto"),
        Column("pay_point", "VARCHAR", "punto; vacío si cobra en su cuenta"),
        Column("amount_cents", "BIGINT", "céntimos"),
        Column("replaces", "VARCHAR", "ítem que reemplaza; vacío si es el primero"),
    ),
    key=("end_to_end_id",),
)

# A name that every file carries: Latin-1, no control letter, no space at its ends, not spoilt by an encoding.
_FITS = f"""length(titular_name) <= {NAME_LETTERS_MAX} AND trim(titular_name) = titular_name
    AND NOT regexp_matches(titular_name, '[^ -~¡-¬®-ÿ]|[ÂÃ][\\x{{80}}-\\x{{bf}}]')"""
DESTINATIONS_STEP = Step(
    "order_destinations",
    reads=(PAYEES,),
    makes=DESTINATIONS,
    is_result=True,
    sql=f"""
WITH judged AS (
  SELECT *, CASE WHEN titular_name = '' THEN 'no-titular'
    WHEN NOT regexp_full_match(dni, '[0-9]{{8}}') OR dni = '00000000' THEN 'no-dni'
    WHEN NOT ({_FITS}) THEN 'name-unfit'
    WHEN cci = '' AND pay_point = '' THEN 'no-pay-point'
    ELSE '' END AS left_out
  FROM order_payees
)
SELECT household_id, amount_cents, titular_id, titular_name, dni, cci,
  CASE WHEN cci = '' THEN pay_point ELSE '' END AS pay_point,
  CASE WHEN left_out <> '' THEN '' WHEN cci <> '' THEN '{ACCOUNT}' ELSE point_kind END AS channel,
  left_out
FROM judged
""",
)
STEPS = (DESTINATIONS_STEP,)
