"""The programme: its law as dated data (YAML and CSV), and one loader for each kind."""

from juntos.programme.loader import (
    Contradiction,
    contradictions,
    parameters,
    profile_named,
    profile_on,
    profiles,
    resolve,
)

__all__ = [
    "Contradiction",
    "contradictions",
    "parameters",
    "profile_named",
    "profile_on",
    "profiles",
    "resolve",
]
