"""The tables of ``record/``, beside the cuts: people, staff, sheets and events to fill a store with."""

from juntos.core.access import ROLES, Reach
from juntos.core.steps import Column, Table
from juntos.core.supply import SECTORS
from juntos.sample.families import KINSHIPS
from juntos.sample.paypoint_tables import PAY_TABLES

AGE_BANDS = ("20-30", "31-40", "41-50", "51-60")
EVENT_KINDS = ("birth", "pregnancy", "death", "move", "leaving", "titular", "service", "address", "dni")
EVENT_STATES = ("proposed", "approved", "refused")
NETWORK_KINDS = ("directorate", "red", "microred", "dre", "ugel")
CONDITIONS = ("good", "fair", "bad")
WATERS = ("network", "well", "none")
HARD_REASONS = ("rain", "river", "harvest")
SUFFICIENCIES = ("sufficient", "conditional", "insufficient")

PEOPLE = Table(
    "people",
    "Una persona de un hogar que está en alguno de los seis cortes",
    (
        Column("person_id", "BIGINT", "código: el del miembro o el del titular en los cortes", low=1),
        Column("household_id", "BIGINT", "su hogar", low=1),
        Column("given_names", "VARCHAR", "nombres"),
        Column("surname1", "VARCHAR", "primer apellido"),
        Column("surname2", "VARCHAR", "segundo apellido"),
        Column("dni", "VARCHAR", "DNI inventado, 8 dígitos; nulo si no lo tiene", is_nullable=True),
        Column("birth_on", "DATE", "fecha de nacimiento", low="1900-01-01"),
        Column("sex", "VARCHAR", "sexo", values=("f", "m")),
        Column("kinship", "VARCHAR", "parentesco; los abuelos son los padres del titular", values=KINSHIPS),
        Column("is_target", "BOOLEAN", "es miembro objetivo en algún corte"),
        Column("joined_on", "DATE", "día en que entró al padrón"),
        Column("phone", "VARCHAR", "teléfono inventado", is_nullable=True),
    ),
    key=("person_id",),
)

HOUSEHOLDS = Table(
    "households",
    "De dónde vino un hogar de los cortes, y dónde se le halla",
    (
        Column("household_id", "BIGINT", "código del hogar", low=1),
        Column("sisfoh_list", "VARCHAR", "lista del SISFOH en que vino"),
        Column("sisfoh_line", "INTEGER", "línea de esa lista", low=1),
        Column("sisfoh_score", "DOUBLE", "puntaje; menor es más pobre", low=0, high=100),
        Column("classified_on", "DATE", "día de la clasificación"),
        Column("address", "VARCHAR", "dirección"),
        Column("phone", "VARCHAR", "teléfono inventado", is_nullable=True),
    ),
    key=("household_id",),
)

STAFF = Table(
    "staff",
    "Una cuenta: el equipo regional y una de cada papel",
    (
        Column("login", "VARCHAR", "nombre de la cuenta"),
        Column("full_name", "VARCHAR", "nombres y apellidos inventados"),
        Column("role", "VARCHAR", "papel", values=tuple(ROLES)),
        Column("scope_kind", "VARCHAR", "qué acota su alcance", values=tuple(reach.value for reach in Reach)),
        Column("scope_codes", "VARCHAR", "códigos de su ámbito, separados por ;", is_nullable=True),
        Column("sex", "VARCHAR", "sexo", values=("f", "m")),
        Column("age_band", "VARCHAR", "grupo de edad (Tabla 11)", is_nullable=True, values=AGE_BANDS),
        Column("staff_number", "INTEGER", "número del gestor en los cortes", is_nullable=True, low=1),
        Column("since", "DATE", "desde qué día"),
        Column("until", "DATE", "primer día fuera del puesto", is_nullable=True),
    ),
    key=("login",),
    spans=(("since", "until"),),
)

GESTOR_POSTS = Table(
    "gestor_posts",
    "Un centro poblado que el puesto de un gestor acompaña",
    (
        Column("staff_number", "INTEGER", "número del gestor en los cortes", low=1),
        Column("place_id", "INTEGER", "centro poblado"),
        Column("since", "DATE", "desde qué día"),
        Column("until", "DATE", "primer día sin gestor", is_nullable=True),
    ),
    key=("place_id", "since"),
    spans=(("since", "until"),),
)

ZONES = Table(
    "zones",
    "Un distrito y la zona a la que pertenece",
    (
        Column("zone", "VARCHAR", "código de la zona"),
        Column("name", "VARCHAR", "nombre de la zona"),
        Column("district", "VARCHAR", "UBIGEO del distrito"),
    ),
    key=("district",),
)

NETWORKS = Table(
    "networks",
    "Un nivel del que dependen servicios: DIRESA, red, microred; DRE, UGEL",
    (
        Column("code", "VARCHAR", "código"),
        Column("name", "VARCHAR", "nombre, el de los servicios en los cortes"),
        Column("kind", "VARCHAR", "nivel", values=NETWORK_KINDS),
        Column("sector", "VARCHAR", "sector", values=SECTORS),
        Column("parent", "VARCHAR", "código del nivel de encima", is_nullable=True),
    ),
    key=("code",),
)

CAPACITIES = Table(
    "capacities",
    "La ficha de oferta de un servicio en un año (FRM-20)",
    (
        Column("service_id", "INTEGER", "servicio", low=1),
        Column("year", "SMALLINT", "año"),
        Column("assessed_on", "DATE", "día de la evaluación"),
        Column("assessed_by", "VARCHAR", "cuenta de quien evaluó"),
        Column("doctors", "SMALLINT", "médicos", is_nullable=True, low=0),
        Column("nurses", "SMALLINT", "enfermeras", is_nullable=True, low=0),
        Column("midwives", "SMALLINT", "obstetras", is_nullable=True, low=0),
        Column("technicians", "SMALLINT", "técnicos de enfermería", is_nullable=True, low=0),
        Column("teachers", "SMALLINT", "docentes", is_nullable=True, low=0),
        Column("classrooms", "SMALLINT", "aulas en uso", is_nullable=True, low=0),
        Column("hours_week", "SMALLINT", "horas de atención o de clase a la semana", low=0, high=168),
        Column("equipment", "VARCHAR", "equipos que tiene, separados por ;"),
        Column("supplies", "VARCHAR", "insumos que tiene, separados por ;"),
        Column("infrastructure", "VARCHAR", "lo que el local tiene y funciona, separado por ;"),
        Column("condition", "VARCHAR", "estado del local", values=CONDITIONS),
        Column("water", "VARCHAR", "agua", values=WATERS),
    ),
    key=("service_id", "year"),
)

ACCESS_CALENDARS = Table(
    "access_calendars",
    "Un mes del año en un centro poblado, y si cuesta salir de él (FND-05)",
    (
        Column("place_id", "INTEGER", "centro poblado"),
        Column("month", "SMALLINT", "mes del año", low=1, high=12),
        Column("is_hard", "BOOLEAN", "cuesta salir"),
        Column("reason", "VARCHAR", "por qué", is_nullable=True, values=HARD_REASONS),
    ),
    key=("place_id", "month"),
)

EVENTS = Table(
    "events",
    "Un cambio del padrón que un gestor propuso, y quién lo aprobó",
    (
        Column("event_id", "BIGINT", "número del hecho", low=1),
        Column("household_id", "BIGINT", "hogar", low=1),
        Column("person_id", "BIGINT", "persona, si es de una", is_nullable=True, low=1),
        Column("kind", "VARCHAR", "qué cambió", values=EVENT_KINDS),
        Column("happened_on", "DATE", "día en que ocurrió"),
        Column("facts", "VARCHAR", "lo que cada clase pide: un objeto JSON"),
        Column("state", "VARCHAR", "estado", values=EVENT_STATES),
        Column("proposed_on", "DATE", "día de la propuesta"),
        Column("proposed_by", "VARCHAR", "cuenta que propuso"),
        Column("decided_on", "DATE", "día de la decisión", is_nullable=True),
        Column("decided_by", "VARCHAR", "cuenta que decidió", is_nullable=True),
    ),
    key=("event_id",),
)

REPRESENTATIVES = Table(
    "representatives",
    "Quien puede firmar por un servicio (Formato Salud 01)",
    (
        Column("representative_id", "INTEGER", "número", low=1),
        Column("service_id", "INTEGER", "servicio", low=1),
        Column("name", "VARCHAR", "nombres y apellidos inventados"),
        Column("dni", "VARCHAR", "DNI inventado, 8 dígitos"),
        Column("post", "VARCHAR", "cargo"),
        Column("since", "DATE", "desde qué día"),
        Column("until", "DATE", "primer día en que ya no firma", is_nullable=True),
        Column("document", "VARCHAR", "documento de designación"),
    ),
    key=("representative_id",),
    spans=(("since", "until"),),
)

RECORD_TABLES = (
    PEOPLE,
    HOUSEHOLDS,
    STAFF,
    GESTOR_POSTS,
    ZONES,
    NETWORKS,
    CAPACITIES,
    ACCESS_CALENDARS,
    EVENTS,
    *PAY_TABLES,
    REPRESENTATIVES,
)

SUFFICIENCY = Table(
    "sufficiency",
    "La verdad oculta: qué se quiso que dijera cada ficha de oferta",
    (
        Column("service_id", "INTEGER", "servicio"),
        Column("year", "SMALLINT", "año"),
        Column("members", "INTEGER", "miembros asignados entonces"),
        Column("meant", "VARCHAR", "lo que se quiso", values=SUFFICIENCIES),
    ),
    key=("service_id", "year"),
)
