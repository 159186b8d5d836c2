"""Attribution: who answers for each failure and each missing verification (DOMAIN 7.2)."""

from juntos.core.coresponsibility.attribution.case import REASONS, Attributed, FailureCase
from juntos.core.coresponsibility.attribution.decision import decide
from juntos.core.coresponsibility.attribution.steps import STEPS

__all__ = ["REASONS", "STEPS", "Attributed", "FailureCase", "decide"]
