"""The year's padrón events: what changes from one cut to the next, proposed by one, approved by another.

An event is here when the padrón changed after a household had entered; what came with its affiliation is
not an event, nor is what the programme decides of itself (class, graduation, no members left). A few
proposals of the last weeks still wait, and a few were refused: no cut shows them.
"""

import json
from collections.abc import Iterable

import numpy as np

from juntos.sample.cuts import ROWS_PER_DEPARTMENT, assignments_in, gestors_of_places, has_dni_in
from juntos.sample.department import Year
from juntos.sample.draws import Random, stream
from juntos.sample.frames import NONE, Array, Frame, Words, chosen, numbers, stacked, words
from juntos.sample.persons import Persons, draw_addresses
from juntos.sample.record_tables import EVENT_KINDS, EVENT_STATES
from juntos.sample.registry import LEFT_REASONS, MEMBER_LEFT_REASONS
from juntos.sample.staff import gestor_login, login_suffix
from juntos.sample.year import BIMESTERS, DNI_CAMPAIGN_FROM, FIRST_DAY, LAST_DAY

PROPOSED, APPROVED, REFUSED = range(3)
ADDRESS_SHARE, WAITING_SHARE = 0.01, 0.0015
EVIDENCE = {
    "birth": "Acta de nacimiento",
    "pregnancy": "Carné de control prenatal",
    "death": "Acta de defunción",
    "move": "Constancia de residencia",
    "leaving": "Ficha de visita",
    "titular": "Acta de la asamblea comunal",
    "service": "Constancia de matrícula",
    "address": "Ficha de visita",
    "dni": "Copia del DNI",
}
BY_UGOAL = ("death", "move", "leaving", "titular")  # the others are the information manager's
Facts = dict[str, object]


def build_events(year: Year, persons: Persons) -> Frame:
    """The events of a department, in the order in which they were proposed."""
    random = stream(year.seed, year.department.number, "record-events")
    parts = [
        _births(year, persons),
        _pregnancies(year, persons),
        *_departures(year, persons),
        *_households_left(year, persons),
        _service_changes(year, persons),
        _dnis_issued(random, year, persons),
        _addresses(random, year, persons),
        *_waiting(random, year, persons),
    ]
    return _decided(random, year, stacked(parts))


def _part(kind: str, household: Array, person: Array, happened: Array, facts: Iterable[Facts]) -> Frame:
    """Events of a kind, approved unless said otherwise; ``facts`` has one of each, beside the document."""
    count = len(household)
    texts = [json.dumps({"evidence": EVIDENCE[kind]} | fact, ensure_ascii=False) for fact in facts]
    return {
        "household": household,
        "person_id": person,
        "kind": np.full(count, EVENT_KINDS.index(kind)),
        "happened_on": happened,
        "facts": np.array(texts, dtype=object),
        "state": np.full(count, APPROVED),
    }


def _is_new(year: Year, persons: Persons) -> Array:
    """Members who entered in the year, after their household had."""
    people = year.department.people
    entered = people.households.affiliated[people.members.household]
    joined = people.members.joined
    return persons.is_member & (joined >= FIRST_DAY) & (joined <= LAST_DAY) & (joined > entered)


def _births(year: Year, persons: Persons) -> Frame:
    members = year.department.people.members
    at = np.flatnonzero(_is_new(year, persons) & ~members.is_woman)
    known = zip(persons.mother[at].tolist(), members.sex[at].tolist(), strict=True)
    facts: list[Facts] = [
        {"sex": "fm"[sex]} | ({} if mother == NONE else {"mother_id": mother}) for mother, sex in known
    ]
    return _part("birth", members.household[at], year.member_ids[at], members.birth[at], facts)


def _pregnancies(year: Year, persons: Persons) -> Frame:
    people = year.department.people
    at = np.flatnonzero(_is_new(year, persons)[people.pregnancies.member])
    woman = people.pregnancies.member[at]
    last = people.pregnancies.last_menstruation[at].astype("datetime64[D]").astype(str).tolist()
    facts: list[Facts] = [{"last_menstruation_on": on} for on in last]
    household = people.members.household[woman]
    return _part("pregnancy", household, year.member_ids[woman], people.pregnancies.detected[at], facts)


def _departures(year: Year, persons: Persons) -> list[Frame]:
    """Members who died, moved or joined another household."""
    members = year.department.people.members
    gone = persons.is_member & (members.left != NONE)
    parts = []
    for kind, reason in (("death", "death"), ("leaving", "moved"), ("leaving", "other-household")):
        at = np.flatnonzero(gone & (members.left_reason == MEMBER_LEFT_REASONS.index(reason)))
        facts: list[Facts] = [{} if kind == "death" else {"reason": reason}] * len(at)
        parts.append(_part(kind, members.household[at], year.member_ids[at], members.left[at], facts))
    return parts


def _households_left(year: Year, persons: Persons) -> list[Frame]:
    """Households that left because their titular died, moved away or asked to: the event is about her."""
    homes = year.department.people.households
    parts = []
    for kind, reason in (("death", "death"), ("leaving", "moved"), ("leaving", "voluntary")):
        at = np.flatnonzero(persons.is_here & (homes.left_reason == LEFT_REASONS.index(reason)))
        facts: list[Facts] = [{} if kind == "death" else {"reason": reason}] * len(at)
        parts.append(_part(kind, at, persons.titular[at], homes.left[at], facts))
    return parts


def _service_changes(year: Year, persons: Persons) -> Frame:
    """Members who passed to another clinic or school in the year: nearly all at the start of classes."""
    frame = assignments_in(year, len(BIMESTERS) - 1, persons.is_member)
    order = np.lexsort((numbers(frame, "since"), numbers(frame, "member_id")))
    member, service, since = (numbers(frame, name)[order] for name in ("member_id", "service_id", "since"))
    later = np.flatnonzero((member[1:] == member[:-1]) & (service[1:] != service[:-1])) + 1
    at = member[later] - year.member_ids[0]
    until = np.array([bimester.until for bimester in BIMESTERS])[persons.last[at]]
    is_seen = (since[later] >= FIRST_DAY) & (since[later] < until)
    later, at = later[is_seen], at[is_seen]
    household = year.department.people.members.household[at]
    facts: list[Facts] = [{"service_id": number} for number in service[later].tolist()]
    return _part("service", household, member[later], since[later], facts)


def _dnis_issued(random: Random, year: Year, persons: Persons) -> Frame:
    """The DNI of the third period's campaign."""
    members = year.department.people.members
    new = has_dni_in(year, DNI_CAMPAIGN_FROM) & ~has_dni_in(year, DNI_CAMPAIGN_FROM - 1)
    campaign = BIMESTERS[DNI_CAMPAIGN_FROM]
    was_there = (members.joined < campaign.since) & (persons.last >= DNI_CAMPAIGN_FROM)
    at = np.flatnonzero(persons.is_member & new & was_there)
    issued = campaign.since + random.integers(5, 55, len(at))
    left = members.left[at]
    issued = np.where(left == NONE, issued, np.minimum(issued, np.maximum(left - 1, campaign.since)))
    dni = persons.people["dni"]
    assert isinstance(dni, Words)
    row = np.searchsorted(numbers(persons.people, "person_id"), year.member_ids[at])
    facts: list[Facts] = [{"dni": dni.values[position]} for position in dni.at[row].tolist()]
    return _part("dni", members.household[at], year.member_ids[at], issued, facts)


def _addresses(random: Random, year: Year, persons: Persons) -> Frame:
    """Households that moved within their place, which no cut shows; the record has their last address."""
    at = _some(random, year, persons, ADDRESS_SHARE)
    happened = random.integers(FIRST_DAY + 30, LAST_DAY - 60, len(at))
    address = persons.households["address"]
    assert isinstance(address, Words)
    row = np.searchsorted(numbers(persons.households, "household_id"), year.household_ids[at])
    facts: list[Facts] = [{"address": address.values[position]} for position in address.at[row].tolist()]
    return _part("address", at, np.full(len(at), NONE), happened, facts)


def _waiting(random: Random, year: Year, persons: Persons) -> list[Frame]:
    """Proposals without effect in the cuts: of December and not yet decided, or refused."""
    places = year.department.territory.place_ids
    parts = []
    for kind in ("titular", "address", "move"):
        at = _some(random, year, persons, WAITING_SHARE)
        if kind == "titular":
            at = at[persons.partner[at] != NONE]
        person = persons.partner[at] if kind == "titular" else np.full(len(at), NONE)
        address = draw_addresses(random, len(at))
        place = places[(year.department.people.households.place[at] + 1) % len(places)]
        facts: list[Facts] = [
            {
                "titular": {"reason": "La titular trabaja fuera"},
                "address": {"address": address.values[a]},
                "move": {"place_id": p, "address": address.values[a]},
            }[kind]
            for a, p in zip(address.at.tolist(), place.tolist(), strict=True)
        ]
        happened = random.integers(LAST_DAY - 25, LAST_DAY - 9, len(at))
        part = _part(kind, at, person, happened, facts)
        part["state"] = np.where(random.random(len(at)) < 0.7, PROPOSED, REFUSED)
        parts.append(part)
    return parts


def _some(random: Random, year: Year, persons: Persons, share: float) -> Array:
    """Some households that are in the programme all year, at least four."""
    homes = year.department.people.households
    stay = np.flatnonzero(persons.is_here & (homes.left == NONE) & (homes.affiliated < FIRST_DAY))
    return np.sort(random.choice(stay, max(4, round(share * len(stay))), replace=False))


def _decided(random: Random, year: Year, rows: Frame) -> Frame:
    """Who proposed each, when, and who decided: never the same account.

    For a place without a gestor the second information manager proposes.
    """
    place = year.department.people.households.place[numbers(rows, "household")]
    happened, state, kind = (numbers(rows, name) for name in ("happened_on", "state", "kind"))
    count = len(happened)
    proposed = happened + random.integers(1, 9, count)
    decided = np.where(state == PROPOSED, NONE, proposed + random.integers(1, 8, count))
    bimester = np.searchsorted([b.until for b in BIMESTERS[:-1]], proposed, side="right")
    gestor = np.stack([gestors_of_places(year, b.number) for b in BIMESTERS])[bimester, place]
    posts, end = np.unique(gestor), login_suffix(year)
    proposers = tuple(f"informacion-2{end}" if p == NONE else gestor_login(int(p)) for p in posts)
    by_ugoal = np.isin(kind, [EVENT_KINDS.index(name) for name in BY_UGOAL])
    frame: Frame = {
        "household_id": year.household_ids[numbers(rows, "household")],
        "person_id": numbers(rows, "person_id"),
        "kind": Words(kind, EVENT_KINDS),
        "happened_on": happened,
        "facts": words(numbers(rows, "facts")),
        "state": Words(state, EVENT_STATES),
        "proposed_on": proposed,
        "proposed_by": Words(np.searchsorted(posts, gestor), proposers),
        "decided_on": decided,
        "decided_by": Words(np.where(state == PROPOSED, -1, by_ugoal), (f"informacion{end}", "ugoal")),
    }
    frame = chosen(frame, np.argsort(proposed, kind="stable"))
    frame["event_id"] = year.department.number * ROWS_PER_DEPARTMENT + 1 + np.arange(count)
    return frame
