"""How often attribution is right, on invented failures whose cause is known: a measure on invented data.

``python -m benchmarks.attribution`` measures on the seeds kept for it and writes the tables of
docs/attribution.md; with ``--tune`` it prints what each parameter's values give on the seeds for tuning.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from juntos import programme, sample
from juntos.actions.coresponsibility.given import rows_given
from juntos.core.coresponsibility import attribution, finding_steps, requirement
from juntos.core.coresponsibility.results import ATTRIBUTION, ATTRIBUTIONS, FINDINGS_TABLE
from juntos.core.cut import TABLES
from juntos.core.parameters import Scalar
from juntos.core.periods import parse_period
from juntos.core.steps import Step
from juntos.engines.duck import Inputs, Machine, run
from juntos.programme.tables import all_rows

TUNING, HELD_OUT = range(1, 11), range(101, 121)
MEMBERS = 12_000
PERIODS = ("2011-1", "2011-2", "2011-3", "2011-4", "2011-5", "2011-6")
NOISES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
NOISE_SEEDS = HELD_OUT[:4]
CAUSES = ATTRIBUTIONS[:-1]
STATE = ("record", "programme", "supply", "access")
EXCUSED, HELD, SUSPENDED, UNVERIFIED = "excused", "held", "suspended", "unverified"
FIND: tuple[Step, ...] = (*requirement.STEPS, *finding_steps.STEPS)

DOCUMENT = Path(__file__).parents[1] / "docs" / "attribution.md"
OPENING, CLOSING = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Row:
    """A failed or unverified row: what really happened, and what attribution said of it.

    ``is_evidenced``: correct evidence of the cause reached the cut. ``noted`` is the form's reason.
    """

    cause: str
    second_cause: str | None
    is_evidenced: bool
    finding: str
    attribution: str
    reason: str
    is_excused: bool
    is_held: bool
    noted: str | None

    @property
    def is_demand_alone(self) -> bool:
        """Nothing but the household caused it: no second cause that would have excused it by itself."""
        return self.cause == "demand" and self.second_cause is None


Tally = Counter[Row]


@dataclass(frozen=True)
class Verdict:
    """Who a method says answers, and what that does to the payment."""

    attribution: str
    effect: str


def ours(row: Row) -> Verdict:
    """What the decision list says."""
    if row.is_excused:
        return Verdict(row.attribution, EXCUSED)
    if row.finding == "not_verified":
        return Verdict(row.attribution, UNVERIFIED)
    return Verdict(row.attribution, HELD if row.is_held else SUSPENDED)


def always_supply(row: Row) -> Verdict:
    """The first baseline: every failure is the service's, so every family is paid."""
    return Verdict("supply", EXCUSED)


def form_alone(row: Row) -> Verdict:
    """The second baseline: the reason on the form is believed; a failure without one is the family's."""
    said = CATALOGUE.get(row.noted or "", "unknown")
    if said in attribution.case.EXCUSED:
        return Verdict(said, EXCUSED)
    return Verdict(said, UNVERIFIED if row.finding == "not_verified" else SUSPENDED)


CATALOGUE: Mapping[str, str] = {str(r["code"]): str(r["attribution"]) for r in all_rows("reasons").records()}
METHODS: Mapping[str, Callable[[Row], Verdict]] = {
    "attribution": ours,
    "always supply": always_supply,
    "the form's reason alone": form_alone,
}


@dataclass(frozen=True)
class Score:
    """How a method did, in rows.

    ``reachable``: evidence of the cause, or its own reason on the form, is in the cut, the most that any
    method could know. ``state``: the record, the programme, the service or the access caused it.
    ``demand``: the household alone did; ``mixed``: the household and another cause, each enough.
    """

    rows: int
    right: int
    unknown: int
    evidenced: int
    evidenced_right: int
    reachable: int
    state: int
    state_suspended: int
    state_held: int
    justified: int
    justified_suspended: int
    demand: int
    demand_excused: int
    demand_held: int
    mixed: int
    mixed_excused: int


def score(tally: Tally, method: Callable[[Row], Verdict]) -> Score:
    """Count what a method says against what happened."""
    judged = [(row, method(row), count) for row, count in tally.items()]

    def count(holds: Callable[[Row, Verdict], bool]) -> int:
        return sum(n for row, verdict, n in judged if holds(row, verdict))

    return Score(
        rows=tally.total(),
        right=count(lambda r, v: v.attribution == r.cause),
        unknown=count(lambda r, v: v.attribution == "unknown"),
        evidenced=count(lambda r, v: r.is_evidenced),
        evidenced_right=count(lambda r, v: r.is_evidenced and v.attribution == r.cause),
        reachable=count(lambda r, v: r.is_evidenced or CATALOGUE.get(r.noted or "") == r.cause),
        state=count(lambda r, v: r.cause in STATE),
        state_suspended=count(lambda r, v: r.cause in STATE and v.effect == SUSPENDED),
        state_held=count(lambda r, v: r.cause in STATE and v.effect == HELD),
        justified=count(lambda r, v: r.cause == "demand_justified"),
        justified_suspended=count(lambda r, v: r.cause == "demand_justified" and v.effect == SUSPENDED),
        demand=count(lambda r, v: r.is_demand_alone),
        demand_excused=count(lambda r, v: r.is_demand_alone and v.effect == EXCUSED),
        demand_held=count(lambda r, v: r.is_demand_alone and v.effect == HELD),
        mixed=count(lambda r, v: r.cause == "demand" and not r.is_demand_alone),
        mixed_excused=count(
            lambda r, v: r.cause == "demand" and not r.is_demand_alone and v.effect == EXCUSED
        ),
    )


class Study:
    """Invented regions with their findings, kept in a folder while parameters are tried on them."""

    def __init__(self, folder: Path, seeds: Iterable[int], noise: float | None = None) -> None:
        self._folder = folder
        self._regions = [self._invent(seed, noise) for seed in seeds]

    def measure(self, changes: Mapping[str, Scalar] | None = None) -> Tally:
        """What attribution says of every failed or unverified row, under the rules in force or changed."""
        tally: Tally = Counter()
        for region, label in product(self._regions, PERIODS):
            tally.update(self._observe(region, label, changes or {}))
        return tally

    def _invent(self, seed: int, noise: float | None) -> Path:
        out = self._folder / f"{seed}-{noise}"
        sample.write("region", out, seed=seed, members=MEMBERS, noise=noise)
        for label in PERIODS:
            self._run(out, label, FIND, {}, {})
        return out

    def _run(
        self,
        region: Path,
        label: str,
        steps: Sequence[Step],
        changes: Mapping[str, Scalar],
        made: Mapping[str, Path],
    ) -> Path:
        period = parse_period(label)
        rules = programme.resolve(period.since, changes=changes)
        cut = region / "cuts" / label
        files = {t: path for t in TABLES if (path := cut / f"{t.name}.parquet").exists()}
        files |= {step.makes: made[step.makes.name] for step in FIND if step.makes.name in made}
        out = region / "runs" / label
        out.mkdir(parents=True, exist_ok=True)
        run(_kept(steps), Inputs(files, rows_given(period, rules)), out, Machine(threads=1))
        return out

    def _observe(self, region: Path, label: str, changes: Mapping[str, Scalar]) -> Tally:
        out = region / "runs" / label
        made = {table.name: out / f"{table.name}.parquet" for table in KEPT}
        self._run(region, label, attribution.STEPS, changes, made)
        with duckdb.connect(config={"threads": 1}) as connection:
            found = connection.execute(
                _OBSERVED,
                {
                    "attribution": str(out / "attribution.parquet"),
                    "causes": str(region / "truth" / label / "causes.parquet"),
                    "form_rows": str(region / "cuts" / label / "form_rows.parquet"),
                },
            ).fetchall()
        return Counter({Row(*values): count for *values, count in found})


KEPT = (FINDINGS_TABLE, finding_steps.SERVICE_DAYS, ATTRIBUTION)
_OBSERVED = """
WITH noted AS (
  SELECT member_id, MAX(reason) AS noted FROM read_parquet($form_rows)
  WHERE superseded_by IS NULL GROUP BY member_id
)
SELECT c.cause, c.second_cause, c.evidence_emitted, a.finding, a.attribution, a.attribution_reason,
  a.proposes_excuse, a.hold_reason IS NOT NULL, n.noted, COUNT(*)
FROM read_parquet($attribution) a
JOIN read_parquet($causes) c ON c.member_id = a.member_id AND c.unit = a.unit
LEFT JOIN noted n ON n.member_id = a.member_id
GROUP BY ALL
"""


def _kept(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps, writing what is read again when other parameters are tried."""
    names = {table.name for table in KEPT}
    return tuple(Step(s.name, s.reads, s.makes, s.sql, s.makes.name in names) for s in steps)


# One parameter at a time, from the values in force: what is looked at on the seeds for tuning.
TRIED: Mapping[str, Sequence[Scalar]] = {
    "reported_households_min": (0, 1, 2, 3),
    "reported_alone_is_held": (False,),
    "contact_must_reach": (True,),
    "unreturned_batch_is_programme": (False,),
    "contagion_percent_min": (20, 40),
    "contagion_standard_errors": (1, 3),
    "closure_percent_min": (40, 60),
    "road_cut_days_min": (10, 20),
    "others_failed_percent_min": (0, 10, 30, 50),
}


@dataclass(frozen=True)
class Measured:
    """Everything that the document and the report show."""

    tally: Tally
    noises: Mapping[float, Tally]


def measure() -> Measured:
    """Attribution on the seeds kept for it, and on fewer of them at each noise."""
    with TemporaryDirectory() as folder:
        tally = Study(Path(folder), HELD_OUT).measure()
        noises = {noise: Study(Path(folder), NOISE_SEEDS, noise).measure() for noise in NOISES}
    return Measured(tally, noises)


def tune() -> Iterator[tuple[str, Score]]:
    """What each value tried gives on the seeds for tuning, the values in force first."""
    with TemporaryDirectory() as folder:
        study = Study(Path(folder), TUNING)
        yield "in force", score(study.measure(), ours)
        for name, values in TRIED.items():
            for value in values:
                changed = study.measure({f"coresponsibility.{name}": value})
                yield f"{name} = {value}", score(changed, ours)


def tables(measured: Measured) -> str:
    """The measures as Markdown."""
    scores = {name: score(measured.tally, method) for name, method in METHODS.items()}
    parts = [
        f"Measured on invented data: seeds {HELD_OUT[0]} to {HELD_OUT[-1]}, six periods each, "
        f"{MEMBERS:,} members, {measured.tally.total():,} failed or unverified rows.",
        _methods_table(scores),
        "What was said (columns) of what happened (rows):",
        _confusion_table(measured.tally),
        f"By the share of incidents that nobody reports, the other noise in step with it "
        f"(seeds {NOISE_SEEDS[0]} to {NOISE_SEEDS[-1]}):",
        _noise_table(measured.noises),
    ]
    return "\n\n".join(parts)


def _methods_table(scores: Mapping[str, Score]) -> str:
    lines: Mapping[str, Callable[[Score], str]] = {
        "right": lambda s: _share(s.right, s.rows),
        "the most that the noise allows": lambda s: _share(s.reachable, s.rows),
        "unknown": lambda s: _share(s.unknown, s.rows),
        "right where correct evidence was emitted": lambda s: _share(s.evidenced_right, s.evidenced),
        "**families suspended though the State was the cause**": lambda s: _share(s.state_suspended, s.state),
        "… held until someone visits or calls": lambda s: _share(s.state_held, s.state),
        "**demand excused**": lambda s: _share(s.demand_excused, s.demand),
        "… held all the same": lambda s: _share(s.demand_held, s.demand),
        "… excused where a second cause excused by itself": lambda s: _share(s.mixed_excused, s.mixed),
        "families suspended with a justified cause": lambda s: _share(s.justified_suspended, s.justified),
    }
    rows = [[name, *(cell(s) for s in scores.values())] for name, cell in lines.items()]
    return _markdown(["", *scores], rows)


def _confusion_table(tally: Tally) -> str:
    cells: Counter[tuple[str, str]] = Counter()
    for row, count in tally.items():
        cells[row.cause, row.attribution] += count
    rows = [[cause, *(f"{cells[cause, said]:,}" for said in ATTRIBUTIONS)] for cause in CAUSES]
    return _markdown(["", *ATTRIBUTIONS], rows)


def _noise_table(noises: Mapping[float, Tally]) -> str:
    rows = []
    for noise, tally in noises.items():
        found, form = score(tally, ours), score(tally, form_alone)
        rows.append(
            [
                f"{round(noise * 100)} %",
                _share(found.right, found.rows),
                _share(found.reachable, found.rows),
                _share(found.evidenced_right, found.evidenced),
                _share(found.unknown, found.rows),
                f"{_share(found.state_suspended, found.state)} ({_share(form.state_suspended, form.state)})",
                f"{_share(found.demand_excused, found.demand)} ({_share(form.demand_excused, form.demand)})",
            ]
        )
    heads = ["unreported", "right", "at most", "right with evidence", "unknown"]
    return _markdown([*heads, "State's suspended (form alone)", "demand excused (form alone)"], rows)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "—"


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *("--:" for _ in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the tables into the document, or print what each value tried gives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="try each parameter on the seeds for tuning")
    if parser.parse_args(arguments).tune:
        for name, found in tune():
            _say(
                f"{name:38} right {_share(found.right, found.rows)}, "
                f"unknown {_share(found.unknown, found.rows)}, "
                f"State's suspended {_share(found.state_suspended, found.state)}, "
                f"demand excused {_share(found.demand_excused, found.demand)}"
            )
        return
    written = tables(measure())
    _say(written)
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(OPENING)
    after = rest.split(CLOSING)[1]
    DOCUMENT.write_text(f"{before}{OPENING}\n\n{written}\n\n{CLOSING}{after}", encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
