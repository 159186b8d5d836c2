"""Searches of a country's padrón in PostgreSQL, by who reaches all of it, a region, and a gestor's places."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.markdown import table
from benchmarks.people import HOUSEHOLDS_IN_PLACE
from benchmarks.serving.asking import ASKED, GESTOR_HOUSEHOLDS, HEAD, account, measured, misspelt
from benchmarks.serving.padron import fill
from juntos.store.models import Member, NameKey, Place

SEARCH_MS_MAX = 200


def search(households: int) -> str:
    """Searches of a country's padrón by who reaches all of it, a region, and a gestor's places."""
    started = time.perf_counter()
    people = fill(households)
    filled_s = time.perf_counter() - started
    places = list(
        Place.objects.order_by("pk").values_list("code", flat=True)[
            : -(-GESTOR_HOUSEHOLDS // HOUSEHOLDS_IN_PLACE)
        ]
    )
    clients = {
        "the country": account("ugoal-de-banco", "ugoal", ()),
        "a region": account("regional-de-banco", "region_coordinator", ("01",)),
        "1,200 households": account("gestor-de-banco", "gestor", places),
    }
    chance = random.Random(2)
    persons = Member.objects.filter(pk__in=chance.sample(range(1, households), ASKED)).order_by("pk")
    sought = ways_to_search(list(persons), chance)
    rows = [
        measured(f"{reach}: {way}", client, [f"/hogares/?buscar={words}" for words in listed])
        for reach, client in clients.items()
        for way, listed in sought.items()
    ]
    said = table(HEAD, [one.row(SEARCH_MS_MAX) for one in rows])
    return (
        f"{households:,} households, {people:,} people, {NameKey.objects.count():,} words of names in"
        f" PostgreSQL, filled in {filled_s / 60:.1f} min; whole pages, by who reaches how far.\n\n{said}\n"
    )


def ways_to_search(persons: Sequence[Any], chance: Any) -> dict[str, list[str]]:
    """What people type, by how they go wrong."""
    told: dict[str, Callable[[Any], str]] = {
        "name as it is": lambda p: f"{p.given_names} {p.surname1} {p.surname2}",
        "misspelt": lambda p: misspelt(f"{p.given_names} {p.surname1}", chance),
        "two surnames": lambda p: f"{p.surname1} {p.surname2}",
        "one surname": lambda p: p.surname1,
        "one given name": lambda p: p.given_names.split()[0],
        "a surname too many": lambda p: f"{p.given_names} {p.surname1} Villavicencio",
        "code": lambda p: str(p.household_id),
        "DNI": lambda p: p.dni or "00000000",
    }
    return {way: [says(person) for person in persons] for way, says in told.items()}
