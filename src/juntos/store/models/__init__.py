"""The record's tables, one module a context."""

from juntos.store.models.accounts import User, UserScope
from juntos.store.models.audit import Event, Seal, SealedEvent
from juntos.store.models.territory import (
    District,
    Network,
    NetworkParent,
    Place,
    Province,
    Region,
    Service,
    ServiceNetwork,
)

__all__ = [
    "District",
    "Event",
    "Network",
    "NetworkParent",
    "Place",
    "Province",
    "Region",
    "Seal",
    "SealedEvent",
    "Service",
    "ServiceNetwork",
    "User",
    "UserScope",
]
