"""``juntos bank``: orders written to the bank's formats, who pays them, and what the bank answers."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from juntos.actions.transfers.answers_in import import_answers, write_refusals
from juntos.actions.transfers.exporting import export_order, record_payer
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.cli.record.cut import day_of
from juntos.cli.record.payroll import viewer_by
from juntos.core.errors import Fault, RequestError
from juntos.core.money import soles
from juntos.core.transfers.orders import Payer
from juntos.programme.faults import sentence

app = new_app(is_group=True)
SHOWN, WRONG = 10, 2
By = Annotated[str, typer.Option("--by", metavar="LOGIN")]


@app.command("export", cls=Command)
def export(
    order: Annotated[int, typer.Option("--order", metavar="N")],
    order_format: Annotated[str, typer.Option("--format", metavar="pain.001|bn")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE")],
    by: By,
) -> Answer:
    made = export_order(order, out, order_format, by=viewer_by(by), at=timezone.localtime())
    said = say(
        "bank-exported",
        order=made.code,
        out=out,
        items=number(made.items),
        amount=soles(made.amount_cents),
        sha256=made.sha256,
    )
    return Answer(made, said)


@app.command("import", cls=Command)
def take_in(
    source: Annotated[Path, typer.Argument(metavar="FILE")],
    by: By,
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="FILE")] = None,
) -> Answer:
    if not source.is_file():
        raise RequestError(Fault("list-not-found", file=source.name))
    viewer = viewer_by(by)
    with Long(say("bank-reading")):
        done = import_answers(source, by=viewer, at=timezone.localtime())
    refused = len(done.faults)
    said = say(
        "bank-kept" if done.was_kept else "bank-taken",
        taken=number(done.taken),
        repeated=number(done.repeated),
        refused=number(refused),
    )
    lines = [said, *(f"  {sentence(fault, session().language)}" for fault in done.faults[:SHOWN])]
    out = rejects or source.with_name(f"{source.stem}-devueltas.csv")
    if refused:
        write_refusals(done.file_id, out, by=viewer, language=session().language)
        lines.append(say("bank-refused", refused=number(refused), out=out))
    return Answer(
        {**asdict(done), "rejects": out if refused else None}, "\n".join(lines), WRONG if refused else 0
    )


@app.command("payer", cls=Command)
def payer(
    name: Annotated[str, typer.Option("--name", metavar="X")],
    ruc: Annotated[str, typer.Option("--ruc", metavar="N")],
    cci: Annotated[str, typer.Option("--cci", metavar="N")],
    by: By,
    since: Annotated[str, typer.Option("--since", metavar="D")] = "",
) -> Answer:
    viewer = viewer_by(by)
    day: date = day_of(since) if since else viewer.today
    row = record_payer(Payer(name, ruc, cci), day, by=viewer, at=timezone.localtime())
    return Answer({"payer_id": row, "since": day}, say("bank-payer", name=name, since=day))
