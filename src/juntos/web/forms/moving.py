"""Moving batches on a page: one verb for the rows that are ticked, all or none."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse

from juntos.actions.coresponsibility.batches import FIELD, Given, move_batches
from juntos.core.access import Kind
from juntos.core.coresponsibility.batches.states import MOVES
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility import batch_counts as counts
from juntos.store.reads.coresponsibility.batches import BatchRow, waiting
from juntos.store.reads.coresponsibility.representatives import Signer, signers_of
from juntos.web.asking import Ask
from juntos.web.forms import words
from juntos.web.pages import page
from juntos.web.routes import ROWS

SHOWN = 200  # rows to tick on one page; beyond, all at once or narrowed by district
SIGNER = "firma-{}"


@page("formatos/mover/", title="Mover lotes", under="forms.batches", kind=Kind.VERIFICATION, details=ROWS)
def move(ask: Ask) -> HttpResponse:
    """What a verb may move now, with a tick each; sent, those that are ticked are moved."""
    verb = ask.request.GET.get("verbo", "")
    mine = {name for name, one in MOVES.items() if ask.viewer.role.name in one.roles} - counts.APART
    if verb not in mine:
        return ask.show("forms/nothing_to_move.html.j2")
    only = [int(text) for text in ask.request.GET.getlist("lote") if text.isdecimal() and len(text) < 19]
    rules = words.batch_rules(ask.period)
    rows = waiting(ask.viewer, ask.period, verb, rules, only)
    needs = MOVES[verb].needs
    signers = signers_of(ask.viewer, [row.service_id for row in rows]) if "representative" in needs else {}
    if ask.saves:
        return _moved(ask, verb, rows, signers)
    ticked = set(ask.typed.many("lote")) if ask.faults else {str(number) for number in only}
    return ask.show(
        "forms/move.html.j2",
        title=f"{words.verb(verb)}: lotes de {ask.period.label}",
        verb=verb,
        rows=rows[:SHOWN],
        count=len(rows),
        ticked=ticked,
        signers=signers if "representative" in needs else None,
        has_reason="reason" in needs,
        observations=words.OBSERVATION_CHOICES if verb == "observe" else (),
        has_all=not only and "representative" not in needs and len(rows) > 1,
        words=words,
        field=FIELD,
        signer=SIGNER,
    )


def _moved(
    ask: Ask, verb: str, rows: Sequence[BatchRow], signers: Mapping[int, tuple[Signer, ...]]
) -> HttpResponse:
    """Move what was ticked; what is typed wrong comes back in the same form."""
    typed = ask.typed
    sent = {row.batch_id: row for row in rows if str(row.batch_id) in typed.many("lote")}
    chosen = {row.batch_id: row for row in rows} if typed.tick("todos") else sent
    on = typed.day("on")
    reason = _reason(ask, verb)
    who = {number: _signer(ask, row, signers) for number, row in chosen.items()} if signers else {}
    if not chosen:
        typed.fault("batches-not-ticked", "lotes")
    typed.check()
    assert on, "it was checked"
    given = {number: Given(on, reason, representative_id=who.get(number)) for number in chosen}
    move_batches(given, verb, by=ask.viewer, at=ask.now)
    counted = formats.counted(len(given), "lote", "lotes")
    what = said("batch-state", MOVES[verb].until)
    onward = words.ONWARD.get(verb, "")
    if len(given) == 1:
        number = next(iter(given))
        return ask.done(f"El lote está {what}.", "forms.one", onward=onward, number=number)
    return ask.done(f"{counted}, ahora en «{what}».", "forms.batches", onward=onward)


def _reason(ask: Ask, verb: str) -> str:
    """Why, where the verb asks; of an observation its kind first."""
    if "reason" not in MOVES[verb].needs:
        return ""
    if verb != "observe":
        return ask.typed.words("reason", most=400)
    kind = ask.typed.choice("observation", [code for code, _ in words.OBSERVATION_CHOICES])
    more = ask.typed.words("reason", most=400, is_needed=kind == "other")
    return f"{kind}: {more}" if more else kind


def _signer(ask: Ask, row: BatchRow, signers: Mapping[int, tuple[Signer, ...]]) -> int | None:
    offered = {str(one.representative_id) for one in signers.get(row.service_id, ())}
    if not offered:
        return None
    name = SIGNER.format(row.batch_id)
    chosen = ask.typed.choice(name, offered)
    return int(chosen) if chosen in offered else None
