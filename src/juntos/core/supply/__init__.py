"""What the State offers: its tables in a cut, what a service can attend, and when a place can be reached."""

from juntos.core.supply.tables import (
    CLOSURES,
    INCIDENTS,
    SECTORS,
    SERVICE_MONTHS,
    SERVICES,
    TABLES,
    VISIT_DAYS,
)

__all__ = ["CLOSURES", "INCIDENTS", "SECTORS", "SERVICES", "SERVICE_MONTHS", "TABLES", "VISIT_DAYS"]
