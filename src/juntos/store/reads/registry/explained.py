"""What a page needs beside an explanation: its run, who the members are, what was tried with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.periods import Period
from juntos.store.models import Household, HouseholdResult, Member
from juntos.store.reads.registry import happened, periods
from juntos.store.reads.registry.finding import full_name
from juntos.store.reads.registry.happened import Contacted
from juntos.store.reads.registry.narrowing import sees_rows_of
from juntos.store.reads.registry.periods import Posted
from juntos.store.reads.viewing import Viewer, check, households_within, members_within


@dataclass(frozen=True)
class Explained:
    """The run that settled a household's period.

    ``members`` are those within reach, by number, with the name for who sees names; ``contacts`` those of
    the period and after it that its cut knew of; ``offered`` the household's periods that a run has, the
    newest first.
    """

    run: Posted
    region_code: str
    members: Mapping[int, str]
    contacts: tuple[Contacted, ...]
    offered: tuple[Period, ...]


def explained(viewer: Viewer, household_id: int, period: Period) -> Explained:
    """The run behind a household's period. Raises MissingError beyond reach or where no run has it."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    home = (
        Household.objects.filter(households_within(viewer), pk=household_id)
        .select_related("place__district__province")
        .first()
    )
    runs = periods.posted_runs()
    settled = HouseholdResult.objects.filter(run__in=[r.run_id for r in runs], household_id=household_id)
    has_it = set(settled.values_list("run", flat=True)) if home else set()
    run = next((r for r in runs if r.run_id in has_it and r.period == period), None)
    if home is None or run is None:
        raise MissingError(Fault("household-unknown", value=str(household_id), expected=period.label))
    has_names = viewer.role.detail(Kind.REGISTRY) is Detail.NAMED
    members = Member.objects.filter(members_within(viewer), household=home)
    sees_contacts = sees_rows_of(viewer, Kind.ACCOMPANIMENT)
    return Explained(
        run=run,
        region_code=home.place.district.province.region_id,
        members={m.pk: full_name(m) if has_names else "" for m in members},
        contacts=happened.contacts(home.pk, since=period.since, known_at=run.known_at)
        if sees_contacts
        else (),
        offered=tuple(r.period for r in runs if r.run_id in has_it),
    )
