"""Prenatal controls on schedule or not: as many as the weeks of pregnancy ask, six by its end (DOMAIN 4.3).

While a woman is pregnant, the controls so far are compared with those expected by the weeks completed.
A pregnancy that ended in a birth during the period is compared with the total; one that was lost is
not judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.coresponsibility.schedules.standing import Standing
from juntos.core.periods import Period


@dataclass(frozen=True)
class Expected:
    """Controls that must have been made when ``week_until`` weeks of pregnancy are completed."""

    since: date
    until: date | None
    week_until: int
    expected: int

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Pregnancy:
    """A pregnancy on record."""

    pregnancy_id: int
    last_menstruation_on: date
    detected_on: date
    ended_on: date | None
    outcome: str | None


def judged(pregnancies: Iterable[Pregnancy], period: Period) -> Pregnancy | None:
    """The latest pregnancy that goes on at the end of the period or ended in a birth during it."""
    known = (p for p in pregnancies if max(p.last_menstruation_on, p.detected_on) < period.until)
    followed = (p for p in known if _goes_on(p, period) or _gave_birth(p, period))
    return max(followed, key=lambda p: (p.last_menstruation_on, p.pregnancy_id), default=None)


def decide(
    pregnancy: Pregnancy, attended: Iterable[date], period: Period, schedule: Sequence[Expected]
) -> Standing:
    """How a woman stands at the end of the period, from the dates of her prenatal controls."""
    day = period.until - timedelta(days=1)
    until = day if pregnancy.ended_on is None else min(day, pregnancy.ended_on)
    done = len({d for d in attended if pregnancy.last_menstruation_on <= d <= until})
    if not _goes_on(pregnancy, period):
        due = max((e.expected for e in schedule if e.is_in_force(until)), default=0)
        return Standing(due, done, _reason(due, done), _missing(due, done), None)
    dated = [(pregnancy.last_menstruation_on + timedelta(weeks=e.week_until), e) for e in schedule]
    asked = [(on, e.expected) for on, e in dated if e.is_in_force(on)]
    due = max((expected for on, expected in asked if on <= day), default=0)
    following = min((on for on, expected in asked if on > day and expected > done), default=None)
    return Standing(due, done, _reason(due, done), _missing(due, done), following)


def _goes_on(pregnancy: Pregnancy, period: Period) -> bool:
    return pregnancy.ended_on is None or pregnancy.ended_on >= period.until


def _gave_birth(pregnancy: Pregnancy, period: Period) -> bool:
    return (
        pregnancy.outcome != "loss"
        and pregnancy.ended_on is not None
        and period.since <= pregnancy.ended_on < period.until
    )


def _reason(due: int, done: int) -> str:
    if done < due:
        return "missing"
    return "complete" if due else "nothing-due"


def _missing(due: int, done: int) -> str | None:
    return f"prenatal-{done + 1}" if done < due else None
