"""Entering the programme: visits, assemblies, agreements, services, and the approval that affiliates."""

from juntos.actions.enrolment.affiliating import affiliate_households, why_not
from juntos.actions.enrolment.agreements import Signature, sign_agreement
from juntos.actions.enrolment.assemblies import Held, cancel, close, convene, decide, evaluate_again, publish
from juntos.actions.enrolment.assigning import choose_service, confirm_services
from juntos.actions.enrolment.visits import (
    PersonFound,
    Visit,
    set_person,
    take_out_person,
    validate_households,
)

__all__ = [
    "Held",
    "PersonFound",
    "Signature",
    "Visit",
    "affiliate_households",
    "cancel",
    "choose_service",
    "close",
    "confirm_services",
    "convene",
    "decide",
    "evaluate_again",
    "publish",
    "set_person",
    "sign_agreement",
    "take_out_person",
    "validate_households",
    "why_not",
]
