"""The trail: what verify names when somebody has touched it."""

import pytest

from juntos.actions.audit import Trace, record_event, seal_events, verify_audit
from juntos.core.audit import Head
from juntos.store.models import Event, User
from tests.store.conftest import NOON
from tests.store.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def heads(gestora: User) -> list[Head]:
    """Two seals of Apurímac's chain: three events, then two."""
    heads = []
    for subjects in ("abc", "de"):
        for subject in subjects:
            record_event(Trace("household.viewed", subject, region="03"), by=gestora, at=NOON)
        heads += seal_events(at=NOON)
    return heads


def codes(head: str | None = None) -> list[tuple[str, str]]:
    return [(fault.code, fault.value) for fault in verify_audit(head=head)]


def number(subject: str) -> int:
    return int(Event.objects.get(subject=subject).pk)


def test_what_nobody_touched_is_whole(heads: list[Head]) -> None:
    assert codes(heads[-1].sha256) == []
    assert [(head.number, head.events) for head in heads] == [(1, 3), (2, 5)]


def test_nothing_new_makes_no_seal(heads: list[Head]) -> None:
    assert seal_events(at=NOON) == ()


def test_an_edited_event_is_named(heads: list[Head]) -> None:
    edited = number("b")
    tamper("UPDATE audit_event SET subject = 'z' WHERE subject = 'b'")
    assert codes() == [("audit-event-changed", str(edited))]


def test_a_deleted_event_is_named(heads: list[Head]) -> None:
    deleted = number("e")
    tamper("DELETE FROM audit_event WHERE subject = 'e'")
    assert codes() == [("audit-event-missing", str(deleted))]


def test_the_last_event_and_its_cover_taken_away(heads: list[Head]) -> None:
    last = number("e")
    tamper(f"DELETE FROM audit_sealed WHERE event_id = {last}", f"DELETE FROM audit_event WHERE id = {last}")
    assert codes() == [("audit-seal-changed", "2")]


def test_the_last_seal_taken_away_is_caught_by_the_printed_head(heads: list[Head]) -> None:
    tamper(
        "DELETE FROM audit_sealed WHERE seal_id = (SELECT MAX(id) FROM audit_seal)",
        "DELETE FROM audit_seal WHERE number = 2",
        "DELETE FROM audit_event WHERE subject IN ('d', 'e')",
    )
    assert codes() == []
    assert codes(heads[-1].sha256) == [("audit-head-missing", heads[-1].sha256)]


def test_a_chain_built_again_is_caught_by_the_printed_head(heads: list[Head]) -> None:
    tamper(
        "UPDATE audit_event SET subject = 'z' WHERE subject = 'b'",
        "DELETE FROM audit_sealed",
        "DELETE FROM audit_seal",
    )
    seal_events(at=NOON)
    assert codes() == []
    assert codes(heads[-1].sha256) == [("audit-head-missing", heads[-1].sha256)]


def test_a_seal_edited_is_named(heads: list[Head]) -> None:
    tamper("UPDATE audit_seal SET events = 6 WHERE number = 2")
    assert codes() == [("audit-seal-changed", "2")]


def test_a_seal_missing_in_the_middle_is_named(heads: list[Head], gestora: User) -> None:
    record_event(Trace("household.viewed", "f", region="03"), by=gestora, at=NOON)
    seal_events(at=NOON)
    tamper(
        "DELETE FROM audit_sealed WHERE seal_id = (SELECT id FROM audit_seal WHERE number = 2)",
        "DELETE FROM audit_seal WHERE number = 2",
    )
    assert ("audit-seal-missing", "2") in codes()
