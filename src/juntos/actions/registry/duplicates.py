"""Who may be in the padrón twice: found, the second payment held until decided, and decided with a reason.

Of two households the second is the one affiliated later. It is held while a pair of theirs is in doubt, and
after they were found to be one until the person or the household has left.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from itertools import combinations
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.db.models import Q

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.actions.registry.applying import close_hold, cut_until, move_household, period_of
from juntos.core.access import Kind, Verb
from juntos.core.calendar import moment_on
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.parameters import rules_of
from juntos.core.registry.events import counts_from
from juntos.core.registry.states import IN_PROGRAMME, Facts
from juntos.engines.duck import Progress
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.reads.duplicates import DECIDERS, pairs_within, second_of
from juntos.store.reads.intake import among, among_numbers
from juntos.store.reads.viewing import Viewer, check

LINKAGE = "juntos.engines.linkage"  # loads Splink: only for who looks for duplicates
OUT = ("rejected", "disaffiliated", "graduated", "exited")
SAME, DIFFERENT = "same", "different"
PERSON_LEAVES, HOUSEHOLD_LEAVES = "person", "household"
BY_DNI = "dni"
STAGES = ("read", "compare", "keep")


@dataclass(frozen=True)
class Found:
    """What a search left: people looked at, pairs found, those that are new, and payments newly held."""

    people: int
    pairs: int
    new: int
    held: int


@dataclass(frozen=True)
class Verdict:
    """What a reviewer decides of a pair: ``same`` or ``different``, why, and who leaves where they are one.

    ``leaves`` is ``person`` (from the second household, by an event that another approves) or ``household``.
    """

    pair_id: int
    state: str
    reason: str
    leaves: str = ""


def find_duplicates(
    *, by: Viewer | None, today: date, at: datetime, progress: Progress | None = None
) -> Found:
    """Compare everybody in the padrón and keep the pairs that may be one. Again, it adds what is new.

    ``by`` None is the console of the installation. It takes minutes for a department: pages ask for it as
    long work. Raises RefusedError where ``by`` may not.
    """
    if by:
        check_decider(by)
    linkage = import_module(LINKAGE)
    tell = progress or (lambda *_: None)
    rules = rules_of(linkage.DuplicateRules, resolve(today), "registry")
    tell(STAGES[0], 0, len(STAGES))
    people = _people()
    tell(STAGES[1], 1, len(STAGES))
    found = linkage.find_duplicates(people, rules=rules)
    tell(STAGES[2], 2, len(STAGES))
    names = [field.name for field in linkage.FIELDS]
    with transaction.atomic():
        new = _keep(found.pairs.to_pylist(), names, moment_on(today, at))
        held = _hold_seconds(m.DuplicatePair.objects.filter(state="open"), today)
        result = Found(people.num_rows, found.pairs.num_rows, new, held)
        trace = Trace(
            "padron.find_duplicates",
            "padron",
            region=region_of(by) if by else "",
            count=people.num_rows,
            detail={"pairs": result.pairs, "new": new, "held": held},
        )
        record_event(trace, by=m.User(pk=by.user_id) if by else None, at=at)
    return result


def open_equal_dni(people: Iterable[m.Member], *, today: date, at: datetime) -> int:
    """Open a pair for everybody else with the DNI of one of these people, and hold the second payments.

    Whoever writes a DNI down, or takes a household into the programme, calls it in the same transaction.
    The two of a pair are compared as in a search. How many pairs are new.
    """
    theirs = {person.pk: person.dni for person in people if person.dni}
    dnis = set(theirs.values())
    if not dnis:
        return 0
    held = m.Member.objects.filter(dni__in=among(dnis), left_on__isnull=True).exclude(
        household__state__in=OUT
    )
    by_dni: dict[str, list[int]] = defaultdict(list)
    for number, dni in held.order_by("pk").values_list("pk", "dni"):
        by_dni[str(dni)].append(number)
    pairs = [
        pair
        for same in by_dni.values()
        for pair in combinations(same, 2)
        if not theirs.keys().isdisjoint(pair)
    ]
    if not pairs:
        return 0
    linkage = import_module(LINKAGE)
    numbers = {number for pair in pairs for number in pair}
    found = linkage.compare_pairs(_people(Q(pk__in=among_numbers(numbers))), pairs).to_pylist()
    rows = [{**row, "kind": BY_DNI} for row in found]
    new = _keep(rows, [field.name for field in linkage.FIELDS], moment_on(today, at))
    mine = Q(person_a__in=among_numbers(numbers)) & Q(person_b__in=among_numbers(numbers))
    _hold_seconds(m.DuplicatePair.objects.filter(mine, state="open"), today)
    return new


def decide_duplicate(verdict: Verdict, *, by: Viewer, at: datetime) -> None:
    """Decide a pair, with a reason: two people, and the payment is free again; or one, and who leaves.

    Raises RequestError with a fault for each field, MissingError for a pair beyond reach, RefusedError.
    """
    check_decider(by)
    with transaction.atomic():
        found = m.DuplicatePair.objects.select_for_update(of=("self",)).filter(pairs_within(by))
        pair = found.filter(pk=verdict.pair_id).first()
        if pair is None:
            raise MissingError(Fault("duplicate-missing"))
        _check_verdict(verdict, pair)
        pair.state, pair.reason = verdict.state, verdict.reason.strip()
        pair.decided_by_id, pair.decided_at = by.user_id, moment_on(by.today, at)
        pair.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        if verdict.state == SAME and verdict.leaves == PERSON_LEAVES:
            _person_leaves(pair, by, at)
        elif verdict.state == SAME:
            _household_leaves(pair, by, at)
        second, _ = second_of(pair)
        resolve_pairs_of(second.pk, today=by.today, at=at)
        detail = {"pair": pair.pk, "state": verdict.state, "leaves": verdict.leaves}
        trace = Trace(
            "padron.decide_duplicate", f"household:{second.pk}", region=region_of(by), detail=detail
        )
        record_event(trace, by=m.User(pk=by.user_id), at=at)


def resolve_pairs_of(household_id: int, *, today: date, at: datetime) -> None:
    """Free the payment of a household of which no pair is in doubt any more. In the caller's transaction."""
    theirs = Q(household_a=household_id) | Q(household_b=household_id)
    seconds = {second_of(pair)[0].pk for pair in _related(m.DuplicatePair.objects.filter(theirs))}
    for number in seconds:
        pairs = _related(m.DuplicatePair.objects.filter(Q(household_a=number) | Q(household_b=number)))
        if not any(_is_in_doubt(pair) and second_of(pair)[0].pk == number for pair in pairs):
            for hold in m.Hold.objects.filter(household=number, kind="duplicate", until__isnull=True):
                close_hold(hold, counts_from(today, cut_until()))


def check_decider(by: Viewer) -> None:
    """Raises RefusedError for who may not hold a payment."""
    check(by, Verb.VIEW, Kind.REGISTRY)
    if by.role.name not in DECIDERS:
        raise RefusedError(Fault("access-refused", value=Kind.REGISTRY.value, more={"role": by.role.title}))


def _check_verdict(verdict: Verdict, pair: m.DuplicatePair) -> None:
    faults = []
    if pair.state != "open":
        faults.append(Fault("duplicate-decided"))
    if verdict.state not in (SAME, DIFFERENT):
        faults.append(Fault("field-not-chosen", column="state"))
    if not verdict.reason.strip():
        faults.append(Fault("reason-missing", column="reason"))
    allowed = (
        (PERSON_LEAVES, HOUSEHOLD_LEAVES) if pair.household_a_id != pair.household_b_id else (PERSON_LEAVES,)
    )
    if verdict.state == SAME and verdict.leaves not in allowed:
        faults.append(Fault("field-not-chosen", column="leaves"))
    if faults:
        raise RequestError(*faults)


def _person_leaves(pair: m.DuplicatePair, by: Viewer, at: datetime) -> None:
    """The event that takes the person out of the second household; somebody else approves it."""
    home, person = second_of(pair)
    waits = m.PadronEvent.objects.filter(member=person, kind="leaving", state="proposed")
    if waits.exists():
        return
    facts = {"evidence": f"Duplicado {pair.pk}: {pair.reason}"[:160], "reason": "other-household"}
    m.PadronEvent.objects.create(
        kind="leaving",
        household=home,
        member=person,
        happened_on=by.today,
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
        proposed_by_id=by.user_id,
        proposed_at=moment_on(by.today, at),
    )


def _household_leaves(pair: m.DuplicatePair, by: Viewer, at: datetime) -> None:
    """The second household begins its exit: it is the first one, enrolled again."""
    second, _ = second_of(pair)
    home = m.Household.objects.select_for_update().get(pk=second.pk)
    on = counts_from(by.today, cut_until())
    facts = Facts(
        role=by.role.name,
        reason="twice-listed",
        evidence=f"duplicate:{pair.pk}",
        effective=period_of(on).label,
    )
    if move_household(home, "begin_exit", facts, by=by.user_id, at=moment_on(by.today, at)) is None:
        raise RequestError(Fault("duplicate-no-exit", column="leaves"))
    home.left_on = max(on, home.affiliated_on + timedelta(days=1)) if home.affiliated_on else on
    home.save(update_fields=["left_on"])


def _people(chosen: Q | None = None) -> pa.Table:
    """Everybody who is in a household of the padrón or on its way in, as the linkage compares them."""
    columns = {
        "person_id": "pk",
        "household_id": "household_id",
        "given_names": "given_names",
        "surname1": "surname1",
        "surname2": "surname2",
        "dni": "dni",
        "birth_on": "birth_on",
        "sex": "sex",
        "place_code": "household__place__code",
        "district": "household__place__district_id",
    }
    there = m.Member.objects.filter(chosen or Q(), left_on__isnull=True).exclude(household__state__in=OUT)
    found = there.order_by("pk")
    rows = list(found.values_list(*columns.values()))
    types = {"person_id": pa.int64(), "household_id": pa.int64(), "birth_on": pa.date32()}
    held: Iterable[tuple[Any, ...]] = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pa.table(
        {
            name: pa.array(values, types.get(name, pa.string()))
            for name, values in zip(columns, held, strict=True)
        }
    )


def _keep(rows: list[dict[str, Any]], names: list[str], at: datetime) -> int:
    """Add the pairs that are not there yet; one decided stays decided. How many are new."""
    before = m.DuplicatePair.objects.count()
    m.DuplicatePair.objects.bulk_create(
        (
            m.DuplicatePair(
                household_a_id=row["household_a"],
                household_b_id=row["household_b"],
                person_a_id=row["person_a"],
                person_b_id=row["person_b"],
                kind=row["kind"],
                weight=row["hundredths"] / 100,
                levels=json.dumps({name: row[name] for name in names if row.get(name)}, sort_keys=True),
                found_at=at,
            )
            for row in rows
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    return m.DuplicatePair.objects.count() - before


def _hold_seconds(pairs: "Any", today: date) -> int:
    """Hold the payment of the second household of each pair in doubt; how many were not held before."""
    held = set(
        m.Hold.objects.filter(kind="duplicate", until__isnull=True).values_list("household_id", flat=True)
    )
    wanted = {second_of(pair)[0].pk for pair in _related(pairs) if _is_in_doubt(pair)} - held
    since = counts_from(today, cut_until())
    m.Hold.objects.bulk_create(
        m.Hold(household_id=pk, kind="duplicate", since=since) for pk in sorted(wanted)
    )
    return len(wanted)


def _related(pairs: Any) -> Any:
    return pairs.select_related("household_a", "household_b", "person_a", "person_b")


def _is_in_doubt(pair: m.DuplicatePair) -> bool:
    """Whether a pair could be paid twice: not found different, both there, in two households that are in."""
    homes = (pair.household_a, pair.household_b)
    return (
        pair.state != DIFFERENT
        and homes[0].pk != homes[1].pk
        and all(home.state in IN_PROGRAMME and home.left_on is None for home in homes)
        and pair.person_a.left_on is None
        and pair.person_b.left_on is None
    )
