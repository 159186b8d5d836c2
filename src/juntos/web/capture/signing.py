"""Signing a list, and the end of a pregnancy: the two forms that a list leads to."""

from django.http import HttpResponse

from juntos.actions.coresponsibility.capturing import (
    Line,
    Signing,
    keep_ending,
    leave_list_read,
    lines_of,
    sign_list,
    telling,
)
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.capture.recorded import NAMES, OUTCOMES
from juntos.core.coresponsibility.capture.typed import ending_of
from juntos.core.errors import Fault, MissingError
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility import capture as reads
from juntos.web.asking import Ask
from juntos.web.capture import words
from juntos.web.capture.pages import key_of, opened_list, titled
from juntos.web.pages import page
from juntos.web.people import SEXES
from juntos.web.routes import ROWS


@page(
    "captura/<int:number>/firma/", title="Firmar la lista", under="capture.sheets", kind=Kind.VERIFICATION,
    verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def sign(ask: Ask, number: int) -> HttpResponse:
    """One signature for the whole list, by somebody of a valid Formato 01."""
    sheet, listed = opened_list(ask, number)
    told = telling(sheet, listed, by=ask.viewer)
    offered = reads.signers(sheet.service_id, ask.today)
    if ask.saves:
        signer = ask.typed.choice("representative", [str(one.representative_id) for one in offered])
        on = ask.typed.day("signed_on")
        ask.typed.check()
        assert on is not None, "a day that is needed was read"
        signing = Signing(int(signer), on, has_looked=ask.typed.tick("looked"))
        rows = sign_list(sheet, told, signing, by=ask.viewer, at=ask.now)
        return ask.done(
            f"La lista se firmó: {rows} filas ya cuentan como evidencia.",
            "capture.one",
            onward="Entran en el próximo corte del período. Lo que falte se puede ingresar y firmar después.",
            number=number,
        )
    leave_list_read(sheet, len(told.lines), by=ask.viewer, at=ask.now)
    waiting = [line for line in told.lines if line.row and not line.row.is_signed and not line.is_blank]
    return ask.show(
        "capture/sign.html.j2",
        title=f"Firmar la lista de {titled(sheet)}",
        sheet=sheet,
        told=told,
        waiting=len(waiting),
        missing=[line for line in told.lines if line.tick == "missing"],
        doubtful=[(line, [words.doubt(flag) for flag in line.flags]) for line in waiting if line.flags],
        doubts=[words.doubt(flag) for flag in told.flags],
        signers=[(one.representative_id, f"{one.name}, {one.post}") for one in offered],
        fillers=sorted({said("capture-filler", line.row.filled_by) for line in waiting if line.row}),
    )


@page(
    "captura/<int:number>/parto/<str:key>/", title="Terminó el embarazo", under="capture.sheets",
    kind=Kind.VERIFICATION, verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def ending(ask: Ask, number: int, key: str) -> HttpResponse:
    """How a pregnancy ended; of a live birth, the newborn whom the padrón will be asked to take in."""
    sheet, listed = opened_list(ask, number)
    mine = [one for one in reads.seen_of(ask.viewer, listed) if str(one.member_id) == key]
    if not mine or mine[0].group != "prenatal":
        raise MissingError(Fault("capture-not-listed", value=key))
    line = lines_of(sheet, mine, by=ask.viewer)[0]
    if ask.saves:
        return _ended(ask, number, line)
    leave_list_read(sheet, 1, by=ask.viewer, at=ask.now)
    return ask.show(
        "capture/ending.html.j2",
        title=f"Terminó el embarazo de {line.name}",
        sheet=sheet,
        outcomes=[(code, said("capture-outcome", code)) for code in OUTCOMES],
        sexes=list(SEXES.items()),
    )


def _ended(ask: Ask, number: int, line: Line) -> HttpResponse:
    sheet, _ = opened_list(ask, number)
    on, outcome = ask.typed.day("happened_on"), ask.typed.choice("outcome", OUTCOMES)
    is_birth = outcome == "live-birth"
    sex = ask.typed.choice("sex", tuple(SEXES), is_needed=is_birth)
    names = {
        name: ask.typed.words(name, most=60, is_needed=is_birth and name != "surname2") for name in NAMES
    }
    ask.typed.check()
    assert on is not None, "a day that is needed was read"
    told = ending_of(on, outcome, sex=sex, names=names)
    key = key_of(ask.request.path, told)
    keep_ending(sheet, line, told, key=key, by=ask.viewer, at=ask.now)
    return ask.done(
        "Quedó en la lista, y se propuso al padrón.",
        "capture.one",
        onward="Otra persona aprueba el cambio. Los controles posteriores se siguen anotando en su fila.",
        number=number,
    )
