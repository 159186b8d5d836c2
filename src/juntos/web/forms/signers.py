"""Formato Salud 01: who may sign for each service, for which nobody may, and entering or ending a person."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.coresponsibility.representatives import (
    NewRepresentative,
    add_representative,
    end_representative,
    keeps_representatives,
)
from juntos.core.access import Kind
from juntos.core.errors import Fault, MissingError, RefusedError
from juntos.paper import formats
from juntos.store.reads.coresponsibility import representatives as reads
from juntos.store.reads.coresponsibility.batch_counts import networks_offered
from juntos.store.reads.coresponsibility.representatives import Signer, SigningService
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.forms import words
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.routes import ROWS

POSTS = (
    "Jefe o jefa del establecimiento",
    "Encargado o encargada",
    "Responsable de CRED («Vida Niño»)",
    "Responsable de salud sexual y reproductiva",
    "Responsable de estadística",
    "Director o directora",
    "Suplente",
)
COLUMNS: tuple[Column[SigningService], ...] = (
    Column(
        "name",
        "Servicio",
        lambda s: s.name,
        href=lambda s: reverse("forms.signers.one", args=[s.service_id]),
        sorts=True,
    ),
    Column("district", "Distrito", lambda s: s.district, sorts=True),
    Column("sector", "Sector", lambda s: words.SECTORS[s.sector]),
    Column("valid", "Quién firma hoy", lambda s: "; ".join(map(_told, s.valid)) or _nobody(s)),
    Column("code", "Código", lambda s: s.code),
)


@page("formatos/firmas/", title="Quién firma", under="forms.batches", kind=Kind.VERIFICATION, details=ROWS)
def services(ask: Ask) -> HttpResponse:
    """The services within reach, each with who may sign for it today."""
    networks = tuple(Choice(code, name) for code, name in networks_offered(ask.viewer))
    table = Table(
        "Quién firma por cada servicio",
        COLUMNS,
        reads.signing_services(ask.viewer, ask.listing),
        ask.listing,
        filters=(
            Filter("firma", "Formato 01", (Choice("falta", "Sin nadie vigente"),)),
            Filter("sector", "Sector", words.SECTOR_CHOICES),
            Filter("red", "Red o UGEL", networks),
        ),
        search="Servicio o código",
        empty="En su ámbito no hay establecimientos ni escuelas.",
    )
    return ask.show(
        "forms/signers.html.j2", table=table, lacking=reads.without_signer(ask.viewer), address="?firma=falta"
    )


@page(
    "formatos/firmas/<int:number>/",
    title="Formato 01 de un servicio",
    under="forms.signers.services",
    kind=Kind.VERIFICATION,
    details=ROWS,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """All who could sign for a service, and entering somebody who may from a day on."""
    service, history = reads.signing_service(ask.viewer, number)
    if ask.saves:
        typed = ask.typed
        since, until = typed.day("since"), typed.day("until", is_needed=False)
        new = {
            name: typed.words(name, most=most)
            for name, most in (("name", 120), ("dni", 8), ("document", 120))
        }
        post = typed.choice("post", POSTS)
        typed.check()
        assert since, "it was checked"
        made = NewRepresentative(number, new["name"], new["dni"], post, since, until, new["document"])
        add_representative(made, by=ask.viewer, at=ask.now)
        return ask.done(
            "La persona ya figura en el Formato 01.",
            "forms.signers.one",
            onward="Puede recibir y firmar los formatos desde el día que usted puso.",
            number=number,
        )
    return ask.show(
        "forms/signer.html.j2",
        title=f"Formato 01: {service.name}",
        service=service,
        history=[(one, _days(one), one.is_valid(ask.today)) for one in history],
        keeps=keeps_representatives(ask.viewer),
        posts=[(post, post) for post in POSTS],
    )


@page(
    "formatos/firmas/<int:number>/fin/",
    title="Dejar de firmar",
    under="forms.signers.services",
    kind=Kind.VERIFICATION,
    details=ROWS,
)
def end(ask: Ask, number: int) -> HttpResponse:
    """Say from which day on somebody signs no more for a service."""
    service, history = reads.signing_service(ask.viewer, number)
    asked = ask.request.GET.get("quien", "")
    signer = next((one for one in history if str(one.representative_id) == asked), None)
    if signer is None:
        raise MissingError(Fault("representative-missing"))
    if not keeps_representatives(ask.viewer):
        more = {"role": ask.viewer.role.title}
        raise RefusedError(Fault("access-refused", value=Kind.VERIFICATION.value, more=more))
    if ask.saves:
        until = ask.typed.day("until")
        ask.typed.check()
        assert until, "it was checked"
        end_representative(signer.representative_id, until=until, by=ask.viewer, at=ask.now)
        onward = "Lo que firmó antes sigue valiendo. Registre a quien la reemplaza, si hace falta."
        return ask.done("La persona deja de firmar.", "forms.signers.one", onward=onward, number=number)
    return ask.show("forms/signer_end.html.j2", service=service, signer=signer, days=_days(signer))


@tasks
def lacking(viewer: Viewer, today: date) -> Iterator[Task]:
    """For who keeps Formato 01: the services for which nobody may sign."""
    if keeps_representatives(viewer):
        address = f"{reverse('forms.signers.services')}?firma=falta"
        one = "servicio sin Formato 01 vigente"
        yield Task("servicios sin Formato 01 vigente", reads.without_signer(viewer), address, one=one)


def _told(one: Signer) -> str:
    return f"{one.name} ({one.post})" if one.name else one.post


def _nobody(service: SigningService) -> str:
    ended = f"; el último dejó de firmar el {formats.day(service.ended_on)}" if service.ended_on else ""
    return f"▲ Nadie{ended}"


def _days(one: Signer) -> str:
    """In which days somebody signs."""
    if one.until is None:
        return f"desde el {formats.day(one.since)}"
    return f"del {formats.day(one.since)} hasta antes del {formats.day(one.until)}"
