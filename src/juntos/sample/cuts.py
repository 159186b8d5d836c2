"""The tables of one cut: what the programme knew of a department when a period was frozen."""

import numpy as np

from juntos.core.coresponsibility.tables import ATTENDANCES, TALKS
from juntos.core.registry import HOUSEHOLDS, MEMBERS
from juntos.core.supply import SECTORS
from juntos.core.transfers.tables import HOLDS, STATES
from juntos.sample.behaviour import DEMAND
from juntos.sample.department import Happened, Year
from juntos.sample.draws import age_months, months_after, stream
from juntos.sample.evidence import first_of_month
from juntos.sample.frames import NONE, Array, Frame, Words, chosen, numbers, stacked
from juntos.sample.registry import LEFT_REASONS, MEMBER_LEFT_REASONS, OUTCOMES
from juntos.sample.schooling import YEAR_STARTS, enrolments
from juntos.sample.status import MATCHES, SOURCES
from juntos.sample.supply import service_months, travels, visit_days
from juntos.sample.year import (
    BIMESTERS,
    CLOSING,
    DNI_CAMPAIGN_FROM,
    FIRST_DAY,
    HUACCANA,
    HUACCANA_VACANT_FROM,
)

ROWS_PER_DEPARTMENT = 10_000_000
ROWS_PER_PERIOD = 1_000_000
GESTORES = 65
TITULAR_CODES = 9_000_000_000  # the titulares' codes are apart from everyone else's
CAMPAIGN_DISTRICTS = ("030201", "030213", "030216", "030501", "030605")


def cut_tables(year: Year, number: int) -> dict[str, Frame]:
    """Every table of a period's cut, by name; a table that is not here has no rows."""
    period, department = BIMESTERS[number], year.department
    home, here = department.people.in_cut(number)
    until = period.until
    return {
        "districts": department.territory.districts,
        "places": department.territory.places,
        "services": department.supply.services,
        "service_months": service_months(department.supply, until),
        "visit_days": visit_days(department.supply, until),
        "travels": travels(department.territory, department.supply),
        "households": _households(year, number, home),
        "members": _members(year, number, here),
        "pregnancies": _pregnancies(year, number, here),
        "assignments": assignments_in(year, number, here),
        "attendances": _attendances(year, number, here),
        "vaccinations": _care(year, number, here, year.vaccinations, "vaccination_id"),
        "measurements": _care(year, number, here, year.measurements, "measurement_id"),
        "school_enrolments": enrolments(
            department.schooling, year.member_ids, department.supply.service_ids, here, until
        ),
        "school_months": _school_months(year, number, here),
        "promotions": _promotions(year, number, here),
        "talks": _talks(year, number, home),
        "ladder": _ladder(year, number, home),
        "holds": _holds(year, number, home),
        **_events(year, number),
        **_papers(year, number, home, here),
    }


def _day_if_past(days: Array, until: int) -> Array:
    return np.where((days != NONE) & (days < until), days, NONE)


def _word_if(days: Array, at: Array) -> Array:
    return np.where(days == NONE, -1, at)


def _households(year: Year, number: int, home: Array) -> Frame:
    homes, period = year.department.people.households, BIMESTERS[number]
    at = np.flatnonzero(home)
    left = _day_if_past(homes.left[at], period.until)
    values = {c.name: c.values for c in HOUSEHOLDS.columns}
    return {
        "household_id": year.household_ids[at],
        "place_id": year.department.territory.place_ids[homes.place[at]],
        "poverty_class": Words(homes.poverty[at], values["poverty_class"]),
        "class_until": homes.class_until[at],
        "affiliated_on": homes.affiliated[at],
        "agreement_on": np.where(homes.has_agreement[at], homes.affiliated[at], NONE),
        "titular_id": np.where(homes.has_titular[at], TITULAR_CODES + year.household_ids[at], NONE),
        "gestor_id": gestors_of_places(year, number)[homes.place[at]],
        "language": Words(homes.language[at], values["language"]),
        "left_on": left,
        "left_reason": Words(_word_if(left, homes.left_reason[at]), LEFT_REASONS),
    }


def gestors_of_places(year: Year, number: int) -> Array:
    """The gestor of each place: neighbours by code, even loads; Huaccana's post is vacant from the fourth."""
    territory = year.department.territory
    vacant = territory.in_district(HUACCANA)
    load = np.bincount(year.department.people.households.place, minlength=len(vacant)) * ~vacant
    posts = max(1, round(GESTORES * len(year.household_ids) / 38_586))
    before = np.cumsum(load) - load
    post = np.minimum(before * posts // max(int(load.sum()), 1), posts - 1)
    first = year.department.number * 100 + 1
    none = NONE if number >= HUACCANA_VACANT_FROM else first + posts
    return np.where(vacant, none, first + post)


def _members(year: Year, number: int, here: Array) -> Frame:
    members, period = year.department.people.members, BIMESTERS[number]
    at = np.flatnonzero(here)
    left = _day_if_past(members.left[at], period.until)
    values = {c.name: c.values for c in MEMBERS.columns}
    return {
        "member_id": year.member_ids[at],
        "household_id": year.household_ids[members.household[at]],
        "birth_on": members.birth[at],
        "sex": Words(members.sex[at], values["sex"]),
        "joined_on": members.joined[at],
        "left_on": left,
        "left_reason": Words(_word_if(left, members.left_reason[at]), MEMBER_LEFT_REASONS),
        "has_dni": has_dni_in(year, number)[at],
        "has_sis": members.has_sis[at],
    }


def has_dni_in(year: Year, number: int) -> Array:
    """Who has a DNI: few of the smallest, until the campaign of the third period in five districts."""
    members, rates = year.department.people.members, year.department.rates.population
    young = age_months(members.birth, FIRST_DAY) < 36
    has = members.luck < np.where(young, rates.dni_infant, rates.dni_older)
    if number >= DNI_CAMPAIGN_FROM:
        territory = year.department.territory
        reached = np.any([territory.in_district(code) for code in CAMPAIGN_DISTRICTS], axis=0)
        has |= (
            young
            & reached[year.department.people.households.place[members.household]]
            & (members.luck < 0.92)
        )
    return np.asarray(has | members.is_woman)


def _pregnancies(year: Year, number: int, here: Array) -> Frame:
    pregnancies, period = year.department.people.pregnancies, BIMESTERS[number]
    at = np.flatnonzero(here[pregnancies.member] & (pregnancies.detected < period.until))
    ended = _day_if_past(pregnancies.ended[at], period.until)
    return {
        "pregnancy_id": year.department.number * ROWS_PER_DEPARTMENT + at + 1,
        "member_id": year.member_ids[pregnancies.member[at]],
        "last_menstruation_on": pregnancies.last_menstruation[at],
        "detected_on": pregnancies.detected[at],
        "ended_on": ended,
        "outcome": Words(_word_if(ended, pregnancies.outcome[at]), OUTCOMES),
    }


def assignments_in(year: Year, number: int, here: Array) -> Frame:
    """Where each member complies: a clinic until school begins, then a school for each school year."""
    department, until = year.department, BIMESTERS[number].until
    members, schooling, supply = department.people.members, department.schooling, department.supply
    starts = np.minimum(*(np.where(s == NONE, 2**31, s) for s in schooling.since))
    out = np.minimum(starts, months_after(members.birth, 72))
    out = np.where(members.is_woman, 2**31, out)
    clinic = supply.nearest[0][department.people.households.place[members.household]]
    stays = [
        (np.zeros(len(out), np.int64), clinic, members.joined, out),
        (
            np.ones(len(out), np.int64),
            schooling.service[0],
            schooling.since[0],
            np.full(len(out), YEAR_STARTS[1]),
        ),
        (np.ones(len(out), np.int64), schooling.service[1], schooling.since[1], np.full(len(out), 2**31)),
    ]
    parts = []
    for slot, (sector, service, since, end) in enumerate(stays):
        start = np.maximum(since, members.joined)
        at = np.flatnonzero(here & (since != NONE) & (start < until) & (start < end))
        shown = np.where(end[at] < until, end[at], NONE)
        parts.append((at * 3 + slot, at, sector[at], service[at], start[at], shown))
    key, at, sector, service, start, shown = (np.concatenate(c) for c in zip(*parts, strict=True))
    order = np.argsort(key)
    return {
        "assignment_id": department.number * ROWS_PER_DEPARTMENT + 1 + key[order],
        "member_id": year.member_ids[at[order]],
        "sector": Words(sector[order], SECTORS),
        "service_id": supply.service_ids[service[order]],
        "since": start[order],
        "until": shown[order],
    }


def _attendances(year: Year, number: int, here: Array) -> Frame:
    visits, known = year.visits, BIMESTERS[number].known_at
    at = np.flatnonzero(here[visits.member] & (visits.recorded <= known))
    base = year.department.number * ROWS_PER_DEPARTMENT + 1
    replaced = visits.superseded_by[at]
    replaced = np.where(replaced == NONE, NONE, replaced + base)
    kinds = next(c.values for c in ATTENDANCES.columns if c.name == "kind")
    return {
        "attendance_id": base + at,
        "member_id": year.member_ids[visits.member[at]],
        "service_id": year.department.supply.service_ids[visits.service[at]],
        "attended_on": visits.on[at],
        "kind": Words(visits.kind[at], kinds),
        "source": Words(visits.source[at], SOURCES),
        "matched_by": Words(visits.matched[at], MATCHES),
        "recorded_at": visits.recorded[at],
        "superseded_by": replaced,
    }


def _care(year: Year, number: int, here: Array, frame: Frame, key: str) -> Frame:
    """Doses or measurements known by a cut, numbered as in every other cut."""
    member = numbers(frame, "member")
    at = np.flatnonzero(here[member] & (numbers(frame, "recorded_at") <= BIMESTERS[number].known_at))
    return {
        **chosen(frame, at),
        key: year.department.number * ROWS_PER_DEPARTMENT + 1 + at,
        "member_id": year.member_ids[member[at]],
        "superseded_by": np.full(len(at), NONE),
    }


def _school_months(year: Year, number: int, here: Array) -> Frame:
    parts = []
    for past in range(1, 6):
        frame = year.periods[past].school_months
        if frame is None or past > number:
            continue
        member = numbers(frame, "member")
        at = np.flatnonzero(here[member] & (numbers(frame, "recorded_at") <= BIMESTERS[number].known_at))
        start = year.department.number * ROWS_PER_DEPARTMENT + past * ROWS_PER_PERIOD + 1
        part = chosen(frame, at)
        part["school_month_id"] = start + at
        part["member_id"] = year.member_ids[member[at]]
        part["service_id"] = year.department.supply.service_ids[numbers(part, "service")]
        parts.append(part)
    return stacked(parts) if parts else {}


def _promotions(year: Year, number: int, here: Array) -> Frame:
    """Whether each pupil moved up: 2010 in every cut, 2011 once its school year has closed."""
    schooling = year.department.schooling
    years = (0, 1) if number == CLOSING else (0,)
    parts = [(np.flatnonzero(here & (schooling.service[y] >= 0)), y) for y in years]
    member = np.concatenate([at for at, _ in parts])
    school_year = np.concatenate([np.full(len(at), 2010 + y) for at, y in parts])
    held_back = _held_back(year)
    passed = ~held_back[member] | (school_year == 2010)
    order = np.lexsort((school_year, member))
    return {
        "member_id": year.member_ids[member[order]],
        "year": school_year[order],
        "is_promoted": passed[order],
    }


def _held_back(year: Year) -> Array:
    """Pupils who did not move up: some of those whose family failed in the last period, and no one else."""
    last, members = year.periods[CLOSING], year.department.people.members
    failed = (last.cause == DEMAND) & ~last.rows.is_health
    held_back = np.zeros(len(members.birth), bool)
    held_back[last.rows.member[failed]] = True
    return held_back & (members.luck < year.department.rates.history.not_promoted)


def _talks(year: Year, number: int, home: Array) -> Frame:
    """Sessions that households went to, about one in four each period."""
    parts = []
    for past in range(number + 1):
        random = stream(year.seed, year.department.number, f"talks-{past}")
        at = np.flatnonzero((random.random(len(home)) < 0.25) & home)
        parts.append((at, BIMESTERS[past].since + random.integers(5, 55, len(home))[at]))
    household, held = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((held, household))
    names = TALKS.column_names
    return {names[0]: year.household_ids[household[order]], names[1]: held[order]}


def _ladder(year: Year, number: int, home: Array) -> Frame:
    """Where each household stood after the period before: a run of that period says it better."""
    homes = year.department.people.households
    random = stream(year.seed, year.department.number, "ladder")
    draw = random.random(len(home))
    suspensions = np.where(draw < 0.003, 2, np.where(draw < 0.02, 1, 0))
    streak = random.integers(0, 3, len(home)) * (suspensions > 0) + 3 * (suspensions == 0)
    failed = np.zeros(len(home), bool)
    for past in range(number):
        failed = _suspended(year.periods[past], len(home))
        streak = np.where(failed, 0, streak + 1)
        suspensions = np.where(failed, suspensions + 1, np.where(streak >= 3, 0, suspensions))
    at = np.flatnonzero(home & (homes.affiliated < BIMESTERS[number].since))
    last = np.where(failed[at], 1, 0)
    return {
        "household_id": year.household_ids[at],
        "state": Words(np.where(failed[at], STATES.index("suspended"), STATES.index("active")), STATES),
        "suspensions": suspensions[at],
        "compliant_streak": streak[at],
        "owed_cents": np.zeros(len(at), np.int64),
        "last_result": Words(last, ("complies", "does_not_comply")),
    }


def _suspended(period: Happened, households: int) -> Array:
    failed = np.zeros(households, bool)
    failed[period.rows.household[period.cause == DEMAND]] = True
    return failed


def _holds(year: Year, number: int, home: Array) -> Frame:
    """A few households whose payment is held: found twice, not collecting, a death, a fraud."""
    random = stream(year.seed, year.department.number, "holds")
    held = random.random(len(home)) < 0.0015
    since = FIRST_DAY + random.integers(-30, 300, len(home))
    until = since + random.integers(40, 200, len(home))
    kind = random.choice(4, len(home), p=(0.45, 0.40, 0.12, 0.03))
    at = np.flatnonzero(home & held & (since < BIMESTERS[number].until))
    return {
        "hold_id": year.household_ids[at],
        "household_id": year.household_ids[at],
        "kind": Words(kind[at], HOLDS.columns[2].values),
        "since": since[at],
        "until": _day_if_past(until[at], BIMESTERS[number].until),
    }


def _events(year: Year, number: int) -> dict[str, Frame]:
    """The incidents reported up to a period; a service has at most one closure in a month."""
    told = [happened.told for happened in year.periods[: number + 1]]
    outreaches = stacked([t.outreaches for t in told])
    order = np.lexsort((numbers(outreaches, "visited_on"), numbers(outreaches, "place_id")))
    return {
        "closures": first_of_month(_numbered(year, [t.closures for t in told], "closure_id")),
        "incidents": _numbered(year, [t.incidents for t in told], "incident_id"),
        "road_cuts": _numbered(year, [t.road_cuts for t in told], "road_cut_id"),
        "outreaches": chosen(outreaches, order),
    }


def _numbered(year: Year, frames: list[Frame], key: str) -> Frame:
    """The frames of the periods, their rows numbered the same in every cut."""
    start = year.department.number * ROWS_PER_DEPARTMENT + 1
    parts = []
    for past, frame in enumerate(frames):
        count = len(next(iter(frame.values())))
        parts.append({**frame, key: start + past * ROWS_PER_PERIOD + np.arange(count)})
    return stacked(parts)


def _papers(year: Year, number: int, home: Array, here: Array) -> dict[str, Frame]:
    """Forms and exceptions of the period alone; contacts, sheets and list errors of all before it too."""
    papers = [happened.paper for happened in year.periods[: number + 1]]
    now = papers[-1]
    members, homes = year.member_ids[here], year.household_ids[home]

    def of_members(frame: Frame) -> Frame:
        return chosen(frame, np.isin(numbers(frame, "member_id"), members))

    contacts = stacked([paper.contacts for paper in papers])
    return {
        "batches": now.batches,
        "form_rows": now.form_rows,
        "exceptions": now.exceptions,
        "contacts": chosen(contacts, np.isin(numbers(contacts, "household_id"), homes)),
        "refusals": of_members(stacked([paper.refusals for paper in papers])),
        "padron_errors": of_members(stacked([paper.padron_errors for paper in papers])),
    }
