"""What narrows a list of households: the viewer's reach, and the filters that an address may carry.

A filter that would tell what the viewer may not know narrows nothing for them.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from juntos.core.access import Detail, Kind, Verb
from juntos.core.calendar import add_months
from juntos.store.models import HouseholdResult, Member, Pregnancy, Standing
from juntos.store.reads.listing import Listing
from juntos.store.reads.registry.periods import Posted
from juntos.store.reads.viewing import Viewer, households_within

ADULT_MONTHS = 18 * 12
CLASS_SOON = timedelta(days=90)
STATE, REGION, DISTRICT, PLACE = "estado", "region", "distrito", "lugar"
GROUP, RESULT, RISK = "grupo", "resultado", "riesgo"
PREGNANT = "gestantes"
GROUP_MONTHS = {"0-2": (0, 36), "3-5": (36, 72), "6-17": (72, ADULT_MONTHS)}
FAILURES = "faltas"  # the risk that comes from verification
RISKS = (FAILURES, "retenido", "clase", "titular", "acuerdo", "dni")

Condition = Any  # a Q or an Exists, which a filter takes alike


def sees_rows_of(viewer: Viewer, kind: Kind) -> bool:
    """Whether the viewer sees a kind by household, and not only how many."""
    return viewer.may(Verb.VIEW, kind) and viewer.role.detail(kind) is not Detail.AGGREGATED


def is_minimum(viewer: Viewer) -> bool:
    """Whether the viewer sees of the padrón no more than who there is and where."""
    return viewer.role.detail(Kind.REGISTRY) is not Detail.NAMED


def conditions(viewer: Viewer, listing: Listing, run: Posted | None, path: str = "") -> list[Condition]:
    """The conditions on a household that ``path`` leads to (``member__household__``), all of which hold."""
    found: list[Condition] = [households_within(viewer, path)]
    place, district = f"{path}place__", listing.filtered(DISTRICT)
    if region := listing.filtered(REGION):
        found.append(Q(**{f"{place}district__province__region": region}))
    if district:
        found.append(Q(**{f"{place}district": district}))
    if code := listing.filtered(PLACE):
        found.append(Q(**{f"{place}code": code}))
    if is_minimum(viewer):
        return found
    if state := listing.filtered(STATE):
        found.append(Q(**{f"{path}state": state}))
    number = f"{path}household_id"
    return [
        *found,
        *_of_group(viewer, listing.filtered(GROUP), number),
        *_of_result(viewer, listing.filtered(RESULT), run, number),
        *_of_risk(viewer, listing.filtered(RISK), run, path),
    ]


def pregnancies_seen(viewer: Viewer) -> Q:
    """The condition that a pregnancy in course may be known to the viewer: of adults, of minors, of none."""
    if not viewer.may(Verb.VIEW, Kind.HEALTH):
        return Q(pk__in=())
    now = Q(detected_on__lte=viewer.today) & (Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.today))
    if viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY):
        return now
    return now & Q(member__birth_on__lte=add_months(viewer.today, -ADULT_MONTHS))


def _of_group(viewer: Viewer, group: str, number: str) -> list[Condition]:
    theirs = {"household": OuterRef(number), "left_on__isnull": True}
    if group == PREGNANT and viewer.may(Verb.VIEW, Kind.HEALTH):
        expecting = Pregnancy.objects.filter(pregnancies_seen(viewer)).values("member")
        return [Exists(Member.objects.filter(**theirs, pk__in=expecting))]
    if group not in GROUP_MONTHS:
        return []
    least, most = GROUP_MONTHS[group]
    born = {
        "birth_on__gt": add_months(viewer.today, -most),
        "birth_on__lte": add_months(viewer.today, -least),
    }
    return [Exists(Member.objects.filter(**theirs, **born))]


def _of_result(viewer: Viewer, result: str, run: Posted | None, number: str) -> list[Condition]:
    if not result or run is None or not sees_rows_of(viewer, Kind.VERIFICATION):
        return []
    rows = HouseholdResult.objects.filter(run=run.run_id, household_id=OuterRef(number), result=result)
    return [Exists(rows)]


def _of_risk(viewer: Viewer, risk: str, run: Posted | None, path: str) -> list[Condition]:
    if risk == FAILURES:
        if run is None or not sees_rows_of(viewer, Kind.VERIFICATION):
            return []
        home = {"run": run.run_id, "household_id": OuterRef(f"{path}household_id")}
        return [Exists(Standing.objects.filter(**home, suspensions__gt=0))]
    if risk == "dni":
        home = {"household": OuterRef(f"{path}household_id"), "left_on__isnull": True}
        return [Exists(Member.objects.filter(**home, dni__isnull=True))]
    said = {
        "retenido": Q(**{f"{path}state": "on_hold"}),
        "clase": Q(**{f"{path}class_until__lt": viewer.today + CLASS_SOON}),
        "titular": Q(**{f"{path}titular__isnull": True}),
        "acuerdo": Q(**{f"{path}agreement_on__isnull": True, f"{path}affiliated_on__isnull": False}),
    }
    return [said[risk]] if risk in said else []
