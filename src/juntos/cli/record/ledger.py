"""``juntos ledger check``: whether every sum of the books holds, and what is wrong where one does not."""

from juntos.actions.transfers.checking import balances, check_ledger
from juntos.cli.console import Answer, number, say, session
from juntos.cli.help import Command, new_app
from juntos.core.money import soles
from juntos.programme import faults

app = new_app(is_group=True)
WRONG = 2


@app.command("check", cls=Command)
def check() -> Answer:
    found = check_ledger()
    said = [faults.sentence(fault, session().language) for fault in found]
    held = balances()
    data = {
        "balances": held,
        "faults": [{"sentence": text, "fault": fault} for fault, text in zip(found, said, strict=True)],
    }
    lines = [f"{say(f'account-{name}'):<28}{soles(cents):>22}" for name, cents in held.items()]
    if not found:
        return Answer(data, "\n".join([say("ledger-good"), *lines]))
    wrong = [say("ledger-wrong", faults=number(len(found))), "", *(f"- {text}" for text in said), "", *lines]
    return Answer(data, "\n".join(wrong), WRONG)
