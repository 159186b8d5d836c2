"""The tables that verification makes: requirement, finding, evidence, attribution, result."""

from juntos.core.steps import Column, Table

RULE_KINDS = ("cred", "prenatal", "inicial", "school", "none")
FINDINGS = ("complies", "does_not_comply", "not_verified", "not_applicable")
ATTRIBUTIONS = ("record", "programme", "supply", "access", "demand_justified", "demand", "unknown")
RESULTS = ("complies", "does_not_comply", "excepted", "not_verified", "not_applicable")
BASES = ("evidence", "approved_exception", "attributed_excuse", "pay_not_verified")
HOLD_REASONS = ("supply_suspected", "contact_owed")

_MEMBER = Column("member_id", "BIGINT", "miembro")
_UNIT = Column("unit", "SMALLINT", "tramo del período, desde 1")

REQUIREMENTS = Table(
    "requirements",
    "Qué le toca a cada miembro en cada tramo, o por qué no le toca nada",
    (
        _MEMBER,
        _UNIT,
        Column("household_id", "BIGINT", "hogar"),
        Column("place_id", "INTEGER", "centro poblado"),
        Column("rule", "VARCHAR", "regla que le toca", values=RULE_KINDS),
        Column("exempt_reason", "VARCHAR", "por qué no se le exige nada", is_nullable=True),
        Column("service_id", "INTEGER", "servicio asignado para esa regla", is_nullable=True),
        Column("age_months", "SMALLINT", "edad en meses al último día"),
    ),
    key=("member_id", "unit"),
)

FINDINGS_TABLE = Table(
    "findings",
    "Lo que dicen las evidencias de cada miembro en cada tramo",
    (
        *REQUIREMENTS.columns,
        Column("finding", "VARCHAR", "lo hallado", values=FINDINGS),
        Column("finding_reason", "VARCHAR", "por qué"),
        Column("counted", "INTEGER", "atenciones o días de clase contados"),
        Column("needed", "INTEGER", "atenciones exigidas o días de clase posibles"),
    ),
    key=("member_id", "unit"),
)

EVIDENCE = Table(
    "evidence",
    "Las filas del corte que hicieron un hallazgo",
    (
        _MEMBER,
        _UNIT,
        Column("source_table", "VARCHAR", "tabla del corte"),
        Column("source_id", "BIGINT", "clave de la fila"),
    ),
    key=("member_id", "unit", "source_table", "source_id"),
)

ATTRIBUTION = Table(
    "attribution",
    "Quién responde por cada incumplimiento o falta de verificación, y con qué evidencia",
    (
        _MEMBER,
        _UNIT,
        Column("service_id", "INTEGER", "servicio asignado", is_nullable=True),
        Column("finding", "VARCHAR", "lo hallado", values=FINDINGS[1:3]),
        Column("attribution", "VARCHAR", "quién responde", values=ATTRIBUTIONS),
        Column("attribution_reason", "VARCHAR", "por qué"),
        Column("evidence_table", "VARCHAR", "tabla del corte que lo prueba", is_nullable=True),
        Column("evidence_id", "BIGINT", "clave de la fila", is_nullable=True),
        Column("proposes_excuse", "BOOLEAN", "propone que no tenga efecto en el pago"),
        Column("hold_reason", "VARCHAR", "por qué espera", is_nullable=True, values=HOLD_REASONS),
    ),
    key=("member_id", "unit"),
)

MEMBER_RESULTS = Table(
    "member_results",
    "El resultado de cada miembro en cada tramo: hallazgo, atribución y efecto, sin mezclarlos",
    (
        *FINDINGS_TABLE.columns,
        Column("attribution", "VARCHAR", "quién responde", is_nullable=True, values=ATTRIBUTIONS),
        Column("result", "VARCHAR", "resultado después de excusas", values=RESULTS),
        Column("result_basis", "VARCHAR", "en qué se apoya", values=BASES),
        Column("hold_reason", "VARCHAR", "por qué espera", is_nullable=True, values=HOLD_REASONS),
    ),
    key=("member_id", "unit"),
)
