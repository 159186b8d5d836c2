"""How the store writes a capacity sheet and a decision down, and reads them back as core's own data."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from juntos.core.supply.capacity import Assessment, Demand, Sheet, Staff, SupplyRules, Term

CONDITIONS = ("good", "fair", "bad")
WATERS = ("network", "well", "none")


@dataclass(frozen=True)
class SheetFile:
    """A capacity sheet as it is kept: what is reckoned with, and what is noted besides."""

    sheet: Sheet
    condition: str = ""
    water: str = ""
    note: str = ""


@dataclass(frozen=True)
class Reckoning:
    """A decision with all it stands on: the demand by group, how many of it wait to enter, and the rules."""

    assessment: Assessment
    demand: tuple[Demand, ...]
    waiting: Mapping[str, int]
    rules: SupplyRules
    hidden: bool = field(default=False)


def written_sheet(file: SheetFile) -> str:
    """The sheet as the text of a ``Capacity``; the service itself is the row's."""
    sheet = file.sheet
    told = {
        "staff": [asdict(one) for one in sheet.staff],
        "supplies": sorted(sheet.supplies),
        "equipment": sorted(sheet.equipment),
        "infrastructure": sorted(sheet.infrastructure),
        "classrooms": sheet.classrooms,
        "condition": file.condition,
        "water": file.water,
        "note": file.note,
    }
    return json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False, sort_keys=True)


def read_sheet(text: str, *, service_id: int, sector: str, district: str) -> SheetFile:
    """The sheet that a ``Capacity`` of a service holds."""
    told = json.loads(text)
    sheet = Sheet(
        service_id,
        sector,
        district,
        tuple(Staff(**one) for one in told.get("staff", ())),
        supplies=frozenset(told.get("supplies", ())),
        equipment=frozenset(told.get("equipment", ())),
        infrastructure=frozenset(told.get("infrastructure", ())),
        classrooms=told.get("classrooms", 0),
    )
    return SheetFile(sheet, told.get("condition", ""), told.get("water", ""), told.get("note", ""))


def written_reckoning(made: Reckoning) -> str:
    """A decision's whole sum, as the text of a ``SupplyDecision``."""
    told = {
        "assessment": asdict(made.assessment),
        "demand": [asdict(one) for one in made.demand],
        "waiting": dict(made.waiting),
        "rules": asdict(made.rules),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read_reckoning(text: str) -> Reckoning:
    """The sum of a decision, as it was made."""
    told: dict[str, Any] = json.loads(text)
    kept = told["assessment"]
    assessment = Assessment(
        **{
            **kept,
            "missing": tuple(kept["missing"]),
            "reasons": tuple(kept["reasons"]),
            "terms": tuple(Term(**term) for term in kept["terms"]),
        }
    )
    demand = tuple(Demand(**one) for one in told["demand"])
    return Reckoning(assessment, demand, told["waiting"], SupplyRules(**told["rules"]))
