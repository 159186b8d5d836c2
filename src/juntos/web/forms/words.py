"""What a code of batches is called on their pages, and the deadlines in force for a period."""

from juntos.core.coresponsibility.batches.states import STAGES, STATES, BatchRules, stage_of
from juntos.core.parameters import rules_of
from juntos.core.periods import Period
from juntos.paper import formats
from juntos.programme import resolve
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility.batches import BatchRow
from juntos.web.listing import Choice

FORMS = {
    "fs1": "Formato Salud 01, representantes",
    "fs2": "Formato Salud 02, menores de seis años",
    "fs3": "Formato Salud 03, reservado",
    "education": "Formato de educación",
    "single": "Formato único",
}
SECTORS = {"health": "Salud", "education": "Educación"}
LATE = "plazo vencido"
ENDED_LATE = "▲"  # beside the words, for who looks down a column
FEW = "menos de 5"
# What follows when a verb was done, for who did it.
ONWARD = {
    "print": "Ya pueden despacharse.",
    "transmit": "Ya pueden despacharse.",
    "provide": "El gestor los entrega a cada servicio.",
    "deliver": "El servicio los llena; se recogen al terminar el período.",
    "fill": "Falta la firma de quien figura en el Formato 01.",
    "sign": "El gestor pasa a recogerlos.",
    "collect": "Revíselos: que estén todas las filas, las fechas y la firma.",
    "check": "Acéptelos, u obsérvelos si algo falta.",
    "observe": "Devuélvalos al servicio con la observación.",
    "return": "El servicio los completa y vuelve a firmar.",
    "accept": "Ya pueden ingresarse.",
    "capture": "Falta el control de consistencia.",
    "import": "Falta el control de consistencia.",
    "validate": "Ya pueden consolidarse.",
    "consolidate": "La jefatura regional ya puede cerrarlos.",
    "rectify": "Tendrá efecto en el próximo período.",
    "lose": "La gestión de información los repone con otra edición; las hojas anteriores ya no valen.",
    "reprint": "Imprímalos: llevan otra edición, y las hojas anteriores ya no valen.",
}


def batch_rules(period: Period) -> BatchRules:
    """The deadlines of a period's batches."""
    return rules_of(BatchRules, resolve(period.since), "coresponsibility")


def state(code: str) -> str:
    """A state, its first letter large."""
    return said("batch-state", code).capitalize()


def verb(code: str) -> str:
    """A verb, its first letter large."""
    return said("batch-verb", code).capitalize()


def stage(code: str) -> str:
    return said("batch-stage", code).capitalize()


def tone(row: BatchRow) -> str:
    """The tone of a batch's state: lost, at its end, or on its way; that it is late is told beside it."""
    if row.state == "lost":
        return "bad"
    return "good" if stage_of(row.state) == "closed" else "plain"


def due(row: BatchRow) -> str:
    """Until when a batch may be in its state, and whether that is over."""
    if row.due_on is None:
        return ""
    day = formats.day(row.due_on)
    return f"{ENDED_LATE} {LATE}: {day}" if row.is_late else day


def listed(count: int | None) -> str:
    return FEW if count is None else formats.number(count)


STATE_CHOICES = tuple(Choice(code, said("batch-state", code).capitalize()) for code in STATES)
STAGE_CHOICES = tuple(Choice(code, said("batch-stage", code).capitalize()) for code in STAGES)
SECTOR_CHOICES = tuple(Choice(code, name) for code, name in SECTORS.items())
AGE_CHOICES = (
    Choice("tarde", "Con el plazo vencido"),
    Choice("7", "7 días o más en su estado"),
    Choice("15", "15 días o más"),
    Choice("30", "30 días o más"),
)
OBSERVATION_CHOICES = tuple(
    (code, said("batch-observation", code).capitalize())
    for code in (
        "row-without-result",
        "not-signed",
        "signer-not-valid",
        "date-outside",
        "unreadable",
        "other",
    )
)
