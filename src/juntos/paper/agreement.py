"""The agreement of a household as PDF (FRM-06): clauses, summary in two languages, duties, signatures.

It says nothing of anybody's health: the line of whoever is no longer a child is the same for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juntos.paper.formats import day
from juntos.paper.typeset import typeset
from juntos.programme.agreement_texts import AgreementText

DUTIES: Mapping[str, str] = {
    "health": "Asiste a sus controles en su establecimiento de salud.",
    "school": "Asiste a clases en su institución educativa.",
    "own": "Acompaña a las niñas y los niños, y usa el establecimiento de salud cuando lo necesita.",
}


@dataclass(frozen=True)
class Signatory:
    """A person of the household: name, age in words, DNI if any, the duty's code, and the service."""

    name: str
    age: str
    dni: str
    duty: str
    service: str
    is_titular: bool = False


@dataclass(frozen=True)
class Sheet:
    """An agreement to print: which household, where, everybody in it; ``signed_on`` None leaves the line."""

    serial: str
    household_id: int
    place: str
    district: str
    province: str
    people: tuple[Signatory, ...]
    signed_on: date | None = None


def agreement_pdf(sheets: Sequence[Sheet], text: AgreementText) -> bytes:
    """One PDF of the agreements of these households, each beginning on a page of its own."""
    return typeset("agreement", agreement_data(sheets, text))


def agreement_data(sheets: Sequence[Sheet], text: AgreementText) -> dict[str, object]:
    """What the template prints."""
    return {
        "version": text.version.version,
        "since": day(text.version.since),
        "clauses": list(text.clauses),
        "summary": [
            {"es": one.spanish, "qu": one.quechua, "reviewed": one.reviewed_by} for one in text.summary
        ],
        "has_unreviewed": any(one.quechua and not one.reviewed_by for one in text.summary),
        "sheets": [_sheet(one) for one in sheets],
    }


def _sheet(sheet: Sheet) -> dict[str, object]:
    titular = next((p for p in sheet.people if p.is_titular), None)
    return {
        "serial": sheet.serial,
        "household": str(sheet.household_id),
        "where": f"{sheet.place}, distrito de {sheet.district}, provincia de {sheet.province}",
        "titular": titular.name if titular else "",
        "dni": titular.dni if titular else "",
        "signed": day(sheet.signed_on) if sheet.signed_on else "",
        "people": [
            {"name": p.name, "age": p.age, "does": DUTIES[p.duty], "service": p.service} for p in sheet.people
        ],
    }
