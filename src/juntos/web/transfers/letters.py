"""The letters of a payroll, to print: those of the households of whoever asks."""

from django.http import HttpResponse

from juntos.actions.transfers.letters import PURPOSE, sheets_of
from juntos.core.access import Kind
from juntos.core.errors import Fault, RequestError
from juntos.paper.letters import letters_pdf
from juntos.store.reads.letters import mailing
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.pages import page
from juntos.web.routes import NAMES

LETTERS_MAX = 2_500  # what a page makes while somebody waits; a region's are made at the console


@page(
    "planillas/<int:number>/cartas/",
    title="Cartas a los hogares",
    under="transfers.payrolls",
    kind=Kind.PAYMENTS,
    details=NAMES,
)
def letters(ask: Ask, number: int) -> HttpResponse:
    """The letters of the households within reach: what each receives and why, and where to collect it."""
    found = mailing(ask.viewer, number)
    if len(found.addressees) > LETTERS_MAX:
        raise RequestError(
            Fault("letters-too-many", value=str(len(found.addressees)), expected=str(LETTERS_MAX))
        )
    sheets = sheets_of(found.period, found.addressees)
    if not sheets:
        raise RequestError(Fault("letters-none", value=found.period))
    name = f"cartas-planilla-{number}.pdf"
    file = File(letters_pdf(sheets), name, count=len(sheets), subject=f"payroll:{number}")
    return handed(ask, file, purpose=PURPOSE)
