"""What the settlement steps are told: amounts, the ladder of consequences, supplements."""

from dataclasses import dataclass

from juntos.core.coresponsibility.rules import rules_table
from juntos.core.steps import Column, Table

EFFECTS = ("warning", "block", "suspension", "disaffiliation")


@dataclass(frozen=True)
class TransferRules:
    """The parameters of settlement in force at a period's start (DOMAIN 2.2, 2.4, 6.1).

    ``amount_cents`` is for one unit of verification (the bimester, or each month from 2018).
    """

    amount_cents: int
    affiliation_pays: bool
    ladder: str
    reset_after_compliant: int
    hold_class_expired: bool
    hold_without_titular: bool
    hold_without_agreement: bool


RULES = rules_table("transfer_rules", "Las reglas de pago vigentes", TransferRules)

LADDER_STEPS = Table(
    "ladder_steps",
    "El efecto de cada incumplimiento contado; el último escalón se repite",
    (
        Column("step", "SMALLINT", "número del incumplimiento", low=1),
        Column("effect", "VARCHAR", "efecto", values=EFFECTS),
        Column("is_last", "BOOLEAN", "el último, que se repite"),
    ),
    key=("step",),
)

SUPPLEMENTS = Table(
    "supplements",
    "Los suplementos vigentes",
    (
        Column("supplement", "VARCHAR", "código"),
        Column("amount_cents", "BIGINT", "céntimos por período"),
    ),
    key=("supplement",),
)
