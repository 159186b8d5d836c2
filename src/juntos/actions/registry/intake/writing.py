"""Writes what a plan says: households with their people, and what changed."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
from django.db import connection

from juntos.actions.registry.intake.planning import ENLIST, Change, Plan
from juntos.actions.registry.keys import index_people
from juntos.core.calendar import moment_on
from juntos.core.registry.states import HOUSEHOLD_MOVES, START, is_aged_out
from juntos.interop.sisfoh import Intake
from juntos.programme.loader import resolve
from juntos.store import bulk
from juntos.store.models import Household, HouseholdMove, ListChange, Member, SisfohList
from juntos.store.numbering import take_numbers

LISTED = next(move.until for move in HOUSEHOLD_MOVES if (move.since, move.verb) == (START, ENLIST))
# The record's word for how a list says that somebody is related to the titular (docs/import-sisfoh.md).
KINSHIPS = {
    "titular": "titular",
    "head": "other",
    "spouse": "partner",
    "child": "child",
    "grandchild": "grandchild",
    "parent": "grandparent",
    "sibling": "other",
    "other_relative": "other",
    "not_relative": "other",
}


@dataclass
class Rows:
    """Rows of a model's table while they are gathered, a list for each column."""

    columns: Mapping[str, pa.DataType]
    values: list[tuple[object, ...]] = field(default_factory=list)

    def table(self) -> pa.Table:
        """The rows as Arrow; none are a table of no rows."""
        parts = zip(*self.values, strict=True) if self.values else ((),) * len(self.columns)
        arrays = [pa.array(part, kind) for part, kind in zip(parts, self.columns.values(), strict=True)]
        return pa.Table.from_arrays(arrays, names=list(self.columns))


TEXT, NUMBER, DAY = pa.string(), pa.int64(), pa.date32()
_HOUSEHOLD = {
    "household_id": NUMBER,
    "place_id": NUMBER,
    "state": TEXT,
    "poverty_class": TEXT,
    "class_until": DAY,
    "score": pa.float64(),
    "classified_on": DAY,
    "sisfoh_list_id": NUMBER,
    "list_code": TEXT,
    "list_line": TEXT,
    "titular_id": NUMBER,
    "address": TEXT,
    "language": TEXT,
    "phone": TEXT,
    "padron_kind": TEXT,
}
_MEMBER = {
    "member_id": NUMBER,
    "household_id": NUMBER,
    "given_names": TEXT,
    "surname1": TEXT,
    "surname2": TEXT,
    "dni": TEXT,
    "birth_on": DAY,
    "sex": TEXT,
    "kinship": TEXT,
    "is_target": pa.bool_(),
    "joined_on": DAY,
    "has_sis": pa.bool_(),
}
_MOVE = {
    "household_id": NUMBER,
    "verb": TEXT,
    "before": TEXT,
    "after": TEXT,
    "reason": TEXT,
    "evidence": TEXT,
    "period": TEXT,
    "by_id": NUMBER,
    "at": TEXT,
}


def write_households(plan: Plan, kept: SisfohList, *, today: date) -> None:
    """The new households with their people and moves, and the words that people are found by."""
    intake = plan.intake
    homes = dict(zip(plan.new, take_numbers(Household, len(plan.new)), strict=True))
    listed = [at for at, person in enumerate(intake.people) if person.household in homes]
    members = dict(zip(listed, take_numbers(Member, len(listed)), strict=True))
    at = str(connection.ops.adapt_datetimefield_value(moment_on(today, kept.at)))
    bulk.append(Household, _households(plan, kept, homes, members).table())
    bulk.append(Member, _members(intake, homes, members, today).table())
    bulk.append(HouseholdMove, _moves(intake, kept, homes, at).table())
    index_people(
        (number, p.given_names, p.surname1, p.surname2)
        for place, number in members.items()
        for p in (intake.people[place],)
    )


def write_changes(changes: tuple[Change, ...], kept: SisfohList) -> None:
    """What the list says newer, with what was there before; an UPDATE for each set of fields that changes."""
    rows = Rows({"sisfoh_list_id": NUMBER, "household_id": NUMBER, "before": TEXT, "after": TEXT})
    updates: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    for change in changes:
        before, after = _told(change.before), _told(change.after)
        rows.values.append((kept.pk, change.household_id, before, after))
        names = tuple(sorted(change.after))
        updates[names].append([*(_plain(change.after[name]) for name in names), change.household_id])
    bulk.append(ListChange, rows.table())
    with connection.cursor() as cursor:
        for names, values in updates.items():
            sets = ", ".join(f'"{name}" = %s' for name in names)
            cursor.executemany(f"UPDATE registry_household SET {sets} WHERE household_id = %s", values)


def _households(plan: Plan, kept: SisfohList, homes: dict[int, int], members: dict[int, int]) -> Rows:
    titulars = {
        person.household: members[at]
        for at, person in enumerate(plan.intake.people)
        if at in members and person.kinship == "titular"
    }
    rows = Rows(_HOUSEHOLD)
    longest = Household._meta.get_field("address").max_length
    for place, number in homes.items():
        home = plan.intake.households[place]
        rows.values.append(
            (
                number,
                plan.place_ids[home.place_code],
                LISTED,
                home.poverty_class,
                home.class_until,
                home.score,
                home.classified_on,
                kept.pk,
                home.list_code,
                str(home.line),
                titulars[place],
                home.address[:longest],
                "es",
                "",
                "new",
            )
        )
    return rows


def _members(intake: Intake, homes: dict[int, int], members: dict[int, int], today: date) -> Rows:
    limit = resolve(today).values["coresponsibility.age_limit_years"].value
    assert isinstance(limit, int)
    rows = Rows(_MEMBER)
    for place, number in members.items():
        person = intake.people[place]
        is_target = person.is_pregnant or not is_aged_out(person.birth_on, today, limit)
        rows.values.append(
            (
                number,
                homes[person.household],
                person.given_names,
                person.surname1,
                person.surname2,
                person.dni or None,
                person.birth_on,
                person.sex,
                KINSHIPS[person.kinship],
                is_target,
                today,
                False,
            )
        )
    return rows


def _moves(intake: Intake, kept: SisfohList, homes: dict[int, int], at: str) -> Rows:
    rows = Rows(_MOVE)
    for place, number in homes.items():
        home = intake.households[place]
        evidence = f"Lista {home.list_code}, línea {home.line}"
        rows.values.append((number, ENLIST, START, LISTED, "", evidence, "", kept.by_id, at))
    return rows


def _told(fields: Mapping[str, object]) -> str:
    return json.dumps(fields, default=str, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
