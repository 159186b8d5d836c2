"""What a report is made of: facts about its runs, and counts that an engine aggregated.

``households``  period, province, district, finding, outcome (paid, unpaid) → households
``members``     period, sector, finding → members
``failures``    period, province, district, attribution, reason → members
``services``    service, supply, programme, record: one row each → households
``saved``       period, cause → households, cents
``payments``    period, province, group → households, cents
``schedules``   period, kind, verified, paid, standing → members (those under 36 months, and pregnancies)
``truth``       truth, attribution, effect, emitted → members, where the true cause is known
"""

from dataclasses import dataclass

from juntos.core.periods import Period
from juntos.paper.cubes import Cube


@dataclass(frozen=True)
class RunFacts:
    """One run: its period, what it was computed from, and the fingerprints of both."""

    period: Period
    known_at: str
    profile: str
    run_sha256: str
    cut_sha256: str
    code_version: str


@dataclass(frozen=True)
class Setting:
    """A parameter in force that is not the programme's rule: its sentence, its value, its mark."""

    name: str
    sentence: str
    value: str
    mark: str
    source: str


@dataclass(frozen=True)
class District:
    """A district as the last cut has it; the position is None where the cut has none."""

    code: str
    name: str
    province: str
    position: tuple[float, float] | None


@dataclass(frozen=True)
class ServiceFailed:
    """A service and the times that the State failed there, by who answers."""

    code: str
    name: str
    kind: str
    place: str
    network: str
    supply: int
    programme: int
    record: int
    households: int


@dataclass(frozen=True)
class HouseholdTold:
    """One explained household: its code, why it was chosen, and headed paragraphs."""

    code: str
    period: str
    cause: str
    group: str
    state: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Figures:
    """Everything that a report prints; the cubes have the columns listed above."""

    territory: str
    runs: tuple[RunFacts, ...]
    districts: tuple[District, ...]
    settings: tuple[Setting, ...]
    households: Cube
    members: Cube
    failures: Cube
    services: tuple[ServiceFailed, ...]
    saved: Cube
    payments: Cube
    schedules: Cube
    truth: Cube | None
    told: tuple[HouseholdTold, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(run.period.label for run in self.runs)

    @property
    def provinces(self) -> tuple[str, ...]:
        return tuple(sorted({district.province for district in self.districts}))
