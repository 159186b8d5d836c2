"""On schedule or not: CRED, vaccines and prenatal controls, apart from payment (DOMAIN 4.1 to 4.3)."""

from datetime import date

from juntos.core.coresponsibility.schedules import cred
from juntos.core.coresponsibility.schedules.tables import (
    CRED_CALENDAR,
    controls_of,
)
from juntos.core.periods import parse_period
from juntos.programme import tables as law
from tests.spec.coresponsibility.standings import Case, by_steps, cases_of, decided
from tests.spec.rule import Reading, Rule

BIMESTER = "2011-3"  # May and June 2011: the cut is on 30 June
FOUR = ("2011-02-20", "2011-03-16", "2011-04-16", "2011-05-16")
CRED = (
    Case("Cuatro controles a tiempo", "complete 4/4 > 2011-06-16", "2011-02-16", FOUR),
    Case(
        "El plazo del quinto cierra el día del corte", "missing 4/5 cred-5 > 2011-07-15", "2011-02-15", FOUR
    ),
    Case(
        "El quinto, el último día de su plazo",
        "complete 5/5 > 2011-07-15",
        "2011-02-15",
        (*FOUR, "2011-06-30"),
    ),
    Case(
        "El segundo, el último día de su plazo",
        "complete 4/4 > 2011-06-16",
        "2011-02-16",
        ("2011-02-20", "2011-03-31", "2011-04-16", "2011-05-16"),
    ),
    Case(
        "El segundo, un día después de su plazo",
        "late 3/4 cred-2 > 2011-06-16",
        "2011-02-16",
        ("2011-02-20", "2011-04-01", "2011-04-16", "2011-05-16"),
    ),
    Case("Ningún control", "missing 0/4 cred-1 > 2011-06-16", "2011-02-16"),
    Case(
        "El mismo día en dos registros es un control",
        "missing 4/5 cred-5 > 2011-07-15",
        "2011-02-15",
        (*FOUR, "2011-05-16"),
    ),
    Case(
        "Con 14 días entre dos, antes de los 6 meses",
        "complete 2/2 > 2011-06-16",
        "2011-04-16",
        ("2011-04-20", "2011-05-04"),
    ),
    Case(
        "Con 13 días entre dos, antes de los 6 meses",
        "missing 1/2 cred-2 > 2011-06-16",
        "2011-04-16",
        ("2011-04-20", "2011-05-03"),
    ),
    Case(
        "Cerca de uno que no cuenta, lejos del que cuenta",
        "complete 2/2 > 2011-06-16",
        "2011-04-16",
        ("2011-04-20", "2011-04-30", "2011-05-06"),
    ),
    Case(
        "Con 21 días, el día en que cumple 6 meses",
        "complete 7/7 > 2011-06-16",
        "2010-11-16",
        ("2010-11-20", "2010-12-16", "2011-01-16", "2011-02-16", "2011-03-16", "2011-04-25", "2011-05-16"),
    ),
    Case(
        "Con 20 días, el día en que cumple 6 meses",
        "missing 6/7 cred-7 > 2011-06-16",
        "2010-11-16",
        ("2010-11-20", "2010-12-16", "2011-01-16", "2011-02-16", "2011-03-16", "2011-04-26", "2011-05-16"),
    ),
    Case("Un control de antes de nacer", "missing 0/1 cred-1 > 2011-06-16", "2011-05-16", ("2011-05-15",)),
    Case("Un control de después del corte", "missing 0/1 cred-1 > 2011-06-16", "2011-05-16", ("2011-07-01",)),
    Case("Recién nacida, dentro del primer plazo", "nothing-due 0/0 > 2011-06-20", "2011-06-20"),
    Case("Recién nacida, ya controlada", "nothing-due 0/0 > 2011-07-20", "2011-06-20", ("2011-06-24",)),
)
NEWBORN = (
    Case(
        "Cada control en su día",
        "complete 6/6 > 2020-01-10",
        "2019-10-10",
        ("2019-10-13", "2019-10-17", "2019-10-24", "2019-10-31", "2019-11-10", "2019-12-10"),
    ),
    Case(
        "Dos a 3 días: cuenta uno, y los demás llegan tarde",
        "late 1/6 cred-2 > 2020-01-10",
        "2019-10-10",
        ("2019-10-14", "2019-10-17", "2019-10-24", "2019-10-31", "2019-11-10", "2019-12-10"),
    ),
)
BIRTH = ("bcg-1 2011-03-31", "hvb-1 2011-03-31")
TWO_MONTHS = ("pentavalente-1", "polio-1", "rotavirus-1", "neumococo-1")
FOUR_MONTHS = ("pentavalente-2", "polio-2", "rotavirus-2", "neumococo-2")


def given_on(on: str, *doses: str) -> tuple[str, ...]:
    return tuple(f"{dose} {on}" for dose in doses)


VACCINES = (
    Case(
        "Todas las de los 2 meses",
        "complete 6/6 > 2011-07-01",
        "2011-03-01",
        doses=(*BIRTH, *given_on("2011-05-02", *TWO_MONTHS)),
    ),
    Case(
        "Las de los 2 meses, el día del corte",
        "complete 6/6 > 2011-07-01",
        "2011-03-01",
        doses=(*BIRTH, *given_on("2011-06-30", *TWO_MONTHS)),
    ),
    Case(
        "Las de los 2 meses, después del corte",
        "missing 2/6 neumococo-1 > 2011-07-01",
        "2011-03-01",
        doses=(*BIRTH, *given_on("2011-07-01", *TWO_MONTHS)),
    ),
    Case(
        "Falta una",
        "missing 5/6 polio-1 > 2011-07-01",
        "2011-03-01",
        doses=(*BIRTH, *given_on("2011-05-02", "pentavalente-1", "rotavirus-1", "neumococo-1")),
    ),
    Case("Ninguna", "missing 0/6 bcg-1 > 2011-07-01", "2011-03-01"),
    Case(
        "La gracia de los 2 meses acaba el día del corte",
        "missing 2/6 neumococo-1 > 2011-07-31",
        "2011-03-31",
        doses=BIRTH,
    ),
    Case(
        "La gracia de los 2 meses acaba al día siguiente",
        "complete 2/2 > 2011-06-01",
        "2011-04-01",
        doses=given_on("2011-04-02", "bcg-1", "hvb-1"),
    ),
)
TURN = (
    Case(
        "Cumple 6 meses con el esquema de 2022, que a esa edad pide influenza",
        "missing 12/13 influenza-1 > 2022-02-10",
        "2021-07-10",
        doses=(
            *given_on("2021-07-11", "bcg-1", "hvb-1"),
            *given_on("2021-09-10", *TWO_MONTHS),
            *given_on("2021-11-10", *FOUR_MONTHS),
            *given_on("2022-01-10", "pentavalente-3", "polio-3"),
        ),
    ),
    Case(
        "Cumplió 6 meses con el de 2009 y cumple 7 con el de 2022: ninguno le pide la primera de influenza",
        "complete 13/13 > 2022-06-10",
        "2021-06-10",
        doses=(
            *given_on("2021-06-11", "bcg-1", "hvb-1"),
            *given_on("2021-08-10", *TWO_MONTHS),
            *given_on("2021-10-10", *FOUR_MONTHS),
            *given_on("2021-12-10", "pentavalente-3", "polio-3"),
            *given_on("2022-01-10", "influenza-2"),
        ),
    ),
)
SIX = ("2010-11-05", "2010-12-05", "2011-01-05", "2011-02-05", "2011-03-05", "2011-04-05")
PRENATAL = (
    Case(
        "Cumple 22 semanas el día del corte, con 2 controles",
        "complete 2/2 > 2011-07-14",
        seen=("2011-03-10", "2011-05-10"),
        pregnant=("2011-01-27", None, None),
    ),
    Case(
        "Cumple 22 semanas el día del corte, con 1 control",
        "missing 1/2 prenatal-2 > 2011-07-14",
        seen=("2011-03-10",),
        pregnant=("2011-01-27", None, None),
    ),
    Case(
        "Dos registros del mismo día son un control",
        "missing 1/2 prenatal-2 > 2011-07-14",
        seen=("2011-03-10", "2011-03-10"),
        pregnant=("2011-01-27", None, None),
    ),
    Case(
        "Cumple 22 semanas al día siguiente",
        "nothing-due 0/0 > 2011-07-01",
        pregnant=("2011-01-28", None, None),
    ),
    Case(
        "Con un control de más, lo siguiente es el de las 32 semanas",
        "complete 3/2 > 2011-09-08",
        seen=("2011-02-10", "2011-03-10", "2011-05-10"),
        pregnant=("2011-01-27", None, None),
    ),
    Case(
        "Un control de antes del embarazo no cuenta",
        "missing 1/2 prenatal-2 > 2011-07-14",
        seen=("2011-01-26", "2011-03-10"),
        pregnant=("2011-01-27", None, None),
    ),
    Case(
        "Parto, con 6 controles",
        "complete 6/6",
        seen=SIX,
        pregnant=("2010-09-15", "2011-06-15", "live-birth"),
    ),
    Case(
        "Parto, con 5 controles",
        "missing 5/6 prenatal-6",
        seen=SIX[1:],
        pregnant=("2010-09-15", "2011-06-15", "live-birth"),
    ),
    Case("Pérdida del embarazo: no se mira", "", seen=SIX[:1], pregnant=("2010-09-15", "2011-05-15", "loss")),
)
SETTLED = (
    ("cred", BIMESTER, CRED),
    ("cred", "2019-6", NEWBORN),
    ("vaccines", BIMESTER, VACCINES),
    ("vaccines", "2022-1", TURN),
    ("prenatal", BIMESTER, PRENATAL),
)


APART = "Estar al día y cobrar son dos cosas: esto no decide ningún pago, y ningún pago decide esto."
RULES = (
    Rule(
        slug="cred-al-dia",
        title="CRED al día",
        sentence=(
            "Un niño menor de 6 años está al día en sus controles de crecimiento y desarrollo si, para cada "
            "control cuyo plazo ya cerró, tenía entonces tantos como le tocaban, contados desde que "
            "nació. Un control adelantado sirve; uno tardío ya no cambia el plazo perdido. Dos controles muy "
            f"seguidos cuentan como uno. Sirve cualquier registro de salud. {APART}"
        ),
        parameters=(
            "coresponsibility.cred_calendar",
            "coresponsibility.cred_spacing_days_infant",
            "coresponsibility.cred_spacing_days",
        ),
        contradictions=("C2",),
        readings=(
            Reading(
                "En 2009: 12 controles antes de cumplir un año, 6 de 12 a 23 meses y 4 de 24 a 35; el "
                "primero toca "
                "al nacer",
                "S",
                "Vargas Machuca 2014, L2897-2901",
            ),
            Reading(
                "En 2009: 4 al año de 36 a 59 meses; de 60 a 71 no hay calendario", "K", "Sin norma leída"
            ),
            Reading("En 2017: todos sus números", "K", "NTS 137-MINSA/2017/DGIESP (P41)"),
            Reading(
                "En 2025: tres controles en el primer mes, dos al año de 2 a 4 años",
                "P",
                "P37, gob.pe (RM 682-2025-MINSA)",
            ),
            Reading("En 2025: los de 1 a 23 meses", "K", "No constan en lo que se pudo leer de la norma"),
            Reading("La tolerancia es de 15 días (menos en el recién nacido)", "D", "Diseño del sistema"),
            Reading(
                "El plazo de un control cierra los días de tolerancia después de su fecha",
                "D",
                "Diseño del sistema",
            ),
            Reading(
                "La separación se mide desde el último control que contó; un control que no contó no se "
                "toma en "
                "cuenta para medir la separación",
                "D",
                "Diseño del sistema",
            ),
            Reading(
                "Si el propio calendario pide controles más seguidos (los del recién nacido, desde 2017), "
                "basta la menor distancia que él mismo pone, hasta que cierra el último de esos plazos",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            cases_of("Calendario de 2009, corte el 30/06/2011", "Nació", CRED),
            cases_of("Calendario de 2017, corte el 31/12/2019", "Nació", NEWBORN),
        ),
    ),
    Rule(
        slug="vacunas-al-dia",
        title="Vacunas al día",
        sentence=(
            "Un niño menor de 6 años está al día en sus vacunas si consta cada dosis cuya edad y días de "
            "gracia ya pasaron. Cada dosis se pide según el esquema que regía el día en que tocaba. Una "
            f"dosis puesta tarde está puesta. {APART}"
        ),
        readings=(
            Reading("Los días de gracia después de la edad de cada dosis", "D", "Diseño del sistema"),
            Reading("Son 30 días de gracia en todas las dosis", "D", "Diseño del sistema"),
            Reading("Las dosis del esquema de 2009", "K", "RM 457-2009 y siguientes"),
            Reading("Las dosis del esquema de 2022", "K", "NTS 196-MINSA/DGIESP-2022 (P44)"),
            Reading(
                "Entre los dos no se usan los esquemas de 2011 (RM 070-2011), 2013 (RM 510-2013) ni "
                "2018; el de "
                "2022 se aplica desde enero",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            cases_of("Esquema de 2009, corte el 30/06/2011", "Nació", VACCINES),
            cases_of("Entre dos esquemas, corte el 28/02/2022", "Nació", TURN),
        ),
    ),
    Rule(
        slug="controles-prenatales-al-dia",
        title="Controles prenatales al día",
        sentence=(
            "Una gestante está al día si lleva al menos los controles que ya deben tenerse con las semanas "
            "que ha completado. Si el embarazo terminó en parto durante el período, se mira el total. Si "
            f"el embarazo terminó en una pérdida, no se evalúa. {APART}"
        ),
        tables=("prenatal",),
        readings=(
            Reading("Las semanas son las completas desde la última regla", "D", "Diseño del sistema"),
            Reading("Después del parto se piden seis en total", "D", "Diseño del sistema"),
        ),
        cases=(cases_of("Corte el 30/06/2011", "Última regla", PRENATAL),),
    ),
)


def test_one_case() -> None:
    for kind, label, cases in SETTLED:
        period = parse_period(label)
        assert {c.about: decided(kind, period, c) for c in cases} == {c.about: c.answer for c in cases}


def test_all_cases_by_steps() -> None:
    for kind, label, cases in SETTLED:
        assert by_steps(kind, parse_period(label), cases) == [c.answer for c in cases]


def test_every_calendar_numbers_its_controls_in_the_order_in_which_they_close() -> None:
    for calendar in law.versions("cred_calendars"):
        rows = [r for r in law.table("cred_calendars").records() if r["calendar"] == calendar]
        controls = controls_of([[r[c] for c in CRED_CALENDAR.column_names] for r in rows])
        dues = cred.dues_of(date(2011, 1, 31), controls)
        assert [d.control for d in dues] == list(range(1, len(dues) + 1))
        closing = [d.closes_on for d in dues]
        assert closing == sorted(set(closing))
