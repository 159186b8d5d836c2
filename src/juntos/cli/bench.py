"""``juntos bench cycle``: what a period costs, beside what only moving its data costs."""

from typing import Annotated

import typer

from juntos.actions.bench import CycleBench, Sample, bench_cycle
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.engines.duck import Machine

app = new_app(is_group=True)
STEPS_SHOWN = 8


@app.command("cycle", cls=Command)
def cycle(
    members: Annotated[int, typer.Option("--members", metavar="N")] = 1_600_000,
    scope: Annotated[str, typer.Option("--scope", metavar="settlement|full")] = "full",
    turns: Annotated[int, typer.Option("--turns", metavar="N")] = 3,
    memory: Annotated[str | None, typer.Option("--memory", metavar="6GiB")] = None,
) -> Answer:
    machine = Machine(session().threads, memory)
    with Long(say("bench-running")) as tell:
        found = bench_cycle(
            Sample(members),
            scope=scope,
            machine=machine,
            turns=turns,
            progress=lambda what, done, total: tell(say(f"bench-{what}"), done, total),
        )
    return Answer(found, _text(found))


def _text(found: CycleBench) -> str:
    lines = [
        say(
            "bench-title",
            scope=say(f"bench-{found.scope}"),
            members=number(found.members),
            households=number(found.households),
        ),
        say(
            "bench-cost",
            cpu=_seconds(found.cpu_s),
            floor=_seconds(found.floor_cpu_s),
            ratio=_seconds(found.ratio),
        ),
        say(
            "bench-clock",
            wall=_seconds(found.wall_s),
            threads=found.threads,
            peak=number(found.peak_mib),
        ),
        "",
        say("bench-steps"),
    ]
    whole = sum(step.cpu_s for step in found.steps)
    dearest = sorted(found.steps, key=lambda step: -step.cpu_s)[:STEPS_SHOWN]
    lines += [
        say(
            "bench-step",
            name=step.step,
            cpu=_seconds(step.cpu_s),
            share=f"{100 * step.cpu_s / whole:.0f}",
        )
        for step in dearest
    ]
    return "\n".join(lines)


def _seconds(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
