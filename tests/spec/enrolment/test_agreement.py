"""The agreement: what it needs to be valid, and who signs again when its text changes."""

from dataclasses import dataclass, replace
from datetime import date

from juntos.core.enrolment.agreement import (
    Agreement,
    Signatory,
    TextVersion,
    lacks,
    text_on,
    to_sign_again,
)
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, day, said_day

TODAY = date(2014, 6, 1)
FIRST = TextVersion("2010", date(2010, 1, 1))
CORRECTED = TextVersion("2012", date(2012, 1, 1), is_signed_again=False)
NEW = TextVersion("2014", date(2014, 4, 1))
VERSIONS = (NEW, FIRST, CORRECTED)
HOUSEHOLD = Signatory(titular_id=1, member_ids=frozenset({11, 12}))
BOTH = frozenset({11, 12})
GOOD = Agreement(100, "2014", date(2014, 5, 2), "fingerprint", 1, BOTH, BOTH)


@dataclass(frozen=True)
class Brought:
    """An agreement as it comes from the field, and everything that it lacks."""

    about: str
    agreement: Agreement
    answer: tuple[str, ...] = ()
    household: Signatory = HOUSEHOLD


BROUGHT = (
    Brought("Completo, con huella", GOOD),
    Brought("Completo, con firma", replace(GOOD, signature="signature")),
    Brought("Sin firma ni fecha", replace(GOOD, signature="", signed_on=None), ("not-signed",)),
    Brought("Firmado hoy", replace(GOOD, signed_on=TODAY)),
    Brought("Con fecha de mañana", replace(GOOD, signed_on=date(2014, 6, 2)), ("signed-in-future",)),
    Brought("Lo firmó la abuela", replace(GOOD, signed_by=7), ("not-by-titular",)),
    Brought(
        "El hogar no tiene titular",
        replace(GOOD, signed_by=None),
        ("not-by-titular", "no-titular"),
        Signatory(None, BOTH),
    ),
    Brought(
        "El texto de 2012, el último día en que regía",
        replace(GOOD, version="2012", signed_on=date(2014, 3, 31)),
    ),
    Brought(
        "El texto de 2012, el primer día del nuevo",
        replace(GOOD, version="2012", signed_on=date(2014, 4, 1)),
        ("text-not-in-force",),
    ),
    Brought(
        "Un texto que nadie aprobó", replace(GOOD, version="2013"), ("text-unknown", "text-not-in-force")
    ),
    Brought(
        "Antes del primer texto",
        replace(GOOD, version="2010", signed_on=date(2009, 12, 31)),
        ("text-not-in-force",),
    ),
    Brought("No dice qué le toca a uno", replace(GOOD, duties=frozenset({11})), ("duty-missing",)),
    Brought("No dice el servicio de uno", replace(GOOD, services=frozenset({12})), ("service-missing",)),
    Brought("Dice de más: también a quien ya salió", replace(GOOD, duties=BOTH | {13})),
    Brought("Un hogar sin miembros objetivo", GOOD, ("no-member",), Signatory(1, frozenset())),
)


@dataclass(frozen=True)
class Again:
    """What a household signed and when, and whether it signs again by a day."""

    about: str
    version: str
    signed: str
    on: str
    answer: bool


AGAIN = (
    Again("Firmó el de 2010; rige el de 2014", "2010", "2010-05-01", "2014-04-01", answer=True),
    Again("Un día antes de que rija", "2010", "2010-05-01", "2014-03-31", answer=False),
    Again("Firmó el de 2010; el de 2012 es una corrección", "2010", "2010-05-01", "2013-01-01", answer=False),
    Again("Firmó el de 2012; rige el de 2014", "2012", "2012-05-01", "2014-06-01", answer=True),
    Again("Firmó el de 2014", "2014", "2014-04-01", "2014-06-01", answer=False),
    Again("Firmó uno que no se conoce", "antiguo", "2008-05-01", "2014-06-01", answer=True),
)

RULES = (
    Rule(
        slug="acuerdo-de-compromiso",
        title="El acuerdo de compromiso",
        sentence=(
            "Lo firma el titular, con el texto vigente ese día, y dice qué le toca a cada miembro y en qué "
            "servicio. Cuando cambia el texto, quien firmó uno anterior firma otra vez, salvo que sea una "
            "corrección."
        ),
        has_step=False,
        readings=(
            Reading("El hogar suscribe un acuerdo", "S", "Vargas Machuca 2014, L228-231, L2926-2932"),
            Reading("Vale la huella como la firma", "D", "Diseño del sistema"),
            Reading("Una corrección del texto no pide otra firma", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "Acuerdos traídos del campo; hay textos de 2010, 2012 y abril de 2014",
                ("Acuerdo", "Qué le falta"),
                tuple(
                    (b.about, " ".join(said("agreement", code) for code in b.answer) or "**nada**")
                    for b in BROUGHT
                ),
            ),
            Cases(
                "Quién firma otra vez",
                ("Caso", "Firmó", "El día", "Firma otra vez"),
                tuple(
                    (a.about, said_day(a.signed), said_day(a.on), "**sí**" if a.answer else "no")
                    for a in AGAIN
                ),
            ),
        ),
    ),
)


def test_what_it_lacks() -> None:
    found = {b.about: lacks(b.agreement, b.household, VERSIONS, TODAY) for b in BROUGHT}
    assert found == answered(BROUGHT, "answer")


def test_who_signs_again() -> None:
    found = {}
    for a in AGAIN:
        signed = replace(GOOD, version=a.version, signed_on=day(a.signed))
        found[a.about] = to_sign_again((signed,), VERSIONS, day(a.on)) == (100,)
    assert found == answered(AGAIN, "answer")


def test_the_last_agreement_counts() -> None:
    old = replace(GOOD, version="2010", signed_on=date(2010, 5, 1))
    unsigned = replace(GOOD, household_id=50, version="2010", signed_on=None)
    other = replace(old, household_id=70)
    assert to_sign_again((GOOD, old, unsigned, other), VERSIONS, TODAY) == (70,)
    assert to_sign_again((GOOD, old), VERSIONS, date(2014, 5, 1)) == (100,)  # it was signed the next day
    assert to_sign_again((GOOD, old), VERSIONS, date(2014, 5, 2)) == ()


def test_the_text_in_force() -> None:
    assert text_on(VERSIONS, date(2009, 12, 31)) is None
    assert text_on(VERSIONS, date(2010, 1, 1)) == FIRST
    assert text_on(VERSIONS, date(2014, 4, 1)) == NEW
