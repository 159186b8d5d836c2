"""A member's case with everything on record, decided as one case and as steps over all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from juntos.core.coresponsibility import finding, finding_steps, requirement, tables
from juntos.core.coresponsibility.requirement import Assignment, Stay
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.coresponsibility.rules import (
    EVIDENCE_SOURCES,
    PERIOD,
    RULES,
    UNITS,
    CoresponsibilityRules,
    Unit,
    units_of,
)
from juntos.core.parameters import InForce, Scalar
from juntos.core.periods import Period, parse_period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.supply import CLOSURES, SERVICE_MONTHS
from juntos.programme.tables import evidence_sources
from tests.agree.bench import Row, row_of_period, row_of_rules, run_steps
from tests.spec.rule import Cases, day, day_or_none, in_force, listed, said_day, said_last_day, verification
from tests.spec.words import FINDING_REASONS, FINDINGS, KINDS, SOURCES, WAIVERS
from tests.spec.words import RULES as DUTIES

CLINIC, OTHER_CLINIC, SCHOOL, OTHER_SCHOOL = 1, 2, 11, 12
NAMES = {CLINIC: "su establecimiento", OTHER_CLINIC: "otro establecimiento"}
NAMES |= {SCHOOL: "su escuela", OTHER_SCHOOL: "otra escuela"}
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio")
MONTHS += ("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre")
AFFILIATED = "2006-01-01"


@dataclass(frozen=True)
class Seen:
    """A health attendance on record."""

    on: str
    kind: str = "cred"
    source: str = "form"
    at: int = CLINIC
    is_superseded: bool = False

    def __str__(self) -> str:
        replaced = ", corregida por un registro posterior" if self.is_superseded else ""
        where = "" if self.at == CLINIC else f", {NAMES[self.at]}"
        return f"{KINDS[self.kind]} el {said_day(self.on)} ({SOURCES[self.source]}{where}{replaced})"


@dataclass(frozen=True)
class Schooled:
    """A month of school attendance on record."""

    month: str
    days: int
    source: str = "form"
    at: int = SCHOOL
    is_superseded: bool = False

    def __str__(self) -> str:
        replaced = ", corregida por un registro posterior" if self.is_superseded else ""
        where = "" if self.at == SCHOOL else f", {NAMES[self.at]}"
        days = "1 día" if self.days == 1 else f"{self.days} días"
        return f"{said_month(self.month)}: {days} ({SOURCES[self.source]}{where}{replaced})"


@dataclass(frozen=True)
class Member:
    """One case. ``answer`` is ``rule [waiver]`` or ``finding reason counted/needed``, one for each unit."""

    about: str
    born: str
    answer: str | tuple[str, ...]
    affiliated: str | None = AFFILIATED
    joined: str | None = None
    left: str | None = None
    household_left: str | None = None
    pregnant: tuple[str, str | None] | None = None
    inicial: tuple[str, str | None] | None = None
    form: str | None = None
    seen: tuple[Seen, ...] = ()
    schooled: tuple[Schooled, ...] = ()
    is_promoted: bool | None = None

    def answers(self) -> tuple[str, ...]:
        return (self.answer,) if isinstance(self.answer, str) else self.answer

    def facts(self) -> Iterator[str]:
        """What is known of the member, in words, apart from the day of birth."""
        if self.affiliated != AFFILIATED:
            yield f"hogar afiliado el {said_day(self.affiliated)}" if self.affiliated else "hogar sin afiliar"
        for verb, on in (
            ("entró al padrón", self.joined),
            ("salió del hogar", self.left),
            ("el hogar salió", self.household_left),
        ):
            yield f"{verb} el {said_day(on)}" if on else ""
        if self.pregnant:
            until = f", hasta el {said_day(self.pregnant[1])}" if self.pregnant[1] else ""
            yield f"embarazo conocido el {said_day(self.pregnant[0])}{until}"
        if self.inicial:
            until = f", hasta el {said_last_day(self.inicial[1])}" if self.inicial[1] else ""
            yield f"matriculado en inicial desde el {said_day(self.inicial[0])}{until}"

    def records(self) -> Iterator[str]:
        """What is on record, in words."""
        yield {"signed": "formato firmado", "unsigned": "formato sin firma", None: "sin formato"}[self.form]
        yield from (str(s) for s in (*self.seen, *self.schooled))
        if self.is_promoted is not None:
            yield "pasó de grado" if self.is_promoted else "no pasó de grado"


@dataclass(frozen=True)
class Setting:
    """The period and what the services did in it: foreseen days by service and month, days closed."""

    label: str
    foreseen: Mapping[tuple[int, str], int] = field(default_factory=dict)
    closed: Mapping[tuple[int, str], int] = field(default_factory=dict)
    changes: Mapping[str, Scalar] = field(default_factory=dict)

    @cached_property
    def period(self) -> Period:
        return parse_period(self.label)

    @cached_property
    def in_force(self) -> InForce:
        return in_force(self.period.since, self.changes)

    @cached_property
    def rules(self) -> CoresponsibilityRules:
        return verification(self.in_force)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return units_of(self.period, self.rules)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(str(row[0]) for row in evidence_sources(self.in_force))

    def possible(self, service: int | None, month: str) -> int | None:
        """A school's days in a month, less its closures; None when its calendar says nothing."""
        key = service or 0, month
        return self.foreseen[key] - self.closed.get(key, 0) if key in self.foreseen else None


def said_month(month: str) -> str:
    return f"{MONTHS[day(month).month - 1]} de {month[:4]}"


ASSIGNED = (("health", CLINIC), ("education", SCHOOL))


def duties(setting: Setting, members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    """What each member must do in each unit, by the function."""
    return {m.about: tuple(_duty(_require(setting, m, unit)) for unit in setting.units) for m in members}


def duties_by_steps(setting: Setting, members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    rows = _run(setting, members)
    return {
        about: tuple(_duty_words(r["rule"], r["exempt_reason"]) for r in of) for about, of in rows.items()
    }


def findings(setting: Setting, members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    """What is found of each member in each unit, by the function."""
    return {m.about: tuple(_found(_find(setting, m, unit)) for unit in setting.units) for m in members}


def findings_by_steps(setting: Setting, members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    rows = _run(setting, members)
    return {
        about: tuple(_found_words(r["finding"], r["finding_reason"], r["counted"], r["needed"]) for r in of)
        for about, of in rows.items()
    }


def together(settled: Sequence[tuple[Setting, Sequence[Member]]]) -> list[tuple[Setting, list[Member]]]:
    """All the cases of each setting in one table, so that the steps run once for it."""
    found: dict[int, tuple[Setting, list[Member]]] = {}
    for setting, members in settled:
        found.setdefault(id(setting), (setting, []))[1].extend(members)
    return list(found.values())


def literal(members: Sequence[Member]) -> dict[str, tuple[str, ...]]:
    """The answers as they are written."""
    found = {m.about: m.answers() for m in members}
    assert len(found) == len(members), "two cases with one description"
    return found


def duty_cases(title: str, setting: Setting, members: Sequence[Member]) -> Cases:
    """The cases as a page prints them: who must do what."""
    return Cases(
        title,
        ("Caso", "Nació", "Se sabe además", "Le toca"),
        tuple((m.about, said_day(m.born), listed(m.facts()), _each(setting, m, said_duty)) for m in members),
    )


def finding_cases(title: str, setting: Setting, members: Sequence[Member]) -> Cases:
    """The cases as a page prints them: what the evidence says."""
    return Cases(
        title,
        ("Caso", "Consta", "Hallazgo"),
        tuple((m.about, listed(m.records()), _each(setting, m, said_finding)) for m in members),
    )


def said_duty(answer: str) -> str:
    rule, _, waiver = answer.partition(" ")
    said = DUTIES[rule]
    if not waiver:
        return f"**{said}**"
    return f"nada: {WAIVERS[waiver]}" if rule == "none" else f"{said}, pero no se le exige: {WAIVERS[waiver]}"


def said_finding(answer: str) -> str:
    found, reason, numbers = answer.split(" ")
    counted, _, needed = numbers.partition("/")
    share = f"{counted}; se exige {needed}" if int(counted) > int(needed) else f"{counted} de {needed}"
    amount = f" ({share})" if found in ("complies", "does_not_comply") else ""
    return f"**{FINDINGS[found]}**: {FINDING_REASONS[reason]}{amount}"


def _each(setting: Setting, member: Member, said) -> str:  # type: ignore[no-untyped-def]
    if len(setting.units) == 1:
        return str(said(member.answers()[0]))
    months = [MONTHS[unit.since.month - 1] for unit in setting.units]
    return "; ".join(f"{m}: {said(a)}" for m, a in zip(months, member.answers(), strict=True))


def _duty(found: requirement.Requirement) -> str:
    return _duty_words(found.rule, found.exempt_reason)


def _duty_words(rule: object, waiver: object) -> str:
    return f"{rule} {waiver}" if waiver else f"{rule}"


def _found(found: finding.Finding) -> str:
    return _found_words(found.finding, found.reason, found.counted, found.needed)


def _found_words(*parts: object) -> str:
    return f"{parts[0]} {parts[1]} {parts[2]}/{parts[3]}"


def _stays(stay: tuple[str, str | None] | None) -> tuple[Stay, ...]:
    return () if stay is None else (Stay(day(stay[0]), day_or_none(stay[1])),)


def _require(setting: Setting, member: Member, unit: Unit) -> requirement.Requirement:
    case = requirement.MemberCase(
        birth_on=day(member.born),
        joined_on=day(member.joined or member.born),
        left_on=day_or_none(member.left),
        affiliated_on=day_or_none(member.affiliated),
        household_left_on=day_or_none(member.household_left),
        pregnancies=_stays(member.pregnant),
        inicial=_stays(member.inicial),
    )
    return requirement.require(case, unit, setting.period, setting.rules)


def _find(setting: Setting, member: Member, unit: Unit) -> finding.Finding:
    required = _require(setting, member, unit)
    assigned = [Assignment(sector, service, Stay(day(AFFILIATED), None)) for sector, service in ASSIGNED]
    service = requirement.assigned_service(assigned, required.rule, unit)
    in_unit = [m for s, m in setting.foreseen if s == service and unit.since <= day(m) < unit.until]
    known = [days for month in in_unit if (days := setting.possible(service, month)) is not None]
    records = finding.Records(
        attendances=tuple(
            finding.Attendance(number, day(s.on), s.kind, s.source)
            for number, s in enumerate(member.seen)
            if not s.is_superseded
        ),
        school_months=tuple(
            finding.SchoolMonth(number, s.at, day(s.month), s.days, setting.possible(s.at, s.month), s.source)
            for number, s in enumerate(member.schooled)
            if not s.is_superseded
        ),
        form_row_id=1 if member.form else None,
        is_signed=member.form == "signed",
        days_possible=sum(known) if known else None,
        is_promoted=member.is_promoted if unit.promotes_year is not None else None,
    )
    return finding.find(required, records, unit, setting.sources, setting.rules)


def _run(setting: Setting, members: Sequence[Member]) -> dict[str, list[dict[str, object]]]:
    """The findings that the steps make, by what each member's case is about, in the units' order."""
    given: dict = {
        PERIOD: [row_of_period(setting.period)],
        RULES: [row_of_rules(setting.rules)],
        UNITS: [row_of_rules(unit) for unit in setting.units],
        EVIDENCE_SOURCES: [{"source": source} for source in sorted(setting.sources)],
        SERVICE_MONTHS: [
            {"service_id": s, "month": day(m), "days": n} for (s, m), n in setting.foreseen.items()
        ],
        CLOSURES: [
            {"closure_id": number, "service_id": s, "since": day(m), "until": day(m[:8] + "28"), "days": n}
            for number, ((s, m), n) in enumerate(setting.closed.items())
        ],
    }
    for number, member in enumerate(members, start=1):
        for table, row in _rows(setting, member, number):
            given.setdefault(table, []).append(row)
    made = run_steps((*requirement.STEPS, *finding_steps.STEPS), given, (FINDINGS_TABLE,))["findings"]
    abouts = {number: member.about for number, member in enumerate(members, start=1)}
    found: dict[str, list[dict[str, object]]] = {about: [] for about in abouts.values()}
    for row in sorted(made, key=lambda r: (r["member_id"], r["unit"])):  # type: ignore[arg-type,return-value]
        found[abouts[row["member_id"]]].append(row)  # type: ignore[index]
    return found


def _rows(setting: Setting, member: Member, number: int) -> Iterator[tuple[object, Row]]:
    """The rows of a cut that say what the case says."""
    own = {"member_id": number}
    yield (
        HOUSEHOLDS,
        {
            "household_id": number,
            "affiliated_on": day_or_none(member.affiliated),
            "left_on": day_or_none(member.household_left),
        },
    )
    yield (
        MEMBERS,
        own
        | {
            "household_id": number,
            "birth_on": day(member.born),
            "joined_on": day(member.joined or member.born),
            "left_on": day_or_none(member.left),
        },
    )
    for stay in _stays(member.pregnant):
        yield PREGNANCIES, own | {"pregnancy_id": number, "detected_on": stay.since, "ended_on": stay.until}
    for stay in _stays(member.inicial):
        row = {"school_enrolment_id": number, "level": "inicial", "since": stay.since, "until": stay.until}
        yield tables.SCHOOL_ENROLMENTS, own | row
    for k, (sector, service) in enumerate(ASSIGNED):
        row = {"assignment_id": number * 10 + k, "sector": sector, "service_id": service}
        yield tables.ASSIGNMENTS, own | row | {"since": day(AFFILIATED)}
    if member.form:
        yield tables.FORM_ROWS, own | {"form_row_id": number, "is_signed": member.form == "signed"}
    if member.is_promoted is not None:
        year = setting.period.since.year
        yield tables.PROMOTIONS, own | {"year": year, "is_promoted": member.is_promoted}
    yield from _record_rows(member, number)


def _record_rows(member: Member, number: int) -> Iterator[tuple[object, Row]]:
    own = {"member_id": number}
    for k, s in enumerate(member.seen):
        yield (
            tables.ATTENDANCES,
            own
            | {
                "attendance_id": number * 10 + k,
                "service_id": s.at,
                "attended_on": day(s.on),
                "kind": s.kind,
                "source": s.source,
                "superseded_by": 1 if s.is_superseded else None,
            },
        )
    for k, m in enumerate(member.schooled):
        yield (
            tables.SCHOOL_MONTHS,
            own
            | {
                "school_month_id": number * 10 + k,
                "service_id": m.at,
                "month": day(m.month),
                "days_attended": m.days,
                "source": m.source,
                "superseded_by": 1 if m.is_superseded else None,
            },
        )
