"""The words of the record: both languages say the same codes, and every code of core has its words."""

import pytest

from juntos.core.access import ROLES
from juntos.core.coresponsibility.batches.states import MOVES, OBSERVATIONS, STAGES, STATES
from juntos.core.coresponsibility.capture.flags import OF_A_LIST, OF_A_ROW
from juntos.core.coresponsibility.capture.recorded import OUTCOMES, TICKS
from juntos.core.coresponsibility.capture.states import FILLERS
from juntos.core.enrolment.assembly import OBJECTIONS
from juntos.core.registry.coverage import WAITING
from juntos.core.registry.events import KINDS, LEAVING_REASONS
from juntos.core.registry.owners import OWNERSHIPS
from juntos.core.registry.states import HOUSEHOLD_MOVES, HOUSEHOLD_STATES, PADRON_KINDS, REASONS
from juntos.core.supply.access_calendar import LEVELS
from juntos.core.supply.capacity import DECISIONS
from juntos.programme.record_words import LANGUAGES, words

CODES = {
    "state": set(HOUSEHOLD_STATES),
    "verb": {m.verb for m in HOUSEHOLD_MOVES},
    "need": {need for m in HOUSEHOLD_MOVES for need in m.needs},
    "reason": {reason for reasons in REASONS.values() for reason in reasons}
    | set(OBJECTIONS)
    | set(LEAVING_REASONS),
    "padron": set(PADRON_KINDS),
    "event": set(KINDS),
    "change": {change for kind in KINDS.values() for change in kind.changes} | {"titular-vacant"},
    "notice": {kind.notice for kind in KINDS.values() if kind.notice},
    "fault": {f"needs-{need}" for kind in KINDS.values() for need in kind.needs},
    "under-coverage": set(WAITING.values()),
    "datum": {o.datum for o in OWNERSHIPS},
    "source": {source for o in OWNERSHIPS for source in o.sources},
    "decision": set(DECISIONS),
    "access": set(LEVELS),
    "batch-state": set(STATES),
    "batch-stage": set(STAGES),
    "batch-verb": set(MOVES),
    "batch-done": set(MOVES),
    "batch-observation": set(OBSERVATIONS),
    "capture-tick": set(TICKS),
    "capture-outcome": set(OUTCOMES),
    "capture-filler": set(FILLERS),
    "capture-flag": {*OF_A_ROW, *OF_A_LIST},
}


def test_both_languages_have_the_same_codes() -> None:
    spanish, english = (words(language) for language in LANGUAGES)
    assert {g: set(codes) for g, codes in spanish.items()} == {g: set(codes) for g, codes in english.items()}


@pytest.mark.parametrize("group", CODES)
def test_every_code_has_words(group: str) -> None:
    assert CODES[group] <= set(words("es")[group])


def test_roles_of_the_tables_exist() -> None:
    assert {role for m in HOUSEHOLD_MOVES for role in m.roles} <= set(ROLES)
