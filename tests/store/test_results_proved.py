"""Posted results changed by hand are found, with the run and the table named."""

import pytest
from django.db import connection

from juntos.actions.audit import seal_events, verify_audit
from juntos.actions.coresponsibility.proving import verify_results
from juntos.store.models import Run
from tests.filled import NOON, Filled
from tests.store.tampering import tamper

EDITS = {
    "an amount": (
        "UPDATE result_entitlements SET amount_cents = amount_cents + 1 WHERE id ="
        " (SELECT min(id) FROM result_entitlements WHERE run_id = {run})",
        "entitlements",
    ),
    "a household that is not paid now": (
        "UPDATE result_household_results SET is_payable = NOT is_payable WHERE id ="
        " (SELECT min(id) FROM result_household_results WHERE run_id = {run})",
        "household_results",
    ),
    "a member's result taken away": (
        "DELETE FROM result_member_results WHERE id ="
        " (SELECT max(id) FROM result_member_results WHERE run_id = {run})",
        "member_results",
    ),
    "an answer for a failure": (
        "UPDATE result_attribution SET attribution = 'demand' WHERE id = (SELECT min(id)"
        " FROM result_attribution WHERE run_id = {run} AND attribution <> 'demand')",
        "attribution",
    ),
    "where a household stands": (
        "UPDATE result_standing SET suspensions = suspensions + 1 WHERE id ="
        " (SELECT min(id) FROM result_standing WHERE run_id = {run})",
        "next_ladder",
    ),
    "the fingerprint itself": ("UPDATE cycle_run SET results_sha256 = 'x' WHERE id = {run}", "cycle_run"),
}


@pytest.fixture
def sealed(record: Filled) -> Filled:
    seal_events(at=NOON)
    assert (verify_audit(), verify_results()) == ((), ())
    return record


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_by_hand_is_named(sealed: Filled, what: str) -> None:
    statement, table = EDITS[what]
    run = Run.objects.get(period="2011-3")
    tamper(statement.format(run=run.pk))
    assert [(f.code, f.file, f.value) for f in verify_results()] == [("results-changed", table, "2011-3")]


def test_rows_and_event_changed_together_are_caught_by_the_seal(sealed: Filled) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM audit_event WHERE action = 'cycle.post' ORDER BY id LIMIT 1")
        (event,) = cursor.fetchone()
    tamper(f"UPDATE audit_event SET detail = '{{}}' WHERE id = {event}")
    assert [(f.code, f.value) for f in verify_audit()] == [("audit-event-changed", str(event))]
    assert "run-without-event" in {f.code for f in verify_results()}
