"""A period of a country, from verification to amount and entire, beside what only moving its data costs."""

from benchmarks.asked import asked
from benchmarks.markdown import table, verdict
from juntos.actions.bench import CycleBench, Sample, bench_cycle

BUDGETS = {"settlement": 4, "full": 6}
NAMES = {"settlement": "verification to amount", "full": "with schedules and growth"}
# Households per CPU second, measured on two cores like these; the source is the study of other systems.
PEERS_SAID = (
    "Households per processor second; the others' figures were measured on two cores like these. Theirs write"
    " to their databases as they go, ours ends in files: a part of the distance is that."
)
PEERS = (
    ("openIMIS 24.10 payroll", "7–11"),
    ("openIMIS, newest batched design", "170–200"),
    ("HOPE, create and entitle", "17"),
    ("OpenG2P entitlement worker, its database not counted", "250"),
)


def main() -> None:
    """Measure both scopes and print their section."""
    what = asked(__doc__)
    sample = Sample(what.members, what.country)
    found = [bench_cycle(sample, scope=scope, turns=what.turns) for scope in BUDGETS]
    settlement = found[0]
    print(
        f"{settlement.members:,} members, {settlement.households:,} households, {settlement.threads} threads;"
        f" the best of {what.turns}, in processor seconds. The floor is the same engine copying the columns"
        " that the steps read into memory and the result files from file to file.\n"
    )
    print(_ratios(found))
    print(f"\n{PEERS_SAID}\n")
    ours = f"**{settlement.households / settlement.cpu_s:,.0f}**"
    print(table(("system", "households per CPU s"), [*PEERS, ("juntos, verification to amount", ours)]))
    print("\nWhat each step takes, and its share of its cycle.\n")
    print(_steps(found))


def _ratios(found: list[CycleBench]) -> str:
    heads = ("", "CPU s", "floor CPU s", "ratio", "at most", "", "wall s", "peak MiB")
    return table(
        heads,
        [
            (
                NAMES[one.scope],
                f"{one.cpu_s:.1f}",
                f"{one.floor_cpu_s:.1f}",
                f"**{one.ratio:.2f}**",
                BUDGETS[one.scope],
                verdict(one.ratio, BUDGETS[one.scope]),
                f"{one.wall_s:.1f}",
                f"{one.peak_mib:,}",
            )
            for one in found
        ],
    )


def _steps(found: list[CycleBench]) -> str:
    settlement, full = ({cost.step: cost for cost in one.steps} for one in found)
    sums = [sum(cost.cpu_s for cost in costs.values()) for costs in (settlement, full)]
    rows = []
    for cost in sorted(full.values(), key=lambda cost: -cost.cpu_s):
        before = settlement.get(cost.step)
        rows.append(
            (
                cost.step,
                f"{cost.cpu_s:.2f}",
                f"{cost.wall_s:.2f}",
                f"{100 * cost.cpu_s / sums[1]:.1f} %",
                f"{100 * before.cpu_s / sums[0]:.1f} %" if before else "",
            )
        )
    return table(("step", "CPU s", "wall s", "of the whole", "of verification to amount"), rows)


if __name__ == "__main__":
    main()
