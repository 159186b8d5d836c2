"""What a code of a payroll is called on its pages."""

from datetime import datetime

from django.utils import timezone

from juntos.paper import formats
from juntos.store.reads.payrolls import Counted
from juntos.web.cycle.words import PAY_REASONS
from juntos.web.registry.words import LINES

STATES = {
    "draft": "Devuelta a preparación",
    "liquidated": "Preparada, por revisar",
    "reviewed": "Revisada, por aprobar",
    "approved": "Aprobada y sellada",
    "ordered": "Ordenada al banco",
    "acknowledged": "Recibida por el banco",
    "available": "Por cobrar",
    "closed": "Cobro cerrado",
    "reconciled": "Conciliada",
}
TONES = {"draft": "bad", "liquidated": "watch", "reviewed": "watch"}
VERBS = {
    "liquidate": "La preparó",
    "review": "La revisó",
    "refuse": "La devolvió a preparación",
    "approve": "La aprobó",
    "order": "La ordenó al banco",
    "acknowledge": "Registró que el banco la recibió",
    "release": "Registró que se puede cobrar",
    "close": "Cerró el cobro",
    "reconcile": "La concilió",
}
DECISIONS = {
    "paid": "Se paga",
    "held": "Se retiene",
    "suspended": "Se suspende",
    "unverified": "No se pudo verificar",
    "outside": "Fuera del pago",
}
CHANGES = {
    "enters": "Entra",
    "leaves": "Sale",
    "more": "Recibe más",
    "less": "Recibe menos",
    "same": "Recibe lo mismo",
    "none": "No recibe, ni antes",
}
FEW = "Otros, menos de 5 cada uno o junto con ellos"


def tone(state: str) -> str:
    """The tone of a state's mark."""
    return TONES.get(state, "good")


def reason(code: str) -> str:
    """Why, as the pages of results say it."""
    return PAY_REASONS.get(code, code)


def line(code: str) -> str:
    """What a line of payment is for; a supplement by its code."""
    return LINES.get(code, code).capitalize()


def moment(at: datetime) -> str:
    """A day and an hour, as the office's clock has them."""
    here = timezone.localtime(at)
    return f"{formats.day(here.date())}, {here:%H:%M}"


def first(one: Counted, names: dict[str, str]) -> str:
    """The first word of a count, or that it is of several put together."""
    return names.get(one.one, line(one.one)) if one.one else FEW
