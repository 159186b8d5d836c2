"""Whose a record of another system is: a member's for sure, a member's by likeness, or a person's to decide.

A DNI alone never decides: the wrong one is written down now and then, the mother's for the child's most
often, so that names, birth and sex have to bear it out. A record without one is a member's when it is like
one member enough, and like no other nearly as much. What is in between waits for a person (FND-07).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from juntos.core.steps import Column, Step, Table

Outcome = Literal["dni", "linkage", "doubtful", "unmatched"]
OUTCOMES = ("dni", "linkage", "doubtful", "unmatched")

CANDIDATES = Table(
    "match_candidates",
    "Un miembro que puede ser la persona de un registro ajeno, y cuánto se le parece",
    (
        Column("record_id", "BIGINT", "registro"),
        Column("member_id", "BIGINT", "miembro"),
        Column("is_same_dni", "BOOLEAN", "traen el mismo DNI"),
        Column("weight", "INTEGER", "parecido sin contar un DNI igual, en centésimas de bit"),
    ),
    key=("record_id", "member_id"),
)
MATCH_RULES = Table(
    "match_rules",
    "Desde cuánto parecido se acepta, y desde cuánto se duda, en centésimas de bit",
    (
        Column("dni_weight_min", "INTEGER", "con el mismo DNI"),
        Column("linkage_weight_min", "INTEGER", "sin él"),
        Column("lead_min", "INTEGER", "de ventaja sobre el siguiente"),
        Column("doubt_weight_min", "INTEGER", "para que lo vea una persona"),
    ),
    key=(),
)
MATCHES = Table(
    "matches",
    "De quién es un registro ajeno; sin miembro si es de nadie o lo decide una persona",
    (
        Column("record_id", "BIGINT", "registro"),
        Column("outcome", "VARCHAR", "cómo se halló", values=OUTCOMES),
        Column("member_id", "BIGINT", "miembro; en la duda, el más parecido", is_nullable=True),
    ),
    key=("record_id",),
)


@dataclass(frozen=True)
class Candidate:
    """A member that a record may be of; ``weight`` in hundredths of a bit, an equal DNI left out."""

    member_id: int
    is_same_dni: bool
    weight: int


@dataclass(frozen=True)
class MatchRules:
    """From which weights a record is taken as a member's, or shown to a person; hundredths of a bit."""

    dni_weight_min: int
    linkage_weight_min: int
    lead_min: int
    doubt_weight_min: int


@dataclass(frozen=True)
class Match:
    """The outcome, and the member: none when nobody is like it; in doubt, the one most like it."""

    outcome: Outcome
    member_id: int | None


def decide(candidates: Sequence[Candidate], rules: MatchRules) -> Match:
    """Whose the record is, from the members that it may be of.

    Of two members equally like it the one with its DNI is the first, then the one of the smaller number.
    """
    ordered = sorted(candidates, key=lambda c: (-c.weight, not c.is_same_dni, c.member_id))
    if not ordered:
        return Match("unmatched", None)
    best = ordered[0]
    lead = best.weight - ordered[1].weight if len(ordered) > 1 else rules.lead_min
    if best.is_same_dni and best.weight >= rules.dni_weight_min:
        return Match("dni", best.member_id)
    if best.weight >= rules.linkage_weight_min and lead >= rules.lead_min:
        return Match("linkage", best.member_id)
    if best.weight >= rules.doubt_weight_min or any(c.is_same_dni for c in ordered):
        return Match("doubtful", best.member_id)
    return Match("unmatched", None)


MATCH = Step(
    "match_records",
    reads=(CANDIDATES, MATCH_RULES),
    makes=MATCHES,
    sql="""
    WITH ranked AS (
      SELECT *, row_number() OVER (
          PARTITION BY record_id ORDER BY weight DESC, is_same_dni DESC, member_id
        ) AS place,
        lead(weight) OVER (
          PARTITION BY record_id ORDER BY weight DESC, is_same_dni DESC, member_id
        ) AS next_weight,
        max(CASE WHEN is_same_dni THEN 1 ELSE 0 END) OVER (PARTITION BY record_id) AS has_dni
      FROM match_candidates
    ), judged AS (
      SELECT record_id, member_id,
        CASE WHEN is_same_dni AND weight >= dni_weight_min THEN 'dni'
          WHEN weight >= linkage_weight_min AND coalesce(weight - next_weight, lead_min) >= lead_min
            THEN 'linkage'
          WHEN weight >= doubt_weight_min OR has_dni = 1 THEN 'doubtful'
          ELSE 'unmatched' END AS outcome
      FROM ranked CROSS JOIN match_rules WHERE place = 1
    )
    SELECT record_id, outcome, CASE WHEN outcome <> 'unmatched' THEN member_id END AS member_id FROM judged
    """,
)
