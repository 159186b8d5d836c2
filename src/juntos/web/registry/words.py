"""How the padrón's codes are said on pages and on the printed file, each with the tone of its mark."""

from juntos.paper import formats
from juntos.programme.record_words import words

RESULTS = {
    "complies": ("Cumple", "good"),
    "partial": ("Cumple en parte", "watch"),
    "excepted": ("Con excepción", "good"),
    "not_verified": ("Sin verificar", "watch"),
    "held": ("En espera", "watch"),
    "does_not_comply": ("No cumple", "bad"),
    "not_applicable": ("No le tocaba", "plain"),
}
ANSWERS = {
    "record": "falló el registro",
    "programme": "responde el programa",
    "supply": "responde el servicio",
    "access": "el camino o la distancia",
    "demand_justified": "motivo justificado",
    "demand": "figura como del hogar",
    "unknown": "todavía no se sabe por qué",
}
STATE_TONES = {
    "active": "good",
    "affiliated": "good",
    "reincorporated": "good",
    "suspended": "bad",
    "on_hold": "watch",
    "in_exit": "watch",
}
CLASSES = {"extreme": "pobre extremo", "poor": "pobre", "not_poor": "no pobre"}
LANGUAGES = {"es": "castellano", "qu": "quechua"}
MEANS = {"signature": "firma", "fingerprint": "huella"}
CONTACTS = {
    "met": "se conversó con la familia",
    "absent": "no se encontró a nadie",
    "message": "se dejó un mensaje",
}
READINGS = {
    "registry.read": "vio la ficha",
    "registry.print": "imprimió la ficha",
    "audit.export": "se llevó el PDF",
    "registry.explain": "vio por qué",
}
EVENT_STATES = {"proposed": "por aprobar", "approved": "aprobado", "refused": "no aprobado"}
LINES = {
    "affiliation": "por afiliarse",
    "coresponsibility": "por sus corresponsabilidades",
    "arrears": "guardado de antes",
}
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SHAPES = {"good": "●", "watch": "▲", "bad": "■", "plain": "○"}


def word(group: str, code: str) -> str:
    """A code in the record's words, beginning with a capital; itself where the record has none for it."""
    said = words("es").get(group, {}).get(code, code)
    return said[:1].upper() + said[1:]


def age(months: int) -> str:
    """An age as people say it: months up to two years, then years.

    >>> age(14), age(24)
    ('14 meses', '2 años')
    """
    if months < 24:
        return formats.counted(max(0, months), "mes", "meses")
    return f"{months // 12} años"


def walk(minutes: int) -> str:
    """A walk as people say it: ``2 h 15 min``."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"
