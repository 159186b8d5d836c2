"""What a letter tells a household: how much, why, where and when; or why not and what can be done.

The sentences are those of explanations (``words/<language>.yaml``), each beside its Quechua if there is one.
A letter goes through many hands: it says nothing of anybody's health, and it never threatens (PRP-2e).
"""

from dataclasses import dataclass
from datetime import date

from juntos.core.money import Cents, soles
from juntos.programme.tellings import Sentence, Teller, sentences
from juntos.programme.words import TODO_OF_PAY

TODO_OF_REASON = {
    **TODO_OF_PAY,
    "does-not-comply": "todo.undisclosed",
    "blocked": "todo.undisclosed",
    "held-supply-suspected": "todo.visit",
    "held-contact-owed": "todo.contact",
    "not-verified-unpaid": "todo.verify",
    "not-verified-paid": "todo.verify",
}


@dataclass(frozen=True)
class Collects:
    """Where and from what day a household may collect: a pay point by its name, or its account (empty)."""

    point: str
    since: date


@dataclass(frozen=True)
class Letter:
    """A letter: of which period, what is told first, where to collect, and what can be done."""

    heading: str
    pays: Sentence
    collects: tuple[Sentence, ...]
    todo: tuple[Sentence, ...]


def letter(period: str, reason: str, amount_cents: int, collects: Collects | None) -> Letter | None:
    """The letter of a household that a payroll pays (``amount_cents`` above 0) or does not, for ``reason``.

    None for a reason that has no sentence: a household that the period knew nothing of.
    """
    teller = Teller.of("qu")
    code = f"pay.{reason}"
    if code not in sentences(teller.base):
        return None
    amount = soles(Cents(amount_cents))
    todo = [TODO_OF_REASON[reason]] if reason in TODO_OF_REASON else []
    return Letter(
        heading=teller.period(period),
        pays=teller.say(code, amount=amount),
        collects=tuple(_collects(teller, collects)) if amount_cents else (),
        todo=tuple(teller.say(one) for one in (*todo, "todo.claim")),
    )


def poster(point: str, since: date) -> tuple[Sentence, ...]:
    """What hangs on the door of a pay point."""
    teller = Teller.of("qu")
    return (
        teller.say("letter.here", day=teller.day(since), point=point),
        teller.say("letter.bring"),
        teller.say("letter.free"),
        teller.say("todo.claim"),
    )


def _collects(teller: Teller, collects: Collects | None) -> list[Sentence]:
    if collects is None:
        return [teller.say("letter.told-later")]
    day = teller.day(collects.since)
    if not collects.point:
        return [teller.say("letter.account", day=day), teller.say("letter.free")]
    return [
        teller.say("letter.point", day=day, point=collects.point),
        *map(teller.say, ("letter.bring", "letter.free")),
    ]
