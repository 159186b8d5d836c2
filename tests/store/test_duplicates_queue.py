"""Who may be in the padrón twice: found once, the second payment held until decided, decided by who may."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from juntos.actions.registry.duplicates import (
    Found,
    Verdict,
    decide_duplicate,
    find_duplicates,
    open_equal_dni,
)
from juntos.actions.registry.events import Proposal, approve_event, propose_event
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.core.registry.events import Event
from juntos.store import models as m
from juntos.store.reads import duplicates as reads
from juntos.store.reads.listing import Listing
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import TODAY, Filled

AT = datetime(2012, 2, 1, 15, 0, tzinfo=UTC)


def as_role(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY, purpose="Prueba")


def homes() -> tuple[m.Household, m.Household]:
    """Two households in the programme, neither held; the second was affiliated later."""
    found = m.Household.objects.filter(state="active", left_on__isnull=True, titular__dni__isnull=False)
    rows = list(found.order_by("affiliated_on", "pk"))
    return rows[0], rows[-1]


def holds(of: m.Household) -> list[Any]:
    return list(m.Hold.objects.filter(household=of, kind="duplicate", since__gte=date(2012, 1, 1)))


def planted() -> tuple[m.Household, m.Household, m.DuplicatePair]:
    """The titular of the first household, once more in the second under the same DNI."""
    first, second = homes()
    assert first.titular is not None
    copy = someone_else(second)
    copy.dni = first.titular.dni
    copy.save(update_fields=["dni"])
    assert open_equal_dni([copy], today=TODAY, at=AT) == 1
    return first, second, m.DuplicatePair.objects.get()


def someone_else(of: m.Household) -> m.Member:
    return of.members.filter(left_on__isnull=True, is_target=True).order_by("pk")[0]


def test_equal_dni_opens_at_once_and_holds_the_second(record: Filled) -> None:
    first, second, pair = planted()
    assert (pair.kind, pair.state) == ("dni", "open")
    assert pair.weight != 0
    assert reads.pairs(as_role("informacion"), Listing()).rows[0].levels["dni"] == "same"
    assert (len(holds(first)), len(holds(second))) == (0, 1)
    copy = m.Member.objects.filter(household=second, dni=first.titular.dni).get()  # type: ignore[union-attr]
    assert open_equal_dni([copy], today=TODAY, at=AT) == 0
    assert len(holds(second)) == 1


def test_an_approved_dni_opens_the_pair(record: Filled) -> None:
    first, second = homes()
    assert first.titular is not None
    child = someone_else(second)
    told = Event("dni", date(2012, 1, 10), "Copia", person_id=child.pk, dni=first.titular.dni)
    number = propose_event(Proposal(second.pk, told), by=as_role("gestor-001"), at=AT)
    approve_event(number, by=as_role("informacion"), at=AT)
    assert m.DuplicatePair.objects.get().state == "open"
    assert len(holds(second)) == 1


def test_two_people_and_the_payment_is_free(record: Filled) -> None:
    _, second, pair = planted()
    decide_duplicate(
        Verdict(pair.pk, "different", "Son primas con nombres iguales"), by=as_role("informacion"), at=AT
    )
    assert [hold.until is not None for hold in holds(second)] == [True]
    with pytest.raises(RequestError):
        decide_duplicate(Verdict(pair.pk, "same", "Otra vez", "person"), by=as_role("ugoal"), at=AT)


def test_one_person_leaves_by_an_event_that_another_approves(record: Filled) -> None:
    first, second, pair = planted()
    verdict = Verdict(pair.pk, "same", "Misma huella en las dos fichas", "person")
    decide_duplicate(verdict, by=as_role("informacion"), at=AT)
    assert [hold.until for hold in holds(second)] == [None], "held until the person has left"
    told = m.PadronEvent.objects.get(household=second, kind="leaving", state="proposed")
    approve_event(told.pk, by=as_role("ugoal"), at=AT)
    assert [hold.until is not None for hold in holds(second)] == [True]
    gone = m.Member.objects.get(pk=told.member_id)
    assert (gone.household, gone.left_reason) == (second, "other-household")
    assert first.members.filter(left_on__isnull=True, pk=first.titular_id).exists()


def test_one_household_begins_its_exit(record: Filled) -> None:
    _, second, pair = planted()
    decide_duplicate(Verdict(pair.pk, "same", "Es la misma familia", "household"), by=as_role("ugoal"), at=AT)
    second.refresh_from_db()
    assert (second.state, second.left_on) == ("in_exit", TODAY)
    assert m.Notice.objects.filter(household=second, code="move-begin_exit").count() == 1


def test_who_decides_and_who_sees(record: Filled) -> None:
    _, _, pair = planted()
    verdict = Verdict(pair.pk, "different", "Son dos")
    for login in ("gestor-001", "jefatura", "zonal-4"):
        with pytest.raises(RefusedError):
            decide_duplicate(verdict, by=as_role(login), at=AT)
        assert not reads.pair_file(as_role(login), pair.pk).may_decide
        assert reads.open_pairs(as_role(login)) == 0
    assert reads.open_pairs(as_role("informacion")) == 1
    m.UserScope.objects.filter(user__login="gestor-001").exclude(code="0306030001").delete()
    far = as_role("gestor-001")
    if (
        not m.Member.objects.filter(pk__in=(pair.person_a_id, pair.person_b_id))
        .exclude(household__place__code="0306030001")
        .exists()
    ):
        pytest.skip("both of them live in one place")
    assert reads.pairs(far, Listing()).count == 0
    with pytest.raises(MissingError):
        reads.pair_file(far, pair.pk)
    with pytest.raises(RequestError):
        decide_duplicate(Verdict(pair.pk, "same", ""), by=as_role("ugoal"), at=AT)


def test_the_search_adds_what_is_new_and_nothing_twice(record: Filled) -> None:
    first, second = homes()
    titular = first.titular
    assert titular is not None
    m.Member.objects.create(
        household=second,
        given_names=titular.given_names,
        surname1=titular.surname1,
        surname2=titular.surname2,
        birth_on=titular.birth_on,
        sex=titular.sex,
        kinship="other",
        is_target=False,
        joined_on=TODAY,
    )
    once = find_duplicates(by=as_role("ugoal"), today=TODAY, at=AT)
    assert once.people > 1000
    assert once.new == once.pairs > 0
    assert m.DuplicatePair.objects.filter(person_a=titular.pk).exists()
    again = find_duplicates(by=None, today=TODAY, at=AT)
    assert again == Found(once.people, once.pairs, 0, 0)
    with pytest.raises(RefusedError):
        find_duplicates(by=as_role("gestor-001"), today=TODAY, at=AT)
