"""Scores a CSV of children's measurements by the WHO standards, for any nutritionist.

The file comes back as it came (separator, decimal mark, encoding, every other column, the order of its
rows) with the scores added. Rows that cannot be understood come back apart, each with its reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from juntos.actions.growth import reading, writing
from juntos.actions.growth.reading import COLUMNS, Form, Reading
from juntos.core.coresponsibility.growth.steps import SCORING_STEPS
from juntos.core.coresponsibility.growth.tables import GROWTH, GROWTH_CASES, INDICATORS
from juntos.core.errors import Fault, InputError, RequestError
from juntos.engines import duck
from juntos.programme import growth_standards

__all__ = ["ADDED", "COLUMNS", "REASON", "GrowthSummary", "score_csv"]

ADDED = tuple(f"{indicator}_{what}" for indicator in INDICATORS for what in ("z", "flag"))
REASON = "reason"
FAULTS_MAX = 1_000


@dataclass(frozen=True)
class GrowthSummary:
    """What came of a file: its rows, the scores had and flagged by indicator, and what was wrong.

    ``faults`` has the first thousand; ``rejects`` is the file of all rows left out, if there are any.
    ``renamed`` are columns of the source that had the name of an added one: they are kept as
    ``<name>_previous``.
    """

    rows: int
    rows_scored: int
    rows_rejected: int
    form: Form
    scores: Mapping[str, int]
    flagged: Mapping[str, int]
    out: Path
    rejects: Path | None
    faults: tuple[Fault, ...]
    renamed: tuple[str, ...]


def plain(fault: Fault) -> str:
    """A fault without words, for a caller that has none."""
    return f"{fault.code} {fault.column} = {fault.value} [{fault.expected}]"


def score_csv(
    source: Path,
    out: Path,
    say: Callable[[Fault], str] = plain,
    progress: Callable[[int], None] | None = None,
) -> GrowthSummary:
    """Write ``out``: the rows of ``source`` with their scores; and ``out``'s ``.malas.csv`` if any is bad.

    ``say`` puts a fault into the words of the reason column; ``progress`` is told the rows read.
    Raises InputError, with nothing written, when the file as a whole cannot be understood.
    """
    _check_paths(source, out)
    form = reading.form_of(source)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.stem}-") as name:
        folder = Path(name)
        read = reading.read(source, form, progress)
        form = replace(form, decimal="," if read.decimals == {","} else ".")
        scores = _scores(read, folder)
        header, renamed = _renamed(read.header, ADDED)
        writing.write_scored(folder / "out.csv", form, header, read.texts, scores)
        rejects = _rejects(out) if read.bad else None
        if rejects:
            bad_header, _ = _renamed(read.header, (REASON,))
            writing.write_rows(folder / "bad.csv", form, bad_header, _bad_rows(read, say))
            (folder / "bad.csv").replace(rejects)
        else:
            _rejects(out).unlink(missing_ok=True)  # of an earlier run
        (folder / "out.csv").replace(out)
    faults = (fault for _, row_faults in read.bad for fault in row_faults)
    return GrowthSummary(
        rows=read.rows,
        rows_scored=read.rows_good,
        rows_rejected=len(read.bad),
        form=form,
        scores={i: len(scores) - scores[f"{i}_z"].null_count for i in INDICATORS},
        flagged={i: pc.sum(scores[f"{i}_flag"]).as_py() or 0 for i in INDICATORS},
        out=out,
        rejects=rejects,
        faults=tuple(islice(faults, FAULTS_MAX)),
        renamed=renamed,
    )


def _rejects(out: Path) -> Path:
    return out.with_name(f"{out.stem}.malas.csv")


def _check_paths(source: Path, out: Path) -> None:
    if not source.is_file():
        raise InputError(Fault("file-missing", file=str(source)))
    if not out.parent.is_dir():
        raise RequestError(Fault("folder-missing", file=str(out.parent)))
    if out.is_dir():
        raise RequestError(Fault("file-is-folder", file=str(out)))
    if source.resolve() in (out.resolve(), _rejects(out).resolve()):
        raise RequestError(Fault("file-overwrites-source", file=str(out)))


def _scores(read: Reading, folder: Path) -> pa.Table:
    """The scores of the good rows, in their order."""
    cases = folder / "growth_cases.parquet"
    pq.write_table(pa.concat_tables(read.cases) if read.cases else reading.no_cases(), cases)
    files = {GROWTH_CASES: cases, **growth_standards.FILES}
    duck.run(SCORING_STEPS, duck.Inputs(files=files), folder)
    return pq.read_table(folder / f"{GROWTH.name}.parquet")


def _renamed(header: Sequence[str], added: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The header with the added names; a column that had one of them becomes ``<name>_previous``."""
    taken = set(added)
    renamed = tuple(name for name in header if name.strip().lower() in taken)
    kept = [f"{name.strip()}_previous" if name in renamed else name for name in header]
    return [*kept, *added], renamed


def _bad_rows(read: Reading, say: Callable[[Fault], str]) -> Iterator[list[str]]:
    """The rows left out, as they came, with the reason in its column."""
    width = len(read.header)
    for cells, faults in read.bad:
        reason = "; ".join(say(fault) for fault in faults)
        padded = [*cells, *[""] * (width - len(cells))]
        yield [*padded[:width], reason, *padded[width:]]
