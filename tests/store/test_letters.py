"""Letters of a payroll: whole or absent, only of what is approved, only within reach, and with a trace."""

import csv
from pathlib import Path

import pytest

from juntos.actions.transfers.letters import INDEX, POSTERS, write_letters
from juntos.actions.transfers.liquidate import prepare_payroll
from juntos.actions.transfers.ordering import order_payroll
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.store.models import Event, OrderItem, PayrollHousehold, User
from juntos.store.reads.letters import mailing
from juntos.store.reads.viewing import viewer_of
from tests.filled import NOON, TODAY, Filled
from tests.store.paying import REGION, People, approved, signed

PERIOD = "2011-6"


def test_letters_tell_each_household_what_was_decided(record: Filled, tmp_path: Path) -> None:
    people = People.hired()
    signed(people, PERIOD)
    made = prepare_payroll(REGION, PERIOD, by=people.ana, at=NOON)
    assert made.payroll_id is not None
    with pytest.raises(RequestError, match="letters-not-approved"):
        write_letters(made.payroll_id, tmp_path / "before", by=people.ana, at=NOON)
    assert not (tmp_path / "before").exists()
    approved(people, PERIOD)
    order_payroll(made.payroll_id, NOON.date(), by=people.ana, at=NOON)

    done = write_letters(made.payroll_id, tmp_path / "letters", by=people.ana, at=NOON)
    homes = PayrollHousehold.objects.filter(payroll_id=made.payroll_id)
    assert done.letters + done.without_letter == homes.count()
    assert done.letters > 300
    with (done.out / INDEX).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["cartas"]) for row in rows if row["archivo"] != POSTERS) == done.letters
    assert {path.name for path in done.out.iterdir()} == {INDEX, *(row["archivo"] for row in rows)}
    assert all((done.out / row["archivo"]).read_bytes().startswith(b"%PDF") for row in rows)
    event = Event.objects.filter(action="audit.export").latest("pk")
    assert (event.subject, event.count, event.actor_id) == (
        f"payroll:{made.payroll_id}",
        done.letters,
        people.ana.user_id,
    )


def test_letters_name_where_each_collects_and_only_who_is_within_reach(record: Filled) -> None:
    people = People.hired()
    signed(people, PERIOD)
    number = approved(people, PERIOD).payroll_id
    assert number is not None
    order_payroll(number, NOON.date(), by=people.ana, at=NOON)
    found = {one.household_id: one for one in mailing(people.ana, number).addressees}
    for item in OrderItem.objects.filter(order__payroll_id=number):
        collects = found[item.household_id].collects
        assert collects is not None
        assert bool(collects.point) == bool(item.pay_point)
        assert collects.since >= NOON.date()
    own = mailing(viewer_of(User.objects.get(login="gestor-001").pk, today=TODAY), number).addressees
    assert 0 < len(own) <= len(found)
    with pytest.raises(RefusedError):
        mailing(viewer_of(User.objects.get(login="ugppe").pk, today=TODAY), number)
    with pytest.raises(MissingError):
        mailing(people.ana, 999_999)
