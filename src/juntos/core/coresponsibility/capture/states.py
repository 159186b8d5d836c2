"""When the rows of a batch can be keyed, who fills them, and which move of the batch a signature makes."""

from juntos.core.coresponsibility.batches.states import STATES, verbs_from

# From when its list is sealed until somebody validates it; once closed, only after a rectification.
_SHUT = frozenset({"planned", "lost", "validated", "consolidated", "closed"})
KEYED_STATES = frozenset(STATES) - _SHUT
FILLERS = ("service", "microred", "gestor")
_FILLED_BY = {"gestor": "gestor", "health_network": "microred"}


def filler_of(role: str) -> str:
    """Who fills a page that somebody of a role keys: the gestor, the network above, or the service itself."""
    return _FILLED_BY.get(role, "service")


def move_on_signing(state: str, role: str) -> str:
    """The move of the batch that a signature makes: signed by the service, captured from paper, or none."""
    return next((verb for verb in ("sign", "capture") if verb in verbs_from(state, role)), "")
