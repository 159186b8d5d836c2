"""What a clinic gets back: its own CRED list and its compliance, on paper (COM-P3)."""

from collections import Counter

from django.http import HttpResponse

from juntos.actions.coresponsibility.capturing import Line, Telling, telling
from juntos.actions.coresponsibility.filling_in import control
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.capture.recorded import TICKS
from juntos.core.coresponsibility.capture.typed import typed_of
from juntos.core.errors import Fault, MissingError
from juntos.paper import formats
from juntos.paper.compliance_return import Return, ReturnRow, compliance_return
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility import capture as reads
from juntos.store.reads.coresponsibility.capture import Sheet
from juntos.web.asking import Ask
from juntos.web.capture import words
from juntos.web.capture.pages import opened_list, titled
from juntos.web.files import File, handed
from juntos.web.pages import page
from juntos.web.routes import ROWS


@page(
    "captura/<int:number>/informe/", title="Su lista y su informe", under="capture.sheets",
    kind=Kind.VERIFICATION, verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def report(ask: Ask, number: int) -> HttpResponse:
    """The clinic's list and compliance as a PDF, once said what it is for."""
    sheet, listed = opened_list(ask, number)
    if not sheet.is_health:
        raise MissingError(Fault("batch-missing", value=str(number)))
    if ask.saves:
        purpose = ask.typed.words("purpose", most=200)
        ask.typed.check()
        told = telling(sheet, listed, by=ask.viewer)
        content = compliance_return(returned(ask, sheet, told))
        name = f"lista-cred-{sheet.service_code}-{sheet.period.label}.pdf"
        count = sum(line.listed.group == "cred" for line in told.lines)
        return handed(ask, File(content, name, count=count, subject=f"batch:{number}"), purpose=purpose)
    return ask.show("capture/report.html.j2", title=f"Lista e informe de {titled(sheet)}", sheet=sheet)


def returned(ask: Ask, sheet: Sheet, told: Telling) -> Return:
    """The children of the list, as the paper says them; pregnant women have no place on it."""
    lines = [line for line in told.lines if line.listed.group == "cred"]
    counts = Counter(line.tick for line in lines)
    signed = reads.signatures(sheet.batch_id)
    return Return(
        service=sheet.service,
        code=sheet.service_code,
        district=sheet.district,
        period=sheet.period,
        on=ask.today,
        counts=[(said("capture-tick", tick), counts[tick]) for tick in TICKS if counts[tick]],
        signed=[f"{one.signer}, {formats.day(one.signed_on)}" for one in signed],
        rows=[_row(number, line) for number, line in enumerate(lines, start=1)],
    )


def _row(number: int, line: Line) -> ReturnRow:
    typed = typed_of(line.recorded, line.asked)
    last = len(line.recorded.visits)
    given = {code for visit in line.recorded.visits for code in visit.doses}
    lacks = [control(code) for code in line.listed.pending if code not in given]
    return ReturnRow(
        number=number,
        who=line.name,
        age=words.age(line),
        days=tuple(visit.on for visit in line.recorded.visits),
        weight=typed.get(f"weight{last}", ""),
        height=typed.get(f"height{last}", ""),
        tick=said("capture-tick", line.tick),
        lacks=", ".join(lacks),
        next_on=line.recorded.next_on,
    )
