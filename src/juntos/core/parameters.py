"""Dated parameters: what a norm can change, when, and who says so.

A parameter has values, each in force from a date until the next one's, or belonging to a profile
that is chosen by name only. A value keeps its source and the source's mark (DOMAIN 0.1): ``S`` the
study, ``P`` a public page, ``N`` a norm, ``C`` computed, ``I`` inferred, ``K`` knowledge not checked,
``D`` our design. Only N, S and P may be shown to people as the programme's rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from juntos.core.errors import Fault, RequestError

Scalar = int | str | bool
NORMATIVE_MARKS = frozenset("NSP")
MARKS = frozenset("NSPCIKD")
RulesType = TypeVar("RulesType")


@dataclass(frozen=True)
class Source:
    """Where a value comes from: its mark, the citation, and a note for the reader (Spanish)."""

    mark: str
    text: str
    note: str = ""

    @property
    def is_norm(self) -> bool:
        """Whether it may be shown as the programme's rule (DOMAIN 0.1)."""
        return self.mark in NORMATIVE_MARKS


@dataclass(frozen=True)
class Value:
    """One value of a parameter: in force from ``since``, or part of a named ``profile``."""

    value: Scalar
    source: Source
    since: date | None = None
    profile: str | None = None


@dataclass(frozen=True)
class Parameter:
    """A number, word or yes/no that a norm can change.

    ``name`` is ``context.parameter`` (``coresponsibility.attendances_required``), ``meaning`` its
    plain sentence by language, ``unit`` what a number counts.
    """

    name: str
    unit: str
    meaning: Mapping[str, str]
    values: tuple[Value, ...]

    def on(self, day: date, profile: str | None = None) -> Value:
        """The value in force on ``day``, or the named profile's own where it has one."""
        for value in self.values:
            if profile is not None and value.profile == profile:
                return value
        dated = [v for v in self.values if v.since is not None and v.since <= day]
        if not dated:
            raise RequestError(Fault("parameter-not-in-force", column=self.name, value=day.isoformat()))
        return max(dated, key=lambda v: v.since or date.min)


@dataclass(frozen=True)
class Profile:
    """A named set of rules: ``on`` is the day whose dated values it takes."""

    name: str
    on: date
    since: date | None
    until: date | None
    title: Mapping[str, str]
    source: Source


@dataclass(frozen=True)
class InForce:
    """The parameters in force on a day: values by name, each with its source."""

    day: date
    profile: str
    values: Mapping[str, Value]

    def replaced(self, changes: Mapping[str, Scalar]) -> "InForce":
        """The same with some values changed by hand, as a what-if; unknown names are refused."""
        unknown = sorted(set(changes) - set(self.values))
        if unknown:
            raise RequestError(*(Fault("parameter-unknown", column=name) for name in unknown))
        what_if = {name: _what_if(self.values[name], value, name) for name, value in changes.items()}
        return InForce(self.day, self.profile, {**self.values, **what_if})


def _what_if(old: Value, value: Scalar, name: str) -> Value:
    if type(old.value) is not type(value):
        expected = {bool: "yes | no", int: "0, 1, 2 …", str: "a-z"}[type(old.value)]
        raise RequestError(Fault("parameter-type", column=name, value=str(value), expected=expected))
    return Value(value, Source("D", "what-if"), since=old.since)


def in_force(parameters: Iterable[Parameter], day: date, profile: str) -> InForce:
    """Every parameter's value on ``day`` under ``profile``."""
    return InForce(day, profile, {p.name: p.on(day, profile) for p in parameters})


def rules_of(kind: type[RulesType], values: InForce, context: str) -> RulesType:
    """The frozen dataclass ``kind`` filled with the values of ``context``, field by field."""
    names = [f.name for f in fields(kind)]  # type: ignore[arg-type]
    return kind(**{name: values.values[f"{context}.{name}"].value for name in names})
