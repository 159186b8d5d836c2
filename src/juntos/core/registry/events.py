"""What can happen to a household of the padrón: what each event needs, who decides it, what it changes.

A gestor proposes, another person decides (SYS-02: the information manager validates; what touches the
affiliation or the payment is UGOAL's). An event is checked against the household as it is known:
a fault stops it, a doubt is shown to whoever decides. No notice to a titular names a pregnancy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from juntos.core.calendar import age_months

DNI_DIGITS = 8
PROPOSERS = frozenset({"gestor", "information_manager"})
LEAVING_REASONS = ("moved", "other-household", "voluntary")
OUTCOMES = ("stillbirth", "loss")
HEALTH_DECIDER = "zone_coordinator"  # of health data, which the information manager does not see (DOMAIN 5.1)
# Of a minor's pregnancy, which nobody of the programme sees: the health authorities above her clinic (D).
MINOR_DECIDERS = frozenset({"health_network", "health_directorate"})


@dataclass(frozen=True)
class Kind:
    """A kind of event: the fields it needs, which role's yes makes it count, the notice, the changes.

    ``needs`` are field names of :class:`Event`. ``is_health``: only who sees health data sees it.
    """

    needs: tuple[str, ...]
    decided_by: str
    notice: str
    changes: tuple[str, ...]
    is_health: bool = False


KINDS: Mapping[str, Kind] = {
    "birth": Kind(
        ("mother_id", "sex"), "information_manager", "member-joins", ("member-joins", "pregnancy-closes")
    ),
    "pregnancy": Kind(
        ("person_id", "last_menstruation_on"),
        "information_manager",
        "data-updated",
        ("pregnancy-opens",),
        is_health=True,
    ),
    "pregnancy_end": Kind(
        ("person_id", "outcome"), "information_manager", "", ("pregnancy-closes",), is_health=True
    ),
    "death": Kind(("person_id",), "ugoal", "condolence", ("membership-closes",)),
    "move": Kind(("place_id", "address"), "ugoal", "move", ("place", "services-to-review")),
    "leaving": Kind(("person_id", "reason"), "ugoal", "member-leaves", ("membership-closes",)),
    "titular": Kind(("person_id", "reason"), "ugoal", "titular", ("titular", "agreement-to-sign")),
    "service": Kind(("person_id", "service_id"), "information_manager", "service", ("service",)),
    "address": Kind(("address",), "information_manager", "data-updated", ("address",)),
    "dni": Kind(("person_id", "dni"), "information_manager", "data-updated", ("dni",)),
}


@dataclass(frozen=True)
class Event:
    """An event as proposed. ``happened_on`` is the day of the fact, not of its writing down.

    ``evidence`` names the document. ``person_id`` is whom it is about (the new titular, for ``titular``).
    """

    kind: str
    happened_on: date
    evidence: str
    person_id: int | None = None
    mother_id: int | None = None
    sex: str | None = None
    last_menstruation_on: date | None = None
    outcome: str | None = None
    place_id: int | None = None
    address: str | None = None
    service_id: int | None = None
    dni: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Person:
    """Someone of the household, target member or adult. ``until`` is the first day outside it."""

    person_id: int
    birth_on: date
    sex: str
    since: date
    until: date | None = None
    dni: str | None = None
    service_ids: frozenset[int] = frozenset()
    is_pregnant: bool = False
    is_target: bool = False

    def is_in(self, on: date) -> bool:
        """Whether the person belongs to the household on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class HouseholdNow:
    """A household as the padrón knows it when the event is proposed."""

    place_id: int
    titular_id: int | None
    people: tuple[Person, ...]
    address: str = ""

    def person(self, person_id: int | None) -> Person | None:
        return next((p for p in self.people if p.person_id == person_id), None)


@dataclass(frozen=True)
class EventRules:
    """The parameters of events (programme/registry.yaml)."""

    titular_age_years_min: int
    mother_age_years_min: int
    mother_age_years_max: int
    pregnancy_days_max: int
    event_late_days_max: int


@dataclass(frozen=True)
class Checked:
    """What stands in the way of an event (``faults``), and what to ask about it first (``doubts``)."""

    faults: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What an approved event changes, whom it is about, and the notice for the titular ('' is none)."""

    changes: tuple[str, ...]
    notice: str


def check(event: Event, household: HouseholdNow, today: date, rules: EventRules) -> Checked:
    """Everything wrong with an event and everything doubtful, by codes; nothing is left for a second try."""
    if event.kind not in KINDS:
        return Checked(("kind-unknown",), ())
    faults = _form_faults(event, today)
    if not any(fault.startswith("needs-") for fault in faults):
        faults += _person_faults(event, household)
        faults += _KIND_FAULTS[event.kind](event, household, rules)
    return Checked(tuple(dict.fromkeys(faults)), _doubts(event, household, today, rules))


def effect_of(event: Event, household: HouseholdNow) -> Effect:
    """What the padrón must change when the event is approved; it was checked before."""
    kind = KINDS[event.kind]
    changes = list(kind.changes)
    notice = kind.notice
    if event.kind == "birth" and not _is_pregnant(household, event.mother_id):
        changes.remove("pregnancy-closes")
    if "membership-closes" in changes:
        gone = event.person_id
        rest = [p for p in household.people if p.person_id != gone and p.is_in(event.happened_on)]
        if _is_pregnant(household, gone):
            changes.append("pregnancy-closes")
        if gone == household.titular_id:
            changes.append("titular-vacant")
        if not any(p.is_target for p in rest):
            changes.append("no-target-member")
    return Effect(tuple(changes), notice)


def may_decide(kind: str, *, role: str, by: str, proposed_by: str, is_minor: bool = False) -> tuple[str, ...]:
    """Why this account may not decide an event of a kind; nothing when it may. Four eyes, always.

    ``is_minor``: whether the event is about somebody under age.
    """
    refusals = []
    if role not in deciders(kind, is_minor=is_minor):
        refusals.append("not-your-role")
    if by == proposed_by:
        refusals.append("own-proposal")
    return tuple(refusals)


def deciders(kind: str, *, is_minor: bool = False) -> frozenset[str]:
    """The roles whose yes makes an event of a kind count; each still decides only what it may see.

    An event of health of somebody under age is decided by those alone who may know of it.
    """
    decider = KINDS[kind].decided_by
    if not KINDS[kind].is_health:
        return frozenset({decider})
    return MINOR_DECIDERS if is_minor else frozenset({decider, HEALTH_DECIDER})


def counts_from(happened_on: date, cut_until: date | None) -> date:
    """The day from which an approved event changes the padrón: its own, or the first that no cut has shown.

    ``cut_until`` is the day after the last period that was cut. What was cut stays as it was (mark D).
    """
    return happened_on if cut_until is None else max(happened_on, cut_until)


def _form_faults(event: Event, today: date) -> list[str]:
    found = [f"needs-{name}" for name in KINDS[event.kind].needs if getattr(event, name) in (None, "")]
    if not event.evidence.strip():
        found.append("no-evidence")
    if event.happened_on > today:
        found.append("in-future")
    return found


def _person_faults(event: Event, household: HouseholdNow) -> list[str]:
    """Whom the event is about must be of the household on that day."""
    subject = event.mother_id if event.kind == "birth" else event.person_id
    if subject is None:
        return []
    person = household.person(subject)
    if person is None:
        return ["mother-not-in-household" if event.kind == "birth" else "person-not-in-household"]
    if event.happened_on < person.birth_on:
        return ["before-birth"]
    if not person.is_in(event.happened_on):
        return ["mother-not-in-household" if event.kind == "birth" else "person-not-in-household"]
    return []


def _birth(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    mother = household.person(event.mother_id)
    return ["mother-not-a-woman"] if mother and mother.sex != "f" else []


def _pregnancy(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    woman, last = household.person(event.person_id), event.last_menstruation_on
    found = []
    if woman and woman.sex != "f":
        found.append("mother-not-a-woman")
    if woman and woman.is_pregnant:
        found.append("already-pregnant")
    if last and last > event.happened_on:
        found.append("menstruation-after-detection")
    if last and (event.happened_on - last).days > rules.pregnancy_days_max:
        found.append("pregnancy-too-long")
    return found


def _pregnancy_end(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    found = [] if _is_pregnant(household, event.person_id) else ["not-pregnant"]
    return found if event.outcome in OUTCOMES else [*found, "outcome-unknown"]


def _move(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    return ["same-place"] if event.place_id == household.place_id else []


def _leaving(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    return [] if event.reason in LEAVING_REASONS else ["reason-unknown"]


def _titular(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    found = ["same-titular"] if event.person_id == household.titular_id else []
    person = household.person(event.person_id)
    if person and age_months(person.birth_on, event.happened_on) < rules.titular_age_years_min * 12:
        found.append("titular-not-adult")
    return found


def _service(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    person = household.person(event.person_id)
    return ["same-service"] if person and event.service_id in person.service_ids else []


def _address(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    return ["same-address"] if (event.address or "").strip() == household.address.strip() else []


def _dni(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    number, person = event.dni or "", household.person(event.person_id)
    found = []
    if not (len(number) == DNI_DIGITS and number.isascii() and number.isdigit()):
        found.append("dni-not-eight-digits")
    if person and person.dni == number:
        found.append("same-dni")
    if any(p.dni == number and p.person_id != event.person_id for p in household.people):
        found.append("dni-of-another")
    return found


def _nothing(event: Event, household: HouseholdNow, rules: EventRules) -> list[str]:
    return []


_KIND_FAULTS = {
    "birth": _birth,
    "pregnancy": _pregnancy,
    "pregnancy_end": _pregnancy_end,
    "death": _nothing,
    "move": _move,
    "leaving": _leaving,
    "titular": _titular,
    "service": _service,
    "address": _address,
    "dni": _dni,
}


def _doubts(event: Event, household: HouseholdNow, today: date, rules: EventRules) -> tuple[str, ...]:
    found = []
    if (today - event.happened_on).days > rules.event_late_days_max:
        found.append("told-late")
    mother = household.person(event.mother_id if event.kind == "birth" else event.person_id)
    if mother and event.kind in ("birth", "pregnancy"):
        years = age_months(mother.birth_on, event.happened_on) // 12
        if not rules.mother_age_years_min <= years <= rules.mother_age_years_max:
            found.append("mother-age")
    if mother and event.kind == "birth" and not mother.is_pregnant:
        found.append("pregnancy-not-known")
    if mother and event.kind == "titular" and mother.dni is None:
        found.append("titular-without-dni")
    if mother and event.kind == "dni" and mother.dni not in (None, event.dni):
        found.append("dni-replaces-another")
    return tuple(found)


def _is_pregnant(household: HouseholdNow, person_id: int | None) -> bool:
    person = household.person(person_id)
    return person is not None and person.is_pregnant
