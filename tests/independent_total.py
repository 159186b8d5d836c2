"""What the year should have paid, from findings and amounts alone: two CSV files, and nothing of the product.

``python tests/independent_total.py findings.csv amounts.csv`` prints céntimos. A line of findings is a
household in a period: what the evidence said, what stood against paying, and the stretches that it complied.
A line of amounts is what a stretch is worth since a day. It knows of no entitlement, no payroll, no ledger.
"""

import csv
import sys
from pathlib import Path

# Why a household is paid (DOMAIN 2.4): it complied, it entered, or the failure was not its own to answer for.
PAID = {"complies", "affiliation", "excepted", "not-verified-paid"}


def rows_of(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def total_cents(findings: str, amounts: str) -> int:
    """The sum of what each household's findings come to, at the amount in force when its period began."""
    since = sorted((row["since"], int(row["amount_cents"])) for row in rows_of(amounts))
    total = 0
    for row in rows_of(findings):
        assert row["reason"] != "complies" or row["finding"] == "complies", row
        year, bimester = row["period"].split("-")
        starts = f"{year}-{int(bimester) * 2 - 1:02d}-01"
        worth = [cents for day, cents in since if day <= starts][-1]
        total += worth * int(row["units"]) if row["reason"] in PAID else 0
    return total


if __name__ == "__main__":
    print(total_cents(*sys.argv[1:]))
