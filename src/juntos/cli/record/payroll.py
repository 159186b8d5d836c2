"""``juntos payroll``: a region's period signed, funded, liquidated, ordered; pages answer for it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.transfers.letters import write_letters
from juntos.actions.transfers.liquidate import prepare_payroll
from juntos.actions.transfers.ordering import order_payroll
from juntos.actions.transfers.signing import Allocation, record_budget, sign_report
from juntos.cli.console import Answer, Long, number, say
from juntos.cli.help import Command, new_app
from juntos.cli.record.cut import day_of
from juntos.core.money import soles
from juntos.store.reads.accounts import account_number
from juntos.store.reads.payrolls import PayrollRow, PayrollShown, payroll_shown, payrolls
from juntos.store.reads.viewing import Viewer, viewer_of

app = new_app(is_group=True)
Region = Annotated[str, typer.Option("--region", metavar="RR")]
Period = Annotated[str, typer.Option("--period", metavar="P")]
By = Annotated[str, typer.Option("--by", metavar="LOGIN")]


@app.command("sign", cls=Command)
def sign(region: Region, period: Period, by: By) -> Answer:
    is_new = sign_report(region, period, by=viewer_by(by), at=timezone.localtime())
    said = say("payroll-signed" if is_new else "payroll-signed-before", region=region, period=period)
    return Answer({"is_new": is_new}, said)


@app.command("budget", cls=Command)
def budget(
    region: Region,
    year: Annotated[int, typer.Option("--year", metavar="N")],
    amount: Annotated[int, typer.Option("--soles", metavar="N")],
    document: Annotated[str, typer.Option("--document", metavar="X")],
    by: By,
) -> Answer:
    given = Allocation(region, year, amount * 100, document)
    row = record_budget(given, by=viewer_by(by), at=timezone.localtime())
    said = say("payroll-budget", amount=soles(given.amount_cents), region=region, year=year)
    return Answer({"budget_id": row, **vars(given)}, said)


@app.command("prepare", cls=Command)
def prepare(region: Region, period: Period, by: By) -> Answer:
    with Long(say("payroll-working")):
        made = prepare_payroll(region, period, by=viewer_by(by), at=timezone.localtime())
    said = say(
        "payroll-kept" if made.was_kept else "payroll-prepared",
        payroll=made.payroll_id,
        households=number(made.households),
        amount=soles(made.amount_cents),
        state=say(f"payroll-{made.state}"),
        sha256=made.sha256,
    )
    return Answer(made, said)


@app.command("order", cls=Command)
def order(
    payroll: Annotated[int, typer.Argument(metavar="N")],
    by: By,
    execution_on: Annotated[str, typer.Option("--on", metavar="D")] = "",
) -> Answer:
    now = timezone.localtime()
    day = day_of(execution_on) if execution_on else now.date()
    with Long(say("payroll-ordering")):
        made = order_payroll(payroll, day, by=viewer_by(by), at=now)
    lines = [
        say(
            "payroll-order-made",
            order=one.order_id,
            code=one.code,
            channel=say(f"channel-{one.channel}"),
            items=number(one.items),
            amount=soles(one.amount_cents),
        )
        for one in made.orders
    ]
    lines += [
        say("payroll-left-out", reason=say(f"left-out-{reason}"), households=number(households))
        for reason, households in made.left_out.items()
    ]
    return Answer(made, "\n".join(lines))


@app.command("letters", cls=Command)
def letters(
    payroll: Annotated[int, typer.Argument(metavar="N")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    by: By,
) -> Answer:
    with Long(say("payroll-letters-working")) as tell:
        made = write_letters(payroll, out, by=viewer_by(by), at=timezone.localtime(), progress=tell)
    said = say(
        "payroll-letters",
        letters=number(made.letters),
        period=made.period,
        posters=number(made.posters),
        out=made.out,
        without=number(made.without_letter),
    )
    return Answer(made, said)


@app.command("show", cls=Command)
def show(
    by: By,
    payroll: Annotated[int, typer.Argument(metavar="N")] = 0,
    region: Region = "",
    period: Period = "",
) -> Answer:
    viewer = viewer_by(by)
    if payroll:
        shown = payroll_shown(viewer, payroll)
        return Answer(shown, _whole(shown))
    found = payrolls(viewer, region=region, period=period)
    return Answer(found, "\n".join(_line(row) for row in found) or say("payroll-none"))


def viewer_by(login: str) -> Viewer:
    """The account that answers for what is done here."""
    today: date = settings.OFFICE.today or timezone.localdate()
    return viewer_of(account_number(login), today=today)


def _line(row: PayrollRow) -> str:
    return say(
        "payroll-line",
        payroll=row.payroll_id,
        region=row.region_name,
        period=row.period,
        revision=row.revision,
        state=say(f"payroll-{row.state}"),
        households=number(row.households),
        amount=soles(row.amount_cents),
    )


def _whole(shown: PayrollShown) -> str:
    funds = soles(shown.funds_cents) if shown.funds_cents is not None else say("payroll-no-funds")
    lines = [_line(shown.row), say("payroll-people", prepared=shown.row.prepared_by, funds=funds)]
    lines += [
        say("payroll-answered", verb=say(f"payroll-verb-{one.verb}"), by=one.by, reason=one.reason).rstrip()
        for one in shown.moves
    ]
    for title, counted in (
        ("decisions", shown.decisions),
        ("changes", shown.changes),
        ("lines", shown.lines),
    ):
        lines += ["", say(f"payroll-{title}")]
        lines += [
            f"{one.one:<20}{one.other:<24}{number(one.households):>9}{soles(one.amount_cents):>20}"
            for one in counted
        ]
    return "\n".join([*lines, "", say("payroll-seal", sha256=shown.row.sha256)])
