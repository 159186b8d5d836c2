"""``juntos compare``: what another rule would change, before anyone signs it."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions.compare import Comparison, Difference, HouseholdChanged, Setting
from juntos.actions.compare import compare as compare_runs
from juntos.cli.console import Answer, Long, changes_of, number, say, session
from juntos.cli.help import Command, new_app
from juntos.core.money import Cents, soles
from juntos.programme import parameters
from juntos.programme.rules_text import in_words
from juntos.programme.tellings import Teller

app = new_app()


@app.command(cls=Command)
def compare(
    run: Annotated[Path, typer.Option("--run", metavar="DIR")],
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="k=v")] = None,
    profile: Annotated[str | None, typer.Option("--profile", metavar="P")] = None,
    corte: Annotated[Path | None, typer.Option("--corte", metavar="DIR")] = None,
) -> Answer:
    changes = changes_of(settings)
    with Long(say("compare-running")) as tell:
        found = compare_runs(
            baseline=run,
            cut=corte,
            changes=changes,
            profile=profile,
            threads=session().threads,
            progress=tell,
        )
    return Answer(found, _text(found))


def _text(found: Comparison) -> str:
    total = found.total
    before, after = found.profile_before, found.profile_after
    lines = [say("compare-title", period=found.period, before=before, after=after)]
    lines += [_setting(setting) for setting in found.settings]
    if not total.households_changed and not total.members_changed:
        return "\n".join([*lines, "", say("compare-none")])
    lines += [
        "",
        say(
            "compare-total",
            households=number(total.households_changed),
            of=number(total.households),
            members=number(total.members_changed),
            members_of=number(total.members),
        ),
        say("compare-paid", **_sides(total.paid_before, total.paid_after)),
        say("compare-soles", **_money(total)),
    ]
    lines += _table("compare-by-province", found.by_province, {})
    names = {difference.name: say(f"group-{difference.name}") for difference in found.by_group}
    lines += _table("compare-by-group", found.by_group, names)
    lines += ["", say("compare-sample"), ""]
    for home in found.sample:
        lines += _household(home)
    return "\n".join(lines)


def _setting(setting: Setting) -> str:
    unit = next(p.unit for p in parameters() if p.name == setting.parameter)
    sides = (in_words(value, unit, session().language) for value in (setting.before, setting.after))
    return f"  {setting.parameter}: {' → '.join(sides)}"


def _sides(before: int, after: int) -> dict[str, str]:
    return {"before": number(before), "after": number(after), "difference": _signed(number(after - before))}


def _money(difference: Difference) -> dict[str, str]:
    before, after = difference.cents_before, difference.cents_after
    sides = {"before": soles(Cents(before)), "after": soles(Cents(after))}
    return {**sides, "difference": _signed(soles(Cents(after - before)))}


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"


def _table(title: str, rows: tuple[Difference, ...], names: dict[str, str]) -> list[str]:
    """What changes by part: households and members that change, households paid and soles, as difference."""
    heads = {
        "households": say("compare-households"),
        "members": say("compare-members"),
        "paid": say("compare-payments"),
        "soles": say("compare-money"),
    }
    lines = ["", say("compare-head", name=say(title), **heads)]
    lines += [
        say(
            "compare-head",
            name=names.get(row.name, row.name),
            households=number(row.households_changed),
            members=number(row.members_changed),
            paid=_signed(number(row.paid_after - row.paid_before)),
            soles=_signed(soles(Cents(row.cents_after - row.cents_before))),
        )
        for row in rows
    ]
    return lines


def _household(home: HouseholdChanged) -> list[str]:
    """A household that changes, with its reasons before and after, the members' findings under it."""
    teller = Teller.of(session().language)
    where = {"household": home.household_id, "province": home.province}
    lines = [say("compare-one", **where, group=say(f"group-{home.priority_group}"))]
    for reason, cents in (
        (home.pay_reason_before, home.cents_before),
        (home.pay_reason_after, home.cents_after),
    ):
        arrow = "  " if reason is home.pay_reason_before else "→ "
        lines.append(f"    {arrow}{teller.say(f'pay.{reason}', amount=soles(Cents(cents))).text}")
    return lines
