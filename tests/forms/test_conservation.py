"""Over the sample's year: rows in closed forms + not verified = members listed, for every service."""

from pathlib import Path

import pytest

from juntos.actions.coresponsibility.listing import Lists, nominal_lists, rows_of
from juntos.core.coresponsibility.batches.conservation import FormRow, account
from juntos.core.coresponsibility.tables import BATCHES, FORM_ROWS

PERIODS = ("2011-1", "2011-2", "2011-3", "2011-4", "2011-5", "2011-6")


def form_rows(lists: Lists) -> list[FormRow]:
    """The rows of the cut's forms that no other replaces."""
    batches = {row["batch_id"]: row for row in rows_of(BATCHES, lists.cut.files[BATCHES])}
    return [
        FormRow(batch["service_id"], batch["state"], row["member_id"], row["is_signed"])
        for row in rows_of(FORM_ROWS, lists.cut.files[FORM_ROWS])
        if row["superseded_by"] is None and (batch := batches[row["batch_id"]])
    ]


@pytest.mark.parametrize("period", PERIODS)
def test_nobody_is_lost_between_the_list_and_the_forms(region: Path, period: str) -> None:
    lists = nominal_lists(region / "cuts" / period)
    rows = form_rows(lists)
    named = [row for row in rows if row.member_id not in lists.without_service]
    accounts = [account(one, named) for one in lists.lists]
    assert [a for a in accounts if not a.is_conserved] == []
    assert sum(a.closed for a in accounts) > 100
    # At school before six, they owe a control and have no clinic: the padrón's gap, told at each print.
    assert len(lists.without_service) <= 0.01 * sum(a.listed for a in accounts)
