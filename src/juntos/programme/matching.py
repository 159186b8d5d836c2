"""From how much likeness another system's record is taken as a member's: the thresholds of docs/his.md.

They were chosen on one invented year, seed 1 (mark D), and not by a norm; in hundredths of a bit, as the
engine weighs.
"""

from functools import cache

from juntos.core.coresponsibility.matching import MatchRules
from juntos.core.steps import Column, Table
from juntos.programme.entries import read_text
from juntos.programme.tables import read_rows

_THRESHOLDS = Table(
    "matching",
    "Desde cuánto parecido se acepta que un registro ajeno es de un miembro",
    (
        Column("threshold", "VARCHAR", "umbral"),
        Column("hundredths", "INTEGER", "centésimas de bit"),
        Column("mark", "VARCHAR", "qué tan cierto es", values=("D",)),
        Column("note", "VARCHAR", "por qué"),
    ),
    key=("threshold",),
)


@cache
def match_rules() -> MatchRules:
    """The committed thresholds."""
    rows = read_rows(_THRESHOLDS, read_text("matching.csv")).only("threshold", "hundredths")
    values = {str(name): int(str(value)) for name, value in rows}
    return MatchRules(
        dni_weight_min=values["dni_weight_min"],
        linkage_weight_min=values["linkage_weight_min"],
        lead_min=values["lead_min"],
        doubt_weight_min=values["doubt_weight_min"],
    )
