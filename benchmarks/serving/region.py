"""Every page of a gestor with 1,200 households, on the sample's region in an SQLite file."""

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count

from benchmarks.markdown import table
from benchmarks.serving.asking import (
    ASKED,
    GESTOR_HOUSEHOLDS,
    HEAD,
    NOON,
    PASSWORD,
    account,
    measured,
    misspelt,
)
from juntos import sample
from juntos.actions.explain import posted
from juntos.actions.record import load_record, run_record_year
from juntos.core.access import ROLES
from juntos.core.explanations import GESTOR
from juntos.store.models import Household, HouseholdResult, Place
from juntos.web import urls
from juntos.web.routes import routes

PAGE_MS_MAX = 100
PERIOD = "2011-5"


def pages(folder: Path) -> str:
    """The section's part of a gestor's pages; ``folder`` is where the region is, or will be."""
    _fill_region(folder, settings.OFFICE.files)
    codes, held = [], 0
    for code, count in (
        Place.objects.annotate(n=Count("households")).order_by("code").values_list("code", "n")
    ):
        if held >= GESTOR_HOUSEHOLDS:
            break
        codes.append(code)
        held += count
    client = account("gestor-de-banco", "gestor", codes)
    chance = random.Random(1)
    theirs = Household.objects.filter(place__code__in=codes, titular__isnull=False).select_related("titular")
    homes = chance.sample(list(theirs), ASKED)
    names = [f"{home.titular.given_names} {home.titular.surname1}" for home in homes if home.titular]
    laid_down_s = _lay_down(homes)
    assert urls.urlpatterns, "the routes are there once they were read"
    rows = [
        measured("list of households", client, [f"/hogares/?pagina={n % 20 + 1}" for n in range(ASKED)]),
        measured("search, misspelt", client, [f"/hogares/?buscar={misspelt(n, chance)}" for n in names]),
        measured("list, narrowed", client, ["/hogares/?riesgo=faltas", "/hogares/?grupo=0-2"] * (ASKED // 2)),
        measured("a household's file", client, [f"/hogares/{home.pk}/" for home in homes]),
        measured(
            "why a period came out so",
            client,
            [f"/hogares/{home.pk}/por-que/{PERIOD}/" for home in _settled(homes)],
        ),
    ]
    known = {"registry.households", "entering.leave"}
    for route in routes().values():
        is_plain = "<" not in route.pattern and not route.is_open and route.name not in known
        if is_plain and route.admits(ROLES["gestor"]) and client.get(f"/{route.pattern}").status_code == 200:
            rows.append(measured(route.title or route.name, client, [f"/{route.pattern}"] * (ASKED // 3)))
    said = table(HEAD, [one.row(PAGE_MS_MAX) for one in rows])
    return (
        f"A gestor with {held:,} households of the region's {Household.objects.count():,}, SQLite, one"
        " process; milliseconds of the server, each address asked for once before. The first explanation of"
        f" a run lays its tables down: {laid_down_s:.1f} s, once.\n\n{said}\n"
    )


def _settled(homes: Sequence[Any]) -> list[Any]:
    has_it = set(HouseholdResult.objects.filter(run__period=PERIOD).values_list("household_id", flat=True))
    return [home for home in homes if home.pk in has_it]


def _lay_down(homes: Sequence[Any]) -> float:
    """How many seconds the first explanation of a run takes, its tables to be laid down."""
    files = settings.OFFICE.files
    run = files / "runs" / PERIOD
    (run / posted.LOOKUPS).unlink(missing_ok=True)
    number = _settled(homes)[0].pk
    started = time.perf_counter()
    posted.explain_posted(
        run=run, cut=files / "cuts" / PERIOD, household_id=number, viewer=GESTOR, school_months=180
    )
    return time.perf_counter() - started


def _fill_region(folder: Path, files: Path) -> None:
    """The region's year in the store, unless it is there from before."""
    if not (folder / "region" / "cuts").is_dir():
        sample.write("region", folder / "region")
    call_command("migrate", verbosity=0)
    load_record(folder / "region", password=PASSWORD, at=NOON)
    run_record_year(folder / "region", files=files, at=NOON)
