"""The batches of a filled record: their moves lead to what the cut says; a period is opened from its cut."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from juntos.actions.coresponsibility.listing import nominal_lists
from juntos.actions.cut.take import Taking, take_cut
from juntos.core.coresponsibility.batches.states import CUT_STATES
from juntos.programme.entries import read
from juntos.store.models import Batch, BatchMove, KickOff, Representative, SealedList
from tests.cli.typing_it import typed
from tests.filled import TODAY, Filled

NEXT = "2012-1"
COMMANDS = read("words/cli.es.yaml").entry("commands")


def test_the_moves_of_the_sample_lead_to_the_state_of_the_cut(record: Filled) -> None:
    last = {move.batch_id: move for move in BatchMove.objects.order_by("number")}
    batches = {batch.pk: batch for batch in Batch.objects.all()}
    assert last.keys() == batches.keys()
    assert [
        n for n, one in batches.items() if CUT_STATES.get(last[n].state, last[n].state) != one.state
    ] == []
    assert all(move.on < TODAY for move in last.values())
    days = {move.batch_id: move.on for move in BatchMove.objects.filter(verb="deliver")}
    assert days == {n: one.delivered_on for n, one in batches.items() if one.delivered_on}
    assert BatchMove.objects.filter(verb="deliver", representative=None).count() == 0
    assert (SealedList.objects.count(), KickOff.objects.count()) == (len(batches), 5)
    assert Representative.objects.filter(until__lte=TODAY).exists()


def test_a_period_is_opened_from_its_cut(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    at = datetime(2012, 2, 1, 17, tzinfo=UTC)
    taken = take_cut(Taking(NEXT, TODAY, record.files, None, at))
    command = f"juntos forms open --period {NEXT} --region 03 --by informacion"
    opened = typed(f"{command} --json", capsys)
    lists = {one.service_id: one for one in nominal_lists(taken.folder).lists}
    assert (opened.code, opened.data["planned"]) == (0, len(lists)), opened.err
    kept = {one.batch.service_id: one for one in SealedList.objects.filter(batch__period=NEXT)}
    assert {n: one.sha256 for n, one in kept.items()} == {n: one.sha256 for n, one in lists.items()}
    assert {one.cut_id for one in kept.values()} == {taken.cut_id}
    assert Counter(Batch.objects.filter(period=NEXT).values_list("state", flat=True)) == {
        "generated": len(lists)
    }
    assert typed(command, capsys).code == 0
    assert "0 lotes de 2011-6" in typed(COMMANDS.entry("forms open").text("example"), capsys).out
    assert BatchMove.objects.filter(batch__period=NEXT).count() == len(lists)
    refused = typed(f"juntos forms open --period {NEXT} --region 03 --by gestor-001", capsys)
    assert refused.code == 2
