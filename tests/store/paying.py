"""The people who answer for a payroll, and a region's period brought to where a test begins."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from juntos.actions.transfers.answering import approve_payroll, review_payroll
from juntos.actions.transfers.liquidate import Prepared, prepare_payroll
from juntos.actions.transfers.signing import Allocation, record_budget, sign_report
from juntos.store.models import User, UserScope
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import NOON, TODAY

REGION = "03"


@dataclass(frozen=True)
class People:
    """Who signs the report, prepares, reviews (two) and approves."""

    head: Viewer
    ana: Viewer
    eva: Viewer
    sol: Viewer
    director: Viewer

    @classmethod
    def hired(cls) -> Self:
        roles = {
            "head": "region_head",
            "ana": "ugoal",
            "eva": "ugoal",
            "sol": "ugoal",
            "director": "director",
        }
        return cls(**{name: _viewer(name, role) for name, role in roles.items()})


def _viewer(name: str, role: str) -> Viewer:
    user = User.objects.create(login=f"money.{name}", full_name=name, role=role, since=date(2010, 1, 1))
    if role == "region_head":
        UserScope.objects.create(user=user, reach="region", code=REGION)
    return viewer_of(user.pk, today=TODAY)


def signed(people: People, *periods: str) -> None:
    """The year's budget and the signed reports that a liquidation waits for."""
    record_budget(Allocation(REGION, 2011, 10**9, f"RD {periods[0]}"), by=people.ana, at=NOON)
    for period in periods:
        sign_report(REGION, period, by=people.head, at=NOON)


def approved(people: People, period: str) -> Prepared:
    """A period's payroll prepared, reviewed and approved."""
    made = prepare_payroll(REGION, period, by=people.ana, at=NOON)
    assert made.payroll_id is not None
    review_payroll(made.payroll_id, made.sha256, by=people.eva, at=NOON)
    approve_payroll(made.payroll_id, made.sha256, by=people.director, at=NOON)
    return made
