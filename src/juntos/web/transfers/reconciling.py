"""A payroll and the bank: what was ordered and what became of it, and the files that go and come."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from juntos.actions.transfers.answering import lacks
from juntos.actions.transfers.answers_in import TakenIn, import_answers, write_refusals
from juntos.actions.transfers.exporting import export_order
from juntos.actions.transfers.ordering import order_payroll
from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, RequestError
from juntos.core.transfers.payroll import SEALED
from juntos.interop.bank import ORDER_FORMATS, ORDER_SUFFIXES
from juntos.paper import charts, colours, formats
from juntos.store.reads import reconciliation as reads
from juntos.store.reads.orders import left_out, order_shown, orders_of
from juntos.store.reads.payrolls import payroll_shown
from juntos.store.reads.reconciliation import ItemRow, Part
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.transfers.pages import titled

UPLOAD_MB_MAX = 50
PURPOSE = "Enviar la orden de pago al banco"
MEND = "Corregir con el banco lo que no se registró"
OUTCOMES = {
    "pending": "Sin respuesta",
    "acknowledged": "Recibido por el banco",
    "available": "Por cobrar",
    "collected": "Cobrado",
    "returned": "Devuelto",
    "rejected": "Rechazado por el banco",
    "blocked": "Bloqueado",
}
CHANNELS = {
    "account": "En cuenta",
    "office": "Oficina",
    "carrier": "Transportadora",
    "agent": "Agente",
}
REASONS = {
    "account-wrong": "la cuenta no es correcta",
    "account-closed": "la cuenta está cerrada",
    "account-blocked": "la cuenta está bloqueada",
    "identity-differs": "el nombre o el DNI no coinciden",
    "no-document": "no presentó su documento",
    "deceased": "el titular falleció",
    "not-collected": "venció el plazo sin cobro",
    "point-unattended": "el punto de pago no atendió",
    "amount-wrong": "el importe no se permite",
    "date-wrong": "la fecha no es válida",
    "no-funds": "la cuenta del programa no tenía fondos",
    "duplicate": "el banco ya lo había recibido",
    "fraud-suspected": "sospecha de suplantación",
    "not-allowed": "la operación no se permite en esa cuenta",
    "by-order": "a pedido del programa",
    "unspecified": "el banco no dijo por qué",
}
LEFT_OUT = {
    "": "puede ordenarse",
    "no-titular": "sin titular en el hogar",
    "no-dni": "el titular no tiene DNI",
    "name-unfit": "el nombre no puede escribirse en el archivo",
    "no-pay-point": "sin punto de pago",
}
# What a bar is made of: a letter, the field of core's reconciliation, its name and its colour.
_PARTS = (
    ("C", "collected", "cobrado", colours.ACCENT),
    ("D", "returned", "devuelto", colours.GREY),
    ("R", "rejected", "rechazado", colours.GREY),
    ("B", "blocked", "bloqueado", colours.GREY),
    ("P", "pending", "pendiente", colours.PAPER),
)
ITEM_COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("item", "Ítem", lambda i: i.end_to_end_id, sorts=True),
    Column("household", "Hogar", lambda i: i.household_id, sorts=True),
    Column("titular", "Titular", lambda i: i.titular_name),
    Column("point", "Punto", lambda i: i.pay_point or "en cuenta"),
    Column(
        "amount",
        "Monto (S/)",
        lambda i: f"{i.amount_cents // 100}.{i.amount_cents % 100:02}",
        words=lambda i: formats.money(i.amount_cents),
        sorts=True,
        is_number=True,
    ),
    Column("outcome", "Resultado", lambda i: OUTCOMES[i.outcome], sorts=True),
    Column("reason", "Por qué", lambda i: REASONS.get(i.reason, "")),
    Column("on", "El", lambda i: i.on or "", words=lambda i: formats.day(i.on) if i.on else "–"),
)


@page(
    "planillas/<int:number>/conciliacion/",
    title="Conciliación de la planilla",
    under="transfers.one",
    kind=Kind.PAYMENTS,
)
def reconciliation(ask: Ask, number: int) -> HttpResponse:
    """What was ordered of a payroll, and what the bank has said of it so far."""
    shown = payroll_shown(ask.viewer, number)
    found = reads.reconciled(ask.viewer, number)
    sees_rows = ask.viewer.role.detail(Kind.PAYMENTS) is not Detail.AGGREGATED
    is_sealed = shown.row.state in SEALED
    waits = left_out(ask.viewer, number) if sees_rows and is_sealed else ()
    changes = ask.viewer.may(Verb.CHANGE, Kind.PAYMENTS)
    why_not = lacks(shown.standing, "order", shown.row.period, by=ask.viewer)
    return ask.show(
        "transfers/reconciliation.html.j2",
        title=f"Conciliación: {titled(shown.row)}",
        shown=shown,
        found=found,
        total=found.total.sums,
        drawing=_drawing(found.channels) if found.channels else None,
        channels=[_told(part, CHANNELS.get(part.code, part.code)) for part in found.channels],
        orders=[_told(part, f"{part.code}, {CHANNELS[part.name].lower()}") for part in found.orders],
        points=[_told(part, f"{part.name} ({part.code})") for part in found.points],
        asked=orders_of(ask.viewer, number) if sees_rows else (),
        waits=[(one.household_id, formats.money(one.amount_cents), LEFT_OUT[one.reason]) for one in waits],
        files=reads.files_of(ask.viewer, number) if sees_rows else (),
        may_order=changes and bool(waits) and not why_not,
        may_change=changes,
        sees_rows=sees_rows,
    )


@page(
    "planillas/<int:number>/items/",
    title="Ítems de la planilla",
    under="transfers.reconciling.reconciliation",
    kind=Kind.PAYMENTS,
)
def items(ask: Ask, number: int) -> HttpResponse:
    """The items of a payroll's orders, by what became of each and why."""
    shown = payroll_shown(ask.viewer, number)
    table = Table(
        "Ítems",
        ITEM_COLUMNS,
        reads.item_list(ask.viewer, number, ask.listing),
        ask.listing,
        filters=(
            Filter("resultado", "Resultado", tuple(Choice(code, name) for code, name in OUTCOMES.items())),
            Filter("canal", "Canal", tuple(Choice(code, name) for code, name in CHANNELS.items())),
        ),
        empty="Ningún ítem está así.",
    )
    return ask.show("transfers/items.html.j2", title=f"Ítems: {titled(shown.row)}", table=table)


@page(
    "planillas/<int:number>/ordenar/",
    title="Ordenar el pago al banco",
    under="transfers.reconciling.reconciliation",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def order(ask: Ask, number: int) -> HttpResponse:
    """Order what is committed and not ordered yet, one order a channel."""
    shown = payroll_shown(ask.viewer, number)
    if ask.saves:
        execution_on = ask.typed.day("day")
        ask.typed.check()
        assert execution_on is not None, "a day that is asked for was checked"
        made = order_payroll(number, execution_on, by=ask.viewer, at=ask.now)
        left = sum(made.left_out.values())
        onward = f"{left} hogares quedan fuera: en esta página está por qué." if left else ""
        said = f"Se hicieron {len(made.orders)} órdenes. Descargue el archivo de cada una."
        return ask.done(said, "transfers.reconciling.reconciliation", onward=onward, number=number)
    waits = left_out(ask.viewer, number) if shown.row.state in SEALED else ()
    return ask.show(
        "transfers/order.html.j2",
        named=titled(shown.row),
        shown=shown,
        households=sum(not one.reason for one in waits),
        amount_cents=sum(one.amount_cents for one in waits if not one.reason),
        left=sum(bool(one.reason) for one in waits),
    )


@page(
    "ordenes/<int:number>/archivo/",
    title="Archivo de la orden",
    under="transfers.payrolls",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def file(ask: Ask, number: int) -> HttpResponse:
    """The file of an order, in the format that is chosen; it leaves with a trace."""
    row, payroll = order_shown(ask.viewer, number)
    if ask.saves:
        chosen = ask.typed.choice("format", set(ORDER_FORMATS))
        ask.typed.check()
        name = f"{row.code}{ORDER_SUFFIXES[chosen]}"
        with TemporaryDirectory(prefix="juntos-order-") as folder:
            made = export_order(number, Path(folder) / name, chosen, by=ask.viewer, at=ask.now)
            content = made.path.read_bytes()
        return handed(ask, File(content, name, "application/octet-stream", count=row.items), purpose=PURPOSE)
    return ask.show("transfers/order_file.html.j2", row=row, channel=CHANNELS[row.channel], payroll=payroll)


@page(
    "planillas/<int:number>/banco/",
    title="Registrar un archivo del banco",
    under="transfers.reconciling.reconciliation",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def upload(ask: Ask, number: int) -> HttpResponse:
    """Take in a file that the bank sent, of any format; what does not fit comes back with its reason."""
    shown = payroll_shown(ask.viewer, number)
    if ask.saves:
        done = _taken(ask)
        said = "Ese archivo ya estaba registrado: no se agregó nada." if done.was_kept else "Registrado."
        counts = f"{done.taken} respuestas nuevas, {done.repeated} ya sabidas"
        counts += f", {len(done.faults)} que no corresponden." if done.faults else "."
        return ask.done(said, "transfers.reconciling.reconciliation", onward=counts, number=number)
    return ask.show("transfers/upload.html.j2", named=titled(shown.row), shown=shown, most=UPLOAD_MB_MAX)


@page(
    "banco/<int:number>/devueltas/",
    title="Lo que no se registró de un archivo del banco",
    under="transfers.payrolls",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def refusals(ask: Ask, number: int) -> HttpResponse:
    """The rows of a file that were not taken, each with its reason, as a CSV to mend."""
    with TemporaryDirectory(prefix="juntos-bank-") as folder:
        path = Path(folder) / f"banco-{number}-devueltas.csv"
        count = write_refusals(number, path, by=ask.viewer)
        return handed(ask, File(path.read_bytes(), path.name, "text/csv", count=count), purpose=MEND)


def _taken(ask: Ask) -> TakenIn:
    """What became of the file that was sent; what is wrong with it is said beside its field."""
    sent = ask.request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise RequestError(Fault("field-empty", column="file"))
    if sent.size > UPLOAD_MB_MAX * 1_000_000:
        raise RequestError(Fault("list-upload-large", column="file", expected=str(UPLOAD_MB_MAX)))
    with TemporaryDirectory(prefix="juntos-bank-") as folder:
        path = Path(folder) / Path(sent.name or "banco").name
        with path.open("wb") as out:
            out.writelines(sent.chunks())
        return import_answers(path, by=ask.viewer, at=ask.now)


def _told(part: Part, name: str) -> tuple[str, ...]:
    """A part as a table's row: its name, its items, and its money by what became of it."""
    sums = part.sums
    cents = (sums.ordered, sums.collected, sums.returned, sums.rejected, sums.blocked, sums.pending)
    return (name, formats.number(part.items), *(formats.money(one) for one in cents))


def _drawing(channels: Sequence[Part]) -> str:
    """Of each channel, what part of its money was collected, came back, or is not known yet."""
    rows = [
        charts.Stack(
            CHANNELS.get(part.code, part.code),
            tuple(
                charts.Part(letter, getattr(part.sums, name), "", colour, is_hatched=name == "pending")
                for letter, name, _, colour in _PARTS
            ),
        )
        for part in channels
    ]
    named = ", ".join(f"{letter} {name}" for letter, _, name, _ in _PARTS)
    title = "Qué fue del dinero ordenado, por canal"
    return charts.stacks(charts.Frame("conciliacion", title, f"Partes de cada canal: {named}."), rows)
