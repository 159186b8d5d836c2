"""The batches of a filled record: their moves lead to what the cut says; a period is opened from its cut."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from juntos.actions.coresponsibility.batches import Given, move_batch
from juntos.actions.coresponsibility.listing import nominal_lists
from juntos.actions.coresponsibility.printing import INDEX
from juntos.actions.cut.take import Taking, take_cut
from juntos.core.coresponsibility.batches.serials import parse_serial
from juntos.core.coresponsibility.batches.states import CUT_STATES
from juntos.programme.entries import read
from juntos.store.models import Batch, BatchMove, Event, KickOff, Representative, SealedList, User
from juntos.store.reads.viewing import viewer_of
from tests.cli.typing_it import typed
from tests.filled import NOON, TODAY, Filled

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
    printed_again(out=record.files.parent / "forms", capsys=capsys)


def printed_again(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A batch is lost and replaced: the printer gives the edition in force, of the list that was sealed."""
    batch = Batch.objects.filter(period=NEXT, service__sector="health").order_by("pk")[0]
    by = viewer_of(User.objects.get(login="informacion").pk, today=TODAY)
    for verb, reason in (("print", ""), ("lose", "se mojaron"), ("reprint", "")):
        move_batch(batch_id=batch.pk, verb=verb, given=Given(TODAY, reason), by=by, at=NOON)
    said = typed(f"juntos forms print --period {NEXT} --kind fs1 --out {out} --json", capsys)
    assert (said.code, said.data["without_name"]) == (0, 0), said.err
    with (out / INDEX).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    serials = {int(row["service_id"]): parse_serial(row["serial"]) for row in rows}
    assert {n for n, serial in serials.items() if serial.edition == 1} == {batch.service_id}
    seals = dict(SealedList.objects.filter(batch__period=NEXT).values_list("batch__service", "sha256"))
    assert {int(row["service_id"]): row["list_sha256"] for row in rows}.items() <= seals.items()
    assert Event.objects.get(action="forms.print").count == said.data["pages"]
