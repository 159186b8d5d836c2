"""Reads a rule profile kept in a file of its own: another country's programme, a policy on trial.

The file names the profile of ours whose values it takes, and gives those that are its own, each with
its source as in our files:

    profile: progresa
    takes: juntos-2
    title: {es: Progresa, en: Progresa}
    source: {mark: P, text: …}
    values:
      coresponsibility.period_months: {value: 12, source: {mark: P, text: …}}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import InForce, Source, Value
from juntos.programme.entries import Entry, parse
from juntos.programme.loader import profile_named, profiles, resolve


@dataclass(frozen=True)
class OutsideRules:
    """The rules of an outside profile, with its title and where it comes from."""

    title: Mapping[str, str]
    source: Source
    rules: InForce


def read_rules(text: str, file: str) -> OutsideRules:
    """The rules written in the YAML ``text`` of ``file``; InputError says which field is wrong."""
    entry = parse(text, file).only("profile", "takes", "title", "source", "values")
    names = tuple(p.name for p in profiles())
    name = entry.text("profile")
    if name in names:
        raise entry.wrong("profile", "a name that none of our profiles has")
    takes = profile_named(entry.one_of("takes", names))
    base = resolve(date.min, takes.name)
    own = {parameter: _own(value, base.values.get(parameter), name) for parameter, value in _values(entry)}
    rules = InForce(base.day, name, {**base.values, **own})
    return OutsideRules(entry.both_languages("title"), entry.source(), rules)


def _values(entry: Entry) -> tuple[tuple[str, Entry], ...]:
    return tuple(entry.entry("values").each())


def _own(entry: Entry, taken: Value | None, profile: str) -> Value:
    entry.only("value", "source")
    if taken is None:
        raise entry.wrong("value", "a value of a parameter that exists")
    value = entry.scalar("value")
    if type(value) is not type(taken.value):
        raise entry.wrong("value", type(taken.value).__name__)
    return Value(value, entry.source(), profile=profile)
