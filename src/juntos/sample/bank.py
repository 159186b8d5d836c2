"""Invents what a bank answers to an order, faults included, and keeps the truth of each item.

The rates are in ``bank.toml``. What is invented knows nothing of how answers are matched with their order:
``interop.bank`` writes it to files, and what is read back can be judged by the truth.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from juntos.core.transfers.answers import Answer, Answers, Outcome
from juntos.core.transfers.orders import Item, Order
from juntos.sample.draws import Random, stream

Kind = Literal["response", "collection"]
CHEATED_CENTS = 10


@dataclass(frozen=True)
class Fate:
    """What truly became of an item: where it ended, on what day, and why."""

    outcome: Outcome
    on: date
    reason: str


@dataclass(frozen=True)
class Reply:
    """A file that the bank sends; ``is_whole`` says that its totals are those of its items."""

    kind: Kind
    answers: Answers
    is_whole: bool = True


@dataclass(frozen=True)
class Replies:
    """The files in the order in which they arrive, and the truth, by the item's end-to-end id.

    ``strangers`` and ``contradictions`` are how many different answers fit no item, or deny a collection.
    """

    files: tuple[Reply, ...]
    fates: Mapping[str, Fate]
    strangers: int
    contradictions: int


@cache
def rates() -> Mapping[str, Mapping[str, float]]:
    """The committed rates, by section and name."""
    return tomllib.loads((files("juntos.sample") / "bank.toml").read_text(encoding="utf-8"))


def reply(order: Order, seed: int) -> Replies:
    """What the invented bank sends back for an order; the same order and seed get the same answers."""
    random = stream(seed, 0, f"bank {order.order_id}")
    fates = {item.end_to_end_id: _fate(random, order.execution_on) for item in order.items}
    taken, blocked = _responses(order, fates)
    ended = _collections(order, fates)
    strangers, contradictions = _strangers(random, ended), _contradictions(random, order, fates)
    sent = _files(random, order, "response", taken) + _files(random, order, "response", blocked)
    sent += _files(random, order, "collection", [*ended, *strangers])
    arrived = _delivered(random, sent, 1)
    arrived += _delivered(random, _files(random, order, "collection", contradictions), len(sent) + 1)
    return Replies(tuple(arrived), fates, len(strangers), len(contradictions))


def _fate(random: Random, since: date) -> Fate:
    of_items = rates()["items"]
    days = int(of_items["days_to_collect"])
    if random.random() < of_items["rejected"]:
        return Fate("rejected", since, _one_of(random, "rejected"))
    if random.random() < of_items["blocked"]:
        return Fate("blocked", since + timedelta(days=1), _one_of(random, "blocked"))
    if random.random() < of_items["uncollected"]:
        return Fate("returned", since + timedelta(days=days + 1), _one_of(random, "returned"))
    return Fate("collected", since + timedelta(days=1 + int(random.integers(days))), "")


def _one_of(random: Random, section: str) -> str:
    shares = rates()[section]
    return str(random.choice(list(shares), p=list(shares.values())))


def _answer(order: Order, item: Item, outcome: Outcome, on: date, reason: str = "") -> Answer:
    return Answer(order.order_id, item.end_to_end_id, outcome, on, item.amount_cents, reason)


def _responses(order: Order, fates: Mapping[str, Fate]) -> tuple[list[Answer], list[Answer]]:
    """On the first day what is acknowledged or rejected, then what is blocked."""
    first, later = [], []
    for item in order.items:
        fate = fates[item.end_to_end_id]
        if fate.outcome == "rejected":
            first.append(_answer(order, item, "rejected", fate.on, fate.reason))
            continue
        first.append(_answer(order, item, "acknowledged", order.execution_on))
        if fate.outcome == "blocked":
            later.append(_answer(order, item, "blocked", fate.on, fate.reason))
    return first, later


def _collections(order: Order, fates: Mapping[str, Fate]) -> list[Answer]:
    """What was collected or returned, by the day on which it was."""
    ended = [
        _answer(order, item, fate.outcome, fate.on, fate.reason)
        for item in order.items
        if (fate := fates[item.end_to_end_id]).outcome in ("collected", "returned")
    ]
    return sorted(ended, key=lambda answer: answer.on)


def _strangers(random: Random, ended: Sequence[Answer]) -> list[Answer]:
    """Answers to items that nobody ordered."""
    chosen = [answer for answer in ended if random.random() < rates()["files"]["stranger"]]
    return [replace(a, end_to_end_id=f"X{at}-1999-P0-0") for at, a in enumerate(chosen)]


def _contradictions(random: Random, order: Order, fates: Mapping[str, Fate]) -> list[Answer]:
    """Returns of what was collected, a day after the last day to collect."""
    on = order.execution_on + timedelta(days=int(rates()["items"]["days_to_collect"]) + 2)
    return [
        _answer(order, item, "returned", on, "not-collected")
        for item in order.items
        if fates[item.end_to_end_id].outcome == "collected"
        and random.random() < rates()["files"]["contradictory"]
    ]


def _files(random: Random, order: Order, kind: Kind, told: Sequence[Answer]) -> list[Reply]:
    """The answers of each week as a file, or as two."""
    weeks: dict[int, list[Answer]] = {}
    for answer in told:
        weeks.setdefault((answer.on - order.execution_on).days // 7, []).append(answer)
    made = []
    for week in weeks.values():
        is_partial = len(week) > 1 and random.random() < rates()["files"]["partial"]
        cut = int(random.integers(1, len(week))) if is_partial else len(week)
        made += [_file(order, kind, part) for part in (week[:cut], week[cut:]) if part]
    return made


def _file(order: Order, kind: Kind, items: Sequence[Answer]) -> Reply:
    total = sum(answer.amount_cents or 0 for answer in items)
    made_on = max(answer.on for answer in items)
    told = Answers("", made_on, tuple(items), len(items), total, None, order.count, order.sum_cents)
    return Reply(kind, told)


def _delivered(random: Random, sent: Sequence[Reply], first: int) -> list[Reply]:
    """The files as they arrive: numbered from ``first``, some wrong once, some again, some after the next."""
    of_files = rates()["files"]
    arrived: list[Reply] = []
    for number, file in enumerate(sent, first):
        named = replace(file, answers=replace(file.answers, message_id=f"BANCO-{number:04d}"))
        if random.random() < of_files["totals_wrong"]:
            wrong = replace(named.answers, sum_cents=named.answers.sum_cents + CHEATED_CENTS)
            arrived.append(replace(named, answers=wrong, is_whole=False))
        arrived.append(named)
        if random.random() < of_files["repeated"]:
            arrived.append(named)
    for at in range(len(arrived) - 1):
        if random.random() < of_files["swapped"]:
            arrived[at], arrived[at + 1] = arrived[at + 1], arrived[at]
    return arrived
