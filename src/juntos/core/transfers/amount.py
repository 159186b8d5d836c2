"""What a household is paid: its lines, in céntimos, each with its reason (DOMAIN 2.4).

The amount is flat per household and unit of verification, whatever its size: S/ 200 a bimester under
Juntos II, S/ 100 for each month from 2018. The first payment is by affiliation, the next ones by
co-responsibility; supplements and amounts once blocked are lines of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juntos.core.transfers.household import HouseholdDecision
from juntos.core.transfers.rules import TransferRules


@dataclass(frozen=True)
class Line:
    """One line of payment."""

    line: str
    units: int
    amount_cents: int
    reason: str


def lines(
    decision: HouseholdDecision,
    owed_cents: int,
    packages_met: Sequence[str],
    supplements: Mapping[str, int],
    rules: TransferRules,
) -> tuple[Line, ...]:
    """The household's lines, none when it is not payable.

    ``owed_cents`` was blocked before; ``supplements`` are the amounts in force by code.
    """
    if not decision.is_payable:
        return ()
    units, reason = decision.units_payable, decision.pay_reason
    name = "affiliation" if reason == "affiliation" else "coresponsibility"
    found = [Line(name, units, units * rules.amount_cents, reason)]
    has_complied = decision.result == "complies" and decision.members_required > 0
    if has_complied and owed_cents > 0 and name != "affiliation":
        found.append(Line("arrears", 0, owed_cents, "unblocked"))
    found += [
        Line(code, units, supplements[code], "package-met") for code in packages_met if code in supplements
    ]
    return tuple(line for line in found if line.amount_cents > 0)
