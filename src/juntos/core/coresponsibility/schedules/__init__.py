"""On schedule or not: CRED, vaccines and prenatal controls, apart from payment and never mixed with it.

Each has a ``decide`` for one case; the steps say the same of everyone at once.
"""

from juntos.core.coresponsibility.schedules.steps import STEPS

__all__ = ["STEPS"]
