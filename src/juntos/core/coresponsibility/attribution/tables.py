"""The tables between the findings and the attribution: the failures, and the evidence around each."""

from juntos.core.steps import Column, Table

_MEMBER = Column("member_id", "BIGINT", "miembro")
_UNIT = Column("unit", "SMALLINT", "tramo")
_HOUSEHOLD = Column("household_id", "BIGINT", "hogar")
_PLACE = Column("place_id", "INTEGER", "centro poblado")
_SERVICE = Column("service_id", "INTEGER", "servicio asignado", is_nullable=True)
_SINCE = Column("since", "DATE", "primer día del tramo")
_UNTIL = Column("until", "DATE", "primer día después")
_FINDING_REASON = Column("finding_reason", "VARCHAR", "por qué se halló")
_FINDING = Column("finding", "VARCHAR", "lo hallado")


def _id(name: str, meaning: str) -> Column:
    return Column(name, "BIGINT", meaning, is_nullable=True)


FAILURES = Table(
    "failures",
    "Los incumplimientos y faltas de verificación, con sus días y la fila del formato que habla por cada uno",
    (
        _MEMBER,
        _UNIT,
        _HOUSEHOLD,
        _PLACE,
        _SERVICE,
        Column("rule", "VARCHAR", "regla"),
        Column("is_health", "BOOLEAN", "la regla es de salud"),
        _FINDING,
        _FINDING_REASON,
        _SINCE,
        _UNTIL,
        _id("form_row_id", "fila del formato"),
        _id("batch_id", "lote de esa fila"),
        Column("is_signed", "BOOLEAN", "si está firmada"),
        Column("form_reason", "VARCHAR", "motivo anotado", is_nullable=True),
        Column("has_proof", "BOOLEAN", "el motivo trae constancia"),
    ),
    key=("member_id", "unit"),
)
RECORDED_ELSEWHERE = Table(
    "recorded_elsewhere",
    "Lo cumplido según una fuente que no basta por sí sola",
    (
        _MEMBER,
        _UNIT,
        Column("reason", "VARCHAR", "dónde consta"),
        Column("record_id", "BIGINT", "fila que lo prueba"),
    ),
    key=("member_id", "unit"),
)
BATCH_FAULTS = Table(
    "batch_faults",
    "Los lotes de formatos que no llegaron, llegaron tarde, no volvieron o se perdieron",
    (
        Column("batch_id", "BIGINT", "lote"),
        Column("service_id", "INTEGER", "servicio"),
        Column("fault", "VARCHAR", "qué pasó"),
    ),
    key=("batch_id",),
)
MISSING_FORMS = Table(
    "missing_forms",
    "El lote por el que un miembro quedó sin verificar",
    (_MEMBER, _UNIT, Column("reason", "VARCHAR", "qué pasó"), Column("batch_id", "BIGINT", "lote")),
    key=("member_id", "unit"),
)
SERVICE_CLOSURES = Table(
    "service_closures",
    "Los días cerrados de cada servicio en cada tramo, donde bastan para atribuirle la falta",
    (
        Column("service_id", "INTEGER", "servicio"),
        _UNIT,
        Column("closure_id", "BIGINT", "primer cierre del tramo"),
    ),
    key=("service_id", "unit"),
)
VISIT_OUTAGES = Table(
    "visit_outages",
    "Los servicios a los que les faltó algo, o cerraron, en todos los días de cita del tramo",
    (
        Column("service_id", "INTEGER", "servicio"),
        _UNIT,
        _id("incident_id", "primera falta de personal o insumo"),
        _id("closure_id", "primer cierre"),
    ),
    key=("service_id", "unit"),
)
PLACE_CUTS = Table(
    "place_cuts",
    "Los centros poblados cortados bastantes días del tramo para atribuirlo al acceso",
    (_PLACE, _UNIT, Column("road_cut_id", "BIGINT", "primer corte")),
    key=("place_id", "unit"),
)
FAR_PLACES = Table(
    "far_places",
    "Los centros poblados lejos de un servicio, y si salud los visitó en el tramo",
    (
        _PLACE,
        Column("service_id", "INTEGER", "servicio"),
        _UNIT,
        Column("had_outreach", "BOOLEAN", "hubo visita itinerante"),
    ),
    key=("place_id", "service_id", "unit"),
)
MEMBER_FACTS = Table(
    "member_facts",
    "Los hechos que tocan a un miembro: negativas de atención y errores del padrón",
    (
        _MEMBER,
        _UNIT,
        _id("refusal_id", "primera negativa"),
        _id("padron_error_id", "primer error"),
    ),
    key=("member_id", "unit"),
)
SET_ASIDE = Table(
    "set_aside",
    "Si un hecho del servicio o del lugar, que no detuvo a los demás, cede ante lo que firmó la familia",
    (
        _MEMBER,
        _UNIT,
        Column("is_service_aside", "BOOLEAN", "cede el hecho del servicio"),
        Column("is_place_aside", "BOOLEAN", "cede el hecho del lugar"),
    ),
    key=("member_id", "unit"),
)
CONTACTED = Table(
    "contacted",
    "El primer contacto con cada hogar desde que empezó el tramo",
    (_HOUSEHOLD, _UNIT, Column("contact_id", "BIGINT", "contacto")),
    key=("household_id", "unit"),
)
MIGRATIONS_EXCUSED = Table(
    "migrations_excused",
    "Los hogares con una excepción anterior por migración",
    (_HOUSEHOLD, _UNIT),
    key=("household_id", "unit"),
)
BACKING_FACTS = Table(
    "backing_facts",
    "Los motivos que algún hecho del corte respalda en un servicio o centro poblado",
    (
        Column("reason", "VARCHAR", "motivo del formato"),
        Column("at_id", "INTEGER", "servicio, o centro poblado para A1 y A2"),
        _UNIT,
    ),
    key=("reason", "at_id", "unit"),
)
REPORTS = Table(
    "reports",
    "Cuántos hogares anotan el mismo motivo en un servicio o centro poblado",
    (
        Column("reason", "VARCHAR", "motivo del formato"),
        Column("at_id", "INTEGER", "servicio, o centro poblado para A1 y A2"),
        _UNIT,
        Column("households", "INTEGER", "hogares"),
    ),
    key=("reason", "at_id", "unit"),
)
SUSPECTS = Table(
    "suspects",
    "Los servicios donde fallan tantos que se sospecha del servicio",
    (Column("service_id", "INTEGER", "servicio"), _UNIT),
    key=("service_id", "unit"),
)
SERVICE_FINDS = Table(
    "service_finds",
    "Cada incumplimiento con lo hallado de su servicio, su lugar y su propio registro",
    (
        _MEMBER,
        _UNIT,
        Column("reason", "VARCHAR", "motivo según los literales a) a d)", is_nullable=True),
        _id("row_id", "fila que lo prueba"),
    ),
    key=("member_id", "unit"),
)
HOUSEHOLD_FINDS = Table(
    "household_finds",
    "Cada incumplimiento con lo que dicen el padrón, el formato y los contactos",
    (
        _MEMBER,
        _UNIT,
        Column("reason", "VARCHAR", "motivo según los literales e) a h)"),
        _id("row_id", "fila que lo prueba"),
    ),
    key=("member_id", "unit"),
)
