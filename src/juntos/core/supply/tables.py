"""What the State offers: clinics and schools, the days they serve, and the days they could not."""

from juntos.core.steps import Column, Table

SECTORS = ("health", "education")

SERVICES = Table(
    "services",
    "Un establecimiento de salud (EESS) o institución educativa (IIEE), con su jerarquía al corte",
    (
        Column("service_id", "INTEGER", "número del servicio en el corte", low=1),
        Column("code", "VARCHAR", "código RENIPRESS o código modular"),
        Column("name", "VARCHAR", "nombre"),
        Column("sector", "VARCHAR", "sector", values=SECTORS),
        Column("kind", "VARCHAR", "puesto, centro, hospital; inicial, primaria, secundaria"),
        Column("district", "VARCHAR", "UBIGEO de su distrito", refers="districts.district"),
        Column("network", "VARCHAR", "microred (salud) o UGEL (educación)"),
        Column("directorate", "VARCHAR", "DIRESA o dirección subregional; DRE"),
        Column("latitude", "DOUBLE", "latitud", is_nullable=True, low=-90, high=90),
        Column("longitude", "DOUBLE", "longitud", is_nullable=True, low=-180, high=180),
    ),
    key=("service_id",),
)

SERVICE_MONTHS = Table(
    "service_months",
    "Los días de servicio (de clase, de atención) que el calendario de un servicio prevé en un mes",
    (
        Column("service_id", "INTEGER", "servicio", refers="services.service_id"),
        Column("month", "DATE", "primer día del mes"),
        Column("days", "SMALLINT", "días de servicio previstos", low=0, high=31),
    ),
    key=("service_id", "month"),
)

VISIT_DAYS = Table(
    "visit_days",
    "Un día en que un EESS cita a los usuarios del programa (los 4 y 14 de cada mes, L2901-2905)",
    (
        Column("service_id", "INTEGER", "servicio", refers="services.service_id"),
        Column("visit_on", "DATE", "día de cita"),
    ),
    key=("service_id", "visit_on"),
)

CLOSURES = Table(
    "closures",
    "Días seguidos, dentro de un mes, en que un servicio no atendió a nadie",
    (
        Column("closure_id", "BIGINT", "número del hecho", low=1),
        Column("service_id", "INTEGER", "servicio", refers="services.service_id"),
        Column("since", "DATE", "primer día cerrado"),
        Column("until", "DATE", "primer día abierto otra vez"),
        Column("days", "SMALLINT", "días de servicio perdidos", low=0, high=31),
        Column("kind", "VARCHAR", "causa", values=("strike", "no-staff", "disaster", "other")),
        Column("source", "VARCHAR", "quién lo informó", values=("service", "gestor", "committee", "notice")),
    ),
    key=("closure_id",),
    spans=(("since", "until"),),
)

INCIDENTS = Table(
    "incidents",
    "Días seguidos en que a un servicio abierto le faltó personal o un insumo",
    (
        Column("incident_id", "BIGINT", "número del hecho", low=1),
        Column("service_id", "INTEGER", "servicio", refers="services.service_id"),
        Column("kind", "VARCHAR", "qué faltó", values=("staff", "vaccine", "iron", "equipment")),
        Column("since", "DATE", "primer día"),
        Column("until", "DATE", "primer día repuesto"),
        Column("source", "VARCHAR", "quién lo informó", values=("service", "gestor", "committee", "notice")),
    ),
    key=("incident_id",),
    spans=(("since", "until"),),
)

TABLES = (SERVICES, SERVICE_MONTHS, VISIT_DAYS, CLOSURES, INCIDENTS)
