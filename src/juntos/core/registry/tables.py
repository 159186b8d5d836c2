"""The padrón: households of the programme, their target members, and their pregnancies."""

from juntos.core.steps import Column, Table

HOUSEHOLDS = Table(
    "households",
    "Un hogar adscrito",
    (
        Column("household_id", "BIGINT", "código del hogar", low=1),
        Column("place_id", "INTEGER", "centro poblado donde vive", refers="places.place_id"),
        Column("poverty_class", "VARCHAR", "clase del SISFOH", values=("extreme", "poor", "not_poor")),
        Column("class_until", "DATE", "día en que vence la clasificación", is_nullable=True),
        Column("affiliated_on", "DATE", "día de afiliación", is_nullable=True),
        Column("agreement_on", "DATE", "firma del acuerdo de compromiso", is_nullable=True),
        Column("titular_id", "BIGINT", "código del titular", is_nullable=True, low=1),
        Column("gestor_id", "INTEGER", "gestor local que lo acompaña", is_nullable=True, low=1),
        Column("language", "VARCHAR", "lengua del hogar", values=("es", "qu")),
        Column("left_on", "DATE", "primer día fuera del programa", is_nullable=True),
        Column(
            "left_reason",
            "VARCHAR",
            "por qué salió",
            is_nullable=True,
            values=("no-target-member", "class", "moved", "death", "voluntary", "graduation"),
        ),
    ),
    key=("household_id",),
    spans=(("affiliated_on", "left_on"),),
)

MEMBERS = Table(
    "members",
    "Un miembro objetivo: niña o niño, o gestante",
    (
        Column("member_id", "BIGINT", "código del miembro", low=1),
        Column("household_id", "BIGINT", "su hogar", refers="households.household_id"),
        Column("birth_on", "DATE", "fecha de nacimiento", low="1900-01-01"),
        Column("sex", "VARCHAR", "sexo", values=("f", "m")),
        Column("joined_on", "DATE", "día en que entró al padrón"),
        Column("left_on", "DATE", "primer día fuera del hogar", is_nullable=True),
        Column(
            "left_reason",
            "VARCHAR",
            "por qué salió",
            is_nullable=True,
            values=("moved", "death", "other-household", "age"),
        ),
        Column("has_dni", "BOOLEAN", "tiene DNI"),
        Column("has_sis", "BOOLEAN", "afiliado al SIS"),
    ),
    key=("member_id",),
    spans=(("joined_on", "left_on"),),
)

PREGNANCIES = Table(
    "pregnancies",
    "Un embarazo de un miembro",
    (
        Column("pregnancy_id", "BIGINT", "número del embarazo", low=1),
        Column("member_id", "BIGINT", "la gestante", refers="members.member_id"),
        Column("last_menstruation_on", "DATE", "fecha de última regla"),
        Column("detected_on", "DATE", "día en que se supo"),
        Column("ended_on", "DATE", "día en que terminó", is_nullable=True),
        Column(
            "outcome",
            "VARCHAR",
            "cómo terminó",
            is_nullable=True,
            values=("live-birth", "stillbirth", "loss"),
        ),
    ),
    key=("pregnancy_id",),
    spans=(("detected_on", "ended_on"),),
)

PADRON_ERRORS = Table(
    "padron_errors",
    "Un error del padrón o de la lista nominal, reconocido por el programa",
    (
        Column("padron_error_id", "BIGINT", "número del hecho", low=1),
        Column("member_id", "BIGINT", "miembro", refers="members.member_id"),
        Column("kind", "VARCHAR", "qué error", values=("not-in-list", "wrong-list", "moved-unrecorded")),
        Column("since", "DATE", "desde cuándo"),
        Column("until", "DATE", "primer día corregido", is_nullable=True),
    ),
    key=("padron_error_id",),
    spans=(("since", "until"),),
)

TABLES = (HOUSEHOLDS, MEMBERS, PREGNANCIES, PADRON_ERRORS)
