"""The tables of schedules: what the engine is told, what is made on the way, and the result.

The three that the engine is told have the columns of the programme's own tables of calendars, doses and
prenatal controls; :func:`dose_rows` gives each dose its bit. The same rows read as what ``decide`` takes
are :func:`controls_of`, :func:`doses_of` and :func:`expected_of`.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import cast

from juntos.core.coresponsibility.schedules.cred import Control
from juntos.core.coresponsibility.schedules.prenatal import Expected
from juntos.core.coresponsibility.schedules.standing import KINDS, REASONS
from juntos.core.coresponsibility.schedules.vaccines import Dose, order_of
from juntos.core.steps import Column, Table

Cell = int | str | bool | date | None
Rows = Sequence[Sequence[Cell]]

_MEMBER = Column("member_id", "BIGINT", "miembro")
_BIRTH = Column("birth_on", "DATE", "fecha de nacimiento")
_DUE_MONTHS = Column("due_months", "INTEGER", "meses de edad en que toca", low=0)
_DUE_DAYS = Column("due_days", "INTEGER", "días después de esos meses", low=0)
_SINCE = Column("since", "DATE", "primer día en que rige")
_UNTIL = Column("until", "DATE", "primer día en que ya no rige", is_nullable=True)
_DUE_ON = Column("due_on", "DATE", "día en que toca")
_IS_DUE = Column("is_due", "BOOLEAN", "su plazo ya terminó al corte")
_CODE = Column("code", "VARCHAR", "código de lo que toca")
_BIT = Column("bit", "BIGINT", "bit de la dosis, en el orden de los esquemas", low=1)

CRED_CALENDAR = Table(
    "cred_calendar",
    "Los controles CRED del calendario vigente",
    (
        Column("control", "INTEGER", "número del control, desde 1 y sin saltos", low=1),
        _DUE_MONTHS,
        _DUE_DAYS,
        Column("tolerance_days", "INTEGER", "días antes o después que se aceptan", low=0),
    ),
    key=("control",),
)
VACCINE_DOSES = Table(
    "vaccine_doses",
    "Las dosis de todos los esquemas de vacunación",
    (
        Column("vaccine", "VARCHAR", "vacuna"),
        Column("dose", "INTEGER", "número de dosis", low=1),
        _CODE,
        _BIT,
        _SINCE,
        _UNTIL,
        _DUE_MONTHS,
        _DUE_DAYS,
        Column("grace_days", "INTEGER", "días de gracia", low=0),
    ),
    key=("vaccine", "dose", "since"),
)
PRENATAL_EXPECTED = Table(
    "prenatal_expected",
    "Los controles prenatales que ya deben tenerse al completar unas semanas de gestación",
    (
        _SINCE,
        _UNTIL,
        Column("week_until", "INTEGER", "semanas completas de gestación", low=1),
        Column("expected", "INTEGER", "controles acumulados", low=1),
    ),
    key=("since", "week_until"),
)

SCHEDULE_CHILDREN = Table(
    "schedule_children",
    "Los menores de seis años que siguen en el padrón al corte",
    (_MEMBER, _BIRTH, Column("age_months", "SMALLINT", "edad en meses al corte")),
    key=("member_id",),
)
CRED_DUES = Table(
    "cred_dues",
    "Los controles CRED que tocan a quien nació un día",
    (
        _BIRTH,
        Column("control", "INTEGER", "número del control"),
        _CODE,
        _DUE_ON,
        Column("closes_on", "DATE", "último día en que puede cumplirse"),
        _IS_DUE,
    ),
    key=("birth_on", "control"),
)
CRED_BIRTHS = Table(
    "cred_births",
    "Lo que el calendario CRED pide a quien nació un día: cuántos controles y qué tan separados",
    (
        _BIRTH,
        Column("due", "INTEGER", "controles cuyo plazo ya terminó"),
        Column("infant_until", "DATE", "día en que cumple los meses de lactante"),
        Column("close_until", "DATE", "hasta cuándo los pide más seguidos", is_nullable=True),
        Column("close_days", "INTEGER", "días que los separan hasta entonces", is_nullable=True),
    ),
    key=("birth_on",),
)
CRED_VISITS = Table(
    "cred_visits",
    "Los días en que un niño tuvo control CRED, en orden",
    (
        _MEMBER,
        _BIRTH,
        Column("attended_on", "DATE", "día"),
        Column("before_on", "DATE", "día del control anterior", is_nullable=True),
        Column("visit", "INTEGER", "número del día de control"),
        Column("spacing_days", "INTEGER", "días que deben separarlo del anterior que cuenta"),
    ),
    key=("member_id", "visit"),
)
CRED_UNCOUNTED = Table(
    "cred_uncounted",
    "Los controles CRED que no cuentan por estar muy cerca del anterior que cuenta",
    (_MEMBER, Column("visit", "INTEGER", "número del día de control")),
    key=("member_id", "visit"),
)
CRED_STANDING = Table(
    "cred_standing",
    "Lo contado de los controles CRED de un niño",
    (
        _MEMBER,
        Column("counted", "INTEGER", "controles que cuentan"),
        Column("met", "INTEGER", "controles debidos que se cumplieron en su plazo"),
        Column("late", "INTEGER", "primer control debido hecho después de su plazo", is_nullable=True),
    ),
    key=("member_id",),
)
VACCINE_DUES = Table(
    "vaccine_dues",
    "Las dosis que tocan a quien nació un día",
    (_BIRTH, _BIT, _CODE, _DUE_ON, _IS_DUE),
    key=("birth_on", "bit"),
)
VACCINE_STANDING = Table(
    "vaccine_standing",
    "Las dosis de un niño, como bits",
    (
        _MEMBER,
        _BIRTH,
        Column("age_months", "SMALLINT", "edad en meses al corte"),
        Column("due_bits", "BIGINT", "dosis cuyo plazo ya terminó"),
        Column("missing_bits", "BIGINT", "de ellas, las que faltan"),
        Column("next_bits", "BIGINT", "las que aún no vencen ni se pusieron"),
    ),
    key=("member_id",),
)
PRENATAL_CONTROLS = Table(
    "prenatal_controls",
    "El embarazo que se mira de cada gestante, con sus controles",
    (
        _MEMBER,
        Column("last_menstruation_on", "DATE", "fecha de última regla"),
        Column("ended_on", "DATE", "día en que terminó, si fue en el período", is_nullable=True),
        Column("age_months", "SMALLINT", "edad en meses al corte"),
        Column("done", "INTEGER", "controles"),
    ),
    key=("member_id",),
)

PRENATAL_STANDING = Table(
    "prenatal_standing",
    "Los controles que ya debía tener cada gestante y los que lleva",
    (
        _MEMBER,
        Column("age_months", "SMALLINT", "edad en meses al corte"),
        Column("due", "INTEGER", "controles que ya debía tener"),
        Column("done", "INTEGER", "controles que lleva"),
        Column("next_due_on", "DATE", "hasta cuándo tiene para el siguiente", is_nullable=True),
    ),
    key=("member_id",),
)

SCHEDULES = Table(
    "schedules",
    "Si cada niño y cada gestante está al día; no decide ningún pago",
    (
        _MEMBER,
        Column("kind", "VARCHAR", "qué calendario", values=KINDS),
        Column("age_months", "SMALLINT", "edad en meses al corte"),
        Column("due", "INTEGER", "controles o dosis que ya debía tener"),
        Column("done", "INTEGER", "los debidos que cumplió; de la gestante, los que lleva"),
        Column("is_on_schedule", "BOOLEAN", "está al día"),
        Column("reason", "VARCHAR", "por qué", values=REASONS),
        Column("missing", "VARCHAR", "lo primero que falta o se hizo tarde", is_nullable=True),
        Column("next_due_on", "DATE", "cuándo le toca lo siguiente", is_nullable=True),
    ),
    key=("member_id", "kind"),
)


DOSE_COLUMNS = tuple(f.name for f in fields(Dose))


def controls_of(rows: Rows) -> tuple[Control, ...]:
    """The controls of a calendar, from rows with the columns of ``cred_calendar``."""
    return tuple(Control(*cast("tuple[int, int, int, int]", row)) for row in rows)


def expected_of(rows: Rows) -> tuple[Expected, ...]:
    """The prenatal controls, from rows with the columns of ``prenatal_expected``."""
    return tuple(Expected(*cast("tuple[date, date | None, int, int]", row)) for row in rows)


def doses_of(rows: Rows) -> tuple[Dose, ...]:
    """The doses of every schedule, from rows with ``DOSE_COLUMNS``."""
    return tuple(Dose(*cast("tuple[str, int, date, date | None, int, int, int]", row)) for row in rows)


def dose_rows(doses: Sequence[Dose]) -> Rows:
    """The rows of ``vaccine_doses``: each dose with its code and its bit, the first due the lowest."""
    bits = {code: 1 << place for place, code in enumerate(order_of(doses))}
    return tuple(
        (d.vaccine, d.dose, d.code, bits[d.code], d.since, d.until, d.due_months, d.due_days, d.grace_days)
        for d in doses
    )
