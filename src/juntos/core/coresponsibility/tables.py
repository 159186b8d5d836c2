"""The tables of a cut from which co-responsibilities are verified.

Evidence is append-only: ``recorded_at`` says when a row was known, ``superseded_by`` the row that
corrects it. Rows that another replaces stay in the cut and count for nothing.
"""

from juntos.core.steps import Column, Table
from juntos.core.supply import SECTORS

SOURCES = ("form", "his", "sien", "siagie", "carnet", "clinic_history")
REASONS = ("S1", "S2", "S3", "S4", "S5", "S6", "A1", "A2", "D1", "D2", "D3", "D4", "D5", "P1", "P2")
_MEMBER = Column("member_id", "BIGINT", "miembro", refers="members.member_id")
_SERVICE = Column("service_id", "INTEGER", "servicio", refers="services.service_id")
_SOURCE = Column("source", "VARCHAR", "de dónde viene el dato", values=SOURCES)
_RECORDED = Column("recorded_at", "DATE", "día en que el programa lo supo")
_SUPERSEDED = Column("superseded_by", "BIGINT", "fila que la corrige", is_nullable=True)

ASSIGNMENTS = Table(
    "assignments",
    "El servicio en que un miembro cumple, en un tramo de días",
    (
        Column("assignment_id", "BIGINT", "número de la asignación", low=1),
        _MEMBER,
        Column("sector", "VARCHAR", "sector", values=SECTORS),
        _SERVICE,
        Column("since", "DATE", "primer día"),
        Column("until", "DATE", "primer día fuera", is_nullable=True),
    ),
    key=("assignment_id",),
    spans=(("since", "until"),),
)

ATTENDANCES = Table(
    "attendances",
    "Una atención de salud recibida, desde el nacimiento, de cualquier fuente",
    (
        Column("attendance_id", "BIGINT", "número de la atención", low=1),
        _MEMBER,
        _SERVICE,
        Column("attended_on", "DATE", "día de la atención"),
        Column("kind", "VARCHAR", "qué atención", values=("cred", "prenatal", "postnatal", "other")),
        _SOURCE,
        Column(
            "matched_by", "VARCHAR", "cómo se halló al miembro", values=("list", "dni", "linkage", "person")
        ),
        _RECORDED,
        _SUPERSEDED,
    ),
    key=("attendance_id",),
)

VACCINATIONS = Table(
    "vaccinations",
    "Una dosis de vacuna puesta",
    (
        Column("vaccination_id", "BIGINT", "número de la dosis", low=1),
        _MEMBER,
        Column("vaccine", "VARCHAR", "código de la vacuna"),
        Column("dose", "SMALLINT", "número de dosis", low=1, high=9),
        Column("given_on", "DATE", "día"),
        _SOURCE,
        _RECORDED,
        _SUPERSEDED,
    ),
    key=("vaccination_id",),
)

MEASUREMENTS = Table(
    "measurements",
    "Peso y talla medidos un día",
    (
        Column("measurement_id", "BIGINT", "número de la medida", low=1),
        _MEMBER,
        Column("measured_on", "DATE", "día"),
        Column("weight_g", "INTEGER", "peso en gramos", is_nullable=True, low=300, high=150_000),
        Column("height_mm", "INTEGER", "longitud o talla en mm", is_nullable=True, low=200, high=2_200),
        Column("position", "VARCHAR", "acostado o de pie", is_nullable=True, values=("lying", "standing")),
        Column("oedema", "BOOLEAN", "edema"),
        _SOURCE,
        _RECORDED,
        _SUPERSEDED,
    ),
    key=("measurement_id",),
)

SCHOOL_ENROLMENTS = Table(
    "school_enrolments",
    "Una matrícula",
    (
        Column("school_enrolment_id", "BIGINT", "número de la matrícula", low=1),
        _MEMBER,
        _SERVICE,
        Column("level", "VARCHAR", "nivel", values=("inicial", "primaria", "secundaria")),
        Column("since", "DATE", "primer día"),
        Column("until", "DATE", "primer día fuera", is_nullable=True),
    ),
    key=("school_enrolment_id",),
    spans=(("since", "until"),),
)

SCHOOL_MONTHS = Table(
    "school_months",
    "Los días que un miembro asistió a clase en un mes, según un registro",
    (
        Column("school_month_id", "BIGINT", "número de la fila", low=1),
        _MEMBER,
        _SERVICE,
        Column("month", "DATE", "primer día del mes"),
        Column("days_attended", "SMALLINT", "días asistidos", low=0, high=31),
        _SOURCE,
        Column(
            "matched_by", "VARCHAR", "cómo se halló al miembro", values=("list", "dni", "linkage", "person")
        ),
        _RECORDED,
        _SUPERSEDED,
    ),
    key=("school_month_id",),
)

PROMOTIONS = Table(
    "promotions",
    "Si un miembro pasó de grado en un año escolar",
    (
        _MEMBER,
        Column("year", "SMALLINT", "año escolar", low=1990, high=2100),
        Column("is_promoted", "BOOLEAN", "pasó de grado"),
    ),
    key=("member_id", "year"),
)

REFUSALS = Table(
    "refusals",
    "Una vez en que un servicio negó o maltrató a un miembro (ficha de ocurrencia)",
    (
        Column("refusal_id", "BIGINT", "número del hecho", low=1),
        _MEMBER,
        _SERVICE,
        Column("refused_on", "DATE", "día"),
        Column("kind", "VARCHAR", "qué pasó", values=("refused", "mistreated")),
    ),
    key=("refusal_id",),
)

TRAVELS = Table(
    "travels",
    "Los minutos a pie de un centro poblado a un servicio",
    (
        Column("place_id", "INTEGER", "centro poblado", refers="places.place_id"),
        _SERVICE,
        Column("minutes", "INTEGER", "minutos de ida", low=0, high=2_880),
    ),
    key=("place_id", "service_id"),
)

OUTREACHES = Table(
    "outreaches",
    "Un día en que salud visitó un centro poblado",
    (
        Column("place_id", "INTEGER", "centro poblado", refers="places.place_id"),
        Column("visited_on", "DATE", "día de la visita"),
    ),
    key=("place_id", "visited_on"),
)

BATCHES = Table(
    "batches",
    "El lote de formatos de un servicio en el período",
    (
        Column("batch_id", "BIGINT", "número del lote", low=1),
        _SERVICE,
        Column("delivered_on", "DATE", "entrega al servicio; vacío si no se entregó", is_nullable=True),
        Column("collected_on", "DATE", "recojo; vacío si no volvió", is_nullable=True),
        Column(
            "state",
            "VARCHAR",
            "estado al corte",
            values=("planned", "generated", "delivered", "signed", "collected", "accepted", "closed", "lost"),
        ),
    ),
    key=("batch_id",),
)

FORM_ROWS = Table(
    "form_rows",
    "La fila de un miembro en un formato del período",
    (
        Column("form_row_id", "BIGINT", "número de la fila", low=1),
        Column("batch_id", "BIGINT", "lote", refers="batches.batch_id"),
        _MEMBER,
        Column("filled_by", "VARCHAR", "quién llenó", values=("service", "microred", "gestor")),
        Column("is_signed", "BOOLEAN", "firmada por quien figura en un Formato 01 vigente"),
        Column("reason", "VARCHAR", "motivo anotado si no cumplió", is_nullable=True, values=REASONS),
        Column("has_proof", "BOOLEAN", "el motivo trae constancia"),
        _RECORDED,
        _SUPERSEDED,
    ),
    key=("form_row_id",),
)

CONTACTS = Table(
    "contacts",
    "Un intento de contacto del gestor con un hogar",
    (
        Column("contact_id", "BIGINT", "número del contacto", low=1),
        Column("household_id", "BIGINT", "hogar", refers="households.household_id"),
        Column("contacted_on", "DATE", "día"),
        Column("outcome", "VARCHAR", "qué pasó", values=("met", "absent", "message")),
    ),
    key=("contact_id",),
)

TALKS = Table(
    "talks",
    "La asistencia de un hogar a una sesión educativa; se informa, nunca condiciona el pago",
    (
        Column("household_id", "BIGINT", "hogar", refers="households.household_id"),
        Column("held_on", "DATE", "día"),
    ),
    key=("household_id", "held_on"),
)

EXCEPTIONS = Table(
    "exceptions",
    "Una excepción pedida para un miembro en el período",
    (
        Column("exception_id", "BIGINT", "número de la excepción", low=1),
        _MEMBER,
        Column("reason", "VARCHAR", "causa del catálogo", values=REASONS),
        Column("since", "DATE", "primer día que cubre"),
        Column("until", "DATE", "primer día que no cubre"),
        Column(
            "state",
            "VARCHAR",
            "estado al corte",
            values=("drafted", "zone_approved", "approved", "rejected"),
        ),
    ),
    key=("exception_id",),
    spans=(("since", "until"),),
)

TABLES = (
    ASSIGNMENTS,
    ATTENDANCES,
    VACCINATIONS,
    MEASUREMENTS,
    SCHOOL_ENROLMENTS,
    SCHOOL_MONTHS,
    PROMOTIONS,
    REFUSALS,
    TRAVELS,
    OUTREACHES,
    BATCHES,
    FORM_ROWS,
    CONTACTS,
    TALKS,
    EXCEPTIONS,
)
