"""The whole cycle as steps, in order: from a cut's tables to a payroll's lines.

``SETTLEMENT`` goes from verification to amount, attribution included; ``FULL`` adds what never touches
payment: eligibility by a list, schedules and growth.
"""

from juntos.core import enrolment
from juntos.core.coresponsibility import attribution, finding_steps, requirement, result, schedules
from juntos.core.coresponsibility.growth import steps as growth
from juntos.core.steps import Step, in_order
from juntos.core.transfers import steps as transfers

SETTLEMENT: tuple[Step, ...] = in_order(
    (
        *requirement.STEPS,
        *finding_steps.STEPS,
        *attribution.STEPS,
        *result.STEPS,
        *transfers.STEPS,
    )
)
FULL: tuple[Step, ...] = in_order((*SETTLEMENT, *enrolment.STEPS, *schedules.STEPS, *growth.STEPS))
