"""Reads the sample's data: ``rates.toml``, the only place of its rates, and the facts under ``data``."""

import csv
import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any, TypeVar

SectionType = TypeVar("SectionType")


@dataclass(frozen=True)
class Noise:
    """How far evidence is from what happened."""

    unreported: float
    misdated: float
    coincidental: float
    miscoded: float
    second_cause: float

    def at(self, unreported: float) -> "Noise":
        """The same noise, all of it louder or quieter so that ``unreported`` is as given."""
        factor = unreported / self.unreported
        return Noise(**{f.name: min(1.0, getattr(self, f.name) * factor) for f in fields(self)})


@dataclass(frozen=True)
class Failure:
    """Failures among those who had something to do."""

    cred_infant: float
    cred_child: float
    prenatal: float
    inicial: float
    school: float
    season: tuple[float, ...]


@dataclass(frozen=True)
class Mix:
    """Who caused a failure, as shares of all."""

    supply: float
    programme: float
    access: float
    demand_justified: float
    demand: float
    record: float


@dataclass(frozen=True)
class Strike:
    """How a cause strikes."""

    supply_hit: float
    access_hit: float
    padron_share: float
    refusal_share: float
    far_share: float
    rain_places: int
    late_forms: float
    grau_share: float


@dataclass(frozen=True)
class Paper:
    """What is written down when it is."""

    reason_state: float
    reason_household: float
    filled_microred: float
    filled_gestor: float
    unsigned_supply: float
    contact_failed: float
    contact_other: float
    exception_asked: float
    corrected: float


@dataclass(frozen=True)
class History:
    """Health care since birth."""

    on_schedule: float
    visit_infant: float
    visit_second: float
    visit_third: float
    visit_older: float
    vaccinated: float
    prenatal_complete: float
    not_promoted: float


@dataclass(frozen=True)
class Population:
    """Who the people are."""

    inicial: float
    quechua: float
    dni_infant: float
    dni_older: float
    sis: float
    far: float


@dataclass(frozen=True)
class Rates:
    """Every rate of the sample, by part."""

    noise: Noise
    failure: Failure
    mix: Mix
    mix_rain: Mix
    strike: Strike
    paper: Paper
    history: History
    population: Population


def read_rates(noise: float | None = None) -> Rates:
    """The committed rates, with their noise set to ``noise`` if given."""
    data = tomllib.loads(files("juntos.sample").joinpath("rates.toml").read_text(encoding="utf-8"))
    committed = _section(Noise, data["noise"])
    return Rates(
        noise=committed if noise is None else committed.at(noise),
        failure=_section(Failure, data["failure"]),
        mix=_section(Mix, data["mix"]),
        mix_rain=_section(Mix, data["mix_rain"]),
        strike=_section(Strike, data["strike"]),
        paper=_section(Paper, data["paper"]),
        history=_section(History, data["history"]),
        population=_section(Population, data["population"]),
    )


def read_facts(name: str) -> list[dict[str, str]]:
    """The rows of a table of facts under ``data``."""
    text = files("juntos.sample").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _section(kind: type[SectionType], values: dict[str, Any]) -> SectionType:
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
