"""The tables that settlement makes: the household's result, its lines of payment, its ladder."""

from juntos.core.steps import Column, Table

GROUPS = ("early", "preschool", "school", "none")
HOUSEHOLD_RESULTS_VALUES = (
    "complies",
    "partial",
    "excepted",
    "not_verified",
    "held",
    "does_not_comply",
    "not_applicable",
)
PAY_REASONS = (
    "affiliation",
    "complies",
    "partial",
    "excepted",
    "not-verified-paid",
    "warning",
    "does-not-comply",
    "blocked",
    "held-supply-suspected",
    "held-contact-owed",
    "not-verified-unpaid",
    "hold-titular",
    "hold-agreement",
    "hold-class-expired",
    "hold-duplicate",
    "hold-uncollected",
    "hold-death",
    "hold-fraud",
    "disaffiliated",
    "no-target-member",
    "left",
    "not-affiliated",
)
LINES = ("affiliation", "coresponsibility", "arrears")

HOUSEHOLD_RESULTS = Table(
    "household_results",
    "El resultado de cada hogar en el período y si se le paga",
    (
        Column("household_id", "BIGINT", "hogar"),
        Column("place_id", "INTEGER", "centro poblado"),
        Column("priority_group", "VARCHAR", "grupo por su miembro más pequeño", values=GROUPS),
        Column("members_required", "SMALLINT", "miembros con algo exigido en algún tramo"),
        Column("finding", "VARCHAR", "lo hallado, antes de excusas", values=HOUSEHOLD_RESULTS_VALUES),
        Column("result", "VARCHAR", "resultado después de excusas", values=HOUSEHOLD_RESULTS_VALUES),
        Column("units_payable", "SMALLINT", "tramos que se pagan"),
        Column("units_found", "SMALLINT", "tramos que se pagarían sin excusas"),
        Column("is_payable", "BOOLEAN", "si recibe pago por este período"),
        Column("pay_reason", "VARCHAR", "por qué se le paga o no", values=PAY_REASONS),
        Column("is_verification_owed", "BOOLEAN", "se paga sin verificar; el programa debe verificar"),
        Column("suspensions_before", "SMALLINT", "incumplimientos contados antes"),
        Column("state_before", "VARCHAR", "estado antes", is_nullable=True),
    ),
    key=("household_id",),
)

ENTITLEMENTS = Table(
    "entitlements",
    "Las líneas de pago de cada hogar",
    (
        Column("household_id", "BIGINT", "hogar"),
        Column("line", "VARCHAR", "affiliation, coresponsibility, arrears o código del suplemento"),
        Column("units", "SMALLINT", "tramos pagados"),
        Column("amount_cents", "BIGINT", "céntimos", low=1),
        Column("reason", "VARCHAR", "por qué"),
    ),
    key=("household_id", "line"),
)
