"""How well people who are in the list twice are found, on invented people with planted copies.

``python -m benchmarks.duplicates`` measures on the seeds kept for it, and on FEBRL's lists, and writes the
tables of docs/duplicates.md; ``--tune`` fits the weights on the seeds for tuning and writes them.
"""

import argparse
import csv
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
import pyarrow as pa
from sklearn.linear_model import LogisticRegression

from benchmarks import febrl
from benchmarks.markdown import table
from benchmarks.people import invent
from juntos import programme
from juntos.core.parameters import rules_of
from juntos.engines.duck import Machine, quiet_database
from juntos.engines.linkage import FIELDS, DuplicateRules, find_duplicates, likeness
from juntos.engines.linkage.pairs import weigh
from juntos.sample.duplicates import Planted, plant

TUNING, HELD_OUT = range(1, 6), range(101, 106)
PEOPLE = 40_000
FACTORS = (0.5, 1.0, 1.5, 2.0, 3.0)
TUNED_ON = (1.0, 2.0)
STRENGTH = 10.0  # the inverse of the logistic's penalty
SIZES = (200_000, 1_600_000)
LEAST_WITH, LEAST_WITHOUT = 0.98, 0.95

DOCUMENT = Path(__file__).parents[1] / "docs" / "duplicates.md"
OPENING, CLOSING = "<!-- measured: begin -->", "<!-- measured: end -->"
WEIGHTS = Path(likeness.__file__).parent / "weights.csv"
Likeness = tuple[str, str]
Pattern = tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Pairs: those found that are one person, those found that are not, and those missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def rules() -> DuplicateRules:
    """The programme's own."""
    latest = programme.profiles()[-1].on
    return rules_of(DuplicateRules, programme.resolve(latest), "registry")


def planted(seed: int, factor: float = 1.0, *, people: int = PEOPLE, has_dni: bool = True) -> Planted:
    """People with copies among them; without their DNI if so asked."""
    made = plant(invent(people, seed), seed, factor)
    if has_dni:
        return made
    empty = pa.nulls(made.people.num_rows, pa.string())
    at = made.people.column_names.index("dni")
    return Planted(made.people.set_column(at, "dni", empty), made.truth)


def score(case: Planted, percent: int | None = None, machine: Machine | None = None) -> Score:
    """What the engine finds, against the truth."""
    asked = rules() if percent is None else DuplicateRules(percent)
    found = pairs_in(find_duplicates(case.people, rules=asked, machine=machine or Machine()).pairs)
    return compare(found, pairs_in(case.truth))


def compare(found: set[tuple[int, int]], truth: set[tuple[int, int]]) -> Score:
    """Two sets of pairs."""
    return Score(len(found & truth), len(found - truth), len(truth - found))


def pairs_in(rows: pa.Table) -> set[tuple[int, int]]:
    """The pairs of a table."""
    return set(zip(rows["person_a"].to_pylist(), rows["person_b"].to_pylist(), strict=True))


def sweep(
    factors: Iterable[float] = FACTORS, seeds: Iterable[int] = HELD_OUT
) -> dict[tuple[float, bool], Score]:
    """The scores by how many times as frequent each fault is, and whether the lists have DNI."""
    return {
        (factor, has_dni): sum((score(planted(seed, factor, has_dni=has_dni)) for seed in seeds), Score())
        for factor in factors
        for has_dni in (True, False)
    }


def patterns(cases: Iterable[Planted]) -> tuple[Counter[Pattern], Counter[Pattern], int]:
    """How often each set of likenesses is one person's and how often it is not; and pairs never compared."""
    same: Counter[Pattern] = Counter()
    other: Counter[Pattern] = Counter()
    missed = 0
    nothing = {(field.name, level.code): 0 for field in FIELDS for level in field.levels}
    names = ", ".join(field.name for field in FIELDS)
    for case in cases:
        with quiet_database() as connection:
            weigh(connection, case.people, {**nothing, (likeness.START, ""): 0})
            connection.register("truth", case.truth)
            counted = connection.execute(
                f"SELECT t.person_a IS NOT NULL, {names}, COUNT(*) FROM weighed"
                " LEFT JOIN truth t USING (person_a, person_b) GROUP BY ALL ORDER BY ALL"
            ).fetchall()
        for is_one, *likenesses, count in counted:
            (same if is_one else other)[tuple(likenesses)] += count
        missed += case.truth.num_rows - sum(row[-1] for row in counted if row[0])
    return same, other, missed


def fitted(same: Mapping[Pattern, int], other: Mapping[Pattern, int]) -> dict[Likeness, int]:
    """Weights in hundredths of a bit, by logistic regression: likenesses that go together share theirs."""
    codes = [(field.name, level.code) for field in FIELDS for level in field.levels]
    at = {code: n for n, code in enumerate(codes)}
    rows = [(pattern, 1, n) for pattern, n in same.items()] + [
        (pattern, 0, n) for pattern, n in other.items()
    ]
    seen = np.zeros((len(rows), len(codes)))
    for row, (pattern, _, _) in enumerate(rows):
        for field, code in zip(FIELDS, pattern, strict=True):
            if code != likeness.MISSING:
                seen[row, at[field.name, code]] = 1
    model = LogisticRegression(C=STRENGTH, max_iter=5_000, tol=1e-8)
    model.fit(seen, [row[1] for row in rows], sample_weight=[row[2] for row in rows])
    bits = {code: round(100 * value / log(2)) for code, value in zip(codes, model.coef_[0], strict=True)}
    return {(likeness.START, ""): round(100 * model.intercept_[0] / log(2)), **bits}


def tune() -> None:
    """Fit the weights on the seeds for tuning, write them, and say what each threshold gives there."""
    cases = [planted(s, f, has_dni=has_dni) for s in TUNING for f in TUNED_ON for has_dni in (True, False)]
    same, other, missed = patterns(cases)
    _say(f"{sum(same.values()):,} pairs of one person, {sum(other.values()):,} others, {missed} not compared")
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["field", "likeness", "hundredths"])
        writer.writerows([*key, value] for key, value in fitted(same, other).items())
    likeness.weights.cache_clear()
    for has_dni in (True, False):
        held = [planted(s, has_dni=has_dni) for s in TUNING]
        for percent in (20, 30, 40, 50, 60, 70, 80, 90):
            total = sum((score(case, percent) for case in held), Score())
            _say(f"DNI {has_dni!s:5} {percent} % {_figures(total)}")


@dataclass(frozen=True)
class Cost:
    """What a list of ``people`` takes: seconds, the process' peak in MiB, and how well it was done."""

    people: int
    wall_s: float
    cpu_s: float
    peak_mib: float
    score: Score


def cost(people: int) -> Cost:
    """Find the duplicates of one list with two threads; to be asked of a process of its own."""
    case = planted(HELD_OUT[0], people=people)
    started = time.perf_counter(), time.process_time()
    found = score(case)
    wall_s, cpu_s = time.perf_counter() - started[0], time.process_time() - started[1]
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(case.people.num_rows, wall_s, cpu_s, peak_mib, found)


def lists_of_others() -> dict[str, dict[str, Score]]:
    """FEBRL's lists without their identity number: each method's score."""
    return {
        name: {method: compare(find(parts), truth) for method, find in febrl.METHODS.items()}
        for name, (parts, truth) in febrl.lists().items()
    }


def tables() -> str:
    """Everything measured, as Markdown."""
    swept = sweep()
    rows = []
    for has_dni, least in ((True, LEAST_WITH), (False, LEAST_WITHOUT)):
        found = swept[1.0, has_dni]
        verdict = "met" if found.f1 >= least else "**not met**"
        rows.append(["with DNI" if has_dni else "without", *_cells(found), least, verdict])
    opening = (
        f"Measured on invented people: seeds {HELD_OUT[0]} to {HELD_OUT[-1]}, about {PEOPLE:,} people each,"
        f" {swept[1.0, True].right + swept[1.0, True].missed:,} pairs planted in all."
    )
    return "\n\n".join(
        [
            opening,
            table(["", "precision", "recall", "F1", "at least", ""], rows),
            "Each fault as many times as frequent:",
            table(
                ["faults", "F1 with DNI", "precision", "recall", "F1 without", "precision", "recall"],
                _swept(swept),
            ),
            "FEBRL's lists 3 and 4 without their identity number:",
            table(["", "precision", "recall", "F1"], _febrl(lists_of_others())),
        ]
    )


def _swept(swept: Mapping[tuple[float, bool], Score]) -> list[list[str]]:
    rows = []
    for factor in dict.fromkeys(factor for factor, _ in swept):
        row = [f"×{factor:g}"]
        for has_dni in (True, False):
            precision, recall, f1 = _cells(swept[factor, has_dni])
            row += [f1, precision, recall]
        rows.append(row)
    return rows


def _febrl(found: Mapping[str, Mapping[str, Score]]) -> list[list[str]]:
    return [
        [f"{name}: {method}", *_cells(s)] for name, scores in found.items() for method, s in scores.items()
    ]


def _cells(found: Score) -> list[str]:
    return [f"{value:.3f}" for value in (found.precision, found.recall, found.f1)]


def _sizes() -> str:
    heads = ["people", "wall s", "CPU s", "peak MiB", "precision", "recall", "F1"]
    rows = []
    for people in SIZES:
        command = [sys.executable, "-m", "benchmarks.duplicates", "--cost", str(people)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows.append(said.split())
    return "Two threads, with DNI, each list in a process of its own:\n\n" + table(heads, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the tables into the document, or fit the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="fit the weights on the seeds for tuning")
    parser.add_argument("--cost", type=int, metavar="PEOPLE", help="what one list takes, and nothing else")
    asked = parser.parse_args(arguments)
    if asked.tune:
        tune()
    elif asked.cost:
        spent = cost(asked.cost)
        figures = f"{spent.people:,} {spent.wall_s:.0f} {spent.cpu_s:.0f} {spent.peak_mib:,.0f}"
        _say(f"{figures} {' '.join(_cells(spent.score))}")
    else:
        written = "\n\n".join([tables(), _sizes()])
        _say(written)
        text = DOCUMENT.read_text(encoding="utf-8")
        before, rest = text.split(OPENING)
        after = rest.split(CLOSING)[1]
        DOCUMENT.write_text(f"{before}{OPENING}\n\n{written}\n\n{CLOSING}{after}", encoding="utf-8")


def _figures(found: Score) -> str:
    return f"{found.precision:.4f} {found.recall:.4f} {found.f1:.4f}"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
