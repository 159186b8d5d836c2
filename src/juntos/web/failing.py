"""Pages that say what did not work, why, and what can be done."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from juntos.core.access import Kind, Role
from juntos.core.errors import Fault, JuntosError, RefusedError
from juntos.programme import faults
from juntos.web.rendering import rendered, rendered_outside

if TYPE_CHECKING:
    from juntos.web.asking import Ask

KINDS = {
    Kind.REGISTRY: "el padrón de hogares",
    Kind.VERIFICATION: "la verificación de corresponsabilidades",
    Kind.EXCEPTIONS: "las excepciones",
    Kind.PAYMENTS: "los pagos",
    Kind.CASES: "los casos y las fichas",
    Kind.SUPPLY: "la oferta de servicios",
    Kind.AGREEMENTS: "los convenios",
    Kind.ACCOMPANIMENT: "el acompañamiento",
    Kind.INDICATORS: "los indicadores",
    Kind.HEALTH: "los datos de salud",
    Kind.MINOR_PREGNANCY: "esa información reservada",
    Kind.AUDIT: "el rastro de auditoría",
    Kind.USERS: "las cuentas de usuario",
}


def details_fault(role: Role, kind: Kind) -> Fault:
    """Why a page of names is not shown to a role that sees counts, codes or a short list."""
    return Fault("access-less-detail", value=kind.value, more={"role": role.title})


def refused(ask: "Ask", error: RefusedError) -> HttpResponse:
    """The role may not: said plainly, with what it may."""
    kind = ask.route.kind
    context = {
        "title": "No tiene permiso",
        "what": KINDS[kind] if kind else ask.route.title,
        "is_less": any(fault.code == "access-less-detail" for fault in error.faults),
    }
    return rendered(ask, "failing/refused.html.j2", context, status=403)


def missing(ask: "Ask") -> HttpResponse:
    """It does not exist or lies beyond reach: the page is the same, so that nothing is told."""
    return rendered(ask, "failing/missing.html.j2", {"title": "No se encontró"}, status=404)


def wrong(ask: "Ask", error: JuntosError) -> HttpResponse:
    """What was asked for cannot be understood, and there is no form to say it in."""
    said = [faults.sentence(fault) for fault in error.faults]
    return rendered(ask, "failing/wrong.html.j2", {"title": "No se pudo", "said": said}, status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its seal: nearly always a page left open too long."""
    return rendered_outside(request, "failing/forged.html.j2", {"title": "La página venció"}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page has this address."""
    return rendered_outside(request, "failing/no_page.html.j2", {"title": "No se encontró"}, status=404)


def ours(request: HttpRequest) -> HttpResponse:
    """We are wrong."""
    return rendered_outside(request, "failing/ours.html.j2", {"title": "El sistema falló"}, status=500)
