"""Campaigns for DNI and SIS: those planned and those held, within reach."""

from dataclasses import dataclass
from datetime import date

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.models import Campaign, Place
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, places_within

SORTS = {"day": "held_on", "place": "place__name"}


@dataclass(frozen=True)
class CampaignRow:
    """A campaign: for which document, where, when, and how many it reached, once told."""

    campaign_id: int
    kind: str
    place: str
    place_code: str
    held_on: date
    reached: int | None


def campaigns(viewer: Viewer, listing: Listing) -> Page[CampaignRow]:
    """The campaigns within reach, the latest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = Campaign.objects.filter(places_within(viewer, "place__")).select_related("place")
    return page_of(found, listing, _row, sorts=SORTS, usual="-held_on")


def campaign_row(viewer: Viewer, campaign_id: int) -> CampaignRow:
    """One campaign. Raises MissingError where there is none or it is beyond reach."""
    check(viewer, Verb.CHANGE, Kind.REGISTRY)
    found = Campaign.objects.filter(places_within(viewer, "place__"), pk=campaign_id).select_related("place")
    row = found.first()
    if row is None:
        raise MissingError(Fault("campaign-missing"))
    return _row(row)


def place_within(viewer: Viewer, code: str) -> int | None:
    """The number of a place within reach, by its official code."""
    return Place.objects.filter(places_within(viewer), code=code).values_list("pk", flat=True).first()


def _row(found: Campaign) -> CampaignRow:
    return CampaignRow(found.pk, found.kind, found.place.name, found.place.code, found.held_on, found.reached)
