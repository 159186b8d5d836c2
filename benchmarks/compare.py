"""What another rule would change in a whole country: how long the answer takes once the cycle is there."""

from pathlib import Path

from benchmarks.asked import asked
from benchmarks.markdown import table, verdict
from juntos.actions.bench import Spent, apart, run_cut, spend
from juntos.actions.compare import Comparison, compare
from juntos.core.parameters import Scalar
from juntos.engines.duck import MACHINE

SECONDS_MAX = 10
SECONDS_STOPPED = 1_800
CHANGES: tuple[tuple[str, Scalar], ...] = (
    ("coresponsibility.attendances_required", 2),
    ("coresponsibility.pay_not_verified", False),
    ("transfers.amount_cents", 12_000),
)


def main() -> None:
    """Run the baseline, then each change, and print the section."""
    what = asked(__doc__)
    baseline = what.folder / "baseline"
    if not baseline.is_dir():
        apart(run_cut, what.cut, baseline, "full", MACHINE, seconds=SECONDS_STOPPED)
    rows = []
    for name, value in CHANGES:
        turns = [
            apart(compared, baseline, what.cut, name, value, seconds=SECONDS_STOPPED)
            for _ in range(what.turns)
        ]
        spent, found = min(turns, key=lambda turn: turn[0].wall_s)
        rows.append(
            (
                f"`{name}={value}`",
                len(found.steps_run),
                f"{found.total.households_changed:,}",
                f"**{spent.wall_s:.1f}**",
                SECONDS_MAX,
                verdict(spent.wall_s, SECONDS_MAX),
                f"{spent.cpu_s:.1f}",
            )
        )
    print(
        f"Against a finished run of the country's period, {found.total.members:,} members;"
        f" {MACHINE.threads} threads, the best of {what.turns} by the clock. Only the steps that the change"
        " reaches are run.\n"
    )
    heads = ("change", "steps run", "households that change", "wall s", "at most", "", "CPU s")
    print(table(heads, rows))


def compared(baseline: Path, cut: Path, name: str, value: Scalar) -> tuple[Spent, Comparison]:
    """One what-if, and what it took."""
    with spend() as spent:
        found = compare(baseline=baseline, cut=cut, changes={name: value})
    return spent, found


if __name__ == "__main__":
    main()
