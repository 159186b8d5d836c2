"""Fills a PostgreSQL store with a country's padrón in bulk, to search in it: 750,000 households."""

from datetime import UTC, date, datetime
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.people import HOUSEHOLD, HOUSEHOLDS_IN_PLACE, PLACES_IN_DISTRICT, invent
from juntos.actions.registry.keys import index_names
from juntos.store import bulk
from juntos.store import models as m

PEOPLE_PER_HOUSEHOLD = 3.07  # 2.3 million people in 750,000 households
REGIONS = 24
SEED = 11
SINCE, POSTED = date(2009, 1, 1), datetime(2012, 1, 15, tzinfo=UTC)
# How often a household's period ends so, about as in the study's region.
RESULTS = {"complies": 0.93, "does_not_comply": 0.02, "excepted": 0.02, "not_verified": 0.02, "held": 0.01}


def fill(households: int) -> int:
    """Fill an empty store; how many people it then has. Each gestor's place is a scope of its own."""
    call_command("migrate", verbosity=0)
    people = _thinned(invent(round(households * HOUSEHOLD), SEED), households)
    with transaction.atomic():
        with (
            connection.cursor() as cursor
        ):  # foreign keys of 20 million rows, which hold by how they are made
            cursor.execute("SET LOCAL session_replication_role = replica")
        _territory(households)
        _households(households)
        _members(people)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registry_household h SET titular_id = m.member_id FROM registry_member m"
                " WHERE m.household_id = h.household_id AND m.kinship = 'titular'"
            )
        index_names()
        _results(households)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return int(people.num_rows)


def _thinned(people: pa.Table, households: int) -> pa.Table:
    """The mothers, who come first, and as many of the others as make the programme's size of household."""
    chance = np.random.default_rng(SEED)
    others = people.num_rows - households
    share = (PEOPLE_PER_HOUSEHOLD - 1) * households / others
    is_kept = np.concatenate([np.ones(households, bool), chance.random(others) < share])
    return people.filter(pa.array(is_kept))


def _district(number: int) -> str:
    """The code of a district: its region, a province of 99 districts at most, and itself."""
    within = number // REGIONS
    return f"{number % REGIONS + 1:02}{within // 99 + 1:02}{within % 99 + 1:02}"


def _territory(households: int) -> None:
    places = -(-households // HOUSEHOLDS_IN_PLACE)
    districts = [_district(number) for number in range(-(-places // PLACES_IN_DISTRICT))]
    provinces = sorted({code[:4] for code in districts})
    regions = sorted({code[:2] for code in districts})
    m.Region.objects.bulk_create(m.Region(code=code, name=f"Región {code}") for code in regions)
    m.Province.objects.bulk_create(
        m.Province(code=code, name=f"Provincia {code}", region_id=code[:2]) for code in provinces
    )
    m.District.objects.bulk_create(
        m.District(code=code, name=f"Distrito {code}", province_id=code[:4]) for code in districts
    )
    at = [districts[number // PLACES_IN_DISTRICT] for number in range(places)]
    m.Place.objects.bulk_create(
        (
            m.Place(
                pk=number + 1,
                code=f"{at[number]}{number % PLACES_IN_DISTRICT + 1:04}",
                name=f"Comunidad {number + 1}",
                district_id=at[number],
            )
            for number in range(places)
        ),
        batch_size=5_000,
    )


def _households(households: int) -> None:
    numbers = np.arange(households)
    same = partial(_same, households)
    bulk.append(
        m.Household,
        pa.table(
            {
                "household_id": numbers + 1,
                "place_id": numbers // HOUSEHOLDS_IN_PLACE + 1,
                "state": pa.array(np.where(numbers % 50 == 0, "suspended", "active")),
                "poverty_class": same("extreme"),
                "list_code": same("2010-1"),
                "list_line": pa.array((numbers + 1).astype(str)),
                "affiliated_on": same(SINCE),
                "agreement_on": same(SINCE),
                "language": same("qu"),
                "address": same(""),
                "phone": same(""),
                "padron_kind": same("continuing"),
            }
        ),
    )


def _same(count: int, value: object) -> pa.Array:
    return pa.repeat(pa.scalar(value), count)


def _members(people: pa.Table) -> None:
    same = partial(_same, people.num_rows)
    home = people["household_id"].to_numpy()
    is_titular = pa.array(np.arange(people.num_rows) < len(np.unique(home)))
    bulk.append(
        m.Member,
        pa.table(
            {
                "member_id": people["person_id"],
                "household_id": people["household_id"],
                "given_names": people["given_names"],
                "surname1": people["surname1"],
                "surname2": people["surname2"],
                "dni": people["dni"],
                "birth_on": people["birth_on"],
                "sex": pc.utf8_lower(people["sex"]),
                "kinship": pc.if_else(is_titular, "titular", "child"),
                "is_target": pc.invert(is_titular),
                "joined_on": same(date(2009, 1, 1)),
                "has_sis": same(value=True),
            }
        ),
    )


def _results(households: int) -> None:
    """One period's results of everybody, for the column and the filter of results."""
    run = m.Run.objects.create(
        period="2011-6",
        revision=0,
        profile="2010",
        sha256="0" * 64,
        results_sha256="0" * 64,
        folder="runs/2011-6",
        posted_at=POSTED,
    )
    chance = np.random.default_rng(SEED)
    odds = np.array(list(RESULTS.values()))
    drawn = chance.choice(np.array(list(RESULTS)), households, p=odds / odds.sum())
    same = partial(_same, households)
    numbers = np.arange(households)
    bulk.append(
        m.HouseholdResult,
        pa.table(
            {
                "run_id": same(run.pk),
                "household_id": numbers + 1,
                "place_id": numbers // HOUSEHOLDS_IN_PLACE + 1,
                "priority_group": same("school"),
                "members_required": same(2),
                "finding": pa.array(drawn),
                "result": pa.array(drawn),
                "units_payable": same(1),
                "units_found": same(1),
                "is_payable": pa.array(drawn == "complies"),
                "pay_reason": pa.array(np.where(drawn == "complies", "complies", "does-not-comply")),
                "is_verification_owed": same(value=False),
                "suspensions_before": same(0),
            }
        ),
    )
