"""Where the State failed: the services by families touched, what failed in each, and the note about it."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse

from juntos.core.access import Kind
from juntos.paper import formats
from juntos.paper.typeset import typeset
from juntos.store.reads import coresponsibility as reads
from juntos.store.reads.audit import heads
from juntos.store.reads.coresponsibility import ServiceFailures, ServiceRow
from juntos.web.asking import Ask
from juntos.web.cycle.words import CAUSES, HAPPENED, REASONS, SECTORS
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page

HIDDEN = "menos de 5"


def counted(n: int | None) -> str:
    """A count, or that it is too small to be shown."""
    return HIDDEN if n is None else formats.number(n)


COLUMNS: tuple[Column[ServiceRow], ...] = (
    Column(
        "name",
        "Servicio",
        lambda s: s.name,
        href=lambda s: reverse("cycle.supply.one", args=[s.service_id]),
    ),
    Column("sector", "Sector", lambda s: SECTORS[s.sector]),
    Column("district", "Distrito", lambda s: s.district),
    Column(
        "families",
        "Familias afectadas",
        lambda s: s.families,
        words=lambda s: counted(s.families),
        is_number=True,
    ),
    Column(
        "supply", "No pudo atender", lambda s: s.supply, words=lambda s: counted(s.supply), is_number=True
    ),
    Column(
        "programme",
        "Falló el formato o el padrón",
        lambda s: s.programme,
        words=lambda s: counted(s.programme),
        is_number=True,
    ),
    Column("record", "No se registró", lambda s: s.record, words=lambda s: counted(s.record), is_number=True),
)


@page("resultados/servicios/", title="Dónde falló el Estado", under="coresponsibility", kind=Kind.SUPPLY)
def most(ask: Ask) -> HttpResponse:
    """The services, the one that touched most families first."""
    table = Table(
        f"Servicios en que falló el Estado, período {ask.period.label}",
        COLUMNS,
        reads.failing_services(ask.viewer, ask.period.label, ask.listing),
        ask.listing,
        filters=(Filter("sector", "Sector", tuple(Choice(code, name) for code, name in SECTORS.items())),),
        empty="En este período el Estado no le falló a ninguna familia de su ámbito.",
    )
    return ask.show("cycle/services.html.j2", table=table)


@page("resultados/servicios/<int:number>/", title="Qué falló", under="cycle.supply.most", kind=Kind.SUPPLY)
def one(ask: Ask, number: int) -> HttpResponse:
    """What failed at one service, when, and for how many families."""
    found = reads.service_failures(ask.viewer, ask.period.label, number)
    told = _told(found)
    return ask.show(
        "cycle/service.html.j2",
        title=f"Qué falló en {found.row.name}",
        found=found,
        failures=told["failures"],
        happenings=told["happenings"],
    )


@page(
    "resultados/servicios/<int:number>/nota/",
    title="Nota a la dirección",
    under="cycle.supply.most",
    kind=Kind.SUPPLY,
)
def note(ask: Ask, number: int) -> HttpResponse:
    """The note to the directorate that answers for the service, as a PDF; it names no family."""
    found = reads.service_failures(ask.viewer, ask.period.label, number)
    told = _told(found)
    head = next((h for h in heads() if not h.region), None)
    row = found.row
    data = {
        "today": formats.day(ask.today),
        "period": ask.period.label,
        "months": formats.months(ask.period),
        "to": "Dirección Regional de Salud" if row.sector == "health" else "Dirección Regional de Educación",
        "facts": [
            ["Servicio", f"{row.name} ({row.code})"],
            ["Distrito", row.district],
            ["Responde a", found.network or "–"],
            ["Período", f"{ask.period.label} ({formats.months(ask.period)})"],
            ["Familias afectadas", counted(row.families)],
        ],
        "failures": told["failures"],
        "happenings": told["happenings"],
        "by": ask.viewer.role.title,
        "seal": f"{head.events} eventos, {head.sha256[:16]}" if head else "",
    }
    file = File(typeset("failures", data), f"nota-{row.code}-{ask.period.label}.pdf")
    return handed(ask, file, purpose=f"Nota a la {data['to']}")


def _told(found: ServiceFailures) -> Mapping[str, list[tuple[str, ...]]]:
    return {
        "failures": [
            (
                REASONS.get(failure.reason, failure.reason),
                CAUSES[failure.attribution],
                counted(failure.families),
            )
            for failure in found.failures
        ],
        "happenings": [
            (
                HAPPENED[(one.what, one.kind)],
                formats.day(one.since),
                formats.day(one.until) if one.until else "sigue",
            )
            for one in found.happenings
        ],
    }
