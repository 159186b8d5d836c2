"""Why a bank says no, in its own codes, and which of our reasons each one is: the table reasons.csv.

``iso`` are codes of ISO 20022's external lists; ``bn`` those of our fixed-width files (D), which a message of
ISO 20022 may carry too, as proprietary ones.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from juntos.core.transfers.answers import REASONS, Answer


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
    """Ours by each of the codes that files of a scheme may carry."""
    return {line.code: line.reason for line in bank_reasons() if line.scheme in (scheme, "bn")}


@cache
def their_codes(scheme: str) -> dict[str, str]:
    """The bank's code by our reason: the first of the table and of the scheme's own, where several are."""
    known = sorted(bank_reasons(), key=lambda line: line.scheme != scheme)
    return {line.reason: line.code for line in reversed(known) if line.scheme in (scheme, "bn")}


def reason_element(answer: Answer | None) -> str:
    """An answer's reason as a message of ISO 20022 writes it; empty when it has none."""
    code = "" if answer is None else answer.bank_reason or their_codes("iso").get(answer.reason, "")
    name = "Cd" if code in {line.code for line in bank_reasons() if line.scheme == "iso"} else "Prtry"
    return f"<Rsn><{name}>{code}</{name}></Rsn>" if code else ""
