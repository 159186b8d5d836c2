"""The households that an assembly objected: evaluated again, by those who may."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions import enrolment as actions
from juntos.core.access import Kind
from juntos.core.registry.states import REASONS, verbs_from
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.enrolment import assemblies as reads
from juntos.store.reads.enrolment.assemblies import Objected
from juntos.web.asking import Ask
from juntos.web.listing import Column, Table
from juntos.web.pages import page
from juntos.web.routes import NAMES

COLUMNS: tuple[Column[Objected], ...] = (
    Column(
        "titular",
        "Titular",
        lambda o: o.titular,
        href=lambda o: reverse("enrolment.objections.one", args=[o.household_id]),
    ),
    Column("household", "Hogar", lambda o: o.household_id, words=lambda o: str(o.household_id)),
    Column("place", "Centro poblado", lambda o: o.place, sorts=True),
    Column("district", "Distrito", lambda o: o.district),
    Column("reason", "Por qué se objetó", lambda o: said("reason", o.reason)),
    Column("since", "Desde", lambda o: o.since, words=lambda o: formats.day(o.since), sorts=True),
)
DONE = {
    "relist": "El hogar vuelve a la lista, para visitarlo otra vez.",
    "reject": "El hogar no se admite. Se preparó el aviso para su titular.",
}


@page("afiliacion/objetados/", title="Objetados", under="enrolment", kind=Kind.REGISTRY, details=NAMES)
def every(ask: Ask) -> HttpResponse:
    """Those who wait to be evaluated again."""
    table = Table(
        "Hogares objetados",
        COLUMNS,
        reads.objected(ask.viewer, ask.listing),
        ask.listing,
        empty="Ninguna asamblea ha objetado a un hogar que espere ser evaluado otra vez.",
    )
    return ask.show("enrolment/objections.html.j2", table=table)


@page(
    "afiliacion/objetados/<int:number>/",
    title="Evaluar otra vez",
    under="enrolment.objections.every",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """What the assembly said of a household, and what is decided now."""
    found = reads.objected_one(ask.viewer, number)
    verbs = verbs_from("objected", ask.viewer.role.name)
    if ask.saves:
        typed = ask.typed
        verb = typed.choice("verb", verbs)
        reason = (
            typed.words("reason", most=200) if verb == "relist" else typed.choice("why", REASONS["reject"])
        )
        evidence = typed.words("evidence", most=200)
        typed.check()
        actions.evaluate_again(number, verb=verb, reason=reason, evidence=evidence, by=ask.viewer, at=ask.now)
        return ask.done(DONE[verb], "enrolment.objections.every")
    return ask.show(
        "enrolment/objection.html.j2",
        title=f"Hogar {number}: evaluarlo otra vez",
        objected=found,
        why=said("reason", found.reason),
        verbs=[(verb, said("verb", verb).capitalize()) for verb in verbs],
        reasons=[(code, said("reason", code).capitalize()) for code in REASONS["reject"]],
    )
