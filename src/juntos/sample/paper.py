"""What is written of a period: batches of forms, their rows and reasons, contacts, sheets, exceptions."""

from dataclasses import dataclass

import numpy as np

from juntos.core.coresponsibility.tables import REASONS
from juntos.sample.behaviour import (
    ACCESS,
    CRED,
    DEMAND,
    JUSTIFIED,
    NO_CAUSE,
    PRENATAL,
    PROGRAMME,
    RECORD,
    SUPPLY,
)
from juntos.sample.evidence import STAFF, Teller, Told
from juntos.sample.frames import NONE, Array, Frame, Words
from juntos.sample.status import ABSENT, COMPLIED, RECORD_LATE, RECORD_MISDATED, RECORD_TOLD, UNWRITTEN
from juntos.sample.year import RAIN, SUPERVISION

STATES = ("planned", "generated", "delivered", "signed", "collected", "accepted", "closed", "lost")
EXCEPTION_STATES = ("drafted", "zone_approved", "approved", "rejected")
SHEETS_OF_SUPERVISION = 150  # DOMAIN 8.6, V
_CODE = {code: at for at, code in enumerate(REASONS)}


@dataclass(frozen=True)
class Paper:
    """The paper of a period; ``status`` says by row what its attendance left behind."""

    batches: Frame
    form_rows: Frame
    contacts: Frame
    refusals: Frame
    padron_errors: Frame
    exceptions: Frame
    truth: Frame
    status: Array


def write_down(teller: Teller, told: Told, member_ids: Array, household_ids: Array) -> Paper:
    """Everything written of a period, and beside it the truth."""
    outcome, rows, random = teller.outcome, teller.rows, teller.random
    cause = outcome.cause
    batches, batch_told = _batches(teller)
    reason, is_right = _reasons(teller, told)
    proof = _proof(teller, reason)
    listed = ~((cause == PROGRAMME) & (outcome.is_misplaced | np.isin(rows.service, outcome.lost_batches)))
    unsigned = (cause == SUPPLY) & (rows.rule <= PRENATAL) & ~outcome.is_refused
    unsigned &= random.random(len(cause)) < teller.department.rates.paper.unsigned_supply
    status = _status(teller)
    refusals, refusal_told = _refusals(teller, member_ids)
    errors, error_told = _padron_errors(teller, member_ids)
    emitted = told.is_told | refusal_told | error_told | (status == RECORD_TOLD)
    emitted |= (cause == PROGRAMME) & ~outcome.is_misplaced & batch_told[rows.service]
    emitted |= (cause == JUSTIFIED) & is_right & proof
    emitted |= (cause == DEMAND) & is_right
    return Paper(
        batches,
        _form_rows(teller, member_ids, (listed, unsigned, reason, proof)),
        _contacts(teller, household_ids),
        refusals,
        errors,
        _exceptions(teller, member_ids),
        _truth(teller, member_ids, emitted),
        status,
    )


def collected_on(teller: Teller) -> Array:
    """The day on which each service's forms came back; the same whenever it is asked."""
    count = len(teller.department.supply.level)
    spread = (np.arange(count) * 7 + teller.number * 3) % 11
    return np.minimum(teller.period.until + spread, teller.period.known_at - 6)


def _batches(teller: Teller) -> tuple[Frame, Array]:
    """One batch for each service with someone to verify; a lost one may be logged as if it were not."""
    random, rows, period = teller.random, teller.rows, teller.period
    count = len(teller.department.supply.level)
    services = np.unique(rows.service)
    lost = np.zeros(count, bool)
    lost[teller.outcome.lost_batches] = True
    told, _ = teller.is_told(count)
    delivered = period.since + random.integers(12, 40, count)
    if teller.number == RAIN:
        late = random.random(count) < teller.department.rates.strike.late_forms
        delivered = np.where(late, period.until - random.integers(1, 6, count), delivered)
    undelivered = lost & told & (random.random(count) < 0.5)
    collected = collected_on(teller)
    state = np.where(random.random(count) < 0.9, 5, 6)
    state = np.where(lost, np.where(told, np.where(undelivered, 1, 7), 2), state)
    frame: Frame = {
        "batch_id": batch_ids(teller, services),
        "service_id": teller.department.supply.service_ids[services],
        "delivered_on": np.where(undelivered, NONE, delivered)[services],
        "collected_on": np.where(lost, NONE, collected)[services],
        "state": Words(state[services], STATES),
    }
    return frame, lost & told


def batch_ids(teller: Teller, services: Array) -> Array:
    """The number of each service's batch of the period."""
    return teller.department.number * 10_000_000 + teller.number * 1_000_000 + services + 1


def _reasons(teller: Teller, told: Told) -> tuple[Array, Array]:
    """The reason noted on each failed row, −1 for none, and whether it is the cause's own."""
    random, outcome, rates = teller.random, teller.outcome, teller.department.rates
    cause, count = outcome.cause, len(outcome.cause)
    true = _true_reasons(teller, told, cause)
    by_state = cause <= ACCESS
    noted = random.random(count) < np.where(by_state, rates.paper.reason_state, rates.paper.reason_household)
    noted &= cause != NO_CAUSE
    wrong = random.random(count) < rates.noise.miscoded
    blamed = np.where(random.random(count) < 0.5, _CODE["D4"], random.integers(0, len(REASONS), count))
    excused = random.choice([_CODE[c] for c in ("S1", "S2", "S4", "A1", "D1")], count)
    other = np.where(by_state, blamed, excused)
    other = np.where(other == true, _CODE["S6"], other)
    reason = np.where(wrong, other, true)
    second = (outcome.second >= JUSTIFIED) & (random.random(count) < 0.5)
    reason = np.where(second, _true_reasons(teller, told, outcome.second), reason)
    is_right = noted & ~wrong & ~second
    return np.where(noted, reason, -1), is_right


def _true_reasons(teller: Teller, told: Told, cause: Array) -> Array:
    """The catalogue's code of each row's cause (DOMAIN 3.8)."""
    random, rows, outcome = teller.random, teller.rows, teller.outcome
    count = len(cause)
    supply = np.where(told.what_failed <= STAFF, _CODE["S1"], _CODE["S2"])
    supply = np.where(outcome.is_refused, _CODE["S3"], supply)
    far = np.isin(rows.place, outcome.unvisited)
    justified = np.where(random.random(count) < 0.85, _CODE["D1"], _CODE["D2"])
    demand = random.choice([_CODE["D3"], _CODE["D4"], _CODE["D5"]], count, p=(0.40, 0.45, 0.15))
    programme = np.where(outcome.is_misplaced, _CODE["P2"], _CODE["S4"])
    return np.select(
        [
            cause == RECORD,
            cause == PROGRAMME,
            cause == SUPPLY,
            cause == ACCESS,
            cause == JUSTIFIED,
            cause == DEMAND,
        ],
        [
            np.full(count, _CODE["S5"]),
            programme,
            supply,
            np.where(far, _CODE["A2"], _CODE["A1"]),
            justified,
            demand,
        ],
        -1,
    )


def _proof(teller: Teller, reason: Array) -> Array:
    """Whether the reason came with proof: an illness or a death as often as incidents are reported."""
    odds = 1 - teller.department.rates.noise.unreported
    is_illness = (reason == _CODE["D1"]) | (reason == _CODE["D2"])
    is_illness &= (teller.outcome.cause == JUSTIFIED) | (teller.outcome.second == JUSTIFIED)
    return np.asarray(is_illness & (teller.random.random(len(reason)) < odds))


def _status(teller: Teller) -> Array:
    """What each row's attendance left behind, for the histories to write."""
    cause, count = teller.outcome.cause, len(teller.outcome.cause)
    told, wrong = teller.is_told(count)
    record = np.select([told & ~wrong, told & wrong], [RECORD_TOLD, RECORD_MISDATED], RECORD_LATE)
    return np.select(
        [cause == NO_CAUSE, cause == RECORD, cause == PROGRAMME], [COMPLIED, record, UNWRITTEN], ABSENT
    )


def _form_rows(teller: Teller, member_ids: Array, marks: tuple[Array, Array, Array, Array]) -> Frame:
    listed, unsigned, reason, proof = (mark for mark in marks)
    random, rows, paper = teller.random, teller.rows, teller.department.rates.paper
    at = np.flatnonzero(listed)
    filled = random.choice(
        3,
        len(at),
        p=(1 - paper.filled_microred - paper.filled_gestor, paper.filled_microred, paper.filled_gestor),
    )
    return {
        "form_row_id": teller.ids(len(at)),
        "batch_id": batch_ids(teller, rows.service[at]),
        "member_id": member_ids[rows.member[at]],
        "filled_by": Words(filled, ("service", "microred", "gestor")),
        "is_signed": ~unsigned[at],
        "reason": Words(reason[at], REASONS),
        "has_proof": proof[at],
        "recorded_at": collected_on(teller)[rows.service[at]] + 4,
        "superseded_by": np.full(len(at), NONE),
    }


def _contacts(teller: Teller, household_ids: Array) -> Frame:
    """Attempts to reach households: most of those with a failure, a few of the others."""
    random, paper, period = teller.random, teller.department.rates.paper, teller.period
    failed = np.zeros(len(household_ids), bool)
    failed[teller.rows.household[teller.outcome.cause != NO_CAUSE]] = True
    listed = np.zeros(len(household_ids), bool)
    listed[teller.rows.household] = True
    odds = np.where(failed, paper.contact_failed, paper.contact_other) * listed
    at = np.flatnonzero(random.random(len(odds)) < odds)
    return {
        "contact_id": teller.ids(len(at)),
        "household_id": household_ids[at],
        "contacted_on": period.since + random.integers(15, period.known_at - period.since - 5, len(at)),
        "outcome": Words(random.choice(3, len(at), p=(0.7, 0.2, 0.1)), ("met", "absent", "message")),
    }


def _refusals(teller: Teller, member_ids: Array) -> tuple[Frame, Array]:
    """Occurrence sheets: those that kept someone from care, and the supervision's sheets of others."""
    random, rows, period = teller.random, teller.rows, teller.period
    told, wrong = teller.is_told(len(rows.member))
    refused = (teller.outcome.is_refused | (teller.outcome.second == SUPPLY)) & told
    listed = refused.copy()
    if teller.number == SUPERVISION:
        share = SHEETS_OF_SUPERVISION * len(member_ids) / 91_500 / max(int((rows.rule == CRED).sum()), 1)
        listed |= (rows.rule == CRED) & (random.random(len(told)) < share)
    at = np.flatnonzero(listed)
    on = period.since + random.integers(0, period.until - period.since, len(at))
    frame: Frame = {
        "refusal_id": teller.ids(len(at)),
        "member_id": member_ids[rows.member[at]],
        "service_id": teller.department.supply.service_ids[rows.service[at]],
        "refused_on": np.where(wrong[at] & refused[at], on - 62, on),
        "kind": Words((random.random(len(at)) < 0.6).astype(np.int64), ("refused", "mistreated")),
    }
    return frame, teller.outcome.is_refused & told & ~wrong


def _padron_errors(teller: Teller, member_ids: Array) -> tuple[Frame, Array]:
    """Errors of the list that the programme came to know of."""
    random, rows, period, outcome = teller.random, teller.rows, teller.period, teller.outcome
    own = (outcome.cause == PROGRAMME) & outcome.is_misplaced
    told, wrong = teller.is_told(len(rows.member))
    at = np.flatnonzero((own | (outcome.second == PROGRAMME)) & told)
    since = period.since - random.integers(0, 40, len(at))
    until = np.where(wrong[at], period.since - 1, period.until + random.integers(0, 15, len(at)))
    since = np.where(wrong[at], period.since - 60, since)
    frame: Frame = {
        "padron_error_id": teller.ids(len(at)),
        "member_id": member_ids[rows.member[at]],
        "kind": Words(
            random.choice(3, len(at), p=(0.5, 0.3, 0.2)), ("not-in-list", "wrong-list", "moved-unrecorded")
        ),
        "since": since,
        "until": until,
    }
    return frame, own & told & ~wrong


def _exceptions(teller: Teller, member_ids: Array) -> Frame:
    """Exceptions asked for failures that the catalogue excuses, at their state when the cut is made."""
    random, outcome, period = teller.random, teller.outcome, teller.period
    cause = outcome.cause
    excusable = (cause >= SUPPLY) & (cause <= JUSTIFIED)
    asked = excusable & (random.random(len(cause)) < teller.department.rates.paper.exception_asked)
    at = np.flatnonzero(asked)
    code = np.select([cause == SUPPLY, cause == ACCESS], [_CODE["S1"], _CODE["A1"]], _CODE["D1"])
    return {
        "exception_id": teller.ids(len(at)),
        "member_id": member_ids[teller.rows.member[at]],
        "reason": Words(code[at], REASONS),
        "since": np.full(len(at), period.since),
        "until": np.full(len(at), period.until),
        "state": Words(random.choice(4, len(at), p=(0.2, 0.15, 0.5, 0.15)), EXCEPTION_STATES),
    }


def _truth(teller: Teller, member_ids: Array, emitted: Array) -> Frame:
    """The hidden truth: the cause of every failure, and whether evidence of it reached the cut."""
    cause, second = teller.outcome.cause, teller.outcome.second
    at = np.flatnonzero(cause != NO_CAUSE)
    names = ("record", "programme", "supply", "access", "demand_justified", "demand")
    return {
        "member_id": member_ids[teller.rows.member[at]],
        "unit": np.ones(len(at), np.int64),
        "cause": Words(cause[at], names),
        "second_cause": Words(second[at], names),
        "evidence_emitted": emitted[at],
        "is_excusable": cause[at] != DEMAND,
    }
