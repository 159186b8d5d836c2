"""Whose another system's record is: decided for one record and for all, alike, and by the table below."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.coresponsibility.matching import MATCH, Candidate, Match, MatchRules, decide

SAME, OTHER = True, False  # the DNI of the record and of the member
RULES = MatchRules(dni_weight_min=-600, linkage_weight_min=500, lead_min=200, doubt_weight_min=0)
WEIGHTS = st.sampled_from((-900, -600, -1, 0, 299, 300, 301, 499, 500, 699, 700, 701)) | st.integers(
    -999, 999
)
RECORDS = st.lists(
    st.lists(
        st.builds(Candidate, member_id=st.integers(1, 9), is_same_dni=st.booleans(), weight=WEIGHTS),
        min_size=1, max_size=4, unique_by=lambda candidate: candidate.member_id,
    ),
    min_size=50, max_size=60,
)  # fmt: skip


@pytest.mark.parametrize(
    ("candidates", "outcome", "member"),
    [
        ([], "unmatched", None),
        ([Candidate(1, SAME, 900)], "dni", 1),  # DNI, and everything bears it out
        ([Candidate(1, SAME, -600)], "dni", 1),  # a DNI that names and birth hardly bear out
        ([Candidate(1, SAME, -900)], "doubtful", 1),  # the mother's DNI, and nobody else is like it
        ([Candidate(1, SAME, -900), Candidate(2, OTHER, 800)], "linkage", 2),  # hers, but it is the child's
        ([Candidate(1, SAME, 100), Candidate(2, OTHER, 300)], "doubtful", 2),
        ([Candidate(1, OTHER, 500)], "linkage", 1),
        ([Candidate(1, OTHER, 499)], "doubtful", 1),
        ([Candidate(1, OTHER, 900), Candidate(2, OTHER, 701)], "doubtful", 1),  # twins
        ([Candidate(1, OTHER, 900), Candidate(2, OTHER, 700)], "linkage", 1),
        ([Candidate(1, OTHER, -1)], "unmatched", None),
    ],
)
def test_whose_a_record_is(candidates: list[Candidate], outcome: str, member: int | None) -> None:
    assert decide(candidates, RULES) == Match(outcome, member)  # type: ignore[arg-type]


@pytest.mark.agree
@given(records=RECORDS)
def test_the_step_says_what_the_decision_says(records: list[list[Candidate]]) -> None:
    rows = [(at, c.member_id, c.is_same_dni, c.weight) for at, found in enumerate(records) for c in found]
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE match_candidates"
            " (record_id BIGINT, member_id BIGINT, is_same_dni BOOLEAN, weight INTEGER)"
        )
        values = ", ".join(str(row) for row in rows)
        connection.execute(f"INSERT INTO match_candidates VALUES {values}")
        connection.execute(
            "CREATE TABLE match_rules AS SELECT -600 AS dni_weight_min, 500 AS linkage_weight_min,"
            " 200 AS lead_min, 0 AS doubt_weight_min"
        )
        said = connection.execute(f"FROM ({MATCH.sql}) ORDER BY record_id").fetchall()
    assert said == [
        (at, match.outcome, match.member_id)
        for at, match in enumerate(decide(found, RULES) for found in records)
    ]
