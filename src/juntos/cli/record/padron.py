"""``juntos padron duplicates``: who may be in the padrón twice, looked for from the console."""

from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.coresponsibility.work import alone
from juntos.actions.registry.duplicates import find_duplicates
from juntos.cli.console import Answer, Long, number, say
from juntos.cli.help import Command, new_app
from juntos.cli.record.cut import day_of

app = new_app(is_group=True)


@app.command("duplicates", cls=Command)
def duplicates(today: Annotated[str, typer.Option("--today", metavar="D")] = "") -> Answer:
    now = timezone.localtime()
    day = day_of(today) if today else settings.OFFICE.today or now.date()
    with alone(settings.OFFICE.files), Long(say("duplicates-working")) as tell:
        found = find_duplicates(
            by=None,
            today=day,
            at=now,
            progress=lambda what, done, total: tell(say(f"duplicates-{what}"), done, total),
        )
    told = {"people": found.people, "pairs": found.pairs, "new": found.new, "held": found.held}
    return Answer(found, say("duplicates-done", **{name: number(count) for name, count in told.items()}))
