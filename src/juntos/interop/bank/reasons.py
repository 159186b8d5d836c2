"""Why a bank says no, in its own codes, and which of our reasons each one is: the table reasons.csv.

``iso`` are codes of ISO 20022's external lists; ``bn`` those of our fixed-width files (D).
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from juntos.core.transfers.answers import REASONS


@dataclass(frozen=True)
class BankReason:
    """One line of the table."""

    scheme: str
    code: str
    reason: str
    meaning: str


@cache
def bank_reasons() -> tuple[BankReason, ...]:
    """The whole table."""
    text = files("juntos.interop.bank").joinpath("reasons.csv").read_text(encoding="utf-8")
    table = tuple(BankReason(**row) for row in csv.DictReader(text.splitlines()))
    assert {line.reason for line in table} <= set(REASONS)
    return table


@cache
def our_reasons(scheme: str) -> dict[str, str]:
    """Ours by the bank's code, in a scheme."""
    return {line.code: line.reason for line in bank_reasons() if line.scheme == scheme}


@cache
def their_codes(scheme: str) -> dict[str, str]:
    """The bank's code by our reason: the first of the table, where several mean the same."""
    return {line.reason: line.code for line in reversed(bank_reasons()) if line.scheme == scheme}
