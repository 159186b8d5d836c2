"""What is known about one failure when asking who answers for it, and the answer (DOMAIN 7.2).

A reason settles three things at once: who answers, which table of the cut proves it, and whether an
excuse is proposed. ``REASONS`` is where that is written, for the function and for the step.
"""

from dataclasses import dataclass
from datetime import date

from juntos.core.coresponsibility.finding import Attendance, SchoolMonth
from juntos.core.periods import Span

EXCUSED = frozenset({"record", "programme", "supply", "access", "demand_justified"})


@dataclass(frozen=True)
class Reason:
    """Who answers for a failure with this reason, and the table that proves it ('' if none)."""

    attribution: str
    proof: str


REASONS = {
    "attended-elsewhere": Reason("record", "attendances"),
    "schooled-elsewhere": Reason("record", "school_months"),
    "attended-with-proof": Reason("record", "form_rows"),
    "batch-lost": Reason("programme", "batches"),
    "batch-not-delivered": Reason("programme", "batches"),
    "batch-late": Reason("programme", "batches"),
    "batch-not-returned": Reason("programme", "batches"),
    "batch-reported": Reason("programme", "form_rows"),
    "padron-error": Reason("programme", "padron_errors"),
    "not-in-list": Reason("programme", "form_rows"),
    "moved-unrecorded": Reason("programme", "form_rows"),
    "service-closed": Reason("supply", "closures"),
    "closed-on-visit-days": Reason("supply", "closures"),
    "supplies-out": Reason("supply", "incidents"),
    "service-refused": Reason("supply", "refusals"),
    "supply-reported": Reason("supply", "form_rows"),
    "road-cut": Reason("access", "road_cuts"),
    "far-without-outreach": Reason("access", "travels"),
    "access-reported": Reason("access", "form_rows"),
    "far-reported": Reason("access", "form_rows"),
    "illness": Reason("demand_justified", "form_rows"),
    "bereavement": Reason("demand_justified", "form_rows"),
    "migration-first": Reason("demand", "form_rows"),
    "migration": Reason("demand", "form_rows"),
    "did-not-attend": Reason("demand", "form_rows"),
    "declined": Reason("demand", "form_rows"),
    "moved-without-notice": Reason("demand", "form_rows"),
    "contacted": Reason("demand", "contacts"),
    "supply-suspected": Reason("unknown", ""),
    "reported-alone": Reason("unknown", "form_rows"),
    "contact-owed": Reason("unknown", ""),
    "not-verified": Reason("unknown", ""),
}

HOLDS = {
    "supply-suspected": "supply_suspected",
    "reported-alone": "supply_suspected",
    "contact-owed": "contact_owed",
}

# What a reason noted on a form becomes once something else says the same (DOMAIN 3.8). S5, care given
# and not recorded, is excused on proof alone.
REPORTED = {
    "S1": "supply-reported",
    "S2": "supply-reported",
    "S3": "supply-reported",
    "S6": "supply-reported",
    "S4": "batch-reported",
    "S5": "attended-with-proof",
    "A1": "access-reported",
    "A2": "far-reported",
}


# The reasons that are the household's own (7.2 g): what the family itself says kept the member away.
OWN_REASONS = ("D3", "D4", "D5")


@dataclass(frozen=True)
class FormRow:
    """The row that speaks for a member: a signed one before others, one with a reason before none."""

    form_row_id: int
    is_signed: bool
    reason: str | None = None
    has_proof: bool = False


@dataclass(frozen=True)
class Batch:
    """A batch of forms: the one of the member's row, or one of the service's where there is no row."""

    batch_id: int
    delivered_on: date | None
    collected_on: date | None
    state: str


@dataclass(frozen=True)
class Closure:
    """Days in a row, within a month, on which the service did not open; ``days`` of service lost."""

    closure_id: int
    span: Span
    days: int


@dataclass(frozen=True)
class Incident:
    """Days in a row on which something was missing: staff, vaccine, iron, equipment."""

    incident_id: int
    kind: str
    span: Span


@dataclass(frozen=True)
class Happened:
    """A fact with a number and a day: a refusal, a contact."""

    row_id: int
    on: date


@dataclass(frozen=True)
class Stretch:
    """A fact with a number that lasts: a road cut, a padrón error; open-ended when ``until`` is None."""

    row_id: int
    since: date
    until: date | None

    def overlaps(self, unit: Span) -> bool:
        return self.since < unit.until and (self.until is None or self.until > unit.since)


@dataclass(frozen=True)
class Tally:
    """Failures over required members in a unit, at the service and in the whole of its network."""

    failed: int = 0
    required: int = 0
    network_failed: int = 0
    network_required: int = 0


@dataclass(frozen=True)
class Others:
    """The other members asked for something and verified in the unit, and how many of them failed."""

    failed: int = 0
    verified: int = 0


@dataclass(frozen=True)
class Service:
    """What the assigned service did and lacked. ``days_foreseen`` are its service days by month."""

    days_foreseen: tuple[tuple[date, int], ...] = ()
    visit_days: tuple[date, ...] = ()
    closures: tuple[Closure, ...] = ()
    incidents: tuple[Incident, ...] = ()
    refusals: tuple[Happened, ...] = ()
    batches: tuple[Batch, ...] = ()
    tally: Tally = Tally()
    others: Others = Others()


@dataclass(frozen=True)
class Place:
    """How the household's place reaches the service.

    ``others``: of the same place, asked for health where the member was, for school where the member was.
    """

    place_id: int = 0
    road_cuts: tuple[Stretch, ...] = ()
    travel_minutes: int | None = None
    outreach_days: tuple[date, ...] = ()
    others: Others = Others()


@dataclass(frozen=True)
class FailureCase:
    """One member, one unit, a finding of ``does_not_comply`` or ``not_verified``, and its surroundings.

    ``attendances`` and ``school_months`` are of every source, those not accepted included; ``batches``
    those that could hold the member's row; ``reporting_households`` how many households of the
    same service (of the same place, for A1 and A2) have the row's reason on a form in the unit, this one
    included; ``contacts`` every attempt with its outcome; ``had_migration_excused`` that an earlier
    unit of the household has an exception for D3, not rejected.
    """

    rule: str
    finding: str
    finding_reason: str
    unit: Span
    period_last_day: date
    sources: frozenset[str]
    attendances: tuple[Attendance, ...] = ()
    school_months: tuple[SchoolMonth, ...] = ()
    form: FormRow | None = None
    batches: tuple[Batch, ...] = ()
    service: Service = Service()
    place: Place = Place()
    refusals: tuple[Happened, ...] = ()
    padron_errors: tuple[Stretch, ...] = ()
    contacts: tuple[tuple[Happened, str], ...] = ()
    reporting_households: int = 0
    had_migration_excused: bool = False


@dataclass(frozen=True)
class Attributed:
    """Who answers for a failure and why; the row of the cut that proves it, None for an unknown."""

    attribution: str
    reason: str
    evidence: tuple[str, int] | None
    proposes_excuse: bool
    hold_reason: str | None
