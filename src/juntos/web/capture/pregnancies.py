"""A pregnancy that the clinic finds among the households of its list."""

from datetime import date

from django.http import HttpResponse

from juntos.actions.coresponsibility.capturing import propose_pregnancy
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.reads.coresponsibility.expecting import Identity
from juntos.web.asking import Ask
from juntos.web.capture.pages import opened_list, titled
from juntos.web.pages import page
from juntos.web.routes import ROWS


@page(
    "captura/<int:number>/gestacion/", title="Registrar una gestación", under="capture.sheets",
    kind=Kind.VERIFICATION, verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def pregnancy(ask: Ask, number: int) -> HttpResponse:
    """Who expects a child, since when: proposed to the padrón. Who is meant is said, not chosen."""
    sheet, listed = opened_list(ask, number)
    if not sheet.is_health:
        raise MissingError(Fault("batch-missing", value=str(number)))
    if ask.saves:
        propose_pregnancy(sheet, listed, *_said(ask), by=ask.viewer, at=ask.now)
        return ask.done(
            "La gestación se propuso al padrón.",
            "capture.one",
            onward="Otra persona la aprueba. Desde el próximo corte sus controles estarán en la lista.",
            number=number,
        )
    title = f"Registrar una gestación: {titled(sheet)}"
    return ask.show("capture/pregnancy.html.j2", title=title, sheet=sheet)


def _said(ask: Ask) -> tuple[Identity, tuple[date, date]]:
    """Who, and the two days, as typed; without a DNI, the names and the birth are needed."""
    typed = ask.typed
    dni = typed.words("dni", most=8, is_needed=False)
    names = {name: typed.words(name, most=60, is_needed=not dni) for name in ("given_names", "surname1")}
    birth_on = typed.day("birth_on", is_needed=not dni)
    found_on, last_on = typed.day("happened_on"), typed.day("last_menstruation_on")
    typed.check()
    assert found_on is not None
    assert last_on is not None
    return Identity(dni, birth_on=birth_on, **names), (found_on, last_on)
