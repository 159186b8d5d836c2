"""Our 2025 and 2022 schedules against the facts published of those norms, where they are at hand."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from juntos.programme.tables import table

FACTS = Path(__file__).parents[2].parent / "shared" / "data" / "his_rules"
VACCINES = {
    "BCG": "bcg",
    "HVB newborn": "hvb",
    "Pentavalente": "pentavalente",
    "IPV": "polio",
    "APO": "polio",
    "Rotavirus": "rotavirus",
    "Neumococo": "neumococo",
    "Influenza paediatric": "influenza",
    "SPR": "spr",
    "Varicela": "varicela",
    "Hepatitis A": "hepatitis_a",
    "Antiamarilica": "antiamarilica",
    "DPT": "dpt",
}


def facts(name: str) -> list[dict[str, str]]:
    if not (FACTS / name).exists():
        pytest.skip(f"reference data not at hand: shared/data/his_rules/{name}")
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_growth_controls_of_2025() -> None:
    published = []
    for row in facts("cred_schedule_nts238_2025.csv"):
        if row["window_start_days"]:
            first, last = int(row["window_start_days"]), int(row["window_end_days"])
            published.append((int(row["control"]), 0, first, last - first))
        else:
            published.append((int(row["control"]), int(row["target_age"].split()[0]), 0, 15))
    ours = table("cred_calendars", date(2026, 1, 1))
    assert list(ours.only("control", "due_months", "due_days", "tolerance_days")) == published


def test_the_ages_of_the_vaccines_of_2022() -> None:
    published = {
        (VACCINES[row["vaccine"]], months(row["min_age"]))
        for row in facts("vaccine_schedule_nts196_2022.csv")
    }
    # «Yearly from 1 year, under 3» is two doses, at one and at two years.
    published.add(("influenza", 24))
    assert set(table("vaccines", date(2022, 1, 1)).only("vaccine", "due_months")) == published


def months(age: str) -> int:
    match = re.match(r"(\d+) (m|y)", age)
    return int(match[1]) * (12 if match[2] == "y" else 1) if match else 0
