"""``juntos audit``: whether anybody touched the trail or the results, and sealing what is not sealed."""

from typing import Annotated

import typer
from django.utils import timezone

from juntos.actions.audit import seal_events, verify_audit
from juntos.actions.coresponsibility.proving import verify_results
from juntos.cli.console import Answer, number, say, session
from juntos.cli.help import Command, new_app
from juntos.programme import faults
from juntos.store.reads.audit import heads

app = new_app(is_group=True)
WRONG = 2


@app.command("verify", cls=Command)
def verify(head: Annotated[str, typer.Option("--head", metavar="HASH")] = "") -> Answer:
    found = (*verify_audit(head=head or None), *verify_results())
    said = [faults.sentence(fault, session().language) for fault in found]
    now = heads()
    data = {
        "heads": now,
        "faults": [{"sentence": text, "fault": fault} for fault, text in zip(found, said, strict=True)],
    }
    lines = [
        say("audit-head", region=one.region or "00", events=number(one.events), sha256=one.sha256)
        for one in now
    ]
    if not found:
        return Answer(data, "\n".join([say("audit-good"), *lines]))
    wrong = [say("audit-wrong", faults=number(len(found))), "", *(f"- {text}" for text in said), "", *lines]
    return Answer(data, "\n".join(wrong), WRONG)


@app.command("seal", cls=Command)
def seal() -> Answer:
    made = seal_events(at=timezone.localtime())
    lines = [
        say("audit-head", region=one.region or "00", events=number(one.events), sha256=one.sha256)
        for one in made
    ]
    return Answer({"sealed": made}, "\n".join(lines) or say("audit-nothing"))
