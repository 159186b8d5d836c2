"""What the pages of supply call things, beside the words of the record."""

from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.supply.offering import CURRENT, NONE, OLD, UNDECIDED
from juntos.web.listing import Choice

SECTORS = {"health": "Salud", "education": "Educación"}
SHEETS = {CURRENT: "Vigente", OLD: "De hace más de un año", NONE: "No tiene"}
TONES = {"sufficient": "good", "conditional": "watch", "insufficient": "bad", "": "plain"}
LETTERS = {"sufficient": "S", "conditional": "C", "insufficient": "I"}
NOT_DECIDED = "sin evaluar"
BODIES = {
    "directorate": "Dirección de salud",
    "red": "Red de salud",
    "microred": "Microred",
    "dre": "DRE",
    "ugel": "UGEL",
}
FAILURES = {
    "strike": "Huelga",
    "no-staff": "Sin personal",
    "disaster": "Desastre",
    "other": "Otra causa",
    "staff": "Faltó personal",
    "vaccine": "Faltaron vacunas",
    "iron": "Faltó hierro",
    "equipment": "Falló un equipo",
}
SOURCES = {
    "service": "el propio servicio",
    "gestor": "el gestor",
    "committee": "el comité",
    "notice": "un comunicado",
}
SECTOR_CHOICES = tuple(Choice(code, words) for code, words in SECTORS.items())
SHEET_CHOICES = tuple(Choice(code, words) for code, words in SHEETS.items())
DECISION_CHOICES = (
    *(Choice(code, said("decision", code).capitalize()) for code in LETTERS),
    Choice(UNDECIDED, NOT_DECIDED.capitalize()),
)
FEW = "menos de 5"


def decision(code: str) -> str:
    """A decision in words; without one, that nobody assessed."""
    return said("decision", code) if code else NOT_DECIDED


def few(count: int | None) -> str:
    """A count of people, or that it is held back."""
    return FEW if count is None else formats.number(count)


def group(code: str) -> str:
    """A group of people who use a service, its first letter large."""
    words = said("group", code)
    return words[0].upper() + words[1:]
