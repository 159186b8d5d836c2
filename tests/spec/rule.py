"""What a spec module declares of its rule: enough to test it, and to print the page that a lawyer reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from juntos import programme
from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.parameters import InForce, Scalar, rules_of
from juntos.core.transfers.rules import TransferRules


@dataclass(frozen=True)
class Reading:
    """How a text is read where it leaves a doubt, or what is decided where it is silent, with its mark."""

    text: str
    mark: str
    source: str


@dataclass(frozen=True)
class Cases:
    """A table of cases as it is printed."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stories: int = 0


@dataclass(frozen=True)
class Rule:
    """A rule of the manual. Values and dates are the programme's: only the names are given here.

    ``has_step``: it is computed in bulk too, and its cases are checked both ways.
    """

    slug: str
    title: str
    sentence: str
    cases: tuple[Cases, ...]
    parameters: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    contradictions: tuple[str, ...] = ()
    has_step: bool = True


def in_force(since: date, changes: Mapping[str, Scalar] | None = None, profile: str | None = None) -> InForce:
    """The rules of a period that starts on ``since``, with some changed by hand."""
    return programme.resolve(since, profile, changes)


def verification(rules: InForce) -> CoresponsibilityRules:
    return rules_of(CoresponsibilityRules, rules, "coresponsibility")


def settlement(rules: InForce) -> TransferRules:
    return rules_of(TransferRules, rules, "transfers")


def day(text: str) -> date:
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    return None if text is None else day(text)


def said_day(text: str | date) -> str:
    """A date as people in Peru write it: 30/06/2011."""
    return (day(text) if isinstance(text, str) else text).strftime("%d/%m/%Y")


def said_last_day(until: str) -> str:
    """The last day of a span that ends before ``until``."""
    return said_day(day(until) - timedelta(days=1))


def listed(parts: Iterable[str]) -> str:
    """Facts in a row, or a dash where there is none."""
    return "; ".join(part for part in parts if part) or "—"


def answered(cases: Sequence[object], *names: str) -> dict[str, object]:
    """The literal answers of cases by what each is about; no two may be about the same."""
    found = {str(vars(case)["about"]): _only([vars(case)[name] for name in names]) for case in cases}
    assert len(found) == len(cases), "two cases with one description"
    return found


def _only(values: list[object]) -> object:
    return values[0] if len(values) == 1 else tuple(values)
