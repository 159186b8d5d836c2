"""The rules that a run was computed by, from its manifest: the law, and what was changed by hand."""

from pathlib import Path

from juntos.actions.coresponsibility.run import RUN
from juntos.actions.cut.folder import CutFolder
from juntos.actions.explain.cases import Told
from juntos.core.coresponsibility import results as coresponsibility
from juntos.core.coresponsibility.rules import CoresponsibilityRules, units_of
from juntos.core.errors import Fault, InputError
from juntos.core.manifest import Manifest
from juntos.core.parameters import InForce, rules_of
from juntos.core.periods import Period, parse_period
from juntos.core.steps import Table
from juntos.core.transfers import results as transfers
from juntos.core.transfers.rules import TransferRules
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.core.transfers.tables import LADDER
from juntos.engines.duck import sha256_of
from juntos.programme import profile_on, resolve, tables

RESULTS = (
    coresponsibility.EVIDENCE,
    coresponsibility.ATTRIBUTION,
    coresponsibility.MEMBER_RESULTS,
    transfers.HOUSEHOLD_RESULTS,
    transfers.ENTITLEMENTS,
    NEXT_LADDER,
)


def period_of(manifest: Manifest) -> Period:
    return parse_period(manifest.period)


def rules_of_run(manifest: Manifest) -> InForce:
    """The values in force in a run, each with its source; one set by hand says that it was."""
    since = period_of(manifest).since
    by_date = profile_on(since).name
    law = resolve(since, manifest.profile if manifest.profile != by_date else None)
    changes = {
        name: manifest.inputs[name]
        for name, value in law.values.items()
        if name in manifest.inputs and manifest.inputs[name] != value.value
    }
    return law.replaced(changes)


def told_by(manifest: Manifest) -> Told:
    """What the decisions of a run were told beside their cases."""
    rules = rules_of_run(manifest)
    verification = rules_of(CoresponsibilityRules, rules, "coresponsibility")
    period = period_of(manifest)
    return Told(
        period=period,
        units=units_of(period, verification),
        rules=verification,
        transfers=rules_of(TransferRules, rules, "transfers"),
        sources=frozenset(str(source) for (source,) in tables.evidence_sources(rules)),
        ladder={int(str(step)): str(effect) for step, effect, _ in tables.ladder_steps(rules)},
        supplements={str(code): int(str(cents)) for code, cents in tables.supplements(rules)},
    )


def files_of(run: Path, manifest: Manifest, cut: CutFolder) -> dict[Table, Path]:
    """The files of a run and of its cut, with the ladder that the run started from."""
    files = {**cut.files, **{table: run / f"{table.name}.parquet" for table in RESULTS}}
    if "previous" in manifest.inputs:
        files[LADDER] = _previous(run, manifest) / f"{NEXT_LADDER.name}.parquet"
    return files


def _previous(run: Path, manifest: Manifest) -> Path:
    """The run before, beside this one: of its revisions (``2011-2``, ``2011-2-r1``) the very one it used."""
    label = period_of(manifest).previous().label
    for folder in sorted(run.parent.glob(f"{label}*")):
        if (folder / RUN).is_file() and sha256_of(folder / RUN) == manifest.inputs["previous"]:
            return folder
    raise InputError(Fault("previous-missing", file=run.name, expected=label))
