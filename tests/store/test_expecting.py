"""A pregnancy that a clinic tells of: a girl's too, which nobody of the programme is offered or shown."""

from datetime import date

import pytest

from juntos.actions.coresponsibility.capturing import propose_pregnancy
from juntos.actions.registry.events import approve_event
from juntos.core.access import ROLES, Scope
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.store import models as m
from juntos.store.reads.coresponsibility.expecting import Identity, Woman, woman_of
from juntos.store.reads.listing import Listing
from juntos.store.reads.padron_events import queue
from juntos.store.reads.viewing import Viewer
from tests.store.test_capture import LIST, NOON, TODAY, batch, codes, opened, viewer

__all__ = ["batch"]
pytestmark = pytest.mark.django_db

WOMAN, GIRL = 3, 4
BORN = {WOMAN: date(1985, 3, 1), GIRL: date(1995, 3, 1)}
DAYS = (date(2011, 7, 1), date(2011, 4, 20))


@pytest.fixture
def unexpecting(batch: m.Batch) -> m.Batch:
    """The clinic's list, none of whose women expects a child yet."""
    m.Pregnancy.objects.all().delete()
    m.Member.objects.filter(pk=WOMAN).update(dni="41000003")
    m.Assignment.objects.create(member_id=1, service=batch.service, sector="health", since=date(2011, 1, 1))
    network = m.Network.objects.create(code="0306", name="Red Chincheros", kind="red")
    m.ServiceNetwork.objects.create(service=batch.service, network=network, since=date(2005, 1, 1))
    return batch


def network() -> Viewer:
    user, _ = m.User.objects.get_or_create(
        login="red", defaults={"full_name": "Red", "role": "health_network", "since": date(2010, 1, 1)}
    )
    scope = Scope(networks=frozenset({"0306"}))
    return Viewer(user.pk, user.login, user.full_name, ROLES["health_network"], scope, TODAY)


def named(member: int) -> Identity:
    return Identity("", f"Rosa {member}", "Cori", BORN[member])


def propose(batch: m.Batch, member: int, role: str = "clinic") -> int:
    return propose_pregnancy(opened(batch, role), LIST, named(member), DAYS, by=viewer(role), at=NOON)


def test_a_girl_is_found_by_the_clinic_alone(unexpecting: m.Batch) -> None:
    assert woman_of(viewer("clinic"), LIST, named(GIRL)) == Woman(GIRL, 1)
    assert woman_of(viewer("gestor"), LIST, named(WOMAN)) == Woman(WOMAN, 1)
    with pytest.raises(RequestError) as error:
        propose(unexpecting, GIRL, "gestor")
    assert codes(error) == [("capture-woman-missing", "surname1")]
    with pytest.raises(RefusedError):
        woman_of(viewer("information_manager"), LIST, named(WOMAN))


@pytest.mark.parametrize(
    "who",
    [
        Identity("41000004"),
        Identity("", "Rosa 3", "Quispe", BORN[WOMAN]),
        Identity("", "Rosa 3", "Ccori", date(1985, 3, 2)),
        Identity("", "", "", BORN[WOMAN]),
        Identity("", "Rosa 1", "Ccori", date(2010, 11, 10)),
    ],
    ids=["another DNI", "another name", "another birth", "no name", "a small child"],
)
def test_who_is_not_meant_is_not_found(unexpecting: m.Batch, who: Identity) -> None:
    assert woman_of(viewer("clinic"), LIST, Identity("41000003")) == Woman(WOMAN, 1)
    assert woman_of(viewer("clinic"), LIST, who) is None


def test_a_girls_pregnancy_is_approved_by_health_and_seen_by_nobody_else(unexpecting: m.Batch) -> None:
    event = propose(unexpecting, GIRL)
    with pytest.raises(RequestError):
        propose(unexpecting, GIRL)
    for role in ("gestor", "information_manager"):
        assert not queue(viewer(role), Listing(), is_waiting=True).rows
    for role in ("information_manager", "clinic"):
        with pytest.raises((MissingError, RefusedError)):
            approve_event(event, by=viewer(role), at=NOON)
    approve_event(event, by=network(), at=NOON)
    assert m.Pregnancy.objects.get().member_id == GIRL
    assert woman_of(viewer("clinic"), LIST, named(GIRL)) is None
    trail = m.Event.objects.get(action="forms.propose_event")
    assert (trail.subject, trail.detail) == (f"batch:{unexpecting.pk}", f'{{"event": {event}}}')


def test_a_list_that_is_closed_proposes_nothing(unexpecting: m.Batch) -> None:
    m.Batch.objects.update(state="closed")
    with pytest.raises(RequestError) as error:
        propose(unexpecting, WOMAN)
    assert codes(error)[0][0] == "capture-closed"
    assert not m.PadronEvent.objects.exists()
