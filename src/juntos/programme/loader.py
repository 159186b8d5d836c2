"""The programme's law: which parameters, profile and contradictions are on file, and what is in force.

The values live in the YAML beside this module, one file per context. Every reader is cached: the law
does not change while a process runs. An unusable file raises InputError with its file and field; a
name or a day that does not exist raises RequestError.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.parameters import InForce, Parameter, Profile, Scalar, Value, in_force
from juntos.programme.entries import Entry, parse, read_text

CONTEXTS = ("registry", "supply", "enrolment", "coresponsibility", "transfers")
UNITS = (
    "months",
    "month",
    "years",
    "days",
    "minutes",
    "metres",
    "millimetres",
    "hundredths",
    "percent",
    "count",
    "cents",
    "yes-no",
    "word",
)
DAYS_KEPT = 256  # of values in force: a page asks for the same few days many times


@dataclass(frozen=True)
class Contradiction:
    """Two things that the sources say and cannot both be true, and what the product does about it."""

    code: str
    sentence: Mapping[str, str]
    parameters: tuple[str, ...]


@cache
def parameters() -> tuple[Parameter, ...]:
    """Every parameter, in the order of the files (see CONTEXTS)."""
    names = tuple(p.name for p in profiles())
    start = min(p.since for p in profiles() if p.since)
    found: list[Parameter] = []
    for context in CONTEXTS:
        file = f"{context}.yaml"
        for parameter in read_parameters(read_text(file), context, names):
            if not any(v.since and v.since <= start for v in parameter.values):
                raise InputError(_fault(file, parameter.name, "values", f"since: {start}"))
            found.append(parameter)
    return tuple(found)


@cache
def profiles() -> tuple[Profile, ...]:
    """Every rule profile: the dated ones in their order, then those chosen by name only."""
    found = read_profiles(read_text("profiles.yaml"))
    return tuple(sorted(found, key=lambda p: p.since or date.max))


@cache
def contradictions() -> tuple[Contradiction, ...]:
    """The register of contradictions between the sources, C1 onwards."""
    known = {p.name for p in parameters()}
    found = []
    for code, entry in parse(read_text("contradictions.yaml"), "contradictions.yaml").each():
        entry.only("sentence", "parameters")
        names = entry.texts("parameters")
        if not known.issuperset(names):
            raise entry.wrong("parameters", "names of parameters")
        found.append(Contradiction(code, entry.both_languages("sentence"), names))
    return tuple(found)


def profile_on(day: date) -> Profile:
    """The profile of a period that starts on ``day``."""
    for profile in profiles():
        if profile.since and profile.since <= day and (profile.until is None or day < profile.until):
            return profile
    raise RequestError(Fault("profile-not-in-force", value=day.isoformat(), expected=_dated_names()))


def profile_named(name: str) -> Profile:
    """The profile called ``name``."""
    for profile in profiles():
        if profile.name == name:
            return profile
    names = ", ".join(p.name for p in profiles())
    raise RequestError(Fault("profile-unknown", value=name, expected=names))


def resolve(
    period_since: date, profile: str | None = None, changes: Mapping[str, Scalar] | None = None
) -> InForce:
    """The values a period is judged by.

    By default those in force on the first day of the period. With ``profile``, those of that
    profile's own day and its own values, whatever the period's date. ``changes`` are put over either,
    as a what-if (``{"transfers.ladder": "graduated"}``).
    """
    chosen = profile_named(profile) if profile else profile_on(period_since)
    day = chosen.on if profile else period_since
    values = _in_force(day, chosen.name)
    return values.replaced(changes) if changes else values


@lru_cache(maxsize=DAYS_KEPT)
def _in_force(day: date, profile: str) -> InForce:
    return in_force(parameters(), day, profile)


def read_parameters(text: str, context: str, profile_names: tuple[str, ...]) -> tuple[Parameter, ...]:
    """The parameters written in the YAML ``text`` of ``context``, refused if anything is wrong."""
    file = parse(text, f"{context}.yaml")
    return tuple(_parameter(context, name, entry, profile_names) for name, entry in file.each())


def read_profiles(text: str) -> tuple[Profile, ...]:
    """The profiles written in the YAML ``text``; those with dates must follow one another."""
    file = parse(text, "profiles.yaml")
    found = tuple(_profile(name, entry) for name, entry in file.each())
    dated = [p for p in found if p.since]
    for earlier, later in pairwise(dated):
        if earlier.until != later.since:
            raise InputError(_fault("profiles.yaml", later.name, "since", str(earlier.until)))
    return found


def _profile(name: str, entry: Entry) -> Profile:
    entry.only("day", "since", "until", "title", "source")
    day = entry.day("day")
    if day is None:
        raise entry.wrong("day", "2010-01-01")
    title = entry.both_languages("title")
    return Profile(name, day, entry.day("since"), entry.day("until"), title, entry.source())


def _parameter(context: str, name: str, entry: Entry, profile_names: tuple[str, ...]) -> Parameter:
    entry.only("unit", "meaning", "values")
    values = tuple(_value(e, profile_names) for e in entry.entries("values"))
    days = [v.since for v in values if v.since]
    if days != sorted(set(days)):
        raise entry.wrong("values", "since in ascending order, each once")
    if len({type(v.value) for v in values}) != 1:
        raise entry.wrong("values", "values of one type")
    unit = entry.one_of("unit", UNITS)
    return Parameter(f"{context}.{name}", unit, entry.both_languages("meaning"), values)


def _value(entry: Entry, profile_names: tuple[str, ...]) -> Value:
    entry.only("since", "profile", "value", "source")
    since = entry.day("since")
    profile = entry.one_of("profile", profile_names) if "profile" in entry.fields else None
    if (since is None) == (profile is None):
        raise entry.wrong("since", "since or profile, one of the two")
    return Value(entry.scalar("value"), entry.source(), since, profile)


def _fault(file: str, name: str, field: str, expected: str) -> Fault:
    return Fault("programme-file", file, column=f"{name}.{field}", expected=expected)


def _dated_names() -> str:
    return ", ".join(f"{p.name} ({p.since})" for p in profiles() if p.since)
