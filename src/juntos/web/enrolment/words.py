"""What the pages of enrolment call things, and the small parts that they share."""

from juntos.core.errors import Fault
from juntos.paper import formats
from juntos.programme import faults
from juntos.programme.record_words import said
from juntos.store.reads.enrolment.people import Person
from juntos.store.reads.enrolment.rules import EnrolmentRules, rules_on
from juntos.store.reads.enrolment.standing import WAITS
from juntos.web.asking import Ask
from juntos.web.listing import Choice

STAGES = {
    "listed": "En lista",
    "pre_validated": "Visitados",
    "validated": "Ratificados",
    "agreed": "Con acuerdo",
    "affiliated": "Afiliados",
}
ASIDE = {"objected": "Objetados", "rejected": "No admitidos"}
WAIT_CHOICES = tuple(Choice(code, said("under-coverage", code)) for code in WAITS)
ASSEMBLY_STATES = {
    "convened": ("Convocada", "watch"),
    "published": ("Lista publicada", "watch"),
    "held": ("Realizada, sin cerrar", "watch"),
    "closed": ("Cerrada", "good"),
    "cancelled": ("Anulada", "plain"),
}
BOARDS = {
    "municipality": "La municipalidad",
    "clinic": "El establecimiento de salud",
    "school": "La institución educativa",
}
MEANS = {"signature": "Firma", "fingerprint": "Huella digital"}
SECTORS = {"health": "salud", "education": "educación"}


def rules(ask: Ask) -> EnrolmentRules:
    """The rules of the office's day."""
    return rules_on(ask.today)


def age(person: Person) -> str:
    """An age as people say it: in months until two years."""
    if person.age_months < 24:
        return formats.counted(person.age_months, "mes", "meses")
    return f"{person.age_years} años"


def sentences(found: tuple[Fault, ...]) -> tuple[str, ...]:
    """What each fault says, without the household's number where the page is already about it."""
    return tuple(fault.more.get("why") or faults.sentence(fault) for fault in found)
