"""Entering the programme: who is eligible, the assembly that validates, the agreement, the services."""

from juntos.core.enrolment.eligibility import (
    CLASSIFICATIONS,
    ELIGIBILITY,
    STEPS,
    TABLES,
    Classification,
    Eligibility,
    classify,
)

__all__ = [
    "CLASSIFICATIONS",
    "ELIGIBILITY",
    "STEPS",
    "TABLES",
    "Classification",
    "Eligibility",
    "classify",
]
