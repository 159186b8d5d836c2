"""Agreements: who has to sign, each household's paper, and its signature registered."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions import enrolment as actions
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.paper import agreement as paper
from juntos.paper import formats
from juntos.programme.agreement_texts import agreement_texts, text_in_force
from juntos.store.reads.enrolment import agreements as reads
from juntos.store.reads.enrolment.agreements import AgreementRow, Paper
from juntos.web.asking import Ask
from juntos.web.enrolment import words
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import NAMES

COLUMNS: tuple[Column[AgreementRow], ...] = (
    Column(
        "titular",
        "Titular",
        lambda a: a.titular,
        words=lambda a: a.titular or "Sin titular",
        href=lambda a: reverse("enrolment.agreements.one", args=[a.household_id]),
        sorts=True,
    ),
    Column("household", "Hogar", lambda a: a.household_id, words=lambda a: str(a.household_id)),
    Column("place", "Centro poblado", lambda a: a.place, sorts=True),
    Column("version", "Texto que firmó", lambda a: a.version or "Ninguno"),
    Column(
        "signed",
        "Firmado el",
        lambda a: a.signed_on,
        words=lambda a: formats.day(a.signed_on) if a.signed_on else "",
        sorts=True,
    ),
)
WHICH = Filter(
    "que",
    "Cuáles",
    (
        Choice("por-firmar", "Por firmar"),
        Choice("firmados", "Firmados"),
        Choice("otra-vez", "Firman otra vez por un texto nuevo"),
    ),
)


@page("afiliacion/acuerdos/", title="Acuerdos", under="enrolment", kind=Kind.REGISTRY, details=NAMES)
def signing(ask: Ask) -> HttpResponse:
    """Those who have to sign; those who signed; those who sign again."""
    table = Table(
        "Acuerdos de compromiso",
        COLUMNS,
        reads.agreements(ask.viewer, ask.listing, words.rules(ask)),
        ask.listing,
        filters=(WHICH,),
        empty="No hay hogares ratificados que esperen firmar.",
    )
    text = text_in_force(ask.today).version
    places = {row.place_code: row.place for row in table.page.rows if not row.version}
    return ask.show("enrolment/signing.html.j2", table=table, text=text, places=places)


@page(
    "afiliacion/acuerdos/<int:number>/",
    title="Acuerdo de un hogar",
    under="enrolment.agreements.signing",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """A household's agreement: what it says, what was signed, and the signature to register."""
    version = text_in_force(ask.today).version.version
    found = reads.paper(ask.viewer, number, words.rules(ask), version)
    if ask.saves:
        typed = ask.typed
        on = typed.day("signed_on")
        given = actions.Signature(
            version=typed.choice("version", agreement_texts()),
            signed_on=on or ask.today,
            signed_by=int(
                typed.choice("signed_by", {str(line.person.member_id) for line in found.lines}) or 0
            ),
            means=typed.choice("means", words.MEANS),
        )
        typed.check()
        actions.sign_agreement(number, given, by=ask.viewer, at=ask.now)
        onward = "Cuando todo lo demás esté, UGOAL aprueba su afiliación."
        return ask.done("La firma se registró.", "enrolment.agreements.one", onward=onward, number=number)
    is_signed = any(one.version == version for one in found.signed)
    return ask.show(
        "enrolment/agreement.html.j2",
        title=f"Acuerdo del hogar {number}",
        paper=found,
        duties=paper.DUTIES,
        versions=[(code, f"Versión {code}") for code in agreement_texts()],
        people=[(str(line.person.member_id), line.person.name) for line in found.lines],
        may_sign=ask.viewer.may(Verb.CHANGE, Kind.REGISTRY) and not is_signed,
        words=words,
    )


@page(
    "afiliacion/acuerdos/<int:number>/imprimir/",
    title="Imprimir el acuerdo",
    under="enrolment.agreements.signing",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def printed(ask: Ask, number: int) -> HttpResponse:
    """One household's agreement as PDF."""
    text = text_in_force(ask.today)
    found = reads.paper(ask.viewer, number, words.rules(ask), text.version.version)
    content = paper.agreement_pdf([sheet_of(found)], text)
    file = File(content, f"acuerdo-{number}.pdf", is_shown=True)
    return handed(ask, file, purpose="Acuerdo de compromiso")


@page(
    "afiliacion/acuerdos/comunidad/<str:code>/imprimir/",
    title="Imprimir los acuerdos de una comunidad",
    under="enrolment.agreements.signing",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def printed_all(ask: Ask, code: str) -> HttpResponse:
    """The agreements of every ratified household of a community in one PDF."""
    text = text_in_force(ask.today)
    found = reads.papers(ask.viewer, words.rules(ask), text.version.version, place_code=code)
    if not found:
        raise MissingError(Fault("enrolment-missing"))
    content = paper.agreement_pdf([sheet_of(one) for one in found], text)
    file = File(content, f"acuerdos-{code}.pdf", count=len(found), is_shown=True)
    return handed(ask, file, purpose="Acuerdos de compromiso")


def sheet_of(found: Paper) -> paper.Sheet:
    """A household's paper as it is printed."""
    signed = next((one for one in found.signed if one.version == found.version), None)
    return paper.Sheet(
        serial=found.serial,
        household_id=found.household_id,
        place=found.place,
        district=found.district,
        province=found.province,
        people=tuple(
            paper.Signatory(
                line.person.name,
                words.age(line.person),
                line.person.dni,
                line.duty,
                line.service,
                line.person.is_titular,
            )
            for line in found.lines
        ),
        signed_on=signed.signed_on if signed else None,
    )
